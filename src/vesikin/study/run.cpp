#include "vesikin/study/run.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>

#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/parallel/block_loop.hpp"

namespace vesikin::study {

namespace {

/// Patients between two checkpoints.
constexpr std::uint64_t stretch_patients = 1U << 16U;

/// A block's findings, waiting for those before it.
struct FinishedBlock {
    OrderedTally tally;
    std::string patient_rows;
};

/// Takes finished blocks in any order and passes them on in theirs.
class OrderedMerger {
  public:
    OrderedMerger(TrialTally& tally, const RunOptions& options, std::uint64_t first_block,
                  std::uint64_t total)
        : tally_(tally), options_(options), next_(first_block), total_(total) {}

    void add(std::uint64_t block, FinishedBlock&& finished) {
        const std::scoped_lock lock(mutex_);
        waiting_.emplace(block, std::move(finished));
        for (auto ready = waiting_.find(next_); ready != waiting_.end();
             ready = waiting_.find(++next_)) {
            tally_.ordered.merge(ready->second.tally);
            if (options_.patient_writer.write && !ready->second.patient_rows.empty()) {
                options_.patient_writer.write(ready->second.patient_rows);
            }
            waiting_.erase(ready);
        }
        if (options_.on_progress) {
            options_.on_progress({.done = tally_.ordered.patients, .total = total_});
        }
    }

    void add(const BinnedTally& bins, const simulation::SolverWork& work) {
        const std::scoped_lock lock(mutex_);
        tally_.binned.merge(bins);
        tally_.work += work;
    }

  private:
    std::mutex mutex_;
    TrialTally& tally_;
    const RunOptions& options_;
    std::map<std::uint64_t, FinishedBlock> waiting_;
    std::uint64_t next_;
    std::uint64_t total_;
};

/// One thread's solver and buffers.
class BlockSimulator {
  public:
    BlockSimulator(const TrialRun& run, const RunOptions& options, const TallyShape& shape,
                   OrderedMerger& merger)
        : run_(run),
          options_(options),
          shape_(shape),
          merger_(merger),
          care_(options.solver, options.solver_settings),
          bins_(shape, run.outcomes) {
        if (has_layer()) {
            for (const Arm& arm : run.design.arms) {
                courses_.push_back(care_of(arm, *run.catalogue, run.design.horizon_day));
            }
        }
    }

    BlockSimulator(const BlockSimulator&) = delete;
    BlockSimulator& operator=(const BlockSimulator&) = delete;

    ~BlockSimulator() { merger_.add(bins_, care_.solver().work()); }

    void simulate(std::uint64_t block) {
        const std::uint64_t size = care_.solver().block_size();
        const std::uint64_t first = block * size;
        patients_.resize(std::min(size, run_.patients.count() - first));
        run_.patients.draw(first, patients_);
        if (has_layer()) {
            simulate_layer(first);
        } else {
            care_.solver().solve(patients_, run_.plan, block_.trajectories);
        }

        FinishedBlock finished{OrderedTally(shape_), {}};
        analysed_rows_.clear();
        for (std::size_t row = 0; row < patients_.size(); ++row) {
            const PatientView view{first + row, judge(row), &block_, row};
            count_patient(view, finished.tally);
            if (options_.patient_writer.rows) {
                finished.patient_rows += options_.patient_writer.rows(view);
            }
        }
        for (std::size_t arm = 0; arm < shape_.arms; ++arm) {
            for (std::size_t time = 0; time < shape_.times; ++time) {
                add_outcomes(arm, time, finished.tally);
            }
        }
        merger_.add(block, std::move(finished));
    }

  private:
    [[nodiscard]] bool has_layer() const {
        return run_.catalogue != nullptr && run_.catalogue->layer.has_value();
    }

    /// The model with a trial layer: rest first, then every arm dose by dose.
    void simulate_layer(std::uint64_t first) {
        const catalogue::Catalogue& catalogue = *run_.catalogue;
        const catalogue::TrialLayer& layer = catalogue.layer->layer;
        const auto clinical = catalogue::clinical_of(*catalogue.layer);
        const std::size_t count = patients_.size();
        const std::size_t visits = run_.design.visit_day.size();
        care_.solver().solve(patients_, simulation::Plan{}, rest_);
        simulation::TrajectoryBlock& states = block_.trajectories;
        states.reset(count, run_.design.arms.size(), visits);
        block_.seen.assign(count * run_.design.arms.size() * (visits + 1), {});
        std::vector<disease::State<double>> baselines;
        std::vector<population::PersonKey> keys;
        sight_.clear();
        for (std::size_t row = 0; row < count; ++row) {
            states.baseline(row) = rest_.baseline(row);
            states.highest_easi(row) = rest_.highest_easi(row);
            states.stop_reason(row) = rest_.stop_reason(row);
            baselines.push_back(rest_.baseline(row));
            keys.push_back({run_.design.seed, first + row});
            sight_.push_back(
                sight_of(keys.back(), disease::easi_score(baselines.back()), layer, {}));
        }
        for (std::size_t arm = 0; arm < run_.design.arms.size(); ++arm) {
            const simulation::DosedBlock& treated =
                care_.treat({patients_, baselines, sight_, keys, run_.design.weight}, courses_[arm],
                            catalogue, {}, run_.design.visit_day);
            for (std::size_t row = 0; row < count; ++row) {
                if (treated.stop_reason(row) != simulation::StopReason::finished) {
                    states.stop_reason(row) = treated.stop_reason(row);
                }
                see(row, arm, keys[row], treated, clinical, layer);
            }
        }
    }

