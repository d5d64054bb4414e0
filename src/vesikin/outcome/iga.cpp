#include "vesikin/disease/scores.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

Outcome iga_clear_or_almost_clear(const catalogue::EasiBands& bands) {
    return {.name = "iga_0_1",
            .label = "IGA 0/1 (by EASI)",
            .unit = "%",
            .meaning = "share of patients clear or almost clear, read from EASI severity strata",
            .kind = OutcomeKind::proportion,
            .binning = {},
            .read = [bands](const auto&, const auto& at_visit) {
                return bands.iga_of(disease::easi_score(at_visit)) <= 1 ? 1.0 : 0.0;
            }};
}

}  // namespace vesikin::outcome
