// A person's own course, as a diary has it, and what of a person says which virtual people are like
// that one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vesikin/planner/person.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/likeness.hpp"

namespace vesikin::planner {

/// What was used and what was seen. Days are of one calendar: they count from any day.
struct OwnCourse {
    struct Period {
        std::string drug;
        std::string regimen{};  ///< of the drug; empty = its usual one
        double from_day = 0.0;
        std::optional<double> until_day{};  ///< nothing: it goes on
    };

    std::vector<Period> treatments;
    std::vector<study::Sighting> seen;  ///< by day; one at least

    /// When something was used or seen first.
    [[nodiscard]] double first_day() const;
};

struct LikenessSettings {
    study::LikenessRules rules;
    double judged_topical_day = 28.0;  ///< when it has shown what it does
    double judged_oral_day = 84.0;
    double judged_antibody_day = 112.0;
};

/// What surrounds the courses of a person.
struct LikenessQuestion {
    const Person& person;
    const OwnCourse* own_course = nullptr;  ///< nullptr: none was given
    const LikenessSettings& settings;
    const catalogue::Catalogue& model;
    const catalogue::Body& body;
    double participation_frac = 0.0;  ///< of those who use something
    care::CareCourse calm_care{};     ///< what keeps a calm person calm,
    care::LeadIn calm_lead_in{};      ///< and brought them there
};

/// What was said of treatments, of severity now, and seen in the person's own course. Responses
/// that the model can not follow, those to an emollient, and "cannot tell" say nothing.
[[nodiscard]] study::Likeness likeness_of(const LikenessQuestion& question);

/// The strongest kind of treatment, of those that are used now and are not said to do nothing: it
/// goes on in the calculation. Nothing where none is.
[[nodiscard]] std::optional<std::string> current_drug_of(const Person& person,
                                                         const catalogue::Catalogue& model);

/// The regimen for a person's age and weight: an adult of the model's middle weight where they were
/// not said; the first one where none is for them.
[[nodiscard]] const catalogue::Regimen& usual_regimen_of(const catalogue::Drug& drug,
                                                         const PersonProfile& person,
                                                         const catalogue::Catalogue& model);

/// The area score of EASI, 0 to 6, of a share of a region in percent.
[[nodiscard]] int area_score(double percent);

}  // namespace vesikin::planner
