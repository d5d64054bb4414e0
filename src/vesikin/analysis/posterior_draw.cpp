#include "vesikin/analysis/posterior_draw.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <string_view>

#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"

namespace vesikin::analysis {

namespace {

/// Numbers of the layer stay within its bounds, and shares shares: a drawn block may not pass 1.
double within_bounds(const catalogue::CalibratedNumber& number, double value) {
    const auto& layer = catalogue::trial_layer_fields;
    const auto field = std::ranges::find(layer, std::string_view(number.name),
                                         &disease::Field<catalogue::TrialLayer>::name);
    if (field != layer.end()) {
        return std::clamp(value, field->lower, field->upper);
    }
    const bool is_share = !number.name.ends_with("half_effect") && number.value <= 1.0;
    return is_share ? std::min(value, 0.999) : value;
}

}  // namespace

catalogue::Catalogue catalogue_in_world(const catalogue::Catalogue& catalogue, std::uint64_t seed,
                                        std::uint64_t world) {
    catalogue::Catalogue drawn = catalogue;
    if (world == 0 || !catalogue.layer) {
        return drawn;
    }
    const base::RandomStream stream(seed, world, base::StreamPurpose::calibration);
    std::uint32_t index = 0;
    for (const catalogue::CalibrationStage& stage : catalogue.layer->calibration) {
        const auto n = static_cast<Eigen::Index>(stage.numbers.size());
        Eigen::MatrixXd covariance(n, n);
        Eigen::VectorXd z(n);
        for (Eigen::Index i = 0; i < n; ++i) {
            z[i] = stream.standard_normal(index++);
            for (Eigen::Index j = 0; j < n; ++j) {
                const auto row = static_cast<std::size_t>(i);
                const auto column = static_cast<std::size_t>(j);
                covariance(i, j) = stage.correlation[row][column] * stage.numbers[row].sd_log *
                                   stage.numbers[column].sd_log;
            }
        }
        const Eigen::LDLT<Eigen::MatrixXd> factor(covariance);
        Eigen::VectorXd scaled = factor.vectorD().cwiseMax(0.0).cwiseSqrt().cwiseProduct(z);
        scaled = factor.matrixL() * scaled;
        const Eigen::VectorXd shift = factor.transpositionsP().transpose() * scaled;
        for (Eigen::Index i = 0; i < n; ++i) {
            const catalogue::CalibratedNumber& number = stage.numbers[static_cast<std::size_t>(i)];
            const double value = within_bounds(number, number.value * std::exp(shift[i]));
            VESIKIN_CHECK(catalogue::set_number(drawn, number.name, value),
                          "calibrated numbers exist");
        }
    }
    return drawn;
}

}  // namespace vesikin::analysis
