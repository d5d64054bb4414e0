#include "vesikin/outcome/trial_endpoints.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "vesikin/disease/scores.hpp"

namespace vesikin::outcome {

namespace {

double normal_below(double z) {
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// The seen EASI is easi_share x own EASI x exp(sigma e - sigma^2 / 2): its mean is the course.
double log_middle(const EndpointQuestion& q, std::size_t person, std::size_t visit) {
    const double sigma = q.layer.fluctuation_sd;
    return std::log(std::max(q.course.at(person, visit).easi_share, 1e-6)) - 0.5 * sigma * sigma;
}

double share_below(const EndpointQuestion& q, std::size_t person, std::size_t visit, double share) {
    return normal_below((std::log(share) - log_middle(q, person, visit)) / q.layer.fluctuation_sd);
}

double is_clear(const EndpointQuestion& q, std::size_t person, std::size_t visit) {
    const double sd = std::hypot(q.layer.fluctuation_sd, q.layer.iga_spread);
    const double middle = log_middle(q, person, visit) + std::log(q.course.easi[person]);
    const double limit = std::log(catalogue::clear_easi(q.layer, q.course.easi[person]));
    return normal_below((limit - middle) / sd);
}

EndpointValue proportion(const EndpointQuestion& q,
                         double (*responds)(const EndpointQuestion&, std::size_t person)) {
    double hits = 0.0;
    double all = 0.0;
    for (std::size_t person = 0; person < q.course.people(); ++person) {
        double share = responds(q, person);
        double weight = q.course.weight[person];
        if (q.subset == Subset::not_clear) {
            const double clear = is_clear(q, person, q.visit);
            share = std::max(0.0, share - clear) / std::max(1.0 - clear, 1e-9);
            weight *= 1.0 - clear;
        }
        hits += weight * share * q.course.at(person, q.visit).stays_frac;
        all += weight;
    }
    const double p = all > 0.0 ? hits / all : 0.0;
    return {100.0 * p, 100.0 * std::sqrt(p * (1.0 - p))};
}

template <int percent>
double easi_falls(const EndpointQuestion& q, std::size_t person) {
    return share_below(q, person, q.visit, 1.0 - percent / 100.0);
}

template <int percent>
EndpointValue easi_response(const EndpointQuestion& q) {
    return proportion(q, easi_falls<percent>);
}

EndpointValue iga_clear(const EndpointQuestion& q) {
    return proportion(
        q, [](const EndpointQuestion& ask, std::size_t i) { return is_clear(ask, i, ask.visit); });
}

double itch_at(const EndpointQuestion& q, std::size_t person, std::size_t visit) {
    return q.course.at(person, visit).itch;
}

EndpointValue itch_response(const EndpointQuestion& q) {
    return proportion(q, [](const EndpointQuestion& ask, std::size_t i) {
        const double fall = itch_at(ask, i, 0) - itch_at(ask, i, ask.visit);
        return normal_below((fall - 4.0) / ask.layer.itch_fluctuation_sd);
    });
}

/// Weighted mean and spread of a value per person among those who stay.
template <class Read>
EndpointValue mean_of_stayers(const EndpointQuestion& q, Read read, double extra_variance) {
    double all = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t person = 0; person < q.course.people(); ++person) {
        // Analyses of those not clear keep people who needed rescue: they are not clear either.
        const double stays = q.course.at(person, q.visit).stays_frac;
        const double weight =
            q.course.weight[person] *
            (q.subset == Subset::everyone ? stays : 1.0 - stays * is_clear(q, person, q.visit));
        const double value = read(person);
        all += weight;
        sum += weight * value;
        squares += weight * value * value;
    }
    const double mean = all > 0.0 ? sum / all : 0.0;
    const double variance = all > 0.0 ? squares / all - mean * mean : 0.0;
    return {mean, std::sqrt(std::max(0.0, variance) + extra_variance)};
}

/// Mean of the seen share, among those not clear where asked: partial expectation of a log-normal.
double seen_share(const EndpointQuestion& q, std::size_t person) {
    const double share = std::min(q.course.at(person, q.visit).easi_share,
                                  disease::easi_maximum / q.course.easi[person]);
    if (q.subset == Subset::everyone) {
        return share;
    }
    const double sd = std::hypot(q.layer.fluctuation_sd, q.layer.iga_spread);
    const double middle = log_middle(q, person, q.visit) + std::log(q.course.easi[person]);
    const double z =
        (middle - std::log(catalogue::clear_easi(q.layer, q.course.easi[person]))) / sd;
    const double part = q.layer.fluctuation_sd * q.layer.fluctuation_sd / sd;
    return share * normal_below(z + part) / std::max(normal_below(z), 1e-9);
}

EndpointValue easi_percent_change(const EndpointQuestion& q) {
    EndpointValue value = mean_of_stayers(
        q, [&](std::size_t i) { return 100.0 * (seen_share(q, i) - 1.0); }, 0.0);
    const double sigma = q.layer.fluctuation_sd;
    const double noise = (100.0 + value.mean) * std::sqrt(std::expm1(sigma * sigma));
    value.person_sd = std::hypot(value.person_sd, noise);
    return value;
}

EndpointValue easi_change(const EndpointQuestion& q) {
    EndpointValue value = mean_of_stayers(
        q, [&](std::size_t i) { return q.course.easi[i] * (seen_share(q, i) - 1.0); }, 0.0);
    value.person_sd = std::hypot(value.person_sd, 2.0);
    return value;
}

EndpointValue easi_level(const EndpointQuestion& q) {
    return mean_of_stayers(
        q, [&](std::size_t i) { return q.course.easi[i] * seen_share(q, i); }, 0.0);
}

EndpointValue itch_change(const EndpointQuestion& q) {
    const double sigma = q.layer.itch_fluctuation_sd;
    return mean_of_stayers(
        q, [&](std::size_t i) { return itch_at(q, i, q.visit) - itch_at(q, i, 0); }, sigma * sigma);
}

EndpointValue itch_percent_change(const EndpointQuestion& q) {
    const EndpointValue change = itch_change(q);
    double baseline = 0.0;
    for (std::size_t person = 0; person < q.course.people(); ++person) {
        baseline += q.course.weight[person] * itch_at(q, person, 0);
    }
    return {100.0 * change.mean / baseline, 100.0 * change.person_sd / baseline};
}

double responded_first(const EndpointQuestion& q, std::size_t person) {
    return q.course.weight[person] * q.course.at(person, q.first_visit).stays_frac *
           share_below(q, person, q.first_visit, 0.25);
}

/// Of those who responded at the first visit, how many do now.
template <class Responds>
EndpointValue among_responders(const EndpointQuestion& q, Responds responds) {
    double all = 0.0;
    double hits = 0.0;
    for (std::size_t person = 0; person < q.course.people(); ++person) {
        const double before = responded_first(q, person);
        const double stays = q.course.at(person, q.visit).stays_frac /
                             std::max(q.course.at(person, q.first_visit).stays_frac, 1e-9);
        all += before;
        hits += before * stays * responds(person);
    }
    const double p = hits / std::max(all, 1e-12);
    return {100.0 * p, 100.0 * std::sqrt(p * (1.0 - p))};
}

EndpointValue keeps_easi75(const EndpointQuestion& q) {
    return among_responders(
        q, [&](std::size_t person) { return share_below(q, person, q.visit, 0.25); });
}

EndpointValue keeps_iga(const EndpointQuestion& q) {
    return among_responders(q, [&](std::size_t person) { return is_clear(q, person, q.visit); });
}

/// Percentage points of improvement since day 0, gained (or lost, negative) since the first visit.
EndpointValue improvement_since(const EndpointQuestion& q) {
    double all = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t person = 0; person < q.course.people(); ++person) {
        // Of those who are still there, as for other changes.
        const double before = responded_first(q, person) * q.course.at(person, q.visit).stays_frac /
                              std::max(q.course.at(person, q.first_visit).stays_frac, 1e-9);
        const double change = 100.0 * (q.course.at(person, q.first_visit).easi_share -
                                       q.course.at(person, q.visit).easi_share);
        all += before;
        sum += before * change;
        squares += before * change * change;
    }
    const double mean = sum / std::max(all, 1e-12);
    return {mean, std::sqrt(std::max(0.0, squares / std::max(all, 1e-12) - mean * mean))};
}

/// Median over people of the mean EASI of the course so far, in percent of baseline.
EndpointValue median_area(const EndpointQuestion& q) {
    std::vector<std::pair<double, double>> areas;
    for (std::size_t person = 0; person < q.course.people(); ++person) {
        double area = 0.0;
        for (std::size_t visit = 1; visit <= q.visit; ++visit) {
            area +=
                0.5 * (q.course.visit_day[visit] - q.course.visit_day[visit - 1]) *
                (q.course.at(person, visit).easi_share + q.course.at(person, visit - 1).easi_share);
        }
        areas.emplace_back(100.0 * area / q.course.visit_day[q.visit], q.course.weight[person]);
    }
    std::ranges::sort(areas);
    double below = 0.0;
    double mean = 0.0;
    double squares = 0.0;
    for (const auto& [area, weight] : areas) {
        mean += weight * area;
        squares += weight * area * area;
    }
    for (const auto& [area, weight] : areas) {
        below += weight;
        if (below >= 0.5) {
            // A median spreads wider than a mean by the root of pi / 2.
            return {area, 1.25 * std::sqrt(std::max(0.0, squares - mean * mean))};
        }
    }
    return {};
}

constexpr TrialEndpoint share(std::string_view name, std::string_view label,
                              EndpointValue (*read)(const EndpointQuestion&),
                              std::string_view note = "") {
    return {.name = name,
            .label = label,
            .unit = "%",
            .is_proportion = true,
            .read = read,
            .note = note};
}

constexpr TrialEndpoint change(std::string_view name, std::string_view label, std::string_view unit,
                               double lowest, double highest,
                               EndpointValue (*read)(const EndpointQuestion&),
                               std::string_view note = "") {
    return {.name = name,
            .label = label,
            .unit = unit,
            .lowest = lowest,
            .highest = highest,
            .read = read,
            .note = note};
}

constexpr TrialEndpoint kept(std::string_view name, std::string_view label,
                             EndpointValue (*read)(const EndpointQuestion&)) {
    TrialEndpoint endpoint = share(name, label, read);
    endpoint.is_among_responders = true;
    return endpoint;
}

constexpr TrialEndpoint changed_since(std::string_view name, std::string_view label,
                                      EndpointValue (*read)(const EndpointQuestion&)) {
    TrialEndpoint endpoint = change(name, label, "%", -1000.0, 1000.0, read);
    endpoint.is_among_responders = true;
    return endpoint;
}

constexpr TrialEndpoint over_placebo(TrialEndpoint endpoint) {
    endpoint.is_over_placebo = true;
    return endpoint;
}

constexpr double easi_top = disease::easi_maximum;

constexpr std::array endpoints{
    change("EASI_abs_change", "EASI, change", "points", -easi_top, easi_top, easi_change),
    over_placebo(change("EASI_abs_diff_vs_placebo", "EASI, change over placebo", "points",
                        -easi_top, easi_top, easi_change)),
    change("EASI_abs_mean", "EASI", "points", 0.0, easi_top, easi_level),
    change("EASI_pct_change", "EASI, percent change", "%", -100.0, 1000.0, easi_percent_change),
    changed_since("EASI_pct_change_diff_vs_rerandomisation",
                  "EASI, percent improvement gained since re-randomisation", improvement_since),
    share("EASI50_pct", "EASI-50", easi_response<50>),
    kept("EASI75_pct_of_w16_responders", "EASI-75 kept since week 16", keeps_easi75),
    share("EASI75_pct", "EASI-75", easi_response<75>),
    share("EASI90_pct", "EASI-90", easi_response<90>),
    kept("IGA01_pct_of_w16_responders", "IGA 0/1 among responders of week 16", keeps_iga),
    share("IGA01_pct", "IGA 0/1", iga_clear),
    share("ISGA01_pct", "ISGA 0/1", iga_clear, "read as IGA 0/1"),
    change("mEASI_AUC_pct_of_baseline_median", "EASI over the course, percent of baseline", "%",
           0.0, 1000.0, median_area, "EASI with head and neck stands for mEASI"),
    change("mEASI_pct_change", "mEASI, percent change", "%", -100.0, 1000.0, easi_percent_change,
           "EASI with head and neck stands for mEASI"),
    change("NRS_abs_change", "Peak itch, change", "points", -10.0, 10.0, itch_change),
    share("NRS_ge4_pct", "Peak itch lower by 4 or more", itch_response),
    change("NRS_pct_change", "Peak itch, percent change", "%", -100.0, 1000.0, itch_percent_change),
    share("PGE_ge50_pct", "Physician's global, better by 50 % or more", easi_response<50>,
          "EASI-50 stands for it"),
    share("PGE_ge90_pct", "Physician's global, better by 90 % or more", easi_response<90>,
          "EASI-90 stands for it"),
    share("physician_ge50_improvement_pct", "Physician's global, better by 50 % or more",
          easi_response<50>, "EASI-50 stands for it"),
    change("pruritusVAS_pct_change", "Itch on a visual scale, percent change", "%", -100.0, 1000.0,
           itch_percent_change, "peak itch stands for it"),
};

}  // namespace

std::span<const TrialEndpoint> trial_endpoints() {
    return endpoints;
}

const TrialEndpoint* find_endpoint(std::string_view name) {
    const auto found = std::ranges::find(endpoints, name, &TrialEndpoint::name);
    return found == endpoints.end() ? nullptr : &*found;
}

std::string_view reason_without(std::string_view name) {
    if (name.starts_with("SCORAD")) {
        return "SCORAD is not simulated: no mapping from EASI is published";
    }
    if (name.starts_with("ISGA_success")) {
        return "a fall by two grades of ISGA is not simulated";
    }
    return "endpoint not simulated";
}

}  // namespace vesikin::outcome
