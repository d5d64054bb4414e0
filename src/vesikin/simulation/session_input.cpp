#include "vesikin/simulation/session_input.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vesikin/base/error.hpp"

namespace vesikin::simulation {

namespace {

using delivery::Infusion;
using delivery::SharedParameters;

constexpr std::size_t shared_count = delivery::shared_parameter_fields.size();

double measure(const DeliveryCourse& course, Measure which) {
    return course.measures[static_cast<std::size_t>(which)];
}

/// The rates of skin cells and the amount that enters them.
void follow_skin(const DeliveryPlan& plan, const SharedParameters& shared,
                 const DeliveryCourse& course, PersonalInput& input) {
    // Faster inflow than this is at once for effects that take days.
    constexpr double fastest_inflow_per_day = 50.0;
    const double lymph = shared.lymph_per_day * shared.lymph_multiplier;
    const double loss = shared.breakdown_per_day + lymph;
    const double out = shared.uptake_per_day + loss;
    input.vesicle.uptake_per_day = shared.uptake_per_day;
    input.vesicle.loss_per_day = loss;
    // Exposure up to the last output, and of what is free then.
    const double cells = plan.body->nucleated_cells_per_cm2;
    const double last_day = plan.output_day.back();
    const double seen = measure(course, Measure::skin_exposure) / cells;
    const auto& places = course.places.back();
    const double free_share = places[static_cast<std::size_t>(Place::epidermis)] +
                              places[static_cast<std::size_t>(Place::dermis)];
    const double left = free_share * plan.session.label_particles / plan.session.area_cm2 / cells;
    const double exposure = seen + left / out;
    const double moment =
        seen * measure(course, Measure::skin_mean_time) + left / out * (last_day + 1.0 / out);
    const double mean_time = exposure > 0.0 ? moment / exposure : 0.0;
    input.session.reservoir = exposure * out;
    const double inflow_time = mean_time - 1.0 / out;
    input.vesicle.inflow_per_day =
        inflow_time > 1.0 / fastest_inflow_per_day ? 1.0 / inflow_time : fastest_inflow_per_day;
    // Two equal rates have no distinct modes; a percent apart changes nothing that matters.
    if (std::abs(input.vesicle.inflow_per_day - out) < 0.01 * out) {
        input.vesicle.inflow_per_day = 1.01 * out;
    }
    // Lymph brings its share of what is lost to blood.
    const double per_label = (1.0 - shared.handling_loss_frac) * shared.true_count_frac;
    const double session_particles = plan.session.label_particles * per_label;
    input.vesicle.drained_share_per_cell =
        loss > 0.0 && session_particles > 0.0
            ? lymph / loss * cells * plan.session.area_cm2 / session_particles
            : 0.0;
}

/// Blood and immune cells.
void follow_blood(const DeliveryPlan& plan, const DeliveryPerson& person,
                  const SharedParameters& shared, const catalogue::VesicleLink& link,
                  PersonalInput& input) {
    delivery::VesicleKinetics<double>& k = input.vesicle;
    const double per_label = (1.0 - shared.handling_loss_frac) * shared.true_count_frac;
    const double session_particles = plan.session.label_particles * per_label;
    k.immune_per_share = session_particles * link.immune_frac / link.immune_cells;
    k.elimination_per_day = link.drained_elimination_per_day;
    k.to_peripheral_per_day = link.drained_to_peripheral_per_day;
    k.to_central_per_day = link.drained_to_central_per_day;
    std::visit(
        [&](auto process) {
            using Process = decltype(process);
            if constexpr (std::is_same_v<Process, Infusion>) {
                const auto parameters = delivery::from_values(
                    Infusion::parameter_fields,
                    std::span<const double>(person.parameters).subspan(shared_count));
                const auto settings =
                    delivery::from_values(Infusion::setting_fields, plan.process_settings);
                const delivery::PlasmaRates rates = infusion_rates(settings, parameters);
                k.elimination_per_day = rates.elimination_per_day;
                k.to_peripheral_per_day = rates.to_peripheral_per_day;
                k.to_central_per_day = rates.to_central_per_day;
                k.is_saturable = settings.is_saturable > 0.5 ? 1.0 : 0.0;
                k.half_saturation_share =
                    parameters.half_saturation_particles / std::max(session_particles, 1.0);
                input.repeat_clearance_ratio = parameters.repeat_clearance_ratio;
                input.repeat_gain_per_session = parameters.repeat_gain_per_session;
                input.session.central = 1.0;
                // All that blood gives this skin comes through the blood of the reduced model.
                k.skin_per_share = input.session.reservoir;
                input.session.reservoir = 0.0;
            }
        },
        plan.route->process);
}

SessionMarks marks_of(const DeliveryPlan& plan, const DeliveryCourse& course,
                      const catalogue::VesicleLink& link) {
    const BarrierOpening opening = barrier_opening(course);
    SessionMarks marks;
    marks.openness = {{opening.course.close_per_day}, {opening.open_area_frac}};
    if (plan.route->pierces_skin) {
        const double size = opening.open_area_frac / link.reference_open_area_frac;
        marks.wound = {
            {std::numbers::ln2 / link.wound_decay_day, std::numbers::ln2 / link.wound_rise_day},
            {size, -size}};
        marks.barrier_drop_frac = std::min(
            link.barrier_drop_limit, link.barrier_drop_per_open_area * opening.open_area_frac);
    }
    return marks;
}

}  // namespace

PersonalInput session_input(const DeliveryPlan& plan, const DeliveryPerson& person,
                            const DeliveryCourse& course, const catalogue::VesicleLink& link) {
    const SharedParameters shared =
        delivery::from_values(delivery::shared_parameter_fields,
                              std::span<const double>(person.parameters).first(shared_count));
    PersonalInput input;
    input.vesicle.release_frac = link.release_frac;
    input.vesicle.effect_loss_per_day = std::numbers::ln2 / link.effect_half_life_day;
    input.vesicle.surface_frac = link.surface_frac;
    follow_skin(plan, shared, course, input);
    follow_blood(plan, person, shared, link, input);
    input.marks = marks_of(plan, course, link);
    return input;
}

PersonalInput elsewhere(PersonalInput input) {
    input.vesicle.is_treated = 0.0;
    input.closed_form.local_by_skin = {};
    input.closed_form.local_by_blood = {};
    input.marks = {};
    return input;
}

}  // namespace vesikin::simulation
