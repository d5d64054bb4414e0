// Patients, plans and distances for the tests that hold one solver against another.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/model_fixture.hpp"
#include "support/trajectories.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/kernels/kernel.hpp"
#include "vesikin/study/design.hpp"

namespace vesikin::tests {

inline std::vector<disease::Parameters<double>> draw_patients(std::uint64_t seed,
                                                              std::uint64_t count) {
    const auto source = population::sample_population(shipped_catalogue().model, seed, count);
    std::vector<disease::Parameters<double>> patients(count);
    source->draw(0, patients);
    return patients;
}

/// All arms of the shipped trial at its visits.
inline CorePlan shipped_plan() {
    const study::TrialDesign design = shipped_trial();
    CorePlan plan{{}, design.visit_day};
    for (const study::Arm& arm : design.arms) {
        plan.courses.push_back(
            {arm.name, care::phases_of(study::care_of(arm, shipped_catalogue(), design.horizon_day),
                                       {}, shipped_catalogue(), 1.0)});
    }
    return plan;
}

/// The largest difference of any state, in units of the tolerance of `settings` around `expected`.
inline double distance_in_tolerances(const disease::State<double>& found,
                                     const disease::State<double>& expected,
                                     const simulation::SolverSettings& settings) {
    double largest = 0.0;
    for (const auto& field : disease::state_fields) {
        const double value = expected.*field.member;
        const double tolerance =
            settings.absolute_tolerance + settings.relative_tolerance * std::abs(value);
        largest = std::max(largest, std::abs(found.*field.member - value) / tolerance);
    }
    return largest;
}

/// The largest such difference over all patients, courses and visits.
inline double distance_in_tolerances(const Trajectories& found, const Trajectories& expected,
                                     const simulation::SolverSettings& settings) {
    double largest = 0.0;
    for (std::size_t patient = 0; patient < expected.patients(); ++patient) {
        for (std::size_t course = 0; course < expected.courses(); ++course) {
            for (std::size_t visit = 0; visit < expected.visits(); ++visit) {
                largest = std::max(
                    largest, distance_in_tolerances(found.at(patient, course, visit),
                                                    expected.at(patient, course, visit), settings));
            }
        }
    }
    return largest;
}

inline bool is_same_state(const disease::State<double>& a, const disease::State<double>& b) {
    return std::all_of(disease::state_fields.begin(), disease::state_fields.end(),
                       [&](const auto& field) { return a.*field.member == b.*field.member; });
}

/// Whether two patients' results are the same bits.
inline bool is_same_patient(const Trajectories& a, std::size_t row_a, const Trajectories& b,
                            std::size_t row_b) {
    bool is_same = is_same_state(a.baseline(row_a), b.baseline(row_b)) &&
                   a.stop_reason(row_a) == b.stop_reason(row_b) &&
                   a.highest_easi(row_a) == b.highest_easi(row_b);
    for (std::size_t course = 0; course < a.courses(); ++course) {
        for (std::size_t visit = 0; visit < a.visits(); ++visit) {
            is_same =
                is_same && is_same_state(a.at(row_a, course, visit), b.at(row_b, course, visit));
        }
    }
    return is_same;
}

}  // namespace vesikin::tests
