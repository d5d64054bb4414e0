// The published mouse studies: directions and dose dependence that nobody here made.
#include <gtest/gtest.h>

#include "support/shipped_knowledge.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/format/data/load_mouse.hpp"
#include "vesikin/service/mouse.hpp"

namespace vesikin::tests {
namespace {

TEST(MouseStudyTest, ModelledAnalytesMoveAsReportedAndMoreWithMore) {
    service::MouseRequest request;
    request.design.animals = 20;
    request.design.worlds = 40;
    const service::MouseAnswer answer = simulate_mice(shipped_knowledge(), request);
    int modelled = 0;
    for (const study::MouseRow& row : answer.rows) {
        if (!row.is_modelled) {
            continue;
        }
        ++modelled;
        EXPECT_EQ(verdict_of(row), study::MouseVerdict::agrees) << row.study << " " << row.analyte;
        // Dose-dependent, as [Shin2020] reports: to a hundredth of a percent.
        for (std::size_t dose = 1; dose < row.change_percent.size(); ++dose) {
            const double less = row.change_percent[dose - 1].median;
            const double more = row.change_percent[dose].median;
            EXPECT_GT((more - less) * (less < 0.0 ? -1.0 : 1.0), -0.01)
                << row.study << " " << row.analyte << " dose " << dose;
        }
        // Not by the middle world alone: 90 % of worlds agree.
        const study::Band& band = row.change_percent.back();
        EXPECT_TRUE(row.reported == catalogue::Direction::down ? band.p95 < 0.0 : band.p05 > 0.0)
            << row.study << " " << row.analyte;
    }
    EXPECT_EQ(modelled, 22);
}

TEST(MouseStudyTest, BothSolversAgree) {
    service::MouseRequest request;
    request.design.animals = 4;
    request.design.worlds = 10;
    const auto fast = simulate_mice(shipped_knowledge(), request);
    request.control.solver = "cvode";
    const auto slow = simulate_mice(shipped_knowledge(), request);
    constexpr double percent = 0.01;  // a hundred of the solvers' relative tolerances
    for (std::size_t i = 0; i < fast.rows.size(); ++i) {
        for (std::size_t dose = 0; dose < fast.rows[i].change_percent.size(); ++dose) {
            EXPECT_NEAR(fast.rows[i].change_percent[dose].median,
                        slow.rows[i].change_percent[dose].median, percent);
        }
    }
}

}  // namespace
}  // namespace vesikin::tests
