// The door between the batched solver and its kernels, one per instruction set: plain views of what
// to integrate and where results go, and the table of kernels that this machine can run.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

/// Constant effects until `end_day`.
struct ConstantSegment {
    double end_day;
    disease::Effects<double> effects;
};

/// One course as the kernel sees it: segments in order, the last one ending at the last visit.
struct CourseSegments {
    const ConstantSegment* first;
    std::size_t count;
};

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

/// Brings patients to rest without drug. Arrays have one entry per patient.
struct BaselineTask {
    KernelSettings settings;
    const disease::Parameters<double>* patients;
    std::size_t patient_count;
    disease::State<double> seed;
    double end_day;
    bool stops_at_rest;  ///< certify rest with Newton's method instead of running to the end
    disease::State<double>* baseline;
    StopReason* reason;
};

/// Runs every course of every patient from its baseline. `states` and `reason` are patient by
/// patient, course by course (by visit); `highest_easi` has one entry per patient and is only
/// raised. Patients whose `reason` in `skip` is not `finished` are left out.
struct CourseTask {
    KernelSettings settings;
    const disease::Parameters<double>* patients;
    std::size_t patient_count;
    const StopReason* skip;
    const CourseSegments* courses;
    std::size_t course_count;
    const double* visit_day;
    std::size_t visit_count;
    const disease::State<double>* baseline;
    disease::State<double>* states;
    double* highest_easi;
    StopReason* reason;
};

/// A course's phases and doses as the kernel sees them.
struct DosedCourseView {
    const Phase* phases;
    const DoseEvent* doses;
};

/// The smooth pieces of one course.
struct CoursePieces {
    const Piece* first;
    std::size_t count;
};

/// Runs dosed items, those of one path. Arrays are those of a `DosedPlan`; `pieces` has one entry
/// per course, `snapshots` one per item and visit, `reason` one per item.
struct DosedTask {
    KernelSettings settings;
    KineticsPath path;
    const disease::Parameters<double>* patients;
    const disease::State<double>* baselines;
    const disease::VesicleAction<double>* actions;
    const PersonalInput* inputs;
    const DosedCourseView* courses;
    const CoursePieces* pieces;
    const DosedItem* items;
    std::size_t item_count;
    disease::ClinicalParameters<double> clinical;
    const double* visit_day;
    std::size_t visit_count;
    Snapshot* snapshots;
    StopReason* reason;
};

/// The batched solver compiled for one instruction set.
struct Kernel {
    std::string_view name;         ///< as given to `find_kernel`
    std::string_view target_name;  ///< Highway's name of what it was compiled for
    std::size_t lane_count;
    void (*find_baselines)(const BaselineTask&, KernelWork&) noexcept;
    void (*run_courses)(const CourseTask&, KernelWork&) noexcept;
    void (*run_dosed)(const DosedTask&, KernelWork&) noexcept;
};

/// The kernels that this machine can run, best first.
[[nodiscard]] std::span<const Kernel> available_kernels();

}  // namespace vesikin::simulation
