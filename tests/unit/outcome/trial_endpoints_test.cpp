// Endpoints of trials against numbers worked out by hand.
#include "vesikin/outcome/trial_endpoints.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "support/by_hand.hpp"

namespace vesikin::outcome {
namespace {

using tests::normal_below;

/// A model with nothing but a layer.
const catalogue::Catalogue& model() {
    static const catalogue::Catalogue made = [] {
        catalogue::TrialLayer layer;
        layer.fluctuation_sd = 0.5;
        layer.iga_easi = 2.0;
        layer.iga_spread = 0.4;
        layer.iga_by_own = 0.0;
        layer.itch_fluctuation_sd = 2.0;
        return tests::model_with(layer);
    }();
    return made;
}

/// Two people, three visits; the second one weighs three times as much.
ArmCourse two_people() {
    const auto visit = [](double own_easi, double share, double itch, double stays) {
        return care::SeenVisit{.easi = own_easi * share,
                               .easi_share = share,
                               .fluctuates = share < 1.0,
                               .itch = itch,
                               .stays_frac = stays};
    };
    ArmCourse course;
    course.visit_day = {0.0, 56.0, 112.0};
    course.weight = {0.25, 0.75};
    course.visits = {visit(20.0, 1.0, 8.0, 1.0), visit(20.0, 0.5, 5.0, 0.9),
                     visit(20.0, 0.1, 2.0, 0.8), visit(40.0, 1.0, 6.0, 1.0),
                     visit(40.0, 0.8, 5.0, 0.7), visit(40.0, 0.6, 5.0, 0.5)};
    course.model = &model();
    course.noise = care::VisitNoise(model().layer->layer);
    return course;
}

EndpointValue read(const char* name, const ArmCourse& course, std::size_t visit = 2,
                   Subset subset = Subset::everyone) {
    return find_endpoint(name)->read(
        {.course = course, .visit = visit, .first_visit = 1, .subset = subset});
}

TEST(TrialEndpointsTest, RespondersAreThoseWhoStayAndFallBelowTheShare) {
    const double first = normal_below((std::log(0.25) - (std::log(0.1) - 0.125)) / 0.5);
    const double second = normal_below((std::log(0.25) - (std::log(0.6) - 0.125)) / 0.5);
    const double expected = 0.25 * 0.8 * first + 0.75 * 0.5 * second;
    EXPECT_NEAR(read("EASI75_pct", two_people()).mean, 100.0 * expected, 1e-9);
    EXPECT_NEAR(read("EASI75_pct", two_people()).person_sd,
                100.0 * std::sqrt(expected * (1.0 - expected)), 1e-9);
}

TEST(TrialEndpointsTest, ChangesAreMeansOfThoseWhoStay) {
    const double all = 0.25 * 0.8 + 0.75 * 0.5;
    EXPECT_NEAR(read("EASI_pct_change", two_people()).mean,
                100.0 * (0.2 * (0.1 - 1.0) + 0.375 * (0.6 - 1.0)) / all, 1e-9);
    EXPECT_NEAR(read("EASI_abs_mean", two_people()).mean,
                (0.2 * 20.0 * 0.1 + 0.375 * 40.0 * 0.6) / all, 1e-9);
    EXPECT_NEAR(read("NRS_abs_change", two_people()).mean, (0.2 * -6.0 + 0.375 * -1.0) / all, 1e-9);
    EXPECT_NEAR(read("NRS_pct_change", two_people()).mean,
                100.0 * (0.2 * -6.0 + 0.375 * -1.0) / all / (0.25 * 8.0 + 0.75 * 6.0), 1e-9);
}

TEST(TrialEndpointsTest, ClearIsJudgedOnTheEasiItself) {
    const double sd = std::hypot(0.5, 0.4);
    const double first = normal_below((std::log(2.0) - (std::log(2.0) - 0.125)) / sd);
    const double second = normal_below((std::log(2.0) - (std::log(24.0) - 0.125)) / sd);
    EXPECT_NEAR(read("IGA01_pct", two_people()).mean, 100.0 * (0.2 * first + 0.375 * second), 1e-9);
}

TEST(TrialEndpointsTest, ThoseNotClearWeighByBeingNotClear) {
    const double sd = std::hypot(0.5, 0.4);
    const auto clear = [&](double easi) {
        return normal_below((std::log(2.0) - (std::log(easi) - 0.125)) / sd);
    };
    const auto responds = [](double share) {
        return normal_below((std::log(0.25) - (std::log(share) - 0.125)) / 0.5);
    };
    const double first = 0.25 * (1.0 - clear(2.0));
    const double second = 0.75 * (1.0 - clear(24.0));
    const double share = (first * 0.8 * (responds(0.1) - clear(2.0)) / (1.0 - clear(2.0)) +
                          second * 0.5 * (responds(0.6) - clear(24.0)) / (1.0 - clear(24.0))) /
                         (first + second);
    EXPECT_NEAR(read("EASI75_pct", two_people(), 2, Subset::not_clear).mean, 100.0 * share, 1e-9);
}

TEST(TrialEndpointsTest, ThoseNotClearDoWorseThanEverybody) {
    EXPECT_LT(read("EASI75_pct", two_people(), 2, Subset::not_clear).mean,
              read("EASI75_pct", two_people()).mean);
    EXPECT_GT(read("EASI_pct_change", two_people(), 2, Subset::not_clear).mean,
              read("EASI_pct_change", two_people()).mean);
}

TEST(TrialEndpointsTest, RespondersOfTheFirstPartAreFollowed) {
    const auto responds = [](double share) {
        return normal_below((std::log(0.25) - (std::log(share) - 0.125)) / 0.5);
    };
    const double first = 0.25 * 0.9 * responds(0.5);
    const double second = 0.75 * 0.7 * responds(0.8);
    const double kept =
        (first * 0.8 / 0.9 * responds(0.1) + second * 0.5 / 0.7 * responds(0.6)) / (first + second);
    EXPECT_NEAR(read("EASI75_pct_of_w16_responders", two_people()).mean, 100.0 * kept, 1e-9);
    EXPECT_NEAR(read("EASI_pct_change_diff_vs_rerandomisation", two_people()).mean,
                100.0 * (first * 0.8 / 0.9 * 0.4 + second * 0.5 / 0.7 * 0.2) /
                    (first * 0.8 / 0.9 + second * 0.5 / 0.7),
                1e-9);
}

TEST(TrialEndpointsTest, AreaUnderTheCourseIsAMedianOverPeople) {
    // Shares 1, 0.5, 0.1: mean 0.525; shares 1, 0.8, 0.6: mean 0.8.
    EXPECT_NEAR(read("mEASI_AUC_pct_of_baseline_median", two_people()).mean, 80.0, 1e-9);
}

TEST(TrialEndpointsTest, NamesAreOnceEachAndMissingOnesHaveAReason) {
    std::set<std::string_view> names;
    for (const TrialEndpoint& endpoint : trial_endpoints()) {
        EXPECT_TRUE(names.insert(endpoint.name).second) << endpoint.name;
        EXPECT_FALSE(endpoint.label.empty()) << endpoint.name;
        EXPECT_LT(endpoint.lowest(), endpoint.highest()) << endpoint.name;
    }
    EXPECT_EQ(endpoint_key("EASI-75 (%)"), "easi75pct");
    EXPECT_EQ(find_endpoint("EASI 75")->name, "EASI75_pct");
    EXPECT_EQ(find_endpoint("EASI percent change")->name, "EASI_pct_change");
    EXPECT_EQ(find_endpoint("EASI change"), nullptr);  // in percent or in points
    EXPECT_EQ(find_endpoint("SCORAD50_pct"), nullptr);
    EXPECT_FALSE(reason_without("SCORAD50_pct").empty());
}

}  // namespace
}  // namespace vesikin::outcome
