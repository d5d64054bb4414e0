#include "vesikin/analysis/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "vesikin/analysis/posterior.hpp"
#include "vesikin/analysis/prediction.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/parallel/block_loop.hpp"

namespace vesikin::analysis {

namespace {

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

Bounds bounds_of(const StagePlan& stage) {
    Bounds bounds;
    for (const FreeNumber& number : stage.numbers) {
        bounds.lower.push_back(std::log(number.lower));
        bounds.upper.push_back(std::log(number.upper));
    }
    return bounds;
}

/// One stage's misfit as a function of the logarithms of its numbers.
class StageProblem : public Misfit {
  public:
    StageProblem(std::size_t index, const StagePlan& stage, const CalibrationPlan& plan,
                 std::span<const TrialRow> rows, std::span<const RowReading> readings,
                 const TrialRules& rules, const catalogue::Catalogue& catalogue,
                 const study::PatientPool& pool, const CalibrationOptions& options)
        : Misfit(bounds_of(stage)),
          index_(index),
          stage_(stage),
          plan_(plan),
          catalogue_(catalogue),
          pool_(pool),
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
            throw base::InputError(
                base::message("stage \"{}\"", stage.name), base::message("no calibration rows"),
                base::message("drugs or placebo arms that the table has calibration rows of"));
        }
        groups_ = group_rows(rows_, readings_);
        if (!stage.has_placebo) {
            find_conditions(rows, readings, rules.within_trial);
        }
    }

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
    [[nodiscard]] std::vector<double> evaluate(const Numbers& numbers) override {
        study::WorkKey key{.kind = "stage", .of = {static_cast<double>(index_)}};
        key.of.insert(key.of.end(), numbers.begin(), numbers.end());
        return study::computed_once(options_.control.finished_work, key,
                                    [&] { return simulate(numbers); });
    }

    void evaluated(double least) override {
        if (options_.on_progress) {
            options_.on_progress(stage_, evaluations(), least / static_cast<double>(rows_.size()));
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
        const std::uint64_t done =
            parallel::run_blocks(0, groups_.size(), options_.control.threads,
                                 options_.control.stop_check(), [&](unsigned) {
                                     auto simulator = std::make_shared<study::ClinicalSimulator>(
                                         pool_, options_.control);
                                     return [&, simulator](std::uint64_t number) {
                                         simulate_group(groups_[number], tried, *simulator, result);
                                     };
                                 });
        if (done < groups_.size()) {
            throw Stopped{};
        }
        return result;
    }

    /// A stage of drug arms alone judges each drug over its own trial's placebo: the trial's
    /// participation is the one that its placebo arm asks for, held back towards the typical one.
    void find_conditions(std::span<const TrialRow> rows, std::span<const RowReading> readings,
                         const RowError& within_trial) {
        study::ClinicalSimulator simulator(pool_, options_.control);
        for (const ArmGroup& group : groups_) {
            if (!conditions_.contains(group.trial)) {
                conditions_[group.trial] = {.participation_z =
                                                participation_of_trial(group.trial, rows, readings,
                                                                       catalogue_, within_trial,
                                                                       {0, plan_.people}, simulator)
                                                    .mean};
            }
        }
    }

    /// Typical trial conditions, or those of the trial's placebo arm; what is left of the spread
    /// between trials is in the rows' errors.
    void simulate_group(const ArmGroup& group, const catalogue::Catalogue& tried,
                        study::ClinicalSimulator& simulator, std::vector<double>& result) const {
        const study::PeopleRange people{0, plan_.people};
        const auto found = conditions_.find(group.trial);
        const care::TrialConditions conditions =
            found == conditions_.end() ? care::TrialConditions{} : found->second;
        const care::CareWorld world{.catalogue = &tried, .conditions = conditions};
        const outcome::ArmCourse course = simulator.simulate(group.arm, world, people);
        std::optional<outcome::ArmCourse> placebo;
        for (const std::size_t row : group.rows) {
            if (readings_[row].endpoint->is_over_placebo() && !placebo) {
                placebo = simulator.simulate(without_drug(group.arm), world, people);
            }
            const double simulated =
                read_endpoint(readings_[row], course, placebo ? &*placebo : nullptr).mean;
            result[row] = (simulated - *rows_[row].value) / sd_[row];
        }
    }

    std::size_t index_;
    const StagePlan& stage_;
    const CalibrationPlan& plan_;
    const catalogue::Catalogue& catalogue_;
    const study::PatientPool& pool_;
    const CalibrationOptions& options_;
    std::vector<std::size_t> chosen_;
    std::vector<TrialRow> rows_;
    std::vector<RowReading> readings_;
    std::vector<double> sd_;
    std::vector<ArmGroup> groups_;
    std::map<std::string, care::TrialConditions> conditions_;
};

StageResult fit_stage(StageProblem& problem, std::size_t index, const CalibrationPlan& plan) {
    const StagePlan& stage = plan.stages[index];
    StageResult result;
    result.stage.name = stage.name;
    Numbers start;
    for (const FreeNumber& number : stage.numbers) {
        start.push_back(std::log(number.start));
    }
    const auto rows = static_cast<double>(problem.row_count());
    try {
        result.misfit_before = problem.value(start) / rows;
        const Numbers best = find_least(
            problem, start, stage.descent,
            base::RandomStream(plan.seed, 1000 + index, base::StreamPurpose::calibration));
        result.misfit_after = problem.value(best) / rows;
        const Posterior posterior =
            find_posterior(problem, {plan.seed, plan.posterior_draws}, best);
        for (std::size_t i = 0; i < best.size(); ++i) {
            result.stage.numbers.push_back(
                {stage.numbers[i].name, std::exp(best[i]), posterior.sd_log[i]});
        }
        result.stage.correlation = posterior.correlation;
        result.effective_draws = posterior.effective_draws;
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
                base::message("stage \"{}\": number", stage.name), base::quoted(number.name),
                base::message(
                    "a number of the layer, or drug.half_effect, drug.target or drug.all"));
        }
    }
}

}  // namespace

std::vector<StageResult> calibrate(const CalibrationPlan& plan, std::span<const TrialRow> rows,
                                   const TrialRules& rules, catalogue::Catalogue& catalogue,
                                   const CalibrationOptions& options) {
    for (const StagePlan& stage : plan.stages) {
        check_numbers(stage, catalogue);
    }
    std::vector<RowReading> readings;
    for (const TrialRow& row : rows) {
        readings.push_back(read_row(row, rules, catalogue));
    }
    const study::PatientPool pool(catalogue.model, plan.seed, plan.pool_people, options.control);
    std::vector<StageResult> results;
    for (std::size_t index = 0; index < plan.stages.size() && !options.control.is_cancelled();
         ++index) {
        StageProblem problem(index, plan.stages[index], plan, rows, readings, rules, catalogue,
                             pool, options);
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
