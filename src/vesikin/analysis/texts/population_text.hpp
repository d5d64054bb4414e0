// Who entered a trial, as the population column of a table tells it: entry criteria, age and
// weight.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/analysis/texts/age_text.hpp"
#include "vesikin/care/enrolment.hpp"
#include "vesikin/catalogue/provenance.hpp"

namespace vesikin::analysis {

/// What a text of the population column, or the trial's name, says about who entered.
struct EntryRule {
    std::vector<std::string> contains;       ///< one of them in the population; none = always
    std::vector<std::string> also_contains;  ///< and one of these
    std::vector<std::string> but_not;        ///< and none of these
    std::optional<AgeRange> ages;            ///< or: the ages that it gives lie within these
    std::string trial;                       ///< how the trial's name begins; empty = all
    std::string band;                        ///< of age, which its words name
    bool settles_ages = false;               ///< age and weight are those of this very population
    std::string says;                        ///< why it cannot be simulated
    std::optional<double> easi_min;
    std::optional<double> easi_max;
    std::optional<double> easi_mean;
    std::optional<double> age_year;  ///< a typical one, for bands of age
    std::optional<double> weight_kg;
    std::optional<double> weight_sd_log;
    catalogue::Provenance provenance;
};

/// Rules are applied in order; later ones overrule. Texts in plain form.
struct PopulationRules {
    std::vector<EntryRule> entry;
    AgeReader ages;
    std::vector<std::string> joint_bands;  ///< of age, that one row may be about together
};

struct Population {
    std::string reason;   ///< why nobody can be simulated; empty when they can
    std::string assumed;  ///< what the text leaves open
    care::Enrolment entry;
    double age_year = 0.0;
};

/// `weight`: of people of whom no rule says another.
[[nodiscard]] Population read_population(std::string_view text, std::string_view trial,
                                         const PopulationRules& rules,
                                         const catalogue::BodyWeight& weight);

/// Whether a plain text holds another as a whole: no letter goes on before or after it, no digit
/// where it begins or ends with one.
[[nodiscard]] bool has_words(std::string_view text, std::string_view words);

}  // namespace vesikin::analysis
