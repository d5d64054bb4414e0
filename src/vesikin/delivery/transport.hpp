// Movement of vesicles through the layers of skin: finite volumes in depth, implicit and second
// order in time, solved for a batch of people at once. Linear in the dose, so everything is per
// unit of dose.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "vesikin/delivery/placement.hpp"
#include "vesikin/delivery/skin.hpp"

namespace vesikin::delivery {

/// People solved together; one lane each.
inline constexpr std::size_t transport_lanes = 8;

/// The times of the steps, shared by all people of one way: equal steps between breakpoints, longer
/// later.
class Schedule {
  public:
    struct Interval {
        double start_day = 0.0;
        double end_day = 0.0;
        double step_day = 0.0;
        std::size_t steps = 0;
        bool ends_at_output = false;
        bool starts_by_washing = false;  ///< the film is washed off at its start
    };

    /// Outputs ascending and positive. `refinement` multiplies the number of steps.
    Schedule(std::vector<double> output_day, double session_day, double film_contact_day,
             std::size_t refinement = 1);

    [[nodiscard]] const std::vector<double>& output_day() const noexcept { return output_day_; }

    [[nodiscard]] const std::vector<Interval>& intervals() const noexcept { return intervals_; }

    /// Every step's end, with 0 in front.
    [[nodiscard]] std::vector<double> times_day() const;

  private:
    std::vector<double> output_day_;
    std::vector<Interval> intervals_;
};

/// One person's skin, what the session did to it, and what the blood brings.
struct TransportCase {
    Skin skin;
    Placement placement;
    double film_loss_per_day = 0.0;

    /// What the blood brought into the dermis by each of `Schedule::times_day`; empty for none.
    std::vector<double> supplied_frac;
};

/// Where one unit of dose is at one time.
struct SkinShares {
    double film = 0.0;
    double corneum = 0.0;
    double epidermis = 0.0;         ///< free, junction included
    double dermis = 0.0;            ///< free
    double uptake_epidermis = 0.0;  ///< so far
    double uptake_dermis = 0.0;
    double breakdown_dermis = 0.0;
    double breakdown_elsewhere = 0.0;  ///< in film, corneum and epidermis
    double lymph = 0.0;
    double subcutis = 0.0;
    double washed = 0.0;               ///< off the skin, or out with serum and blood
    double supplied = 0.0;             ///< by the blood
    double dermis_exposure_day = 0.0;  ///< integral of the free share in dermis
    double living_exposure_day = 0.0;  ///< the same in epidermis, junction and dermis
    double living_moment_day2 = 0.0;   ///< integral of that share times time

    /// Everything but exposures, less what the blood supplied: the dose given locally.
    [[nodiscard]] double sum() const;

    /// All that came into the dermis so far, less what left it upwards. `placed_subcutis` never was
    /// in it.
    [[nodiscard]] double reached_dermis(double placed_subcutis) const;
};

/// One person's course.
struct TransportCourse {
    SkinShares at_start;
    std::vector<SkinShares> at_output;

    /// Amounts per cell at the outputs (share of dose), and the cell edges.
    std::vector<std::array<double, cell_count>> profiles;
    Edges edges{};
};

/// Solves up to `transport_lanes` people. Equation per layer, C = concentration in tissue, K =
/// accessible share:
///   dC/dt = d/dz (D K d(C/K)/dz) - (uptake + breakdown + lymph) C + paths from the film + supply
///   from the blood
/// with C/K and the flux continuous across layers, a well-mixed film on top and C = 0 below the
/// dermis. Time: the L-stable two-stage SDIRK method of order 2, gamma = 1 - 1/sqrt 2
/// [Alexander1977].
[[nodiscard]] std::vector<TransportCourse> solve_transport(std::span<const TransportCase> cases,
                                                           const Schedule& schedule);

/// Into how many equal parts each cell of the grid is cut. Placed amounts, and what a path brings,
/// are spread evenly over the parts, so that every split solves the same equations.
enum class GridSplit : unsigned char { one, two, four, eight };

/// The same on a finer grid, for measuring the error of the one in use. Profiles and edges are
/// those of the grid that was cut.
[[nodiscard]] std::vector<TransportCourse> solve_transport_refined(
    std::span<const TransportCase> cases, const Schedule& schedule, GridSplit split);

}  // namespace vesikin::delivery
