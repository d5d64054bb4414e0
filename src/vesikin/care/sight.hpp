// What a physician sees of a person, and what the person feels: signs lag the core and fall with a
// power, topicals and taking part take their share, people leave. The only place where this is
// written; every study sees people through it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "vesikin/care/visit_noise.hpp"
#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/population/person_draw.hpp"
#include "vesikin/simulation/plan.hpp"

namespace vesikin::care {

/// What a trial is like beside its design: deviates of what differs between trials.
struct TrialConditions {
    double participation_z = 0.0;
    double signs_power_z = 0.0;
};

/// The model as one world has it. What it refers to outlives it.
struct CareWorld {
    const catalogue::Catalogue* catalogue = nullptr;  ///< with the numbers to use
    TrialConditions conditions{};
    /// Read-outs beside the core in a model without a trial layer; null where the core is all that
    /// is followed.
    const disease::ClinicalParameters<double>* published_clinical = nullptr;

    /// The trial layer, or null.
    [[nodiscard]] const catalogue::TrialLayer* layer() const;

    /// Whether more than the core is followed.
    [[nodiscard]] bool has_response() const {
        return layer() != nullptr || published_clinical != nullptr;
    }

    /// How read-outs follow the core; zeros where nothing but the core is followed.
    [[nodiscard]] disease::ClinicalParameters<double> clinical() const;
};

/// How what is seen of one person follows the core.
struct Sight {
    bool has_layer = false;  ///< false: as published, EASI is the core's own at once
    double core_easi = 0.0;  ///< of the untreated core
    double own_easi = 0.0;   ///< untreated, as scored
    double own_itch = 0.0;   ///< untreated, as the drivers say: may lie beyond the scale
    disease::SignsScale scale{};

    /// EASI as scored over the person's own, when the lagging signs of the core stand at `signs`.
    [[nodiscard]] double seen_share(double signs) const {
        return core_easi > 0.0 ? disease::seen_share(signs / core_easi, own_easi, scale) : 1.0;
    }

    /// What drivers of itch count on the scale, which ends at 10: a person whose drivers say more
    /// is at its end, and falls from there.
    [[nodiscard]] double itch_scale() const;
};

/// EASI of a person before anything, as scored.
[[nodiscard]] double own_easi(population::PersonKey key, const disease::State<double>& rest,
                              const CareWorld& world);

[[nodiscard]] Sight sight_of(population::PersonKey key, const disease::State<double>& rest,
                             const CareWorld& world);

/// One person at one time, without the fluctuation of single visits.
struct SeenVisit {
    double easi = 0.0;           ///< as scored
    double easi_share = 1.0;     ///< of the person's own
    double ceiling_shift = 0.0;  ///< see `VisitNoise`
    bool fluctuates = false;     ///< not at a baseline, which is what others are held against
    double itch = 0.0;           ///< peak itch, 0..10
    double stays_frac = 1.0;     ///< probability of neither having left nor having needed rescue
    double concentration_mg_per_l = 0.0;
};

/// A person before anything.
[[nodiscard]] SeenVisit untreated_visit(const Sight& sight);

/// What beside the drugs acts on what is seen.
struct SeenCare {
    double topicals_frac = 0.0;
    double participation_frac = 1.0;
    double lead_in_day = 0.0;  ///< days of taking part before day 0
    double lead_in_participation_frac = 0.0;
};

/// Fills `course` (day 0, then `visit_day`) with what is seen of an item of a block, whose visits
/// are those days, after one of day 0 where there was a lead-in.
void see(const simulation::CourseBlock& block, std::size_t item, std::span<const double> visit_day,
         const SeenCare& care, const Sight& sight, const CareWorld& world, const VisitNoise& noise,
         std::span<SeenVisit> course);

/// What severity does to the participation effect.
[[nodiscard]] double participation_factor(const catalogue::TrialLayer& layer, double own_easi);

}  // namespace vesikin::care
