#include "vesikin/analysis/posterior.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "vesikin/base/random.hpp"

namespace vesikin::analysis {

namespace {

/// The posterior near the best point as a Gauss-Newton normal.
struct Normal {
    Eigen::MatrixXd covariance;
    Eigen::VectorXd prior_precision;  ///< of each number: the bounds, as a weak normal
    double inflation = 1.0;  ///< of the rows' variances, where no set of numbers meets them
};

Normal gauss_newton(Misfit& misfit, const Numbers& best) {
    const Bounds& bounds = misfit.bounds();
    const std::vector<double> columns = misfit.slopes(best);
    const auto n = static_cast<Eigen::Index>(best.size());
    const Eigen::Map<const Eigen::MatrixXd> slopes(
        columns.data(), static_cast<Eigen::Index>(columns.size()) / n, n);
    Normal normal;
    const double freedom = std::max(1.0, static_cast<double>(slopes.rows() - slopes.cols()));
    normal.inflation = std::max(1.0, misfit.value(best) / freedom);
    Eigen::MatrixXd precision = slopes.transpose() * slopes / normal.inflation;
    normal.prior_precision.resize(precision.rows());
    for (Eigen::Index i = 0; i < precision.rows(); ++i) {
        const auto k = static_cast<std::size_t>(i);
        const double width = 0.25 * (bounds.upper[k] - bounds.lower[k]);
        normal.prior_precision[i] = 1.0 / (width * width);
        precision(i, i) += normal.prior_precision[i];
    }
    normal.covariance = precision.inverse();
    return normal;
}

/// How much of a step from the best point lies within the bounds.
double share_within(const Bounds& bounds, const Numbers& best, const Eigen::VectorXd& step) {
    double share = 1.0;
    for (Eigen::Index i = 0; i < step.size(); ++i) {
        const auto k = static_cast<std::size_t>(i);
        const double end = step[i] > 0.0 ? bounds.upper[k] : bounds.lower[k];
        if (std::abs(step[i]) > std::abs(end - best[k])) {
            share = std::min(share, std::abs((end - best[k]) / step[i]));
        }
    }
    return share;
}

/// By how much more than a normal's the misfit rises along one of its axes, both ways together; 1
/// where it rises less, or where the best point lies on a bound.
double excess_rise(Misfit& misfit, const Numbers& best, double least, const Normal& normal,
                   const Eigen::VectorXd& axis) {
    const Bounds& bounds = misfit.bounds();
    double rise = 0.0;
    double expected = 0.0;
    for (const double sign : {-1.0, 1.0}) {
        const Eigen::VectorXd step = sign * axis;
        const double share = share_within(bounds, best, step);
        if (share < 0.1) {
            continue;
        }
        Numbers at = best;
        for (Eigen::Index i = 0; i < step.size(); ++i) {
            const auto k = static_cast<std::size_t>(i);
            at[k] = std::clamp(at[k] + share * step[i], bounds.lower[k], bounds.upper[k]);
        }
        rise += (misfit.value(at) - least) / normal.inflation +
                share * share * step.cwiseAbs2().dot(normal.prior_precision);
        expected += share * share;
    }
    return expected > 0.0 ? std::max(1.0, rise / expected) : 1.0;
}

/// Where numbers trade off against each other the valley of good fits bends, and a normal laid
/// along it leaves it. Each principal axis is narrowed to where the misfit rises by one, as it does
/// for a normal at one standard deviation.
void narrow_to_misfit(Misfit& misfit, const Numbers& best, Normal& normal) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(normal.covariance);
    const double least = misfit.value(best);
    Eigen::VectorXd variance = axes.eigenvalues();
    for (Eigen::Index axis = 0; axis < variance.size(); ++axis) {
        variance[axis] /= excess_rise(misfit, best, least, normal,
                                      std::sqrt(variance[axis]) * axes.eigenvectors().col(axis));
    }
    normal.covariance =
        axes.eigenvectors() * variance.asDiagonal() * axes.eigenvectors().transpose();
}

/// Draws about the best point, each with the logarithm of its weight.
struct WeightedDraws {
    std::vector<Eigen::VectorXd> shift;
    std::vector<double> log_weight;
};

/// Draws a little wider than the normal, weighted to what the rows say; those outside the bounds
/// have no weight.
WeightedDraws importance_draws(Misfit& misfit, const PosteriorPlan& plan, const Numbers& best,
                               const Normal& normal) {
    constexpr double widening = 1.2;
    const Eigen::LLT<Eigen::MatrixXd> factor(normal.covariance);
    const double least = misfit.value(best);
    const auto n = static_cast<Eigen::Index>(best.size());
    const base::RandomStream stream(plan.seed, best.size(), base::StreamPurpose::calibration);
    const Bounds& bounds = misfit.bounds();
    WeightedDraws draws;
    std::uint32_t index = 0;
    for (std::size_t draw = 0; draw < plan.draws; ++draw) {
        Eigen::VectorXd z(n);
        for (Eigen::Index i = 0; i < n; ++i) {
            z[i] = stream.standard_normal(index++);
        }
        Eigen::VectorXd shift = factor.matrixL() * z;
        shift *= widening;
        Numbers at = best;
        bool is_inside = true;
        for (Eigen::Index i = 0; i < n; ++i) {
            const auto k = static_cast<std::size_t>(i);
            at[k] += shift[i];
            is_inside = is_inside && at[k] >= bounds.lower[k] && at[k] <= bounds.upper[k];
        }
        if (is_inside) {
            draws.shift.push_back(shift);
            draws.log_weight.push_back(-0.5 * (misfit.value(at) - least) / normal.inflation +
                                       0.5 * z.squaredNorm());
        }
    }
    return draws;
}

}  // namespace

Posterior find_posterior(Misfit& misfit, const PosteriorPlan& plan, const Numbers& best) {
    const auto n = static_cast<Eigen::Index>(best.size());
    Posterior posterior;
    Normal normal = gauss_newton(misfit, best);
    narrow_to_misfit(misfit, best, normal);
    const WeightedDraws draws = importance_draws(misfit, plan, best, normal);
    Eigen::MatrixXd covariance = normal.covariance;
    if (!draws.shift.empty()) {
        const double top = *std::ranges::max_element(draws.log_weight);
        double all = 0.0;
        double squares = 0.0;
        Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(n, n);
        for (std::size_t i = 0; i < draws.shift.size(); ++i) {
            const double weight = std::exp(draws.log_weight[i] - top);
            all += weight;
            squares += weight * weight;
            sum += weight * draws.shift[i] * draws.shift[i].transpose();
        }
        posterior.effective_draws = all * all / squares;
        if (posterior.effective_draws > 3.0 * static_cast<double>(n)) {
            covariance = sum / all;
        }
    }
    for (Eigen::Index i = 0; i < n; ++i) {
        const double sd = std::sqrt(covariance(i, i));
        posterior.sd_log.push_back(sd);
        std::vector<double> row;
        for (Eigen::Index j = 0; j < n; ++j) {
            row.push_back(i == j ? 1.0
                                 : std::clamp(covariance(i, j) / sd / std::sqrt(covariance(j, j)),
                                              -1.0, 1.0));
        }
        posterior.correlation.push_back(std::move(row));
    }
    return posterior;
}

}  // namespace vesikin::analysis
