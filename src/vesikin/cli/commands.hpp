// The list of commands. A command is a file that adds itself to the parser and a line in
// `commands.cpp`.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/base/message.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/format/data/translations.hpp"
#include "vesikin/service/knowledge.hpp"

namespace CLI {
class App;
}

namespace vesikin::cli {

/// A command in the parser, and what to do when it was asked for. `run` returns the exit code.
struct RegisteredCommand {
    const CLI::App* app = nullptr;
    std::function<int()> run;
};

/// The program's parser, so far without commands.
[[nodiscard]] std::unique_ptr<CLI::App> make_parser();

/// Adds every command to `app`, which outlives the result. Parsing throws InputError for a value
/// that is empty or not what its option takes.
[[nodiscard]] std::vector<RegisteredCommand> add_commands(CLI::App& app);

[[nodiscard]] RegisteredCommand add_ask_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_bundle_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_calibrate_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_compare_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_deliver_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_evidence_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_model_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_validate_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_mouse_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_patient_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_plan_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_serve_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_trial_command(CLI::App& app);

/// Where what is installed with the program lies.
[[nodiscard]] std::filesystem::path installed_share();

/// --data and --lang, and the words of the command as they were parsed.
struct SharedOptions {
    std::string data;            ///< empty: what lies beside the program in ../share/vesikin
    std::string asked_language;  ///< empty: that of the environment
    std::vector<std::string> words;

    /// What the data say, opened when first asked for. Throws InputError for a bundle that is none.
    [[nodiscard]] const service::Knowledge& knowledge() const;

    /// In which the command speaks.
    [[nodiscard]] std::string language() const;

    /// How messages are said in it; in English where the data do not say.
    [[nodiscard]] base::Wording wording() const;

    /// What the program says in English itself, in it: "messages" or "help". None where the data
    /// do not say.
    [[nodiscard]] format::Translations translations(std::string_view name) const;

    /// What commands share, names of things, and a command's own texts where it has some. Throws
    /// InputError for an unknown language and for texts that are not as they should be.
    [[nodiscard]] format::Texts texts(std::string_view own = {}) const;

    /// Filled by `knowledge`.
    mutable std::shared_ptr<const service::Knowledge> opened{};
};

/// Adds --data and --lang; `options` outlives the parser.
void add_shared_options(CLI::App& command, SharedOptions& options);

}  // namespace vesikin::cli
