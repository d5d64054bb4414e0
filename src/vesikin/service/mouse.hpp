// Use case: the studies of vesicles in mice, simulated beside what they report.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "vesikin/format/mouse_files.hpp"
#include "vesikin/service/installation.hpp"

namespace vesikin::service {

struct MouseRequest {
    Installation installation;
    study::MouseDesign design;  ///< model and read-outs come from the data
    study::RunControl control;
};

struct MouseAnswer {
    catalogue::MouseCatalogue mouse;
    std::vector<study::MouseRow> rows;
    study::MouseDesign design;  ///< without its model
    format::Manifest manifest;

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::MouseRecord record() const { return {mouse, rows, design, manifest}; }
};

/// Throws InputError for sizes out of range or a bad data file.
[[nodiscard]] MouseAnswer simulate_mice(const MouseRequest& request);

}  // namespace vesikin::service
