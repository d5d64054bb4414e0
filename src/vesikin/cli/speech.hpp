// In which language the program refuses and explains itself, known before anything is parsed: what
// cannot be parsed is refused in it too.
#pragma once

#include <functional>
#include <string>

#include "vesikin/base/error.hpp"
#include "vesikin/base/message.hpp"
#include "vesikin/cli/commands.hpp"

namespace CLI {
class App;
class Error;
}  // namespace CLI

namespace vesikin::cli {

/// Errors and help in one language: the English of the source where there is no translation, and
/// where no data are found.
class Speech {
  public:
    /// That of --lang and --data as they were typed, or of the environment and the installation.
    Speech(int argc, const char* const* argv);

    /// Puts the help of all commands into the language. Reads it, so call it where help is shown.
    void translate_help(CLI::App& app) const;

    /// What a message is in the language, with fields as options of the command that was asked for.
    /// Reads the language, so call it where something is said.
    [[nodiscard]] base::Wording wording(const CLI::App& app) const;

  private:
    std::string command_;  ///< empty: none
    SharedOptions typed_;
};

/// Changes every text that --help of the program and of its commands shows, beside names and
/// examples.
void change_help(CLI::App& app, const std::function<std::string(const std::string&)>& change);

/// What the parser itself refuses, as every other refusal.
[[nodiscard]] base::InputError parse_failure(const CLI::App& app, const CLI::Error& error);

}  // namespace vesikin::cli
