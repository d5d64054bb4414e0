#include "vesikin/format/data/load_calibration.hpp"

#include <fmt/format.h>

#include <limits>
#include <sstream>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

analysis::StagePlan read_stage(TableReader& table) {
    analysis::StagePlan stage;
    stage.name = table.text("name");
    if (table.has("drugs")) {
        stage.drugs = table.texts("drugs");
    }
    stage.has_placebo = table.has("placebo") && table.boolean("placebo");
    if (table.has("endpoints")) {
        stage.endpoints = table.texts("endpoints");
    }
    stage.descent.starts = static_cast<std::size_t>(table.integer("starts", 1, 1000));
    stage.descent.evaluations =
        static_cast<std::size_t>(table.integer("evaluations", 5, 1'000'000));
    for (TableReader& row : table.tables("number")) {
        analysis::FreeNumber number;
        number.name = row.text("name");
        number.lower = row.number("lower", {1e-12, 1e12});
        number.upper = row.number("upper", {number.lower, 1e12});
        number.start = row.number("start", {number.lower, number.upper});
        row.refuse_unknown_keys();
        stage.numbers.push_back(std::move(number));
    }
    if (stage.numbers.empty()) {
        table.problem("number", base::message("none"), base::message("at least one free number"));
    }
    table.refuse_unknown_keys();
    return stage;
}

}  // namespace

analysis::CalibrationPlan read_calibration_plan(TableReader root) {
    check_schema(root);
    analysis::CalibrationPlan plan;
    plan.model = root.text("model");
    plan.seed = static_cast<std::uint64_t>(
        root.integer("seed", 0, std::numeric_limits<std::int64_t>::max()));
    plan.pool_people = static_cast<std::uint64_t>(root.integer("pool_people", 50, 10'000'000));
    plan.people = static_cast<std::size_t>(root.integer("people", 10, 1'000'000));
    plan.posterior_draws = static_cast<std::size_t>(root.integer("posterior_draws", 0, 1'000'000));
    plan.error = read_row_error(root, "error");
    for (TableReader& table : root.tables("stage")) {
        plan.stages.push_back(read_stage(table));
    }
    root.refuse_unknown_keys();
    return plan;
}

analysis::CalibrationPlan load_calibration_plan(const std::filesystem::path& path,
                                                const Units& units) {
    const DataFile file = read_named_file(path, units);
    analysis::CalibrationPlan plan = read_calibration_plan(file.root());
    file.throw_if_any();
    return plan;
}

}  // namespace vesikin::format
