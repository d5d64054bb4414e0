// Where a number comes from and how we know it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vesikin::catalogue {

/// The kind of evidence behind a number.
enum class Evidence : unsigned char {
    measured_human,
    measured_animal,
    in_vitro,
    calibrated,
    derived,
    assumed
};

/// How we know what the source says.
enum class Mark : unsigned char { read, recalled, estimate, assumed };

/// Names as in data files, in the order of the enums.
inline constexpr std::array<std::string_view, 6> evidence_names{
    "measured_human", "measured_animal", "in_vitro", "calibrated", "derived", "assumed"};
inline constexpr std::array<std::string_view, 4> mark_names{"read", "recalled", "estimate",
                                                            "assumed"};

[[nodiscard]] constexpr std::string_view name_of(Evidence evidence) {
    return evidence_names[static_cast<std::size_t>(evidence)];
}

[[nodiscard]] constexpr std::string_view name_of(Mark mark) {
    return mark_names[static_cast<std::size_t>(mark)];
}

/// The three marks that every number carries. `source` is a key of the list of sources.
struct Provenance {
    std::string source;
    Evidence evidence = Evidence::assumed;
    Mark mark = Mark::assumed;
};

/// A paper, guideline or page that numbers rest on.
struct Source {
    std::string key;
    std::string authors;
    int year = 0;
    std::string title;
    std::string published_in;
    std::optional<std::string> doi;
    std::optional<std::string> url;
    std::optional<std::string> note;
};

}  // namespace vesikin::catalogue
