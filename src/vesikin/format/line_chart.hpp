// A small chart of lines and bands over time.
#pragma once

#include <string>
#include <vector>

namespace vesikin::format {

/// One line, with an optional band around it.
struct ChartLine {
    std::string label;
    std::string colour;
    std::vector<double> middle;
    std::vector<double> low;  ///< empty for none
    std::vector<double> high;
};

struct LineChart {
    std::string title;  ///< read out instead of the picture
    std::string x_label;
    std::vector<double> x;
    std::vector<ChartLine> lines;
    double width = 330.0;
    double height = 200.0;
    bool includes_zero = false;
};

/// The chart as one SVG element.
[[nodiscard]] std::string line_chart_svg(const LineChart& chart);

}  // namespace vesikin::format
