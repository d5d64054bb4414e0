// The tables of the response: name, symbol, unit inside, bounds and the member, as `fields.hpp` has
// for the core.
#pragma once

#include <array>

#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/response.hpp"

namespace vesikin::disease {

inline constexpr std::array<Field<Response<double>>, response_count> response_fields{{
    {"signs", "EASI", "1", 0.0, 72.0, &Response<double>::signs},
    {"itch", "itch", "1", 0.0, unbounded, &Response<double>::itch},
    {"ige", "IgE", "1", 0.0, unbounded, &Response<double>::ige},
    {"eosinophils", "Eo", "1", 0.0, unbounded, &Response<double>::eosinophils},
    {"tnf", "TNF", "1", 0.0, unbounded, &Response<double>::tnf},
    {"il1b", "IL1B", "1", 0.0, unbounded, &Response<double>::il1b},
    {"il23", "IL23", "1", 0.0, unbounded, &Response<double>::il23},
    {"il10", "IL10", "1", 0.0, unbounded, &Response<double>::il10},
    {"tgfb", "TGFB", "1", 0.0, unbounded, &Response<double>::tgfb},
    {"treg", "R", "1", 0.0, unbounded, &Response<double>::treg},
    {"m2", "M", "1", 0.0, unbounded, &Response<double>::m2},
    {"ceramide", "C", "1", 0.0, unbounded, &Response<double>::ceramide},
}};

inline constexpr std::array<Field<VesicleAction<double>>, vesicle_action_count>
    vesicle_action_fields{{
        {"potency", "f_pot", "1", 0.0, unbounded, &VesicleAction<double>::potency},
        {"half_effect_cargo", "EC50", "1", 1e-09, unbounded,
         &VesicleAction<double>::half_effect_cargo},
        {"hill", "h", "1", 0.1, 10.0, &VesicleAction<double>::hill},
        {"nfkb_inhibition", "Imax_N", "1", 0.0, 1.0, &VesicleAction<double>::nfkb_inhibition},
        {"nfkb_by_il10", "w_10N", "1", 0.0, unbounded, &VesicleAction<double>::nfkb_by_il10},
        {"tnf_by_nfkb", "a_TNF", "1", 0.0, 10.0, &VesicleAction<double>::tnf_by_nfkb},
        {"il1b_by_nfkb", "a_IL1B", "1", 0.0, 10.0, &VesicleAction<double>::il1b_by_nfkb},
        {"il23_by_nfkb", "a_IL23", "1", 0.0, 10.0, &VesicleAction<double>::il23_by_nfkb},
        {"il10_gain", "E_10", "1", 0.0, unbounded, &VesicleAction<double>::il10_gain},
        {"il10_by_treg", "w_10R", "1", 0.0, unbounded, &VesicleAction<double>::il10_by_treg},
        {"il10_by_m2", "w_10M", "1", 0.0, unbounded, &VesicleAction<double>::il10_by_m2},
        {"tgfb_gain", "E_T", "1", 0.0, unbounded, &VesicleAction<double>::tgfb_gain},
        {"tgfb_by_treg", "w_TR", "1", 0.0, unbounded, &VesicleAction<double>::tgfb_by_treg},
        {"tgfb_by_m2", "w_TM", "1", 0.0, unbounded, &VesicleAction<double>::tgfb_by_m2},
        {"treg_gain", "E_R", "1", 0.0, unbounded, &VesicleAction<double>::treg_gain},
        {"treg_by_tgfb", "w_RT", "1", 0.0, unbounded, &VesicleAction<double>::treg_by_tgfb},
        {"treg_half_pathogens", "K_Sa", "1", 1e-06, unbounded,
         &VesicleAction<double>::treg_half_pathogens},
        {"th2_brake", "I_B", "1", 0.0, 1.0, &VesicleAction<double>::th2_brake},
        {"m2_gain", "E_M", "1", 0.0, unbounded, &VesicleAction<double>::m2_gain},
        {"ceramide_gain", "E_C", "1", 0.0, unbounded, &VesicleAction<double>::ceramide_gain},
        {"tnf_turnover", "k_TNF", "1/day", 0.0, unbounded, &VesicleAction<double>::tnf_turnover},
        {"il1b_turnover", "k_IL1B", "1/day", 0.0, unbounded, &VesicleAction<double>::il1b_turnover},
        {"il23_turnover", "k_IL23", "1/day", 0.0, unbounded, &VesicleAction<double>::il23_turnover},
        {"il10_turnover", "k_IL10", "1/day", 0.0, unbounded, &VesicleAction<double>::il10_turnover},
        {"tgfb_turnover", "k_TGFB", "1/day", 0.0, unbounded, &VesicleAction<double>::tgfb_turnover},
        {"treg_turnover", "k_R", "1/day", 0.0, unbounded, &VesicleAction<double>::treg_turnover},
        {"m2_turnover", "k_M", "1/day", 0.0, unbounded, &VesicleAction<double>::m2_turnover},
        {"ceramide_turnover", "k_C", "1/day", 0.0, unbounded,
         &VesicleAction<double>::ceramide_turnover},
        {"recovery_by_ceramide", "a_C", "1", 0.0, 10.0,
         &VesicleAction<double>::recovery_by_ceramide},
        {"recovery_by_m2", "a_M", "1", 0.0, 10.0, &VesicleAction<double>::recovery_by_m2},
        {"supply_by_treg", "a_R", "1", 0.0, 10.0, &VesicleAction<double>::supply_by_treg},
        {"supply_by_il10", "a_10", "1", 0.0, 10.0, &VesicleAction<double>::supply_by_il10},
        {"th17_by_il23", "a_23", "1", 0.0, 10.0, &VesicleAction<double>::th17_by_il23},
        {"tslp_by_nfkb", "a_N", "1", 0.0, 10.0, &VesicleAction<double>::tslp_by_nfkb},
        {"damage_by_cytokines", "a_D", "1", 0.0, 10.0, &VesicleAction<double>::damage_by_cytokines},
        {"recovery_by_wound", "w_G", "1", 0.0, unbounded,
         &VesicleAction<double>::recovery_by_wound},
        {"bypass_by_opening", "kappa", "1", 0.0, 100.0, &VesicleAction<double>::bypass_by_opening},
    }};

inline constexpr std::array<Field<ClinicalParameters<double>>, clinical_parameter_count>
    clinical_fields{{
        {"signs_rate", "k_signs", "1/day", 0.0, unbounded, &ClinicalParameters<double>::signs_rate},
        {"itch_rate", "k_itch", "1/day", 0.0, unbounded, &ClinicalParameters<double>::itch_rate},
        {"itch_base", "i_0", "1", 0.0, unbounded, &ClinicalParameters<double>::itch_base},
        {"itch_by_il31", "i_31", "1", 0.0, unbounded, &ClinicalParameters<double>::itch_by_il31},
        {"itch_by_th2", "i_Th2", "1", 0.0, unbounded, &ClinicalParameters<double>::itch_by_th2},
        {"itch_by_eosinophils", "i_Eo", "1", 0.0, unbounded,
         &ClinicalParameters<double>::itch_by_eosinophils},
        {"itch_by_damage", "i_s", "1", 0.0, unbounded, &ClinicalParameters<double>::itch_by_damage},
        {"ige_turnover", "k_IgE", "1/day", 0.0, unbounded,
         &ClinicalParameters<double>::ige_turnover},
        {"eosinophil_turnover", "k_Eo", "1/day", 0.0, unbounded,
         &ClinicalParameters<double>::eosinophil_turnover},
        {"reference_il31", "IL31_ref", "1", 0.0, unbounded,
         &ClinicalParameters<double>::reference_il31},
        {"reference_il4", "IL4_ref", "1", 0.0, unbounded,
         &ClinicalParameters<double>::reference_il4},
        {"reference_il13", "IL13_ref", "1", 0.0, unbounded,
         &ClinicalParameters<double>::reference_il13},
    }};

}  // namespace vesikin::disease
