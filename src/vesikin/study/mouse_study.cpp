#include "vesikin/study/mouse_study.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "vesikin/care/enrolment.hpp"
#include "vesikin/care/treat.hpp"
#include "vesikin/delivery/plasma.hpp"
#include "vesikin/population/world_draw.hpp"
#include "vesikin/study/ranks.hpp"

namespace vesikin::study {

namespace {

using catalogue::MouseRoute;
using simulation::PersonalInput;

/// What one dose brings to one mouse in one world.
PersonalInput mouse_input(const catalogue::MouseBody& body, MouseRoute route, double particles,
                          const catalogue::VesicleLink& link) {
    PersonalInput input;
    auto& k = input.vesicle;
    const delivery::PlasmaRates plasma =
        delivery::plasma_rates({body.central_volume_ml, body.clearance_ml_per_day,
                                body.fast_half_life_day, body.slow_half_life_day});
    k.elimination_per_day = plasma.elimination_per_day;
    k.to_peripheral_per_day = plasma.to_peripheral_per_day;
    k.to_central_per_day = plasma.to_central_per_day;
    k.inflow_per_day = std::numbers::ln2 / body.depot_half_life_day;
    k.uptake_per_day = body.uptake_per_day;
    k.loss_per_day = body.loss_per_day;
    k.release_frac = link.release_frac;
    k.effect_loss_per_day = std::numbers::ln2 / link.effect_half_life_day;
    k.surface_frac = link.surface_frac;
    k.skin_per_share = particles * body.skin_share_frac / (body.skin_area_cm2 * body.cells_per_cm2);
    k.immune_per_share = particles * link.immune_frac * body.mass_ratio / link.immune_cells;
    k.drained_share_per_cell = body.lesion_area_cm2 * body.cells_per_cm2 / particles;
    const bool is_iv = route == MouseRoute::iv;
    input.session.central = is_iv ? 1.0 : 1.0 - body.depot_share_frac;
    input.session.reservoir =
        is_iv ? 0.0
              : particles * body.depot_share_frac / (body.lesion_area_cm2 * body.cells_per_cm2);
    return input;
}

/// A world in which effects are whole.
catalogue::VesicleWorld whole_world(const catalogue::VesicleCatalogue& vesicles, std::uint64_t seed,
                                    std::uint64_t index) {
    auto values = population::draw_world(vesicles, seed, index).values;
    const auto translation =
        std::ranges::find(vesicles.unknowns, "translation", &catalogue::VesicleUnknown::name);
    values[static_cast<std::size_t>(translation - vesicles.unknowns.begin())] = 1.0;
    return catalogue::make_world(values, true);
}

/// Sessions without anything else; animals take no part in anything.
care::CareCourse course_of(const catalogue::MouseStudy& study) {
    return {.participation_frac = 0.0,
            .sessions = {.count = study.sessions, .interval_day = study.interval_day}};
}

/// Means of all markers over animals at a time of an arm.
std::vector<double> mean_markers(const care::SeenPeople& seen, std::size_t time,
                                 const outcome::WaterLoss& water) {
    const auto markers = outcome::all_markers();
    std::vector<double> means(markers.size());
    for (std::size_t i = 0; i < seen.people(); ++i) {
        const simulation::Snapshot now = seen.snapshot(0, i, time);
        for (std::size_t m = 0; m < markers.size(); ++m) {
            means[m] += markers[m].read({seen.course(0, i)[time], seen.rest(i), now, water}) /
                        static_cast<double>(seen.people());
        }
    }
    return means;
}

/// What the studies of a run share.
struct MouseWork {
    const MouseDesign& design;
    const catalogue::MouseCatalogue& mouse;
    const catalogue::VesicleCatalogue& vesicles;
    const care::People& animals;
};

/// Percent over untreated of every marker, by world, of one study, route and dose. `goes_on` is
/// asked before each world; fewer worlds come back where it says no.
std::vector<std::vector<double>> simulate_dose(const MouseWork& work,
                                               const catalogue::MouseStudy& study, MouseRoute route,
                                               double particles, care::Treatment& treatment,
                                               const std::function<bool()>& goes_on) {
    const care::CareCourse care = course_of(study);
    const care::CareWorld model{.catalogue = work.design.model,
                                .published_clinical = &work.vesicles.clinical};
    std::vector<std::vector<double>> changes;
    for (std::uint64_t world = 0; world < work.design.worlds && goes_on(); ++world) {
        const catalogue::VesicleWorld drawn = whole_world(work.vesicles, work.design.seed, world);
        const care::SessionBody body =
            care::session_body(mouse_input(work.mouse.body, route, particles, drawn.link));
        const care::Arm arm{.care = &care, .bodies = {&body, 1}, .action = &drawn.action};
        const care::SeenPeople& seen = treatment.treat(
            work.animals, {&arm, 1}, model, {.visit_day = {study.read_day}, .lead_in = {}});
        const std::vector<double> before = mean_markers(seen, 0, work.design.water_loss);
        std::vector<double> means = mean_markers(seen, 1, work.design.water_loss);
        for (std::size_t m = 0; m < means.size(); ++m) {
            means[m] = 100.0 * (means[m] / before[m] - 1.0);
        }
        changes.push_back(std::move(means));
    }
    return changes;
}

Band band_of(const std::vector<std::vector<double>>& changes, std::size_t marker) {
    std::vector<double> values;
    values.reserve(changes.size());
    for (const auto& world : changes) {
        values.push_back(world[marker]);
    }
    return {quantile_of(values, 0.5), quantile_of(values, 0.05), quantile_of(values, 0.95)};
}

/// What the model says of the row's analyte, dose by dose, where it has it.
void read_model(const catalogue::MouseCatalogue& mouse,
                const std::vector<std::vector<std::vector<double>>>& by_dose, MouseRow& row) {
    const auto known =
        std::ranges::find(mouse.analytes, row.analyte, &catalogue::MouseAnalyte::name);
    if (known == mouse.analytes.end()) {
        return;
    }
    const auto markers = outcome::all_markers();
    const auto marker = std::ranges::find(markers, known->marker, &outcome::Marker::name);
    row.is_modelled = true;
    for (const auto& changes : by_dose) {
        row.change_percent.push_back(
            band_of(changes, static_cast<std::size_t>(marker - markers.begin())));
    }
}

/// A row for every analyte that the study's records report.
void add_rows(const catalogue::MouseStudy& study, MouseRoute route,
              const catalogue::MouseCatalogue& mouse, const catalogue::EvidenceBase& evidence,
              const std::vector<std::vector<std::vector<double>>>& by_dose,
              std::vector<MouseRow>& rows) {
    for (const std::string& id : study.records) {
        for (const catalogue::Analyte& analyte : evidence.find(id)->analytes) {
            rows.push_back({study.name, route, id, analyte.name, analyte.direction, false, {}});
            read_model(mouse, by_dose, rows.back());
        }
    }
}

}  // namespace

MouseVerdict verdict_of(const MouseRow& row) {
    if (!row.is_modelled) {
        return MouseVerdict::not_in_model;
    }
    constexpr double least_percent = 0.1;
    const double change = row.change_percent.back().median;
    if (std::abs(change) < least_percent) {
        return MouseVerdict::no_change;
    }
    return (change < 0.0) == (row.reported == catalogue::Direction::down) ? MouseVerdict::agrees
                                                                          : MouseVerdict::opposite;
}

MouseRows run_mouse_studies(const MouseDesign& design, const catalogue::MouseCatalogue& mouse,
                            const catalogue::EvidenceBase& evidence,
                            const catalogue::VesicleCatalogue& vesicles,
                            const population::PatientSource& animals, const RunControl& control) {
    care::Treatment treatment(control.solver, control.solver_settings);
    const care::DrawnPeople drawn =
        care::draw_people(animals, design.seed, 0, design.animals, treatment.solver());
    const MouseWork work{design, mouse, vesicles, drawn.people};
    base::Progress progress{.done = 0, .total = 0};
    for (const catalogue::MouseStudy& study : mouse.studies) {
        progress.total += study.routes.size() * study.doses_particles.size() * design.worlds;
    }
    MouseRows found;
    const auto goes_on = [&] {
        if (control.on_progress) {
            control.on_progress(progress);
        }
        ++progress.done;
        found.is_complete = found.is_complete && !control.is_cancelled();
        return found.is_complete;
    };
    for (const catalogue::MouseStudy& study : mouse.studies) {
        for (const MouseRoute route : study.routes) {
            std::vector<std::vector<std::vector<double>>> by_dose;
            for (const double particles : study.doses_particles) {
                by_dose.push_back(simulate_dose(work, study, route, particles, treatment, goes_on));
            }
            if (!found.is_complete) {
                return found;
            }
            add_rows(study, route, mouse, evidence, by_dose, found.rows);
        }
    }
    return found;
}

}  // namespace vesikin::study
