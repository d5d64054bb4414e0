// Virtual patients at rest, found once and shared by all arms that draw on them, and how a trial
// enrols from them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/base/progress.hpp"
#include "vesikin/catalogue/model_description.hpp"
#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"
#include "vesikin/population/person_draw.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::study {

/// Who may enter a trial.
struct EntryCriteria {
    double easi_min = 16.0;
    double easi_max = 71.9;
    std::optional<double> easi_mean;  ///< of those enrolled, where it is known
    population::BodyWeight weight;

    [[nodiscard]] bool operator==(const EntryCriteria&) const = default;
};

struct PoolPerson {
    std::uint64_t number = 0;  ///< in the virtual population
    disease::Parameters<double> parameters;
    disease::State<double> baseline;
    double core_easi = 0.0;  ///< of the core at rest
};

/// The people of one arm: indices into the pool, EASI as scored, and weights (sum 1) that give them
/// the mean EASI asked for.
struct Enrolled {
    std::vector<std::size_t> person;
    std::vector<double> easi;
    std::vector<double> weight;
};

class PatientPool {
  public:
    /// Draws `size` patients of the model's population and brings them to rest; those whom the
    /// solver cannot carry are left out.
    PatientPool(const catalogue::ModelDescription& model, std::uint64_t seed, std::uint64_t size,
                const std::string& solver, const simulation::SolverSettings& settings,
                unsigned threads, const base::CancellationFlag& cancel);

    [[nodiscard]] std::uint64_t seed() const noexcept { return seed_; }

    [[nodiscard]] const PoolPerson& at(std::size_t person) const { return people_[person]; }

    [[nodiscard]] std::size_t size() const noexcept { return people_.size(); }

    [[nodiscard]] population::PersonKey key(std::size_t person) const {
        return {seed_, people_[person].number};
    }

    /// `count` people who meet the criteria, the `first`-th and those after it; past the last one
    /// it goes on with the first. `extent_sd` is that of the trial layer. Throws InputError when
    /// nobody does.
    [[nodiscard]] Enrolled enrol(const EntryCriteria& criteria, double extent_sd, std::size_t first,
                                 std::size_t count) const;

  private:
    std::uint64_t seed_;
    std::vector<PoolPerson> people_;
};

}  // namespace vesikin::study
