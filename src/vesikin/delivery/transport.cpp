#include "vesikin/delivery/transport.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/base/units.hpp"

namespace vesikin::delivery {

namespace {

constexpr double gamma = 1.0 - 0.5 * std::numbers::sqrt2;
constexpr double first_step_day = 0.02 / base::hours_per_day;
constexpr double relative_step = 0.15;  // of the time since the session began

using Lanes = std::array<double, transport_lanes>;

/// A value of each lane, made by `of(lane)`. The lanes are computed side by side before any is
/// stored, so the compiler need not ask whether the store changes what is read.
template <class Of>
inline Lanes by_lane(Of of) {
    Lanes made;
    for (std::size_t l = 0; l < transport_lanes; ++l) {
        made[l] = of(l);
    }
    return made;
}

/// A batch of people as structure of arrays. Amounts are shares of the dose; `fluid` is amount /
/// capacity. Each cell of the grid is cut into `split` equal ones.
template <std::size_t split>
class Batch {
  public:
    Batch(std::span<const TransportCase> cases, const Schedule& schedule);

    std::vector<TransportCourse> run();

  private:
    static constexpr std::size_t cells = cell_count * split;
    static constexpr std::size_t corneum_end = first_cell(Layer::epidermis) * split;
    static constexpr std::size_t dermis_begin = first_cell(Layer::papillary_dermis) * split;
    using Column = std::array<Lanes, cells>;

    /// Width of a cell, given the edges of the grid that is cut.
    static double width_cm(const Edges& edges, std::size_t cell) {
        return (edges[cell / split + 1] - edges[cell / split]) / static_cast<double>(split);
    }

    void load(const TransportCase& person, std::size_t lane);
    void load_conductances(const Skin& skin, const Edges& edges, std::size_t lane);
    void factorise(double step_day);
    void step(double start_day, double step_day, std::size_t index);
    void solve_stage(const Column& right, const Lanes& film_right, const Lanes& openness);
    void accumulate(double weight_day, double time_day, const Lanes& openness);
    void wash_film();
    [[nodiscard]] SkinShares shares(std::size_t lane) const;

    std::span<const TransportCase> cases_;
    const Schedule& schedule_;
    std::vector<TransportCourse> courses_;

    // Of the person.
    Column capacity_{};  // volume of fluid per area
    Column loss_per_day_{};
    Column conductance_{};   // to the cell above; of the first cell: to the film
    Column path_per_day_{};  // share of the film per day that a full opening brings into a cell
    Column supply_share_{};
    Lanes below_{};  // conductance out of the last cell
    Lanes film_thickness_{};
    Lanes intact_per_day_{};  // share of the film per day through intact corneum
    Lanes opening_per_day_{};
    Lanes washout_frac_{};
    Lanes film_loss_{};

    // Of the state.
    Column amount_{};
    Lanes film_{};
    std::array<SkinShares, transport_lanes> so_far_{};

