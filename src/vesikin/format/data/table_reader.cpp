#include "vesikin/format/data/table_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <cmath>
#include <set>
#include <sstream>
#include <stdexcept>

#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

struct TomlContent {
    std::string name;
    const UnitSystem* units = nullptr;
    toml::table root;
    base::ProblemList problems;
};

struct TableReader::Place {
    std::shared_ptr<TomlContent> content;
    const toml::table* table = nullptr;
    std::string path;  // "arm.drugs." for messages
    std::set<std::string, std::less<>> asked;

    const toml::node* find(std::string_view key) {
        asked.emplace(key);
        return table == nullptr ? nullptr : table->get(key);
    }

    [[nodiscard]] std::string where(std::string_view key, const toml::node* node) const {
        const toml::source_region region = node != nullptr    ? node->source()
                                           : table != nullptr ? table->source()
                                                              : toml::source_region{};
        return fmt::format("{}:{}: {}{}", content->name, region.begin.line, path, key);
    }

    void note(std::string_view key, const toml::node* node, base::Message given,
              base::Message allowed) {
        if (table == nullptr) {
            return;  // that the table itself is missing was noted
        }
        content->problems.add(base::as_written(where(key, node)), std::move(given),
                              std::move(allowed));
    }

    /// The entries of a list; none where there is no list, which is noted.
    const toml::array& list(std::string_view key);

    /// A text by language, English among them.
    catalogue::Label label(std::string_view key, const toml::table& languages);
};

namespace {

std::string shown(const toml::node& node) {
    std::ostringstream text;
    node.visit([&](const auto& value) { text << value; });
    constexpr std::size_t longest = 60;
    std::string given = text.str();
    if (given.size() > longest) {
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(given[end]) & 0xC0U) == 0x80U) {
            --end;  // a continuation byte of UTF-8
        }
        given = given.substr(0, end) + "...";
    }
    return given;
}

/// The number at a node. A whole number too long for a double is rounded: ranges refuse it, and
/// toml++ would give nothing.
std::optional<double> number_of(const toml::node* node) {
    if (node == nullptr || !node->is_number()) {
        return std::nullopt;
    }
    const toml::value<std::int64_t>* whole = node->as_integer();
    return whole != nullptr ? static_cast<double>(whole->get()) : node->value<double>();
}

bool is_in(double value, Range range) {
    return std::isfinite(value) && value >= range.lower && value <= range.upper;
}

base::Message shown(Range range) {
    if (std::isinf(range.upper)) {
        return std::isinf(range.lower) ? base::message("a finite number")
                                       : base::message("a finite number, {} or more", range.lower);
    }
    return base::message("a number from {} to {}", range.lower, range.upper);
}

base::Message given_at(const toml::node* node) {
    return node != nullptr ? base::as_written(shown(*node)) : base::message("nothing");
}

base::Message allowed_label() {
    return base::message("a text in quotes, or one per language with en among them");
}

}  // namespace

const toml::array& TableReader::Place::list(std::string_view key) {
    static const toml::array none;
    const toml::node* node = find(key);
    const toml::array* found = node != nullptr ? node->as_array() : nullptr;
    if (found == nullptr) {
        note(key, node, given_at(node), base::message("a list of texts"));
    }
    return found == nullptr ? none : *found;
}

catalogue::Label TableReader::Place::label(std::string_view key, const toml::table& languages) {
    std::string english;
    std::map<std::string, std::string, std::less<>> others;
    for (const auto& [language, value] : languages) {
        const auto written = value.value_exact<std::string>();
        if (!written || written->empty()) {
            note(key, &value,
                 base::as_written(fmt::format("{} = {}", language.str(), shown(value))),
                 allowed_label());
        } else if (language.str() == "en") {
            english = *written;
        } else {
            others.emplace(std::string(language.str()), *written);
        }
    }
    if (english.empty()) {
        note(key, &languages, base::message("no en"), allowed_label());
    }
    return catalogue::Label(std::move(english), std::move(others));
}

TableReader::TableReader(std::shared_ptr<Place> place) : place_(std::move(place)) {}

bool TableReader::has(std::string_view key) const {
    return place_->table != nullptr && place_->table->contains(key);
}

