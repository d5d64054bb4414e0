#include "vesikin/service/ask.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"
#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/format/data/json_tree.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_likeness.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/memory_store.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/calibrate.hpp"
#include "vesikin/service/compare.hpp"
#include "vesikin/service/deliver.hpp"
#include "vesikin/service/describe_model.hpp"
#include "vesikin/service/list_evidence.hpp"
#include "vesikin/service/mouse.hpp"
#include "vesikin/service/plan.hpp"
#include "vesikin/service/run_trial.hpp"
#include "vesikin/service/simulate_patient.hpp"
#include "vesikin/service/validate.hpp"

namespace vesikin::service {

namespace {

/// A question that is being read, and what an answer needs beside it.
struct Asked {
    const Knowledge& knowledge;
    const format::DataFile& file;
    format::InputFile identity;  ///< of the question, as manifests list inputs
    study::RunControl control;
    const std::vector<std::string>& languages;  ///< of the answer, beside English
    format::TableReader root;

    /// Every key was asked for, and every problem was noted. Throws InputError.
    void end_of_question() {
        root.refuse_unknown_keys();
        file.throw_if_any();
    }

    template <class Number>
    void whole(std::string_view key, Number& number, std::int64_t lower, std::int64_t upper) {
        if (root.has(key)) {
            number = static_cast<Number>(root.integer(key, lower, upper));
        }
    }

    void number(std::string_view key, std::optional<double>& number, format::Range allowed) {
        if (root.has(key)) {
            number = root.number(key, allowed);
        }
    }

    /// A text of digits, as answers have it, or a whole number.
    std::optional<std::uint64_t> seed() {
        if (!root.has("seed")) {
            return std::nullopt;
        }
        if (root.is_text("seed")) {
            const std::string text = root.text("seed");
            const std::optional<std::uint64_t> value = base::whole_number(text);
            if (!value) {
                root.problem("seed", base::quoted(text),
                             base::message("a whole number from {} to {}", 0,
                                           std::numeric_limits<std::uint64_t>::max()));
            }
            return value;
        }
        return static_cast<std::uint64_t>(
            root.integer("seed", 0, std::numeric_limits<std::int64_t>::max()));
    }

    /// Means over people need no more.
    [[nodiscard]] study::RunControl control_of_means() const {
        study::RunControl means = control;
        means.solver_settings.relative_tolerance = study::mean_relative_tolerance;
        means.solver_settings.absolute_tolerance = study::mean_absolute_tolerance;
        return means;
    }

    Given<planner::Person> person() {
        return {format::read_person(root.table("person"), knowledge.planner().questions), identity};
    }

    /// A table of trials as CSV.
    std::optional<Given<analysis::TrialTable>> trials() {
        if (!root.has("trials_csv")) {
            return std::nullopt;
        }
        analysis::TrialTable table =
            format::read_trial_table(root.text("trials_csv"), "trials_csv");
        analysis::name_endpoints(table, knowledge.trial_rules());
        return Given<analysis::TrialTable>{std::move(table), identity};
    }

