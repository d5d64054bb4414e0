#include "vesikin/analysis/calibration.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <nlopt.hpp>
#include <numeric>
#include <optional>

#include "vesikin/analysis/prediction.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/parallel/block_loop.hpp"

namespace vesikin::analysis {

namespace {

using Numbers = std::vector<double>;  ///< logarithms

struct Stopped {};

bool is_in_stage(const TrialRow& row, const RowReading& reading, const StagePlan& stage) {
    if (row.split != "calibration" || !row.value || !reading.reason.empty()) {
        return false;
    }
    if (!stage.endpoints.empty() &&
        std::ranges::find(stage.endpoints, row.endpoint) == stage.endpoints.end()) {
        return false;
    }
    return reading.drug().empty()
               ? stage.has_placebo
               : std::ranges::find(stage.drugs, reading.drug()) != stage.drugs.end();
}

/// One stage's misfit as a function of the logarithms of its numbers.
class StageProblem {
  public:
    StageProblem(std::size_t index, const StagePlan& stage, const CalibrationPlan& plan,
                 std::span<const TrialRow> rows, std::span<const RowReading> readings,
                 const catalogue::Catalogue& catalogue, const trial::PatientPool& pool,
                 EvaluationStore& store, const CalibrationOptions& options)
        : index_(index),
          stage_(stage),
          plan_(plan),
          catalogue_(catalogue),
          pool_(pool),
          store_(store),
          options_(options) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (is_in_stage(rows[i], readings[i], stage)) {
                chosen_.push_back(i);
                rows_.push_back(rows[i]);
                readings_.push_back(readings[i]);
                sd_.push_back(row_sd(rows[i], readings[i], plan.error));
            }
        }
        if (rows_.empty()) {
            throw base::InputError(fmt::format("stage \"{}\"", stage.name), "no calibration rows",
                                   "drugs or placebo arms that the table has calibration rows of");
        }
        groups_ = group_rows(rows_, readings_);
        if (!stage.has_placebo) {
            find_conditions(rows, readings);
        }
    }

    /// (simulated - published) / sd of every row.
    std::vector<double> residuals(const Numbers& numbers) {
        if (const auto known = store_.known.find({index_, numbers}); known != store_.known.end()) {
            count(numbers, known->second);
            return known->second;
        }
        std::vector<double> result = simulate(numbers);
        store_.known.emplace(std::pair{index_, numbers}, result);
        if (store_.on_new) {
            store_.on_new(index_, numbers, result);
        }
        count(numbers, result);
        return result;
    }

    double misfit(const Numbers& numbers) {
        const std::vector<double> r = residuals(numbers);
        return std::inner_product(r.begin(), r.end(), r.begin(), 0.0);
    }

    [[nodiscard]] std::size_t evaluations() const noexcept { return evaluations_; }

    /// The numbers of the least misfit since `forget_best`.
    [[nodiscard]] const Numbers& best() const noexcept { return best_numbers_; }

    void forget_best() { best_numbers_.clear(); }

    [[nodiscard]] std::size_t row_count() const noexcept { return rows_.size(); }

