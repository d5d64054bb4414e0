#include "vesikin/care/enrolment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "vesikin/base/error.hpp"

namespace vesikin::care {

DrawnPeople draw_people(const population::PatientSource& source, std::uint64_t seed,
                        std::uint64_t first, std::size_t count, simulation::Solver& solver) {
    DrawnPeople drawn;
    drawn.people.parameters.resize(count);
    source.draw(first, drawn.people.parameters);
    const std::vector<simulation::RestState> rest = solver.find_rest(drawn.people.parameters);
    for (std::size_t i = 0; i < count; ++i) {
        drawn.people.baselines.push_back(rest[i].state);
        drawn.people.keys.push_back({seed, first + i});
        drawn.stop_reason.push_back(rest[i].stop_reason);
    }
    return drawn;
}

People enrol_up_to(const population::PatientSource& source, std::uint64_t seed, std::size_t count,
                   const Enrolment& criteria, const Arm& arm, const CareWorld& world,
                   const LeadIn& lead_in, Treatment& treatment) {
    People chosen;
    chosen.weight = criteria.weight;
    const std::uint64_t size = treatment.solver().block_size();
    for (std::uint64_t first = 0; first < source.count() && chosen.count() < count; first += size) {
        // 1. Those who are in the band before anything.
        const DrawnPeople drawn = draw_people(
            source, seed, first, std::min(size, source.count() - first), treatment.solver());
        People in_band;
        in_band.weight = criteria.weight;
        for (std::size_t i = 0; i < drawn.people.count(); ++i) {
            if (drawn.stop_reason[i] == simulation::StopReason::finished &&
                criteria.admits(own_easi(drawn.people.keys[i], drawn.people.baselines[i], world))) {
                in_band.add(drawn.people.parameters[i], drawn.people.baselines[i],
                            drawn.people.keys[i]);
            }
        }
        // 2. Of these, those whom the lead-in brings where they are to start.
        const bool has_start = lead_in.days > 0.0 && std::isfinite(criteria.start_easi_max);
        const SeenPeople* seen = has_start ? &treatment.treat(in_band, {&arm, 1}, world,
                                                              {.visit_day = {}, .lead_in = lead_in})
                                           : nullptr;
        for (std::size_t i = 0; i < in_band.count() && chosen.count() < count; ++i) {
            if (seen == nullptr || (seen->stop_reason(0, i) == simulation::StopReason::finished &&
                                    seen->course(0, i).front().easi <= criteria.start_easi_max)) {
                chosen.add(in_band.parameters[i], in_band.baselines[i], in_band.keys[i]);
            }
        }
    }
    return chosen;
}

void throw_too_few(const Enrolment& criteria, std::size_t found, std::uint64_t drawn,
                   std::size_t count) {
    throw base::InputError(
        base::message("baseline EASI"),
        base::message("{} to {}, {} or less at the start: only {} of {} drawn people are in it",
                      fmt::format("{:g}", criteria.easi_min),
                      fmt::format("{:g}", criteria.easi_max),
                      fmt::format("{:g}", criteria.start_easi_max), found, drawn),
        base::message("a band with at least {} people", count));
}

People enrol_first(const population::PatientSource& source, std::uint64_t seed, std::size_t count,
                   const Enrolment& criteria, const Arm& arm, const CareWorld& world,
                   const LeadIn& lead_in, Treatment& treatment) {
    People chosen = enrol_up_to(source, seed, count, criteria, arm, world, lead_in, treatment);
    if (chosen.count() < count) {
        throw_too_few(criteria, chosen.count(), source.count(), count);
    }
    return chosen;
}

std::vector<double> weights_for_mean(const std::vector<double>& easi,
                                     const std::optional<double>& mean) {
    std::vector<double> weight(easi.size(), 1.0);
    const auto weighted_mean = [&](double tilt) {
        double all = 0.0;
        double sum = 0.0;
        for (std::size_t i = 0; i < easi.size(); ++i) {
            weight[i] = std::exp(tilt * (easi[i] - easi.front()));
            all += weight[i];
            sum += weight[i] * easi[i];
        }
        return sum / all;
    };
    if (mean) {
        constexpr double steepest = 0.25;
        double low = -steepest;
        double high = steepest;
        for (int halving = 0; halving < 60; ++halving) {
            const double middle = 0.5 * (low + high);
            (weighted_mean(middle) < *mean ? low : high) = middle;
        }
        weighted_mean(0.5 * (low + high));
    }
    double all = 0.0;
    for (const double each : weight) {
        all += each;
    }
    for (double& each : weight) {
        each /= all;
    }
    return weight;
}

}  // namespace vesikin::care
