// Which sex the people of a study have.
#pragma once

#include <array>
#include <string_view>

#include "vesikin/population/delivery_draw.hpp"

namespace vesikin::study {

enum class SexChoice : unsigned char { female, male, both };

inline constexpr std::array<std::string_view, 3> sex_choice_names{"female", "male", "both"};

/// The sex of a person of the study: the one chosen, or drawn.
[[nodiscard]] inline catalogue::Sex sex_of(SexChoice choice,
                                           const population::DeliverySubject& subject) {
    switch (choice) {
        case SexChoice::female:
            return catalogue::Sex::female;
        case SexChoice::male:
            return catalogue::Sex::male;
        case SexChoice::both:
            break;
    }
    return population::draw_sex(subject);
}

}  // namespace vesikin::study
