#include "vesikin/service/simulate_patient.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/care/treat.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/service/question.hpp"

namespace vesikin::service {

namespace {

const study::Arm& find_arm(const study::TrialDesign& design, const std::string& name) {
    const auto arm = std::ranges::find(design.arms, name, &study::Arm::name);
    if (arm == design.arms.end()) {
        std::vector<std::string> names;
        for (const study::Arm& known : design.arms) {
            names.push_back(known.name);
        }
        throw base::InputError(base::field("arm"), base::quoted(name),
                               base::message("one of {}", base::listed(names)));
    }
    return *arm;
}

disease::Parameters<double> find_patient(const Question& question,
                                         std::optional<std::uint64_t> patient) {
    if (!patient) {
        return question.catalogue.model.median_patient();
    }
    if (*patient >= question.patients->count()) {
        throw base::InputError(
            base::field("patient"), base::as_written(*patient),
            base::message("a whole number from 0 to {}", question.patients->count() - 1));
    }
    disease::Parameters<double> k{};
    question.patients->draw(*patient, {&k, 1});
    return k;
}

std::vector<double> grid(double step_day, double horizon_day) {
    constexpr double most_times = 100000;
    if (!(step_day > 0.0) || horizon_day / step_day > most_times) {
        throw base::InputError(base::field("step_days"), base::as_written(step_day),
                               base::message("a number of {} or more", horizon_day / most_times));
    }
    std::vector<double> days;
    for (int i = 1; i * step_day < horizon_day - 1e-9; ++i) {
        days.push_back(i * step_day);
    }
    days.push_back(horizon_day);
    return days;
}

[[noreturn]] void throw_not_simulated(simulation::StopReason reason) {
    throw base::InputError(base::field("patient"),
                           base::as_written(simulation::stop_reason_name(reason)),
                           base::message("a patient that can be simulated"));
}

/// One person treated and seen, without the fluctuation of single visits.
const care::SeenPeople& treat(const care::CareCourse& care, const Question& question,
                              const disease::Parameters<double>& k, population::PersonKey key,
                              const std::vector<double>& visit_day, care::Treatment& treatment) {
    const simulation::RestState rest = treatment.solver().find_rest({&k, 1}).front();
    if (rest.stop_reason != simulation::StopReason::finished) {
        throw_not_simulated(rest.stop_reason);
    }
    care::People people;
    people.weight = question.design.enrolment.weight;
    people.add(k, rest.state, key);
    const care::Arm arm{.care = &care};
    const care::SeenPeople& seen =
        treatment.treat(people, {&arm, 1}, {.catalogue = &question.catalogue},
                        {.visit_day = visit_day, .lead_in = {}});
    if (seen.stop_reason(0, 0) != simulation::StopReason::finished) {
        throw_not_simulated(seen.stop_reason(0, 0));
    }
    return seen;
}

std::vector<format::PatientSeries> series_of(const care::SeenPeople& seen,
                                             const catalogue::Catalogue& catalogue,
                                             bool has_concentration) {
    std::vector<format::PatientSeries> series;
    const auto add = [&](std::string name, std::string label, std::string unit, std::string meaning,
                         auto read) {
        series.push_back(
            {std::move(name), std::move(label), std::move(unit), std::move(meaning), {}});
        for (std::size_t time = 0; time < seen.times(); ++time) {
            series.back().values.push_back(read(time));
        }
    };
    const std::span<const care::SeenVisit> course = seen.course(0, 0);
    add("easi", "EASI", "1", "Eczema Area and Severity Index, 0 to 72",
        [&](std::size_t time) { return course[time].easi; });
    if (catalogue.layer) {
        add("itch", "Itch", "1", "peak itch, 0 to 10, without the fluctuation of single visits",
            [&](std::size_t time) { return course[time].itch; });
    }
    if (has_concentration) {
        add("concentration", "Drug in blood", "mg/L", "concentration of the drug that is dosed",
            [&](std::size_t time) { return course[time].concentration_mg_per_l; });
    }
    for (std::size_t i = 0; i < catalogue.model.states.size(); ++i) {
        const catalogue::StateDescription& state = catalogue.model.states[i];
        add(state.name, state.label, state.unit, state.meaning, [&](std::size_t time) {
            return seen.state(0, 0, time).*disease::state_fields[i].member;
        });
    }
    return series;
}

}  // namespace

PatientAnswer simulate_patient(const Knowledge& knowledge, const PatientRequest& request) {
    // 1. The question.
    const Question& question = request.question;
    const study::Arm& arm = find_arm(question.design, request.arm);
    const disease::Parameters<double> k = find_patient(question, request.patient);

    // 2. Simulate the one course.
    PatientAnswer answer{
        .catalogue = question.catalogue,
        .arm = arm,
        .trial_title = question.design.title,
        .patient_name =
            request.patient ? question.patients->patient_name(*request.patient) : "median",
        .manifest = manifest_of(question, "patient", request.command_words, request.control)};
    answer.day = grid(request.step_day, question.design.horizon_day);
    care::Treatment treatment(request.control.solver, answer.manifest.solver_settings);
    const population::PersonKey key{question.design.seed, request.patient.value_or(0),
                                    !request.patient};
    const auto report = [&](std::uint64_t done) {
        if (request.control.on_progress) {
            request.control.on_progress({.done = done, .total = 1});
        }
    };
    report(0);
    if (request.control.is_cancelled()) {
        answer.manifest.is_complete = false;
        return answer;
    }
    const care::CareCourse care =
        study::care_of(arm, question.catalogue, question.design.horizon_day);
    const care::SeenPeople& seen = treat(care, question, k, key, answer.day, treatment);

    report(1);

    // 3. Lay it out in time, baseline first.
    answer.day.insert(answer.day.begin(), 0.0);
    answer.series = series_of(seen, question.catalogue, !care.drug.empty());
    answer.manifest.wall_time_second = format::seconds_since_start(answer.manifest);

    // 4. Write files if asked to.
    if (request.results != nullptr) {
        const format::PatientRecord record = answer.record();
        const format::PageParts page =
            knowledge.page(request.language, {format::patient_page_texts});
        const auto results =
            request.results->take({.manifest = "patient_manifest.json",
                                   .files = {"patient.csv", "patient.json", "patient.html"}});
        results->stage("patient.csv", format::patient_csv(record));
        results->stage("patient.json", format::patient_json(record));
        results->stage("patient.html", format::patient_report_html(record, page));
        format::commit_results(*results, answer.manifest);
        answer.files = results->files();
    }
    return answer;
}

}  // namespace vesikin::service
