// The page of a delivery question.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "vesikin/format/delivery_figures.hpp"
#include "vesikin/format/delivery_files.hpp"
#include "vesikin/format/svg.hpp"

namespace vesikin::format {

namespace {

using simulation::Measure;

constexpr double hours_per_day = 24.0;
constexpr double section_hour = 1.0;

constexpr std::string_view style = R"(
body{font:15px/1.5 system-ui,sans-serif;color:#222;background:#fafafa;margin:0 auto;max-width:1180px;padding:24px}
h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:34px 0 8px}h3{font-size:16px;margin:0 0 2px}
.notice{background:#fff4d6;border-left:4px solid #d9a400;padding:10px 14px;margin:14px 0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(350px,1fr));gap:18px}
.card{background:#fff;border:1px solid #ddd;border-radius:8px;padding:14px;overflow:hidden}
.card p{margin:0 0 6px;color:#555;font-size:13px}svg{max-width:100%;height:auto;display:block;font-family:system-ui,sans-serif}
table{border-collapse:collapse;background:#fff;font-size:13px;width:100%}.wide{overflow-x:auto}
th,td{border:1px solid #ddd;padding:5px 8px;text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}
th{background:#f0f1f4;font-weight:600}td.text{text-align:left;white-space:normal}small{color:#666}
)";

/// Three digits, with a power of ten where the number is far from one.
std::string shown(double value) {
    if (value == 0.0) {
        return "0";
    }
    const double size = std::abs(value);
    if (size < 1e-6) {
        return "&lt; 10<sup>-6</sup>";
    }
    if (size >= 0.001 && size < 1e4) {
        return size < 1000.0 ? fmt::format("{:.3g}", value) : fmt::format("{:.0f}", value);
    }
    const double exponent = std::floor(std::log10(size));
    return fmt::format("{:.1f}\u00b710<sup>{:.0f}</sup>", value / std::pow(10.0, exponent),
                       exponent);
}

std::string shown(const study::SpreadSummary& s, double scale) {
    return fmt::format("{}<br><small>{} to {}</small>", shown(scale * s.median),
                       shown(scale * s.p05), shown(scale * s.p95));
}

std::string cell(const std::string& text) {
    return "<td>" + text + "</td>";
}

std::string comparison(const DeliveryRecord& record) {
    struct Column {
        const char* title;
        Measure measure;
        double scale;
    };

    constexpr Column columns[] = {
        {"into the dermis of the site, % of label", Measure::reached_dermis, 100.0},
        {"into all skin, % of label", Measure::whole_skin, 100.0},
        {"put below the dermis, %", Measure::below_dermis, 100.0},
        {"dermis, particles per cm\u00b2", Measure::dermis_per_cm2, 1.0},
        {"skin, vesicles per nucleated cell", Measure::skin_per_cell, 1.0},
        {"untreated skin, particles per cm\u00b2", Measure::untreated_per_cm2, 1.0},
        {"plasma peak, particles per ml", Measure::plasma_peak, 1.0},
        {"barrier opened, % of area", Measure::open_area, 100.0},
        {"half-life of the opening, h", Measure::open_half_life, hours_per_day}};
    std::string text = "<div class=\"wide\"><table><tr><th>way</th>";
    for (const Column& column : columns) {
        text += fmt::format("<th style=\"white-space:normal\">{}</th>", column.title);
    }
    text += "</tr>";
    for (const DeliveredWay& way : record.ways) {
        text += "<tr>" + cell(escape_markup(way.plan.route->label.english()));
        for (const Column& column : columns) {
            const auto& s = way.answer.measures[static_cast<std::size_t>(column.measure)];
            text += cell(shown(s, column.scale));
        }
        text += "</tr>";
    }
    return text + "</table></div>";
}

/// The output nearest to the time that the cross-sections show.
std::size_t section_output(const simulation::DeliveryPlan& plan) {
    const auto nearest = std::ranges::min_element(plan.output_day, {}, [](double day) {
        return std::abs(day * hours_per_day - section_hour);
    });
    return static_cast<std::size_t>(nearest - plan.output_day.begin());
}

std::string session_line(const simulation::DeliveryPlan& plan) {
    return fmt::format("{} labelled particles in {:g} ml on the {} ({:g} cm\u00b2), {} skin",
                       shown(plan.session.label_particles), plan.session.volume_ml,
                       escape_markup(plan.site->label.english()), plan.session.area_cm2,
                       delivery::skin_condition_names[static_cast<std::size_t>(plan.condition)]);
}

std::string card(const DeliveredWay& way, const FigureScale& scale) {
    std::string text =
        "<div class=\"card\"><h3>" + escape_markup(way.plan.route->label.english()) + "</h3>";
    text += "<p>" + session_line(way.plan) + "</p>";
    text += skin_section_svg(way, scale, section_output(way.plan));
    text += depth_time_svg(way, scale);
    if (way.answer.typical.placement.plasma_frac > 0.0) {
        text += plasma_svg(way);
    }
    return text + variance_svg(way) + "</div>";
}

std::string places_table(const DeliveredWay& way) {
    std::string text = fmt::format("<h3>{}</h3><div class=\"wide\"><table><tr><th>hours</th>",
                                   escape_markup(way.plan.route->label.english()));
    for (const std::string_view name : simulation::place_names) {
        std::string words(name);
        std::ranges::replace(words, '_', ' ');
        text += "<th>" + words + "</th>";
    }
    text += "</tr>";
    for (std::size_t t = 0; t < way.plan.output_day.size(); ++t) {
        text += "<tr>" + cell(fmt::format("{:g}", way.plan.output_day[t] * hours_per_day));
        for (const study::SpreadSummary& place : way.answer.places[t]) {
            text += cell(shown(place, 100.0));
        }
        text += "</tr>";
    }
    return text + "</table></div>";
}

std::string practice_table(const DeliveryRecord& record) {
    std::string text =
        "<div class=\"wide\"><table><tr><th>way</th><th>fact</th><th>typical</th><th>range</th>"
        "<th>unit</th><th>source, evidence, mark</th></tr>";
    const auto marks = [](const catalogue::Provenance& p) {
        return fmt::format("{}, {}, {}", escape_markup(p.source), catalogue::name_of(p.evidence),
                           catalogue::name_of(p.mark));
    };
    for (const DeliveredWay& way : record.ways) {
        const catalogue::Route& route = *way.plan.route;
        text += fmt::format(
            "<tr><td>{}</td><td class=\"text\" colspan=\"5\">{}; {}; {} on active AD "
            "skin</td></tr>",
            escape_markup(route.label.english()), escape_markup(route.device),
            escape_markup(route.description),
            route.is_allowed_on_active_skin ? "offered" : "not offered");
        for (const catalogue::PracticeFact& fact : route.practice) {
            std::string name = fact.name;
            std::ranges::replace(name, '_', ' ');
            text += fmt::format(
                "<tr><td></td><td class=\"text\">{}, {}</td><td>{:g}</td><td>{:g} - {:g}</td>"
                "<td>{}</td><td class=\"text\">{}</td></tr>",
                escape_markup(name), escape_markup(fact.meaning), fact.typical, fact.lowest,
                fact.highest, escape_markup(fact.unit), marks(fact.provenance));
        }
        for (const catalogue::Harm& harm : route.harms) {
            text += fmt::format(
                "<tr><td></td><td class=\"text\">risk per session: {}</td><td>{}</td><td>{} - "
                "{}</td>"
                "<td>1</td><td class=\"text\">{}</td></tr>",
                escape_markup(harm.label.english()), shown(harm.per_session_frac),
                shown(harm.lowest_frac), shown(harm.highest_frac), marks(harm.provenance));
        }
    }
    return text + "</table></div>";
}

/// The sources that the shown ways rest on.
std::string sources(const DeliveryRecord& record) {
    std::set<std::string> used;
    for (const DeliveredWay& way : record.ways) {
        for (const auto& parameter : way.plan.route->parameters) {
            used.insert(parameter.provenance.source);
        }
        for (const auto& setting : way.plan.route->settings) {
            used.insert(setting.provenance.source);
        }
        for (const auto& fact : way.plan.route->practice) {
            used.insert(fact.provenance.source);
        }
        used.insert(way.plan.site->provenance.source);
    }
    std::string text = "<ul>";
    for (const catalogue::Source& source : record.catalogue.sources) {
        if (!used.contains(source.key)) {
            continue;
        }
        text += fmt::format("<li><b>{}</b>: {} ({}). {}. {}.", escape_markup(source.key),
                            escape_markup(source.authors), source.year, escape_markup(source.title),
                            escape_markup(source.published_in));
        text += source.doi ? " doi:" + escape_markup(*source.doi) : "";
        text += source.note ? " <small>" + escape_markup(*source.note) + "</small>" : "";
        text += "</li>";
    }
    return text + "</ul>";
}

}  // namespace

std::string delivery_page(const DeliveryRecord& record) {
    const FigureScale scale = common_scale(record.ways);
    std::string text = fmt::format(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Vesikin: delivery "
        "of "
        "vesicles to skin</title><meta name=\"viewport\" content=\"width=device-width\"><style>{}"
        "</style></head><body><h1>From the session to the cells</h1>",
        style);
    text += fmt::format(
        "<p>{} virtual people in {} worlds (what nobody knows is drawn once per world), seed {}. "
        "Numbers are medians; small print is 5 to 95 % of people and worlds together, to {:g} "
        "h.</p>",
        record.study.people, record.study.worlds, record.study.seed,
        record.ways.front().plan.output_day.back() * hours_per_day);
    text +=
        "<p class=\"notice\">For simulation, research and education. It informs; it does not "
        "prescribe. Most numbers are estimates with wide bands, animal work or small studies; no "
        "way "
        "of giving vesicles is an approved treatment of atopic dermatitis.</p>";
    text += "<h2>The ways compared</h2>" + comparison(record);
    text +=
        "<h2>Where the vesicles are</h2><p>Cross-sections of the typical person's skin, all on one "
        "scale, with free vesicles as shade; below each, the median by depth and time. What cells "
        "have taken up is not shaded.</p>" +
        shade_key_svg(scale) + "<div class=\"cards\">";
    for (const DeliveredWay& way : record.ways) {
        text += card(way, scale);
    }
    text +=
        "</div><h2>Share of the label by time, %</h2><p>Each number is its own median, so a row "
        "need not add up; film includes what is still in the bag.</p>";
    for (const DeliveredWay& way : record.ways) {
        text += places_table(way);
    }
    text += "<h2>In practice</h2>" + practice_table(record);
    text += "<h2>Sources</h2>" + sources(record);
    return text + "</body></html>\n";
}

}  // namespace vesikin::format
