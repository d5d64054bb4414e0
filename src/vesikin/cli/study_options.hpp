// What commands that run a study share: data folder, threads, a solver whose tolerance suits means
// over people, and the list of files written.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/format/result_folder.hpp"
#include "vesikin/study/run_control.hpp"

namespace CLI {
class App;
}

namespace vesikin::cli {

/// Adds --threads, which refuses more than anybody has; `threads` outlives the parser.
void add_threads(CLI::App& command, unsigned& threads);

/// The number of threads to use; 0 asks for all that the machine has.
[[nodiscard]] unsigned thread_count(unsigned asked);

/// Values of the shared options after parsing.
struct StudyOptions {
    SharedOptions shared;
    unsigned threads = 0;

    [[nodiscard]] unsigned thread_count() const { return cli::thread_count(threads); }
};

/// Adds --threads and --data; `options` outlives the parser.
void add_study_options(CLI::App& command, StudyOptions& options);

/// Adds --solver, and sets tolerances well below what a mean over people shows.
void add_study_solver(CLI::App& command, study::RunControl& control);

/// Lets the run be stopped by Ctrl-C and seen on the bar, which outlives it.
void watch(study::RunControl& control, ProgressBar& bar);

/// The folder that was asked for; null where it is empty.
[[nodiscard]] std::unique_ptr<format::ResultStore> folder_of(const std::string& out_folder);

void print_files(const format::Texts& words, const std::vector<std::filesystem::path>& files);

enum class KeptWork : unsigned char { no, yes };

/// What a stopped run says at its end, and how to go on where its work was kept.
[[nodiscard]] std::string stopped_line(const format::Texts& words, const std::string& stopped,
                                       KeptWork kept);

/// --resume, of commands that keep what they have done.
void add_resume_option(CLI::App& command, bool& resumes);

/// Names files of an earlier run that would not have fitted the new ones.
void print_removed(const format::Texts& words, const std::vector<std::string>& names);

}  // namespace vesikin::cli
