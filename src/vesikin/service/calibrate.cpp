#include "vesikin/service/calibrate.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "vesikin/base/error.hpp"
#include "vesikin/format/calibration_files.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/vesicle_knowledge.hpp"

namespace vesikin::service {

namespace {

namespace fs = std::filesystem;

/// What must be equal for evaluations to be taken over.
std::string identity_of(const CalibrateRequest& request, const fs::path& trials,
                        std::uint64_t seed) {
    std::string text =
        fmt::format("{}|{}|{}|{}|{}", version(), seed, request.options.solver,
                    simulation::make_solver(request.options.solver, request.options.solver_settings)
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

/// The log of evaluations: flushed line by line, so that a killed process loses one at most.
class EvaluationLog {
  public:
    EvaluationLog(const fs::path& path, const std::string& identity, bool continues)
        : path_(path), file_(path, continues ? std::ios::app : std::ios::trunc) {
        if (!continues) {
            write(identity + "\n");
        }
    }

    void write(const std::string& text) {
        file_ << text << std::flush;
        if (!file_) {
            throw base::EnvironmentError("cannot write", path_.string(), "the disk may be full");
        }
    }

  private:
    fs::path path_;
    std::ofstream file_;
};

}  // namespace

CalibrateAnswer calibrate(const CalibrateRequest& request) {
    // 1. Read the plan, what is known, and the trials.
    const format::UnitSystem units;
    analysis::CalibrationPlan plan = format::load_calibration_plan(request.plan_file, units);
    plan.seed = request.seed.value_or(plan.seed);
    VesicleKnowledge known = load_vesicle_knowledge(request.installation, units, plan.model);
    // From the starting values, whatever an earlier calibration found.
    known.catalogue = format::load_catalogue(request.installation.data_folder, plan.model, units,
                                             format::CalibrationUse::ignored)
                          .catalogue;
    if (!known.catalogue.layer) {
        throw base::InputError("model", plan.model, "a model with a trial layer, such as vesikin");
    }
    const fs::path& data = request.installation.data_folder;
    const fs::path trials = request.trials_file.value_or(data / "validation" / "ad_trials.csv");
    const analysis::TrialRules rules =
        format::load_trial_rules(data, known.catalogue.sources, units);
    const analysis::TrialTable table = format::load_trial_table(trials);
    format::require_writable_folder(request.out_folder);

    // 2. Take over what a stopped run found.
    analysis::CalibrationOptions options = request.options;
    options.solver_settings.baseline_seed = known.catalogue.model.seed();
    const std::string identity = identity_of(request, trials, plan.seed);
    const fs::path log_path = request.out_folder / "evaluations.log";
    analysis::EvaluationStore store;
    if (request.resumes) {
        format::read_evaluations(log_path, identity, store);
    }
    CalibrateAnswer answer;
    answer.reused_evaluations = store.known.size();
    // A last line cut off by a killed process would spoil the next one: write the log anew.
    EvaluationLog log(log_path, identity, false);
    for (const auto& [key, residuals] : store.known) {
        log.write(format::evaluation_line(key.first, key.second, residuals));
    }
    store.on_new = [&](std::size_t stage, const std::vector<double>& numbers,
                       const std::vector<double>& residuals) {
        log.write(format::evaluation_line(stage, numbers, residuals));
    };

    // 3. Fit.
    answer.stages = analysis::calibrate(plan, table.rows, rules, known.catalogue,
                                        known.vesicles.clinical, store, options);
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
