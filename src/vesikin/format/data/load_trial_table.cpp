#include "vesikin/format/data/load_trial_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/load_regimen_words.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/outcome/trial_endpoints.hpp"

namespace vesikin::format {

namespace {

using analysis::TrialRow;

/// "SE 3.3", "SEM 5.9", "CI 36.7-43.2" or "CI -8.76,-1.13" (95 %); other texts say nothing.
std::optional<double> standard_error_of(std::string_view text) {
    constexpr double interval_in_errors = 3.92;
    for (const std::string_view prefix : {"SEM ", "SE "}) {
        if (text.starts_with(prefix)) {
            text.remove_prefix(prefix.size());
            return base::decimal_number(text.substr(0, text.find_first_not_of("0123456789.")));
        }
    }
    if (!text.starts_with("CI ")) {
        return std::nullopt;
    }
    text.remove_prefix(3);
    const std::size_t between = text.find_first_of(",-", 1);
    if (between == std::string_view::npos) {
        return std::nullopt;
    }
    const auto low = base::decimal_number(text.substr(0, between));
    const auto high = base::decimal_number(text.substr(between + 1));
    return low && high && *high > *low ? std::optional((*high - *low) / interval_in_errors)
                                       : std::nullopt;
}

std::vector<std::string> plain_texts(TableReader& table, std::string_view key) {
    std::vector<std::string> texts = table.texts(key);
    for (std::string& text : texts) {
        text = base::plain_text(text);
        if (text.empty()) {
            table.problem(key, base::message("an empty text"), base::message("words"));
        }
    }
    return texts;
}

std::vector<std::string> plain_texts_or_none(TableReader& table, std::string_view key) {
    return table.has(key) ? plain_texts(table, key) : std::vector<std::string>{};
}

analysis::AgeReader read_age_words(TableReader& root) {
    TableReader table = root.table("ages");
    const analysis::AgeWords words{.years = plain_texts(table, "years"),
                                   .months = plain_texts(table, "months"),
                                   .to = plain_texts(table, "to"),
                                   .before_ages = plain_texts(table, "before_ages"),
                                   .at_least = plain_texts(table, "at_least"),
                                   .or_more = plain_texts(table, "or_more"),
                                   .below = plain_texts(table, "below"),
                                   .less_than = plain_texts(table, "less_than"),
                                   .at_most = plain_texts(table, "at_most"),
                                   .or_less = plain_texts(table, "or_less")};
    table.refuse_unknown_keys();
    return analysis::AgeReader(words);
}

analysis::EntryRule read_entry_rule(TableReader& table,
                                    const std::vector<catalogue::Source>& sources) {
    constexpr Range easi{0.0, 72.0};
    constexpr Range years{0.0, 120.0};
    analysis::EntryRule rule;
    rule.contains = plain_texts_or_none(table, "contains");
    rule.also_contains = plain_texts_or_none(table, "also_contains");
    rule.but_not = plain_texts_or_none(table, "but_not");
    if (table.has("ages")) {
        TableReader ages = table.table("ages");
        rule.ages = analysis::AgeRange{ages.number("from", years)};
        if (ages.has("to")) {
            rule.ages->to_year = ages.number("to", years);
        }
        ages.refuse_unknown_keys();
    }
    rule.trial = table.text_or("trial", "");
    rule.band = table.text_or("band", "");
    rule.settles_ages = table.has("settles_ages") && table.boolean("settles_ages");
    rule.says = table.text_or("says", "");
    const auto optional = [&](const char* key, Range allowed) {
        return table.has(key) ? std::optional(table.number(key, allowed)) : std::nullopt;
    };
    rule.easi_min = optional("easi_min", easi);
    rule.easi_max = optional("easi_max", easi);
    rule.easi_mean = optional("easi_mean", easi);
    rule.age_year = optional("age_year", years);
    rule.weight_kg = optional("weight_kg", {1.0, 500.0});
    rule.weight_sd_log = optional("weight_sd_log", {0.0, 2.0});
    rule.provenance = read_provenance(table, sources);
    table.refuse_unknown_keys();
    return rule;
}

analysis::PopulationRules read_population_rules(TableReader& root,
                                                const std::vector<catalogue::Source>& sources) {
    analysis::PopulationRules rules{
        .entry = {}, .ages = read_age_words(root), .joint_bands = root.texts("joint_bands")};
    for (TableReader& table : root.tables("entry")) {
        rules.entry.push_back(read_entry_rule(table, sources));
    }
    return rules;
}

/// Fills one row; what cannot be understood is noted in it.
class RowReader {
  public:
    RowReader(const CsvTable& table, std::size_t row) : table_(table), row_(row) {}

