#include "vesikin/service/run_record.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/service/installation.hpp"

namespace vesikin::service {

namespace fs = std::filesystem;

format::InputFile input_file(const fs::path& path) {
    return {path.generic_string(), format::sha256(format::read_text_file(path))};
}

std::vector<format::InputFile> data_files(const fs::path& data_folder) {
    std::vector<format::InputFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(data_folder)) {
        if (entry.is_regular_file()) {
            format::InputFile file = input_file(entry.path());
            file.path = entry.path().lexically_relative(data_folder).generic_string();
            files.push_back(std::move(file));
        }
    }
    std::ranges::sort(files, {}, &format::InputFile::path);
    return files;
}

format::Manifest start_manifest(std::string command, const Installation& installation,
                                std::uint64_t seed, const study::RunControl& control,
                                std::vector<format::InputFile> inputs) {
    format::Manifest manifest;
    manifest.version = version();
    manifest.command = std::move(command);
    manifest.command_words = installation.command_words;
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

format::Manifest look_up_manifest(std::string command, const Installation& installation) {
    format::Manifest manifest;
    manifest.version = version();
    manifest.command = std::move(command);
    manifest.command_words = installation.command_words;
    manifest.inputs = data_files(installation.data_folder);
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

PieceFolder::PieceFolder(const fs::path& folder, format::ResultNames names,
                         std::string_view log_name, const format::Manifest& manifest,
                         const std::string& question)
    : results_(folder, std::move(names)),
      log_(results_.path(log_name), identity_of(manifest, question),
           manifest.is_resumed ? format::LogStart::resumed : format::LogStart::anew, work_) {}

void PieceFolder::commit(const format::Manifest& manifest) {
    format::commit_results(results_, manifest);
    if (manifest.is_complete) {
        std::error_code ignored;  // a log that stays is taken over or replaced
        fs::remove(log_.path(), ignored);
    }
}

void require_folder_to_resume(const std::optional<fs::path>& folder, bool resumes) {
    if (resumes && !folder) {
        throw base::InputError(
            base::field("resume"), base::message("no {}", base::field("out")),
            base::message("{} with the folder of the stopped run", base::field("out")));
    }
}

}  // namespace vesikin::service