    // Of the step.
    double theta_day_ = 0.0;
    Column inverse_{};
    Column slope_{};
    Column stage_{};
    Column second_right_{};
    Column constant_{};
    Column by_film_{};
    Lanes stage_film_{};
};

template <std::size_t split>
Batch<split>::Batch(std::span<const TransportCase> cases, const Schedule& schedule)
    : cases_(cases), schedule_(schedule), courses_(cases.size()) {
    VESIKIN_CHECK(!cases.empty() && cases.size() <= transport_lanes, "a batch fits its lanes");
    for (std::size_t lane = 0; lane < transport_lanes; ++lane) {
        load(cases[std::min(lane, cases.size() - 1)], lane);  // spare lanes repeat the last person
    }
}

template <std::size_t split>
void Batch<split>::load_conductances(const Skin& skin, const Edges& edges, std::size_t lane) {
    std::array<double, cells> half{};  // resistance of half a cell
    std::size_t cell = 0;
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
        const LayerProperties& p = skin.layers[layer];
        for (std::size_t i = 0; i < split * layer_cells[layer]; ++i, ++cell) {
            const double width = width_cm(edges, cell);
            half[cell] = 0.5 * width / (p.diffusivity_cm2_per_day * p.accessible_frac);
            capacity_[cell][lane] = width * p.accessible_frac;
            loss_per_day_[cell][lane] = p.uptake_per_day + p.breakdown_per_day + p.lymph_per_day;
        }
    }
    conductance_[0][lane] = 1.0 / half[0];
    for (std::size_t i = 1; i < cells; ++i) {
        conductance_[i][lane] = 1.0 / (half[i - 1] + half[i]);
    }
    below_[lane] = 1.0 / half[cells - 1];
}

template <std::size_t split>
void Batch<split>::load(const TransportCase& person, std::size_t lane) {
    const Edges edges = cell_edges(person.skin);
    load_conductances(person.skin, edges, lane);
    const Placement& placement = person.placement;
    const double thickness_cm = placement.film_thickness_cm;
    film_thickness_[lane] = thickness_cm;
    intact_per_day_[lane] = person.skin.intact_permeability_cm_per_day / thickness_cm;
    opening_per_day_[lane] = placement.opening.permeability_cm_per_day / thickness_cm;
    washout_frac_[lane] = 1.0 - placement.opening.kept_frac;
    film_loss_[lane] = person.film_loss_per_day;
    film_[lane] = placement.film_frac;
    const double dermis_cm = edges[cell_count] - edges[dermis_begin / split];
    for (std::size_t i = 0; i < cells; ++i) {
        constexpr double part = 1.0 / static_cast<double>(split);
        amount_[i][lane] = part * placement.placed_frac[i / split];
        path_per_day_[i][lane] = part * opening_per_day_[lane] * placement.opening.share[i / split];
        supply_share_[i][lane] = i < dermis_begin ? 0.0 : width_cm(edges, i) / dermis_cm;
    }
    so_far_[lane].subcutis = placement.subcutis_frac;
    so_far_[lane].washed = placement.washed_out_frac;
    if (lane < courses_.size()) {
        courses_[lane].edges = edges;
    }
}

/// Eliminates from the bottom up: fluid_i = slope_i fluid_(i-1) + constant_i + by_film_i film.
/// Slopes and pivots depend only on the length of the step.
template <std::size_t split>
void Batch<split>::factorise(double step_day) {
    theta_day_ = gamma * step_day;
    const double theta = theta_day_;
    for (std::size_t i = cells; i-- > 0;) {
        const Lanes& down = i + 1 < cells ? conductance_[i + 1] : below_;
        for (std::size_t l = 0; l < transport_lanes; ++l) {
            const double back = i + 1 < cells ? slope_[i + 1][l] : 0.0;
            const double up = conductance_[i][l];
            const double pivot = capacity_[i][l] * (1.0 + theta * loss_per_day_[i][l]) +
                                 theta * (up + down[l] * (1.0 - back));
            inverse_[i][l] = 1.0 / pivot;
            slope_[i][l] = theta * up * inverse_[i][l];
        }
    }
}

template <std::size_t split>
void Batch<split>::solve_stage(const Column& right, const Lanes& film_right,
                               const Lanes& openness) {
    const double theta = theta_day_;
    const Lanes open = by_lane([&](std::size_t l) { return theta * openness[l]; });
    const Lanes intact = by_lane([&](std::size_t l) { return theta * intact_per_day_[l]; });
    // 1. Up, from the last cell to the first. What comes from below the last one is nothing.
    Lanes constant{};
    Lanes by_film{};
    for (std::size_t i = cells; i-- > 0;) {
        const Lanes& below = i + 1 < cells ? conductance_[i + 1] : below_;
        const Lanes& inverse = inverse_[i];
        const Lanes& path = path_per_day_[i];
        const Lanes& own = right[i];
        const double through_intact = i == corneum_end ? 1.0 : 0.0;
        constant = by_lane(
            [&](std::size_t l) { return (own[l] + theta * below[l] * constant[l]) * inverse[l]; });
        by_film = by_lane([&](std::size_t l) {
            return (open[l] * path[l] + through_intact * intact[l] +
                    theta * below[l] * by_film[l]) *
                   inverse[l];
        });
        constant_[i] = constant;
        by_film_[i] = by_film;
    }
    // 2. The film.
    Lanes above{};
    for (std::size_t l = 0; l < transport_lanes; ++l) {
        const double exchange = theta * conductance_[0][l];
        const double out =
            theta * (intact_per_day_[l] + openness[l] * opening_per_day_[l] + film_loss_[l]) +
            exchange / film_thickness_[l];
        const double back = exchange * (slope_[0][l] / film_thickness_[l] + by_film_[0][l]);
        stage_film_[l] = (film_right[l] + exchange * constant_[0][l]) / (1.0 + out - back);
        above[l] = stage_film_[l] / film_thickness_[l];
    }
    // 3. Down again; the stage holds amounts.
    for (std::size_t i = 0; i < cells; ++i) {
        above = by_lane([&](std::size_t l) {
            return slope_[i][l] * above[l] + constant_[i][l] + by_film_[i][l] * stage_film_[l];
        });
        stage_[i] = by_lane([&](std::size_t l) { return above[l] * capacity_[i][l]; });
    }
}

/// Adds what left during a stage, with the stage's weight in the step.
template <std::size_t split>
void Batch<split>::accumulate(double weight_day, double time_day, const Lanes& openness) {
    std::array<Lanes, layer_count> sums{};
    std::size_t cell = 0;
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
        for (std::size_t i = 0; i < split * layer_cells[layer]; ++i, ++cell) {
            sums[layer] = by_lane([&](std::size_t l) { return sums[layer][l] + stage_[cell][l]; });
        }
    }
    for (std::size_t l = 0; l < cases_.size(); ++l) {
        const auto& layers = cases_[l].skin.layers;
        SkinShares& s = so_far_[l];
        const auto lost = [&](std::size_t layer, double rate) {
            return weight_day * rate * sums[layer][l];
        };
        s.uptake_epidermis += lost(0, layers[0].uptake_per_day) +
                              lost(1, layers[1].uptake_per_day) + lost(2, layers[2].uptake_per_day);
        s.uptake_dermis += lost(3, layers[3].uptake_per_day) + lost(4, layers[4].uptake_per_day);
        s.breakdown_elsewhere += lost(0, layers[0].breakdown_per_day + layers[0].lymph_per_day) +
                                 lost(1, layers[1].breakdown_per_day + layers[1].lymph_per_day) +
                                 lost(2, layers[2].breakdown_per_day + layers[2].lymph_per_day) +
                                 weight_day * film_loss_[l] * stage_film_[l];
        s.breakdown_dermis +=
            lost(3, layers[3].breakdown_per_day) + lost(4, layers[4].breakdown_per_day);
        s.lymph += lost(3, layers[3].lymph_per_day) + lost(4, layers[4].lymph_per_day);
        s.subcutis += weight_day * below_[l] * stage_[cells - 1][l] / capacity_[cells - 1][l];
        s.washed +=
            weight_day * openness[l] * opening_per_day_[l] * washout_frac_[l] * stage_film_[l];
        const double dermis_day = weight_day * (sums[3][l] + sums[4][l]);
        const double living_day = dermis_day + weight_day * (sums[1][l] + sums[2][l]);
        s.dermis_exposure_day += dermis_day;
        s.living_exposure_day += living_day;
        s.living_moment_day2 += living_day * time_day;
    }
}

