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

RC_GTEST_PROP(DeliveryPropertyTest, OpennessFallsFromOneAndBloodOpensNothing, ()) {
    const auto plan = any_session().plan();
    const auto opening = barrier_opening(tests::simulate_one(plan, drawn(plan)));
    const double end_of_session = 0.1;  // the longest sonication is shorter
    double last = opening(end_of_session);
    RC_ASSERT(last >= 0.0 && last <= 1.0);
    for (double time_day = 2.0 * end_of_session; time_day < 30.0; time_day *= 1.5) {
        const double now = opening(time_day);
        RC_ASSERT(now >= 0.0 && now <= last);
        last = now;
    }
    if (plan.route->name == "iv_push" || plan.route->name == "iv_drip") {
        RC_ASSERT(opening(end_of_session) == 0.0);
    } else {
        RC_ASSERT(opening(end_of_session) > 0.0);
    }
}

RC_GTEST_PROP(DeliveryPropertyTest, BloodSharesTheSkinBetweenTreatedAndUntreated, ()) {
    // What the blood brings to treated and untreated skin adds up to what it brings to all skin.
    SessionChoice choice = any_session();
    choice.way = *rc::gen::element<std::string>("iv_push", "iv_drip");
    const auto plan = choice.plan();
    const auto course = tests::simulate_one(plan, drawn(plan));
    const double rest_cm2 = plan.body->surface_cm2 - plan.session.area_cm2;
    const double all = measure(course, Measure::whole_skin) * plan.session.label_particles;
    const double rest = measure(course, Measure::untreated_per_cm2) * rest_cm2;
    RC_ASSERT(rest > 0.0 && rest < all);
    // What arrived at the treated site by the last output is no more than its share.
    RC_ASSERT(measure(course, Measure::reached_skin) * plan.session.label_particles <=
              (all - rest) * (1.0 + 1e-9));
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
