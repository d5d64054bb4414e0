#include "vesikin/service/list_evidence.hpp"

#include <utility>

#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

EvidenceAnswer list_evidence(const Knowledge& knowledge, const catalogue::EvidenceFilter& filter,
                             std::vector<std::string> command_words) {
    const catalogue::EvidenceBase& base = knowledge.evidence();
    return {.base = base,
            .selected = catalogue::select_evidence(base, filter),
            .vesicles = knowledge.vesicles(),
            .sources = knowledge.sources(),
            .manifest = look_up_manifest("evidence", std::move(command_words), knowledge)};
}

}  // namespace vesikin::service
