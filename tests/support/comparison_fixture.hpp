// A comparison with numbers given by hand: four ways, two arms of standard care, one visit.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/delivery_fixture.hpp"
#include "support/layer_fixture.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/format/comparison_files.hpp"

namespace vesikin::tests {

using study::WorldShares;

inline const std::vector<study::Reading>& readings() {
    static const auto all = study::comparison_readings(layer_catalogue());
    return all;
}

/// An arm whose EASI is 14 at the start and then this, with a band of one to either side.
inline study::ArmAnswer arm_with(const char* name, double easi, WorldShares shares = {.same = 1.0},
                                 double flare = 0.0) {
    study::ArmAnswer arm;
    arm.name = name;
    arm.shares_at_clock = shares;
    for (const double now : {14.0, easi}) {
        study::ArmVisit visit;
        visit.markers.assign(outcome::all_markers().size(), {});
        visit.readings.assign(readings().size(), {});
        visit.markers[outcome::easi_marker] = {now, now - 1.0, now + 1.0};
        arm.visits.push_back(visit);
    }
    const std::size_t place = readings().size() - 1;
    EXPECT_EQ(readings()[place].name, study::flare);
    arm.visits[1].readings[place] = {flare, flare, flare};
    return arm;
}

class ComparisonRecordTest : public ::testing::Test {
  protected:
    ComparisonRecordTest() {
        for (const char* way : {"iv_push", "iv_drip", "stamp", "dermapen"}) {
            plans_.push_back(SessionChoice{
                .way = way, .area_cm2 = std::string_view(way).starts_with("iv") ? 0.0 : 50.0}
                                 .plan());
        }
        for (const simulation::DeliveryPlan& plan : plans_) {
            design_.ways.push_back(
                {.plan = &plan,
                 .sessions = {.count = 4, .interval_day = 21.0},
                 .treated_weight = plan.route->name.starts_with("iv") ? 1.0 : 0.03});
        }
        design_.model = &layer_catalogue();
        design_.visit_day = {84.0};
        design_.standards = {{.drug = "topical_steroid", .regimen = "strong"},
                             {.drug = "dupilumab", .regimen = "adult"}};
        answer_.readings = readings();
        answer_.baseline_easi = 14.0;
        answer_.arms = {arm_with("untreated", 14.0, {.heavier = 1.0}),
                        arm_with("dummy", 11.0),
                        arm_with("topical_steroid", 4.0, {.lighter = 1.0}),
                        arm_with("dupilumab", 2.9, {.lighter = 1.0}),
                        arm_with("iv_push", 11.0),
                        arm_with("iv_drip", 11.0),
                        arm_with("stamp", 11.0),
                        arm_with("dermapen", 11.0)};
    }

    void set(std::size_t way, WorldShares shares) {
        answer_.arms[4 + way].shares_at_clock = shares;
    }

    /// What the writers get. Valid until the next call.
    [[nodiscard]] format::ComparisonRecord record(const char* language = "en", bool is_calm = false,
                                                  std::optional<std::string> care_drug = {}) {
        texts_ = format::load_texts(shipped_data(), language, {"comparison"});
        return {
            design_,   answer_, shipped_delivery(), shipped_vesicles(), shipped_evidence(), texts_,
            manifest_, is_calm, care_drug};
    }

    std::vector<simulation::DeliveryPlan> plans_;
    study::ComparisonDesign design_;
    study::ComparisonAnswer answer_;
    format::Texts texts_;
    format::Manifest manifest_;
};

}  // namespace vesikin::tests
