// Use case: the studies of vesicles in mice, simulated beside what they report.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "vesikin/format/mouse_files.hpp"
#include "vesikin/service/knowledge.hpp"

namespace vesikin::service {

struct MouseRequest {
    std::vector<std::string> command_words;  ///< that ask the same again
    study::MouseDesign design;               ///< model and read-outs come from the data
    study::RunControl control;
};

struct MouseAnswer {
    const catalogue::MouseCatalogue& mouse;  ///< of the knowledge
    std::vector<study::MouseRow> rows{};
    study::MouseDesign design;  ///< without its model
    format::Manifest manifest;  ///< says also whether the run is complete

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::MouseRecord record() const { return {mouse, rows, design, manifest}; }
};

/// Throws InputError for sizes out of range or a bad data file. A cancelled run is an answer that
/// is not complete.
[[nodiscard]] MouseAnswer simulate_mice(const Knowledge& knowledge, const MouseRequest& request);

}  // namespace vesikin::service
