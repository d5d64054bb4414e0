// The answer of a comparison on one screen: a sentence, and a row per arm. Terminal, page and JSON
// show the same cells.
#pragma once

#include <string>
#include <vector>

#include "vesikin/format/comparison_files.hpp"

namespace vesikin::format {

/// One arm at the clock. Texts are in the language of the record.
struct GlanceRow {
    std::size_t arm = 0;
    std::string label;
    std::string contains;  ///< what the arm is made of
    std::string easi;      ///< of treated skin, with its band over worlds
    std::string shares;    ///< of 100 worlds: lighter, no difference, heavier
    std::string flare;     ///< people of 100
    std::string cost;
    std::string cost_detail;  ///< of one session, beside `cost` where there is room; may be empty
    std::string pain;
    std::string downtime;
    std::string active;  ///< whether the article allows it on active skin

    static constexpr std::size_t shares_cell = 1;

    /// What follows the label, in the order of the header.
    [[nodiscard]] std::vector<std::string> cells() const {
        return {easi, shares, flare, cost, pain, downtime, active};
    }
};

struct Glance {
    std::string headline;
    std::string standard_line;  ///< standard care beside it; empty where there is none
    std::vector<std::string> header;
    std::vector<GlanceRow> rows;     ///< standard care first, then dummy and nothing, then the ways
    std::vector<std::string> notes;  ///< how to read it
};

[[nodiscard]] Glance comparison_glance(const ComparisonRecord& record);

/// What an arm is made of, beside its name.
[[nodiscard]] std::string contents_of(const ComparisonRecord& record, std::size_t arm);

}  // namespace vesikin::format
