#include "vesikin/study/patient_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "vesikin/base/error.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/population/patient_source.hpp"

namespace vesikin::study {

PatientPool::PatientPool(const catalogue::ModelDescription& model, std::uint64_t seed,
                         std::uint64_t size, const RunControl& control)
    : seed_(seed) {
    const auto source = population::sample_population(model, seed, size);
    const std::uint64_t block =
        simulation::make_solver(control.solver, control.solver_settings)->block_size();
    const std::uint64_t blocks = (size + block - 1) / block;
    std::vector<care::DrawnPeople> found(blocks);
    parallel::run_blocks(0, blocks, control.threads, control.stop_check(), [&](unsigned) {
        const std::shared_ptr<simulation::Solver> own =
            simulation::make_solver(control.solver, control.solver_settings);
        return [&, own](std::uint64_t number) {
            const std::uint64_t first = number * block;
            found[number] =
                care::draw_people(*source, seed, first, std::min(block, size - first), *own);
        };
    });
    for (const care::DrawnPeople& drawn : found) {
        for (std::size_t i = 0; i < drawn.people.count(); ++i) {
            if (drawn.stop_reason[i] == simulation::StopReason::finished) {
                people_.add(drawn.people.parameters[i], drawn.people.baselines[i],
                            drawn.people.keys[i]);
            }
        }
    }
}

Enrolled PatientPool::enrol(const care::Enrolment& criteria, const care::CareWorld& world,
                            PeopleRange range) const {
    const auto own_easi = [&](std::size_t i) {
        return care::own_easi(people_.keys[i], people_.baselines[i], world);
    };
    std::vector<std::size_t> eligible;
    for (std::size_t i = 0; i < people_.count(); ++i) {
        if (criteria.admits(own_easi(i))) {
            eligible.push_back(i);
        }
    }
    if (eligible.empty()) {
        throw base::InputError(
            base::message("baseline EASI"),
            base::message("{} to {}", fmt::format("{:g}", criteria.easi_min),
                          fmt::format("{:g}", criteria.easi_max)),
            base::message("a band with somebody of the virtual population in it"));
    }
    Enrolled enrolled;
    enrolled.people.weight = criteria.weight;
    std::vector<double> easi;
    for (std::size_t i = 0; i < range.count; ++i) {
        const std::size_t chosen = eligible[(range.first + i) % eligible.size()];
        enrolled.people.add(people_.parameters[chosen], people_.baselines[chosen],
                            people_.keys[chosen]);
        easi.push_back(own_easi(chosen));
    }
    enrolled.weight = care::weights_for_mean(easi, criteria.easi_mean);
    return enrolled;
}

}  // namespace vesikin::study
