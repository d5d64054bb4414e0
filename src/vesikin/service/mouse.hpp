// Use case: the studies of vesicles in mice, simulated beside what they report.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "vesikin/catalogue/mouse.hpp"
#include "vesikin/service/installation.hpp"
#include "vesikin/study/mouse_study.hpp"

namespace vesikin::service {

struct MouseRequest {
    Installation installation;
    study::MouseDesign design;  ///< model and read-outs come from the data
    study::RunControl control;
};

struct MouseAnswer {
    catalogue::MouseCatalogue mouse;
    std::vector<study::MouseRow> rows;
};

/// Throws InputError for sizes out of range or a bad data file.
[[nodiscard]] MouseAnswer simulate_mice(const MouseRequest& request);

}  // namespace vesikin::service
