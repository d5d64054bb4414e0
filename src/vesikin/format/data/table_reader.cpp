#include "vesikin/format/data/table_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/json_tree.hpp"
#include "vesikin/format/data/toml_tree.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

struct DataContent {
    std::string name;
    const Units* units = nullptr;
    std::shared_ptr<const DataNode> root;
    base::ProblemList problems;
};

struct TableReader::Place {
    std::shared_ptr<DataContent> content;
    const DataTable* table = nullptr;
    std::uint32_t line = 0;  // of the table
    std::string path;        // "arm.drugs." for messages
    std::set<std::string, std::less<>> asked;

    const DataNode* find(std::string_view key) {
        asked.emplace(key);
        return table == nullptr ? nullptr : table->find(key);
    }

    [[nodiscard]] std::string where(std::string_view key, const DataNode* node) const {
        const std::uint32_t at = node != nullptr ? node->line : line;
        return at == 0 ? fmt::format("{}: {}{}", content->name, path, key)
                       : fmt::format("{}:{}: {}{}", content->name, at, path, key);
    }

    void note(std::string_view key, const DataNode* node, base::Message given,
              base::Message allowed) {
        if (table == nullptr) {
            return;  // that the table itself is missing was noted
        }
        content->problems.add(base::as_written(where(key, node)), std::move(given),
                              std::move(allowed));
    }

    /// The entries of a list; none where there is no list, which is noted.
    const DataList& list(std::string_view key);

    /// A text by language, English among them.
    catalogue::Label label(std::string_view key, const DataNode& node, const DataTable& languages);
};

namespace {

std::string shown(const DataNode& node) {
    constexpr std::size_t longest = 60;
    std::string given = written(node);
    if (given.size() > longest) {
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(given[end]) & 0xC0U) == 0x80U) {
            --end;  // a continuation byte of UTF-8
        }
        given = given.substr(0, end) + "...";
    }
    return given;
}

std::optional<double> number_of(const DataNode* node) {
    if (node == nullptr) {
        return std::nullopt;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&node->value)) {
        return static_cast<double>(*whole);
    }
    const auto* number = std::get_if<double>(&node->value);
    return number != nullptr ? std::optional(*number) : std::nullopt;
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

base::Message given_at(const DataNode* node) {
    return node != nullptr ? base::as_written(shown(*node)) : base::message("nothing");
}

base::Message allowed_label() {
    return base::message("a text in quotes, or one per language with en among them");
}

}  // namespace

const DataList& TableReader::Place::list(std::string_view key) {
    static const DataList none;
    const DataNode* node = find(key);
    const DataList* found = node != nullptr ? node->list() : nullptr;
    if (found == nullptr) {
        note(key, node, given_at(node), base::message("a list of texts"));
    }
    return found == nullptr ? none : *found;
}

catalogue::Label TableReader::Place::label(std::string_view key, const DataNode& node,
                                           const DataTable& languages) {
    std::string english;
    std::map<std::string, std::string, std::less<>> others;
    for (std::size_t i = 0; i < languages.keys().size(); ++i) {
        const std::string& language = languages.keys()[i];
        const DataNode& value = languages.values()[i];
        const std::string* said = value.text();
        if (said == nullptr || said->empty()) {
            note(key, &value, base::as_written(fmt::format("{} = {}", language, shown(value))),
                 allowed_label());
        } else if (language == "en") {
            english = *said;
        } else {
            others.emplace(language, *said);
        }
    }
    if (english.empty()) {
        note(key, &node, base::message("no en"), allowed_label());
    }
    return catalogue::Label(std::move(english), std::move(others));
}

TableReader::TableReader(std::shared_ptr<Place> place) : place_(std::move(place)) {}

bool TableReader::has(std::string_view key) const {
    return place_->table != nullptr && place_->table->find(key) != nullptr;
}

bool TableReader::is_text(std::string_view key) const {
    const DataNode* node = place_->table != nullptr ? place_->table->find(key) : nullptr;
    return node != nullptr && node->text() != nullptr;
}

bool TableReader::is_text(std::string_view key, std::string_view text) {
    const DataNode* node = place_->find(key);
    return node != nullptr && node->text() != nullptr && *node->text() == text;
}

