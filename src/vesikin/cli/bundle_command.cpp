#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/study_options.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/pack_data.hpp"

namespace vesikin::cli {

namespace {

struct BundleOptions {
    std::string out_file;
    SharedOptions shared;
};

int run_bundle(const BundleOptions& options) {
    const format::Texts words = options.shared.texts("bundle");
    const service::PackedData packed = service::pack_data(options.shared.knowledge());
    print("{}\n", words.fill("checked", {{"files", fmt::format("{}", packed.files)}}));
    if (!options.out_file.empty()) {
        format::write_text_file(options.out_file, packed.bundle);
        print_files(words, {options.out_file});
    }
    return success;
}

}  // namespace

RegisteredCommand add_bundle_command(CLI::App& app) {
    const auto options = std::make_shared<BundleOptions>();
    CLI::App* command = app.add_subcommand(
        "bundle", "Check all data files, and put them into one file that is read at once");
    command->add_option("--out", options->out_file, "The file; every command takes it as --data");
    add_shared_options(*command, options->shared);
    command->footer(
        "Examples:\n"
        "  vesikin bundle --data my_data\n"
        "  vesikin bundle --out vesikin.bundle\n"
        "  vesikin compare --data vesikin.bundle");
    return {command, [options] { return run_bundle(*options); }};
}

}  // namespace vesikin::cli