std::string TableReader::text(std::string_view key) {
    const toml::node* node = place_->find(key);
    if (node != nullptr) {
        if (const auto value = node->value_exact<std::string>();
            value && value->find_first_not_of(" \t\r\n") != std::string::npos) {
            return *value;
        }
    }
    place_->note(key, node, given_at(node), base::message("a text in quotes, not empty"));
    return {};
}

std::string TableReader::text_or(std::string_view key, std::string fallback) {
    return has(key) ? text(key) : std::move(fallback);
}

std::optional<std::string> TableReader::optional_text(std::string_view key) {
    return has(key) ? std::optional(text(key)) : std::nullopt;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    std::vector<std::string> found;
    for (const toml::node& entry : place_->list(key)) {
        if (const auto value = entry.value_exact<std::string>()) {
            found.push_back(*value);
        } else {
            place_->note(key, &entry, given_at(&entry), base::message("a text in quotes"));
        }
    }
    return found;
}

catalogue::Label TableReader::label(std::string_view key) {
    const toml::node* node = place_->find(key);
    if (node == nullptr || node->as_table() == nullptr) {
        return catalogue::Label(text(key));
    }
    return place_->label(key, *node->as_table());
}

std::vector<catalogue::Label> TableReader::labels(std::string_view key) {
    std::vector<catalogue::Label> found;
    for (const toml::node& entry : place_->list(key)) {
        if (const auto value = entry.value_exact<std::string>()) {
            found.emplace_back(*value);
        } else if (const toml::table* languages = entry.as_table()) {
            found.push_back(place_->label(key, *languages));
        } else {
            place_->note(key, &entry, given_at(&entry), allowed_label());
        }
    }
    return found;
}

double TableReader::number(std::string_view key, Range allowed) {
    const toml::node* node = place_->find(key);
    if (const auto value = number_of(node); value && is_in(*value, allowed)) {
        return *value;
    }
    place_->note(key, node, given_at(node), shown(allowed));
    return 0.0;
}

double TableReader::number_or(std::string_view key, Range allowed, double fallback) {
    return has(key) ? number(key, allowed) : fallback;
}

std::int64_t TableReader::integer(std::string_view key, std::int64_t lower, std::int64_t upper) {
    const toml::node* node = place_->find(key);
    if (node != nullptr && node->is_integer()) {
        const std::int64_t value = node->value<std::int64_t>().value();
        if (value >= lower && value <= upper) {
            return value;
        }
    }
    place_->note(key, node, given_at(node),
                 base::message("a whole number from {} to {}", lower, upper));
    return lower;
}

bool TableReader::boolean(std::string_view key) {
    const toml::node* node = place_->find(key);
    if (node != nullptr) {
        if (const auto value = node->value_exact<bool>()) {
            return *value;
        }
    }
    place_->note(key, node, given_at(node), base::message("true or false"));
    return false;
}

std::size_t TableReader::choice(std::string_view key, const std::vector<std::string_view>& names) {
    const toml::node* node = place_->find(key);
    if (node != nullptr) {
        const auto value = node->value_exact<std::string>();
        for (std::size_t i = 0; value && i < names.size(); ++i) {
            if (*value == names[i]) {
                return i;
            }
        }
    }
    place_->note(key, node, given_at(node), base::message("one of {}", base::listed(names)));
    return 0;
}

double TableReader::unit_ratio(std::string_view key, const std::string& unit_inside) {
    const std::string unit = text(key);
    if (unit.empty()) {
        return 1.0;
    }
    try {
        return place_->content->units->ratio(unit, unit_inside);
    } catch (const UnitError& cause) {
        place_->note(key, place_->table->get(key),
                     base::message("'{}' ({})", unit, cause.message()),
                     base::message("a unit that converts to \"{}\"", unit_inside));
        return 1.0;
    }
}

Quantity TableReader::quantity(std::string_view key, const std::string& unit_inside,
                               Range allowed) {
    TableReader inner = table(key);
    Quantity found;
    if (!has(key)) {
        return found;
    }
    const double ratio = inner.unit_ratio("unit", unit_inside);
    if (const toml::node* unit = inner.place_->find("unit"); unit != nullptr) {
        found.unit = unit->value_or(std::string());
    }
    // Compared after conversion: a limit that was itself converted must not be missed by rounding.
    const toml::node* node = inner.place_->find("value");
    if (const auto value = number_of(node); value && is_in(*value * ratio, allowed)) {
        found.given = *value;
        found.inside = *value * ratio;
    } else {
        inner.place_->note("value", node, given_at(node),
                           shown(Range{allowed.lower / ratio, allowed.upper / ratio}));
    }
    inner.refuse_unknown_keys();
    return found;
}

