#include "vesikin/cli/output_format.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/cli/output.hpp"

namespace vesikin::cli {

namespace {

/// In the order of the enum.
const std::array<std::string, 3>& format_names() {
    static const std::array<std::string, 3> names{"text", "csv", "json"};
    return names;
}

}  // namespace

OutputFormat read_output_format(const std::string& typed) {
    const auto& names = format_names();
    const std::string& name = typed == "table" ? names.front() : typed;  // another word for it
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
        throw base::InputError(base::field("format"), base::as_written(typed),
                               base::one_of(names, base::perhaps_meant(typed, names)));
    }
    return static_cast<OutputFormat>(found - names.begin());
}

void add_format_option(CLI::App& command, OutputFormat& format) {
    command
        .add_option(
            "--format",
            [&format](const CLI::results_t& typed) {
                format = read_output_format(typed.front());
                return true;
            },
            "Print the answer as text, csv or json (docs/api)")
        ->default_str(format_names()[static_cast<std::size_t>(format)]);
}

void print_answer(OutputFormat format, const AnswerWriters& writers) {
    switch (format) {
        case OutputFormat::text:
            writers.print_text();
            break;
        case OutputFormat::csv:
            write_output(writers.csv());
            break;
        case OutputFormat::json:
            write_output(writers.json());
            break;
    }
}

void say_beside(OutputFormat format, std::string_view text) {
    if (format == OutputFormat::text) {
        write_output(text);
    } else {
        write_error(text);
    }
}

}  // namespace vesikin::cli
