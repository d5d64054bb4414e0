// The command line: parses, calls a use case, shows its answer, and maps failures to exit codes.
#pragma once

namespace vesikin::cli {

/// What the process ends with.
enum ExitCode : int {
    success = 0,
    bad_input = 2,
    environment_failure = 3,
    internal_failure = 70,
    interrupted = 130,
};

/// Runs the program with these arguments. Prints to standard output and standard error; never
/// throws.
[[nodiscard]] int run(int argc, const char* const* argv) noexcept;

}  // namespace vesikin::cli
