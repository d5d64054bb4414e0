#include "vesikin/catalogue/model_description.hpp"

#include <cmath>

#include "vesikin/disease/fields.hpp"

namespace vesikin::catalogue {

disease::State<double> ModelDescription::seed() const {
    disease::State<double> x{};
    for (std::size_t i = 0; i < disease::state_count; ++i) {
        x.*disease::state_fields[i].member = states[i].seed;
    }
    return x;
}

disease::Parameters<double> ModelDescription::median_patient() const {
    disease::Parameters<double> k{};
    for (std::size_t i = 0; i < disease::parameter_count; ++i) {
        k.*disease::parameter_fields[i].member = std::exp(parameters[i].inside.mu_log);
    }
    return k;
}

}  // namespace vesikin::catalogue
