#include "vesikin/service/pack_data.hpp"

#include "vesikin/format/data/bundle.hpp"

namespace vesikin::service {

PackedData pack_data(const Knowledge& knowledge) {
    knowledge.load_all();  // checks, and asks for all ratios of units
    return {.files = knowledge.files().size(), .bundle = format::bundle_of(knowledge.data())};
}

}  // namespace vesikin::service