template <std::size_t split>
void Batch<split>::step(double start_day, double step_day, std::size_t index) {
    Lanes supplied{};
    Lanes openness_first{};
    Lanes openness_last{};
    for (std::size_t l = 0; l < transport_lanes; ++l) {
        const TransportCase& person = cases_[std::min(l, cases_.size() - 1)];
        if (!person.supplied_frac.empty()) {
            supplied[l] = person.supplied_frac[index + 1] - person.supplied_frac[index];
        }
        const OpeningCourse& course = person.placement.opening.course;
        openness_first[l] = course.openness(start_day + gamma * step_day);
        openness_last[l] = course.openness(start_day + step_day);
    }
    for (std::size_t i = dermis_begin; i < cells; ++i) {
        amount_[i] = by_lane([&](std::size_t l) {
            return amount_[i][l] + gamma * supplied[l] * supply_share_[i][l];
        });
    }
    solve_stage(amount_, film_, openness_first);
    accumulate((1.0 - gamma) * step_day, start_day + gamma * step_day, openness_first);

    // `amount_` holds y + gamma s; the second stage starts from y + (1 - gamma)/gamma (Y1 - y) +
    // gamma s.
    constexpr double extrapolation = (1.0 - gamma) / gamma;
    Lanes film_right{};
    for (std::size_t i = 0; i < cells; ++i) {
        second_right_[i] = by_lane([&](std::size_t l) {
            const double brought = gamma * supplied[l] * supply_share_[i][l];
            return amount_[i][l] + extrapolation * (stage_[i][l] - amount_[i][l] + brought);
        });
    }
    for (std::size_t l = 0; l < transport_lanes; ++l) {
        film_right[l] = film_[l] + extrapolation * (stage_film_[l] - film_[l]);
        so_far_[l].supplied += supplied[l];
    }
    solve_stage(second_right_, film_right, openness_last);
    accumulate(gamma * step_day, start_day + step_day, openness_last);
    amount_ = stage_;
    film_ = stage_film_;
}

