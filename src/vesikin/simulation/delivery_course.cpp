#include "vesikin/simulation/delivery_course.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vesikin/base/error.hpp"

namespace vesikin::simulation {

namespace {

using catalogue::RouteSetting;
using delivery::Infusion;
using delivery::Placement;
using delivery::SharedParameters;

constexpr std::size_t shared_count = delivery::shared_parameter_fields.size();

/// Settings of the session in a route file: all but the area, which comes from the site.
constexpr std::size_t session_setting_count = delivery::session_fields.size() - 1;

std::string in_unit(double inside, const RouteSetting& setting) {
    const std::string number = fmt::format("{:.6g}", inside / setting.inside_per_given);
    return setting.unit == "1" ? number : number + " " + setting.unit;
}

void check_ranges(const DeliveryRequest& request, base::ProblemList& problems) {
    for (std::size_t i = 0; i < request.settings.size(); ++i) {
        const RouteSetting& setting = request.route.settings[i];
        const double value = request.settings[i];
        const auto is_within = [&](double lower, double upper) {
            constexpr double rounding = 1e-9;  // of a conversion of units
            return value >= lower - rounding * std::abs(lower) &&
                   value <= upper + rounding * std::abs(upper);
        };
        const auto range = [&](double lower, double upper) {
            return base::message("{} to {}", in_unit(lower, setting), in_unit(upper, setting));
        };
        if (!setting.gap) {
            if (!is_within(setting.lowest, setting.highest)) {
                problems.add(base::as_written(setting.name),
                             base::as_written(in_unit(value, setting)),
                             range(setting.lowest, setting.highest));
            }
        } else if (!is_within(setting.lowest, setting.gap->from) &&
                   !is_within(setting.gap->to, setting.highest)) {
            problems.add(base::as_written(setting.name), base::as_written(in_unit(value, setting)),
                         base::message("{}, or {}", range(setting.lowest, setting.gap->from),
                                       range(setting.gap->to, setting.highest)));
        }
    }
}

void check_needle(const DeliveryRequest& request, base::ProblemList& problems) {
    const auto& settings = request.route.settings;
    const auto depth = std::ranges::find(settings, "needle_depth", &RouteSetting::name);
    if (depth == settings.end()) {
        return;
    }
    const double set_cm = request.settings[static_cast<std::size_t>(depth - settings.begin())];
    const delivery::SiteThickness& skin = request.site.thickness[0];
    const double skin_cm = skin.corneum_cm + skin.epidermis_cm + skin.junction_cm + skin.dermis_cm;
    const auto adapts = std::ranges::find(settings, "depth_adapts", &RouteSetting::name);
    const bool is_adapted =
        adapts != settings.end() &&
        request.settings[static_cast<std::size_t>(adapts - settings.begin())] > 0.5;
    const double deepest_cm = request.body.deepest_needle_over_skin * skin_cm;
    if (!is_adapted && set_cm > deepest_cm) {
        problems.add(
            base::as_written("needle_depth"), base::as_written(in_unit(set_cm, *depth)),
            base::message("at most {}: the skin of the {} is {} thick", in_unit(deepest_cm, *depth),
                          request.site.name, in_unit(skin_cm, *depth)));
    }
}

/// Where the blood's share goes for one person.
struct Blood {
    std::vector<double> eliminated;  // at the schedule's times, share of what was given
    std::vector<delivery::PlasmaShares> at_output;
    delivery::OrganShares organs;
    double site_frac = 0.0;       // of what is eliminated, into the treated skin
    double untreated_frac = 0.0;  // of what is eliminated, into the rest of the skin
    double peak_frac = 0.0;
    double exposure_day = 0.0;
    double volume_ml = 1.0;
};

Blood follow_blood(const DeliveryPlan& plan, const delivery::InfusionSettings& settings,
                   const delivery::InfusionParameters& p, double true_particles) {
    const delivery::Schedule schedule(plan.output_day, settings.infusion_day,
                                      plan.session.film_contact_day, plan.refinement);
    const std::vector<double> times = schedule.times_day();
    const delivery::PlasmaRates rates = infusion_rates(settings, p);
    std::vector<delivery::PlasmaShares> shares;
    Blood blood;
    if (settings.is_saturable > 0.5) {
        shares = saturable_plasma_shares(
            rates, {p.half_saturation_particles / std::max(true_particles, 1.0)},
            settings.infusion_day, times);
    } else {
        for (const double time_day : times) {
            shares.push_back(plasma_shares(rates, settings.infusion_day, time_day));
        }
    }
    // What is left at the end is little, so its elimination is taken as linear.
    blood.exposure_day =
        shares.back().exposure_day + (1.0 - shares.back().eliminated) / rates.elimination_per_day;
    for (std::size_t i = 0; i < times.size(); ++i) {
        blood.eliminated.push_back(shares[i].eliminated);
        blood.peak_frac = std::max(blood.peak_frac, shares[i].central);
        if (std::ranges::binary_search(plan.output_day, times[i])) {
            blood.at_output.push_back(shares[i]);
        }
    }
    // The treated site counts as inflamed when it is a lesion, the rest of the skin by its involved
    // share.
    const double area_frac = std::min(1.0, plan.session.area_cm2 / plan.body->surface_cm2);
    const bool is_lesion = plan.condition == delivery::SkinCondition::lesion;
    const double inflamed =
        (is_lesion ? area_frac : 0.0) + (1.0 - area_frac) * plan.body->involved_frac;
    blood.organs = organ_shares(p, inflamed);
    const double mean_ratio = 1.0 + inflamed * (p.inflammation_ratio - 1.0);
    blood.site_frac =
        blood.organs.skin * area_frac * (is_lesion ? p.inflammation_ratio : 1.0) / mean_ratio;
    blood.untreated_frac = blood.organs.skin - blood.site_frac;
    blood.volume_ml = p.central_volume_ml;
    return blood;
}

/// One person on the way through `simulate_delivery`.
struct Person {
    SharedParameters shared;
    delivery::TransportCase transport;
    Blood blood;
    bool is_blood = false;
};

Person prepare(const DeliveryPlan& plan, const DeliveryPerson& drawn) {
    Person person;
    const std::span<const double> values(drawn.parameters);
    person.shared =
        delivery::from_values(delivery::shared_parameter_fields, values.first(shared_count));
    const auto& site = plan.site->thickness[static_cast<std::size_t>(drawn.sex)];
    delivery::TransportCase& transport = person.transport;
    transport.skin = make_skin(person.shared, site, plan.condition);
    transport.film_loss_per_day = person.shared.film_loss_per_day;
    std::visit(
        [&](auto process) {
            using Process = decltype(process);
            const auto parameters =
                delivery::from_values(Process::parameter_fields, values.subspan(shared_count));
            const auto settings =
                delivery::from_values(Process::setting_fields, plan.process_settings);
            transport.placement =
                Process::place(plan.session, settings, parameters, transport.skin);
            if constexpr (std::is_same_v<Process, Infusion>) {
                const double given = plan.session.label_particles * person.shared.true_count_frac *
                                     (1.0 - person.shared.handling_loss_frac);
                person.blood = follow_blood(plan, settings, parameters, given);
                person.is_blood = true;
                transport.supplied_frac = person.blood.eliminated;
                for (double& share : transport.supplied_frac) {
                    share *= person.blood.site_frac;
                }
            }
        },
        plan.route->process);
    return person;
}

/// The kink in time of a process, if it has one: the end of its session.
double session_day(const DeliveryPlan& plan) {
    return std::visit(
        [&](auto process) {
            using Process = decltype(process);
            const auto settings =
                delivery::from_values(Process::setting_fields, plan.process_settings);
            if constexpr (requires { Process::session_day(settings); }) {
                return Process::session_day(settings);
            }
            return 0.0;
        },
        plan.route->process);
}

std::array<double, place_count> places_of(const delivery::SkinShares& s, const Person& person,
                                          std::size_t output) {
    std::array<double, place_count> places{};
    const auto at = [&](Place place) -> double& { return places[static_cast<std::size_t>(place)]; };
    at(Place::film) = s.film;
    at(Place::corneum) = s.corneum;
    at(Place::epidermis) = s.epidermis;
    at(Place::dermis) = s.dermis;
    at(Place::cells) = s.uptake_epidermis + s.uptake_dermis;
    at(Place::lymph) = s.lymph;
    at(Place::subcutis) = s.subcutis;
    at(Place::broken_down) = s.breakdown_dermis + s.breakdown_elsewhere;
    at(Place::lost) = s.washed;
    if (person.is_blood) {
        const delivery::PlasmaShares& plasma = person.blood.at_output[output];
        at(Place::blood) = plasma.central + plasma.peripheral;
        at(Place::organs) = plasma.eliminated - s.supplied;
        at(Place::film) += plasma.still_in_bag;  // not in the body yet
    }
    const double left = 1.0 - person.shared.handling_loss_frac;
    for (double& share : places) {
        share *= left * person.shared.true_count_frac;
    }
    at(Place::lost) += person.shared.handling_loss_frac * person.shared.true_count_frac;
    return places;
}

std::array<double, depth_bins> depths_of(const delivery::TransportCourse& course,
                                         std::size_t output) {
    std::array<double, depth_bins> bins{};
    for (std::size_t cell = 0; cell < delivery::cell_count; ++cell) {
        const double top = course.edges[cell];
        const double bottom = course.edges[cell + 1];
        const auto last = std::min(depth_bins - 1, static_cast<std::size_t>(bottom / depth_bin_cm));
        for (auto bin = static_cast<std::size_t>(top / depth_bin_cm); bin <= last; ++bin) {
            const double low = std::max(top, static_cast<double>(bin) * depth_bin_cm);
            const double high = std::min(bottom, static_cast<double>(bin + 1) * depth_bin_cm);
            bins[bin] += course.profiles[output][cell] * std::max(0.0, high - low) / (bottom - top);
        }
    }
    return bins;
}

void read_measures(const DeliveryPlan& plan, const Person& person, DeliveryCourse& course) {
    const auto at = [&](Measure measure) -> double& {
        return course.measures[static_cast<std::size_t>(measure)];
    };
    const delivery::SkinShares& last = course.transport.at_output.back();
    const Placement& placement = course.placement;
    const double per_label = course.left_per_label;
    const double per_area = plan.session.label_particles / plan.session.area_cm2;
    const double dermis = last.reached_dermis(placement.subcutis_frac);
    at(Measure::reached_dermis) = per_label * dermis;
    at(Measure::reached_skin) = per_label * (dermis + last.epidermis + last.uptake_epidermis);
    at(Measure::whole_skin) =
        person.is_blood ? per_label * person.blood.organs.skin : at(Measure::reached_skin);
    at(Measure::below_dermis) = per_label * placement.subcutis_frac;
    at(Measure::dermis_per_cm2) = at(Measure::reached_dermis) * per_area;
    at(Measure::skin_per_cell) =
        at(Measure::reached_skin) * per_area / plan.body->nucleated_cells_per_cm2;
    const double untreated_cm2 = plan.body->surface_cm2 - plan.session.area_cm2;
    if (person.is_blood && untreated_cm2 >= 1.0) {
        at(Measure::untreated_per_cm2) =
            per_label * person.blood.untreated_frac * plan.session.label_particles / untreated_cm2;
    }
    at(Measure::skin_exposure) = per_label * last.living_exposure_day * per_area;
    at(Measure::skin_mean_time) =
        last.living_exposure_day > 0.0 ? last.living_moment_day2 / last.living_exposure_day : 0.0;
    at(Measure::dermis_exposure) = per_label * last.dermis_exposure_day * per_area;
    at(Measure::open_area) = placement.open_area_frac;
    at(Measure::open_half_life) = placement.opening.course.close_per_day > 0.0
                                      ? std::numbers::ln2 / placement.opening.course.close_per_day
                                      : 0.0;
    at(Measure::covered_area) = placement.covered_area_frac;
    const double local = person.is_blood ? 0.0 : 1.0;
    at(Measure::balance_error) = std::abs(last.sum() - local);
    if (person.is_blood) {
        const double given_per_ml =
            plan.session.label_particles * per_label / person.blood.volume_ml;
        at(Measure::plasma_peak) = person.blood.peak_frac * given_per_ml;
        at(Measure::plasma_exposure) = person.blood.exposure_day * given_per_ml;
        for (const delivery::PlasmaShares& shares : person.blood.at_output) {
            course.plasma_per_ml.push_back(shares.central * given_per_ml);
        }
    } else {
        course.plasma_per_ml.assign(plan.output_day.size(), 0.0);
    }
}

}  // namespace

DeliveryPlan plan_delivery(const DeliveryRequest& request) {
    VESIKIN_CHECK(request.settings.size() == request.route.settings.size(),
                  "each setting of the route has a value");
    base::ProblemList problems;
    check_ranges(request, problems);
    check_needle(request, problems);
    if (!(request.area_cm2 >= 1.0 && request.area_cm2 <= request.site.area_cm2 * (1.0 + 1e-9))) {
        problems.add(base::message("treated area"),
                     base::message("{} cm2", fmt::format("{:.6g}", request.area_cm2)),
                     base::message("1 to {} cm2, the area of the {} (the whole body has {})",
                                   fmt::format("{:.6g}", request.site.area_cm2), request.site.name,
                                   fmt::format("{:.6g}", request.body.surface_cm2)));
    }
    problems.throw_if_any();
    DeliveryPlan plan;
    plan.route = &request.route;
    plan.body = &request.body;
    plan.site = &request.site;
    plan.condition = request.condition;
    plan.output_day = request.output_day;
    std::size_t index = 0;
    for (const auto& field : delivery::session_fields) {
        plan.session.*field.member =
            field.name == "area" ? request.area_cm2 : request.settings[index++];
    }
    plan.process_settings.assign(request.settings.begin() + session_setting_count,
                                 request.settings.end());
    return plan;
}

std::vector<DeliveryCourse> simulate_delivery(const DeliveryPlan& plan,
                                              std::span<const DeliveryPerson> people) {
    // 1. Draws become skin, placement and blood.
    std::vector<Person> prepared;
    std::vector<delivery::TransportCase> cases;
    for (const DeliveryPerson& drawn : people) {
        prepared.push_back(prepare(plan, drawn));
        cases.push_back(prepared.back().transport);
    }
    // 2. Transport of the whole batch.
    const delivery::Schedule schedule(plan.output_day, session_day(plan),
                                      plan.session.film_contact_day, plan.refinement);
    std::vector<delivery::TransportCourse> transports = solve_transport(cases, schedule);
    // 3. Read off.
    std::vector<DeliveryCourse> courses(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        DeliveryCourse& course = courses[i];
        course.transport = std::move(transports[i]);
        course.skin = prepared[i].transport.skin;
        course.placement = prepared[i].transport.placement;
        course.left_per_label =
            (1.0 - prepared[i].shared.handling_loss_frac) * prepared[i].shared.true_count_frac;
        for (std::size_t t = 0; t < plan.output_day.size(); ++t) {
            course.places.push_back(places_of(course.transport.at_output[t], prepared[i], t));
            course.depths.push_back(depths_of(course.transport, t));
            for (double& share : course.depths.back()) {
                share *= course.left_per_label;
            }
        }
        read_measures(plan, prepared[i], course);
    }
    return courses;
}

BarrierOpening barrier_opening(const DeliveryCourse& course) {
    return {course.placement.open_area_frac, course.placement.opening.course};
}

}  // namespace vesikin::simulation
