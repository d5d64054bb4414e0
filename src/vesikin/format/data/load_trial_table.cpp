#include "vesikin/format/data/load_trial_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

using analysis::TrialRow;

std::optional<double> number_of(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

/// "SE 3.3", "SEM 5.9", "CI 36.7-43.2" or "CI -8.76,-1.13" (95 %); other texts say nothing.
std::optional<double> standard_error_of(std::string_view text) {
    constexpr double interval_in_errors = 3.92;
    for (const std::string_view prefix : {"SEM ", "SE "}) {
        if (text.starts_with(prefix)) {
            text.remove_prefix(prefix.size());
            return number_of(text.substr(0, text.find_first_not_of("0123456789.")));
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
    const auto low = number_of(text.substr(0, between));
    const auto high = number_of(text.substr(between + 1));
    return low && high && *high > *low ? std::optional((*high - *low) / interval_in_errors)
                                       : std::nullopt;
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
        read_week(cell("week"));
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
        const std::optional<double> value = number_of(text);
        if (!value || *value < lower || *value > upper) {
            note(title, text, fmt::format("a number from {:g} to {:g}, or empty", lower, upper));
            return std::nullopt;
        }
        return value;
    }

    void read_week(const std::string& text) {
        const std::size_t plus = text.find('+');
        const std::optional<double> last =
            number_of(plus == std::string::npos ? text : text.substr(plus + 1));
        if (plus != std::string::npos) {
            result_.first_week = number_of(text.substr(0, plus));
        }
        if (!last || (plus != std::string::npos && !result_.first_week)) {
            note("week", text, "a number of weeks, or two such as 16+36");
            return;
        }
        result_.week = *last;
    }

    const CsvTable& table_;
    std::size_t row_;
    TrialRow result_;
};

}  // namespace

analysis::TrialTable load_trial_table(const std::filesystem::path& path) {
    const CsvTable csv = read_csv(path);
    if (csv.rows.empty()) {
        throw base::InputError(csv.name, "no rows", "at least one result of a trial");
    }
    analysis::TrialTable table{csv.name, csv.header, {}};
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        table.rows.push_back(RowReader(csv, row).read());
    }
    return table;
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

analysis::TrialRules load_trial_rules(const std::filesystem::path& data_folder,
                                      const std::vector<catalogue::Source>& sources,
                                      const UnitSystem& units) {
    constexpr Range easi{0.0, 72.0};
    const TomlFile file(data_folder / "validation" / "rules.toml", units);
    TableReader root = file.root();
    check_schema(root);
    analysis::TrialRules rules;
    rules.unknown_people = root.number("unknown_people", {1.0, 1e6});
    rules.other_topicals_frac = root.number("other_topicals", {0.0, 1.0});
    rules.within_trial = read_row_error(root, "within_trial");
    for (TableReader& table : root.tables("background")) {
        rules.background.push_back(
            {table.text("starts_with"), table.number("topicals", {0.0, 1.0})});
        table.refuse_unknown_keys();
    }
    for (TableReader& table : root.tables("entry")) {
        analysis::EntryRule rule;
        rule.contains = table.text_or("contains", "");
        rule.trial = table.text_or("trial", "");
        const auto optional = [&](const char* key, Range allowed) {
            return table.has(key) ? std::optional(table.number(key, allowed)) : std::nullopt;
        };
        rule.easi_min = optional("easi_min", easi);
        rule.easi_max = optional("easi_max", easi);
        rule.easi_mean = optional("easi_mean", easi);
        rule.age_year = optional("age_year", {0.0, 120.0});
        rule.weight_kg = optional("weight_kg", {1.0, 500.0});
        rule.weight_sd_log = optional("weight_sd_log", {0.0, 2.0});
        rule.provenance = read_provenance(table, sources);
        table.refuse_unknown_keys();
        rules.entry.push_back(std::move(rule));
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
