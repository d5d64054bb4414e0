// What a session does to one person's skin, per unit of the dose that leaves the syringe: the
// common language between the ways of giving and the transport below.
#pragma once

#include <array>
#include <cmath>

#include "vesikin/delivery/skin.hpp"

namespace vesikin::delivery {

/// How far an opening of the barrier is open, as a share of its full size: it opens while the
/// session lasts and closes afterwards.
///   t < session: x = steady (1 - exp(-(open + close) t)), steady = open / (open + close)
///   t > session: x = x(session) exp(-close (t - session))
/// With `is_instant`, x = exp(-close t).
struct OpeningCourse {
    double session_day = 0.0;
    double open_per_day = 0.0;
    double close_per_day = 0.0;
    bool is_instant = true;

    [[nodiscard]] double openness(double time_day) const {
        if (is_instant) {
            return std::exp(-close_per_day * time_day);
        }
        const double both = open_per_day + close_per_day;
        const double within = std::fmin(time_day, session_day);
        const double reached = open_per_day / both * (1.0 - std::exp(-both * within));
        return reached * std::exp(-close_per_day * (time_day - within));
    }
};

/// A path from the film into chosen cells, past the corneum. One way: what is in tissue does not
/// come back.
struct Opening {
    double permeability_cm_per_day = 0.0;  ///< when fully open
    OpeningCourse course;
    std::array<double, cell_count> share{};  ///< where it ends, adds up to `kept_frac`
    double kept_frac = 1.0;                  ///< the rest is washed out with serum and blood
};

/// Shares of one unit of dose in the treated skin. film + placed + subcutis + washed_out = 1 for
/// local ways.
struct Placement {
    double film_frac = 0.0;
    std::array<double, cell_count> placed_frac{};
    double subcutis_frac = 0.0;
    double washed_out_frac = 0.0;  ///< with serum, blood and crust, or broken by the device
    double plasma_frac = 0.0;
    Opening opening;
    double film_thickness_cm = 1.0;  ///< any, where there is no film
    double open_area_frac = 0.0;     ///< of the treated skin when fully open
    double covered_area_frac =
        1.0;  ///< of the treated skin that holds product inside its depots or channels
    double puncture_per_cm2 = 0.0;
    double tip_depth_cm = 0.0;  ///< typical depth of needle tips; 0 without needles
};

/// What a session states for every way.
struct Session {
    double label_particles = 0.0;
    double volume_ml = 0.0;
    double area_cm2 = 0.0;
    double film_contact_day = 0.0;  ///< until what is left on the skin is washed off
    double skin_temperature_k = 0.0;
    double occluded_frac = 0.0;  ///< share of the time under a dressing or mask
};

inline constexpr std::array<Field<Session>, 6> session_fields{{
    {"label_count", "particles", 0.0, 1e15, "labelled particles given", &Session::label_particles},
    {"volume", "ml", 1e-3, 1000.0, "volume of product", &Session::volume_ml},
    {"area", "cm2", 1.0, 25000.0, "treated area", &Session::area_cm2},
    {"film_contact", "day", 0.0, 3.0, "time until what is left on the skin is washed off",
     &Session::film_contact_day},
    {"skin_temperature", "K", 298.0, 316.0, "temperature of the skin while treated",
     &Session::skin_temperature_k},
    {"occlusion", "1", 0.0, 1.0, "share of the time under a dressing", &Session::occluded_frac},
}};

}  // namespace vesikin::delivery
