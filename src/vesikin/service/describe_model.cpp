#include "vesikin/service/describe_model.hpp"

#include <utility>

#include "vesikin/outcome/list.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

ModelAnswer describe_model(const Knowledge& knowledge, const std::string& model,
                           std::vector<std::string> command_words) {
    const catalogue::Catalogue& catalogue = knowledge.catalogue(model);
    return {.catalogue = catalogue,
            .outcomes = outcome::all_outcomes(catalogue),
            .manifest = look_up_manifest("model", std::move(command_words), knowledge)};
}

}  // namespace vesikin::service
