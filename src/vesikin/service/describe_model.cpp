#include "vesikin/service/describe_model.hpp"

#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

ModelAnswer describe_model(const Installation& installation, const std::string& model) {
    const format::UnitSystem units;
    ModelAnswer answer{
        .catalogue = format::load_catalogue(installation.data_folder, model, units).catalogue,
        .outcomes = {},
        .manifest = look_up_manifest("model", installation)};
    answer.outcomes = outcome::all_outcomes(answer.catalogue);
    return answer;
}

}  // namespace vesikin::service
