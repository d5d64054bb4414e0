#include "vesikin/study/patient_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/population/patient_source.hpp"

namespace vesikin::study {

namespace {

/// Weights exp(l (EASI - mean)), l such that the weighted mean is as asked for, or as near as
/// weights of at most a factor of about exp(6) between the extremes allow.
std::vector<double> tilted_weights(const std::vector<double>& easi,
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

/// Those whom the solver could carry, from number `first` on.
std::vector<PoolPerson> people_at_rest(std::uint64_t first,
                                       const std::vector<disease::Parameters<double>>& drawn,
                                       const simulation::TrajectoryBlock& at_rest) {
    std::vector<PoolPerson> people;
    for (std::size_t row = 0; row < drawn.size(); ++row) {
        if (at_rest.stop_reason(row) == simulation::StopReason::finished) {
            const auto& baseline = at_rest.baseline(row);
            people.push_back({first + row, drawn[row], baseline, disease::easi_score(baseline)});
        }
    }
    return people;
}

}  // namespace

PatientPool::PatientPool(const catalogue::ModelDescription& model, std::uint64_t seed,
                         std::uint64_t size, const std::string& solver,
                         const simulation::SolverSettings& settings, unsigned threads,
                         const base::CancellationFlag& cancel)
    : seed_(seed) {
    const auto source = population::sample_population(model, seed, size);
    const std::uint64_t block = simulation::make_solver(solver, settings)->block_size();
    const std::uint64_t blocks = (size + block - 1) / block;
    std::vector<std::vector<PoolPerson>> found(blocks);
    parallel::run_blocks(0, blocks, threads, cancel, [&](unsigned) {
        const std::shared_ptr<simulation::Solver> own = simulation::make_solver(solver, settings);
        return [&, own](std::uint64_t number) {
            const std::uint64_t first = number * block;
            std::vector<disease::Parameters<double>> drawn(std::min(block, size - first));
            source->draw(first, drawn);
            simulation::TrajectoryBlock at_rest;
            own->solve(drawn, simulation::Plan{}, at_rest);
            found[number] = people_at_rest(first, drawn, at_rest);
        };
    });
    for (const auto& people : found) {
        people_.insert(people_.end(), people.begin(), people.end());
    }
}

Enrolled PatientPool::enrol(const EntryCriteria& criteria, double extent_sd, std::size_t first,
                            std::size_t count) const {
    const auto own_easi = [&](std::size_t i) {
        return population::draw_own_easi(people_[i].core_easi, extent_sd, key(i));
    };
    std::vector<std::size_t> eligible;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const double easi = own_easi(i);
        if (easi >= criteria.easi_min && easi <= criteria.easi_max) {
            eligible.push_back(i);
        }
    }
    if (eligible.empty()) {
        throw base::InputError("baseline EASI",
                               fmt::format("{:g} to {:g}", criteria.easi_min, criteria.easi_max),
                               "a band with somebody of the virtual population in it");
    }
    Enrolled enrolled;
    for (std::size_t i = 0; i < count; ++i) {
        enrolled.person.push_back(eligible[(first + i) % eligible.size()]);
        enrolled.easi.push_back(own_easi(enrolled.person.back()));
    }
    enrolled.weight = tilted_weights(enrolled.easi, criteria.easi_mean);
    return enrolled;
}

}  // namespace vesikin::study
