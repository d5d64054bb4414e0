// One session of one way of giving: from the label to where the vesicles are, for a batch of
// people.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/route.hpp"
#include "vesikin/delivery/transport.hpp"

namespace vesikin::simulation {

/// A session that is allowed, in our units. Made by `plan_delivery`.
struct DeliveryPlan {
    const catalogue::Route* route = nullptr;
    const catalogue::Body* body = nullptr;
    const catalogue::BodySite* site = nullptr;
    delivery::SkinCondition condition = delivery::SkinCondition::uninvolved;
    delivery::Session session;
    std::vector<double> process_settings;  ///< in the order of the process's table
    std::vector<double> output_day;
    std::size_t refinement = 1;
};

/// What was asked for. `settings` has a value for each setting of the route, in our units.
struct DeliveryRequest {
    const catalogue::Route& route;
    const catalogue::Body& body;
    const catalogue::BodySite& site;
    double area_cm2 = 0.0;
    delivery::SkinCondition condition = delivery::SkinCondition::uninvolved;
    std::vector<double> settings;
    std::vector<double> output_day;
};

/// Throws InputError, with the allowed range, for every setting outside the device's range, an area
/// larger than the site, or a needle that is too long for the skin there.
[[nodiscard]] DeliveryPlan plan_delivery(const DeliveryRequest& request);

/// Where labelled particles are; adds up to the true count of one. `film` holds what is not in the
/// body: on the skin or still in the bag.
enum class Place : unsigned char {
    film,
    corneum,
    epidermis,
    dermis,
    cells,
    lymph,
    subcutis,
    blood,
    organs,
    broken_down,
    lost,
};
inline constexpr std::size_t place_count = 11;
inline constexpr std::array<std::string_view, place_count> place_names{
    "film",     "corneum", "epidermis", "dermis",      "cells", "lymph",
    "subcutis", "blood",   "organs",    "broken_down", "lost"};

/// What is read off a session, per labelled particle unless said otherwise.
enum class Measure : unsigned char {
    reached_dermis,     ///< came into the dermis of the treated skin by the last output
    reached_skin,       ///< came into the skin below the corneum
    whole_skin,         ///< of all skin, for ways through the blood
    below_dermis,       ///< put below the dermis
    dermis_per_cm2,     ///< particles that reached the dermis per treated area
    skin_per_cell,      ///< particles that reached the skin per nucleated cell
    untreated_per_cm2,  ///< particles that the blood brings to the rest of the skin, per its area
    dermis_exposure,    ///< integral of free particles in dermis, particles day / cm2
    plasma_peak,        ///< particles / ml
    plasma_exposure,    ///< particles day / ml
    open_area,          ///< opened share of the treated skin
    open_half_life,     ///< day
    covered_area,       ///< share of the treated skin inside depots or channels
    balance_error,      ///< of the dose, relative
    skin_exposure,      ///< integral of free particles in living skin, particles day / cm2
    skin_mean_time,     ///< mean time of that exposure, day
};
inline constexpr std::size_t measure_count = 16;
inline constexpr std::array<std::string_view, measure_count> measure_names{
    "reached_dermis", "reached_skin",    "whole_skin",        "below_dermis",
    "dermis_per_cm2", "skin_per_cell",   "untreated_per_cm2", "dermis_exposure",
    "plasma_peak",    "plasma_exposure", "open_area",         "open_half_life",
    "covered_area",   "balance_error",   "skin_exposure",     "skin_mean_time"};
inline constexpr std::array<std::string_view, measure_count> measure_units{"1",
                                                                           "1",
                                                                           "1",
                                                                           "1",
                                                                           "particles/cm2",
                                                                           "1",
                                                                           "particles/cm2",
                                                                           "particles day/cm2",
                                                                           "particles/ml",
                                                                           "particles day/ml",
                                                                           "1",
                                                                           "day",
                                                                           "1",
                                                                           "1",
                                                                           "particles day/cm2",
                                                                           "day"};

/// Depth is reported in equal bins from the surface.
inline constexpr std::size_t depth_bins = 40;
inline constexpr double depth_bin_cm = 0.005;

/// One person's course. Everything but `measures` is per labelled particle.
struct DeliveryCourse {
    std::array<double, measure_count> measures{};
    std::vector<std::array<double, place_count>> places;  ///< at the outputs
    std::vector<std::array<double, depth_bins>> depths;   ///< free vesicles per bin, at the outputs
    std::vector<double> plasma_per_ml;                    ///< particles / ml, at the outputs
    delivery::TransportCourse transport;                  ///< per unit that left the syringe
    double left_per_label = 1.0;                          ///< particles that left it
    delivery::Skin skin;
    delivery::Placement placement;
};

/// One person for `simulate_delivery`: parameters in the order of the route's list.
struct DeliveryPerson {
    catalogue::Sex sex = catalogue::Sex::female;
    std::vector<double> parameters;
};

/// Up to `delivery::transport_lanes` people.
[[nodiscard]] std::vector<DeliveryCourse> simulate_delivery(const DeliveryPlan& plan,
                                                            std::span<const DeliveryPerson> people);

/// The barrier's openness after one session, for the disease side: open area x openness(t).
struct BarrierOpening {
    double open_area_frac = 0.0;
    delivery::OpeningCourse course;

    [[nodiscard]] double operator()(double time_day) const {
        return open_area_frac * course.openness(time_day);
    }
};

[[nodiscard]] BarrierOpening barrier_opening(const DeliveryCourse& course);

}  // namespace vesikin::simulation
