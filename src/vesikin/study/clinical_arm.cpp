#include "vesikin/study/clinical_arm.hpp"

namespace vesikin::study {

outcome::ArmCourse ClinicalSimulator::simulate(const ClinicalArm& arm, const care::CareWorld& world,
                                               PeopleRange people) {
    const Enrolled enrolled = pool_.enrol(arm.entry, world, people);
    const care::Arm treated{.care = &arm.care};
    const care::SeenPeople& seen = treatment_.treat(enrolled.people, {&treated, 1}, world,
                                                    {.visit_day = arm.visit_day, .lead_in = {}});
    outcome::ArmCourse course;
    course.visit_day = {0.0};
    course.visit_day.insert(course.visit_day.end(), arm.visit_day.begin(), arm.visit_day.end());
    course.weight = enrolled.weight;
    course.model = world.catalogue;
    course.noise = seen.noise();
    for (std::size_t person = 0; person < seen.people(); ++person) {
        const auto visits = seen.course(0, person);
        course.visits.insert(course.visits.end(), visits.begin(), visits.end());
    }
    return course;
}

}  // namespace vesikin::study
