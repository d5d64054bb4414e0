// The cross-section of skin.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vesikin/base/units.hpp"
#include "vesikin/delivery/depot.hpp"
#include "vesikin/format/delivery_figures.hpp"
#include "vesikin/format/svg.hpp"

namespace vesikin::format {

namespace {

constexpr double surface_y = 92.0;
constexpr double bottom_y = 432.0;
constexpr double left_x = 10.0;
constexpr double right_x = 236.0;
constexpr double figure_width = 385.0;
constexpr double figure_height = 470.0;
constexpr const char* vesicle_colour = "#1b3fa8";
constexpr std::string_view layer_colours[] = {"#d9b98c", "#f6d8c4", "#e9b9a4", "#fbe6e0",
                                              "#fdf1ec"};

/// Draws one section.
class Section {
  public:
    Section(const DeliveredWay& way, const FigureScale& scale, std::size_t output)
        : way_(way),
          course_(way.answer.typical),
          scale_(scale),
          output_(output),
          px_per_cm_((bottom_y - surface_y) / scale.depth_cm),
          svg_(figure_width, figure_height,
               fmt::format("{}: cross-section of the {}", way.plan.route->label.english(),
                           way.plan.site->label.english())) {}

    std::string draw();

  private:
    void layers();
    void shades();
    void film();
    void path();
    void needle();
    void channels();
    void pores();
    void vessels();
    void names();
    void scale_bar();

    [[nodiscard]] double y(double depth_cm) const {
        return std::min(bottom_y, surface_y + depth_cm * px_per_cm_);
    }

    [[nodiscard]] double width_cm() const { return (right_x - left_x) / px_per_cm_; }

    /// Particles per area, per labelled share: what a share of one unit means here.
    [[nodiscard]] double particles_per_cm2() const {
        const auto& plan = way_.plan;
        const double per_unit = course_.places.empty() ? 0.0 : per_unit_dose();
        return plan.session.label_particles / plan.session.area_cm2 * per_unit;
    }

    /// What left the syringe per labelled particle, recovered from shares that are known both ways.
    [[nodiscard]] double per_unit_dose() const {
        double places = 0.0;
        for (const double share : course_.places[output_]) {
            places += share;
        }
        return places;  // true count; handling loss is a few percent and not worth a shade
    }

    [[nodiscard]] double lateral_factor(double x_cm) const;
    [[nodiscard]] std::vector<double> centres_cm() const;

