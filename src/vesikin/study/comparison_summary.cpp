#include "vesikin/study/comparison_summary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <optional>

#include "vesikin/disease/scores.hpp"
#include "vesikin/study/ranks.hpp"

namespace vesikin::study {

namespace {

std::size_t marker_count() {
    return outcome::all_markers().size();
}

/// The last three readings are the comparison's own; this is the first of them.
std::size_t treated_change(std::size_t numbers) {
    return numbers - 3;
}

Band band_of(std::vector<double> values) {
    if (values.empty()) {
        return {};
    }
    return {quantile_of(values, 0.5), quantile_of(values, 0.05), quantile_of(values, 0.95)};
}

double over_dummy(const WorldResult& world, std::size_t arm, std::size_t time, std::size_t number) {
    return world.arms[arm].mean(time, number) - world.arms[dummy_arm].mean(time, number);
}

template <class Read>
std::vector<double> in_worlds(const std::vector<WorldResult>& worlds, Read read) {
    std::vector<double> values;
    values.reserve(worlds.size());
    for (const WorldResult& world : worlds) {
        values.push_back(read(world));
    }
    return values;
}

/// How far each world's arm is from dummy at a time, percent of baseline EASI on treated skin.
std::vector<double> effects_at(const std::vector<WorldResult>& worlds, std::size_t arm,
                               std::size_t time) {
    return in_worlds(worlds, [&](const WorldResult& world) {
        return over_dummy(world, arm, time, treated_change(world.arms[arm].numbers()));
    });
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// EASI of treated skin over the dummy at the clock, by world.
std::vector<double> easi_over_dummy_at_clock(const ComparisonDesign& design,
                                             const std::vector<WorldResult>& worlds,
                                             std::size_t arm) {
    return in_worlds(worlds, [&](const WorldResult& world) {
        return over_dummy(world, arm, design.clock(), outcome::easi_marker);
    });
}

/// The middle of each of `shown_worlds` equal shares of the worlds: 2.5 %, 7.5 % ... 97.5 %.
std::vector<double> shares_of_worlds(std::vector<double> values) {
    std::vector<double> middles;
    for (std::size_t share = 0; share < shown_worlds; ++share) {
        middles.push_back(quantile_of(
            values, (static_cast<double>(share) + 0.5) / static_cast<double>(shown_worlds)));
    }
    return middles;
}

/// What counts as a difference: percent of own EASI.
constexpr double any_percent = 1.0;

WorldShares shares_of(const std::vector<double>& effects, double percent) {
    const auto share = [&](auto holds) {
        return static_cast<double>(std::ranges::count_if(effects, holds)) /
               static_cast<double>(effects.size());
    };
    const double lighter = share([&](double e) { return e <= -percent; });
    const double heavier = share([&](double e) { return e >= percent; });
    const double same = share([&](double e) { return std::abs(e) < percent; });
    return {.lighter = lighter, .same = same, .heavier = heavier};
}

ArmVisit visit_of(const std::vector<WorldResult>& worlds, std::size_t arm, std::size_t time) {
    ArmVisit visit;
    const auto band = [&](std::size_t number) {
        return band_of(in_worlds(
            worlds, [&](const WorldResult& w) { return w.arms[arm].mean(time, number); }));
    };
    const auto band_over_dummy = [&](std::size_t number) {
        return band_of(in_worlds(
            worlds, [&](const WorldResult& w) { return over_dummy(w, arm, time, number); }));
    };
    for (std::size_t i = 0; i < marker_count(); ++i) {
        visit.markers.push_back(band(i));
        visit.markers_over_dummy.push_back(band_over_dummy(i));
    }
    for (std::size_t i = marker_count(); i < worlds.front().arms[arm].numbers(); ++i) {
        visit.readings.push_back(band(i));
        visit.readings_over_dummy.push_back(band_over_dummy(i));
    }
    visit.person_p10 = band_of(in_worlds(worlds, [&](const WorldResult& w) {
                           return w.arms[arm].person_p10(time);
                       })).median;
    visit.person_p90 = band_of(in_worlds(worlds, [&](const WorldResult& w) {
                           return w.arms[arm].person_p90(time);
                       })).median;
    return visit;
}

ArmAnswer arm_over_time(const ComparisonDesign& design, const std::vector<WorldResult>& worlds,
                        std::size_t arm, std::string name, std::size_t course_end) {
    const std::size_t times = design.visit_day.size() + 1;
    ArmAnswer answer;
    answer.name = std::move(name);
    answer.course_end = course_end;
    answer.shares_at_clock = shares_of(effects_at(worlds, arm, design.clock()), any_percent);
    const std::vector<double> effects = effects_at(worlds, arm, course_end);
    answer.shares_at_end = shares_of(effects, any_percent);
    answer.noticeable_benefit_frac =
        shares_of(effects, 100.0 * design.rules.noticeable_frac).lighter;
    answer.easi_at_clock = shares_of_worlds(in_worlds(worlds, [&](const WorldResult& world) {
        return world.arms[arm].mean(design.clock(), outcome::easi_marker);
    }));
    answer.mean_easi_over_dummy = mean_of(easi_over_dummy_at_clock(design, worlds, arm));
    for (std::size_t time = 0; time < times; ++time) {
        answer.visits.push_back(visit_of(worlds, arm, time));
    }
    return answer;
}

/// The first day on which the median effect is at least half of that at the end of the course.
double half_effect_day(const ArmAnswer& arm, const std::vector<double>& visit_day) {
    const std::size_t change = treated_change(arm.visits.front().readings.size());
    const double last = arm.visits[arm.course_end].readings_over_dummy[change].median;
    for (std::size_t time = 1; time < arm.course_end; ++time) {
        const double now = arm.visits[time].readings_over_dummy[change].median;
        if (last < 0.0 ? now <= 0.5 * last : now >= 0.5 * last) {
            return visit_day[time - 1];
        }
    }
    return visit_day[arm.course_end - 1];
}

ArmAnswer way_arm(const ComparisonDesign& design, const std::vector<WorldResult>& worlds,
                  std::size_t way) {
    const std::size_t arm = design.first_way() + way;
    ArmAnswer answer =
        arm_over_time(design, worlds, arm, std::string(design.ways[way].plan->route->name),
                      design.course_end(design.ways[way]));
    for (const ArmVisit& visit : answer.visits) {
        answer.highest_rise =
            std::max(answer.highest_rise, visit.markers_over_dummy[outcome::easi_marker].median);
    }
    answer.half_effect_day = half_effect_day(answer, design.visit_day);
    const auto median_of = [&](auto member) {
        return band_of(in_worlds(worlds, [&](const WorldResult& w) { return (w.*member)[way]; }))
            .median;
    };
    answer.cargo_per_cell = median_of(&WorldResult::cargo);
    answer.immune_cargo_per_cell = median_of(&WorldResult::immune_cargo);
    answer.reached_label_frac = median_of(&WorldResult::reached_label_frac);
    return answer;
}

/// Squared rank correlation less what chance gives, which is 1 / (n - 1); nothing below three
/// standard deviations of chance, as some fifty unknowns are asked at once.
double variance_share(const std::vector<double>& values, const std::vector<double>& target_ranks) {
    constexpr double above_chance = 9.0;
    const double rho = correlation(ranks_of(values), target_ranks);
    const double chance = 1.0 / static_cast<double>(values.size() - 1);
    return rho * rho < above_chance * chance
               ? 0.0
               : std::clamp((rho * rho - chance) / (1.0 - chance), 0.0, 1.0);
}

/// On which side of its middle a number is in a world.
enum class Side : unsigned char { low, middle, high };

/// The third of the worlds in which a number is lowest, and that in which it is highest.
std::vector<Side> thirds_of(const std::vector<double>& values) {
    const std::size_t third = std::max<std::size_t>(1, values.size() / 3);
    std::vector<Side> sides;
    for (const double rank : ranks_of(values)) {
        const auto place = static_cast<std::size_t>(rank);
        sides.push_back(place < third                    ? Side::low
                        : place + third >= values.size() ? Side::high
                                                         : Side::middle);
    }
    return sides;
}

/// The mean of the worlds on one side; missing where there is none.
std::optional<double> mean_on(Side side, const std::vector<Side>& sides,
                              const std::vector<double>& values) {
    std::vector<double> chosen;
    for (std::size_t world = 0; world < values.size(); ++world) {
        if (sides[world] == side) {
            chosen.push_back(values[world]);
        }
    }
    return chosen.empty() ? std::nullopt : std::optional(mean_of(chosen));
}

std::vector<KnowledgeValue> knowledge_of(const ComparisonDesign& design,
                                         const catalogue::VesicleCatalogue& vesicles,
                                         const std::vector<WorldResult>& worlds, std::size_t way) {
    std::vector<KnowledgeValue> values;
    const std::vector<double> target =
        ranks_of(effects_at(worlds, design.first_way() + way, design.course_end(design.ways[way])));
    const std::vector<double> easi =
        easi_over_dummy_at_clock(design, worlds, design.first_way() + way);
    const auto add_sides = [&](std::string name, const std::vector<double>& unknown,
                               const std::vector<Side>& sides) {
        const double share = variance_share(unknown, target);
        values.push_back({std::move(name), share, 1.0 - std::sqrt(1.0 - share),
                          mean_on(Side::low, sides, easi), mean_on(Side::high, sides, easi)});
    };
    const auto add = [&](std::string name, const std::vector<double>& unknown) {
        add_sides(std::move(name), unknown, thirds_of(unknown));
    };
    std::vector<Side> yes_or_no;
    for (const WorldResult& world : worlds) {
        yes_or_no.push_back(world.has_effect ? Side::high : Side::low);
    }
    add_sides("has_effect",
              in_worlds(worlds, [](const WorldResult& w) { return w.has_effect ? 1.0 : 0.0; }),
              yes_or_no);
    for (std::size_t i = 0; i < vesicles.unknowns.size(); ++i) {
        if (vesicles.unknowns[i].spread.kind != catalogue::WorldSpread::Kind::fixed) {
            add(vesicles.unknowns[i].name,
                in_worlds(worlds, [&](const WorldResult& w) { return w.unknowns[i]; }));
        }
    }
    const auto& parameters = design.ways[way].plan->route->parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].inside.gsd > 1.0 && parameters[i].inside.people_frac < 1.0) {
            add(parameters[i].name, in_worlds(worlds, [&](const WorldResult& w) {
                    return w.delivery_unknowns[way][i];
                }));
        }
    }
    std::ranges::stable_sort(values, std::greater<>{}, &KnowledgeValue::variance_frac);
    return values;
}