std::vector<double> TableReader::quantities(std::string_view key, const std::string& unit_inside,
                                            Range allowed) {
    TableReader inner = table(key);
    std::vector<double> found;
    if (!has(key)) {
        return found;
    }
    const double ratio = inner.unit_ratio("unit", unit_inside);
    const toml::node* node = inner.place_->find("at");
    const toml::array* list = node != nullptr ? node->as_array() : nullptr;
    if (list == nullptr || list->empty()) {
        inner.place_->note("at", node, given_at(node), base::message("a list of numbers"));
    } else {
        for (const toml::node& entry : *list) {
            const double value = number_of(&entry).value_or(std::nan("")) * ratio;
            if (!is_in(value, allowed)) {
                inner.place_->note("at", &entry, given_at(&entry),
                                   shown(Range{allowed.lower / ratio, allowed.upper / ratio}));
            }
            found.push_back(value);
        }
    }
    inner.refuse_unknown_keys();
    return found;
}

TableReader TableReader::table(std::string_view key) {
    const toml::node* node = place_->find(key);
    auto inner = std::make_shared<Place>();
    inner->content = place_->content;
    inner->path = fmt::format("{}{}.", place_->path, key);
    inner->table = node != nullptr ? node->as_table() : nullptr;
    if (inner->table == nullptr) {
        place_->note(key, node, given_at(node), base::message("a table"));
    }
    return TableReader(inner);
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
    const toml::node* node = place_->find(key);
    std::vector<TableReader> found;
    const toml::array* list = node != nullptr ? node->as_array() : nullptr;
    if (list == nullptr || list->empty()) {
        place_->note(key, node, given_at(node),
                     base::message("one or more tables [[{}{}]]", place_->path, key));
        return found;
    }
    for (const toml::node& entry : *list) {
        if (!entry.is_table()) {
            place_->note(key, &entry, given_at(&entry), base::message("a table"));
            continue;
        }
        auto inner = std::make_shared<Place>();
        inner->content = place_->content;
        inner->path = fmt::format("{}{}.", place_->path, key);
        inner->table = entry.as_table();
        found.push_back(TableReader(inner));
    }
    return found;
}

void TableReader::problem(std::string_view key, base::Message given, base::Message allowed) {
    const toml::node* node = place_->table != nullptr ? place_->table->get(key) : nullptr;
    place_->note(key, node, std::move(given), std::move(allowed));
}

void TableReader::refuse_unknown_keys() {
    if (place_->table == nullptr) {
        return;
    }
    for (const auto& [key, node] : *place_->table) {
        if (!place_->asked.contains(key.str())) {
            place_->content->problems.add(
                base::as_written(place_->where(key.str(), &node)), base::message("an unknown key"),
                base::as_written(fmt::format("{}", fmt::join(place_->asked, ", "))));
        }
    }
}

void note_second_use(TableReader& table, std::string_view key, const std::string& name,
                     std::set<std::string>& used) {
    if (!name.empty() && !used.insert(name).second) {
        table.problem(key, base::message("\"{}\" a second time", name),
                      base::message("a {} used once", key));
    }
}

TomlFile::TomlFile(const std::filesystem::path& path, const UnitSystem& units)
    : content_(std::make_shared<TomlContent>()) {
    content_->name = path.string();
    content_->units = &units;
    const std::string text = read_text_file(path);
    try {
        content_->root = toml::parse(text, content_->name);
    } catch (const toml::parse_error& error) {
        throw base::InputError(
            base::as_written(fmt::format("{}:{}", content_->name, error.source().begin.line)),
            base::as_written(error.description()), base::message("TOML text"));
    }
}

TableReader TomlFile::root() const {
    auto place = std::make_shared<TableReader::Place>();
    place->content = content_;
    place->table = &content_->root;
    return TableReader(place);
}

void TomlFile::throw_if_any() const {
    content_->problems.throw_if_any();
}

}  // namespace vesikin::format
