// Drugs: what they do to the model, how they are given and move through the body, what they cost,
// and for whom they are approved.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/label.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/disease/parameters.hpp"

namespace vesikin::catalogue {

/// One effect of a drug on one target.
struct DrugEffect {
    enum class Kind : unsigned char {
        block,  ///< keeps a share of a mediator from acting, or of T-cell supply from arriving
        add,    ///< adds to a mediator's level
        gain,   ///< raises a rate by a share of it
    };

    std::string target;     ///< state name, e.g. "il13", or "t_cell", "recovery"
    std::size_t field = 0;  ///< the entry of `disease::effect_fields` that it drives
    Kind kind = Kind::block;
    double size = 0.0;    ///< share blocked 0..1, level added, or share gained
    double access = 1.0;  ///< share of the target that the drug can reach, 0..1
    std::string meaning;
    Provenance provenance;
};

/// What the `vesikin` model lets a drug do: each target is hit with `size` x D / (half_effect + D),
/// D being the concentration (mg/l) of a drug with kinetics, else its daily dose (mg) or strength.
struct DrugActionDescription {
    double half_effect = 1.0;
    std::string unit;  ///< of D, as written: mg/l, mg/day or percent
    std::vector<DrugEffect> targets;
    std::string meaning;
    Provenance provenance;
};

/// One number of a drug's population kinetics: typical value at the reference weight, its spread
/// between people, and the exponent of (weight / reference weight).
struct KineticNumber {
    double typical = 0.0;
    double between_people_sd_log = 0.0;
    double weight_exponent = 0.0;
};

/// Population kinetics as published; numbers that a model lacks stay zero.
struct DrugKineticsDescription {
    KineticNumber central_volume_l;
    KineticNumber clearance_l_per_day;  ///< either this
    KineticNumber elimination_per_day;  ///< or this
    KineticNumber peripheral_volume_l;  ///< either these two
    KineticNumber distribution_l_per_day;
    KineticNumber to_peripheral_per_day;  ///< or these two
    KineticNumber to_central_per_day;
    KineticNumber absorption_per_day;
    KineticNumber transit_time_day;  ///< mean time through the transit steps; 0 = no transit
    KineticNumber saturable_mg_per_l_day;
    KineticNumber half_saturation_mg_per_l;
    double bioavailability_frac = 1.0;
    double volume_loss_correlation = 0.0;  ///< between central volume and clearance or elimination
    double reference_weight_kg = 70.0;
    bool is_infused = false;
    Provenance provenance;
};

/// A licensed or studied way of giving the drug.
struct Regimen {
    std::string name;
    Label label;
    std::vector<double> loading;  ///< first doses, `interval_day` apart
    double dose = 0.0;            ///< mg, or strength in percent
    double interval_day = 1.0;
    double age_min_year = 0.0;
    double weight_min_kg = 0.0;
    double weight_max_kg = std::numeric_limits<double>::infinity();
    bool is_per_kg = false;
    Provenance provenance;

    [[nodiscard]] bool has_weight_band() const {
        return weight_min_kg > 0.0 || std::isfinite(weight_max_kg);
    }

    [[nodiscard]] bool is_for(double age_year, double weight_kg) const {
        return age_min_year <= age_year && weight_min_kg <= weight_kg && weight_kg < weight_max_kg;
    }
};

/// Names the regimens of a drug that have a band of body weight, each for the people in it.
inline constexpr std::string_view by_weight = "by_weight";

/// What one unit (pen, tablet, gram) costs from a day on.
struct Price {
    std::string unit_label;
    double amount_per_unit = 1.0;  ///< mg, or grams of a topical
    double jpy_per_unit = 0.0;
    std::string valid_from;  ///< ISO date
    Provenance provenance;
};

struct Approval {
    std::string status;  ///< approved, investigational or stopped
    std::optional<double> age_min_year;
    std::string note;
    Provenance provenance;
};

struct Risk {
    std::string text;
    Provenance provenance;
};

enum class DrugKind : unsigned char { antibody, oral, topical, other };

struct Drug {
    std::string name{};
    Label label{};
    std::string description{};
    DrugKind kind = DrugKind::other;
    std::string target_class{};          ///< as trial tables write a target, e.g. "IL-4Ra"
    bool stands_for_class = false;       ///< simulated in place of unknown drugs of the class
    std::vector<std::string> aliases{};  ///< other names in trial tables
    std::vector<DrugEffect> effects{};   ///< in the published core: constant, without a dose
    std::optional<DrugActionDescription> action{};
    std::optional<DrugKineticsDescription> kinetics{};
    std::vector<Regimen> regimens{};  ///< the first that a person's age and weight allow is usual
    std::optional<Price> price{};
    double grams_per_day = 0.0;  ///< of a topical, for its price
    std::optional<Approval> approval{};
    std::vector<Risk> risks{};

    /// Whether a model with a trial layer can follow a treatment with it.
    [[nodiscard]] bool can_be_followed() const { return action && !regimens.empty(); }

    /// Null where there is none of that name.
    [[nodiscard]] const Regimen* regimen(std::string_view wanted) const;
};

/// The first regimen for a person of that age and weight; nullptr where none is.
[[nodiscard]] const Regimen* usual_regimen(const Drug& drug, double age_year, double weight_kg);

/// The joint effect of drugs given together, at constant size. Blocks act independently,
/// 1 - (1-a)(1-b); added levels and gains add up.
[[nodiscard]] disease::Effects<double> combined_effects(std::span<const Drug* const> drugs);

/// Adds effects to others, by the same rule.
void combine(disease::Effects<double>& joint, std::span<const DrugEffect> effects,
             double share = 1.0);

/// Adds what an action does at a daily dose or strength: each target's largest effect x D /
/// (half effect + D).
void combine_at_dose(disease::Effects<double>& joint, const DrugActionDescription& action,
                     double dose);

/// What 28 days of a regimen cost a person who pays `copayment_frac` of the price. nullopt without
/// a price. `with_loading`: the first 28 days.
[[nodiscard]] std::optional<double> cost_of_28_days_jpy(const Drug& drug, const Regimen& regimen,
                                                        double copayment_frac, bool with_loading);

}  // namespace vesikin::catalogue
