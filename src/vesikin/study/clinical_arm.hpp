// One arm of a published trial, made of people of a pool, as the trial saw it: expectations over
// visits, who is still there.
#pragma once

#include <vector>

#include "vesikin/care/treat.hpp"
#include "vesikin/outcome/arm_course.hpp"
#include "vesikin/study/patient_pool.hpp"

namespace vesikin::study {

/// Everything is known beforehand; immutable once read.
struct ClinicalArm {
    care::CareCourse care;
    care::Enrolment entry;
    std::vector<double> visit_day;  ///< rising, after day 0

    [[nodiscard]] bool operator==(const ClinicalArm&) const = default;
};

/// Simulates arms of people of a pool, one arm at a time. One object serves one thread.
class ClinicalSimulator {
  public:
    ClinicalSimulator(const PatientPool& pool, const RunControl& control)
        : pool_(pool), treatment_(control.solver, control.solver_settings) {}

    [[nodiscard]] outcome::ArmCourse simulate(const ClinicalArm& arm, const care::CareWorld& world,
                                              PeopleRange people);

  private:
    const PatientPool& pool_;
    care::Treatment treatment_;
};

}  // namespace vesikin::study
