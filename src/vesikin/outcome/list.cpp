#include "vesikin/outcome/list.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"

namespace vesikin::outcome {

const std::vector<Outcome>& seen_outcomes() {
    static const std::vector<Outcome> list{
        easi(),
        easi_change(),
        easi_percent_change(),
        easi_response(50),
        easi_response(75),
        easi_response(90),
        iga_clear_or_almost_clear(),
        itch(),
        itch_change(),
        itch_response(4),
    };
    return list;
}

const Outcome& seen_outcome(std::string_view name) {
    const auto found = std::ranges::find(seen_outcomes(), name, &Outcome::name);
    VESIKIN_CHECK(found != seen_outcomes().end(), "an outcome that is asked for is in the list");
    return *found;
}

std::vector<Outcome> all_outcomes(const catalogue::Catalogue& catalogue) {
    std::vector<Outcome> list;
    for (const Outcome& outcome : seen_outcomes()) {
        if (catalogue.layer || !outcome.needs_layer) {
            list.push_back(outcome);
        }
    }
    if (!catalogue.layer) {
        Outcome& iga = *std::ranges::find(list, "iga_0_1", &Outcome::name);
        iga.label = "IGA 0/1 (by EASI)";
        iga.meaning = "share of patients clear or almost clear, read from EASI severity strata";
    }
    for (std::size_t i = 0; i < disease::state_count; ++i) {
        list.push_back(state_level(catalogue.model.states[i], i));
    }
    return list;
}

}  // namespace vesikin::outcome
