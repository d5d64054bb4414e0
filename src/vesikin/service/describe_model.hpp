// Use case: what the program knows - the catalogue of one model with its drugs and sources.
#pragma once

#include <string>
#include <vector>

#include "vesikin/format/model_files.hpp"
#include "vesikin/service/knowledge.hpp"

namespace vesikin::service {

struct ModelAnswer {
    const catalogue::Catalogue& catalogue;  ///< of the knowledge
    std::vector<outcome::Outcome> outcomes;
    format::Manifest manifest;

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::ModelRecord record() const { return {catalogue, outcomes, manifest}; }
};

/// Throws InputError for an unknown model (the message lists the known ones) or a bad data file.
[[nodiscard]] ModelAnswer describe_model(const Knowledge& knowledge, const std::string& model,
                                         std::vector<std::string> command_words);

}  // namespace vesikin::service