    [[nodiscard]] std::vector<FittedRow> fitted_rows(const Numbers& numbers) {
        const std::vector<double> r = residuals(numbers);
        std::vector<FittedRow> fitted;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            fitted.push_back({chosen_[i], *rows_[i].value + r[i] * sd_[i], sd_[i]});
        }
        return fitted;
    }

  private:
    void count(const Numbers& numbers, const std::vector<double>& r) {
        ++evaluations_;
        const double now = std::inner_product(r.begin(), r.end(), r.begin(), 0.0);
        if (best_numbers_.empty() || now < best_) {
            best_ = now;
            best_numbers_ = numbers;
        }
        if (options_.on_progress) {
            options_.on_progress(stage_, evaluations_, best_ / static_cast<double>(r.size()));
        }
    }

    std::vector<double> simulate(const Numbers& numbers) {
        catalogue::Catalogue tried = catalogue_;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            VESIKIN_CHECK(
                catalogue::set_number(tried, stage_.numbers[i].name, std::exp(numbers[i])),
                "free numbers exist");
        }
        std::vector<double> result(rows_.size());
        const base::CancellationFlag never{false};
        const base::CancellationFlag& cancel =
            options_.cancel != nullptr ? *options_.cancel : never;
        const std::uint64_t done =
            parallel::run_blocks(0, groups_.size(), options_.threads, cancel, [&](unsigned) {
                auto simulator = std::make_shared<trial::ClinicalSimulator>(
                    pool_, options_.solver, options_.solver_settings);
                return [&, simulator](std::uint64_t number) {
                    evaluate(groups_[number], tried, *simulator, result);
                };
            });
        if (done < groups_.size()) {
            throw Stopped{};
        }
        return result;
    }

    /// A stage of drug arms alone judges each drug over its own trial's placebo: the trial's
    /// participation is the one that its placebo arm asks for, held back towards the typical one.
    void find_conditions(std::span<const TrialRow> rows, std::span<const RowReading> readings) {
        trial::ClinicalSimulator simulator(pool_, options_.solver, options_.solver_settings);
        for (const ArmGroup& group : groups_) {
            if (!conditions_.contains(group.trial)) {
                conditions_[group.trial] = {.participation_z =
                                                participation_of_trial(group.trial, rows, readings,
                                                                       catalogue_, plan_.error,
                                                                       {0, plan_.people}, simulator)
                                                    .mean};
            }
        }
    }

    /// Typical trial conditions, or those of the trial's placebo arm; what is left of the spread
    /// between trials is in the rows' errors.
    void evaluate(const ArmGroup& group, const catalogue::Catalogue& tried,
                  trial::ClinicalSimulator& simulator, std::vector<double>& result) const {
        const trial::PeopleRange people{0, plan_.people};
        const auto found = conditions_.find(group.trial);
        const trial::TrialConditions conditions =
            found == conditions_.end() ? trial::TrialConditions{} : found->second;
        const outcome::ArmCourse course = simulator.simulate(group.arm, tried, conditions, people);
        std::optional<outcome::ArmCourse> placebo;
        for (const std::size_t row : group.rows) {
            if (readings_[row].endpoint->is_over_placebo && !placebo) {
                placebo = simulator.simulate(without_drug(group.arm), tried, conditions, people);
            }
            const double simulated =
                read_endpoint(readings_[row], course, placebo ? &*placebo : nullptr,
                              tried.layer->layer)
                    .mean;
            result[row] = (simulated - *rows_[row].value) / sd_[row];
        }
    }

    std::size_t index_;
    const StagePlan& stage_;
    const CalibrationPlan& plan_;
    const catalogue::Catalogue& catalogue_;
    const trial::PatientPool& pool_;
    EvaluationStore& store_;
    const CalibrationOptions& options_;
    std::vector<std::size_t> chosen_;
    std::vector<TrialRow> rows_;
    std::vector<RowReading> readings_;
    std::vector<double> sd_;
    std::vector<ArmGroup> groups_;
    std::map<std::string, trial::TrialConditions> conditions_;
    std::size_t evaluations_ = 0;
    double best_ = 0.0;
    Numbers best_numbers_;
};

struct Bounds {
    Numbers lower;
    Numbers upper;
};

/// NLopt calls back through C and forgets what was thrown in there, so it waits here.
struct Callback {
    StageProblem* problem;
    std::exception_ptr error;

    static double call(const std::vector<double>& x, std::vector<double>& /*gradient*/,
                       void* data) {
        auto& self = *static_cast<Callback*>(data);
        try {
            return self.problem->misfit(x);
        } catch (...) {
            self.error = std::current_exception();
            throw;
        }
    }
};

/// One run of the optimiser from `from`, until it finds no better or gives up.
void descend(StageProblem& problem, const Bounds& bounds, Numbers from, double step,
             std::size_t evaluations) {
    // BOBYQA builds a quadratic and needs two dimensions at least.
    nlopt::opt optimiser(from.size() > 1 ? nlopt::LN_BOBYQA : nlopt::LN_SBPLX,
                         static_cast<unsigned>(from.size()));
    Callback callback{&problem, nullptr};
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
    } catch (const nlopt::forced_stop&) {
        std::rethrow_exception(callback.error);
    } catch (const std::runtime_error&) {
        // Steps of the integrator make the misfit a little rough, which ends BOBYQA's model early;
        // what it found is in `problem`, and the next descent starts from there.
    }
}

/// The best point of descents from `from`, each from where the last one ended, in smaller steps.
Numbers search(StageProblem& problem, const Bounds& bounds, const Numbers& from,
               std::size_t evaluations) {
    constexpr double enough = 0.002;
    const std::size_t last = problem.evaluations() + evaluations;
    double step = 0.25;
    problem.forget_best();
    double before = problem.misfit(from);
    while (problem.evaluations() + 2 * from.size() < last) {
        descend(problem, bounds, problem.best(), step, last - problem.evaluations());
        const double now = problem.misfit(problem.best());
        if (now > before * (1.0 - enough)) {
            break;
        }
        before = now;
        step = std::max(0.5 * step, 0.06);
    }
    return problem.best();
}

