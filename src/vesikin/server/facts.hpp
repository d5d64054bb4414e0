// What the page has to know before anybody asks anything: what is asked of a person, people to try,
// words, and what this program is. Each is one JSON text, made once.
#pragma once

#include <string>
#include <vector>

#include "vesikin/service/knowledge.hpp"

namespace vesikin::server {

struct Facts {
    std::string meta;
    std::string questions;
    std::string persons;
    std::string texts;
};

/// Throws InputError for data that are not as they should be.
[[nodiscard]] Facts facts_of(const service::Knowledge& knowledge,
                             const std::vector<std::string>& languages);

}  // namespace vesikin::server
