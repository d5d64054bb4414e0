// A small writer of SVG text: shapes in, one element out. Coordinates are pixels of the view box, y
// grows downwards.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vesikin::format {

/// `<`, `>`, `&` and quotes as entities.
[[nodiscard]] std::string escape_markup(std::string_view text);

/// A place in the view box.
struct Point {
    double x = 0.0;
    double y = 0.0;
};

struct Box {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
};

/// A line of text and how it stands.
struct Label {
    Point at;
    std::string text;
    double size = 11.0;
    std::string anchor = "start";
    std::string fill = "#333";
};

/// Collects shapes. `style` is the text of SVG attributes, such as `fill="#fff"`.
class Svg {
  public:
    /// `title` is read out instead of the picture.
    Svg(double width, double height, std::string_view title);

    void rectangle(const Box& box, std::string_view style);
    void line(Point from, Point to, std::string_view style);
    void polygon(const std::vector<Point>& corners, std::string_view style);
    void polyline(const std::vector<Point>& points, std::string_view style);
    void label(const Label& label);

    [[nodiscard]] std::string text() const { return text_ + "</svg>"; }

  private:
    std::string text_;
};

/// first, first + step, ... up to last, with a step above 0.
[[nodiscard]] std::vector<double> even_steps(double first, double last, double step);

}  // namespace vesikin::format
