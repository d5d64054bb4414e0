#include "vesikin/trial/run.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/parallel/block_loop.hpp"

namespace vesikin::trial {

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
          solver_(simulation::make_solver(options.solver, options.solver_settings)),
          bins_(shape, run.outcomes) {}

    BlockSimulator(const BlockSimulator&) = delete;
    BlockSimulator& operator=(const BlockSimulator&) = delete;

    ~BlockSimulator() { merger_.add(bins_, solver_->work()); }

    void simulate(std::uint64_t block) {
        const std::uint64_t size = solver_->block_size();
        const std::uint64_t first = block * size;
        patients_.resize(std::min(size, run_.patients.count() - first));
        run_.patients.draw(first, patients_);
        solver_->solve(patients_, run_.plan, trajectories_);

        FinishedBlock finished{OrderedTally(shape_), {}};
        analysed_rows_.clear();
        for (std::size_t row = 0; row < patients_.size(); ++row) {
            const PatientView view{first + row, judge(row), &trajectories_, row};
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
    [[nodiscard]] population::Exclusion judge(std::size_t row) const {
        if (trajectories_.stop_reason(row) != simulation::StopReason::finished) {
            return population::Exclusion::not_simulated;
        }
        return run_.design.inclusion.judge(disease::easi_score(trajectories_.baseline(row)),
                                           trajectories_.highest_easi(row));
    }

    void count_patient(const PatientView& view, OrderedTally& tally) {
        ++tally.patients;
        ++tally.by_exclusion[static_cast<std::size_t>(view.exclusion)];
        if (view.exclusion == population::Exclusion::not_simulated) {
            tally.failures.push_back({view.patient, trajectories_.stop_reason(view.row)});
        }
        if (view.exclusion == population::Exclusion::none) {
            tally.baseline_easi.add(disease::easi_score(trajectories_.baseline(view.row)));
            analysed_rows_.push_back(view.row);
        }
    }

    // Cell by cell, so that the counts of one cell stay in the cache for all people of the block.
    void add_outcomes(std::size_t arm, std::size_t time, OrderedTally& tally) {
        for (std::size_t i = 0; i < shape_.outcomes; ++i) {
            const outcome::Outcome& outcome = run_.outcomes[i];
            const std::size_t cell = shape_.cell(arm, time, i);
            for (const std::size_t row : analysed_rows_) {
                const auto& baseline = trajectories_.baseline(row);
                const auto& state = time == 0 ? baseline : trajectories_.at(row, arm, time - 1);
                const double value = outcome.read(baseline, state);
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
    std::unique_ptr<simulation::Solver> solver_;
    BinnedTally bins_;
    std::vector<disease::Parameters<double>> patients_;
    std::vector<std::size_t> analysed_rows_;
    simulation::TrajectoryBlock trajectories_;
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

}  // namespace vesikin::trial
