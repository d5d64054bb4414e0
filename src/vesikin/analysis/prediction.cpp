#include "vesikin/analysis/prediction.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <tuple>

#include "vesikin/analysis/count_prediction.hpp"
#include "vesikin/analysis/posterior_draw.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/study/ranks.hpp"

namespace vesikin::analysis {

namespace {

std::size_t visit_index(const outcome::ArmCourse& course, double day) {
    const auto found = std::ranges::find_if(
        course.visit_day, [&](double each) { return std::abs(each - day) < 1e-6; });
    VESIKIN_CHECK(found != course.visit_day.end(), "an arm is looked at when its rows say");
    return static_cast<std::size_t>(found - course.visit_day.begin());
}

/// A number of a text that is the same on every machine (FNV-1a).
std::uint64_t hash_of(const std::string& text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return hash;
}

double normal_quantile(double p) {
    return boost::math::quantile(boost::math::normal(), p);
}

/// The trial's conditions in every world. Its arms share them, so drug and placebo move together.
std::vector<care::TrialConditions> conditions_in_worlds(const std::string& trial,
                                                        const TrialPosterior& participation,
                                                        std::uint64_t seed, std::size_t worlds) {
    const auto deviates = [&](std::uint64_t which) {
        const base::RandomStream stream(seed, hash_of(trial) ^ which,
                                        base::StreamPurpose::trial_world);
        return stratified_deviates(stream, worlds);
    };
    const std::vector<double> taking_part = deviates(0);
    const std::vector<double> signs = deviates(1);
    std::vector<care::TrialConditions> conditions;
    for (std::size_t world = 0; world < worlds; ++world) {
        conditions.push_back(
            {participation.mean + participation.sd * taking_part[world], signs[world]});
    }
    return conditions;
}

/// Mean over worlds, spread between them beside that of the people drawn in each, and sampling
/// variance of one person.
struct OverWorlds {
    double mean = 0.0;
    double between = 0.0;  ///< variance
    double within = 0.0;   ///< variance
};

OverWorlds over_worlds(const std::vector<outcome::EndpointValue>& in_worlds) {
    const auto worlds = static_cast<double>(in_worlds.size());
    OverWorlds over;
    double drawn = 0.0;
    for (const outcome::EndpointValue& value : in_worlds) {
        over.mean += value.mean / worlds;
        over.within += value.person_sd * value.person_sd / worlds;
        drawn += value.mean_error * value.mean_error / worlds;
    }
    for (const outcome::EndpointValue& value : in_worlds) {
        over.between +=
            (value.mean - over.mean) * (value.mean - over.mean) / std::max(1.0, worlds - 1.0);
    }
    over.between = std::max(0.0, over.between - drawn);
    return over;
}

/// How much wider a spread found from so few worlds has to be taken: another world differs from
/// their mean by Student's t with one degree of freedom less, times their spread.
double widening(std::size_t worlds, double interval) {
    const double p = 0.5 + 0.5 * interval;
    const auto count = static_cast<double>(worlds);
    const double t = boost::math::quantile(boost::math::students_t(count - 1.0), p);
    const double ratio = t / normal_quantile(p);
    return ratio * ratio * (1.0 + 1.0 / count);
}

}  // namespace

RowPrediction predict_row(const RowReading& reading,
                          const std::vector<outcome::EndpointValue>& in_worlds, double interval) {
    VESIKIN_CHECK(in_worlds.size() >= least_worlds, "a spread needs some worlds");
    const outcome::TrialEndpoint& endpoint = *reading.endpoint;
    const OverWorlds over = over_worlds(in_worlds);
    // A typical trial is the one in the middle: effects level off, so the mean of trials is below
    // it.
    std::vector<double> ordered;
    ordered.reserve(in_worlds.size());
    for (const outcome::EndpointValue& value : in_worlds) {
        ordered.push_back(value.mean);
    }
    RowPrediction prediction;
    prediction.is_simulated = true;
    prediction.value = study::quantile_of(ordered, 0.5);
    const double people = std::max(1.0, std::round(reading.people));
    const double arms = endpoint.is_over_placebo() ? 2.0 : 1.0;
    prediction.sampling_sd = std::sqrt(arms * over.within / people);
    prediction.world_sd = std::sqrt(over.between);
    const double between = over.between * widening(in_worlds.size(), interval);
    const double tail = 0.5 * (1.0 - interval);
    if (endpoint.is_proportion() && arms == 1.0) {
        const double percent = base::percent_per_one;
        const CountPrediction count(over.mean / percent, between / (percent * percent),
                                    static_cast<std::size_t>(people));
        prediction.low = percent * static_cast<double>(count.quantile(tail)) / people;
        prediction.high = percent * static_cast<double>(count.quantile(1.0 - tail)) / people;
    } else {
        const double half = normal_quantile(1.0 - tail) *
                            std::sqrt(prediction.sampling_sd * prediction.sampling_sd + between);
        prediction.low = std::max(endpoint.lowest(), prediction.value - half);
        prediction.high = std::min(endpoint.highest(), prediction.value + half);
    }
    return prediction;
}

std::vector<double> stratified_deviates(const base::RandomStream& stream, std::size_t count) {
    std::vector<double> deviates;
    std::uint32_t index = 0;
    for (std::size_t i = 0; i < count; ++i) {
        deviates.push_back(normal_quantile((static_cast<double>(i) + stream.uniform(index++)) /
                                           static_cast<double>(count)));
    }
    for (std::size_t left = count; left > 1; --left) {
        const auto other =
            static_cast<std::size_t>(stream.uniform(index++) * static_cast<double>(left));
        std::swap(deviates[left - 1], deviates[other]);
    }
    return deviates;
}

study::ClinicalArm without_drug(study::ClinicalArm arm) {
    arm.care.drug.clear();
    arm.care.doses.clear();
    arm.care.daily.clear();
    arm.care.is_per_kg = false;
    return arm;
}

outcome::EndpointValue read_endpoint(const RowReading& reading, const outcome::ArmCourse& course,
                                     const outcome::ArmCourse* placebo) {
    const outcome::TrialEndpoint& endpoint = *reading.endpoint;
    const std::size_t first = reading.first_day > 0.0 ? visit_index(course, reading.first_day) : 0;
    outcome::EndpointValue value = endpoint.read({.course = course,
                                                  .visit = visit_index(course, reading.day),
                                                  .first_visit = first,
                                                  .subset = reading.subset});
    if (endpoint.is_over_placebo()) {
        VESIKIN_CHECK(placebo != nullptr, "a difference has two arms");
        value.mean -= endpoint
                          .read({.course = *placebo,
                                 .visit = visit_index(*placebo, reading.day),
                                 .first_visit = first,
                                 .subset = reading.subset})
                          .mean;
    }
    return value;
}

std::map<std::string, TrialPosterior> conditions_of_trials(std::span<const TrialRow> calibration,
                                                           const TrialRules& rules,
                                                           const catalogue::Catalogue& catalogue,
                                                           const study::PatientPool& pool,
                                                           const PredictionOptions& options) {
    std::vector<RowReading> readings;
    std::set<std::string> names;
    for (const TrialRow& row : calibration) {
        readings.push_back(read_row(row, rules, catalogue));
        // Curves computed from an equation are of typical trials.
        if (row.split == "calibration" && !row.status.starts_with("computed") &&
            is_dummy_arm(row)) {
            names.insert(row.trial);
        }
    }
    const std::vector<std::string> trials(names.begin(), names.end());
    std::vector<TrialPosterior> found(trials.size());
    parallel::run_blocks(
        0, trials.size(), options.control.threads, options.control.stop_check(), [&](unsigned) {
            auto simulator = std::make_shared<study::ClinicalSimulator>(pool, options.control);
            return [&, simulator](std::uint64_t number) {
                const auto numbers = study::computed_once(
                    options.control.finished_work,
                    {.kind = "trial", .of = {static_cast<double>(number)}}, [&] {
                        const TrialPosterior posterior = participation_of_trial(
                            trials[number], calibration, readings, catalogue, rules.within_trial,
                            {0, options.people}, *simulator);
                        return std::vector<double>{posterior.mean, posterior.sd};
                    });
                found[number] = {numbers.at(0), numbers.at(1)};
            };
        });
    std::map<std::string, TrialPosterior> conditions;
    for (std::size_t i = 0; i < trials.size(); ++i) {
        conditions.emplace(trials[i], found[i]);
    }
    return conditions;
}

namespace {

/// Everything that the units of work (one arm in one world) share.
struct PredictionWork {
    std::span<const RowReading> readings;
    std::vector<ArmGroup> groups;
    std::vector<catalogue::Catalogue> worlds;
    std::map<std::string, std::vector<care::TrialConditions>> conditions;  ///< by trial and world
    const PredictionOptions& options;
    std::vector<std::vector<outcome::EndpointValue>> values;  ///< row x world
};

/// Value, spread between people and error of each of the group's rows in turn.
std::vector<double> simulate_unit(const ArmGroup& group, std::size_t world,
                                  study::ClinicalSimulator& simulator, const PredictionWork& work) {
    const PredictionOptions& options = work.options;
    const care::TrialConditions& conditions = work.conditions.at(group.trial)[world];
    const study::PeopleRange people{world * options.people, options.people};
    const catalogue::Catalogue& catalogue = work.worlds[world];
    const care::CareWorld here{.catalogue = &catalogue, .conditions = conditions};
    const outcome::ArmCourse course = simulator.simulate(group.arm, here, people);
    std::optional<outcome::ArmCourse> placebo;
    std::vector<double> numbers;
    for (const std::size_t row : group.rows) {
        if (work.readings[row].endpoint->is_over_placebo() && !placebo) {
            placebo = simulator.simulate(without_drug(group.arm), here, people);
        }
        const outcome::EndpointValue value =
            read_endpoint(work.readings[row], course, placebo ? &*placebo : nullptr);
        numbers.insert(numbers.end(), {value.mean, value.person_sd, value.mean_error});
    }
    return numbers;
}

void predict_unit(std::uint64_t unit, study::ClinicalSimulator& simulator, PredictionWork& work) {
    const ArmGroup& group = work.groups[unit / work.options.worlds];
    const std::size_t world = unit % work.options.worlds;
    const std::vector<double> numbers = study::computed_once(
        work.options.control.finished_work, {.kind = "arm", .of = {static_cast<double>(unit)}},
        [&] { return simulate_unit(group, world, simulator, work); });
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
        work.values[group.rows[i]][world] = {.mean = numbers.at(3 * i),
                                             .person_sd = numbers.at(3 * i + 1),
                                             .mean_error = numbers.at(3 * i + 2)};
    }
}

}  // namespace

