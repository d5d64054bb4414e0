#include "vesikin/format/line_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "vesikin/format/svg.hpp"

namespace vesikin::format {

namespace {

/// A step of 1, 2 or 5 times a power of ten that gives about `count` steps.
double round_step(double range, double count) {
    const double rough = range / count;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    return power * (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0);
}

struct Span {
    double low;
    double high;
};

Span span_of(const LineChart& chart) {
    Span span{HUGE_VAL, -HUGE_VAL};
    const auto see = [&](const std::vector<double>& values) {
        for (const double value : values) {
            span.low = std::min(span.low, value);
            span.high = std::max(span.high, value);
        }
    };
    for (const ChartLine& line : chart.lines) {
        see(line.middle);
        see(line.low);
        see(line.high);
    }
    if (chart.includes_zero) {
        span = {std::min(span.low, 0.0), std::max(span.high, 0.0)};
    }
    if (!(span.high - span.low > 1e-9 * (1.0 + std::abs(span.high)))) {
        const double room = std::max(0.01, 0.05 * std::abs(span.high));
        span = {span.low - room, span.high + room};
    }
    const double step = round_step(span.high - span.low, 4.0);
    return {std::floor(span.low / step) * step, std::ceil(span.high / step) * step};
}

}  // namespace

std::string line_chart_svg(const LineChart& chart) {
    constexpr double left = 46.0;
    constexpr double right = 10.0;
    constexpr double top = 8.0;
    constexpr double bottom = 34.0;
    const Span span = span_of(chart);
    const double last = chart.x.back();
    const auto at = [&](double x, double y) -> Point {
        return {left + (chart.width - left - right) * x / last,
                top + (chart.height - top - bottom) * (span.high - y) / (span.high - span.low)};
    };
    Svg svg(chart.width, chart.height, chart.title);
    const double y_step = round_step(span.high - span.low, 4.0);
    for (const double y : even_steps(span.low, span.high + 0.5 * y_step, y_step)) {
        if (y <= span.high + 0.01 * y_step) {
            svg.line(at(0.0, y), at(last, y), R"(stroke="#e3e3e3")");
            const double shown = std::abs(y) < 1e-9 * y_step ? 0.0 : y;
            svg.label({.at = {left - 6.0, at(0.0, y).y + 4.0},
                       .text = fmt::format("{:.4g}", shown),
                       .anchor = "end"});
        }
    }
    for (const double x : even_steps(0.0, last, round_step(last, 6.0))) {
        svg.label({.at = {at(x, span.low).x, chart.height - bottom + 15.0},
                   .text = fmt::format("{:g}", x),
                   .anchor = "middle"});
    }
    svg.label({.at = {0.5 * (left + chart.width - right), chart.height - 4.0},
               .text = chart.x_label,
               .anchor = "middle",
               .fill = "#666"});
    for (const ChartLine& line : chart.lines) {
        if (!line.low.empty()) {
            std::vector<Point> corners;
            for (std::size_t i = 0; i < chart.x.size(); ++i) {
                corners.push_back(at(chart.x[i], line.high[i]));
            }
            for (std::size_t i = chart.x.size(); i-- > 0;) {
                corners.push_back(at(chart.x[i], line.low[i]));
            }
            svg.polygon(corners, fmt::format(R"(fill="{}" fill-opacity="0.18")", line.colour));
        }
    }
    for (const ChartLine& line : chart.lines) {
        std::vector<Point> points;
        for (std::size_t i = 0; i < chart.x.size(); ++i) {
            points.push_back(at(chart.x[i], line.middle[i]));
        }
        svg.polyline(points,
                     fmt::format(R"(fill="none" stroke="{}" stroke-width="1.8")", line.colour));
    }
    return svg.text();
}

}  // namespace vesikin::format
