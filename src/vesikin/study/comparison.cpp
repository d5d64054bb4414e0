#include "vesikin/study/comparison.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include "vesikin/base/error.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/study/comparison_summary.hpp"
#include "vesikin/study/comparison_world.hpp"

namespace vesikin::study {

std::size_t ComparisonDesign::course_end(const ComparedWay& way) const {
    return time_from(way.sessions.last_day() + after_course_day);
}

std::size_t ComparisonDesign::time_from(double day) const {
    const auto found = std::ranges::lower_bound(visit_day, day);
    return found == visit_day.end() ? visit_day.size()
                                    : static_cast<std::size_t>(found - visit_day.begin()) + 1;
}

std::size_t ComparisonAnswer::reading(std::string_view name) const {
    const auto found = std::ranges::find(readings, name, &Reading::name);
    VESIKIN_CHECK(found != readings.end(), "a reading that is asked for exists");
    return static_cast<std::size_t>(found - readings.begin());
}

namespace {

care::People people_of(const ComparisonDesign& design, const population::PatientSource& patients,
                       const care::CareWorld& typical, care::Treatment& treatment,
                       const RunControl& control, LikenessReport& likeness) {
    const care::Arm arm{.care = &design.care};
    return design.likeness.is_asked()
               ? enrol_like(patients, design.seed, design.patients, design.enrolment, arm, typical,
                            design.lead_in, design.likeness, treatment, control, likeness)
               : care::enrol_first(patients, design.seed, design.patients, design.enrolment, arm,
                                   typical, design.lead_in, treatment);
}

}  // namespace

ComparisonAnswer run_comparison(const ComparisonDesign& design,
                                const catalogue::VesicleCatalogue& vesicles,
                                const population::PatientSource& patients,
                                const RunControl& control) {
    // 1. People like this one, and what they are without vesicles where worlds share that.
    care::Treatment treatment(control.solver, control.solver_settings);
    const care::CareWorld typical{.catalogue = design.model,
                                  .published_clinical = &vesicles.clinical};
    LikenessReport likeness;
    const care::People people = people_of(design, patients, typical, treatment, control, likeness);
    const std::vector<Reading> readings = comparison_readings(*design.model);
    if (people.count() == 0) {
        ComparisonAnswer nobody;
        nobody.readings = readings;
        nobody.likeness = std::move(likeness);
        nobody.is_complete = !control.is_cancelled();
        return nobody;
    }
    ComparisonWork work{design, vesicles, people, readings};
    if (!design.draw_model) {
        work.plain = simulate_plain_arms(work, typical, treatment);
    }
    std::vector<WorldResult> worlds(design.worlds);

    // 2. Worlds, each on its own.
    std::mutex mutex;
    std::uint64_t done = 0;
    simulation::SolverWork solver_work = treatment.solver().work();
    const std::uint64_t finished = parallel::run_blocks(
        0, design.worlds, control.threads, control.stop_check(), [&](unsigned) {
            auto simulator = std::make_shared<WorldSimulator>(work, control);
            return [&, simulator](std::uint64_t world) {
                const simulation::SolverWork before = simulator->solver_work();
                WorldResult result = world_of(computed_once(
                    control.finished_work, {.kind = "world", .of = {static_cast<double>(world)}},
                    [&] { return numbers_of(simulator->simulate(world)); }));
                const std::scoped_lock lock(mutex);
                worlds[world] = std::move(result);
                solver_work += simulator->solver_work() - before;
                ++done;
                if (control.on_progress) {
                    control.on_progress({.done = done, .total = design.worlds});
                }
            };
        });
    worlds.resize(finished);

    // 3. Over worlds.
    ComparisonAnswer answer = summarise_comparison(design, vesicles, readings, worlds);
    answer.patients = people.count();
    answer.likeness = std::move(likeness);
    answer.is_complete = finished == design.worlds;
    answer.work = solver_work;
    return answer;
}

}  // namespace vesikin::study
