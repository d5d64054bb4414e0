// The shipped numbers come from the shipped plan and rows: each stage, evaluated where its fit
// ended, has the misfit and the rows that the shipped files record.
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>

#include "support/layer_fixture.hpp"
#include "support/shipped_data.hpp"
#include "vesikin/analysis/calibration.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/load_calibration.hpp"

namespace vesikin::tests {
namespace {

/// The misfit of a stage at the shipped numbers; `before` has those of the stages before it.
double misfit_at_shipped_numbers(const analysis::CalibrationPlan& plan, std::size_t index,
                                 const catalogue::Catalogue& before) {
    analysis::CalibrationPlan one = plan;
    one.stages = {plan.stages[index]};
    for (analysis::FreeNumber& number : one.stages[0].numbers) {
        number.start = *catalogue::find_number(layer_catalogue(), number.name);
    }
    std::atomic<bool> is_enough{false};
    study::FinishedWork work;
    work.on_new([&](const study::WorkKey&, const std::vector<double>&) { is_enough = true; });
    analysis::CalibrationOptions options;
    options.control = {.solver_settings = settings(1e-4, 1e-6),
                       .threads = 2,
                       .cancel = &is_enough,
                       .finished_work = &work};
    options.control.solver_settings.baseline_seed = before.model.seed();
    catalogue::Catalogue known = before;
    return analysis::calibrate(one, shipped_trials().rows, shipped_rules(), known, options)
        .at(0)
        .misfit_before;
}

/// Mean squared residual over its error of the rows recorded for a stage.
double recorded_misfit(const std::string& stage) {
    static const format::CsvTable rows = format::read_csv(
        std::filesystem::path(VESIKIN_DATA_FOLDER) / "models" / "vesikin" / "calibration_rows.csv");
    double sum = 0.0;
    double count = 0.0;
    for (const std::vector<std::string>& row : rows.rows) {
        if (row.at(0) == stage) {
            sum += std::pow(std::stod(row.back()), 2);
            count += 1.0;
        }
    }
    return sum / count;
}

TEST(ShippedCalibrationTest, IsWhatPlanAndRowsGive) {
    const format::UnitSystem units;
    const analysis::CalibrationPlan plan = format::load_calibration_plan(
        std::filesystem::path(VESIKIN_DATA_FOLDER) / "calibration" / "vesikin.toml", units);
    const auto& stages = layer_catalogue().layer->calibration;
    catalogue::Catalogue before =
        format::load_catalogue(shipped_data(), "vesikin", format::CalibrationUse::ignored);
    ASSERT_EQ(stages.size(), plan.stages.size());
    for (std::size_t index = 0; index < plan.stages.size(); ++index) {
        ASSERT_EQ(stages[index].name, plan.stages[index].name);
        // Residuals are recorded to three digits: half a percent, and twice that of a square.
        const double recorded = recorded_misfit(stages[index].name);
        EXPECT_NEAR(misfit_at_shipped_numbers(plan, index, before), recorded,
                    1e-2 * recorded + 1e-5)
            << stages[index].name;
        for (const catalogue::CalibratedNumber& number : stages[index].numbers) {
            ASSERT_TRUE(catalogue::set_number(before, number.name, number.value));
        }
    }
}

}  // namespace
}  // namespace vesikin::tests
