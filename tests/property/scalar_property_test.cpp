// The plain scalar integrator and the lanes of the batched kernel are two users of one step: they
// must agree.
#include <gtest/gtest.h>

#include "support/solver_cases.hpp"
#include "vesikin/ode/rosenbrock_integrator.hpp"
#include "vesikin/simulation/model_system.hpp"

namespace vesikin::tests {
namespace {

TEST(ScalarIntegrator, AgreesWithEveryLane) {
    const auto patients = draw_patients(21, 24);
    const CorePlan plan = shipped_plan();
    const simulation::SolverSettings lanes = settings(1e-6, 1e-8);
    const Trajectories block = solve("batched", patients, plan, lanes);
    using Input = simulation::ConstantInput<double>;
    using System = simulation::ModelSystem<double, double, Input>;
    for (std::size_t row = 0; row < patients.size(); ++row) {
        for (std::size_t course = 0; course < plan.courses.size(); ++course) {
            const Input input{plan.courses[course].phases.front().effects};
            const auto start = std::apply(
                [](const auto&... entry) {
                    return std::array<double, disease::state_count>{entry...};
                },
                disease::state_entries(block.baseline(row)));
            const auto result = ode::integrate<ode::Rodas5P>(
                System{patients[row], input}, start, 0.0, plan.visit_day.back(),
                {.relative_tolerance = 1e-9, .absolute_tolerance = 1e-11, .first_step = 0.01});
            ASSERT_TRUE(result.is_finished);
            disease::State<double> state{};
            std::size_t i = 0;
            std::apply([&](auto&... entry) { ((entry = result.state[i++]), ...); },
                       disease::state_entries(state));
            EXPECT_LE(distance_in_tolerances(block.at(row, course, plan.visit_day.size() - 1),
                                             state, lanes),
                      1.0);
        }
    }
}

}  // namespace
}  // namespace vesikin::tests
