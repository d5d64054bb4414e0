#include "vesikin/cli/speech.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <functional>
#include <regex>
#include <string_view>
#include <vector>

namespace vesikin::cli {

namespace {

/// The value of an option as it was typed, before anything is parsed.
std::string typed_value(int argc, const char* const* argv, std::string_view option) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        if (word == option && i + 1 < argc) {
            return argv[i + 1];
        }
        if (word.starts_with(option) && word.substr(option.size()).starts_with('=')) {
            return std::string(word.substr(option.size() + 1));
        }
    }
    return {};
}

using Change = std::function<std::string(const std::string&)>;

void change_command_help(CLI::App& app, const Change& change) {
    app.description(change(app.get_description()));
    // Examples are the same in every language, what stands above and below them is not.
    std::string footer;
    const std::string english = app.get_footer();
    for (std::size_t begin = 0; begin < english.size();) {
        const std::size_t end = std::min(english.find('\n', begin), english.size());
        const std::string line = english.substr(begin, end - begin);
        footer += (begin == 0 ? "" : "\n") + (line.starts_with("  ") ? line : change(line));
        begin = end + 1;
    }
    app.footer(footer);
    for (const char* label : {"Usage", "OPTIONS", "SUBCOMMAND", "Positionals", "REQUIRED"}) {
        app.get_formatter()->label(label, change(label));
    }
    if (app.get_parent() != nullptr) {
        app.group(change(app.get_group()));
    }
    for (CLI::Option* option : app.get_options()) {
        option->description(change(option->get_description()));
        option->group(change(option->get_group()));
    }
}

/// Sentences of the parser, which writes them in English alone.
base::Message said_by_parser(const std::string& text) {
    struct Sentence {
        const char* form;
        base::Pattern<2> pattern;
    };

    static const std::array<Sentence, 4> with_two{
        {{R"((.+): (?:\d+) required (\S+) missing)",
          base::Pattern<2>("{} without its value, a {}")},
         {R"((.+): At [Mm]ost \d+ required but received (\d+))",
          base::Pattern<2>("{} given {} times")},
         {R"(Requires at most \d+ .*from \[(.*)\](.*))", base::Pattern<2>("too many of {}{}")},
         {R"((.+) excludes (.+))", base::Pattern<2>("{} together with {}")}}};
    std::smatch found;
    if (text.starts_with("The following argument")) {
        return base::message("not expected: {}", text.substr(text.find(": ") + 2));
    }
    if (text == "A subcommand is required") {
        return base::message("no command");
    }
    constexpr std::string_view required = " is required";
    if (text.ends_with(required)) {
        return base::message("no {}", text.substr(0, text.size() - required.size()));
    }
    for (const Sentence& sentence : with_two) {
        if (std::regex_match(text, found, std::regex(sentence.form))) {
            return base::message(sentence.pattern, found[1].str(), found[2].str());
        }
    }
    return base::as_written(text);
}

}  // namespace

Speech::Speech(int argc, const char* const* argv)
    : command_(argc > 1 ? argv[1] : ""),
      typed_{.data = typed_value(argc, argv, "--data"),
             .asked_language = typed_value(argc, argv, "--lang"),
             .words = {}} {}

void change_help(CLI::App& app, const std::function<std::string(const std::string&)>& change) {
    change_command_help(app, change);
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        change_command_help(*command, change);
    }
}

void Speech::translate_help(CLI::App& app) const {
    const format::Translations help = typed_.translations("help");
    change_help(app, [&](const std::string& english) { return format::translated(help, english); });
}

base::Wording Speech::wording(const CLI::App& app) const {
    const auto commands = app.get_subcommands(
        [&](const CLI::App* command) { return command->get_name() == command_; });
    const CLI::App* asked = commands.empty() ? nullptr : commands.front();
    base::Wording wording = typed_.wording();
    wording.field = [asked](std::string_view name) {
        std::string option = fmt::format("--{}", name);
        std::ranges::replace(option, '_', '-');
        return asked != nullptr && asked->get_option_no_throw(option) != nullptr
                   ? option
                   : std::string(name);
    };
    return wording;
}

base::InputError parse_failure(const CLI::App& app, const CLI::Error& error) {
    const std::vector<CLI::App*> asked = app.get_subcommands();
    const std::string help = asked.empty()
                                 ? "vesikin --help"
                                 : fmt::format("vesikin {} --help", asked.front()->get_name());
    return {base::message("command line"), said_by_parser(error.what()),
            base::message("what {} says", help)};
}

}  // namespace vesikin::cli
