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

/// One course per drug, looked at whenever a row asks.
struct CorePlan {
    simulation::Plan plan;
    std::map<std::string, std::uint32_t> course_of;
};

CorePlan plan_of(std::span<const RowReading> readings, const catalogue::Catalogue& catalogue) {
    CorePlan core;
    std::set<double> days;
    for (const RowReading& reading : readings) {
        if (!reading.reason.empty()) {
            continue;
        }
        days.insert(reading.day);
        const catalogue::Drug* drug = catalogue.find_drug(reading.drug());
        if (core.course_of.contains(reading.drug()) || (drug != nullptr && drug->effects.empty())) {
            continue;
        }
        disease::Effects<double> effects{};
        if (drug != nullptr) {
            effects = catalogue::combined_effects(std::span(&drug, 1));
        }
        effects.participation = 1.0;
        core.course_of[reading.drug()] = static_cast<std::uint32_t>(core.plan.courses.size());
        core.plan.courses.push_back({reading.drug(), {{0.0, effects}}});
    }
    core.plan.visit_day.assign(days.begin(), days.end());
    return core;
}

std::optional<double> mean_over_people(const simulation::TrajectoryBlock& block, std::size_t course,
                                       std::size_t visit, ReadEasi read) {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t person = 0; person < block.patients(); ++person) {
        if (block.stop_reason(person) == simulation::StopReason::finished) {
            sum += read(disease::easi_score(block.baseline(person)),
                        disease::easi_score(block.at(person, course, visit)));
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

}  // namespace

std::vector<std::optional<double>> predict_published_core(
    std::span<const TrialRow> rows, std::span<const RowReading> readings,
    const catalogue::Catalogue& catalogue, const study::PatientPool& pool, std::size_t people,
    const std::string& solver, const simulation::SolverSettings& settings) {
    // 1. What to simulate, for everybody.
    const CorePlan core = plan_of(readings, catalogue);
    std::vector<std::optional<double>> values(rows.size());
    if (core.plan.courses.empty()) {
        return values;
    }
    std::vector<disease::Parameters<double>> parameters;
    for (std::size_t i = 0; i < std::min(people, pool.size()); ++i) {
        parameters.push_back(pool.at(i).parameters);
    }
    simulation::TrajectoryBlock block;
    simulation::make_solver(solver, settings)->solve(parameters, core.plan, block);

    // 2. Row by row.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto endpoint =
            std::ranges::find(core_endpoints, rows[i].endpoint, &CoreEndpoint::name);
        if (!readings[i].reason.empty() || endpoint == core_endpoints.end() ||
            readings[i].subset != outcome::Subset::everyone) {
            continue;
        }
        if (const auto course = core.course_of.find(readings[i].drug());
            course != core.course_of.end()) {
            const auto& days = core.plan.visit_day;
            const auto visit = static_cast<std::size_t>(
                std::ranges::lower_bound(days, readings[i].day) - days.begin());
            values[i] = mean_over_people(block, course->second, visit, endpoint->read);
        }
    }
    return values;
}

}  // namespace vesikin::analysis
