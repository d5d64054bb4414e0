// How people like one person are found: scores/likeness.toml, and the file of a person's own
// course.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/data/data_source.hpp"
#include "vesikin/format/units.hpp"
#include "vesikin/planner/own_course.hpp"

namespace vesikin::format {

/// Loads `scores/likeness.toml`. Throws InputError with every problem.
[[nodiscard]] planner::LikenessSettings load_likeness(
    const DataSource& data, const std::vector<catalogue::Source>& sources);

/// A person's own course. Notes every problem.
[[nodiscard]] planner::OwnCourse read_own_course(TableReader root,
                                                 const catalogue::Catalogue& model);

/// A TOML file, or a JSON one by its ending. Throws InputError with every problem of the file.
[[nodiscard]] planner::OwnCourse load_own_course(const std::filesystem::path& path,
                                                 const catalogue::Catalogue& model,
                                                 const Units& units);

}  // namespace vesikin::format
