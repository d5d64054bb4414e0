#include "vesikin/cli/outcome_text.hpp"

#include <fmt/format.h>

namespace vesikin::cli {

std::string outcome_text(const format::Texts& outcomes, std::string_view kind,
                         const outcome::Outcome& outcome, const catalogue::Catalogue& catalogue) {
    const std::string key = fmt::format("{}_{}", kind, outcome.name);
    const std::string own =
        outcomes.or_else(key, kind == "meaning" ? outcome.meaning : outcome.label);
    // Without a layer nobody judges, and the list reads an outcome off the core by another rule.
    return catalogue.layer ? own : outcomes.or_else(key + "_of_core", own);
}

}  // namespace vesikin::cli
