#include "vesikin/study/run.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>

#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/care/treat.hpp"
#include "vesikin/parallel/block_loop.hpp"

namespace vesikin::study {

namespace {

using Clock = std::chrono::steady_clock;

/// Between two checkpoints: what a killed run loses at most, beside the blocks that are being
/// worked on.
constexpr std::chrono::seconds checkpoint_interval{2};

/// A block's findings, waiting for those before it.
struct FinishedBlock {
    OrderedTally tally;
    std::string patient_rows;
};

/// Takes finished blocks in any order and passes them on in theirs.
class OrderedMerger {
  public:
    OrderedMerger(TrialTally& tally, const RunControl& control, const TrialSinks& sinks,
                  std::uint64_t first_block, std::uint64_t total)
        : tally_(tally), control_(control), sinks_(sinks), next_(first_block), total_(total) {}

    void add(std::uint64_t block, FinishedBlock&& finished) {
        const std::scoped_lock lock(mutex_);
        waiting_.emplace(block, std::move(finished));
        for (auto ready = waiting_.find(next_); ready != waiting_.end();
             ready = waiting_.find(++next_)) {
            tally_.ordered.merge(ready->second.tally);
            if (sinks_.patient_writer.write && !ready->second.patient_rows.empty()) {
                sinks_.patient_writer.write(ready->second.patient_rows);
            }
            waiting_.erase(ready);
        }
        if (control_.on_progress) {
            control_.on_progress({.done = tally_.ordered.patients, .total = total_});
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
    const RunControl& control_;
    const TrialSinks& sinks_;
    std::map<std::uint64_t, FinishedBlock> waiting_;
    std::uint64_t next_;
    std::uint64_t total_;
};

/// One thread's people, treated and looked at block by block.
class BlockSimulator {
  public:
    BlockSimulator(const TrialRun& run, const RunControl& control, const TrialSinks& sinks,
                   const TallyShape& shape, OrderedMerger& merger)
        : run_(run),
          sinks_(sinks),
          shape_(shape),
          merger_(merger),
          treatment_(control.solver, control.solver_settings),
          bins_(shape, run.outcomes) {
        for (const Arm& arm : run.design.arms) {
            courses_.push_back(care_of(arm, run.catalogue, run.design.horizon_day));
        }
        for (const care::CareCourse& course : courses_) {
            arms_.push_back({.care = &course});
        }
    }

    BlockSimulator(const BlockSimulator&) = delete;
    BlockSimulator& operator=(const BlockSimulator&) = delete;

    ~BlockSimulator() { merger_.add(bins_, treatment_.solver().work()); }

    void simulate(std::uint64_t block) {
        const std::uint64_t size = treatment_.solver().block_size();
        const std::uint64_t first = block * size;
        // 1. People at rest.
        drawn_ =
            care::draw_people(run_.patients, run_.design.seed, first,
                              std::min(size, run_.patients.count() - first), treatment_.solver());
        drawn_.people.weight = run_.design.enrolment.weight;

        // 2. Those who came to rest, treated in every arm.
        care::People people;
        people.weight = drawn_.people.weight;
        place_.assign(drawn_.people.count(), 0);
        for (std::size_t row = 0; row < drawn_.people.count(); ++row) {
            if (drawn_.stop_reason[row] == simulation::StopReason::finished) {
                place_[row] = people.count();
                people.add(drawn_.people.parameters[row], drawn_.people.baselines[row],
                           drawn_.people.keys[row]);
            }
        }
        const care::CareWorld world{.catalogue = &run_.catalogue};
        seen_ = &treatment_.treat(people, arms_, world,
                                  {.visit_day = run_.design.visit_day, .lead_in = {}});
        draw_visits(people);

        // 3. Count.
        FinishedBlock finished{OrderedTally(shape_), {}};
        analysed_.clear();
        for (std::size_t row = 0; row < drawn_.people.count(); ++row) {
            count_patient(row, first + row, finished);
        }
        for (std::size_t arm = 0; arm < shape_.arms; ++arm) {
            for (std::size_t time = 0; time < shape_.times; ++time) {
                add_outcomes(arm, time, finished.tally);
            }
        }
        merger_.add(block, std::move(finished));
    }

  private:
    /// The fluctuation of each visit and who is prone to leave, the same in every arm: arms differ
    /// by treatment alone.
    void draw_visits(const care::People& people) {
        deviates_.assign(people.count() * shape_.times, {});
        leaves_below_.assign(people.count(), 0.0);
        if (!run_.catalogue.layer) {
            return;
        }
        for (std::size_t person = 0; person < people.count(); ++person) {
            const population::PersonKey key = people.keys[person];
            const base::RandomStream stream(key.seed, key.person, base::StreamPurpose::fluctuation);
            for (std::size_t time = 0; time < shape_.times; ++time) {
                const auto index = static_cast<std::uint32_t>(3 * time);
                deviates_[person * shape_.times + time] = {stream.standard_normal(index),
                                                           stream.standard_normal(index + 1),
                                                           stream.standard_normal(index + 2)};
            }
            leaves_below_[person] =
                base::RandomStream(key.seed, key.person, base::StreamPurpose::leaving).uniform(0);
        }
    }

    /// What a physician notes of a person at a time; the baseline is taken without fluctuation.
    [[nodiscard]] outcome::Observation observe(std::size_t person, std::size_t arm,
                                               std::size_t time) const {
        const care::SeenVisit& visit = seen_->course(arm, person)[time];
        const care::VisitDeviates& z = deviates_[person * shape_.times + time];
        outcome::Observation observation{.state = seen_->state(arm, person, time),
                                         .model = &run_.catalogue,
                                         .easi = visit.easi,
                                         .itch = visit.itch,
                                         .rater_z = z.rater};
        if (run_.catalogue.layer && visit.fluctuates) {
            observation.easi = seen_->noise().draw_easi(visit.easi, visit.ceiling_shift, z);
            observation.itch = seen_->noise().draw_itch(visit.itch, z);
        }
        if (run_.design.estimand == Estimand::non_responder) {
            observation.has_left = visit.stays_frac < leaves_below_[person];
        }
        return observation;
    }

    /// Why the patient could not be simulated, or `finished`.
    [[nodiscard]] simulation::StopReason stop_reason(std::size_t row) const {
        simulation::StopReason reason = drawn_.stop_reason[row];
        for (std::size_t arm = 0; arm < shape_.arms && reason == simulation::StopReason::finished;
             ++arm) {
            reason = seen_->stop_reason(arm, place_[row]);
        }
        return reason;
    }

    void count_patient(std::size_t row, std::uint64_t number, FinishedBlock& finished) {
        OrderedTally& tally = finished.tally;
        const simulation::StopReason reason = stop_reason(row);
        const std::size_t person = place_[row];
        PatientView view{number, care::Exclusion::not_simulated, {}};
        if (reason == simulation::StopReason::finished) {
            view.exclusion = run_.design.enrolment.judge(seen_->sight(person).own_easi,
                                                         seen_->highest_easi(person));
            view.at = [this, person](std::size_t arm, std::size_t time) {
                return observe(person, arm, time);
            };
        } else {
            tally.failures.push_back({number, reason});
        }
        ++tally.patients;
        ++tally.by_exclusion[static_cast<std::size_t>(view.exclusion)];
        if (view.exclusion == care::Exclusion::none) {
            tally.baseline_easi.add(seen_->sight(person).own_easi);
            analysed_.push_back(person);
        }
        if (sinks_.patient_writer.rows) {
            finished.patient_rows += sinks_.patient_writer.rows(view);
        }
    }

    // Cell by cell, so that the counts of one cell stay in the cache for all people of the block.
    void add_outcomes(std::size_t arm, std::size_t time, OrderedTally& tally) {
        baseline_.clear();
        now_.clear();
        for (const std::size_t person : analysed_) {
            baseline_.push_back(observe(person, arm, 0));
            now_.push_back(observe(person, arm, time));
        }
        for (std::size_t i = 0; i < shape_.outcomes; ++i) {
            const outcome::Outcome& outcome = run_.outcomes[i];
            const std::size_t cell = shape_.cell(arm, time, i);
            for (std::size_t row = 0; row < analysed_.size(); ++row) {
                const double value = outcome.sampled(baseline_[row], now_[row]);
                if (outcome.is_proportion()) {
                    // Who left does not respond.
                    tally.moments[cell].add(now_[row].has_left ? 0.0 : value);
                } else if (!now_[row].has_left) {
                    tally.moments[cell].add(value);
                    bins_.bins[cell].add(value);
                }
            }
        }
    }

    const TrialRun& run_;
    const TrialSinks& sinks_;
    const TallyShape& shape_;
    OrderedMerger& merger_;
    care::Treatment treatment_;
    BinnedTally bins_;
    std::vector<care::CareCourse> courses_;  ///< by arm
    std::vector<care::Arm> arms_;
    care::DrawnPeople drawn_;
    std::vector<std::size_t> place_;     ///< of a drawn patient among those treated
    std::vector<std::size_t> analysed_;  ///< places
    const care::SeenPeople* seen_ = nullptr;
    std::vector<care::VisitDeviates> deviates_;  ///< by person treated and time
    std::vector<double> leaves_below_;  ///< by person: gone once staying is less probable than this
    std::vector<outcome::Observation> baseline_;
    std::vector<outcome::Observation> now_;
};

}  // namespace

void run_trial(const TrialRun& run, const RunControl& control, const TrialSinks& sinks,
               TrialTally& tally) {
    const std::uint64_t size =
        simulation::make_solver(control.solver, control.solver_settings)->block_size();
    const std::uint64_t total = run.patients.count();
    const std::uint64_t blocks = (total + size - 1) / size;
    VESIKIN_CHECK(tally.ordered.patients % size == 0 || tally.ordered.patients == total,
                  "a run continues at the start of a block");

    std::uint64_t next = (tally.ordered.patients + size - 1) / size;
    while (next < blocks && !control.is_cancelled()) {
        OrderedMerger merger(tally, control, sinks, next, total);
        const Clock::time_point end = Clock::now() + checkpoint_interval;
        const auto should_stop = [&] {
            return control.is_cancelled() || (sinks.on_checkpoint && Clock::now() >= end);
        };
        next = parallel::run_blocks(next, blocks, control.threads, should_stop, [&](unsigned) {
            auto simulator =
                std::make_shared<BlockSimulator>(run, control, sinks, tally.shape, merger);
            return [simulator](std::uint64_t block) { simulator->simulate(block); };
        });
        if (sinks.on_checkpoint && next < blocks && !control.is_cancelled()) {
            sinks.on_checkpoint(tally);
        }
    }
    if (sinks.on_checkpoint) {
        sinks.on_checkpoint(tally);
    }
}

}  // namespace vesikin::study
