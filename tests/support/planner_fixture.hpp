// The shipped questions, gates, products and settings, and persons written in a test.
#pragma once

#include <string>

#include "support/delivery_fixture.hpp"
#include "support/model_fixture.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::tests {

inline const planner::PlannerKnowledge& shipped_planner() {
    static const planner::PlannerKnowledge known =
        format::load_planner(shipped_data(), shipped_catalogue(), shipped_delivery().body);
    return known;
}

/// A person of a TOML text without its schema.
inline planner::Person person_of(const std::string& text) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "person.toml";
    format::write_text_file(path, "schema = 2\n" + text);
    return format::load_person(path, shipped_planner().questions, shipped_data().units());
}

}  // namespace vesikin::tests
