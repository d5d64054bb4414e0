#include "vesikin/service/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "vesikin/analysis/published_core.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/validation_files.hpp"
#include "vesikin/service/run_record.hpp"
#include "vesikin/service/vesicle_question.hpp"

namespace vesikin::service {

namespace {

constexpr std::size_t core_people = 2000;

void write_files(PieceResults& kept, const format::PageParts& page, ValidateAnswer& answer) {
    const format::ValidationRecord record = answer.record();
    kept.results().stage("validation.csv", format::validation_csv(record));
    kept.results().stage("scores.csv", format::scores_csv(record));
    kept.results().stage("validate.json", format::validation_json(record));
    kept.results().stage("validation.html", format::validation_page(record, page));
    kept.commit(answer.manifest);
    answer.files = kept.results().files();
}

/// Few people in few worlds are found among fewer.
std::uint64_t pool_size(const ValidateRequest& request) {
    constexpr std::uint64_t least = 2000;
    constexpr std::uint64_t each = 25;
    return std::clamp<std::uint64_t>(each * request.options.people * request.options.worlds, least,
                                     std::max(least, request.most_pool_people));
}

format::Manifest manifest_of(const Knowledge& knowledge, const ValidateRequest& request,
                             const analysis::PredictionOptions& options) {
    std::vector<format::InputFile> inputs = knowledge.files();
    if (request.trials) {
        inputs.push_back(request.trials->file);
    }
    format::Manifest manifest = start_manifest("validate", request.command_words, options.seed,
                                               options.control, std::move(inputs));
    manifest.is_resumed = request.resumes;
    return manifest;
}

/// Where the answer is kept.
std::unique_ptr<PieceResults> open_results(const ValidateRequest& request,
                                           const analysis::PredictionOptions& options,
                                           const format::Manifest& manifest) {
    return std::make_unique<PieceResults>(
        *request.results,
        format::ResultNames{
            .manifest = "validation_manifest.json",
            .files = {"validation.csv", "scores.csv", "validate.json", "validation.html"}},
        "arms.log", manifest,
        fmt::format("{}|{}|{}|{}", request.model, pool_size(request), options.worlds,
                    options.people));
}

/// A run that answers nothing is no success.
void require_a_simulated_row(const analysis::TrialTable& table,
                             const std::vector<analysis::RowReading>& readings) {
    constexpr std::size_t shown = 3;
    base::ProblemList problems;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].reason.empty()) {
            return;
        }
        if (i < shown) {
            problems.add(base::as_written(fmt::format("{}:{}", table.name, table.rows[i].line)),
                         base::as_written(readings[i].reason),
                         base::message("a row that can be simulated: none of this table can"));
        }
    }
    problems.throw_if_any();
}

/// Beside plain predictors, and graded by what was fitted.
void check_rows(const std::vector<analysis::RowReading>& readings,
                const std::vector<analysis::RowPrediction>& predictions,
                const std::vector<std::optional<double>>& core, const analysis::TrialTable& shipped,
                const analysis::TrialRules& rules, const catalogue::Catalogue& known,
                ValidateAnswer& answer) {
    const analysis::RowMeans means(shipped, rules);
    const analysis::Grader grader(shipped, rules, known);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const analysis::TrialRow& row = answer.table.rows[i];
        answer.rows.push_back(
            {.reading = readings[i],
             .prediction = predictions[i],
             .grade = grader.grade(row),
             .reference = {means.class_mean(row), means.placebo_plus(row), core[i]}});
    }
    answer.scores = analysis::score_rows(answer.table, answer.rows, {});
    answer.read_scores = analysis::score_rows(
        answer.table, answer.rows, {.only_read = true, .week_min = 12.0, .week_max = 24.0});
}

}  // namespace

ValidateAnswer validate(const Knowledge& knowledge, const ValidateRequest& request) {
    // 1. Read what is known, and the trials.
    check_size("worlds", request.options.worlds, analysis::least_worlds, 10'000);
    check_size("people", request.options.people, 10, 100'000);
    require_results_to_resume(request.results, request.resumes);
    const catalogue::Catalogue& known = knowledge.catalogue(request.model);
    if (!known.layer) {
        throw base::InputError(base::field("model"), base::as_written(request.model),
                               base::message("a model with a trial layer, such as vesikin"));
    }
    const analysis::TrialRules& rules = knowledge.trial_rules();
    const analysis::TrialTable& shipped = knowledge.trials();
    ValidateAnswer answer{.catalogue = known,
                          .table = request.trials ? request.trials->value : shipped};
    answer.calibrated_on = known.layer->calibrated_on;

    // 2. Simulate every arm as it was run.
    std::vector<analysis::RowReading> readings;
    for (const analysis::TrialRow& row : answer.table.rows) {
        readings.push_back(analysis::read_row(row, rules, known));
    }
    require_a_simulated_row(answer.table, readings);
    analysis::PredictionOptions options = request.options;
    options.control.solver_settings.baseline_seed = known.model.seed();
    answer.options = request.options;
    answer.options.control = {};
    answer.manifest = manifest_of(knowledge, request, options);
    std::unique_ptr<PieceResults> kept;
    format::PageParts page;
    if (request.results != nullptr) {
        page = knowledge.page(request.language, {format::validate_page_texts});
        kept = open_results(request, options, answer.manifest);
        options.control.finished_work = &kept->work();
    }
    const study::PatientPool pool(known.model, options.seed, pool_size(request), options.control);
    // Other arms of a fitted trial share its conditions, which its fitted placebo arm tells.
    const auto seen = analysis::conditions_of_trials(shipped.rows, rules, known, pool, options);
    const auto predictions =
        analysis::predict_rows(answer.table.rows, readings, known, pool, options, seen);
    answer.manifest.is_complete = !options.control.is_cancelled();

    // 3. Beside plain predictors.
    const auto core = analysis::predict_published_core(answer.table.rows, readings, known, pool,
                                                       core_people, options.control);
    check_rows(readings, predictions, core, shipped, rules, known, answer);
    answer.manifest.wall_time_second = format::seconds_since_start(answer.manifest);

    // 4. Files.
    if (kept) {
        write_files(*kept, page, answer);
    }
    return answer;
}

}  // namespace vesikin::service