Attribution attribution_of(const std::vector<WorldResult>& worlds, std::size_t way) {
    std::array<double, 16> mean{};
    std::size_t count = 0;
    for (const WorldResult& world : worlds) {
        if (world.has_coalitions) {
            ++count;
            for (std::size_t mask = 0; mask < mean.size(); ++mask) {
                mean[mask] += world.coalitions[way][mask];
            }
        }
    }
    for (double& value : mean) {
        value /= std::max<double>(1.0, static_cast<double>(count));
    }
    const std::array<double, 4> values = shapley_values(mean);
    return {.claims = {values[0], values[1], values[2]}, .needle = values[3]};
}

/// Lists of numbers in lists become one list, each behind its size.
class NumberWriter {
  public:
    void operator()(double value) { numbers_.push_back(value); }

    template <class List>
    void operator()(List& list) {
        numbers_.push_back(static_cast<double>(list.size()));
        for (auto& each : list) {
            (*this)(each);
        }
    }

    [[nodiscard]] std::vector<double> take() { return std::move(numbers_); }

  private:
    std::vector<double> numbers_;
};

/// And back.
class NumberReader {
  public:
    explicit NumberReader(const std::vector<double>& numbers) : numbers_(numbers) {}

    void operator()(double& value) {
        VESIKIN_CHECK(next_ < numbers_.size(), "a kept world is whole");
        value = numbers_[next_++];
    }

