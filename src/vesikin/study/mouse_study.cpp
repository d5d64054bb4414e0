#include "vesikin/study/mouse_study.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vesikin/delivery/plasma.hpp"
#include "vesikin/population/world_draw.hpp"
#include "vesikin/simulation/treatment.hpp"
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

simulation::DosedCourse course_of(const catalogue::MouseStudy& study) {
    simulation::DosedCourse course{.name = study.name, .phases = {{0.0, {}}}, .doses = {}};
    for (std::size_t session = 0; session < study.sessions; ++session) {
        const auto number = static_cast<double>(session);
        course.doses.push_back({.day = number * study.interval_day,
                                .kind = simulation::DoseKind::session,
                                .amount = 1.0,
                                .repeats = number});
    }
    return course;
}

struct Animals {
    std::vector<disease::Parameters<double>> parameters;
    std::vector<disease::State<double>> baselines;
    std::vector<simulation::Snapshot> rest;
    std::vector<double> rest_marker;  ///< means over animals
};

/// Means of all markers over animals.
template <class Now>
std::vector<double> mean_markers(const Animals& animals, const outcome::WaterLoss& water, Now now) {
    const auto markers = outcome::all_markers();
    std::vector<double> means(markers.size());
    for (std::size_t i = 0; i < animals.parameters.size(); ++i) {
        for (std::size_t m = 0; m < markers.size(); ++m) {
            means[m] += markers[m].read(animals.rest[i], now(i), water) /
                        static_cast<double>(animals.parameters.size());
        }
    }
    return means;
}

/// Percent over untreated of every marker, by world, of one study, route and dose.
std::vector<std::vector<double>> simulate_dose(const MouseDesign& design,
                                               const catalogue::MouseCatalogue& mouse,
                                               const catalogue::MouseStudy& study, MouseRoute route,
                                               double particles,
                                               const catalogue::VesicleCatalogue& vesicles,
                                               const Animals& animals, simulation::Solver& solver) {
    const std::vector<simulation::DosedCourse> courses{course_of(study)};
    std::vector<std::vector<double>> changes;
    simulation::DosedBlock block;
    for (std::uint64_t world = 0; world < design.worlds; ++world) {
        const catalogue::VesicleWorld drawn = whole_world(vesicles, design.seed, world);
        PersonalInput input = mouse_input(mouse.body, route, particles, drawn.link);
        const simulation::KineticsPath path = simulation::choose_path(input);
        std::vector<simulation::DosedItem> items;
        for (std::uint32_t i = 0; i < animals.parameters.size(); ++i) {
            items.push_back({i, 0, 0, 0, path});
        }
        solver.solve_dosed({.patients = animals.parameters,
                            .baselines = animals.baselines,
                            .actions = std::span(&drawn.action, 1),
                            .inputs = std::span(&input, 1),
                            .courses = courses,
                            .items = items,
                            .clinical = vesicles.clinical,
                            .visit_day = {study.read_day}},
                           block);
        for (std::size_t i = 0; i < items.size(); ++i) {
            outcome::look(block.at(i, 0), {});
        }
        std::vector<double> means = mean_markers(
            animals,
            design.water_loss, [&](std::size_t i) -> const auto& { return block.at(i, 0); });
        for (std::size_t m = 0; m < means.size(); ++m) {
            means[m] = 100.0 * (means[m] / animals.rest_marker[m] - 1.0);
        }
        changes.push_back(std::move(means));
    }
    return changes;
}

Animals gather(const MouseDesign& design, const catalogue::VesicleCatalogue& vesicles,
               const population::PatientSource& source, simulation::Solver& solver) {
    Animals animals;
    animals.parameters.resize(design.animals);
    source.draw(0, animals.parameters);
    simulation::TrajectoryBlock block;
    solver.solve(animals.parameters, simulation::Plan{}, block);
    for (std::size_t i = 0; i < design.animals; ++i) {
        animals.baselines.push_back(block.baseline(i));
        animals.rest.push_back(outcome::resting_snapshot(block.baseline(i), vesicles.clinical));
    }
    animals.rest_marker = mean_markers(
        animals, design.water_loss, [&](std::size_t i) -> const auto& { return animals.rest[i]; });
    return animals;
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

std::vector<MouseRow> run_mouse_studies(const MouseDesign& design,
                                        const catalogue::MouseCatalogue& mouse,
                                        const catalogue::EvidenceBase& evidence,
                                        const catalogue::VesicleCatalogue& vesicles,
                                        const population::PatientSource& animals_source) {
    const auto solver = simulation::make_solver(design.solver, design.solver_settings);
    const Animals animals = gather(design, vesicles, animals_source, *solver);
    std::vector<MouseRow> rows;
    for (const catalogue::MouseStudy& study : mouse.studies) {
        for (const MouseRoute route : study.routes) {
            std::vector<std::vector<std::vector<double>>> by_dose;
            for (const double particles : study.doses_particles) {
                by_dose.push_back(simulate_dose(design, mouse, study, route, particles, vesicles,
                                                animals, *solver));
            }
            add_rows(study, route, mouse, evidence, by_dose, rows);
        }
    }
    return rows;
}

}  // namespace vesikin::study
