#include "vesikin/format/delivery_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "vesikin/base/units.hpp"
#include "vesikin/format/svg.hpp"

namespace vesikin::format {

namespace {

constexpr double um_per_cm = 1e4;

std::string power_of_ten(double exponent) {
    constexpr std::string_view digits[] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                           "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
    std::string text = "10";
    for (const char digit : fmt::format("{:.0f}", exponent)) {
        text += digit == '-' ? "\u207b" : digits[digit - '0'];
    }
    return text;
}

}  // namespace

FigureScale common_scale(const std::vector<DeliveredWay>& ways) {
    FigureScale scale{.depth_cm = 0.05, .lowest_log10_per_ml = 3.0, .highest_log10_per_ml = 4.0};
    for (const DeliveredWay& way : ways) {
        constexpr double subcutis_cm = 0.025;  // a strip of it is shown
        scale.depth_cm = std::max(scale.depth_cm, way.answer.typical.skin.total_cm() + subcutis_cm);
        const double film_per_ml = way.plan.session.label_particles / way.plan.session.volume_ml;
        scale.highest_log10_per_ml =
            std::max(scale.highest_log10_per_ml, std::ceil(std::log10(std::max(1.0, film_per_ml))));
    }
    return scale;
}

std::string depth_time_svg(const DeliveredWay& way, const FigureScale& scale) {
    constexpr double left = 44.0;
    constexpr double top = 20.0;
    constexpr double width = 250.0;
    constexpr double height = 130.0;
    Svg svg(figure_card_width, 200.0,
            way.plan.route->label.english() + ": free vesicles by depth and time");
    const std::size_t outputs = way.plan.output_day.size();
    const auto bins =
        static_cast<std::size_t>(std::min(std::ceil(scale.depth_cm / simulation::depth_bin_cm),
                                          static_cast<double>(simulation::depth_bins)));
    const double cell_x = width / static_cast<double>(outputs);
    const double cell_y = height / static_cast<double>(bins);
    const double per_share =
        way.plan.session.label_particles / way.plan.session.area_cm2 / simulation::depth_bin_cm;
    for (std::size_t t = 0; t < outputs; ++t) {
        const double x = left + cell_x * static_cast<double>(t);
        for (std::size_t bin = 0; bin < bins; ++bin) {
            const double shade = shade_of(way.answer.depths[t][bin].median * per_share, scale);
            svg.rectangle({x, top + cell_y * static_cast<double>(bin), cell_x + 0.1, cell_y + 0.1},
                          fmt::format("fill=\"#1b3fa8\" fill-opacity=\"{:.3f}\"", shade));
        }
        svg.label({{x + 0.5 * cell_x, top + height + 14.0},
                   fmt::format("{:g}", way.plan.output_day[t] * base::hours_per_day),
                   10.0,
                   "middle"});
    }
    svg.rectangle({left, top, width, height}, "fill=\"none\" stroke=\"#bbb\"");
    svg.label({{left + 0.5 * width, top + height + 29.0}, "hours after the start", 10.0, "middle"});
    svg.label({{0.0, 12.0}, "depth, \u00b5m", 10.0});
    for (std::size_t bin = 0; bin <= bins; bin += 6) {
        svg.label(
            {{left - 5.0, top + cell_y * static_cast<double>(bin) + 4.0},
             fmt::format("{:.0f}", static_cast<double>(bin) * simulation::depth_bin_cm * um_per_cm),
             10.0,
             "end"});
    }
    return svg.text();
}

std::string plasma_svg(const DeliveredWay& way) {
    constexpr double left = 52.0;
    constexpr double top = 20.0;
    constexpr double width = 250.0;
    constexpr double height = 140.0;
    const auto& spread = way.answer.plasma_per_ml;
    double highest = 1.0;
    for (const study::SpreadSummary& s : spread) {
        highest = std::max(highest, s.p95);
    }
    const double top_log = std::ceil(std::log10(highest));
    constexpr double decades = 6.0;
    const auto y = [&](double value) {
        const double low = top_log - decades;
        const double log = std::log10(std::max(value, std::pow(10.0, low)));
        return top + height * (top_log - log) / decades;
    };
    const double first = std::log(way.plan.output_day.front());
    const double span = std::log(way.plan.output_day.back()) - first;
    const auto x = [&](double day) { return left + width * (std::log(day) - first) / span; };
    Svg svg(figure_card_width, 210.0,
            way.plan.route->label.english() + ": vesicles in plasma over time");
    std::vector<Point> band;
    std::vector<Point> middle;
    for (std::size_t t = 0; t < spread.size(); ++t) {
        band.push_back({x(way.plan.output_day[t]), y(spread[t].p95)});
        middle.push_back({x(way.plan.output_day[t]), y(spread[t].median)});
        svg.label({{x(way.plan.output_day[t]), top + height + 14.0},
                   fmt::format("{:g}", way.plan.output_day[t] * base::hours_per_day),
                   10.0,
                   "middle"});
    }
    for (std::size_t t = spread.size(); t-- > 0;) {
        band.push_back({x(way.plan.output_day[t]), y(spread[t].p05)});
    }
    svg.polygon(band, "fill=\"#c0392b\" fill-opacity=\"0.18\"");
    svg.polyline(middle, "stroke=\"#c0392b\" stroke-width=\"2\"");
    svg.rectangle({left, top, width, height}, "fill=\"none\" stroke=\"#bbb\"");
    for (const double decade : even_steps(top_log - decades, top_log, 2.0)) {
        svg.label(
            {{left - 5.0, y(std::pow(10.0, decade)) + 4.0}, power_of_ten(decade), 10.0, "end"});
    }
    svg.label({{0.0, 12.0}, "plasma, particles per ml: median and 5-95 %", 10.0});
    svg.label({{left + 0.5 * width, top + height + 29.0}, "hours after the start", 10.0, "middle"});
    return svg.text();
}

std::string variance_svg(const DeliveredWay& way) {
    constexpr std::size_t shown = 6;
    constexpr double row = 19.0;
    const std::size_t count = std::min(shown, way.answer.variance.size());
    Svg svg(figure_card_width, 22.0 + row * static_cast<double>(count),
            way.plan.route->label.english() + ": what the spread comes from");
    svg.label(
        {{0.0, 12.0}, "what the spread of particles per cm\u00b2 of dermis comes from", 10.0});
    for (std::size_t i = 0; i < count; ++i) {
        const study::VarianceShare& share = way.answer.variance[i];
        const double y = 20.0 + row * static_cast<double>(i);
        std::string name = share.parameter;
        std::ranges::replace(name, '_', ' ');
        svg.label({{128.0, y + 11.0}, name, 10.5, "end"});
        svg.rectangle({134.0, y + 1.0, std::max(1.0, 160.0 * share.share_frac), 13.0},
                      "fill=\"#5a74c4\"");
        svg.label({{138.0 + 160.0 * share.share_frac, y + 12.0},
                   fmt::format("{:.0f} %", 100.0 * share.share_frac),
                   10.5});
    }
    return svg.text();
}

std::string shade_key_svg(const FigureScale& scale) {
    constexpr double left = 10.0;
    constexpr double width = 300.0;
    constexpr int steps = 60;
    Svg svg(360.0, 46.0, "shade of free vesicles per ml of tissue");
    for (int i = 0; i < steps; ++i) {
        svg.rectangle({left + width / steps * i, 4.0, width / steps + 0.1, 14.0},
                      fmt::format("fill=\"#1b3fa8\" fill-opacity=\"{:.3f}\"", 0.9 * i / steps));
    }
    svg.rectangle({left, 4.0, width, 14.0}, "fill=\"none\" stroke=\"#bbb\"");
    const double span = scale.highest_log10_per_ml - scale.lowest_log10_per_ml;
    for (const double log :
         even_steps(scale.lowest_log10_per_ml, scale.highest_log10_per_ml, 1.0)) {
        svg.label({{left + width * (log - scale.lowest_log10_per_ml) / span, 31.0},
                   power_of_ten(log),
                   10.5,
                   "middle"});
    }
    svg.label({{left, 44.0}, "free particles per ml", 10.5});
    return svg.text();
}

}  // namespace vesikin::format
