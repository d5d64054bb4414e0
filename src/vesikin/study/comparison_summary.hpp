// What one world of a comparison yields, and how worlds become bands, probabilities and values of
// knowing.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "vesikin/study/comparison.hpp"

namespace vesikin::study {

/// Means over people of one arm, by time.
class ArmSums {
  public:
    explicit ArmSums(std::size_t times = 0, std::size_t numbers = 0);

    /// A person's numbers, time by time.
    void add(const std::vector<PersonNumbers>& course);

    /// Turns sums into means and the spread between people into its 10 % and 90 % points.
    void close();

    /// Markers and readings.
    [[nodiscard]] std::size_t numbers() const { return mean_.front().size(); }

    [[nodiscard]] double mean(std::size_t time, std::size_t number) const {
        return mean_[time][number];
    }

    [[nodiscard]] double person_p10(std::size_t time) const { return p10_[time]; }

    [[nodiscard]] double person_p90(std::size_t time) const { return p90_[time]; }

    /// Hands what is left after close() to an archive, for writing or reading.
    template <class Archive>
    void visit(Archive& archive) {
        archive(mean_);
        archive(p10_);
        archive(p90_);
    }

  private:
    std::vector<PersonNumbers> mean_;
    std::vector<std::size_t> count_;
    std::vector<std::vector<double>> changes_;  ///< of EASI, every person; dropped by close()
    std::vector<double> p10_;
    std::vector<double> p90_;
};

/// One world.
struct WorldResult {
    WorldResult() = default;
    /// `without`: the arms without vesicles.
    WorldResult(std::vector<ArmSums> without, std::size_t ways, std::size_t times,
                std::size_t numbers);

    /// The arm of a way, which come after the plain ones.
    [[nodiscard]] ArmSums& way(std::size_t index) {
        return arms[arms.size() - cargo.size() + index];
    }

    std::vector<ArmSums> arms;
    std::vector<double> unknowns;
    bool has_effect = true;
    std::vector<std::vector<double>> delivery_unknowns;  ///< by way: mean logarithms over people
    std::vector<double> cargo;                           ///< by way, of skin cells
    std::vector<double> immune_cargo;                    ///< by way
    std::vector<double> reached_label_frac;              ///< by way
    std::vector<std::array<double, 16>> coalitions;      ///< by way; see `Attribution`
    bool has_coalitions = false;
    std::size_t failed_items = 0;
};

/// A world as a list of numbers, so that a stopped comparison keeps it.
[[nodiscard]] std::vector<double> numbers_of(WorldResult world);

/// The world of such a list.
[[nodiscard]] WorldResult world_of(const std::vector<double>& numbers);

/// Bands and shares over worlds; without arms for fewer than two worlds.
[[nodiscard]] ComparisonAnswer summarise_comparison(const ComparisonDesign& design,
                                                    const catalogue::VesicleCatalogue& vesicles,
                                                    const std::vector<Reading>& readings,
                                                    const std::vector<WorldResult>& worlds);

/// Shapley values of four players from the values of all sixteen coalitions (bit i = player i is
/// in) [Shapley1953].
[[nodiscard]] std::array<double, 4> shapley_values(const std::array<double, 16>& coalition);

}  // namespace vesikin::study
