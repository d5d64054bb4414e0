// The closed set of input processes: the physics that route files can name.
#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <utility>
#include <variant>

#include "vesikin/delivery/channels.hpp"
#include "vesikin/delivery/depot.hpp"
#include "vesikin/delivery/infusion.hpp"
#include "vesikin/delivery/sonophoresis.hpp"

namespace vesikin::delivery {

/// A struct with `name`, `Settings` and `Parameters` with their tables `setting_fields` and
/// `parameter_fields`, and `place`, which says what a session does to one person's skin per unit of
/// dose. It may have `session_day(settings)`.
template <class P>
concept InputProcess = requires(const Session& session, const typename P::Settings& settings,
                                const typename P::Parameters& parameters, const Skin& skin) {
    { P::name } -> std::convertible_to<std::string_view>;
    { P::setting_fields[0] } -> std::convertible_to<Field<typename P::Settings>>;
    { P::parameter_fields[0] } -> std::convertible_to<Field<typename P::Parameters>>;
    { P::place(session, settings, parameters, skin) } -> std::same_as<Placement>;
};

template <InputProcess... P>
using OneOf = std::variant<P...>;

/// Sorted by name.
using Process = OneOf<Channels, Depot, Infusion, Sonophoresis>;

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
