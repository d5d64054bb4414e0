#include "vesikin/format/svg.hpp"

#include <fmt/format.h>

namespace vesikin::format {

namespace {

std::string joined(const std::vector<Point>& points) {
    std::string text;
    for (const Point& point : points) {
        text += fmt::format("{:.2f},{:.2f} ", point.x, point.y);
    }
    return text;
}

}  // namespace

std::string escape_markup(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        switch (letter) {
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '&':
                escaped += "&amp;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += letter;
        }
    }
    return escaped;
}

Svg::Svg(double width, double height, std::string_view title)
    : text_(fmt::format("<svg viewBox=\"0 0 {0:g} {1:g}\" width=\"{0:g}\" role=\"img\" "
                        "aria-label=\"{2}\"><title>{2}</title>",
                        width, height, escape_markup(title))) {}

void Svg::rectangle(const Box& box, std::string_view style) {
    text_ += fmt::format("<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" {}/>",
                         box.x, box.y, box.width, box.height, style);
}

void Svg::line(Point from, Point to, std::string_view style) {
    text_ += fmt::format("<line x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\" {}/>",
                         from.x, from.y, to.x, to.y, style);
}

void Svg::polygon(const std::vector<Point>& corners, std::string_view style) {
    text_ += fmt::format("<polygon points=\"{}\" {}/>", joined(corners), style);
}

void Svg::polyline(const std::vector<Point>& points, std::string_view style) {
    text_ += fmt::format("<polyline points=\"{}\" fill=\"none\" {}/>", joined(points), style);
}

void Svg::label(const Label& label) {
    text_ += fmt::format(
        "<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{:g}\" text-anchor=\"{}\" "
        "fill=\"{}\">{}</text>",
        label.at.x, label.at.y, label.size, label.anchor, label.fill, escape_markup(label.text));
}

std::vector<double> even_steps(double first, double last, double step) {
    std::vector<double> values;
    for (int i = 0; first + i * step <= last; ++i) {
        values.push_back(first + i * step);
    }
    return values;
}

}  // namespace vesikin::format
