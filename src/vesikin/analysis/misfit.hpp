// What a fit makes small: squared residuals of rows, as a function of the logarithms of the free
// numbers.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace vesikin::analysis {

using Numbers = std::vector<double>;  ///< logarithms of the free numbers

/// Limits of a search.
struct Bounds {
    Numbers lower;
    Numbers upper;
};

/// Counts evaluations and keeps the best point. Not thread-safe.
class Misfit {
  public:
    explicit Misfit(Bounds bounds) : bounds_(std::move(bounds)) {}

    Misfit(const Misfit&) = delete;
    Misfit& operator=(const Misfit&) = delete;
    virtual ~Misfit() = default;

    /// (simulated - published) / sd of every row. May throw to end the fit.
    [[nodiscard]] std::vector<double> residuals(const Numbers& numbers);

    /// The sum of squared residuals.
    [[nodiscard]] double value(const Numbers& numbers);

    /// Slopes of the residuals by each number, one number after the other, by central differences
    /// within the bounds.
    [[nodiscard]] std::vector<double> slopes(const Numbers& at);

    [[nodiscard]] const Bounds& bounds() const noexcept { return bounds_; }

    [[nodiscard]] std::size_t evaluations() const noexcept { return evaluations_; }

    /// The numbers of the least misfit since `forget_best`.
    [[nodiscard]] const Numbers& best() const noexcept { return best_numbers_; }

    void forget_best() { best_numbers_.clear(); }

  protected:
    /// Of the rows.
    [[nodiscard]] virtual std::vector<double> evaluate(const Numbers& numbers) = 0;

    /// Called after each evaluation with the least misfit so far.
    virtual void evaluated(double /*least*/) {}

  private:
    Bounds bounds_;
    std::size_t evaluations_ = 0;
    double best_ = 0.0;
    Numbers best_numbers_;
};

}  // namespace vesikin::analysis
