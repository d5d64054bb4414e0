// Finds things by what people call them: their name, a label in any language, a brand. Width and
// case of letters do not matter.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/catalogue/label.hpp"

namespace vesikin::catalogue {

/// Everything that a thing is called, its name first; in plain form.
template <class Item>
[[nodiscard]] std::vector<std::string> called(const Item& item) {
    std::vector<std::string> names{item.name, item.label.english()};
    for (const auto& [language, label] : item.label.others()) {
        names.push_back(label);
    }
    if constexpr (requires { item.aliases; }) {
        names.insert(names.end(), item.aliases.begin(), item.aliases.end());
    }
    for (std::string& name : names) {
        name = base::plain_text(name);
    }
    return names;
}

/// The thing that is called so. Throws InputError of `field` with the known names, and the one that
/// is perhaps meant.
template <class Items>
[[nodiscard]] const typename Items::value_type& find_called(const Items& items,
                                                            std::string_view text,
                                                            std::string_view field) {
    const std::string wanted = base::plain_text(text);
    // A name is a thing's own; a label or a brand may be another thing's name.
    for (const auto& item : items) {
        if (base::plain_text(item.name) == wanted) {
            return item;
        }
    }
    std::vector<std::string> listed;
    std::vector<std::string> all;
    std::vector<std::string> owner;
    for (const auto& item : items) {
        listed.push_back(item.name);
        for (std::string& name : called(item)) {
            if (name == wanted) {
                return item;
            }
            all.push_back(std::move(name));
            owner.push_back(item.name);
        }
    }
    const auto meant = std::ranges::find(all, base::perhaps_meant(wanted, all));
    throw base::InputError(
        base::field(field), base::as_written(text),
        base::one_of(listed, meant == all.end()
                                 ? ""
                                 : owner[static_cast<std::size_t>(meant - all.begin())]));
}

}  // namespace vesikin::catalogue
