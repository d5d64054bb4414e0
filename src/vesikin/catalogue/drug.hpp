// Drugs: what they do to the model while they act.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/disease/parameters.hpp"

namespace vesikin::catalogue {

/// One constant effect of a drug on one target.
struct DrugEffect {
    enum class Kind : unsigned char {
        block,  ///< keeps a share of a mediator from acting
        add,    ///< adds to a mediator's level
    };

    std::string target;     ///< state name, e.g. "il13"
    std::size_t field = 0;  ///< the entry of `disease::effect_fields` that it drives
    Kind kind = Kind::block;
    double size = 0.0;    ///< share blocked 0..1, or level added
    double access = 1.0;  ///< share of the target that the drug can reach, 0..1
    std::string meaning;
    Provenance provenance;
};

struct Drug {
    std::string name;
    std::string label;
    std::string description;
    std::vector<DrugEffect> effects;
};

/// The joint effect of drugs given together. Blocks act independently, 1 - (1-a)(1-b); added levels
/// add up.
[[nodiscard]] disease::Effects<double> combined_effects(std::span<const Drug* const> drugs);

}  // namespace vesikin::catalogue
