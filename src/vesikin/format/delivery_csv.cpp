#include <fmt/format.h>

#include "vesikin/base/units.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/delivery_files.hpp"

namespace vesikin::format {

namespace {

/// The cells in front of the numbers.
struct RowHead {
    std::string way;
    std::string quantity;
    std::string name;
    std::string unit;
    std::string time_hour;
    std::string top_um;
    std::string bottom_um;
};

std::string row(const RowHead& head, const study::SpreadSummary& s) {
    std::vector<std::string> cells{head.way,       head.quantity, head.name,     head.unit,
                                   head.time_hour, head.top_um,   head.bottom_um};
    for (const double value :
         {s.median, s.p05, s.p95, s.people_p05, s.people_p95, s.world_p05, s.world_p95}) {
        cells.push_back(fmt::format("{:.6g}", value));
    }
    return csv_line(cells);
}

std::string rows_of(const DeliveredWay& way) {
    std::string text;
    const std::string& name = way.plan.route->name;
    for (std::size_t i = 0; i < simulation::measure_count; ++i) {
        text += row({name, "measure", std::string(simulation::measure_names[i]),
                     std::string(simulation::measure_units[i]), "", "", ""},
                    way.answer.measures[i]);
    }
    for (std::size_t t = 0; t < way.plan.output_day.size(); ++t) {
        const std::string hour =
            fmt::format("{:.6g}", way.plan.output_day[t] * base::hours_per_day);
        for (std::size_t i = 0; i < simulation::place_count; ++i) {
            text += row({name, "share_of_label", std::string(simulation::place_names[i]), "1", hour,
                         "", ""},
                        way.answer.places[t][i]);
        }
        text += row({name, "plasma", "plasma", "particles/ml", hour, "", ""},
                    way.answer.plasma_per_ml[t]);
        for (std::size_t i = 0; i < simulation::depth_bins; ++i) {
            const double top_um =
                static_cast<double>(i) * simulation::depth_bin_cm * base::um_per_cm;
            text +=
                row({name, "free_share_of_label", "depth", "1", hour, fmt::format("{:.6g}", top_um),
                     fmt::format("{:.6g}", top_um + simulation::depth_bin_cm * base::um_per_cm)},
                    way.answer.depths[t][i]);
        }
    }
    for (const study::VarianceShare& share : way.answer.variance) {
        text += csv_line({name, "variance_share_of_dermis_per_cm2", share.parameter, "1", "", "",
                          "", fmt::format("{:.6g}", share.share_frac), "", "", "", "", "", ""});
    }
    return text;
}

}  // namespace

std::string delivery_csv(const DeliveryRecord& record) {
    std::string text =
        csv_line({"way", "quantity", "name", "unit", "time_hour", "depth_top_um", "depth_bottom_um",
                  "median", "p05", "p95", "people_p05", "people_p95", "world_p05", "world_p95"});
    for (const DeliveredWay& way : record.ways) {
        text += rows_of(way);
    }
    return text;
}

}  // namespace vesikin::format
