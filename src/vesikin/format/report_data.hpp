// Pieces shared by the reports: the frame every report has, the manifest, and putting JSON into the
// page. For the .cpp files of this layer only, because it shows the JSON library.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/trial_files.hpp"

namespace vesikin::format {

[[nodiscard]] nlohmann::json manifest_object(const Manifest& manifest);

/// A file of JSON. Paths and names need not be UTF-8: what is not stands as U+FFFD.
[[nodiscard]] std::string json_text(const nlohmann::json& json);

/// Title, notice, model, sources and limitations of a report.
[[nodiscard]] nlohmann::json report_frame(const std::string& title, const std::string& description,
                                          const catalogue::Catalogue& catalogue);

[[nodiscard]] nlohmann::json arm_object(const study::Arm& arm);

/// The page with its data marker replaced by `data`, escaped so that no text in it can end the
/// script element.
[[nodiscard]] std::string fill_report_page(std::string_view page, const nlohmann::json& data);

}  // namespace vesikin::format
