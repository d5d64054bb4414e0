#include "vesikin/format/data/toml_tree.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <sstream>
#include <type_traits>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/base/message.hpp"

namespace vesikin::format {

namespace {

DataNode tree_of(const toml::node& node) {
    DataNode made{.value = false, .line = node.source().begin.line};
    node.visit([&](const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, toml::table>) {
            DataTable table;
            for (const auto& [key, inner] : value) {
                table.add(std::string(key.str()), tree_of(inner));
            }
            made.value = std::move(table);
        } else if constexpr (std::is_same_v<Value, toml::array>) {
            DataList list;
            for (const toml::node& inner : value) {
                list.push_back(tree_of(inner));
            }
            made.value = std::move(list);
        } else if constexpr (std::is_same_v<Value, toml::value<bool>> ||
                             std::is_same_v<Value, toml::value<std::int64_t>> ||
                             std::is_same_v<Value, toml::value<double>> ||
                             std::is_same_v<Value, toml::value<std::string>>) {
            made.value = value.get();
        } else {
            std::ostringstream text;
            text << value;
            made.value = OtherValue{text.str()};
        }
    });
    return made;
}

}  // namespace

DataNode parse_toml(std::string_view text, const std::string& name) {
    try {
        return tree_of(toml::parse(text, name));
    } catch (const toml::parse_error& error) {
        throw base::InputError(
            base::as_written(fmt::format("{}:{}", name, error.source().begin.line)),
            base::as_written(error.description()), base::message("TOML text"));
    }
}

}  // namespace vesikin::format
