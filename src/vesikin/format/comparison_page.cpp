// The page of a comparison: pictures first, then the table, then where every number comes from.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "vesikin/format/comparison_files.hpp"
#include "vesikin/format/comparison_glance.hpp"
#include "vesikin/format/line_chart.hpp"
#include "vesikin/format/svg.hpp"

namespace vesikin::format {

namespace {

using study::ArmAnswer;
using study::Band;

constexpr std::string_view style = R"(
body{font:15px/1.6 system-ui,"Noto Sans JP","Hiragino Sans",sans-serif;color:#222;background:#fafafa;margin:0 auto;max-width:1240px;padding:24px}
h1{font-size:25px;margin:0 0 4px}h2{font-size:19px;margin:34px 0 6px}h3{font-size:15px;margin:0 0 2px}
.notice{background:#fff4d6;border-left:4px solid #d9a400;padding:10px 14px;margin:14px 0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(350px,1fr));gap:16px}
.small{grid-template-columns:repeat(auto-fill,minmax(270px,1fr))}
.card{background:#fff;border:1px solid #ddd;border-radius:8px;padding:12px}
.card p,.note{margin:0 0 6px;color:#555;font-size:13px}svg{max-width:100%;height:auto;display:block}
.wide{overflow-x:auto}table{border-collapse:collapse;background:#fff;font-size:13px;min-width:1100px}
th,td{border:1px solid #ddd;padding:6px 8px;text-align:left;vertical-align:top}th{background:#f0f1f4}
.glance{min-width:0;font-size:14px}.glance small{font-weight:normal;color:#555}.glance .plain,.glance .plain>*{background:#f3f4f6}.glance svg{margin-bottom:2px}.glance td{white-space:nowrap}
@media(max-width:760px){.glance,.glance tbody{display:block}.glance thead{display:none}.glance tr{display:grid;grid-template-columns:repeat(3,1fr);border:1px solid #ccc;margin-bottom:8px}.glance th,.glance td{border:0}.glance th{grid-column:1/-1}.glance td{white-space:normal;padding:2px 8px 6px}.glance td::before{content:attr(data-name);display:block;font-size:12px;color:#555}}
tbody th{min-width:150px;position:sticky;left:0}tbody td{min-width:64px}details{font-size:13px;margin:4px 0}summary{cursor:pointer}
.key{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;margin:4px 0 10px}.key i{display:inline-block;width:18px;height:4px;margin-right:6px;vertical-align:middle}
)";

/// Colour-blind safe, dark enough on white (Okabe and Ito).
constexpr std::array<std::string_view, 8> colours{"#555555", "#888888", "#0072b2", "#56b4e9",
                                                  "#d55e00", "#cc79a7", "#009e73", "#e69f00"};

std::string colour_of(std::size_t arm) {
    return std::string(colours[arm % colours.size()]);
}

class PageBuilder {
  public:
    explicit PageBuilder(const ComparisonRecord& record)
        : record_(record),
          t_(record.texts),
          glance_(comparison_glance(record)),
          table_(comparison_table(record)) {
        weeks_.push_back(0.0);
        for (const double day : record.design.visit_day) {
            weeks_.push_back(day / 7.0);
        }
    }

    std::string build() {
        head();
        glance();
        courses();
        table();
        markers();
        knowledge();
        explanations();
        text_ += "</body></html>\n";
        return std::move(text_);
    }

  private:
    void head() {
        text_ += fmt::format(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta "
            "name=\"viewport\" "
            "content=\"width=device-width\"><title>{}</title><style>{}</style></head><body>"
            "<p class=\"notice\"><strong>{}</strong></p><h1>{}</h1><p><strong>{}</strong></p>"
            "<p>{}</p>",
            escape_markup(t_.language()), escape_markup(t_("title")), style,
            escape_markup(t_("intended_use")), escape_markup(glance_.headline),
            escape_markup(glance_.standard_line), escape_markup(people_line(record_)));
        if (!record_.answer.is_complete) {
            text_ += fmt::format(
                "<p class=\"notice\">{}</p>",
                escape_markup(
                    t_.fill("stopped", {{"worlds", fmt::format("{}", record_.answer.worlds)}})));
        }
    }

    /// "Lighter, no difference, heavier" as one bar.
    [[nodiscard]] std::string shares_bar(std::size_t arm) const {
        const study::WorldShares& shares = record_.answer.arms[arm].shares_at_clock;
        constexpr double width = 130.0;
        Svg svg(width, 16.0, arm_label(record_, arm));
        double x = 0.0;
        for (const auto& [share, colour] :
             {std::pair{shares.lighter, "#0b4f9f"}, std::pair{shares.same, "#d4d9e0"},
              std::pair{shares.heavier, "#a34700"}}) {
            svg.rectangle({x, 0.0, width * share, 16.0}, fmt::format("fill=\"{}\"", colour));
            x += width * share;
        }
        return svg.text();
    }

    /// All arms side by side.
    void glance() {
        text_ += "<div class=\"wide\"><table class=\"glance\"><thead><tr>";
        for (const std::string& name : glance_.header) {
            text_ += fmt::format("<th>{}</th>", escape_markup(name));
        }
        text_ += "</tr></thead><tbody>";
        for (const GlanceRow& row : glance_.rows) {
            const bool is_way = row.arm >= record_.design.first_way();
            text_ += fmt::format("<tr{}><th>{}<br><small>{}</small></th>",
                                 is_way ? "" : " class=\"plain\"", escape_markup(row.label),
                                 escape_markup(row.contains));
            // On a phone, a row is a card and each cell says what it is.
            const std::vector<std::string> cells = row.cells();
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const bool has_bar = i == GlanceRow::shares_cell && row.arm != study::dummy_arm;
                text_ += fmt::format("<td data-name=\"{}\">{}{}</td>",
                                     escape_markup(glance_.header[i + 1]),
                                     has_bar ? shares_bar(row.arm) : "", escape_markup(cells[i]));
            }
            text_ += "</tr>";
        }
        text_ += "</tbody></table></div>";
        for (const std::string& note : glance_.notes) {
            text_ += fmt::format("<p class=\"note\">{}</p>", escape_markup(note));
        }
        text_ += fmt::format("<h2>{}</h2><ul>", escape_markup(t_("limits_heading")));
        for (const std::string& limit : limits_of(record_)) {
            text_ += fmt::format("<li>{}</li>", escape_markup(limit));
        }
        text_ += "</ul>";
    }

    template <class Read>
    [[nodiscard]] std::vector<double> series(const ArmAnswer& arm, Read read) const {
        std::vector<double> values;
        for (const study::ArmVisit& visit : arm.visits) {
            values.push_back(read(visit));
        }
        return values;
    }

    [[nodiscard]] ChartLine marker_line(std::size_t arm, std::size_t marker, bool has_band) const {
        const ArmAnswer& answer = record_.answer.arms[arm];
        ChartLine line{arm_label(record_, arm), colour_of(arm), {}, {}, {}};
        line.middle = series(answer, [&](const auto& v) { return v.markers[marker].median; });
        if (has_band) {
            line.low = series(answer, [&](const auto& v) { return v.markers[marker].p05; });
            line.high = series(answer, [&](const auto& v) { return v.markers[marker].p95; });
        }
        return line;
    }

    void course_card(std::size_t arm, std::size_t marker, const std::string& heading) {
        LineChart chart{.title = heading + ", " + arm_label(record_, arm),
                        .x_label = t_("axis_weeks"),
                        .x = weeks_,
                        .lines = {marker_line(1, marker, false), marker_line(arm, marker, true)},
                        .includes_zero = true};
        text_ += fmt::format("<div class=\"card\"><h3>{}</h3><p>{}</p>{}</div>",
                             escape_markup(arm_label(record_, arm)), escape_markup(heading),
                             line_chart_svg(chart));
    }

    void courses() {
        for (const auto& [key, marker] : {std::pair{"figure_easi", outcome::easi_marker},
                                          std::pair{"figure_itch", outcome::itch_marker}}) {
            text_ += fmt::format("<h2>{}</h2><p class=\"note\">{}</p><div class=\"cards\">",
                                 escape_markup(t_(key)), escape_markup(t_("figure_easi_note")));
            for (std::size_t arm = record_.design.first_way(); arm < record_.answer.arms.size();
                 ++arm) {
                course_card(arm, marker, t_(key));
            }
            text_ += "</div>";
        }
    }

    void table() {
        text_ += fmt::format(
            "<h2>{}</h2><p class=\"note\">{}</p><div class=\"wide\"><table><thead><tr><th></th>",
            escape_markup(t_("title")), escape_markup(t_("dummy_line")));
        for (const std::string& column : table_.columns) {
            text_ += fmt::format("<th>{}</th>", escape_markup(column));
        }
        text_ += "</tr></thead><tbody>";
        for (const ComparisonRow& row : table_.rows) {
            text_ += fmt::format("<tr><th>{}</th>", escape_markup(row.label));
            for (const ComparisonCell& cell : row.cells) {
                text_ += fmt::format("<td>{}</td>", escape_markup(cell.text));
            }
            text_ += "</tr>";
        }
        text_ += "</tbody></table></div>";
    }

    void markers() {
        text_ += fmt::format("<h2>{}</h2><div class=\"key\">", escape_markup(t_("figure_markers")));
        for (std::size_t arm = record_.design.first_way(); arm < record_.answer.arms.size();
             ++arm) {
            text_ += fmt::format("<span><i style=\"background:{}\"></i>{}</span>", colour_of(arm),
                                 escape_markup(arm_label(record_, arm)));
        }
        text_ += "</div><div class=\"cards small\">";
        const auto all = outcome::all_markers();
        for (std::size_t marker = 0; marker < all.size(); ++marker) {
            const std::string name = t_(fmt::format("marker_{}", all[marker].name));
            text_ += fmt::format("<div class=\"card\"><h3>{}</h3>{}</div>", escape_markup(name),
                                 line_chart_svg(marker_chart(marker, name)));
        }
        text_ += "</div>";
    }

    /// All ways over the dummy treatment, with bands over worlds.
    [[nodiscard]] LineChart marker_chart(std::size_t marker, const std::string& name) const {
        LineChart chart{.title = name,
                        .x_label = t_("axis_weeks"),
                        .x = weeks_,
                        .lines = {},
                        .width = 270.0,
                        .height = 170.0,
                        .includes_zero = true};
        for (std::size_t arm = record_.design.first_way(); arm < record_.answer.arms.size();
             ++arm) {
            const ArmAnswer& answer = record_.answer.arms[arm];
            const auto of = [&](double Band::*member) {
                return series(answer, [&](const study::ArmVisit& visit) {
                    return visit.markers_over_dummy[marker].*member;
                });
            };
            chart.lines.push_back({arm_label(record_, arm), colour_of(arm), of(&Band::median),
                                   of(&Band::p05), of(&Band::p95)});
        }
        return chart;
    }

    void knowledge() {
        text_ +=
            fmt::format("<h2>{}</h2><p class=\"note\">{}</p><div class=\"cards\">",
                        escape_markup(t_("figure_knowledge")), escape_markup(t_("knowledge_note")));
        constexpr std::size_t shown = 6;
        for (std::size_t way = 0; way < record_.answer.knowledge.size(); ++way) {
            const auto& values = record_.answer.knowledge[way];
            const std::string title = arm_label(record_, way + record_.design.first_way());
            Svg svg(360.0, 24.0 * shown + 6.0, title);
            for (std::size_t i = 0; i < std::min(shown, values.size()); ++i) {
                const double y = 4.0 + 24.0 * static_cast<double>(i);
                const double width = 130.0 * values[i].narrowing_frac;
                svg.rectangle(
                    {195.0, y, std::max(width, 0.5), 16.0},
                    fmt::format("fill=\"{}\"", colour_of(way + record_.design.first_way())));
                svg.label({.at = {190.0, y + 12.0},
                           .text = number_name(values[i].name, t_),
                           .size = 10.0,
                           .anchor = "end"});
                svg.label({.at = {200.0 + width, y + 12.0},
                           .text = fmt::format("{:.0f} %", 100.0 * values[i].narrowing_frac)});
            }
            text_ += fmt::format("<div class=\"card\"><h3>{}</h3>{}</div>", escape_markup(title),
                                 svg.text());
        }
        text_ += "</div>";
    }

    void explanations() {
        text_ += fmt::format("<h2>{}</h2>", escape_markup(t_("explain_heading")));
        for (const ComparisonRow& row : table_.rows) {
            text_ += fmt::format("<details><summary>{}</summary>", escape_markup(row.label));
            for (std::size_t arm = 0; arm < row.cells.size(); ++arm) {
                if (row.cells[arm].explanation.empty()) {
                    continue;
                }
                text_ += fmt::format("<h3>{}</h3><ul>", escape_markup(table_.columns[arm]));
                for (const std::string& line : row.cells[arm].explanation) {
                    text_ += fmt::format("<li>{}</li>", escape_markup(line));
                }
                text_ += "</ul>";
            }
            text_ += "</details>";
        }
    }

    const ComparisonRecord& record_;
    const Texts& t_;
    Glance glance_;
    ComparisonTable table_;
    std::vector<double> weeks_;
    std::string text_;
};

}  // namespace

std::string comparison_page(const ComparisonRecord& record) {
    return PageBuilder(record).build();
}

}  // namespace vesikin::format
