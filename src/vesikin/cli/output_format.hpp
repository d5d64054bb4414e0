// --format of every command with an answer: as text for people, as a table, or as the one JSON
// object that docs/api describes.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace vesikin::cli {

enum class OutputFormat : unsigned char { text, csv, json };

/// The format that is called so. Throws InputError with the known names.
[[nodiscard]] OutputFormat read_output_format(const std::string& typed);

/// Adds --format; `format` outlives the parser.
void add_format_option(CLI::App& command, OutputFormat& format);

/// How a command writes its answer.
struct AnswerWriters {
    std::function<void()> print_text;
    std::function<std::string()> csv;
    std::function<std::string()> json;
};

/// Prints the answer, and nothing else, to standard output.
void print_answer(OutputFormat format, const AnswerWriters& writers);

/// What is said beside the answer: on standard output with a text, else on standard error, so that
/// a program finds nothing but the answer.
void say_beside(OutputFormat format, std::string_view text);

}  // namespace vesikin::cli
