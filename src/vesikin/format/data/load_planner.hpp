// Reads what a planner knows: questions, gates, products and settings; and the file of a person,
// against the questions.
#pragma once

#include <filesystem>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/data/data_source.hpp"
#include "vesikin/format/units.hpp"
#include "vesikin/planner/plan.hpp"

namespace vesikin::format {

/// Questions in the order of asking; names of drugs and sites become choices. Throws InputError
/// with every problem of the first bad file.
[[nodiscard]] std::vector<planner::Question> load_questions(const DataSource& data,
                                                            const catalogue::Catalogue& model,
                                                            const catalogue::Body& body);

/// The same, and gates, products and settings.
[[nodiscard]] planner::PlannerKnowledge load_planner(const DataSource& data,
                                                     const catalogue::Catalogue& model,
                                                     const catalogue::Body& body);

/// Versions of person files that are read: 1 has fewer questions.
inline constexpr int first_person_schema = 1;
inline constexpr int last_person_schema = 2;

/// A person as data/persons has one. Notes every problem.
[[nodiscard]] planner::Person read_person(TableReader root,
                                          const std::vector<planner::Question>& questions);

/// A TOML file, or a JSON one by its ending. Throws InputError with every problem of the file.
[[nodiscard]] planner::Person load_person(const std::filesystem::path& path,
                                          const std::vector<planner::Question>& questions,
                                          const Units& units);

}  // namespace vesikin::format
