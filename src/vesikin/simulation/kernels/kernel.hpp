// The door between the batched solver and its kernels, one per instruction set: plain views of what
// to integrate and where results go, and the table of kernels that this machine can run.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"
#include "vesikin/simulation/concentration_course.hpp"
#include "vesikin/simulation/plan.hpp"

namespace vesikin::simulation {

/// Counters that a kernel adds to.
struct KernelWork {
    unsigned long long steps = 0;
    unsigned long long rejected_steps = 0;
    unsigned long long lane_steps = 0;  ///< steps times lanes, idle ones included
};

/// Tolerances and limits; see SolverSettings.
struct KernelSettings {
    double relative_tolerance;
    double absolute_tolerance;
    double step_limit;
};

/// Brings patients to rest without drug; `rest` has one entry per patient.
struct BaselineTask {
    KernelSettings settings;
    const disease::Parameters<double>* patients;
    std::size_t patient_count;
    disease::State<double> seed;
    double end_day;
    bool stops_at_rest;  ///< certify rest with Newton's method instead of running to the end
    RestState* rest;
};

/// A course as the kernel sees it.
struct CourseView {
    const Phase* phases;
    const DoseEvent* doses;
    const Piece* pieces;
    std::size_t piece_count;
};

/// The concentration of an item on the known path.
struct ConcentrationView {
    const ConcentrationPiece* pieces = nullptr;
    std::size_t piece_count = 0;
};

/// Runs the items of a plan, those of one path; the closed form takes the known path with it.
/// Arrays are those of a `Plan`; `courses` has one entry per course.
struct CourseTask {
    KernelSettings settings;
    KineticsPath path;
    const disease::Parameters<double>* patients;
    const disease::State<double>* baselines;
    const disease::VesicleAction<double>* actions;
    const PersonalInput* inputs;
    const CourseView* courses;
    const PlanItem* items;
    std::size_t item_count;
    const ConcentrationView* concentrations;  ///< by item; null where none is known
    disease::ClinicalParameters<double> clinical;
    const double* visit_day;
    std::size_t visit_count;
    CourseBlock::Places places;
};

/// The batched solver compiled for one instruction set.
struct Kernel {
    std::string_view name;         ///< as given to `find_kernel`
    std::string_view target_name;  ///< Highway's name of what it was compiled for
    std::size_t lane_count;
    void (*find_baselines)(const BaselineTask&, KernelWork&) noexcept;
    void (*run_courses)(const CourseTask&, KernelWork&) noexcept;
};

/// The kernels that this machine can run, best first.
[[nodiscard]] std::span<const Kernel> available_kernels();

}  // namespace vesikin::simulation
