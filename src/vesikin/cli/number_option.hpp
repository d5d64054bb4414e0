// Options whose value is a number: decimal and within what the option allows, or refused with what
// was typed. No command reads a number in another way.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace vesikin::cli {

/// Whole numbers from `lower` to `upper`, ends included. What depends on files or other options is
/// checked by the use case.
struct WholeRange {
    std::uint64_t lower = 0;
    std::uint64_t upper = std::numeric_limits<std::uint64_t>::max();
};

/// The whole number typed for an option. Throws InputError.
[[nodiscard]] std::uint64_t read_whole_number(const std::string& option, const std::string& typed,
                                              WholeRange allowed);

/// The finite number typed for an option. Throws InputError.
[[nodiscard]] double read_number(const std::string& option, const std::string& typed);

/// An option that hands what was typed to `read` and shows `shown_default`, unless empty, in its
/// help.
CLI::Option* add_typed_option(CLI::App& command, const std::string& name,
                              std::function<void(const std::string&)> read,
                              const std::string& description, const std::string& shown_default);

template <class Value>
struct NumberOf {
    using Type = Value;
};

template <class Value>
struct NumberOf<std::optional<Value>> {
    using Type = Value;
};

template <class Target>
std::string shown_default(const Target& target) {
    if constexpr (std::is_arithmetic_v<Target>) {
        return fmt::format("{}", target);
    } else {
        return target ? fmt::format("{}", *target) : "";
    }
}

/// Adds an option for a number, or a number that may be missing. `target`, which outlives the
/// parser, is whole or not; its value so far is the default. A whole number fits the type.
template <class Target>
CLI::Option* add_number(CLI::App& command, const std::string& name, Target& target,
                        const std::string& description, WholeRange allowed = {}) {
    using Number = typename NumberOf<Target>::Type;
    std::function<void(const std::string&)> read;
    if constexpr (std::is_floating_point_v<Number>) {
        read = [&target, name](const std::string& typed) { target = read_number(name, typed); };
    } else {
        static_assert(std::is_unsigned_v<Number>);
        allowed.upper = std::min<std::uint64_t>(allowed.upper, std::numeric_limits<Number>::max());
        read = [&target, name, allowed](const std::string& typed) {
            target = static_cast<Number>(read_whole_number(name, typed, allowed));
        };
    }
    return add_typed_option(command, name, std::move(read), description, shown_default(target));
}

}  // namespace vesikin::cli
