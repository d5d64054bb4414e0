#include "vesikin/analysis/descent.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <exception>
#include <nlopt.hpp>
#include <stdexcept>

namespace vesikin::analysis {

namespace {

/// The residuals taken for linear about a point.
struct LinearResiduals {
    Eigen::VectorXd at_point;
    Eigen::MatrixXd slopes;

    static double misfit(const std::vector<double>& shift, std::vector<double>& gradient,
                         void* data) {
        const auto& self = *static_cast<const LinearResiduals*>(data);
        const Eigen::Map<const Eigen::VectorXd> d(shift.data(),
                                                  static_cast<Eigen::Index>(shift.size()));
        const Eigen::VectorXd r = self.at_point + self.slopes * d;
        if (!gradient.empty()) {
            Eigen::Map<Eigen::VectorXd>(gradient.data(), d.size()) =
                2.0 * self.slopes.transpose() * r;
        }
        return r.squaredNorm();
    }
};

/// Where linear residuals are least, at most `box` from the point in each number.
Numbers least_in_box(LinearResiduals& linear, const Bounds& bounds, const Numbers& point,
                     double box) {
    const std::size_t n = point.size();
    nlopt::opt optimiser(nlopt::LD_SLSQP, static_cast<unsigned>(n));
    Numbers lower(n);
    Numbers upper(n);
    for (std::size_t i = 0; i < n; ++i) {
        lower[i] = std::max(-box, bounds.lower[i] - point[i]);
        upper[i] = std::min(box, bounds.upper[i] - point[i]);
    }
    optimiser.set_lower_bounds(lower);
    optimiser.set_upper_bounds(upper);
    optimiser.set_min_objective(LinearResiduals::misfit, &linear);
    optimiser.set_xtol_abs(1e-5);
    optimiser.set_maxeval(1000);
    Numbers shift(n, 0.0);
    double least = 0.0;
    try {
        optimiser.optimize(shift, least);
    } catch (const nlopt::roundoff_limited&) {
        // `shift` is as good as rounding allows.
    }
    Numbers at = point;
    for (std::size_t i = 0; i < n; ++i) {
        at[i] = std::clamp(at[i] + shift[i], bounds.lower[i], bounds.upper[i]);
    }
    return at;
}

/// Least squares by their slopes (Gauss-Newton in a box): goes where linear residuals would be
/// least, in a smaller box where that was no better. Up to `last` evaluations in all.
void follow_slopes(Misfit& misfit, std::size_t last) {
    constexpr double enough = 0.001;
    constexpr int tries = 3;
    double box = 0.5;
    bool is_better = true;
    while (is_better &&
           misfit.evaluations() + 2 * misfit.bounds().lower.size() + tries + 2 <= last) {
        const Numbers point = misfit.best();
        const std::vector<double> r = misfit.residuals(point);
        const std::vector<double> slopes = misfit.slopes(point);
        const auto rows = static_cast<Eigen::Index>(r.size());
        LinearResiduals linear{Eigen::Map<const Eigen::VectorXd>(r.data(), rows),
                               Eigen::Map<const Eigen::MatrixXd>(
                                   slopes.data(), rows, static_cast<Eigen::Index>(point.size()))};
        const double before = linear.at_point.squaredNorm();
        is_better = false;
        for (int i = 0; i < tries && !is_better; ++i) {
            const Numbers at = least_in_box(linear, misfit.bounds(), point, box);
            is_better = misfit.value(at) < before * (1.0 - enough);
            box = is_better ? std::min(2.0 * box, 0.8) : 0.3 * box;
        }
    }
}

/// NLopt calls back through C and forgets what was thrown in there, so it waits here.
struct Callback {
    Misfit* misfit;
    std::exception_ptr error;

    static double call(const std::vector<double>& x, std::vector<double>& /*gradient*/,
                       void* data) {
        auto& self = *static_cast<Callback*>(data);
        try {
            return self.misfit->value(x);
        } catch (...) {
            self.error = std::current_exception();
            throw;
        }
    }
};

/// One run of the optimiser from `from`, until it finds no better or gives up.
void descend(Misfit& misfit, Numbers from, double step, std::size_t evaluations) {
    const Bounds& bounds = misfit.bounds();
    // BOBYQA builds a quadratic and needs two dimensions at least.
    nlopt::opt optimiser(from.size() > 1 ? nlopt::LN_BOBYQA : nlopt::LN_SBPLX,
                         static_cast<unsigned>(from.size()));
    Callback callback{&misfit, nullptr};
    optimiser.set_lower_bounds(bounds.lower);
    optimiser.set_upper_bounds(bounds.upper);
    optimiser.set_min_objective(Callback::call, &callback);
    optimiser.set_maxeval(static_cast<int>(evaluations));
    optimiser.set_ftol_rel(1e-4);
    optimiser.set_xtol_abs(2e-3);
    std::vector<double> steps;
    for (std::size_t i = 0; i < from.size(); ++i) {
        steps.push_back(std::min(step, 0.2 * (bounds.upper[i] - bounds.lower[i])));
    }
    optimiser.set_initial_step(steps);
    double least = 0.0;
    try {
        optimiser.optimize(from, least);
    } catch (const std::exception&) {
        if (callback.error) {
            std::rethrow_exception(callback.error);
        }
        // Steps of the integrator make the misfit a little rough, which ends BOBYQA's model early;
        // what it found is in `misfit`, and the next descent starts from there.
    }
}

/// The best point of descents from `from`: along slopes, then of NLopt's own, each from where the
/// last one ended, in smaller steps.
Numbers search(Misfit& misfit, const Numbers& from, std::size_t evaluations) {
    constexpr double enough = 0.002;
    const std::size_t last = misfit.evaluations() + evaluations;
    double step = 0.25;
    misfit.forget_best();
    double before = misfit.value(from);
    if (from.size() > 1) {
        follow_slopes(misfit, last);
        step = 0.1;
    }
    while (misfit.evaluations() + 2 * from.size() < last) {
        descend(misfit, misfit.best(), step, last - misfit.evaluations());
        const double now = misfit.value(misfit.best());
        if (now > before * (1.0 - enough)) {
            break;
        }
        before = now;
        step = std::max(0.5 * step, 0.06);
    }
    return misfit.best();
}

}  // namespace

Numbers find_least(Misfit& misfit, const Numbers& start, const DescentPlan& plan,
                   const base::RandomStream& stream) {
    const Bounds& bounds = misfit.bounds();
    Numbers best = start;
    double least = misfit.value(start);
    std::uint32_t draw = 0;
    for (std::size_t number = 0; number < plan.starts; ++number) {
        Numbers from = start;
        for (std::size_t i = 0; number > 0 && i < from.size(); ++i) {
            from[i] =
                bounds.lower[i] + (bounds.upper[i] - bounds.lower[i]) * stream.uniform(draw++);
        }
        const Numbers found = search(misfit, from, plan.evaluations);
        if (const double reached = misfit.value(found); reached < least) {
            least = reached;
            best = found;
        }
    }
    return plan.starts > 1 ? search(misfit, best, plan.evaluations) : best;
}

}  // namespace vesikin::analysis
