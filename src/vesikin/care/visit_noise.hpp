// How a single visit differs from a person's course: EASI, itch and the physician's global
// assessment fluctuate. One distribution for drawing a visit and for expecting over visits.
#pragma once

#include <vector>

#include "vesikin/catalogue/trial_layer.hpp"

namespace vesikin::care {

/// Three standard normal deviates of one person at one visit.
struct VisitDeviates {
    double easi = 0.0;
    double rater = 0.0;
    double itch = 0.0;
};

/// EASI at a visit is min(72, exp(middle + sigma z)) where `middle` is such that its mean is the
/// course: without a ceiling that is log(course) - sigma^2 / 2, near the ceiling it lies higher.
/// Itch at a visit is middle + sd z cut at 0 and 10, with a mean that is the course likewise.
class VisitNoise {
  public:
    /// No noise: the published model.
    VisitNoise() = default;

    explicit VisitNoise(const catalogue::TrialLayer& layer);

    /// Whether it is that of a layer. Its tables cost a tenth of a millisecond.
    [[nodiscard]] bool is_of(const catalogue::TrialLayer& layer) const;

    [[nodiscard]] double easi_sd_log() const noexcept { return easi_sd_log_; }

    [[nodiscard]] double iga_sd_log() const noexcept { return iga_sd_log_; }

    [[nodiscard]] double itch_sd() const noexcept { return itch_sd_; }

    /// What the ceiling adds to `middle` for a course at that EASI.
    [[nodiscard]] double ceiling_shift(double easi) const;

    /// A visit of a course at `easi`, given the shift that belongs to it.
    [[nodiscard]] double draw_easi(double easi, double shift, const VisitDeviates& z) const;

    [[nodiscard]] double draw_itch(double itch, const VisitDeviates& z) const;

    /// The probability that EASI at a visit lies below `limit`.
    [[nodiscard]] double easi_below(double limit, double easi, double shift) const;

    /// The probability that a rater whose limit is log-normal about `limit` (IGA) sees less than
    /// it.
    [[nodiscard]] double clear_below(double limit, double easi, double shift) const;

    /// The middle of visits' itch before it is cut where the scale ends.
    [[nodiscard]] double itch_middle(double itch) const;

    /// The probability that itch at a visit is `limit` or less.
    [[nodiscard]] double itch_at_most(double limit, double itch) const;

  private:
    double easi_sd_log_ = 0.0;
    double iga_sd_log_ = 0.0;
    double itch_sd_ = 0.0;
    std::vector<double> shift_sd_;  ///< in units of sigma, by the logarithm of the distance to 72
    std::vector<double> itch_middle_;  ///< by itch, evenly from 0 to 10
};

/// The standard normal distribution function.
[[nodiscard]] double normal_below(double z);

}  // namespace vesikin::care
