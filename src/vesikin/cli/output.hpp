// What a command says, on standard output and standard error. Both are outputs like files: a full
// disk behind them is said, and a reader that has gone ends the program quietly.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace vesikin::cli {

/// Thrown when the reader of standard output has gone: nobody is left to speak to.
struct ReaderGone {};

/// Throws ReaderGone, or EnvironmentError when standard output cannot be written.
void write_output(std::string_view text);

/// What was written so far is read now, by whoever waits for it. Throws as `write_output`.
void flush_output();

/// Never throws: a run is worth more than what is said about it. `end_outputs` tells of a failure.
void write_error(std::string_view text) noexcept;

/// To standard output.
template <class... Args>
void print(fmt::format_string<Args...> format, Args&&... args) {
    write_output(fmt::format(format, std::forward<Args>(args)...));
}

/// To standard error.
template <class... Args>
void print_error(fmt::format_string<Args...> format, Args&&... args) {
    write_error(fmt::format(format, std::forward<Args>(args)...));
}

/// Failing writes are errors that are said, not signals that kill.
void prepare_outputs() noexcept;

/// All text is out. The exit code, which becomes that of a failing environment when some is not.
[[nodiscard]] int end_outputs(int exit_code) noexcept;

}  // namespace vesikin::cli