std::vector<RowPrediction> predict_rows(std::span<const TrialRow> rows,
                                        std::span<const RowReading> readings,
                                        const catalogue::Catalogue& catalogue,
                                        const study::PatientPool& pool,
                                        const PredictionOptions& options,
                                        const std::map<std::string, TrialPosterior>& seen_trials) {
    PredictionWork work{.readings = readings,
                        .groups = group_rows(rows, readings),
                        .worlds = {},
                        .conditions = {},
                        .options = options,
                        .values = {}};
    work.values.assign(rows.size(), std::vector<outcome::EndpointValue>(options.worlds));
    for (std::size_t world = 0; world < options.worlds; ++world) {
        work.worlds.push_back(catalogue_in_world(catalogue, options.seed, world + 1));
    }
    for (const ArmGroup& group : work.groups) {
        if (!work.conditions.contains(group.trial)) {
            const auto seen = seen_trials.find(group.trial);
            work.conditions[group.trial] = conditions_in_worlds(
                group.trial, seen == seen_trials.end() ? TrialPosterior{} : seen->second,
                options.seed, options.worlds);
        }
    }
    std::vector<std::size_t> finished_worlds(work.groups.size());
    std::mutex mutex;
    std::uint64_t done = 0;
    const std::uint64_t units = work.groups.size() * options.worlds;
    parallel::run_blocks(
        0, units, options.control.threads, options.control.stop_check(), [&](unsigned) {
            auto simulator = std::make_shared<study::ClinicalSimulator>(pool, options.control);
            return [&, simulator](std::uint64_t unit) {
                predict_unit(unit, *simulator, work);
                const std::scoped_lock lock(mutex);
                ++finished_worlds[unit / options.worlds];
                ++done;
                if (options.control.on_progress) {
                    options.control.on_progress({.done = done, .total = units});
                }
            };
        });
    std::vector<RowPrediction> predictions(rows.size());
    for (std::size_t group = 0; group < work.groups.size(); ++group) {
        if (finished_worlds[group] == options.worlds) {
            for (const std::size_t row : work.groups[group].rows) {
                predictions[row] = predict_row(readings[row], work.values[row], options.interval);
            }
        }
    }
    return predictions;
}

}  // namespace vesikin::analysis
