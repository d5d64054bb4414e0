#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/server/serve.hpp"

namespace vesikin::cli {

namespace {

struct ServeOptions {
    server::ServeOptions server;
    SharedOptions shared;
    bool logs = false;
};

int run_serve(ServeOptions& options) {
    const service::Knowledge& knowledge = options.shared.knowledge();
    const format::Texts words = options.shared.texts("serve");
    server::ServeOptions& server = options.server;
    server.share = installed_share();
    const std::string host =
        server.address.find(':') == std::string::npos ? server.address : "[" + server.address + "]";
    server.on_listening = [&](std::uint16_t port) {
        print("{}\n",
              words.fill("listening", {{"address", fmt::format("http://{}:{}/", host, port)}}));
        flush_output();
    };
    if (options.logs) {
        server.on_request = [](const std::string& line) { print_error("{}\n", line); };
    }
    server::serve(knowledge, server);
    return success;
}

}  // namespace

RegisteredCommand add_serve_command(CLI::App& app) {
    const auto options = std::make_shared<ServeOptions>();
    CLI::App* command = app.add_subcommand(
        "serve", "Show the page to a browser on this machine, and answer questions as JSON");
    add_number(*command, "--port", options->server.port, "Port; 0 for any that is free");
    command->add_option("--address", options->server.address,
                        "Address to listen at; only this machine by default");
    command->add_flag("--log", options->logs,
                      "A line on standard error for each request, without what was asked");
    add_shared_options(*command, options->shared);
    command->footer(
        "Examples:\n"
        "  vesikin serve\n"
        "  vesikin serve --port 0 --log");
    return {command, [options] { return run_serve(*options); }};
}

}  // namespace vesikin::cli
