#include <fmt/format.h>

#include <algorithm>

#include "vesikin/format/csv.hpp"
#include "vesikin/format/validation_files.hpp"

namespace vesikin::format {

namespace {

std::string number(double value) {
    return fmt::format("{:.4g}", value);
}

}  // namespace

std::size_t ValidationRecord::simulated_rows() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        rows, [](const analysis::ValidatedRow& row) { return row.prediction.is_simulated; }));
}

std::string reason_without_prediction(const analysis::ValidatedRow& row) {
    if (!row.reading.reason.empty()) {
        return row.reading.reason;
    }
    return row.prediction.is_simulated ? "" : "stopped before this arm was simulated";
}

std::string validation_csv(const ValidationRecord& record) {
    std::vector<std::string> header = record.table.header;
    header.insert(header.end(), {"simulated", "simulated_lo", "simulated_hi", "inside", "reason",
                                 "simulated_as", "grade"});
    for (const std::string_view name : analysis::reference_names) {
        header.push_back(fmt::format("reference {}", name));
    }
    std::string text = csv_line(header);
    for (std::size_t i = 0; i < record.rows.size(); ++i) {
        const analysis::TrialRow& row = record.table.rows[i];
        const analysis::ValidatedRow& checked = record.rows[i];
        std::vector<std::string> cells = row.cells;
        const bool is_simulated = checked.prediction.is_simulated;
        const auto cell = [&](double value) { return is_simulated ? number(value) : ""; };
        cells.push_back(cell(checked.prediction.value));
        cells.push_back(cell(checked.prediction.low));
        cells.push_back(cell(checked.prediction.high));
        cells.emplace_back(!is_simulated || !row.value     ? ""
                           : checked.is_inside(*row.value) ? "yes"
                                                           : "no");
        cells.push_back(reason_without_prediction(checked));
        cells.push_back(is_simulated ? checked.reading.simulated_as : "");
        cells.emplace_back(analysis::grade_names[static_cast<std::size_t>(checked.grade)]);
        for (const auto& reference : checked.reference) {
            cells.push_back(reference ? number(*reference) : "");
        }
        text += csv_line(cells);
    }
    return text;
}

std::string scores_csv(const ValidationRecord& record) {
    std::vector<std::string> header{"rows_counted",        "endpoint",   "group",  "rows",
                                    "mean_absolute_error", "mean_error", "covered"};
    for (const std::string_view name : analysis::reference_names) {
        header.push_back(fmt::format("rows also predicted by {}", name));
        header.push_back(fmt::format("{} mean_absolute_error", name));
        header.push_back(fmt::format("own mean_absolute_error beside {}", name));
    }
    std::string text = csv_line(header);
    const auto add = [&](const char* which, std::span<const analysis::Score> scores) {
        for (const analysis::Score& score : scores) {
            std::vector<std::string> cells{which,
                                           score.endpoint,
                                           score.group,
                                           fmt::format("{}", score.rows),
                                           number(score.mean_absolute_error),
                                           number(score.mean_error),
                                           number(score.covered_frac)};
            for (const auto& against : score.against) {
                cells.push_back(fmt::format("{}", against.rows));
                cells.push_back(against.rows > 0 ? number(against.reference_error) : "");
                cells.push_back(against.rows > 0 ? number(against.own_error) : "");
            }
            text += csv_line(cells);
        }
    };
    add("all", record.scores);
    add("read, weeks 12 to 24", record.read_scores);
    return text;
}

}  // namespace vesikin::format