    /// What is seen of one person in one arm, with the fluctuation of each visit.
    void see(std::size_t row, std::size_t arm, population::PersonKey key,
             const simulation::DosedBlock& treated,
             const disease::ClinicalParameters<double>& clinical,
             const catalogue::TrialLayer& layer) {
        const disease::State<double>& baseline = block_.trajectories.baseline(row);
        const auto course = person_course(treated, row, run_.design.visit_day, sight_[row],
                                          disease::resting_response(baseline, clinical).itch,
                                          courses_[arm].topicals_frac, layer);
        const base::RandomStream stream(key.seed, key.person, base::StreamPurpose::fluctuation);
        for (std::size_t time = 0; time < course.size(); ++time) {
            SeenVisit& seen = block_.seen[block_.seen_index(row, arm, time)];
            // The same for every arm: arms differ by treatment alone.
            const auto index = static_cast<std::uint32_t>(3 * time);
            const double sigma = time == 0 ? 0.0 : layer.fluctuation_sd;
            seen.easi =
                std::min(sight_[row].own_easi * course[time].easi_share *
                             std::exp(sigma * stream.standard_normal(index) - 0.5 * sigma * sigma),
                         disease::easi_maximum);
            seen.rater_z = stream.standard_normal(index + 1);
            const double noise =
                time == 0 ? 0.0 : layer.itch_fluctuation_sd * stream.standard_normal(index + 2);
            seen.itch = std::clamp(course[time].itch + noise, 0.0, 10.0);
            seen.stays_frac =
                run_.design.estimand == Estimand::non_responder ? course[time].stays_frac : 1.0;
            if (time > 0) {
                block_.trajectories.at(row, arm, time - 1) = treated.at(row, time - 1).state;
            }
        }
    }

    /// As scored, before anything.
    [[nodiscard]] double own_easi(std::size_t row) const {
        return has_layer() ? sight_[row].own_easi
                           : disease::easi_score(block_.trajectories.baseline(row));
    }

    [[nodiscard]] population::Exclusion judge(std::size_t row) const {
        if (block_.trajectories.stop_reason(row) != simulation::StopReason::finished) {
            return population::Exclusion::not_simulated;
        }
        return run_.design.inclusion.judge(own_easi(row), block_.trajectories.highest_easi(row));
    }

    void count_patient(const PatientView& view, OrderedTally& tally) {
        ++tally.patients;
        ++tally.by_exclusion[static_cast<std::size_t>(view.exclusion)];
        if (view.exclusion == population::Exclusion::not_simulated) {
            tally.failures.push_back({view.patient, block_.trajectories.stop_reason(view.row)});
        }
        if (view.exclusion == population::Exclusion::none) {
            tally.baseline_easi.add(own_easi(view.row));
            analysed_rows_.push_back(view.row);
        }
    }

    // Cell by cell, so that the counts of one cell stay in the cache for all people of the block.
    void add_outcomes(std::size_t arm, std::size_t time, OrderedTally& tally) {
        for (std::size_t i = 0; i < shape_.outcomes; ++i) {
            const outcome::Outcome& outcome = run_.outcomes[i];
            const std::size_t cell = shape_.cell(arm, time, i);
            for (const std::size_t row : analysed_rows_) {
                const outcome::Observation now = block_.at(row, arm, time);
                double value = outcome.read(block_.at(row, arm, 0), now);
                if (outcome.kind == outcome::OutcomeKind::proportion) {
                    value *= now.stays_frac;  // the share of such people who count as responding
                }
                tally.moments[cell].add(value);
                if (outcome.kind == outcome::OutcomeKind::continuous) {
                    bins_.bins[cell].add(value);
                }
            }
        }
    }

    const TrialRun& run_;
    const RunOptions& options_;
    const TallyShape& shape_;
    OrderedMerger& merger_;
    CareSimulator care_;
    BinnedTally bins_;
    std::vector<CareCourse> courses_;  ///< by arm, in a model with a trial layer
    std::vector<disease::Parameters<double>> patients_;
    std::vector<std::size_t> analysed_rows_;
    simulation::TrajectoryBlock rest_;
    std::vector<outcome::Sight> sight_;  ///< of the block's people
    TrialBlock block_;
};

}  // namespace

void run_trial(const TrialRun& run, const RunOptions& options, TrialTally& tally) {
    const std::uint64_t size =
        simulation::make_solver(options.solver, options.solver_settings)->block_size();
    const std::uint64_t total = run.patients.count();
    const std::uint64_t blocks = (total + size - 1) / size;
    const std::uint64_t stretch = std::max<std::uint64_t>(1, stretch_patients / size);
    VESIKIN_CHECK(tally.ordered.patients % size == 0 || tally.ordered.patients == total,
                  "a run continues at the start of a block");

    std::uint64_t next = (tally.ordered.patients + size - 1) / size;
    while (next < blocks && !options.cancel->load(std::memory_order_relaxed)) {
        OrderedMerger merger(tally, options, next, total);
        next = parallel::run_blocks(
            next, std::min(blocks, next + stretch), options.threads, *options.cancel,
            [&](unsigned) {
                auto simulator =
                    std::make_shared<BlockSimulator>(run, options, tally.shape, merger);
                return [simulator](std::uint64_t block) { simulator->simulate(block); };
            });
        if (options.on_checkpoint) {
            options.on_checkpoint(tally);
        }
    }
}

}  // namespace vesikin::study
