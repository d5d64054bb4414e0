// The comparison by several threads, small enough for the sanitizers.
#include "vesikin/service/compare.hpp"

#include <gtest/gtest.h>

namespace vesikin::service {
namespace {

trial::ComparisonAnswer compare_by(unsigned threads) {
    CompareRequest request;
    request.installation.data_folder = VESIKIN_DATA_FOLDER;
    request.ways = {"dermapen", "iv_push"};
    request.patients = 10;
    request.worlds = 10;
    request.delivery_people = 2;
    request.options.threads = threads;
    return compare(request)->answer;
}

TEST(CompareTest, ThreadsChangeNothing) {
    const trial::ComparisonAnswer one = compare_by(1);
    const trial::ComparisonAnswer three = compare_by(3);
    ASSERT_EQ(one.arms.size(), 4U);
    ASSERT_EQ(three.arms.size(), one.arms.size());
    for (std::size_t arm = 0; arm < one.arms.size(); ++arm) {
        const trial::ArmAnswer& a = one.arms[arm];
        const trial::ArmAnswer& b = three.arms[arm];
        EXPECT_EQ(a.cargo_per_cell, b.cargo_per_cell) << a.name;
        EXPECT_EQ(a.immune_cargo_per_cell, b.immune_cargo_per_cell) << a.name;
        EXPECT_EQ(a.reached_label_frac, b.reached_label_frac) << a.name;
        ASSERT_EQ(a.visits.size(), b.visits.size());
        for (std::size_t visit = 0; visit < a.visits.size(); ++visit) {
            for (std::size_t i = 0; i < trial::reading_count; ++i) {
                const trial::Band& x = a.visits[visit].readings_over_dummy[i];
                const trial::Band& y = b.visits[visit].readings_over_dummy[i];
                EXPECT_EQ(x.median, y.median) << a.name << " visit " << visit << " reading " << i;
                EXPECT_EQ(x.p05, y.p05) << a.name << " visit " << visit << " reading " << i;
                EXPECT_EQ(x.p95, y.p95) << a.name << " visit " << visit << " reading " << i;
            }
        }
    }
}

}  // namespace
}  // namespace vesikin::service
