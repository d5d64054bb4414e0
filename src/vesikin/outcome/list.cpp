#include "vesikin/outcome/list.hpp"

namespace vesikin::outcome {

std::vector<Outcome> all_outcomes(const catalogue::Catalogue& catalogue) {
    std::vector<Outcome> list{
        easi(), easi_percent_change(), easi_response(50), easi_response(75), easi_response(90),
    };
    if (catalogue.layer) {
        list.push_back(iga_clear_by_raters(catalogue.layer->layer));
        list.push_back(itch());
        list.push_back(itch_response(4));
    } else {
        list.push_back(iga_clear_or_almost_clear(catalogue.easi_bands));
    }
    for (std::size_t i = 0; i < disease::state_count; ++i) {
        list.push_back(state_level(catalogue.model.states[i], i));
    }
    return list;
}

}  // namespace vesikin::outcome
