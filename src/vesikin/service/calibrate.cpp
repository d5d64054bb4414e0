#include "vesikin/service/calibrate.hpp"

#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/calibration_files.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

namespace {

namespace fs = std::filesystem;

/// What a calibration starts from; what an earlier one found is not an input.
std::vector<format::InputFile> inputs_of(const CalibrateRequest& request, const fs::path& trials) {
    std::vector<format::InputFile> files = data_files(request.installation.data_folder);
    std::erase_if(files, [](const format::InputFile& file) {
        return fs::path(file.path).filename().string().starts_with("calibration");
    });
    files.push_back(input_file(request.plan_file));
    files.push_back(input_file(trials));
    return files;
}

}  // namespace

CalibrateAnswer calibrate(const CalibrateRequest& request) {
    // 1. Read the plan, what is known, and the trials.
    const format::UnitSystem units;
    analysis::CalibrationPlan plan = format::load_calibration_plan(request.plan_file, units);
    plan.seed = request.seed.value_or(plan.seed);
    const fs::path& data = request.installation.data_folder;
    // From the starting values, whatever an earlier calibration found.
    catalogue::Catalogue known =
        format::load_catalogue(data, plan.model, units, format::CalibrationUse::ignored).catalogue;
    if (!known.layer) {
        throw base::InputError(base::field("model"), base::as_written(plan.model),
                               base::message("a model with a trial layer, such as vesikin"));
    }
    const fs::path trials = request.trials_file.value_or(data / "validation" / "ad_trials.csv");
    const analysis::TrialRules rules = format::load_trial_rules(data, known.sources, units);
    analysis::TrialTable table = format::load_trial_table(trials);
    analysis::name_endpoints(table, rules);

    // 2. Take over what a stopped run found.
    analysis::CalibrationOptions options = request.options;
    options.control.solver_settings.baseline_seed = known.model.seed();
    CalibrateAnswer answer;
    answer.manifest = start_manifest("calibrate", request.installation, plan.seed, options.control,
                                     inputs_of(request, trials));
    answer.manifest.is_resumed = request.resumes;
    PieceFolder folder(request.out_folder,
                       {.manifest = "calibration_manifest.json",
                        .files = {"calibration_rows.csv", "calibrate.json", "calibration.toml"}},
                       "evaluations.log", answer.manifest, "");
    options.control.finished_work = &folder.work();
    answer.reused_evaluations = folder.log().taken_over();

    // 3. Fit.
    answer.stages = analysis::calibrate(plan, table.rows, rules, known, options);
    answer.manifest.is_complete =
        answer.stages.size() == plan.stages.size() && answer.stages.back().is_complete;
    answer.manifest.wall_time_second = format::seconds_since_start(answer.manifest);
    answer.plan = std::move(plan);
    answer.table = std::move(table);
    answer.catalogue = std::move(known);
    if (!answer.manifest.is_complete) {
        answer.files.push_back(folder.log().path());
        return answer;
    }

    // 4. Write the data file.
    const format::CalibrationRecord record = answer.record();
    folder.results().stage("calibration_rows.csv", format::calibration_rows_csv(record));
    folder.results().stage("calibrate.json", format::calibration_json(record));
    folder.results().stage("calibration.toml", format::calibration_toml(record));
    folder.commit(answer.manifest);
    answer.files = folder.results().files();
    return answer;
}

}  // namespace vesikin::service
