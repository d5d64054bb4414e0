// What the `vesikin` model adds to the published core so that it answers as trials do: the
// participation effect by background and severity, what a physician sees of the core's state,
// fluctuation, itch, and who leaves a trial. One number of each; some are calibrated.
#pragma once

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "vesikin/catalogue/body_weight.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/disease/response_fields.hpp"

namespace vesikin::catalogue {

/// Rates per day, shares and powers dimensionless, EASI and itch in points.
struct TrialLayer {
    double participation = 1.0;      ///< share of k3
    double topicals_clearing = 0.0;  ///< share of the signs that topical background takes off
    double participation_onset_per_day = 0.0;
    double participation_by_easi = 0.0;  ///< power of (reference EASI / own EASI) in it
    double participation_reference_easi = 29.0;
    double participation_trial_sd = 0.0;  ///< of its logarithm, between trials
    double extent_sd = 0.0;       ///< of the logarithm of own EASI over the core's, between people
    double signs_power = 1.0;     ///< of the core's share of own EASI, in what is seen of it
    double signs_power_sd = 0.0;  ///< of its logarithm, between people
    double signs_power_trial_sd = 0.0;  ///< of its logarithm, between trials
    double signs_clear_share = 0.0;     ///< of own EASI, too light to be graded
    double fluctuation_sd = 0.0;        ///< of the logarithm of EASI at a visit
    double exit_per_day = 0.0;  ///< hazard of leaving or needing rescue, whatever the response
    double exit_by_failure_per_day = 0.0;  ///< and per share of own EASI above `exit_share`
    double exit_share = 0.5;
    double iga_easi = 1.0;  ///< EASI at which half of the raters say clear or almost clear
    double iga_by_own =
        0.0;  ///< power of (own EASI / reference EASI) in it: mild disease has to clear more
    double iga_spread = 0.1;           ///< of the logarithm of that EASI
    double itch_fluctuation_sd = 0.0;  ///< points, of a change between two visits
    double signs_rate = 0.1;
    double itch_rate = 0.1;
    double itch_base = 0.0;
    double itch_by_il31 = 0.0;
    double itch_by_th2 = 0.0;
    double itch_by_eosinophils = 0.0;
    double itch_by_damage = 0.0;
    double itch_participation = 0.0;  ///< points that taking part takes off, at the rate of itch
};

inline constexpr std::size_t trial_layer_count = 27;
inline constexpr std::array<disease::Field<TrialLayer>, trial_layer_count> trial_layer_fields{{
    {"participation", "q", "1", 1e-4, 10.0, &TrialLayer::participation},
    {"topicals_clearing", "phi", "1", 0.0, 0.95, &TrialLayer::topicals_clearing},
    {"participation_onset", "k_q", "1/day", 1e-3, 10.0, &TrialLayer::participation_onset_per_day},
    {"participation_by_easi", "kappa", "1", -5.0, 5.0, &TrialLayer::participation_by_easi},
    {"participation_reference_easi", "EASI_r", "1", 1.0, 72.0,
     &TrialLayer::participation_reference_easi},
    {"participation_trial_sd", "omega_q", "1", 0.0, 3.0, &TrialLayer::participation_trial_sd},
    {"extent_sd", "omega_A", "1", 0.0, 2.0, &TrialLayer::extent_sd},
    {"signs_power", "gamma", "1", 0.2, 10.0, &TrialLayer::signs_power},
    {"signs_power_sd", "omega_g", "1", 0.0, 2.0, &TrialLayer::signs_power_sd},
    {"signs_power_trial_sd", "tau_g", "1", 0.0, 2.0, &TrialLayer::signs_power_trial_sd},
    {"signs_clear_share", "delta", "1", 0.0, 0.5, &TrialLayer::signs_clear_share},
    {"fluctuation_sd", "sigma_E", "1", 1e-3, 2.0, &TrialLayer::fluctuation_sd},
    {"exit", "h0", "1/day", 0.0, 1.0, &TrialLayer::exit_per_day},
    {"exit_by_failure", "h1", "1/day", 0.0, 1.0, &TrialLayer::exit_by_failure_per_day},
    {"exit_share", "theta", "1", 0.0, 1.0, &TrialLayer::exit_share},
    {"iga_easi", "E_IGA", "1", 0.05, 20.0, &TrialLayer::iga_easi},
    {"iga_by_own", "a_IGA", "1", 0.0, 2.0, &TrialLayer::iga_by_own},
    {"iga_spread", "s_IGA", "1", 1e-3, 3.0, &TrialLayer::iga_spread},
    {"itch_fluctuation_sd", "sigma_itch", "1", 1e-3, 10.0, &TrialLayer::itch_fluctuation_sd},
    {"signs_rate", "k_EASI", "1/day", 1e-3, 100.0, &TrialLayer::signs_rate},
    {"itch_rate", "k_itch", "1/day", 1e-3, 100.0, &TrialLayer::itch_rate},
    {"itch_base", "i_0", "1", 0.0, 10.0, &TrialLayer::itch_base},
    {"itch_by_il31", "i_31", "1", 0.0, 10.0, &TrialLayer::itch_by_il31},
    {"itch_by_th2", "i_Th2", "1", 0.0, 10.0, &TrialLayer::itch_by_th2},
    {"itch_by_eosinophils", "i_Eo", "1", 0.0, 10.0, &TrialLayer::itch_by_eosinophils},
    {"itch_by_damage", "i_s", "1", 0.0, 10.0, &TrialLayer::itch_by_damage},
    {"itch_participation", "i_q", "1", 0.0, 10.0, &TrialLayer::itch_participation},
}};

/// One number of the layer, or of a drug's action ("dupilumab.half_effect", "dupilumab.il13"), as a
/// calibration left it: `value` and, on the logarithmic scale, its posterior standard deviation.
struct CalibratedNumber {
    std::string name;
    double value = 0.0;
    double sd_log = 0.0;
};

/// What a calibration found, and on what. Numbers of one stage are correlated; stages are not.
struct CalibrationStage {
    std::string name;
    std::vector<CalibratedNumber> numbers;
    std::vector<std::vector<double>> correlation;  ///< square, in the order of `numbers`
};

struct TrialLayerRow {
    std::string meaning;
    std::string unit;
    double value = 0.0;  ///< in that unit
    Provenance provenance;
};

struct TrialLayerDescription {
    TrialLayer layer;
    disease::ClinicalParameters<double> published_clinical;  ///< read-outs without the layer
    std::array<TrialLayerRow, trial_layer_count> rows;
    BodyWeight body_weight;  ///< of adults, where nothing else is said
    Provenance body_weight_provenance;
    std::vector<CalibrationStage> calibration;
    std::string calibrated_on;  ///< ISO date, empty when nothing was calibrated
};

/// EASI at which half of the raters say clear or almost clear, for a person with that EASI at
/// baseline.
[[nodiscard]] inline double clear_easi(const TrialLayer& layer, double own_easi) {
    return layer.iga_easi *
           std::pow(own_easi / layer.participation_reference_easi, layer.iga_by_own);
}

/// The read-outs of the published model with those of the layer in their place.
[[nodiscard]] inline disease::ClinicalParameters<double> clinical_of(
    const TrialLayerDescription& description) {
    const TrialLayer& layer = description.layer;
    disease::ClinicalParameters<double> clinical = description.published_clinical;
    clinical.signs_rate = layer.signs_rate;
    clinical.itch_rate = layer.itch_rate;
    clinical.itch_base = layer.itch_base;
    clinical.itch_by_il31 = layer.itch_by_il31;
    clinical.itch_by_th2 = layer.itch_by_th2;
    clinical.itch_by_eosinophils = layer.itch_by_eosinophils;
    clinical.itch_by_damage = layer.itch_by_damage;
    return clinical;
}

}  // namespace vesikin::catalogue
