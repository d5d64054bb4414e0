// The shipped catalogue and small helpers that many tests need.
#pragma once

#include <filesystem>
#include <string>

#include "support/shipped_data.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::tests {

/// The catalogue of the published model, loaded once per test program.
inline const catalogue::Catalogue& shipped_catalogue() {
    static const catalogue::Catalogue catalogue =
        format::load_catalogue(shipped_data(), "miyano2021");
    return catalogue;
}

inline study::TrialDesign shipped_trial() {
    return format::load_trial(
        std::filesystem::path(VESIKIN_DATA_FOLDER) / "trials" / "miyano2021.toml",
        shipped_catalogue(), shipped_data().units());
}

/// Settings with the model's seed state and these tolerances.
inline simulation::SolverSettings settings(double relative_tolerance, double absolute_tolerance) {
    simulation::SolverSettings settings;
    settings.relative_tolerance = relative_tolerance;
    settings.absolute_tolerance = absolute_tolerance;
    settings.baseline_seed = shipped_catalogue().model.seed();
    return settings;
}

/// A folder of its own for one test, removed at the end.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "vesikin-test-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace vesikin::tests
