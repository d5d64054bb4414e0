// The page of a validation: scores first, then a forest per drug, then what could not be simulated.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "vesikin/analysis/arm_reading.hpp"
#include "vesikin/format/svg.hpp"
#include "vesikin/format/validation_files.hpp"

namespace vesikin::format {

namespace {

using analysis::Score;
using analysis::TrialRow;
using analysis::ValidatedRow;

constexpr std::string_view style = R"(
body{font:15px/1.6 system-ui,sans-serif;color:#222;background:#fafafa;margin:0 auto;max-width:1160px;padding:24px}
h1{font-size:25px;margin:0 0 4px}h2{font-size:19px;margin:34px 0 6px}h3{font-size:15px;margin:14px 0 2px}
.notice{background:#fff4d6;border-left:4px solid #d9a400;padding:10px 14px;margin:14px 0}
.card{background:#fff;border:1px solid #ddd;border-radius:8px;padding:12px;margin:12px 0}.note{color:#555;font-size:13px;margin:0 0 6px}
svg{max-width:100%;height:auto;display:block}.wide{overflow-x:auto}
table{border-collapse:collapse;background:#fff;font-size:13px}th,td{border:1px solid #ddd;padding:5px 8px;text-align:right}
th:first-child,td:first-child,th:nth-child(2),td:nth-child(2){text-align:left}th{background:#f0f1f4}.bad{color:#b00020;font-weight:600}.good{color:#00695c}
.left td{text-align:left}
)";

constexpr std::array<std::string_view, 4> grade_colours{"#777777", "#0072b2", "#009e73", "#d55e00"};

/// Endpoints that a forest is drawn of, in this order.
constexpr std::array<std::string_view, 9> drawn_endpoints{"EASI75_pct",
                                                          "EASI_pct_change",
                                                          "EASI50_pct",
                                                          "EASI90_pct",
                                                          "IGA01_pct",
                                                          "NRS_ge4_pct",
                                                          "NRS_pct_change",
                                                          "pruritusVAS_pct_change",
                                                          "EASI75_pct_of_w16_responders"};

/// Left edge of the plot, its width, and the height of a row.
constexpr double left = 420.0;
constexpr double plot_width = 520.0;
constexpr double row_height = 17.0;

std::string label_of(std::string_view endpoint) {
    const outcome::TrialEndpoint* found = outcome::find_endpoint(endpoint);
    return found == nullptr ? std::string(endpoint) : std::string(found->label);
}

class PageBuilder {
  public:
    explicit PageBuilder(const ValidationRecord& record) : record_(record) {}

    std::string build() {
        head();
        scores("Held against figures that were read, weeks 12 to 24", record_.read_scores);
        forests();
        scores("All rows, recalled figures and curves computed from a published equation included",
               record_.scores);
        left_out();
        text_ += "</body></html>\n";
        return std::move(text_);
    }

  private:
    void head() {
        std::size_t simulated = 0;
        for (const ValidatedRow& row : record_.rows) {
            simulated += row.prediction.is_simulated ? 1 : 0;
        }
        text_ += fmt::format(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta "
            "name=\"viewport\" content=\"width=device-width\"><title>Validation against published "
            "trials</title><style>{}</style></head><body><h1>Validation against published "
            "trials</h1><p class=\"note\">{}. Vesikin {}, seed {}. Numbers calibrated: {}. {} of "
            "{} "
            "rows simulated.</p><p class=\"notice\">For research. Every row is simulated as its "
            "trial was run: entry criteria, N, background, people who leave or need rescue. Bars "
            "hold {:.0f} % of trials of that N as the model sees them. Grades: <b>calibration</b> "
            "was fitted; <b>H1</b> is another arm of a fitted trial; <b>H2</b> another trial of a "
            "fitted drug; <b>H3</b> a drug or dynamics that nothing was fitted to.</p>",
            style, escape_markup(record_.catalogue.model.title),
            escape_markup(record_.manifest.version), record_.manifest.seed,
            record_.calibrated_on.empty() ? "never" : escape_markup(record_.calibrated_on),
            simulated, record_.rows.size(), 100.0 * record_.options.interval);
    }

    void scores(const char* heading, std::span<const Score> scores) {
        text_ += fmt::format(
            "<h2>{}</h2><div class=\"wide\"><table><thead><tr><th>Endpoint</th><th>Grade</th>"
            "<th>Rows</th><th>Mean absolute error</th><th>Mean error</th><th>Inside</th>",
            heading);
        for (const std::string_view name : analysis::reference_names) {
            text_ += fmt::format("<th>{}: its error / ours</th>", escape_markup(name));
        }
        text_ += "</tr></thead><tbody>";
        for (const Score& score : scores) {
            text_ += fmt::format(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{:.1f}</td><td>{:+.1f}</td><td>{:.0f} "
                "%</td>",
                escape_markup(label_of(score.endpoint)), escape_markup(score.group), score.rows,
                score.mean_absolute_error, score.mean_error, 100.0 * score.covered_frac);
            for (const auto& against : score.against) {
                if (against.rows == 0) {
                    text_ += "<td>-</td>";
                } else {
                    text_ +=
                        fmt::format("<td class=\"{}\">{:.1f} / {:.1f} ({})</td>",
                                    against.own_error <= against.reference_error ? "good" : "bad",
                                    against.reference_error, against.own_error, against.rows);
                }
            }
            text_ += "</tr>";
        }
        text_ += "</tbody></table></div>";
    }

    [[nodiscard]] std::string drug_of(std::size_t row) const {
        const std::string& drug = record_.rows[row].reading.drug();
        if (drug.empty()) {
            return "Without a drug (placebo, vehicle)";
        }
        const auto found = std::ranges::find(record_.catalogue.drugs, drug, &catalogue::Drug::name);
        return found == record_.catalogue.drugs.end() ? drug : found->label.english();
    }

    void forests() {
        text_ +=
            "<h2>Row by row</h2><p class=\"note\">Square: what the trial reported (hollow: "
            "recalled, not seen in a source). Bar and tick: what the model gives. Colour: grade "
            "(<span style=\"color:#777\">calibration</span>, <span "
            "style=\"color:#0072b2\">H1</span>, <span style=\"color:#009e73\">H2</span>, <span "
            "style=\"color:#d55e00\">H3</span>). A red name lies outside its bar.</p>";
        std::map<std::string, std::map<std::string_view, std::vector<std::size_t>>> by_drug;
        for (std::size_t i = 0; i < record_.rows.size(); ++i) {
            const TrialRow& row = record_.table.rows[i];
            if (record_.rows[i].prediction.is_simulated && row.value &&
                !row.status.starts_with("computed")) {
                by_drug[drug_of(i)][row.endpoint].push_back(i);
            }
        }
        for (const auto& [drug, endpoints] : by_drug) {
            text_ += fmt::format("<div class=\"card\"><h3>{}</h3>", escape_markup(drug));
            for (const std::string_view endpoint : drawn_endpoints) {
                if (const auto rows = endpoints.find(endpoint); rows != endpoints.end()) {
                    forest(drug, endpoint, rows->second);
                }
            }
            text_ += "</div>";
        }
    }

    void forest(const std::string& drug, std::string_view endpoint,
                const std::vector<std::size_t>& rows) {
        double low = 0.0;
        double high = 100.0;
        const bool is_share = outcome::find_endpoint(endpoint)->is_proportion();
        if (!is_share) {
            low = -100.0;
            high = 0.0;
            for (const std::size_t i : rows) {
                high =
                    std::max({high, record_.rows[i].prediction.high, *record_.table.rows[i].value});
            }
        }
        const auto x = [&](double value) {
            return left + plot_width * (std::clamp(value, low, high) - low) / (high - low);
        };
        const double height = row_height * static_cast<double>(rows.size()) + 44.0;
        Svg svg(left + plot_width + 96.0, height, drug + ", " + label_of(endpoint));
        svg.label({.at = {4.0, 14.0}, .text = label_of(endpoint), .size = 13.0});
        for (const double tick : even_steps(low, high, (high - low) / 5.0)) {
            svg.line({x(tick), 22.0}, {x(tick), height - 18.0}, "stroke=\"#e4e4e4\"");
            svg.label({.at = {x(tick), height - 4.0},
                       .text = fmt::format("{:.0f} %", tick),
                       .anchor = "middle",
                       .fill = "#666"});
        }
        double y = 22.0 + row_height;
        for (const std::size_t i : rows) {
            forest_row(i, y, x, svg);
            y += row_height;
        }
        text_ += svg.text();
    }

    template <class X>
    void forest_row(std::size_t i, double y, const X& x, Svg& svg) const {
        const TrialRow& row = record_.table.rows[i];
        const ValidatedRow& checked = record_.rows[i];
        const std::string colour(grade_colours[static_cast<std::size_t>(checked.grade)]);
        const bool is_inside = checked.is_inside(*row.value);
        std::string name = fmt::format("{}, {}, week {:g}", row.trial, row.arm,
                                       row.week + row.first_week.value_or(0.0));
        constexpr std::size_t longest = 66;
        if (name.size() > longest) {
            name = name.substr(0, longest - 1) + "…";
        }
        svg.label({.at = {left - 8.0, y - 3.0},
                   .text = name,
                   .size = 10.5,
                   .anchor = "end",
                   .fill = is_inside ? "#333" : "#b00020"});
        svg.line({x(checked.prediction.low), y - 6.5}, {x(checked.prediction.high), y - 6.5},
                 fmt::format("stroke=\"{}\" stroke-width=\"5\" stroke-opacity=\"0.35\"", colour));
        svg.line({x(checked.prediction.value), y - 11.5}, {x(checked.prediction.value), y - 1.5},
                 fmt::format("stroke=\"{}\" stroke-width=\"2.5\"", colour));
        const double at = x(*row.value);
        svg.rectangle({at - 3.5, y - 10.0, 7.0, 7.0},
                      row.status == "read" ? fmt::format("fill=\"{}\"", colour)
                                           : fmt::format("fill=\"#fff\" stroke=\"{}\" "
                                                         "stroke-width=\"1.5\"",
                                                         colour));
        svg.label({.at = {left + plot_width + 8.0, y - 3.0},
                   .text = fmt::format("{:.3g} / {:.3g}", *row.value, checked.prediction.value),
                   .size = 10.0,
                   .fill = "#555"});
    }

    void left_out() {
        text_ +=
            "<h2>What was not simulated, and why</h2><table class=\"left\"><thead><tr><th>Trial "
            "and arm</th><th>Endpoint</th><th>Reason</th></tr></thead><tbody>";
        std::set<std::string> seen;
        for (std::size_t i = 0; i < record_.rows.size(); ++i) {
            const TrialRow& row = record_.table.rows[i];
            const ValidatedRow& checked = record_.rows[i];
            if (checked.prediction.is_simulated) {
                continue;
            }
            const std::string reason = checked.reading.reason.empty()
                                           ? "stopped before this arm was simulated"
                                           : checked.reading.reason;
            const std::string line = fmt::format(
                "<tr><td>{}, {}</td><td>{}</td><td>{}</td></tr>", escape_markup(row.trial),
                escape_markup(row.arm), escape_markup(row.endpoint), escape_markup(reason));
            if (seen.insert(line).second) {
                text_ += line;
            }
        }
        text_ += "</tbody></table>";
    }

    const ValidationRecord& record_;
    std::string text_;
};

}  // namespace

std::string validation_page(const ValidationRecord& record) {
    return PageBuilder(record).build();
}

}  // namespace vesikin::format
