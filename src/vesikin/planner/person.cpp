#include "vesikin/planner/person.hpp"

namespace vesikin::planner {

const Answer* Person::said(std::string_view question) const {
    const auto found = answers.find(question);
    return found == answers.end() ? nullptr : &found->second;
}

bool Person::chose(std::string_view question, std::string_view choice) const {
    const Answer* answer = said(question);
    return answer != nullptr && std::ranges::find(answer->chosen, choice) != answer->chosen.end();
}

std::optional<double> Person::number(std::string_view question) const {
    const Answer* answer = said(question);
    return answer == nullptr ? std::nullopt : answer->number;
}

PersonProfile Person::profile() const {
    PersonProfile profile;
    profile.is_calm = chose("state", "calm");
    if (const Answer* band = said("baseline_easi")) {
        profile.baseline_easi_min = band->band.lowest;
        profile.baseline_easi_max = band->band.highest;
    }
    if (const Answer* target = said("target")) {
        profile.target = target->chosen.front();
    }
    if (const Answer* sex = said("sex")) {
        const auto place = std::ranges::find(study::sex_choice_names, sex->chosen.front());
        profile.sex = static_cast<study::SexChoice>(place - study::sex_choice_names.begin());
    }
    profile.age_year = number("age");
    profile.weight_kg = number("weight_kg");
    return profile;
}

}  // namespace vesikin::planner