    /// The trial that is asked about; ends the question.
    Question trial() {
        TrialChanges changes{.seed = seed()};
        changes.model = root.optional_text("model");
        if (root.has("patients")) {
            changes.patients =
                static_cast<std::uint64_t>(root.integer("patients", 1, format::patients_limit));
        }
        const format::TableReader design = root.table("design");
        const std::string model = changes.model.value_or(format::trial_model(design));
        file.throw_if_any();
        study::TrialDesign read =
            format::read_trial(root.table("design"), knowledge.catalogue(model));
        end_of_question();
        Question question = question_of(knowledge, std::move(read), changes);
        question.inputs.push_back(identity);
        return question;
    }
};

AskedAnswer ask_calibrate(Asked& asked) {
    format::MemoryStore store;
    CalibrateRequest request;
    request.plan = {format::read_calibration_plan(asked.root.table("plan")), asked.identity};
    request.trials = asked.trials();
    request.seed = asked.seed();
    request.options.control = asked.control_of_means();
    request.results = &store;
    asked.end_of_question();
    const CalibrateAnswer answer = calibrate(asked.knowledge, request);
    return {format::calibration_json(answer.record()), answer.manifest.is_complete};
}

/// How many people and worlds a comparison has, alone or under a plan.
template <class Request>
void read_sizes(Asked& asked, Request& request) {
    asked.whole("patients", request.patients, 1, 1'000'000);
    asked.whole("worlds", request.worlds, 10, 100'000);
    asked.whole("delivery_people", request.delivery_people, 1, 10'000);
}

AskedAnswer ask_compare(Asked& asked) {
    format::TableReader& root = asked.root;
    CompareRequest request;
    if (root.has("person")) {
        request.person = asked.person();
    }
    if (root.has("ways")) {
        request.ways = root.texts("ways");
    }
    if (root.has("claims_off")) {
        request.claims_off = root.texts("claims_off");
    }
    request.care_drug = root.optional_text("with");
    asked.whole("sessions", request.sessions, 1, 100);
    asked.number("interval_day", request.interval_day, {1.0, 366.0});
    asked.number("clock_day", request.clock_day, {1.0, 728.0});
    asked.number("dose_particles", request.dose_particles,
                 {0.0, std::numeric_limits<double>::max()});
    request.has_attribution = root.has("by_claim") && root.boolean("by_claim");
    read_sizes(asked, request);
    request.seed = asked.seed().value_or(request.seed);
    request.model = root.text_or("model", request.model);
    request.control = asked.control_of_means();
    asked.end_of_question();
    const auto answer = compare(asked.knowledge, request);
    if (answer->answer.worlds < 2) {
        return {.json = {}, .is_complete = false};
    }
    return {format::comparison_json(answer->record()), answer->manifest.is_complete};
}

AskedAnswer ask_deliver(Asked& asked) {
    format::TableReader& root = asked.root;
    DeliverRequest request;
    if (root.has("ways")) {
        request.ways = root.texts("ways");
    }
    request.site = root.text_or("site", "");
    request.skin = root.text_or("skin", "");
    constexpr double most = std::numeric_limits<double>::max();
    asked.number("dose_particles", request.dose_particles, {0.0, most});
    asked.number("treated_cm2", request.treated_cm2, {1.0, most});
    if (root.has("settings")) {
        for (format::TableReader& table : root.tables("settings")) {
            SettingChoice choice{.name = table.text("name"),
                                 .value = table.number("value", {-most, most}),
                                 .unit = table.text_or("unit", ""),
                                 .given = {}};
            choice.given = fmt::format("{}={} {}", choice.name, choice.value, choice.unit);
            table.refuse_unknown_keys();
            request.settings.push_back(std::move(choice));
        }
    }
    if (root.has("sex")) {
        request.study.sex =
            format::choice_of<study::SexChoice>(root, "sex", study::sex_choice_names);
    }
    asked.whole("people", request.study.people, 2, 100'000);
    asked.whole("worlds", request.study.worlds, 2, 100'000);
    request.study.seed = asked.seed().value_or(request.study.seed);
    request.control = asked.control;
    asked.end_of_question();
    const DeliverAnswer answer = deliver(asked.knowledge, request);
    if (!answer.is_complete) {
        return {.json = {}, .is_complete = false};
    }
    return {format::delivery_json(answer.record()), true};
}

AskedAnswer ask_evidence(Asked& asked) {
    format::TableReader& root = asked.root;
    catalogue::EvidenceFilter filter;
    filter.claim = root.text_or("claim", "");
    filter.analyte = root.text_or("analyte", "");
    filter.id = root.text_or("id", "");
    if (root.has("system")) {
        filter.system = format::choice_of<catalogue::StudySystem>(root, "system",
                                                                  catalogue::study_system_names);
    }
    asked.end_of_question();
    return {format::evidence_json(list_evidence(asked.knowledge, filter, {}).list())};
}

AskedAnswer ask_model(Asked& asked) {
    const std::string model = asked.root.text_or("model", format::default_model);
    asked.end_of_question();
    return {format::model_json(describe_model(asked.knowledge, model, {}).record())};
}

AskedAnswer ask_mouse(Asked& asked) {
    MouseRequest request;
    asked.whole("animals", request.design.animals, 1, 10'000);
    asked.whole("worlds", request.design.worlds, 10, 10'000);
    request.design.seed = asked.seed().value_or(request.design.seed);
    request.control = asked.control;
    asked.end_of_question();
    const MouseAnswer answer = simulate_mice(asked.knowledge, request);
    return {format::mouse_json(answer.record()), answer.manifest.is_complete};
}

AskedAnswer ask_patient(Asked& asked) {
    format::TableReader& root = asked.root;
    std::optional<std::uint64_t> patient;
    asked.whole("patient", patient, 0, format::patients_limit);
    std::string arm = root.text_or("arm", "placebo");
    const double step_day = root.number_or("step_day", {0.01, 3660.0}, 1.0);
    const PatientRequest request{.question = asked.trial(),
                                 .patient = patient,
                                 .arm = std::move(arm),
                                 .step_day = step_day,
                                 .control = asked.control};
    const PatientAnswer answer = simulate_patient(asked.knowledge, request);
    return {answer.manifest.is_complete ? format::patient_json(answer.record()) : std::string(),
            answer.manifest.is_complete};
}

AskedAnswer ask_trial(Asked& asked) {
    format::MemoryStore store;
    const TrialRequest request{
        .question = asked.trial(), .results = &store, .control = asked.control};
    const TrialAnswer answer = run_trial(asked.knowledge, request);
    return {format::trial_json(answer.record()), answer.manifest.is_complete};
}

AskedAnswer ask_validate(Asked& asked) {
    ValidateRequest request;
    request.trials = asked.trials();
    request.model = asked.root.text_or("model", request.model);
    asked.whole("worlds", request.options.worlds, analysis::least_worlds, 10'000);
    asked.whole("people", request.options.people, 10, 100'000);
    request.options.seed = asked.seed().value_or(request.options.seed);
    request.options.control = asked.control_of_means();
    asked.end_of_question();
    const ValidateAnswer answer = validate(asked.knowledge, request);
    return {format::validation_json(answer.record()), answer.manifest.is_complete};
}

AskedAnswer ask_plan(Asked& asked) {
    format::TableReader& root = asked.root;
    PlanRequest request;
    request.person = asked.person();
    if (root.has("weights")) {
        format::TableReader weights = root.table("weights");
        for (const std::string_view criterion : planner::criterion_names) {
            if (weights.has(criterion)) {
                request.weights.emplace_back(
                    criterion,
                    weights.number(criterion, {0.0, std::numeric_limits<double>::max()}));
            }
        }
        weights.refuse_unknown_keys();
    }
    request.product = root.optional_text("product");
    if (root.has("own_course")) {
        request.own_course = {
            format::read_own_course(root.table("own_course"),
                                    asked.knowledge.catalogue(format::default_model)),
            asked.identity};
    }
    read_sizes(asked, request);
    request.seed = asked.seed().value_or(request.seed);
    request.control = asked.control_of_means();
    asked.end_of_question();
    const auto answer = plan(asked.knowledge, request);
    if (!answer->has_answer()) {
        return {.json = {}, .is_complete = false};
    }
    AskedAnswer asked_answer{.json = format::plan_json(answer->record()),
                             .is_complete = answer->comparison->manifest.is_complete};
    for (const std::string& language : asked.languages) {
        answer->texts = asked.knowledge.texts(language, {format::planner_texts});
        answer->comparison->texts = asked.knowledge.texts(language, {format::comparison_texts});
        asked_answer.json_by_language.emplace(language, format::plan_json(answer->record()));
    }
    return asked_answer;
}

struct UseCase {
    std::string_view name;
    AskedAnswer (*answer)(Asked& asked);
};

constexpr std::array use_cases{
    UseCase{"calibrate", ask_calibrate}, UseCase{"compare", ask_compare},
    UseCase{"deliver", ask_deliver},     UseCase{"evidence", ask_evidence},
    UseCase{"model", ask_model},         UseCase{"mouse", ask_mouse},
    UseCase{"patient", ask_patient},     UseCase{"plan", ask_plan},
    UseCase{"trial", ask_trial},         UseCase{"validate", ask_validate}};

}  // namespace

std::vector<std::string_view> askable() {
    std::vector<std::string_view> names;
    std::ranges::transform(use_cases, std::back_inserter(names), &UseCase::name);
    return names;
}

AskedAnswer ask(const Knowledge& knowledge, std::string_view question, const std::string& name,
                const study::RunControl& control, const std::vector<std::string>& languages) {
    const format::DataFile file(
        name, std::make_shared<const format::DataNode>(format::parse_json(question, name)),
        knowledge.units());
    Asked asked{.knowledge = knowledge,
                .file = file,
                .identity = {name, format::sha256(question)},
                .control = control,
                .languages = languages,
                .root = file.root()};
    format::check_schema(asked.root);
    const std::size_t chosen = asked.root.choice("ask", askable());
    file.throw_if_any();
    return use_cases[chosen].answer(asked);
}

}  // namespace vesikin::service
