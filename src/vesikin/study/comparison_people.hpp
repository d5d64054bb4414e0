// The people of a comparison and, for each world, what they are without vesicles: how taking part
// acts on them, how their skin is seen, and their course untreated and under the dummy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "vesikin/outcome/markers.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/simulation/treatment.hpp"
#include "vesikin/study/comparison.hpp"
#include "vesikin/study/comparison_summary.hpp"

namespace vesikin::study {

/// Whom the study is about, the same in every world.
struct People {
    std::vector<disease::Parameters<double>> parameters;  ///< as drawn
    std::vector<disease::State<double>> baselines;        ///< untreated, before any lead-in
    std::vector<std::uint64_t> number;                    ///< in the population

    [[nodiscard]] std::size_t count() const { return parameters.size(); }
};

/// Draws people until enough lie in the design's bands of EASI, judged by its typical world. Throws
/// InputError when too few do.
[[nodiscard]] People gather_people(const ComparisonDesign& design,
                                   const population::PatientSource& source,
                                   simulation::Solver& solver);

/// Times that are looked at: day 0, then the visits. With a lead-in, all come after it.
struct Times {
    double lead_in_day = 0.0;
    std::vector<double> solver_day;  ///< as the solver counts, day 0 included after a lead-in
    std::size_t count = 0;           ///< day 0 and visits

    explicit Times(const ComparisonDesign& design);

    /// The snapshot of an item at a time, 0 for day 0.
    [[nodiscard]] const simulation::Snapshot& at(const simulation::DosedBlock& block,
                                                 std::size_t item, std::size_t time,
                                                 const simulation::Snapshot& rest) const;
};

/// The same people in one world.
struct PeopleInWorld {
    std::vector<disease::Parameters<double>> parameters;   ///< participation scaled to severity
    std::vector<simulation::Snapshot> rest;                ///< untreated, before any lead-in
    std::vector<outcome::Sight> sight;                     ///< how each person's skin is seen
    std::vector<std::vector<simulation::Snapshot>> plain;  ///< by `PlainArm`: patient x time
    std::vector<ArmSums> plain_sums;                       ///< the same, read and closed

    [[nodiscard]] double rest_easi(std::size_t patient) const {
        return rest[patient].response.signs;
    }

    [[nodiscard]] const simulation::Snapshot& dummy(std::size_t patient, std::size_t time) const;

    /// Makes the snapshots of a block what is seen of these people.
    void look_at(simulation::DosedBlock& block,
                 const std::vector<simulation::DosedItem>& items) const;
};

/// Finds how the world's numbers make them, and simulates the arms without vesicles.
[[nodiscard]] PeopleInWorld people_in_world(const ComparisonDesign& design, const CareWorld& world,
                                            const People& people, simulation::Solver& solver);

/// What is given in an arm: constant effects by phase, and doses of the drug beside the sessions.
[[nodiscard]] simulation::DosedCourse care_course(const ComparisonDesign& design,
                                                  const CareWorld& world, std::string name);

/// What the body of delivery person d is like beside the vesicles: participation, and the drug.
void add_body(const ComparisonDesign& design, const CareWorld& world, std::size_t delivery_person,
              simulation::PersonalInput& input);

}  // namespace vesikin::study
