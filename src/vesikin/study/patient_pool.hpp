// Virtual patients at rest, found once and shared by all arms that draw on them, and how a trial
// enrols from them.
#pragma once

#include <cstdint>
#include <vector>

#include "vesikin/care/enrolment.hpp"
#include "vesikin/catalogue/model_description.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::study {

/// The people of one arm and weights (sum 1) that give them the mean EASI asked for.
struct Enrolled {
    care::People people;
    std::vector<double> weight;
};

/// Which people of the pool.
struct PeopleRange {
    std::size_t first = 0;
    std::size_t count = 0;
};

class PatientPool {
  public:
    /// Draws `size` patients of the model's population and brings them to rest; those whom the
    /// solver cannot carry are left out.
    PatientPool(const catalogue::ModelDescription& model, std::uint64_t seed, std::uint64_t size,
                const RunControl& control);

    [[nodiscard]] std::uint64_t seed() const noexcept { return seed_; }

    [[nodiscard]] const care::People& people() const noexcept { return people_; }

    [[nodiscard]] std::size_t size() const noexcept { return people_.count(); }

    /// People who meet the criteria as `world` scores them, those of the range; past the last one
    /// it goes on with the first. Throws InputError when nobody does.
    [[nodiscard]] Enrolled enrol(const care::Enrolment& criteria, const care::CareWorld& world,
                                 PeopleRange range) const;

  private:
    std::uint64_t seed_;
    care::People people_;
};

}  // namespace vesikin::study
