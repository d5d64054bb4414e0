#include "vesikin/format/manifest.hpp"

#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

/// What only a simulation has to say.
nlohmann::json run_object(const Manifest& manifest) {
    return {{"complete", manifest.is_complete},
            {"resumed", manifest.is_resumed},
            {"seed", manifest.seed},
            {"population", manifest.population},
            {"solver", manifest.solver},
            {"instruction_set", manifest.instruction_set},
            {"relative_tolerance", manifest.solver_settings.relative_tolerance},
            {"absolute_tolerance", manifest.solver_settings.absolute_tolerance},
            {"baseline_method",
             manifest.solver_settings.baseline == simulation::BaselineMethod::steady_state
                 ? "steady_state"
                 : "long_run"},
            {"threads", manifest.threads},
            {"wall_time_second", manifest.wall_time_second},
            {"started_utc", manifest.started_utc}};
}

}  // namespace

nlohmann::json manifest_object(const Manifest& manifest) {
    nlohmann::json inputs = nlohmann::json::array();
    for (const InputFile& file : manifest.inputs) {
        inputs.push_back({{"path", file.path}, {"sha256", file.sha256}});
    }
    nlohmann::json object{{"program", manifest.program},
                          {"version", manifest.version},
                          {"command", manifest.command},
                          {"purpose", intended_use},
                          {"inputs", inputs}};
    if (manifest.has_simulated()) {
        object.update(run_object(manifest));
    }
    if (!manifest.command_words.empty()) {
        object["command_words"] = manifest.command_words;
    }
    if (!manifest.outputs.empty()) {
        nlohmann::json& outputs = object["outputs"] = nlohmann::json::array();
        for (const OutputFile& file : manifest.outputs) {
            outputs.push_back({{"name", file.name}, {"sha256", file.sha256}});
        }
    }
    return object;
}

double seconds_since_start(const Manifest& manifest) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - manifest.began).count();
}

void commit_results(ResultSet& results, Manifest manifest) {
    manifest.outputs = results.outputs();
    manifest.wall_time_second = seconds_since_start(manifest);
    results.commit(manifest_json(manifest));
}

std::string manifest_json(const Manifest& manifest) {
    return json_text(manifest_object(manifest));
}

}  // namespace vesikin::format
