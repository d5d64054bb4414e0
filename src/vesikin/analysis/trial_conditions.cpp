#include "vesikin/analysis/trial_conditions.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "vesikin/analysis/prediction.hpp"

namespace vesikin::analysis {

double row_sd(const TrialRow& row, const RowReading& reading, const RowError& error) {
    if (row.status.starts_with("computed")) {
        return error.computed_sd;
    }
    const double people = std::max(1.0, reading.people);
    const double recalled = row.status == "recalled" ? error.recalled_sd : 0.0;
    const outcome::TrialEndpoint& endpoint = *reading.endpoint;
    if (endpoint.is_proportion()) {
        const double p = std::clamp(*row.value / 100.0, 0.03, 0.97);
        const double sampling =
            row.standard_error.value_or(100.0 * std::sqrt(p * (1.0 - p) / people));
        return std::hypot(sampling, error.proportion_sd, recalled);
    }
    const bool is_percent = endpoint.unit() == "%";
    const double person_sd = is_percent ? error.person_percent_sd : error.person_points_sd;
    const double sampling = row.standard_error.value_or(person_sd / std::sqrt(people));
    return is_percent ? std::hypot(sampling, error.percent_change_sd, recalled)
                      : std::hypot(sampling, error.points_sd);
}

TrialPosterior participation_of_trial(const std::string& trial, std::span<const TrialRow> rows,
                                      std::span<const RowReading> readings,
                                      const catalogue::Catalogue& catalogue, const RowError& error,
                                      study::PeopleRange people,
                                      study::ClinicalSimulator& simulator) {
    // 1. Its placebo rows.
    std::vector<TrialRow> placebo_rows;
    std::vector<RowReading> placebo_readings;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].trial == trial && rows[i].split == "calibration" && rows[i].value &&
            readings[i].reason.empty() && readings[i].drug().empty() &&
            !readings[i].endpoint->is_over_placebo() &&
            readings[i].endpoint->name.find("EASI") != std::string_view::npos) {
            placebo_rows.push_back(rows[i]);
            placebo_readings.push_back(readings[i]);
        }
    }
    if (placebo_rows.empty()) {
        return {};
    }

    // 2. Prior times likelihood on a grid.
    constexpr int steps_each_way = 11;
    constexpr double step = 0.25;
    const std::vector<ArmGroup> arms = group_rows(placebo_rows, placebo_readings);
    std::vector<double> deviates;
    std::vector<double> misfits;
    for (int i = -steps_each_way; i <= steps_each_way; ++i) {
        const double z = step * i;
        double misfit = z * z;
        for (const ArmGroup& arm : arms) {
            const outcome::ArmCourse course = simulator.simulate(
                arm.arm, {.catalogue = &catalogue, .conditions = {.participation_z = z}}, people);
            for (const std::size_t row : arm.rows) {
                const double simulated = read_endpoint(placebo_readings[row], course, nullptr).mean;
                const double residual = (simulated - *placebo_rows[row].value) /
                                        row_sd(placebo_rows[row], placebo_readings[row], error);
                misfit += residual * residual;
            }
        }
        deviates.push_back(z);
        misfits.push_back(misfit);
    }

    // 3. Its mean and spread.
    const double least = *std::ranges::min_element(misfits);
    double all = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < deviates.size(); ++i) {
        const double weight = std::exp(-0.5 * (misfits[i] - least));
        all += weight;
        sum += weight * deviates[i];
        squares += weight * deviates[i] * deviates[i];
    }
    const double mean = sum / all;
    return {mean, std::sqrt(std::max(squares / all - mean * mean, step * step / 12.0))};
}

}  // namespace vesikin::analysis
