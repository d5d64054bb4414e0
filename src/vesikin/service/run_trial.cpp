#include "vesikin/service/run_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/checkpoint.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/result_folder.hpp"
#include "vesikin/format/trial_files.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/service/question.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

namespace {

namespace fs = std::filesystem;

std::vector<outcome::Outcome> pick_outcomes(const study::TrialDesign& design,
                                            const catalogue::Catalogue& catalogue) {
    const std::vector<outcome::Outcome> all = outcome::all_outcomes(catalogue);
    std::vector<outcome::Outcome> picked;
    for (const std::string& name : design.outcomes) {
        picked.push_back(*std::ranges::find(all, name, &outcome::Outcome::name));
    }
    return picked;
}

/// The out folder of one run: what it leaves at the end, and what lets it go on until then.
class TrialOutput {
  public:
    TrialOutput(const fs::path& folder, std::string identity)
        : results_(folder, {.manifest = "manifest.json",
                            .files = {"results.csv", "trial.json", table_name,
                                      "failed_patients.csv", "report.html"}}),
          identity_(std::move(identity)),
          // Rows of another run never pass for those of this one.
          growing_(results_.path(growing_prefix() + identity_.substr(0, 16))) {}

    /// The run that stopped here. Throws InputError when there is none, or another one.
    void resume(study::TrialTally& tally) {
        const fs::path checkpoint = checkpoint_path();
        format::TrialCheckpoint stored = format::read_checkpoint(
            format::read_text_file(checkpoint), identity_, checkpoint.string(), tally);
        tally = std::move(stored.tally);
        table_bytes_ = stored.table_bytes;
    }

    /// Rows of the people of the checkpoint, and of nobody else, are in the table from here on.
    void open_table() {
        const bool is_new = table_bytes_ == 0;
        table_.emplace(growing_, table_bytes_);
        if (is_new) {
            table_->write(format::per_patient_header());
        }
    }

    [[nodiscard]] study::TrialSinks sinks(const study::TrialDesign& design,
                                          const population::PatientSource& patients) {
        study::TrialSinks sinks;
        sinks.on_checkpoint = [this](const study::TrialTally& now) { save(now); };
        if (table_) {
            sinks.patient_writer = {
                .rows =
                    [&](const study::PatientView& view) {
                        return format::per_patient_rows(view, patients.patient_name(view.patient),
                                                        design);
                    },
                .write = [this](std::string_view rows) { table_->write(rows); }};
        }
        return sinks;
    }

    /// Writes what was found. A stopped run says so everywhere and can be resumed.
    void write(format::TrialRecord record, const population::PatientSource& patients,
               const format::PageParts& page) {
        results_.stage("results.csv", format::results_csv(record));
        results_.stage("trial.json", format::trial_json(record));
        if (!record.tally.ordered.failures.empty()) {
            results_.stage("failed_patients.csv", format::failed_patients_csv(record, patients));
        }
        results_.stage("report.html", format::trial_report_html(record, page));
        if (table_) {
            results_.stage_grown(
                table_name, growing_,
                record.manifest.is_complete ? format::Growth::ended : format::Growth::goes_on);
        }
        record.manifest.outputs = results_.outputs();
        results_.commit(format::manifest_json(record));
        if (record.manifest.is_complete) {
            clear_unfinished();
        }
    }

    [[nodiscard]] const format::ResultFolder& results() const noexcept { return results_; }

  private:
    static constexpr const char* table_name = "per_patient.csv";

    [[nodiscard]] static std::string growing_prefix() {
        return std::string(table_name) + ".growing-";
    }

    [[nodiscard]] fs::path checkpoint_path() const { return results_.path("checkpoint.msgpack"); }

    /// The table first: a checkpoint vouches for rows that are on the disk.
    void save(const study::TrialTally& tally) {
        if (table_) {
            table_->sync();
        }
        format::write_text_file(
            checkpoint_path(),
            format::write_checkpoint(identity_, tally, table_ ? table_->size() : 0));
    }

    /// What runs into this folder kept to go on from, this one and older ones.
    void clear_unfinished() const {
        std::error_code ignored;  // a file that is not there is as good as removed
        fs::remove(checkpoint_path(), ignored);
        std::vector<fs::path> growing;
        for (const auto& entry : fs::directory_iterator(results_.path(""), ignored)) {
            if (entry.path().filename().string().starts_with(growing_prefix())) {
                growing.push_back(entry.path());
            }
        }
        for (const fs::path& path : growing) {
            fs::remove(path, ignored);
        }
    }

    format::ResultFolder results_;
    std::string identity_;
    fs::path growing_;
    std::uintmax_t table_bytes_ = 0;
    std::optional<format::AppendFile> table_;
};

}  // namespace

TrialAnswer run_trial(const TrialRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    // 1. Read the question, and make sure that the answer can be written.
    const Question question = load_question({.installation = request.installation,
                                             .trial_file = request.trial_file,
                                             .population_file = request.population_file,
                                             .patients = request.patients,
                                             .seed = request.seed,
                                             .model = request.model});
    const study::TrialDesign& design = question.design;
    const population::PatientSource& patients = *question.patients;
    const format::PageParts page =
        format::load_page_parts(request.installation.report_page, request.installation.data_folder,
                                request.language, {format::trial_page_texts});

    // 2. Prepare the run, from the start or from where it stopped.
    format::Manifest manifest = manifest_of(question, "trial", request.control);
    manifest.began = start;  // before anything was read
    manifest.is_resumed = request.resumes;
    const std::vector<outcome::Outcome> outcomes = pick_outcomes(design, question.catalogue);
    study::TrialTally tally({design.arms.size(), design.visit_day.size() + 1, outcomes.size()},
                            outcomes);
    TrialOutput output(
        request.out_folder,
        identity_of(manifest, fmt::format("{}|{}", patients.count(), request.writes_patients)));
    if (request.resumes) {
        output.resume(tally);
    }

    // 3. Simulate.
    study::RunControl control = request.control;
    control.solver_settings = manifest.solver_settings;
    if (request.writes_patients) {
        output.open_table();
    }
    study::run_trial({design, outcomes, patients, question.catalogue}, control,
                     output.sinks(design, patients), tally);

    // 4. Write what was found.
    manifest.is_complete = tally.ordered.patients == patients.count();
    manifest.wall_time_second = format::seconds_since_start(manifest);
    std::vector<study::SummaryRow> rows = study::summarise(design, outcomes, tally);
    TrialAnswer answer{.design = design,
                       .catalogue = question.catalogue,
                       .outcomes = outcomes,
                       .tally = std::move(tally),
                       .rows = std::move(rows),
                       .patients_asked = patients.count(),
                       .manifest = std::move(manifest)};
    output.write(answer.record(), patients, page);
    answer.files = output.results().files();
    answer.removed = output.results().removed();
    return answer;
}

}  // namespace vesikin::service