std::string TableReader::text(std::string_view key) {
    const DataNode* node = place_->find(key);
    if (node != nullptr) {
        if (const std::string* value = node->text();
            value != nullptr && value->find_first_not_of(" \t\r\n") != std::string::npos) {
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
    for (const DataNode& entry : place_->list(key)) {
        if (const std::string* value = entry.text()) {
            found.push_back(*value);
        } else {
            place_->note(key, &entry, given_at(&entry), base::message("a text in quotes"));
        }
    }
    return found;
}

catalogue::Label TableReader::label(std::string_view key) {
    const DataNode* node = place_->find(key);
    if (node == nullptr || node->table() == nullptr) {
        return catalogue::Label(text(key));
    }
    return place_->label(key, *node, *node->table());
}

std::vector<catalogue::Label> TableReader::labels(std::string_view key) {
    std::vector<catalogue::Label> found;
    for (const DataNode& entry : place_->list(key)) {
        if (const std::string* value = entry.text()) {
            found.emplace_back(*value);
        } else if (const DataTable* languages = entry.table()) {
            found.push_back(place_->label(key, entry, *languages));
        } else {
            place_->note(key, &entry, given_at(&entry), allowed_label());
        }
    }
    return found;
}

double TableReader::number(std::string_view key, Range allowed) {
    const DataNode* node = place_->find(key);
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
    const DataNode* node = place_->find(key);
    if (node != nullptr) {
        if (const auto* value = std::get_if<std::int64_t>(&node->value);
            value != nullptr && *value >= lower && *value <= upper) {
            return *value;
        }
    }
    place_->note(key, node, given_at(node),
                 base::message("a whole number from {} to {}", lower, upper));
    return lower;
}

std::chrono::sys_days TableReader::date(std::string_view key) {
    const std::string written = text(key);
    constexpr std::size_t length = 10;
    const bool has_shape =
        written.size() == length && written[4] == '-' && written[7] == '-' &&
        std::ranges::count_if(written, [](char c) { return c >= '0' && c <= '9'; }) == length - 2;
    const auto part = [&](std::size_t from, std::size_t digits) {
        return has_shape ? std::stoi(written.substr(from, digits)) : 0;
    };
    const std::chrono::year_month_day day{std::chrono::year(part(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(part(8, 2)))};
    if (!has_shape || !day.ok()) {
        problem(key, base::quoted(written), base::message("a date such as \"2024-11-01\""));
        return {};
    }
    return day;
}

bool TableReader::boolean(std::string_view key) {
    const DataNode* node = place_->find(key);
    if (node != nullptr) {
        if (const auto* value = std::get_if<bool>(&node->value)) {
            return *value;
        }
    }
    place_->note(key, node, given_at(node), base::message("true or false"));
    return false;
}

std::size_t TableReader::choice(std::string_view key, const std::vector<std::string_view>& names) {
    const DataNode* node = place_->find(key);
    if (node != nullptr) {
        const std::string* value = node->text();
        for (std::size_t i = 0; value != nullptr && i < names.size(); ++i) {
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
        place_->note(key, place_->table->find(key),
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
    if (const DataNode* unit = inner.place_->find("unit");
        unit != nullptr && unit->text() != nullptr) {
        found.unit = *unit->text();
    }
    // Compared after conversion: a limit that was itself converted must not be missed by rounding.
    const DataNode* node = inner.place_->find("value");
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
    const DataNode* node = inner.place_->find("at");
    const DataList* list = node != nullptr ? node->list() : nullptr;
    if (list == nullptr || list->empty()) {
        inner.place_->note("at", node, given_at(node), base::message("a list of numbers"));
    } else {
        for (const DataNode& entry : *list) {
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
    const DataNode* node = place_->find(key);
    auto inner = std::make_shared<Place>();
    inner->content = place_->content;
    inner->path = fmt::format("{}{}.", place_->path, key);
    inner->table = node != nullptr ? node->table() : nullptr;
    inner->line = node != nullptr ? node->line : 0;
    if (inner->table == nullptr) {
        place_->note(key, node, given_at(node), base::message("a table"));
    }
    return TableReader(inner);
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
    const DataNode* node = place_->find(key);
    std::vector<TableReader> found;
    const DataList* list = node != nullptr ? node->list() : nullptr;
    if (list == nullptr || list->empty()) {
        place_->note(key, node, given_at(node),
                     base::message("one or more tables [[{}{}]]", place_->path, key));
        return found;
    }
    for (const DataNode& entry : *list) {
        if (entry.table() == nullptr) {
            place_->note(key, &entry, given_at(&entry), base::message("a table"));
            continue;
        }
        auto inner = std::make_shared<Place>();
        inner->content = place_->content;
        inner->path = fmt::format("{}{}.", place_->path, key);
        inner->table = entry.table();
        inner->line = entry.line;
        found.push_back(TableReader(inner));
    }
    return found;
}

void TableReader::problem(std::string_view key, base::Message given, base::Message allowed) {
    const DataNode* node = place_->table != nullptr ? place_->table->find(key) : nullptr;
    place_->note(key, node, std::move(given), std::move(allowed));
}

void TableReader::refuse_unknown_keys() {
    if (place_->table == nullptr) {
        return;
    }
    const DataTable& table = *place_->table;
    for (std::size_t i = 0; i < table.keys().size(); ++i) {
        if (!place_->asked.contains(table.keys()[i])) {
            place_->content->problems.add(
                base::as_written(place_->where(table.keys()[i], &table.values()[i])),
                base::message("an unknown key"),
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

DataFile::DataFile(std::string name, std::shared_ptr<const DataNode> root, const Units& units)
    : content_(std::make_shared<DataContent>()) {
    VESIKIN_CHECK(root->table() != nullptr, "a data file is a table");
    content_->name = std::move(name);
    content_->units = &units;
    content_->root = std::move(root);
}

TableReader DataFile::root() const {
    auto place = std::make_shared<TableReader::Place>();
    place->content = content_;
    place->table = content_->root->table();
    place->line = content_->root->line;
    return TableReader(place);
}

void DataFile::throw_if_any() const {
    content_->problems.throw_if_any();
}

DataFile read_named_file(const std::filesystem::path& path, const Units& units) {
    const std::string name = path.string();
    const std::string text = read_text_file(path);
    return {name,
            std::make_shared<const DataNode>(path.extension() == ".json" ? parse_json(text, name)
                                                                         : parse_toml(text, name)),
            units};
}

}  // namespace vesikin::format
