#include "vesikin/format/data/data_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>

namespace vesikin::format {

void DataTable::add(std::string key, DataNode value) {
    const auto place = std::ranges::lower_bound(keys_, key);
    const auto index = std::distance(keys_.begin(), place);
    keys_.insert(place, std::move(key));
    values_.insert(std::next(values_.begin(), index), std::move(value));
}

const DataNode* DataTable::find(std::string_view key) const {
    const auto place = std::ranges::lower_bound(
        keys_, key, {}, [](const auto& text) { return std::string_view(text); });
    return place == keys_.end() || *place != key
               ? nullptr
               : &values_[static_cast<std::size_t>(std::distance(keys_.begin(), place))];
}

namespace {

std::string quoted_text(const std::string& text) {
    if (text.find('\'') == std::string::npos) {
        return fmt::format("'{}'", text);
    }
    std::string escaped;
    for (const char letter : text) {
        escaped +=
            letter == '"' || letter == '\\' ? fmt::format("\\{}", letter) : std::string(1, letter);
    }
    return fmt::format("\"{}\"", escaped);
}

std::string written_number(double value) {
    std::string text = fmt::format("{}", value);
    const bool is_whole = text.find_first_not_of("-0123456789") == std::string::npos;
    return is_whole ? text + ".0" : text;
}

}  // namespace

std::string written(const DataNode& node) {
    return std::visit(
        [](const auto& value) -> std::string {
            using Value = std::decay_t<decltype(value)>;
            std::string parts;
            if constexpr (std::is_same_v<Value, std::string>) {
                return quoted_text(value);
            } else if constexpr (std::is_same_v<Value, double>) {
                return written_number(value);
            } else if constexpr (std::is_same_v<Value, OtherValue>) {
                return value.text;
            } else if constexpr (std::is_same_v<Value, DataList>) {
                for (const DataNode& entry : value) {
                    parts += fmt::format("{}{}", parts.empty() ? "" : ", ", written(entry));
                }
                return parts.empty() ? "[]" : fmt::format("[ {} ]", parts);
            } else if constexpr (std::is_same_v<Value, DataTable>) {
                for (std::size_t i = 0; i < value.keys().size(); ++i) {
                    parts += fmt::format("{}{} = {}", parts.empty() ? "" : ", ", value.keys()[i],
                                         written(value.values()[i]));
                }
                return parts.empty() ? "{}" : fmt::format("{{ {} }}", parts);
            } else {
                return fmt::format("{}", value);
            }
        },
        node.value);
}

}  // namespace vesikin::format
