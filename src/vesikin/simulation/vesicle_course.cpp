#include "vesikin/simulation/vesicle_course.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/base/slots.hpp"
#include "vesikin/ode/rosenbrock_integrator.hpp"
#include "vesikin/simulation/amount_system.hpp"

namespace vesikin::simulation {

namespace {

constexpr std::array<double, 8> looks_day{0.05, 0.125, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0};

using VesicleSystem = AmountSystem<VesicleBlock>;

ActingCargo higher(const ActingCargo& a, const ActingCargo& b) {
    return {std::max(a.skin, b.skin), std::max(a.immune, b.immune)};
}

ActingCargo peak_by_modes(const ClosedForm& form) {
    ActingCargo peak;
    for (const double day : looks_day) {
        ActingCargo now;
        for (std::size_t m = 0; m < vesicle_modes; ++m) {
            const double left = std::exp(-form.vesicle_rate_per_day[m] * day);
            now.skin += (form.local_by_skin[m] + form.local_by_blood[m]) * left;
            now.immune += (form.systemic_by_skin[m] + form.systemic_by_blood[m]) * left;
        }
        peak = higher(peak, now);
    }
    return peak;
}

ActingCargo peak_by_integration(const PersonalInput& input) {
    const VesicleSystem system{input.vesicle};
    VesicleSystem::State x = base::array_of(delivery::vesicle_amount_entries(input.session));
    ActingCargo peak;
    double from_day = 0.0;
    for (const double day : looks_day) {
        const auto reached = ode::integrate<ode::Rodas5P>(
            system, x, from_day, day,
            {.relative_tolerance = 1e-6, .absolute_tolerance = 1e-12, .first_step = 1e-4});
        VESIKIN_CHECK(reached.is_finished, "kinetics of vesicles can be integrated");
        x = reached.state;
        from_day = day;
        const auto amounts = VesicleSystem::amounts_of(x);
        peak =
            higher(peak, {delivery::acting_cargo(amounts, input.vesicle), amounts.systemic_cargo});
    }
    return peak;
}

}  // namespace

ActingCargo peak_cargo(const PersonalInput& input, KineticsPath path) {
    return path == KineticsPath::closed_form ? peak_by_modes(input.closed_form)
                                             : peak_by_integration(input);
}

}  // namespace vesikin::simulation
