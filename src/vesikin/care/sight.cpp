#include "vesikin/care/sight.hpp"

#include <algorithm>
#include <cmath>

#include "vesikin/disease/response_rates.hpp"

namespace vesikin::care {

const catalogue::TrialLayer* CareWorld::layer() const {
    return catalogue != nullptr && catalogue->layer ? &catalogue->layer->layer : nullptr;
}

disease::ClinicalParameters<double> CareWorld::clinical() const {
    if (layer() != nullptr) {
        return catalogue::clinical_of(*catalogue->layer);
    }
    return published_clinical != nullptr ? *published_clinical
                                         : disease::ClinicalParameters<double>{};
}

double Sight::itch_scale() const {
    return std::min(1.0, disease::itch_maximum / std::max(own_itch, 1e-9));
}

double own_easi(population::PersonKey key, const disease::State<double>& rest,
                const CareWorld& world) {
    const double core_easi = disease::easi_score(rest);
    const catalogue::TrialLayer* layer = world.layer();
    return layer != nullptr ? population::draw_own_easi(core_easi, layer->extent_sd, key)
                            : core_easi;
}

Sight sight_of(population::PersonKey key, const disease::State<double>& rest,
               const CareWorld& world) {
    Sight sight{.core_easi = disease::easi_score(rest), .own_easi = own_easi(key, rest, world)};
    if (world.has_response()) {
        sight.own_itch = disease::resting_response(rest, world.clinical()).itch;
    }
    if (const catalogue::TrialLayer* layer = world.layer()) {
        const double log_spread = layer->signs_power_sd * population::draw_signs_deviate(key) +
                                  layer->signs_power_trial_sd * world.conditions.signs_power_z;
        sight.has_layer = true;
        sight.scale = {layer->signs_power * std::exp(log_spread), layer->signs_clear_share};
    }
    return sight;
}

SeenVisit untreated_visit(const Sight& sight) {
    return {.easi = sight.own_easi, .itch = sight.itch_scale() * sight.own_itch};
}

double participation_factor(const catalogue::TrialLayer& layer, double own_easi) {
    return std::pow(layer.participation_reference_easi / own_easi, layer.participation_by_easi);
}

namespace {

/// EASI over the own one that makes people leave.
double failing_share(const SeenVisit& at, const catalogue::TrialLayer& layer) {
    return std::max(0.0, at.easi_share - layer.exit_share);
}

/// What taking part takes off itch: it goes to its share of `itch_participation` at the rate of
/// itch, before day 0 and from what was reached there.
double itch_relief(double day, const SeenCare& care, const catalogue::TrialLayer& layer) {
    const double onset = -std::expm1(-layer.itch_rate * day);
    const double now = layer.itch_participation * care.participation_frac;
    const double before = layer.itch_participation * care.lead_in_participation_frac *
                          -std::expm1(-layer.itch_rate * care.lead_in_day);
    return now * onset + before * (1.0 - onset);
}

/// What topical background takes off the signs.
double cleared_by_topicals(double day, const SeenCare& care, const catalogue::TrialLayer& layer) {
    return layer.topicals_clearing * care.topicals_frac *
           -std::expm1(-layer.participation_onset_per_day * day);
}

/// Without a layer EASI is the core's own.
void see_core(const disease::State<double>& state, const Sight& sight, SeenVisit& seen) {
    seen.easi = disease::easi_score(state);
    seen.easi_share = sight.own_easi > 0.0 ? seen.easi / sight.own_easi : 1.0;
}

}  // namespace

void see(const simulation::CourseBlock& block, std::size_t item, std::span<const double> visit_day,
         const SeenCare& care, const Sight& sight, const CareWorld& world, const VisitNoise& noise,
         std::span<SeenVisit> course) {
    const catalogue::TrialLayer* layer = world.layer();
    // People whom the solver could not carry count as if they had left on day 0.
    const bool is_simulated = block.stop_reason(item) == simulation::StopReason::finished;
    const double stays_frac = is_simulated ? 1.0 : 0.0;
    const double itch_scale = sight.itch_scale();
    const bool has_lead_in = care.lead_in_day > 0.0;
    double hazard = 0.0;
    for (std::size_t time = 0; time < course.size(); ++time) {
        SeenVisit& now = course[time];
        now = untreated_visit(sight);
        now.stays_frac = stays_frac;
        if ((time == 0 && !has_lead_in) || !is_simulated) {
            continue;
        }
        const double day = time == 0 ? 0.0 : visit_day[time - 1];
        const std::size_t visit = has_lead_in ? time : time - 1;
        now.fluctuates = true;
        if (layer == nullptr) {
            see_core(block.state(item, visit), sight, now);
        }
        if (!block.has_response()) {
            continue;
        }
        const disease::Response<double>& under = block.response(item, visit);
        now.concentration_mg_per_l = block.concentration_mg_per_l(item, visit);
        now.itch = std::clamp(itch_scale * under.itch, 0.0, disease::itch_maximum);
        if (layer == nullptr) {
            continue;
        }
        now.easi_share =
            (1.0 - cleared_by_topicals(day, care, *layer)) * sight.seen_share(under.signs);
        now.easi = sight.own_easi * now.easi_share;
        now.ceiling_shift = noise.ceiling_shift(now.easi);
        now.itch = std::clamp(itch_scale * under.itch - itch_relief(day, care, *layer), 0.0,
                              disease::itch_maximum);
        if (time > 0) {
            const double passed = day - (time > 1 ? visit_day[time - 2] : 0.0);
            hazard += passed *
                      (layer->exit_per_day +
                       layer->exit_by_failure_per_day * 0.5 *
                           (failing_share(now, *layer) + failing_share(course[time - 1], *layer)));
            now.stays_frac = std::exp(-hazard);
        }
    }
}

}  // namespace vesikin::care
