// One row of a table of numbers: what it is called in data files, its unit inside and what is
// allowed.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

#include "vesikin/base/error.hpp"

namespace vesikin::delivery {

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

/// `unit` is the unit inside (UDUNITS-2 text); `lower` and `upper` are allowed values in that unit.
template <class Owner>
struct Field {
    std::string_view name;
    std::string_view unit;
    double lower;
    double upper;
    std::string_view meaning;
    double Owner::*member;
};

/// The same row without its owner, for code that only walks lists of numbers.
struct FieldText {
    std::string_view name;
    std::string_view unit;
    double lower;
    double upper;
    std::string_view meaning;
};

/// Fills an owner from numbers in the order of its table.
template <class Owner, std::size_t N>
[[nodiscard]] Owner from_values(const std::array<Field<Owner>, N>& fields,
                                std::span<const double> values) {
    VESIKIN_CHECK(values.size() == N, "one value for each field");
    Owner owner;
    for (std::size_t i = 0; i < N; ++i) {
        owner.*fields[i].member = values[i];
    }
    return owner;
}

}  // namespace vesikin::delivery
