// Laws of delivery for many drawn people.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "support/delivery_fixture.hpp"

namespace vesikin {
namespace {

using simulation::Measure;
using tests::measure;
using tests::SessionChoice;

simulation::DeliveryPerson drawn(const simulation::DeliveryPlan& plan) {
    const auto person = *rc::gen::inRange<std::uint64_t>(0, 1000000);
    const auto world = *rc::gen::inRange<std::uint64_t>(0, 1000000);
    return {*rc::gen::element(catalogue::Sex::female, catalogue::Sex::male),
            population::draw_delivery(plan.route->parameters,
                                      {.seed = 11, .person = person, .world = world})};
}

SessionChoice any_session() {
    const auto condition = *rc::gen::inRange(0, 3);
    const auto site = *rc::gen::element<std::string>("face", "trunk", "arms", "hands");
    return {.way = *rc::gen::elementOf(tests::all_ways),
            .site = site,
            .condition = static_cast<delivery::SkinCondition>(condition)};
}

RC_GTEST_PROP(DeliveryPropertyTest, DoseIsKeptForEveryWay, ()) {
    const auto plan = any_session().plan();
    const auto person = drawn(plan);
    const auto course = tests::simulate_one(plan, person);
    RC_ASSERT(measure(course, Measure::balance_error) < 1e-9);
    const double true_count = person.parameters[0];
    for (const auto& places : course.places) {
        double sum = 0.0;
        for (const double share : places) {
            sum += share;
        }
        RC_ASSERT(std::abs(sum / true_count - 1.0) < 1e-9);
    }
}

RC_GTEST_PROP(DeliveryPropertyTest, NothingIsNegativeBeyondTheMethodsError, ()) {
    const auto plan = any_session().plan();
    const auto course = tests::simulate_one(plan, drawn(plan));
    for (const auto& places : course.places) {
        for (const double share : places) {
            RC_ASSERT(share > -1e-9);
        }
    }
    RC_ASSERT(measure(course, Measure::open_area) >= 0.0);
    RC_ASSERT(measure(course, Measure::open_area) <= 1.0);
    RC_ASSERT(measure(course, Measure::covered_area) <= 1.0);
}

RC_GTEST_PROP(DeliveryPropertyTest, ParticlesScaleWithTheDose, ()) {
    SessionChoice choice = any_session();
    choice.settings = {{"label_count", 1e9}};
    const auto plan = choice.plan();
    const auto person = drawn(plan);
    const double one = measure(tests::simulate_one(plan, person), Measure::dermis_per_cm2);
    choice.settings = {{"label_count", 7e9}};
    const double seven =
        measure(tests::simulate_one(choice.plan(), person), Measure::dermis_per_cm2);
    RC_ASSERT(std::abs(seven - 7.0 * one) <= 1e-12 * std::abs(seven));
}

}  // namespace
}  // namespace vesikin
