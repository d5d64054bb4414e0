// Studies of vesicles in mice, simulated: the rows as a table and as the answer in JSON.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "vesikin/catalogue/mouse.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/study/mouse_study.hpp"

namespace vesikin::format {

/// What the answer is made from; its parts outlive it.
struct MouseRecord {
    const catalogue::MouseCatalogue& mouse;
    std::span<const study::MouseRow> rows;
    const study::MouseDesign& design;
    const Manifest& manifest;

    /// How many rows have each verdict.
    [[nodiscard]] std::array<std::size_t, study::mouse_verdict_names.size()> verdicts() const;
};

/// One row per study, route, analyte and dose. An analyte that is not in the model has none.
[[nodiscard]] std::string mouse_csv(const MouseRecord& record);

/// The answer, as docs/api/mouse.answer.schema.json has it.
[[nodiscard]] std::string mouse_json(const MouseRecord& record);

}  // namespace vesikin::format
