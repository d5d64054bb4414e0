#include "vesikin/analysis/published_core.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "vesikin/disease/scores.hpp"

namespace vesikin::analysis {

namespace {

/// Mean over people of what the endpoint says of EASI at baseline and now.
using ReadEasi = double (*)(double baseline, double now);

struct CoreEndpoint {
    std::string_view name;
    ReadEasi read;
};

template <int percent>
double responds(double baseline, double now) {
    return now < (1.0 - percent / 100.0) * baseline ? 100.0 : 0.0;
}

double percent_change(double baseline, double now) {
    return 100.0 * (now / baseline - 1.0);
}

/// EASI of the stratum "almost clear" stands for IGA 0/1, as the trial command reads it.
double almost_clear(double /*baseline*/, double now) {
    return now <= 1.0 ? 100.0 : 0.0;
}

constexpr std::array<CoreEndpoint, 6> core_endpoints{{
    {"EASI50_pct", responds<50>},
    {"EASI75_pct", responds<75>},
    {"EASI90_pct", responds<90>},
    {"EASI_pct_change", percent_change},
    {"mEASI_pct_change", percent_change},
    {"IGA01_pct", almost_clear},
}};

}  // namespace

std::vector<std::optional<double>> predict_published_core(
    std::span<const TrialRow> rows, std::span<const RowReading> readings,
    const catalogue::Catalogue& catalogue, const trial::PatientPool& pool, std::size_t people,
    const std::string& solver, const simulation::SolverSettings& settings) {
    // 1. One course per drug, looked at whenever a row asks.
    std::set<double> days;
    std::map<std::string, std::uint32_t> course_of;
    simulation::Plan plan;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const RowReading& reading = readings[i];
        if (!reading.reason.empty() || course_of.contains(reading.drug())) {
            continue;
        }
        disease::Effects<double> effects{};
        if (!reading.drug().empty()) {
            const catalogue::Drug* drug = catalogue.find_drug(reading.drug());
            if (drug->effects.empty()) {
                continue;
            }
            effects = catalogue::combined_effects(std::span(&drug, 1));
        }
        effects.participation = 1.0;
        course_of[reading.drug()] = static_cast<std::uint32_t>(plan.courses.size());
        plan.courses.push_back({reading.drug(), {{0.0, effects}}});
    }
    for (const RowReading& reading : readings) {
        if (reading.reason.empty()) {
            days.insert(reading.day);
        }
    }
    plan.visit_day.assign(days.begin(), days.end());
    std::vector<std::optional<double>> values(rows.size());
    if (plan.courses.empty()) {
        return values;
    }

    // 2. Everybody by every course.
    std::vector<disease::Parameters<double>> parameters;
    for (std::size_t i = 0; i < std::min(people, pool.size()); ++i) {
        parameters.push_back(pool.at(i).parameters);
    }
    simulation::TrajectoryBlock block;
    simulation::make_solver(solver, settings)->solve(parameters, plan, block);

    // 3. Means.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto endpoint =
            std::ranges::find(core_endpoints, rows[i].endpoint, &CoreEndpoint::name);
        const auto course =
            readings[i].reason.empty() ? course_of.find(readings[i].drug()) : course_of.end();
        if (endpoint == core_endpoints.end() || course == course_of.end() ||
            readings[i].subset != outcome::Subset::everyone) {
            continue;
        }
        const auto visit = static_cast<std::size_t>(
            std::ranges::lower_bound(plan.visit_day, readings[i].day) - plan.visit_day.begin());
        double sum = 0.0;
        std::size_t count = 0;
        for (std::size_t person = 0; person < parameters.size(); ++person) {
            if (block.stop_reason(person) == simulation::StopReason::finished) {
                sum += endpoint->read(disease::easi_score(block.baseline(person)),
                                      disease::easi_score(block.at(person, course->second, visit)));
                ++count;
            }
        }
        if (count > 0) {
            values[i] = sum / static_cast<double>(count);
        }
    }
    return values;
}

}  // namespace vesikin::analysis