    const DeliveredWay& way_;
    const simulation::DeliveryCourse& course_;
    const FigureScale& scale_;
    std::size_t output_;
    double px_per_cm_;
    Svg svg_;
};

void Section::layers() {
    double depth_cm = 0.0;
    for (std::size_t i = 0; i < delivery::layer_count; ++i) {
        const double below_cm = depth_cm + course_.skin.layers[i].thickness_cm;
        svg_.rectangle({left_x, y(depth_cm), right_x - left_x, y(below_cm) - y(depth_cm)},
                       fmt::format("fill=\"{}\"", layer_colours[i]));
        depth_cm = below_cm;
    }
    svg_.rectangle({left_x, y(depth_cm), right_x - left_x, bottom_y - y(depth_cm)},
                   "fill=\"#fdf3cf\"");
}

std::vector<double> Section::centres_cm() const {
    const double density = course_.placement.puncture_per_cm2;
    const double spacing_cm = 1.0 / std::sqrt(density);
    std::vector<double> centres{0.5 * width_cm()};
    for (const double step : even_steps(spacing_cm, 0.5 * width_cm() + spacing_cm, spacing_cm)) {
        centres.push_back(0.5 * width_cm() + step);
        centres.push_back(0.5 * width_cm() - step);
    }
    return centres;
}

/// Concentration in the plane of the section over its mean at that depth: punctures are centres of
/// plane Gaussians.
double Section::lateral_factor(double x_cm) const {
    const delivery::Placement& placement = course_.placement;
    if (placement.puncture_per_cm2 <= 0.0) {
        return 1.0;
    }
    const double covered_cm2 =
        -std::log1p(-std::min(placement.covered_area_frac, 0.999)) / placement.puncture_per_cm2;
    const delivery::LateralDepot depot{
        0.5 * std::sqrt(covered_cm2 / std::numbers::pi),
        course_.skin.layer(delivery::Layer::papillary_dermis).diffusivity_cm2_per_day, 0.0};
    double per_cm2 = 0.0;
    const double spacing_cm = 1.0 / std::sqrt(placement.puncture_per_cm2);
    for (const double centre : centres_cm()) {
        for (const double row : {-2.0, -1.0, 0.0, 1.0, 2.0}) {  // behind and before the section
            per_cm2 += depot.per_cm2(std::hypot(x_cm - centre, row * spacing_cm),
                                     way_.plan.output_day[output_]);
        }
    }
    return per_cm2 / placement.puncture_per_cm2;
}

void Section::shades() {
    const double scale_cm2 = particles_per_cm2();
    const auto& edges = course_.transport.edges;
    const auto& profile = course_.transport.profiles[output_];
    const std::size_t strips = course_.placement.puncture_per_cm2 > 0.0 ? 36 : 1;
    const double strip = (right_x - left_x) / static_cast<double>(strips);
    for (std::size_t column = 0; column < strips; ++column) {
        const double x = left_x + strip * static_cast<double>(column);
        const double factor = lateral_factor((x + 0.5 * strip - left_x) / px_per_cm_);
        for (std::size_t cell = 0; cell < delivery::cell_count; ++cell) {
            const double per_ml =
                profile[cell] * scale_cm2 / (edges[cell + 1] - edges[cell]) * factor;
            const double shade = shade_of(per_ml, scale_);
            if (shade > 0.01) {
                svg_.rectangle(
                    {x, y(edges[cell]), strip, y(edges[cell + 1]) - y(edges[cell])},
                    fmt::format(
                        "fill=\"{}\" fill-opacity=\"{:.3f}\" shape-rendering=\"crispEdges\"",
                        vesicle_colour, shade));
            }
        }
    }
}

void Section::film() {
    const auto& shares = course_.transport.at_output[output_];
    const double thickness_cm = course_.placement.film_thickness_cm;
    if (shares.film < 1e-6) {
        return;
    }
    const double height = std::clamp(thickness_cm * px_per_cm_, 2.0, 40.0);
    const double shade = shade_of(shares.film * particles_per_cm2() / thickness_cm, scale_);
    const Box box{left_x, surface_y - height, right_x - left_x, height};
    svg_.rectangle(box, "fill=\"#eef3fb\"");
    svg_.rectangle(box, fmt::format("fill=\"{}\" fill-opacity=\"{:.3f}\"", vesicle_colour, shade));
    svg_.label({{right_x + 9.0, surface_y - std::max(10.0, 0.5 * height)}, "film of product"});
}

void Section::needle() {
    const double tip_y = y(course_.placement.tip_depth_cm);
    const double x = 0.5 * (left_x + right_x);
    constexpr double half = 5.0;
    svg_.polygon({{x - half, 30.0},
                  {x + half, 30.0},
                  {x + half, tip_y - 18.0},
                  {x, tip_y},
                  {x - half, tip_y - 18.0}},
                 "fill=\"#8d939c\" fill-opacity=\"0.85\" stroke=\"#4a4f57\"");
    svg_.label({{x + 10.0, 42.0},
                fmt::format("needle tip at {:.0f} \u00b5m",
                            course_.placement.tip_depth_cm * base::um_per_cm)});
}

void Section::channels() {
    const double depth_cm = course_.placement.tip_depth_cm;
    const double density = course_.placement.puncture_per_cm2;
    const double open = course_.placement.opening.course.openness(way_.plan.output_day[output_]);
    const double half_cm =
        0.5 * std::sqrt(course_.placement.open_area_frac * open / density * 4.0 / std::numbers::pi);
    for (const double centre : centres_cm()) {
        const double x = left_x + centre * px_per_cm_;
        const double half = half_cm * px_per_cm_;
        if (x - half < left_x || x + half > right_x) {
            continue;
        }
        svg_.polygon({{x - half, surface_y}, {x + half, surface_y}, {x, y(depth_cm)}},
                     "fill=\"#fff\" fill-opacity=\"0.35\" stroke=\"#7a1f3d\" stroke-width=\"1.2\"");
    }
    svg_.label({{left_x, 28.0},
                fmt::format("{:.0f} channels per cm\u00b2, {:.0f} \u00b5m deep,", density,
                            depth_cm * base::um_per_cm)});
    svg_.label(
        {{left_x, 42.0}, fmt::format("{:.0f} % as wide as at first", 100.0 * std::sqrt(open))});
}

void Section::pores() {
    for (const double y_wave : even_steps(22.0, 40.0, 6.0)) {
        std::vector<Point> wave;
        for (const double x : even_steps(left_x + 40.0, right_x - 40.0, 4.0)) {
            wave.push_back({x, y_wave + 2.5 * std::sin(0.25 * x)});
        }
        svg_.polyline(wave, "stroke=\"#4a7d6a\" stroke-width=\"1\"");
    }
    const double corneum_cm = course_.skin.layers[0].thickness_cm;
    for (const double x : even_steps(left_x + 26.0, right_x, 44.0)) {
        svg_.line({x, surface_y}, {x, y(corneum_cm)}, "stroke=\"#12604a\" stroke-width=\"2.5\"");
    }
    svg_.label({{left_x, 14.0}, "ultrasound; pores in the corneum (width not to scale)"});
}

void Section::vessels() {
    const double top_cm = course_.skin.dermis_top_cm();
    const double papillary_cm = course_.skin.layer(delivery::Layer::papillary_dermis).thickness_cm;
    const double total_cm = course_.skin.total_cm();
    const auto vessel = [&](double depth_cm, const char* width) {
        svg_.line(
            {left_x, y(depth_cm)}, {right_x, y(depth_cm)},
            fmt::format("stroke=\"#c0392b\" stroke-width=\"{}\" stroke-opacity=\"0.7\"", width));
    };
    vessel(top_cm + papillary_cm, "2");
    vessel(0.96 * total_cm, "4");
    for (const double x : even_steps(left_x + 20.0, right_x - 8.0, 36.0)) {
        const double foot = y(top_cm + papillary_cm);
        const double head = y(top_cm + 0.15 * papillary_cm);
        svg_.polyline({{x, foot}, {x, head}, {x + 6.0, head}, {x + 6.0, foot}},
                      "stroke=\"#c0392b\" stroke-width=\"1.2\" stroke-opacity=\"0.8\"");
        svg_.line({x + 14.0, y(0.96 * total_cm)}, {x + 14.0, foot},
                  "stroke=\"#c0392b\" stroke-width=\"1\" stroke-opacity=\"0.5\"");
    }
    svg_.label({{left_x, 42.0}, "vesicles come with the blood (vessels drawn freely)"});
}

void Section::path() {
    const std::string_view process = std::visit(
        [](auto p) { return std::string_view(decltype(p)::name); }, way_.plan.route->process);
    if (process == delivery::Depot::name) {
        needle();
    } else if (process == delivery::Channels::name) {
        channels();
    } else if (process == delivery::Sonophoresis::name) {
        pores();
    } else if (process == delivery::Infusion::name) {
        vessels();
    }
}

void Section::names() {
    double depth_cm = 0.0;
    double last = 0.0;
    const auto name = [&](double at_cm, std::string text) {
        const double at = std::max(y(at_cm) + 4.0, last + 13.0);
        svg_.line({right_x, y(at_cm)}, {right_x + 7.0, at - 4.0}, "stroke=\"#999\"");
        svg_.label({{right_x + 9.0, at}, std::move(text)});
        last = at;
    };
    last = surface_y - 12.0;
    for (std::size_t i = 0; i < delivery::layer_count; ++i) {
        const double thick_cm = course_.skin.layers[i].thickness_cm;
        name(depth_cm + 0.5 * thick_cm, fmt::format("{} {:.0f} \u00b5m", delivery::layer_names[i],
                                                    thick_cm * base::um_per_cm));
        depth_cm += thick_cm;
    }
    const double below = course_.transport.at_output[output_].subcutis;
    name(depth_cm + 0.5 * (scale_.depth_cm - depth_cm),
         below > 0.005 ? fmt::format("subcutis, {:.0f} % of dose", 100.0 * below) : "subcutis");
}

void Section::scale_bar() {
    const double length = 200.0 / base::um_per_cm * px_per_cm_;
    constexpr double at_y = bottom_y + 14.0;
    svg_.line({left_x, at_y}, {left_x + length, at_y}, "stroke=\"#111\" stroke-width=\"3\"");
    svg_.label({{left_x + length + 6.0, at_y + 4.0}, "200 \u00b5m"});
    svg_.label({{right_x, at_y + 4.0},
                fmt::format("after {:g} h", way_.plan.output_day[output_] * base::hours_per_day),
                11.0,
                "end"});
}

std::string Section::draw() {
    layers();
    film();
    shades();
    path();
    svg_.rectangle({left_x, surface_y, right_x - left_x, bottom_y - surface_y},
                   "fill=\"none\" stroke=\"#bbb\"");
    names();
    scale_bar();
    return svg_.text();
}

}  // namespace

double shade_of(double particles_per_ml, const FigureScale& scale) {
    if (!(particles_per_ml > 0.0)) {
        return 0.0;
    }
    constexpr double darkest = 0.9;
    return darkest * std::clamp((std::log10(particles_per_ml) - scale.lowest_log10_per_ml) /
                                    (scale.highest_log10_per_ml - scale.lowest_log10_per_ml),
                                0.0, 1.0);
}

std::string skin_section_svg(const DeliveredWay& way, const FigureScale& scale,
                             std::size_t output) {
    return Section(way, scale, output).draw();
}

}  // namespace vesikin::format
