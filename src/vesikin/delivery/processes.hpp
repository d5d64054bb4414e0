// The closed set of input processes: the physics that route files can name.
#pragma once

#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "vesikin/delivery/channels.hpp"
#include "vesikin/delivery/depot.hpp"
#include "vesikin/delivery/infusion.hpp"
#include "vesikin/delivery/sonophoresis.hpp"

namespace vesikin::delivery {

/// A process is a struct with `name`, `Settings` and `Parameters` with their tables
/// `setting_fields` and `parameter_fields`, and `place`, which says what a session does to one
/// person's skin per unit of dose. It may have `session_day(settings)`. Sorted by
/// name.
using Process = std::variant<Channels, Depot, Infusion, Sonophoresis>;

inline constexpr std::size_t process_count = std::variant_size_v<Process>;

template <std::size_t... I>
constexpr auto process_names_of(std::index_sequence<I...> /*indices*/) {
    return std::array<std::string_view, sizeof...(I)>{
        std::variant_alternative_t<I, Process>::name...};
}

/// Names as in route files, in the order of the variant.
inline constexpr auto process_names = process_names_of(std::make_index_sequence<process_count>{});

template <std::size_t... I>
constexpr std::array<Process, sizeof...(I)> all_processes_of(std::index_sequence<I...> /*i*/) {
    return {Process{std::variant_alternative_t<I, Process>{}}...};
}

inline constexpr auto all_processes = all_processes_of(std::make_index_sequence<process_count>{});

}  // namespace vesikin::delivery
