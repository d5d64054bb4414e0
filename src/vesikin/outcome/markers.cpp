#include "vesikin/outcome/markers.hpp"

#include <array>

namespace vesikin::outcome {

namespace {

/// Level of a core state relative to the person's own.
template <double disease::State<double>::*member>
double relative(const MarkerView& person) {
    return person.now.state.*member / person.rest.state.*member;
}

template <double disease::Response<double>::*member>
double factor(const MarkerView& person) {
    return person.now.response.*member;
}

double easi(const MarkerView& person) {
    return person.seen.easi;
}

double itch(const MarkerView& person) {
    return person.seen.itch;
}

double water_loss(const MarkerView& person) {
    return person.water_loss.base_g_per_m2_h +
           person.water_loss.by_damage_g_per_m2_h * (1.0 - person.now.state.barrier_integrity);
}

/// IL-33 is an alarm of damage: it follows what is lost of the barrier.
double il33(const MarkerView& person) {
    return (1.0 - person.now.state.barrier_integrity) / (1.0 - person.rest.state.barrier_integrity);
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

}  // namespace vesikin::outcome
