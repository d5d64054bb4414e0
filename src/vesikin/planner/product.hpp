// Products that a clinic may use: what the label says, and what it leaves open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vesikin/catalogue/label.hpp"
#include "vesikin/catalogue/provenance.hpp"

namespace vesikin::planner {

/// Particles of one session by the label.
struct LabelCount {
    double typical = 0.0;
    double lowest = 0.0;
    double highest = 0.0;
};

struct Product {
    std::string name;
    catalogue::Label label;
    catalogue::Label cells;                   ///< that it comes from
    std::optional<LabelCount> label_count{};  ///< nothing where no count is given
    catalogue::Label count_meaning;
    catalogue::Label purity;
    std::vector<catalogue::Label> certified;
    std::vector<catalogue::Label> not_certified;
    catalogue::Provenance provenance;
};

}  // namespace vesikin::planner
