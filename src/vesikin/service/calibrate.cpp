#include "vesikin/service/calibrate.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "vesikin/base/error.hpp"
#include "vesikin/format/calibration_files.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::service {

namespace {

namespace fs = std::filesystem;

/// What must be equal for evaluations to be taken over.
std::string identity_of(const CalibrateRequest& request, const fs::path& trials,
                        std::uint64_t seed) {
    std::string text =
        fmt::format("{}|{}|{}|{}|{}", version(), seed, request.options.control.solver,
                    simulation::make_solver(request.options.control.solver,
                                            request.options.control.solver_settings)
                        ->instruction_set(),
                    format::sha256(format::read_text_file(request.plan_file)));
    text += format::sha256(format::read_text_file(trials));
    for (const char* part : {"drugs", "models", "validation", "scores"}) {
        std::vector<fs::path> files;
        for (const auto& entry :
             fs::recursive_directory_iterator(request.installation.data_folder / part)) {
            // What an earlier calibration found is not an input.
            if (entry.is_regular_file() &&
                !entry.path().filename().string().starts_with("calibration")) {
                files.push_back(entry.path());
            }
        }
        std::ranges::sort(files);
        for (const fs::path& file : files) {
            text += format::sha256(format::read_text_file(file));
        }
    }
    return format::sha256(text);
}

/// The log of evaluations as a run starts with it: those known, written whole and renamed, so that
/// a kill leaves the old log or this one, and no line cut off is followed by another.
format::AppendFile start_log(const fs::path& path, const std::string& identity,
                             const analysis::EvaluationStore& store) {
    std::string text = identity + "\n";
    for (const auto& [key, residuals] : store.known) {
        text += format::evaluation_line(key.first, key.second, residuals);
    }
    format::write_text_file(path, text);
    return format::AppendFile(path);
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
        throw base::InputError("model", plan.model, "a model with a trial layer, such as vesikin");
    }
    const fs::path trials = request.trials_file.value_or(data / "validation" / "ad_trials.csv");
    const analysis::TrialRules rules = format::load_trial_rules(data, known.sources, units);
    analysis::TrialTable table = format::load_trial_table(trials);
    analysis::name_endpoints(table, rules);
    format::require_writable_folder(request.out_folder);

    // 2. Take over what a stopped run found.
    analysis::CalibrationOptions options = request.options;
    options.control.solver_settings.baseline_seed = known.model.seed();
    const std::string identity = identity_of(request, trials, plan.seed);
    const fs::path log_path = request.out_folder / "evaluations.log";
    analysis::EvaluationStore store;
    if (request.resumes) {
        format::read_evaluations(log_path, identity, store);
    }
    CalibrateAnswer answer;
    answer.reused_evaluations = store.known.size();
    format::AppendFile log = start_log(log_path, identity, store);
    store.on_new = [&](std::size_t stage, const std::vector<double>& numbers,
                       const std::vector<double>& residuals) {
        log.write(format::evaluation_line(stage, numbers, residuals));
    };

    // 3. Fit.
    answer.stages = analysis::calibrate(plan, table.rows, rules, known, store, options);
    answer.is_complete =
        answer.stages.size() == plan.stages.size() && answer.stages.back().is_complete;
    if (!answer.is_complete) {
        answer.files.push_back(log_path);
        return answer;
    }

    // 4. Write the data file.
    const format::CalibrationRecord record{
        .plan = plan,
        .table = table,
        .stages = answer.stages,
        .date = fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::chrono::system_clock::to_time_t(
                                               std::chrono::system_clock::now()))),
        .version = version(),
        .trials_sha256 = format::sha256(format::read_text_file(trials))};
    const auto write = [&](const char* name, const std::string& text) {
        format::write_text_file(request.out_folder / name, text);
        answer.files.push_back(request.out_folder / name);
    };
    write("calibration_rows.csv", format::calibration_rows_csv(record));
    write("calibration.toml", format::calibration_toml(record));
    return answer;
}

}  // namespace vesikin::service
