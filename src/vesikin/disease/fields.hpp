// The one table of states, parameters and effects: name, symbol in the paper, unit inside, bounds
// and the member that holds it. Loading, CSV headers, listings and reports read it; adding a
// parameter is its member and one row here.
#pragma once

#include <array>
#include <limits>
#include <string_view>

#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"

namespace vesikin::disease {

/// One row: `unit` is the unit inside (UDUNITS-2 text), `lower` and `upper` the values allowed in
/// that unit.
template <class Owner>
struct Field {
    std::string_view name;
    std::string_view symbol;
    std::string_view unit;
    double lower;
    double upper;
    double Owner::*member;
};

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

inline constexpr std::array<Field<State<double>>, state_count> state_fields{{
    {"barrier_integrity", "s", "1", 0.0, 1.0, &State<double>::barrier_integrity},
    {"pathogens", "p", "1", 0.0, 1.0, &State<double>::pathogens},
    {"th1", "Th1", "1", 0.0, unbounded, &State<double>::th1},
    {"th2", "Th2", "1", 0.0, unbounded, &State<double>::th2},
    {"th17", "Th17", "1", 0.0, unbounded, &State<double>::th17},
    {"th22", "Th22", "1", 0.0, unbounded, &State<double>::th22},
    {"il4", "IL4", "1", 0.0, unbounded, &State<double>::il4},
    {"il13", "IL13", "1", 0.0, unbounded, &State<double>::il13},
    {"il17", "IL17", "1", 0.0, unbounded, &State<double>::il17},
    {"il22", "IL22", "1", 0.0, unbounded, &State<double>::il22},
    {"il31", "IL31", "1", 0.0, unbounded, &State<double>::il31},
    {"ifng", "IFNg", "1", 0.0, unbounded, &State<double>::ifng},
    {"tslp", "TSLP", "1", 0.0, unbounded, &State<double>::tslp},
    {"ox40l", "OX40L", "1", 0.0, unbounded, &State<double>::ox40l},
}};

inline constexpr std::array<Field<Parameters<double>>, parameter_count> parameter_fields{{
    {"basal_barrier_recovery", "k1", "1/day", 0.0, unbounded, &Parameters<double>::k1},
    {"barrier_recovery_by_il22", "k2", "1/day", 0.0, unbounded, &Parameters<double>::k2},
    {"barrier_recovery_by_participation", "k3", "1/day", 0.0, unbounded, &Parameters<double>::k3},
    {"barrier_recovery_inhibition_by_il4", "b1", "1", 0.0, unbounded, &Parameters<double>::b1},
    {"barrier_recovery_inhibition_by_il13", "b2", "1", 0.0, unbounded, &Parameters<double>::b2},
    {"barrier_recovery_inhibition_by_il17", "b3", "1", 0.0, unbounded, &Parameters<double>::b3},
    {"barrier_recovery_inhibition_by_il22", "b4", "1", 0.0, unbounded, &Parameters<double>::b4},
    {"barrier_recovery_inhibition_by_il31", "b5", "1", 0.0, unbounded, &Parameters<double>::b5},
    {"basal_barrier_loss", "d1", "1/day", 0.0, unbounded, &Parameters<double>::d1},
    {"barrier_loss_by_il31", "d2", "1/day", 0.0, unbounded, &Parameters<double>::d2},
    {"barrier_loss_by_pathogens", "d3", "1", 0.0, unbounded, &Parameters<double>::d3},
    {"infiltration_inhibition_by_barrier", "b6", "1", 0.0, unbounded, &Parameters<double>::b6},
    {"pathogen_self_limitation", "d4", "1", 0.0, unbounded, &Parameters<double>::d4},
    {"pathogen_clearance_by_il17", "d5", "1", 0.0, unbounded, &Parameters<double>::d5},
    {"pathogen_clearance_by_il22", "d6", "1", 0.0, unbounded, &Parameters<double>::d6},
    {"pathogen_clearance_by_ifng", "d7", "1", 0.0, unbounded, &Parameters<double>::d7},
    {"clearance_inhibition_by_il4", "b7", "1", 0.0, unbounded, &Parameters<double>::b7},
    {"clearance_inhibition_by_il13", "b8", "1", 0.0, unbounded, &Parameters<double>::b8},
    {"basal_pathogen_clearance", "d8", "1/day", 0.0, unbounded, &Parameters<double>::d8},
    {"th1_supply", "k5", "1/day", 0.0, unbounded, &Parameters<double>::k5},
    {"th1_skewing_by_ifng", "k9", "1", 0.0, unbounded, &Parameters<double>::k9},
    {"t_cell_loss", "d9", "1/day", 0.0, unbounded, &Parameters<double>::d9},
    {"t_cell_survival_by_ox40l", "b9", "1", 0.0, unbounded, &Parameters<double>::b9},
    {"th2_supply", "k6", "1/day", 0.0, unbounded, &Parameters<double>::k6},
    {"th2_skewing_by_il4", "k10", "1", 0.0, unbounded, &Parameters<double>::k10},
    {"th17_supply", "k7", "1/day", 0.0, unbounded, &Parameters<double>::k7},
    {"th22_supply", "k8", "1/day", 0.0, unbounded, &Parameters<double>::k8},
    {"il4_production_by_th2", "k11", "1/day", 0.0, unbounded, &Parameters<double>::k11},
    {"il4_basal_production", "k12", "1/day", 0.0, unbounded, &Parameters<double>::k12},
    {"il4_loss", "d10", "1/day", 0.0, unbounded, &Parameters<double>::d10},
    {"il13_production_by_th2", "k13", "1/day", 0.0, unbounded, &Parameters<double>::k13},
    {"il13_basal_production", "k14", "1/day", 0.0, unbounded, &Parameters<double>::k14},
    {"il13_loss", "d11", "1/day", 0.0, unbounded, &Parameters<double>::d11},
    {"il17_production_by_th17", "k15", "1/day", 0.0, unbounded, &Parameters<double>::k15},
    {"il17_basal_production", "k16", "1/day", 0.0, unbounded, &Parameters<double>::k16},
    {"il17_loss", "d12", "1/day", 0.0, unbounded, &Parameters<double>::d12},
    {"il22_production_by_th22", "k17", "1/day", 0.0, unbounded, &Parameters<double>::k17},
    {"il22_basal_production", "k18", "1/day", 0.0, unbounded, &Parameters<double>::k18},
    {"il22_loss", "d13", "1/day", 0.0, unbounded, &Parameters<double>::d13},
    {"il31_production_by_th2", "k19", "1/day", 0.0, unbounded, &Parameters<double>::k19},
    {"il31_basal_production", "k20", "1/day", 0.0, unbounded, &Parameters<double>::k20},
    {"il31_loss", "d14", "1/day", 0.0, unbounded, &Parameters<double>::d14},
    {"ifng_production_by_th1", "k21", "1/day", 0.0, unbounded, &Parameters<double>::k21},
    {"ifng_basal_production", "k22", "1/day", 0.0, unbounded, &Parameters<double>::k22},
    {"ifng_loss", "d15", "1/day", 0.0, unbounded, &Parameters<double>::d15},
    {"tslp_production_by_pathogens", "k23", "1/day", 0.0, unbounded, &Parameters<double>::k23},
    {"tslp_basal_production", "k24", "1/day", 0.0, unbounded, &Parameters<double>::k24},
    {"tslp_loss", "d16", "1/day", 0.0, unbounded, &Parameters<double>::d16},
    {"ox40l_production_by_tslp", "k25", "1/day", 0.0, unbounded, &Parameters<double>::k25},
    {"ox40l_basal_production", "k26", "1/day", 0.0, unbounded, &Parameters<double>::k26},
    {"ox40l_loss", "d17", "1/day", 0.0, unbounded, &Parameters<double>::d17},
}};

inline constexpr std::array<Field<Effects<double>>, effect_count> effect_fields{{
    {"il4_block", "il4_block", "1", 0.0, 1.0, &Effects<double>::il4_block},
    {"il13_block", "il13_block", "1", 0.0, 1.0, &Effects<double>::il13_block},
    {"il17_block", "il17_block", "1", 0.0, 1.0, &Effects<double>::il17_block},
    {"il22_block", "il22_block", "1", 0.0, 1.0, &Effects<double>::il22_block},
    {"il31_block", "il31_block", "1", 0.0, 1.0, &Effects<double>::il31_block},
    {"tslp_block", "tslp_block", "1", 0.0, 1.0, &Effects<double>::tslp_block},
    {"ox40l_block", "ox40l_block", "1", 0.0, 1.0, &Effects<double>::ox40l_block},
    {"ifng_added", "ifng_added", "1", 0.0, unbounded, &Effects<double>::ifng_added},
    {"t_cell_block", "t_cell_block", "1", 0.0, 1.0, &Effects<double>::t_cell_block},
    {"recovery_gain", "recovery_gain", "1", 0.0, unbounded, &Effects<double>::recovery_gain},
    {"participation", "participation", "1", 0.0, 1.0, &Effects<double>::participation},
}};

}  // namespace vesikin::disease
