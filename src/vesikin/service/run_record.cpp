#include "vesikin/service/run_record.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::service {

namespace fs = std::filesystem;

format::InputFile input_file(const fs::path& path) {
    return {path.generic_string(), format::sha256(format::read_text_file(path))};
}

format::Manifest start_manifest(std::string command, std::vector<std::string> command_words,
                                std::uint64_t seed, const study::RunControl& control,
                                std::vector<format::InputFile> inputs) {
    format::Manifest manifest;
    manifest.version = version();
    manifest.command = std::move(command);
    manifest.command_words = std::move(command_words);
    manifest.seed = seed;
    manifest.solver = control.solver;
    manifest.instruction_set =
        simulation::make_solver(control.solver, control.solver_settings)->instruction_set();
    manifest.solver_settings = control.solver_settings;
    manifest.threads = control.threads;
    manifest.started_utc = fmt::format(
        "{:%Y-%m-%dT%H:%M:%SZ}",
        fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
    manifest.inputs = std::move(inputs);
    return manifest;
}

format::Manifest look_up_manifest(std::string command, std::vector<std::string> command_words,
                                  const Knowledge& knowledge) {
    format::Manifest manifest;
    manifest.version = version();
    manifest.command = std::move(command);
    manifest.command_words = std::move(command_words);
    manifest.inputs = knowledge.files();
    return manifest;
}

std::string identity_of(const format::Manifest& manifest, const std::string& question) {
    std::string text = fmt::format(
        "{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", manifest.version, manifest.command, manifest.seed,
        manifest.population, manifest.solver, manifest.instruction_set,
        manifest.solver_settings.relative_tolerance, manifest.solver_settings.absolute_tolerance,
        static_cast<int>(manifest.solver_settings.baseline), question);
    for (const format::InputFile& file : manifest.inputs) {
        text += fmt::format("|{}={}", file.path, file.sha256);
    }
    return format::sha256(text);
}

PieceResults::PieceResults(format::ResultStore& store, format::ResultNames names,
                           std::string log_name, const format::Manifest& manifest,
                           const std::string& question)
    : results_(store.take(std::move(names))),
      log_name_(std::move(log_name)),
      log_(*results_, log_name_, identity_of(manifest, question),
           manifest.is_resumed ? format::LogStart::resumed : format::LogStart::anew, work_) {}

void PieceResults::commit(const format::Manifest& manifest) {
    format::commit_results(*results_, manifest);
    if (manifest.is_complete) {
        results_->forget(log_name_);
    }
}

void require_results_to_resume(const format::ResultStore* results, bool resumes) {
    if (resumes && results == nullptr) {
        throw base::InputError(
            base::field("resume"), base::message("no {}", base::field("out")),
            base::message("{} with the folder of the stopped run", base::field("out")));
    }
}

}  // namespace vesikin::service