    TrialRow read() {
        result_.line = table_.line[row_];
        result_.cells = table_.rows[row_];
        result_.trial = cell("trial");
        result_.drug = cell("drug");
        result_.target = cell("target");
        result_.arm = cell("arm");
        result_.dose_regimen = cell("dose_regimen");
        result_.background = cell("background_TCS");
        result_.population = cell("population");
        result_.endpoint = cell("endpoint");
        result_.status = optional_cell("status");
        result_.split = optional_cell("split");
        result_.people = number("N", 1.0, 1e6);
        result_.baseline_easi = number("baseline_EASI_mean", 0.1, 72.0);
        result_.value = number("value", -1000.0, 10000.0);
        result_.standard_error = standard_error_of(optional_cell("spread"));
        read_week(base::plain_text(cell("week")));
        for (const std::string_view title : {"trial", "arm"}) {
            if (base::plain_text(cell(title)).empty()) {
                note(title, "", "a name");
            }
        }
        return std::move(result_);
    }

  private:
    [[nodiscard]] const std::string& cell(std::string_view title) const {
        return table_.rows[row_][table_.column(title)];
    }

    [[nodiscard]] std::string optional_cell(std::string_view title) const {
        const auto found = std::ranges::find(table_.header, title);
        return found == table_.header.end()
                   ? ""
                   : table_.rows[row_][static_cast<std::size_t>(found - table_.header.begin())];
    }

    void note(std::string_view column, std::string_view given, std::string_view allowed) {
        if (result_.problem.empty()) {
            result_.problem = fmt::format("{}: given \"{}\", allowed: {}", column, given, allowed);
        }
    }

    std::optional<double> number(std::string_view title, double lower, double upper) {
        const std::string& text = cell(title);
        if (text.empty()) {
            return std::nullopt;
        }
        const std::optional<double> value = base::decimal_number(text);
        if (!value || *value < lower || *value > upper) {
            note(title, text, fmt::format("a number from {:g} to {:g}, or empty", lower, upper));
            return std::nullopt;
        }
        return value;
    }

    void read_week(const std::string& text) {
        const std::size_t plus = text.find('+');
        const std::optional<double> last =
            base::decimal_number(plus == std::string::npos ? text : text.substr(plus + 1));
        if (plus != std::string::npos) {
            result_.first_week = base::decimal_number(text.substr(0, plus));
        }
        const bool has_first = plus == std::string::npos || result_.first_week.value_or(0.0) > 0.0;
        if (!last || !(*last > 0.0) || !has_first) {
            note("week", text, "a number of weeks above 0, or two such as 16+36");
            return;
        }
        result_.week = *last;
    }

    const CsvTable& table_;
    std::size_t row_;
    TrialRow result_;
};

analysis::TrialTable table_of(const CsvTable& csv) {
    if (csv.rows.empty()) {
        throw base::InputError(base::as_written(csv.name), base::message("no rows"),
                               base::message("at least one result of a trial"));
    }
    analysis::TrialTable table{csv.name, csv.header, {}};
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        table.rows.push_back(RowReader(csv, row).read());
    }
    return table;
}

}  // namespace

analysis::TrialTable load_trial_table(const std::filesystem::path& path) {
    return table_of(read_csv(path));
}

analysis::TrialTable read_trial_table(std::string text, const std::string& name) {
    return table_of(read_csv(std::move(text), name));
}

analysis::RowError read_row_error(TableReader& root, std::string_view key) {
    constexpr Range spread{0.0, 1000.0};
    TableReader table = root.table(key);
    analysis::RowError error;
    error.proportion_sd = table.number("proportion_sd", spread);
    error.percent_change_sd = table.number("percent_change_sd", spread);
    error.points_sd = table.number("points_sd", spread);
    error.recalled_sd = table.number("recalled_sd", spread);
    error.computed_sd = table.number("computed_sd", {1e-3, 1000.0});
    error.person_percent_sd = table.number("person_percent_sd", spread);
    error.person_points_sd = table.number("person_points_sd", spread);
    table.refuse_unknown_keys();
    return error;
}

analysis::TrialRules load_trial_rules(const DataSource& data,
                                      const std::vector<catalogue::Source>& sources) {
    const DataFile file = data.open("validation/rules.toml");
    TableReader root = file.root();
    check_schema(root);
    analysis::TrialRules rules;
    rules.regimen_words = load_regimen_words(data);
    rules.unknown_people = root.number("unknown_people", {1.0, 1e6});
    rules.other_topicals_frac = root.number("other_topicals", {0.0, 1.0});
    rules.within_trial = read_row_error(root, "within_trial");
    for (TableReader& table : root.tables("background")) {
        rules.background.push_back(
            {plain_texts(table, "starts_with"), table.number("topicals", {0.0, 1.0})});
        table.refuse_unknown_keys();
    }
    rules.population = read_population_rules(root, sources);
    for (TableReader& table : root.tables("endpoint")) {
        analysis::EndpointNames names{table.text("name"), table.texts("texts")};
        const auto* endpoint = outcome::find_endpoint(names.name);
        if (endpoint == nullptr || endpoint->name != names.name) {
            table.problem("name", base::quoted(names.name),
                          base::message("an endpoint that can be simulated"));
        }
        table.refuse_unknown_keys();
        rules.endpoints.push_back(std::move(names));
    }
    for (TableReader& table : root.tables("grade")) {
        rules.grades.push_back({table.text("trial"), table.text("grade"), table.text("reason")});
        table.refuse_unknown_keys();
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
    return rules;
}

}  // namespace vesikin::format