    template <class Each>
    void operator()(std::vector<Each>& list) {
        list.resize(size());
        std::ranges::for_each(list, [&](Each& each) { (*this)(each); });
    }

    template <std::size_t count>
    void operator()(std::array<double, count>& list) {
        VESIKIN_CHECK(size() == count, "a kept world has this shape");
        std::ranges::for_each(list, [&](double& each) { (*this)(each); });
    }

  private:
    std::size_t size() {
        double value = 0.0;
        (*this)(value);
        VESIKIN_CHECK(value >= 0.0 && value <= static_cast<double>(numbers_.size()),
                      "a kept world is whole");
        return static_cast<std::size_t>(value);
    }

    const std::vector<double>& numbers_;
    std::size_t next_ = 0;
};

template <class Archive>
void visit_world(Archive& archive, WorldResult& world) {
    auto arms = static_cast<double>(world.arms.size());
    archive(arms);
    world.arms.resize(static_cast<std::size_t>(arms));
    for (ArmSums& arm : world.arms) {
        arm.visit(archive);
    }
    archive(world.unknowns);
    archive(world.delivery_unknowns);
    archive(world.cargo);
    archive(world.immune_cargo);
    archive(world.reached_label_frac);
    archive(world.coalitions);
    const auto whole = [&](auto& value) {
        auto number = static_cast<double>(value);
        archive(number);
        value = static_cast<std::remove_reference_t<decltype(value)>>(number);
    };
    whole(world.has_effect);
    whole(world.has_coalitions);
    whole(world.failed_items);
}

}  // namespace

