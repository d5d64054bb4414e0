#include "vesikin/service/simulate_patient.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/format/patient_files.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/question.hpp"

namespace vesikin::service {

namespace {

const trial::Arm& find_arm(const trial::TrialDesign& design, const std::string& name) {
    const auto arm = std::ranges::find(design.arms, name, &trial::Arm::name);
    if (arm == design.arms.end()) {
        std::vector<std::string> names;
        for (const trial::Arm& known : design.arms) {
            names.push_back(known.name);
        }
        throw base::InputError("--arm", fmt::format("\"{}\"", name),
                               fmt::format("one of {}", fmt::join(names, ", ")));
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
            "--patient", fmt::format("{}", *patient),
            fmt::format("a whole number from 0 to {}", question.patients->count() - 1));
    }
    disease::Parameters<double> k{};
    question.patients->draw(*patient, {&k, 1});
    return k;
}

std::vector<double> grid(double step_day, double horizon_day) {
    constexpr double most_times = 100000;
    if (!(step_day > 0.0) || horizon_day / step_day > most_times) {
        throw base::InputError("--step-days", fmt::format("{}", step_day),
                               fmt::format("a number of {} or more", horizon_day / most_times));
    }
    std::vector<double> days;
    for (int i = 1; i * step_day < horizon_day - 1e-9; ++i) {
        days.push_back(i * step_day);
    }
    days.push_back(horizon_day);
    return days;
}

}  // namespace

PatientAnswer simulate_patient(const PatientRequest& request) {
    // 1. Read the question.
    const Question question = load_question({.installation = request.installation,
                                             .trial_file = request.trial_file,
                                             .population_file = request.population_file,
                                             .patients = std::nullopt,
                                             .seed = request.seed,
                                             .model = request.model});
    if (question.catalogue.layer) {
        throw base::InputError(
            "model", question.design.model,
            "miyano2021: single courses are drawn of the published model so far");
    }
    const trial::Arm& arm = find_arm(question.design, request.arm);
    const disease::Parameters<double> k = find_patient(question, request.patient);
    const format::Manifest manifest =
        manifest_of(question, "patient", request.solver, request.solver_settings);

    // 2. Simulate the one course.
    const simulation::Plan plan{.courses = {trial::course_of(arm, question.catalogue)},
                                .visit_day = grid(request.step_day, question.design.horizon_day)};
    simulation::TrajectoryBlock block;
    simulation::make_solver(request.solver, manifest.solver_settings)->solve({&k, 1}, plan, block);
    if (block.stop_reason(0) != simulation::StopReason::finished) {
        throw base::InputError("--patient",
                               std::string(simulation::stop_reason_name(block.stop_reason(0))),
                               "a patient that can be simulated");
    }

    // 3. Lay the course out in time, baseline first.
    PatientAnswer answer;
    answer.patient_name =
        request.patient ? question.patients->patient_name(*request.patient) : "median";
    answer.arm_label = arm.label;
    for (const auto& state : question.catalogue.model.states) {
        answer.state_labels.push_back(state.label);
    }
    answer.day = plan.visit_day;
    answer.day.insert(answer.day.begin(), 0.0);
    answer.states.push_back(block.baseline(0));
    for (std::size_t visit = 0; visit < plan.visit_day.size(); ++visit) {
        answer.states.push_back(block.at(0, 0, visit));
    }

    // 4. Write files if asked to.
    if (request.out_folder) {
        const format::PatientRecord record{.catalogue = question.catalogue,
                                           .arm = arm,
                                           .trial_title = question.design.title,
                                           .patient_name = answer.patient_name,
                                           .day = answer.day,
                                           .states = answer.states,
                                           .manifest = manifest};
        format::require_writable_folder(*request.out_folder);
        const std::string page = format::read_text_file(request.installation.report_page);
        answer.files = {*request.out_folder / "patient.csv", *request.out_folder / "patient.html"};
        format::write_text_file(answer.files[0], format::patient_csv(record));
        format::write_text_file(answer.files[1], format::patient_report_html(record, page));
    }
    return answer;
}

}  // namespace vesikin::service
