#include "vesikin/trial/design.hpp"

#include <algorithm>
#include <set>

#include "vesikin/base/error.hpp"

namespace vesikin::trial {

simulation::Course course_of(const Arm& arm, const catalogue::Catalogue& catalogue) {
    std::set<double> changes{0.0};
    for (const TreatmentPeriod& period : arm.treatments) {
        changes.insert({period.start_day, period.stop_day});
    }
    simulation::Course course{.name = arm.name, .phases = {}};
    for (const double start_day : changes) {
        std::vector<const catalogue::Drug*> acting;
        for (const TreatmentPeriod& period : arm.treatments) {
            if (period.start_day <= start_day && start_day < period.stop_day) {
                acting.push_back(catalogue.find_drug(period.drug));
                VESIKIN_CHECK(acting.back() != nullptr, "a loaded design names known drugs");
            }
        }
        simulation::Phase phase{.start_day = start_day,
                                .effects = catalogue::combined_effects(acting)};
        phase.effects.participation = arm.participation_frac;
        course.phases.push_back(phase);
    }
    return course;
}

simulation::Plan plan_of(const TrialDesign& design, const catalogue::Catalogue& catalogue) {
    simulation::Plan plan{.courses = {}, .visit_day = design.visit_day};
    for (const Arm& arm : design.arms) {
        plan.courses.push_back(course_of(arm, catalogue));
    }
    return plan;
}

}  // namespace vesikin::trial
