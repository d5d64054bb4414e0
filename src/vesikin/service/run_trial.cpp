#include "vesikin/service/run_trial.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "vesikin/base/error.hpp"
#include "vesikin/format/checkpoint.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/format/trial_files.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/service/question.hpp"

namespace vesikin::service {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A killed run loses at most this much work.
constexpr std::chrono::seconds checkpoint_interval{20};

std::vector<outcome::Outcome> pick_outcomes(const study::TrialDesign& design,
                                            const catalogue::Catalogue& catalogue) {
    const std::vector<outcome::Outcome> all = outcome::all_outcomes(catalogue);
    std::vector<outcome::Outcome> picked;
    for (const std::string& name : design.outcomes) {
        picked.push_back(*std::ranges::find(all, name, &outcome::Outcome::name));
    }
    return picked;
}

/// What must be equal for a run to continue another.
std::string identity_of(const format::Manifest& manifest, const TrialRequest& request,
                        std::uint64_t patients) {
    std::string text = fmt::format(
        "{}|{}|{}|{}|{}|{}|{}|{}|{}", manifest.version, manifest.seed, patients,
        manifest.population, manifest.solver, manifest.instruction_set, request.writes_patients,
        manifest.solver_settings.relative_tolerance, manifest.solver_settings.absolute_tolerance);
    for (const format::InputFile& file : manifest.inputs) {
        text += fmt::format("|{}={}", file.path, file.sha256);
    }
    return format::sha256(text);
}

/// Keeps the out folder of one run.
class TrialOutput {
  public:
    TrialOutput(fs::path folder, std::string identity)
        : folder_(std::move(folder)), identity_(std::move(identity)) {}

    [[nodiscard]] fs::path path(const char* name) const { return folder_ / name; }

    void write(const char* name, std::string_view text) {
        format::write_text_file(path(name), text);
        files_.push_back(path(name));
    }

    void remove(const char* name) const {
        std::error_code ignored;  // a file that is not there is as good as removed
        fs::remove(path(name), ignored);
    }

    void resume(study::TrialTally& tally) const {
        const fs::path checkpoint = path("checkpoint.cbor");
        format::read_checkpoint(format::read_text_file(checkpoint), identity_, checkpoint.string(),
                                tally);
    }

    void save(const study::TrialTally& tally) const {
        format::write_text_file(path("checkpoint.cbor"),
                                format::write_checkpoint(identity_, tally));
    }

    void add_file(const char* name) { files_.push_back(path(name)); }

    [[nodiscard]] const std::vector<fs::path>& files() const noexcept { return files_; }

  private:
    fs::path folder_;
    std::string identity_;
    std::vector<fs::path> files_;
};

/// per_patient.csv while it grows; a resumed run starts with the rows of the stopped one.
class PatientFile {
  public:
    PatientFile(const fs::path& path, bool continues) : file_(path) {
        file_.write(continues ? format::read_text_file(path) : format::per_patient_header());
    }

    [[nodiscard]] study::PatientWriter writer(const study::TrialDesign& design,
                                              const population::PatientSource& patients) {
        return {.rows =
                    [&](const study::PatientView& view) {
                        return format::per_patient_rows(view, patients.patient_name(view.patient),
                                                        design);
                    },
                .write = [this](std::string_view rows) { file_.write(rows); }};
    }

    void commit() { file_.commit(); }