std::vector<double> numbers_of(WorldResult world) {
    NumberWriter writer;
    visit_world(writer, world);
    return writer.take();
}

WorldResult world_of(const std::vector<double>& numbers) {
    NumberReader reader(numbers);
    WorldResult world;
    visit_world(reader, world);
    return world;
}

ArmSums::ArmSums(std::size_t times, std::size_t numbers)
    : mean_(times, PersonNumbers(numbers)),
      count_(times),
      changes_(times),
      p10_(times),
      p90_(times) {}

void ArmSums::add(const std::vector<PersonNumbers>& course) {
    for (std::size_t time = 0; time < course.size(); ++time) {
        const PersonNumbers& numbers = course[time];
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            mean_[time][i] += numbers[i];
        }
        ++count_[time];
        changes_[time].push_back(numbers[treated_change(numbers.size())]);
    }
}

void ArmSums::close() {
    for (std::size_t time = 0; time < mean_.size(); ++time) {
        for (double& value : mean_[time]) {
            value /= std::max<double>(1.0, static_cast<double>(count_[time]));
        }
        if (!changes_[time].empty()) {
            p10_[time] = quantile_of(changes_[time], 0.1);
            p90_[time] = quantile_of(changes_[time], 0.9);
        }
        changes_[time] = {};
    }
}

WorldResult::WorldResult(std::vector<ArmSums> without, std::size_t ways, std::size_t times,
                         std::size_t numbers)
    : arms(std::move(without)),
      cargo(ways),
      immune_cargo(ways),
      reached_label_frac(ways),
      coalitions(ways) {
    arms.resize(arms.size() + ways, ArmSums(times, numbers));
}

std::array<double, 4> shapley_values(const std::array<double, 16>& coalition) {
    // |S|! (4 - |S| - 1)! / 4! for a coalition S of others.
    constexpr std::array<double, 4> weight{6.0 / 24.0, 2.0 / 24.0, 2.0 / 24.0, 6.0 / 24.0};
    std::array<double, 4> values{};
    for (unsigned player = 0; player < 4; ++player) {
        for (unsigned others = 0; others < 16; ++others) {
            if ((others >> player & 1U) == 0U) {
                values[player] += weight[static_cast<std::size_t>(std::popcount(others))] *
                                  (coalition[others | (1U << player)] - coalition[others]);
            }
        }
    }
    return values;
}

ComparisonAnswer summarise_comparison(const ComparisonDesign& design,
                                      const catalogue::VesicleCatalogue& vesicles,
                                      const std::vector<Reading>& readings,
                                      const std::vector<WorldResult>& worlds) {
    ComparisonAnswer answer;
    answer.worlds = worlds.size();
    answer.readings = readings;
    if (worlds.size() < 2) {
        return answer;
    }
    const std::size_t last_time = design.visit_day.size();
    for (std::size_t arm = 0; arm < plain_arm_count; ++arm) {
        answer.arms.push_back(
            arm_over_time(design, worlds, arm, std::string(plain_arm_names[arm]), last_time));
    }
    for (const StandardCare& standard : design.standards) {
        answer.arms.push_back(
            arm_over_time(design, worlds, answer.arms.size(), standard.drug, last_time));
    }
    const ArmVisit& start = answer.arms[dummy_arm].visits.front();
    answer.baseline_easi = start.markers[outcome::easi_marker].median;
    answer.start_itch = start.markers[outcome::itch_marker].median;
    for (std::size_t way = 0; way < design.ways.size(); ++way) {
        answer.arms.push_back(way_arm(design, worlds, way));
        answer.knowledge.push_back(knowledge_of(design, vesicles, worlds, way));
        if (design.has_attribution) {
            answer.attribution.push_back(attribution_of(worlds, way));
        }
    }
    const std::size_t person_easi = marker_count() + answer.reading("easi_person");
    for (std::size_t arm = 0; arm < answer.arms.size(); ++arm) {
        answer.arms[arm].person_easi_by_world = in_worlds(worlds, [&](const WorldResult& world) {
            return world.arms[arm].mean(design.clock(), person_easi);
        });
    }
    for (const WorldResult& world : worlds) {
        answer.failed_items += world.failed_items;
    }
    return answer;
}

}  // namespace vesikin::study
