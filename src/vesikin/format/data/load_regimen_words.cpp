#include "vesikin/format/data/load_regimen_words.hpp"

#include <fmt/format.h>

#include <array>

#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

using Kind = analysis::RegimenWordKind;

/// In the order of the kinds.
constexpr std::array<std::string_view, 37> kind_names{
    "silent",   "clause",    "then",    "also",    "either",  "per",     "slash",  "opens",
    "closes",   "range",     "number",  "mass",    "percent", "weight",  "area",   "body",
    "period",   "interval",  "adverb",  "every",   "apart",   "spacing", "within", "times",
    "multiple", "doses",     "single",  "loading", "at",      "until",   "start",  "lasting",
    "route",    "withdrawn", "ordinal", "nth",     "refused"};
static_assert(kind_names.size() == static_cast<std::size_t>(Kind::refused) + 1);

analysis::RegimenWord read_word(TableReader& table) {
    analysis::RegimenWord word;
    word.kind = choice_of<Kind>(table, "kind", kind_names);
    switch (word.kind) {
        case Kind::mass:
            word.value = table.quantity("size", "mg", {1e-9, 1e6}).inside;
            break;
        case Kind::period:
        case Kind::interval:
        case Kind::adverb:
        case Kind::spacing:
            word.value = table.quantity("size", "day", {1e-3, 400.0}).inside;
            word.is_month = table.has("month") && table.boolean("month");
            break;
        case Kind::number:
        case Kind::ordinal:
        case Kind::multiple:
            word.value = static_cast<double>(table.integer("number", 1, 1000));
            break;
        case Kind::route:
            word.given = static_cast<analysis::GivenBy>(
                table.choice("given", {"injection", "infusion", "mouth", "skin", "other"}));
            break;
        case Kind::refused:
            word.says = table.text("says");
            break;
        default:
            break;
    }
    return word;
}

}  // namespace

analysis::RegimenWords load_regimen_words(const DataSource& data) {
    const DataFile file = data.open("validation/regimen_words.toml");
    TableReader root = file.root();
    check_schema(root);
    analysis::RegimenWords words;
    words.largest_dose_mg = root.quantity("largest_dose", "mg", {1.0, 1e6}).inside;
    for (TableReader& table : root.tables("word")) {
        const analysis::RegimenWord word = read_word(table);
        for (const std::string& text : table.texts("texts")) {
            if (!words.add(text, word)) {
                table.problem(
                    "texts", base::quoted(text),
                    base::message("a text that no other word has, with a letter or sign in it"));
            }
        }
        table.refuse_unknown_keys();
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
    return words;
}

}  // namespace vesikin::format
