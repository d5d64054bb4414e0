// One world of a comparison: what nobody knows is drawn, sessions are followed through bodies, and
// all people are treated in every arm.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "vesikin/care/treat.hpp"
#include "vesikin/study/comparison.hpp"
#include "vesikin/study/comparison_summary.hpp"

namespace vesikin::study {

/// The arms without vesicles in one model: read, and the dummy's EASI by person and time.
struct PlainArms {
    std::vector<ArmSums> sums;  ///< by `PlainArm`, then standard care
    std::vector<double> dummy_easi;

    /// The dummy course of a person.
    [[nodiscard]] std::span<const double> of(std::size_t person, std::size_t times) const {
        return std::span(dummy_easi).subspan(person * times, times);
    }
};

/// What the worlds of a study share. Outlives the simulators.
struct ComparisonWork {
    const ComparisonDesign& design;
    const catalogue::VesicleCatalogue& vesicles;
    const care::People& people;
    const std::vector<Reading>& readings;
    std::optional<PlainArms> plain{};  ///< where worlds do not differ in the model

    /// The model of a world: that of `drawn`, or the typical one.
    [[nodiscard]] care::CareWorld world(const std::optional<catalogue::Catalogue>& drawn) const;

    [[nodiscard]] care::Schedule schedule() const {
        return {.visit_day = design.visit_day, .lead_in = design.lead_in};
    }
};

/// Simulates the arms without vesicles.
[[nodiscard]] PlainArms simulate_plain_arms(const ComparisonWork& work,
                                            const care::CareWorld& world,
                                            care::Treatment& treatment);

/// One thread's solver and lists, reused between worlds.
class WorldSimulator {
  public:
    WorldSimulator(const ComparisonWork& work, const RunControl& control);

    [[nodiscard]] WorldResult simulate(std::uint64_t index);

    [[nodiscard]] const simulation::SolverWork& solver_work() { return treatment_.solver().work(); }

  private:
    /// Bodies of one way: the treated skin, and the skin elsewhere.
    struct WayBodies {
        std::vector<care::SessionBody> treated;
        std::vector<care::SessionBody> elsewhere;
    };

    void follow_way(std::size_t way, const catalogue::VesicleWorld& world, std::uint64_t index,
                    WorldResult& result);
    void simulate_chunk(std::size_t first, std::size_t count,
                        const disease::VesicleAction<double>& action, WorldResult& result);
    void read(const care::SeenPeople& seen, std::size_t first, std::size_t person, std::size_t way,
              std::size_t arm, WorldResult& result) const;
    void attribute(const disease::VesicleAction<double>& action, WorldResult& result);

    [[nodiscard]] const PlainArms& plain() const { return work_.plain ? *work_.plain : own_plain_; }

    const ComparisonWork& work_;
    const ComparisonDesign& design_;
    care::Treatment treatment_;
    std::vector<std::vector<double>> since_session_day_;  ///< by way and time
    std::optional<catalogue::Catalogue> drawn_;
    care::CareWorld world_;
    PlainArms own_plain_;
    std::vector<care::CareCourse> courses_;  ///< by way
    std::vector<WayBodies> bodies_;          ///< by way
};

}  // namespace vesikin::study
