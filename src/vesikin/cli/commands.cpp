#include "vesikin/cli/commands.hpp"

#include <filesystem>

namespace vesikin::cli {

std::vector<RegisteredCommand> add_commands(CLI::App& app) {
    return {
        add_compare_command(app), add_evidence_command(app), add_deliver_command(app),
        add_mouse_command(app),   add_trial_command(app),    add_patient_command(app),
        add_model_command(app),   add_validate_command(app), add_calibrate_command(app),
    };
}

service::Installation find_installation(const std::string& data_folder) {
    std::error_code
        ignored;  // without /proc the folder is simply not found, and the loader says so
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const std::filesystem::path share = program.parent_path().parent_path() / "share" / "vesikin";
    return {
        .data_folder = data_folder.empty() ? share / "data" : std::filesystem::path(data_folder),
        .report_page = share / "report.html"};
}

}  // namespace vesikin::cli