  private:
    format::AtomicFile file_;
};

/// Checkpoints between stretches. Rows of single patients would be lost with a killed process, so a
/// run that writes them is saved only when it is stopped in order.
study::TrialSinks sinks_of(const TrialRequest& request, const TrialOutput& output) {
    study::TrialSinks sinks;
    if (!request.writes_patients) {
        sinks.on_checkpoint = [&output,
                               saved = Clock::now()](const study::TrialTally& now) mutable {
            if (Clock::now() - saved > checkpoint_interval) {
                output.save(now);
                saved = Clock::now();
            }
        };
    }
    return sinks;
}

/// Writes what was found. A stopped run says so everywhere and can be resumed. The manifest comes
/// last: where it lies, the other files are whole.
void write_files(const format::TrialRecord& record, const population::PatientSource& patients,
                 std::string_view page, TrialOutput& output) {
    output.write("results.csv", format::results_csv(record));
    if (record.tally.ordered.failures.empty()) {
        output.remove("failed_patients.csv");
    } else {
        output.write("failed_patients.csv", format::failed_patients_csv(record, patients));
    }
    output.write("report.html", format::trial_report_html(record, page));
    if (record.manifest.is_complete) {
        output.remove("checkpoint.cbor");
    } else {
        output.save(record.tally);
        output.add_file("checkpoint.cbor");
    }
    output.write("manifest.json", format::manifest_json(record));
}

TrialAnswer answer_of(const format::TrialRecord& record, const TrialOutput& output) {
    TrialAnswer answer;
    answer.design = record.design;
    answer.outcomes = record.outcomes;
    answer.rows = record.rows;
    answer.by_exclusion = record.tally.ordered.by_exclusion;
    answer.patients_asked = record.patients_asked;
    answer.patients_simulated = record.tally.ordered.patients;
    answer.baseline_easi = record.tally.ordered.baseline_easi;
    answer.wall_time_second = record.manifest.wall_time_second;
    answer.is_complete = record.manifest.is_complete;
    answer.files = output.files();
    return answer;
}

}  // namespace

TrialAnswer run_trial(const TrialRequest& request) {
    const auto start = Clock::now();
    // 1. Read the question, and make sure that the answer can be written.
    const Question question = load_question({.installation = request.installation,
                                             .trial_file = request.trial_file,
                                             .population_file = request.population_file,
                                             .patients = request.patients,
                                             .seed = request.seed,
                                             .model = request.model});
    const study::TrialDesign& design = question.design;
    const population::PatientSource& patients = *question.patients;
    const std::string page = format::read_text_file(request.installation.report_page);
    format::require_writable_folder(request.out_folder);

    // 2. Prepare the run, from the start or from where it stopped.
    format::Manifest manifest =
        manifest_of(question, "trial", request.control.solver, request.control.solver_settings);
    manifest.threads = request.control.threads;
    manifest.is_resumed = request.resumes;
    const std::vector<outcome::Outcome> outcomes = pick_outcomes(design, question.catalogue);
    study::TrialTally tally({design.arms.size(), design.visit_day.size() + 1, outcomes.size()},
                            outcomes);
    TrialOutput output(request.out_folder, identity_of(manifest, request, patients.count()));
    if (request.resumes) {
        output.resume(tally);
    }

    // 3. Simulate.
    study::RunControl control = request.control;
    control.solver_settings = manifest.solver_settings;
    study::TrialSinks sinks = sinks_of(request, output);
    std::optional<PatientFile> patient_file;
    if (request.writes_patients) {
        patient_file.emplace(output.path("per_patient.csv"), request.resumes);
        sinks.patient_writer = patient_file->writer(design, patients);
    }
    study::run_trial({design, outcomes, patients, question.catalogue}, control, sinks, tally);

    // 4. Write what was found.
    manifest.is_complete = tally.ordered.patients == patients.count();
    manifest.wall_time_second = std::chrono::duration<double>(Clock::now() - start).count();
    if (patient_file) {
        patient_file->commit();
        output.add_file("per_patient.csv");
    }
    const format::TrialRecord record{.design = design,
                                     .catalogue = question.catalogue,
                                     .outcomes = outcomes,
                                     .tally = tally,
                                     .rows = study::summarise(design, outcomes, tally),
                                     .patients_asked = patients.count(),
                                     .manifest = manifest};
    write_files(record, patients, page, output);
    return answer_of(record, output);
}

}  // namespace vesikin::service
