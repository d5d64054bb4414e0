#include "vesikin/service/calibrate.hpp"

#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/calibration_files.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

namespace {

namespace fs = std::filesystem;

/// What a calibration starts from; what an earlier one found is not an input.
std::vector<format::InputFile> inputs_of(const Knowledge& knowledge,
                                         const CalibrateRequest& request) {
    std::vector<format::InputFile> files = knowledge.files();
    std::erase_if(files, [](const format::InputFile& file) {
        return fs::path(file.path).filename().string().starts_with("calibration");
    });
    files.push_back(request.plan.file);
    files.push_back(request.trials ? request.trials->file
                                   : knowledge.data().input(format::published_trials));
    return files;
}

}  // namespace

CalibrateAnswer calibrate(const Knowledge& knowledge, const CalibrateRequest& request) {
    // 1. The plan, what is known, and the trials.
    VESIKIN_CHECK(request.results != nullptr, "a calibration has somewhere to keep its work");
    analysis::CalibrationPlan plan = request.plan.value;
    plan.seed = request.seed.value_or(plan.seed);
    // From the starting values, whatever an earlier calibration found.
    catalogue::Catalogue known = knowledge.uncalibrated(plan.model);
    if (!known.layer) {
        throw base::InputError(base::field("model"), base::as_written(plan.model),
                               base::message("a model with a trial layer, such as vesikin"));
    }
    const analysis::TrialRules& rules = knowledge.trial_rules();
    analysis::TrialTable table = request.trials ? request.trials->value : knowledge.trials();

    // 2. Take over what a stopped run found.
    analysis::CalibrationOptions options = request.options;
    options.control.solver_settings.baseline_seed = known.model.seed();
    CalibrateAnswer answer;
    answer.manifest = start_manifest("calibrate", request.command_words, plan.seed, options.control,
                                     inputs_of(knowledge, request));
    answer.manifest.is_resumed = request.resumes;
    PieceResults kept(*request.results,
                      {.manifest = "calibration_manifest.json",
                       .files = {"calibration_rows.csv", "calibrate.json", "calibration.toml"}},
                      "evaluations.log", answer.manifest, "");
    options.control.finished_work = &kept.work();
    answer.reused_evaluations = kept.taken_over();

    // 3. Fit.
    answer.stages = analysis::calibrate(plan, table.rows, rules, known, options);
    answer.manifest.is_complete =
        answer.stages.size() == plan.stages.size() && answer.stages.back().is_complete;
    answer.manifest.wall_time_second = format::seconds_since_start(answer.manifest);
    answer.plan = std::move(plan);
    answer.table = std::move(table);
    answer.catalogue = std::move(known);
    if (!answer.manifest.is_complete) {
        answer.files.emplace_back(kept.log_name());
        return answer;
    }

    // 4. Write the data file.
    const format::CalibrationRecord record = answer.record();
    kept.results().stage("calibration_rows.csv", format::calibration_rows_csv(record));
    kept.results().stage("calibrate.json", format::calibration_json(record));
    kept.results().stage("calibration.toml", format::calibration_toml(record));
    kept.commit(answer.manifest);
    answer.files = kept.results().files();
    return answer;
}

}  // namespace vesikin::service