template <std::size_t split>
void Batch<split>::wash_film() {
    for (std::size_t l = 0; l < transport_lanes; ++l) {
        so_far_[l].washed += film_[l];
        film_[l] = 0.0;
    }
}

template <std::size_t split>
SkinShares Batch<split>::shares(std::size_t lane) const {
    SkinShares s = so_far_[lane];
    s.film = film_[lane];
    for (std::size_t i = 0; i < cells; ++i) {
        (i < corneum_end    ? s.corneum
         : i < dermis_begin ? s.epidermis
                            : s.dermis) += amount_[i][lane];
    }
    return s;
}

template <std::size_t split>
std::vector<TransportCourse> Batch<split>::run() {
    for (std::size_t lane = 0; lane < courses_.size(); ++lane) {
        courses_[lane].at_start = shares(lane);
    }
    std::size_t index = 0;
    for (const Schedule::Interval& interval : schedule_.intervals()) {
        if (interval.starts_by_washing) {
            wash_film();
        }
        factorise(interval.step_day);
        for (std::size_t i = 0; i < interval.steps; ++i, ++index) {
            step(interval.start_day + static_cast<double>(i) * interval.step_day, interval.step_day,
                 index);
        }
        for (std::size_t lane = 0; interval.ends_at_output && lane < courses_.size(); ++lane) {
            courses_[lane].at_output.push_back(shares(lane));
            std::array<double, cell_count> profile{};
            for (std::size_t cell = 0; cell < cells; ++cell) {
                profile[cell / split] += amount_[cell][lane];
            }
            courses_[lane].profiles.push_back(profile);
        }
    }
    return std::move(courses_);
}

}  // namespace

Schedule::Schedule(std::vector<double> output_day, double session_day, double film_contact_day,
                   std::size_t refinement)
    : output_day_(std::move(output_day)) {
    VESIKIN_CHECK(
        !output_day_.empty() && std::ranges::is_sorted(output_day_) && output_day_.front() > 0.0,
        "output times are positive and ascend");
    std::set<double> breaks(output_day_.begin(), output_day_.end());
    const double end_day = output_day_.back();
    for (const double time_day : {session_day, film_contact_day}) {
        if (time_day > 0.0 && time_day < end_day) {
            breaks.insert(time_day);
        }
    }
    double start_day = 0.0;
    for (const double stop_day : breaks) {
        const double longest = std::max(first_step_day, relative_step * start_day);
        Interval interval;
        interval.start_day = start_day;
        interval.end_day = stop_day;
        interval.steps = refinement * static_cast<std::size_t>(std::max(
                                          1.0, std::ceil((stop_day - start_day) / longest)));
        interval.step_day = (stop_day - start_day) / static_cast<double>(interval.steps);
        interval.ends_at_output = std::ranges::binary_search(output_day_, stop_day);
        interval.starts_by_washing = start_day == film_contact_day;
        intervals_.push_back(interval);
        start_day = stop_day;
    }
}

std::vector<double> Schedule::times_day() const {
    std::vector<double> times{0.0};
    for (const Interval& interval : intervals_) {
        for (std::size_t i = 1; i < interval.steps; ++i) {
            times.push_back(interval.start_day + static_cast<double>(i) * interval.step_day);
        }
        times.push_back(interval.end_day);  // exactly, so that outputs can be found
    }
    return times;
}

double SkinShares::sum() const {
    return film + corneum + epidermis + dermis + uptake_epidermis + uptake_dermis +
           breakdown_dermis + breakdown_elsewhere + lymph + subcutis + washed - supplied;
}

double SkinShares::reached_dermis(double placed_subcutis) const {
    return dermis + uptake_dermis + breakdown_dermis + lymph + subcutis - placed_subcutis;
}

std::vector<TransportCourse> solve_transport(std::span<const TransportCase> cases,
                                             const Schedule& schedule) {
    return Batch<1>(cases, schedule).run();
}

std::vector<TransportCourse> solve_transport_refined(std::span<const TransportCase> cases,
                                                     const Schedule& schedule, GridSplit split) {
    // On the heap: a fine batch is larger than a thread's stack may be.
    switch (split) {
        case GridSplit::two:
            return std::make_unique<Batch<2>>(cases, schedule)->run();
        case GridSplit::four:
            return std::make_unique<Batch<4>>(cases, schedule)->run();
        case GridSplit::eight:
            return std::make_unique<Batch<8>>(cases, schedule)->run();
        case GridSplit::one:
            break;
    }
    return solve_transport(cases, schedule);
}

}  // namespace vesikin::delivery
