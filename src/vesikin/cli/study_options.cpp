#include "vesikin/cli/study_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/parallel/block_loop.hpp"

namespace vesikin::cli {

void add_threads(CLI::App& command, unsigned& threads) {
    constexpr std::uint64_t most_threads = 1024;  // more than anybody has
    add_number(command, "--threads", threads, "Threads; 0 uses every core", {0, most_threads});
}

unsigned thread_count(unsigned asked) {
    return asked == 0 ? parallel::hardware_threads() : asked;
}

void add_study_options(CLI::App& command, StudyOptions& options) {
    add_threads(command, options.threads);
    add_shared_options(command, options.shared);
}

void add_study_solver(CLI::App& command, study::RunControl& control) {
    control.solver = simulation::solver_names().front();
    control.solver_settings.relative_tolerance = study::mean_relative_tolerance;
    control.solver_settings.absolute_tolerance = study::mean_absolute_tolerance;
    command.add_option("--solver", control.solver, "batched or cvode")->capture_default_str();
}

void watch(study::RunControl& control, ProgressBar& bar) {
    control.cancel = &interruption();
    control.on_progress = [&bar](const base::Progress& progress) { bar.show(progress); };
}

std::unique_ptr<format::ResultStore> folder_of(const std::string& out_folder) {
    return out_folder.empty() ? nullptr : std::make_unique<format::FolderStore>(out_folder);
}

void print_files(const format::Texts& words, const std::vector<std::filesystem::path>& files) {
    const auto print_file = [&](std::string_view key, const std::filesystem::path& file) {
        print("{}\n", words.fill(key, {{"file", base::printable_paragraph(file.string())}}));
    };
    for (const std::filesystem::path& file : files) {
        print_file("wrote", file);
    }
    const auto page = std::ranges::find(files, ".html", &std::filesystem::path::extension);
    if (page != files.end()) {
        print_file("open", *page);
    }
}

void add_resume_option(CLI::App& command, bool& resumes) {
    command.add_flag("--resume", resumes, "Go on where a stopped run into the same folder was");
}

std::string stopped_line(const format::Texts& words, const std::string& stopped, KeptWork kept) {
    return (kept == KeptWork::yes ? words.fill("to_go_on", {{"stopped", stopped}}) : stopped) +
           "\n";
}

void print_removed(const format::Texts& words, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        print("{}\n", words.fill("removed", {{"file", name}}));
    }
}

}  // namespace vesikin::cli