/// Slopes of the residuals by the numbers, by central differences within the bounds.
Eigen::MatrixXd slopes_at(StageProblem& problem, const Bounds& bounds, const Numbers& best) {
    constexpr double step = 0.04;
    const auto n = static_cast<Eigen::Index>(best.size());
    const auto m = static_cast<Eigen::Index>(problem.row_count());
    Eigen::MatrixXd slopes(m, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto k = static_cast<std::size_t>(i);
        Numbers up = best;
        Numbers down = best;
        up[k] = std::min(best[k] + step, bounds.upper[k]);
        down[k] = std::max(best[k] - step, bounds.lower[k]);
        const std::vector<double> above = problem.residuals(up);
        const std::vector<double> below = problem.residuals(down);
        for (Eigen::Index row = 0; row < m; ++row) {
            const auto j = static_cast<std::size_t>(row);
            slopes(row, i) = (above[j] - below[j]) / (up[k] - down[k]);
        }
    }
    return slopes;
}

/// The posterior near the best point as a Gauss-Newton normal.
struct Normal {
    Eigen::MatrixXd covariance;
    Eigen::VectorXd prior_precision;  ///< of each number: the bounds, as a weak normal
    double inflation = 1.0;  ///< of the rows' variances, where no set of numbers meets them
};

Normal gauss_newton(StageProblem& problem, const Bounds& bounds, const Numbers& best) {
    const Eigen::MatrixXd slopes = slopes_at(problem, bounds, best);
    Normal normal;
    const double freedom = std::max(1.0, static_cast<double>(slopes.rows() - slopes.cols()));
    normal.inflation = std::max(1.0, problem.misfit(best) / freedom);
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
double excess_rise(StageProblem& problem, const Bounds& bounds, const Numbers& best, double least,
                   const Normal& normal, const Eigen::VectorXd& axis) {
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
        rise += (problem.misfit(at) - least) / normal.inflation +
                share * share * step.cwiseAbs2().dot(normal.prior_precision);
        expected += share * share;
    }
    return expected > 0.0 ? std::max(1.0, rise / expected) : 1.0;
}

/// Where numbers trade off against each other the valley of good fits bends, and a normal laid
/// along it leaves it. Each principal axis is narrowed to where the misfit rises by one, as it does
/// for a normal at one standard deviation.
void narrow_to_misfit(StageProblem& problem, const Bounds& bounds, const Numbers& best,
                      Normal& normal) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(normal.covariance);
    const double least = problem.misfit(best);
    Eigen::VectorXd variance = axes.eigenvalues();
    for (Eigen::Index axis = 0; axis < variance.size(); ++axis) {
        variance[axis] /= excess_rise(problem, bounds, best, least, normal,
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
WeightedDraws importance_draws(StageProblem& problem, const CalibrationPlan& plan,
                               const Bounds& bounds, const Numbers& best, const Normal& normal) {
    constexpr double widening = 1.2;
    const Eigen::LLT<Eigen::MatrixXd> factor(normal.covariance);
    const double least = problem.misfit(best);
    const auto n = static_cast<Eigen::Index>(best.size());
    const base::RandomStream stream(plan.seed, best.size(), base::StreamPurpose::calibration);
    WeightedDraws draws;
    std::uint32_t index = 0;
    for (std::size_t draw = 0; draw < plan.posterior_draws; ++draw) {
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
            draws.log_weight.push_back(-0.5 * (problem.misfit(at) - least) / normal.inflation +
                                       0.5 * z.squaredNorm());
        }
    }
    return draws;
}

/// The posterior: the normal, or what its weighted draws say where enough of them count.
void find_posterior(StageProblem& problem, const CalibrationPlan& plan, const Bounds& bounds,
                    const Numbers& best, StageResult& result) {
    const auto n = static_cast<Eigen::Index>(best.size());
    Normal normal = gauss_newton(problem, bounds, best);
    narrow_to_misfit(problem, bounds, best, normal);
    const WeightedDraws draws = importance_draws(problem, plan, bounds, best, normal);
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
        result.effective_draws = all * all / squares;
        if (result.effective_draws > 3.0 * static_cast<double>(n)) {
            covariance = sum / all;
        }
    }
    for (Eigen::Index i = 0; i < n; ++i) {
        const double sd = std::sqrt(covariance(i, i));
        result.stage.numbers[static_cast<std::size_t>(i)].sd_log = sd;
        std::vector<double> row;
        for (Eigen::Index j = 0; j < n; ++j) {
            row.push_back(i == j ? 1.0
                                 : std::clamp(covariance(i, j) / sd / std::sqrt(covariance(j, j)),
                                              -1.0, 1.0));
        }
        result.stage.correlation.push_back(std::move(row));
    }
}

