#include "vesikin/format/data/json_tree.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <type_traits>
#include <utility>
#include <vector>

#include "vesikin/base/error.hpp"
#include "vesikin/format/sealed_json.hpp"

namespace vesikin::format {

using nlohmann::json;

json json_of(const DataNode& node) {
    return std::visit(
        [](const auto& value) -> json {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, OtherValue>) {
                return value.text;
            } else if constexpr (std::is_same_v<Value, DataList>) {
                json list = json::array();
                for (const DataNode& entry : value) {
                    list.push_back(json_of(entry));
                }
                return list;
            } else if constexpr (std::is_same_v<Value, DataTable>) {
                json table = json::object();
                for (std::size_t i = 0; i < value.keys().size(); ++i) {
                    table[value.keys()[i]] = json_of(value.values()[i]);
                }
                return table;
            } else {
                return value;
            }
        },
        node.value);
}

DataNode node_of(const json& value) {
    if (value.is_object()) {
        DataTable table;
        for (const auto& [key, inner] : value.items()) {
            table.add(key, node_of(inner));
        }
        return {std::move(table)};
    }
    if (value.is_array()) {
        DataList list;
        for (const json& inner : value) {
            list.push_back(node_of(inner));
        }
        return {std::move(list)};
    }
    if (value.is_boolean()) {
        return {value.get<bool>()};
    }
    if (value.is_number_integer()) {
        return {value.get<std::int64_t>()};
    }
    if (value.is_number_float()) {
        return {value.get<double>()};
    }
    if (value.is_string()) {
        return {value.get<std::string>()};
    }
    return {OtherValue{value.dump()}};
}

DataNode parse_json(std::string_view text, const std::string& name) {
    constexpr int deepest = 64;  // no question is deep, and reading recurses
    const std::optional<json> value = read_json(text, deepest);
    if (!value || !value->is_object()) {
        throw base::InputError(base::as_written(name), base::message("no JSON object"),
                               base::message("a JSON object (RFC 8259), each key once"));
    }
    return node_of(*value);
}

}  // namespace vesikin::format
