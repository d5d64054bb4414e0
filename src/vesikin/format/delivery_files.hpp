// Text of what a delivery question ends in: a tidy table, the answer in JSON and its page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/format/page_parts.hpp"
#include "vesikin/simulation/delivery_course.hpp"
#include "vesikin/study/delivery_study.hpp"

namespace vesikin::format {

struct DeliveredWay {
    simulation::DeliveryPlan plan;
    study::DeliveryAnswer answer;
};

struct DeliveryRecord {
    const catalogue::DeliveryCatalogue& catalogue;
    const std::vector<DeliveredWay>& ways;
    const study::DeliveryStudy& study;
    const Manifest& manifest;
};

/// One row per way, quantity, name, time and depth: way, quantity, name, unit, time_hour,
/// depth_top_um, depth_bottom_um, median, p05, p95, people_p05, people_p95, world_p05, world_p95.
/// Cells that do not apply are empty.
[[nodiscard]] std::string delivery_csv(const DeliveryRecord& record);

/// The answer, as docs/api/deliver.answer.schema.json has it.
[[nodiscard]] std::string delivery_json(const DeliveryRecord& record);

/// The answer in the page that shows it.
[[nodiscard]] std::string delivery_page(const DeliveryRecord& record, const PageParts& parts);

}  // namespace vesikin::format