/// Local searches from the stated start and from random ones, then once more from the best.
Numbers find_best(StageProblem& problem, const StagePlan& stage, const Bounds& bounds,
                  const Numbers& start, const base::RandomStream& stream) {
    Numbers best = start;
    double least = problem.misfit(start);
    std::uint32_t draw = 0;
    for (std::size_t number = 0; number < stage.starts; ++number) {
        Numbers from = start;
        for (std::size_t i = 0; number > 0 && i < from.size(); ++i) {
            from[i] =
                bounds.lower[i] + (bounds.upper[i] - bounds.lower[i]) * stream.uniform(draw++);
        }
        const Numbers found = search(problem, bounds, from, stage.evaluations);
        if (const double misfit = problem.misfit(found); misfit < least) {
            least = misfit;
            best = found;
        }
    }
    return search(problem, bounds, best, stage.evaluations);
}

StageResult fit_stage(StageProblem& problem, std::size_t index, const CalibrationPlan& plan) {
    const StagePlan& stage = plan.stages[index];
    StageResult result;
    result.stage.name = stage.name;
    Bounds bounds;
    Numbers start;
    for (const FreeNumber& number : stage.numbers) {
        bounds.lower.push_back(std::log(number.lower));
        bounds.upper.push_back(std::log(number.upper));
        start.push_back(std::log(number.start));
    }
    const auto rows = static_cast<double>(problem.row_count());
    try {
        result.misfit_before = problem.misfit(start) / rows;
        const Numbers best = find_best(
            problem, stage, bounds, start,
            base::RandomStream(plan.seed, 1000 + index, base::StreamPurpose::calibration));
        result.misfit_after = problem.misfit(best) / rows;
        for (std::size_t i = 0; i < best.size(); ++i) {
            result.stage.numbers.push_back({stage.numbers[i].name, std::exp(best[i]), 0.0});
        }
        find_posterior(problem, plan, bounds, best, result);
        result.rows = problem.fitted_rows(best);
    } catch (const Stopped&) {
        result.is_complete = false;
    }
    result.evaluations = problem.evaluations();
    return result;
}

void check_numbers(const StagePlan& stage, const catalogue::Catalogue& catalogue) {
    for (const FreeNumber& number : stage.numbers) {
        if (!catalogue::find_number(catalogue, number.name)) {
            throw base::InputError(
                fmt::format("stage \"{}\": number", stage.name), fmt::format("\"{}\"", number.name),
                "a number of the layer, or drug.half_effect, drug.target or drug.all");
        }
    }
}

}  // namespace

std::vector<StageResult> calibrate(const CalibrationPlan& plan, std::span<const TrialRow> rows,
                                   const TrialRules& rules, catalogue::Catalogue& catalogue,
                                   EvaluationStore& store, const CalibrationOptions& options) {
    for (const StagePlan& stage : plan.stages) {
        check_numbers(stage, catalogue);
    }
    std::vector<RowReading> readings;
    for (const TrialRow& row : rows) {
        readings.push_back(read_row(row, rules, catalogue));
    }
    const base::CancellationFlag never{false};
    const base::CancellationFlag& cancel = options.cancel != nullptr ? *options.cancel : never;
    const trial::PatientPool pool(catalogue.model, plan.seed, plan.pool_people, options.solver,
                                  options.solver_settings, options.threads, cancel);
    std::vector<StageResult> results;
    for (std::size_t index = 0; index < plan.stages.size() && !cancel.load(); ++index) {
        StageProblem problem(index, plan.stages[index], plan, rows, readings, catalogue, pool,
                             store, options);
        results.push_back(fit_stage(problem, index, plan));
        if (!results.back().is_complete) {
            break;
        }
        for (const catalogue::CalibratedNumber& number : results.back().stage.numbers) {
            VESIKIN_CHECK(catalogue::set_number(catalogue, number.name, number.value),
                          "fitted numbers exist");
        }
    }
    return results;
}

}  // namespace vesikin::analysis
