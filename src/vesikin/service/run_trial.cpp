#include "vesikin/service/run_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/checkpoint.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/result_store.hpp"
#include "vesikin/format/trial_files.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/service/question.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

namespace {

std::vector<outcome::Outcome> pick_outcomes(const study::TrialDesign& design,
                                            const catalogue::Catalogue& catalogue) {
    const std::vector<outcome::Outcome> all = outcome::all_outcomes(catalogue);
    std::vector<outcome::Outcome> picked;
    for (const std::string& name : design.outcomes) {
        picked.push_back(*std::ranges::find(all, name, &outcome::Outcome::name));
    }
    return picked;
}

/// What one run leaves at the end, and what lets it go on until then.
class TrialOutput {
  public:
    TrialOutput(format::ResultStore& store, std::string identity)
        : results_(store.take({.manifest = "manifest.json",
                               .files = {"results.csv", "trial.json", table_name,
                                         "failed_patients.csv", "report.html"}})),
          identity_(std::move(identity)),
          // Rows of another run never pass for those of this one.
          growing_(growing_prefix() + identity_.substr(0, 16)) {}

    /// The run that stopped here. Throws InputError when there is none, or another one.
    void resume(study::TrialTally& tally) {
        format::TrialCheckpoint stored =
            format::read_checkpoint(results_->kept(checkpoint_name), identity_,
                                    results_->shown_name(checkpoint_name), tally);
        tally = std::move(stored.tally);
        table_bytes_ = stored.table_bytes;
    }

    /// Rows of the people of the checkpoint, and of nobody else, are in the table from here on.
    void open_table() {
        const bool is_new = table_bytes_ == 0;
        table_ = results_->grow(growing_, table_bytes_);
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
        results_->stage("results.csv", format::results_csv(record));
        results_->stage("trial.json", format::trial_json(record));
        if (!record.tally.ordered.failures.empty()) {
            results_->stage("failed_patients.csv", format::failed_patients_csv(record, patients));
        }
        results_->stage("report.html", format::trial_report_html(record, page));
        if (table_) {
            results_->stage_grown(
                table_name, growing_,
                record.manifest.is_complete ? format::Growth::ended : format::Growth::goes_on);
        }
        record.manifest.outputs = results_->outputs();
        results_->commit(format::manifest_json(record));
        if (record.manifest.is_complete) {
            clear_unfinished();
        }
    }

    [[nodiscard]] const format::ResultSet& results() const noexcept { return *results_; }

  private:
    static constexpr const char* table_name = "per_patient.csv";
    static constexpr const char* checkpoint_name = "checkpoint.msgpack";

    [[nodiscard]] static std::string growing_prefix() {
        return std::string(table_name) + ".growing-";
    }

    /// The table first: a checkpoint vouches for rows that are on the disk.
    void save(const study::TrialTally& tally) {
        if (table_) {
            table_->sync();
        }
        results_->keep(checkpoint_name,
                       format::write_checkpoint(identity_, tally, table_ ? table_->size() : 0));
    }

    /// What this run kept to go on from, and older ones.
    void clear_unfinished() {
        results_->forget(checkpoint_name);
        results_->forget(growing_prefix());
    }

    std::unique_ptr<format::ResultSet> results_;
    std::string identity_;
    std::string growing_;
    std::uintmax_t table_bytes_ = 0;
    std::unique_ptr<format::GrowingText> table_;
};

}  // namespace

TrialAnswer run_trial(const Knowledge& knowledge, const TrialRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    // 1. Make sure that the answer can be written.
    VESIKIN_CHECK(request.results != nullptr, "a trial has somewhere to leave its results");
    const Question& question = request.question;
    const study::TrialDesign& design = question.design;
    const population::PatientSource& patients = *question.patients;
    const format::PageParts page = knowledge.page(request.language, {format::trial_page_texts});

    // 2. Prepare the run, from the start or from where it stopped.
    format::Manifest manifest =
        manifest_of(question, "trial", request.command_words, request.control);
    manifest.began = start;  // before anything was read
    manifest.is_resumed = request.resumes;
    const std::vector<outcome::Outcome> outcomes = pick_outcomes(design, question.catalogue);
    study::TrialTally tally({design.arms.size(), design.visit_day.size() + 1, outcomes.size()},
                            outcomes);
    TrialOutput output(
        *request.results,
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
