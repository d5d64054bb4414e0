// Counter-based random numbers: a draw is a pure function of (seed, subject, purpose, index), so
// threads, batches and order change nothing.
#pragma once

#include <cstdint>

namespace vesikin::base {

/// What a stream is for. Streams of different purpose are independent; values are part of the
/// format of a seed.
enum class StreamPurpose : std::uint32_t {
    patient_parameters = 1,
    world = 2,
    delivery = 3,
    vesicle_world = 4,
    body = 5,
    drug_kinetics = 6,
    trial_world = 7,
    calibration = 8,
    fluctuation = 9,
    leaving = 10,
    priorities = 11,
    likeness = 12,
    test = 1000,
};

/// The random numbers of one subject for one purpose. Holds no state that changes; safe to share
/// between threads.
///
/// Generator: Philox4x32-10 [Salmon2011] with key = seed and counter = (index, purpose, subject).
class RandomStream {
  public:
    RandomStream(std::uint64_t seed, std::uint64_t subject, StreamPurpose purpose) noexcept
        : seed_(seed), subject_(subject), purpose_(purpose) {}

    /// The index-th uniform number, in the open interval (0, 1).
    [[nodiscard]] double uniform(std::uint32_t index) const noexcept;

    /// The index-th standard normal number.
    [[nodiscard]] double standard_normal(std::uint32_t index) const noexcept;

  private:
    std::uint64_t seed_;
    std::uint64_t subject_;
    StreamPurpose purpose_;
};

}  // namespace vesikin::base
