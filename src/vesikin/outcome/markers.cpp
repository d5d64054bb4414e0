#include "vesikin/outcome/markers.hpp"

#include <algorithm>
#include <array>

#include "vesikin/disease/response_rates.hpp"

namespace vesikin::outcome {

namespace {

using simulation::Snapshot;

/// Level of a core state relative to the person's own.
template <double disease::State<double>::*member>
double relative(const Snapshot& baseline, const Snapshot& now, const WaterLoss& /*water*/) {
    return now.state.*member / baseline.state.*member;
}

template <double disease::Response<double>::*member>
double factor(const Snapshot& /*baseline*/, const Snapshot& now, const WaterLoss& /*water*/) {
    return now.response.*member;
}

double easi(const Snapshot& /*baseline*/, const Snapshot& now, const WaterLoss& /*water*/) {
    return now.response.signs;
}

double itch(const Snapshot& /*baseline*/, const Snapshot& now, const WaterLoss& /*water*/) {
    constexpr double scale_end = 10.0;
    return std::clamp(now.response.itch, 0.0, scale_end);
}

double water_loss(const Snapshot& /*baseline*/, const Snapshot& now, const WaterLoss& water) {
    return water.base_g_per_m2_h + water.by_damage_g_per_m2_h * (1.0 - now.state.barrier_integrity);
}

/// IL-33 is an alarm of damage: it follows what is lost of the barrier.
double il33(const Snapshot& baseline, const Snapshot& now, const WaterLoss& /*water*/) {
    return (1.0 - now.state.barrier_integrity) / (1.0 - baseline.state.barrier_integrity);
}

using S = disease::State<double>;
using R = disease::Response<double>;

constexpr std::array<Marker, 20> markers{{
    {"easi", "1", easi},
    {"itch", "1", itch},
    {"tewl", "g/m2/h", water_loss},
    {"pathogens", "1", relative<&S::pathogens>},
    {"il4", "1", relative<&S::il4>},
    {"il13", "1", relative<&S::il13>},
    {"il31", "1", relative<&S::il31>},
    {"il23", "1", factor<&R::il23>},
    {"tnf", "1", factor<&R::tnf>},
    {"il1b", "1", factor<&R::il1b>},
    {"il10", "1", factor<&R::il10>},
    {"tgfb", "1", factor<&R::tgfb>},
    {"treg", "1", factor<&R::treg>},
    {"il33", "1", il33},
    {"ceramide", "1", factor<&R::ceramide>},
    {"ige", "1", factor<&R::ige>},
    {"eosinophils", "1", factor<&R::eosinophils>},
    {"il17", "1", relative<&S::il17>},
    {"ifng", "1", relative<&S::ifng>},
    {"tslp", "1", relative<&S::tslp>},
}};

}  // namespace

std::span<const Marker> all_markers() {
    return markers;
}

void look(simulation::Snapshot& snapshot, const Sight& sight) {
    double& signs = snapshot.response.signs;
    signs = sight.has_layer ? sight.own_easi * sight.seen_share(signs)
                            : disease::easi_score(snapshot.state);
}

simulation::Snapshot resting_snapshot(const disease::State<double>& baseline,
                                      const disease::ClinicalParameters<double>& clinical) {
    return {baseline, disease::resting_response(baseline, clinical), 0.0};
}

}  // namespace vesikin::outcome
