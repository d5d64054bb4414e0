#include "vesikin/trial/comparison_summary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "vesikin/disease/scores.hpp"
#include "vesikin/trial/ranks.hpp"

namespace vesikin::trial {

namespace {

std::size_t marker_count() {
    return outcome::all_markers().size();
}

std::size_t number_of(Reading reading) {
    return marker_count() + static_cast<std::size_t>(reading);
}

Band band_of(std::vector<double> values) {
    if (values.empty()) {
        return {};
    }
    return {quantile_of(values, 0.5), quantile_of(values, 0.05), quantile_of(values, 0.95)};
}

/// How far each world's way is from dummy at a time, percent of baseline EASI on treated skin.
std::vector<double> effects_at(const ComparisonResults& results, std::size_t way,
                               std::size_t time) {
    const std::size_t number = number_of(Reading::easi_change_treated);
    std::vector<double> effects;
    for (const WorldResult& world : results.worlds) {
        effects.push_back(world.arms[way].mean(time, number) - results.plain[1].mean(time, number));
    }
    return effects;
}

template <class Mean>
ArmVisit visit_of(const ComparisonResults& results, std::size_t time, std::size_t worlds,
                  Mean mean) {
    ArmVisit visit;
    const auto band = [&](std::size_t number, double subtract) {
        std::vector<double> values;
        for (std::size_t world = 0; world < worlds; ++world) {
            values.push_back(mean(world, number) - subtract);
        }
        return band_of(std::move(values));
    };
    for (std::size_t i = 0; i < marker_count(); ++i) {
        visit.markers.push_back(band(i, 0.0));
        visit.markers_over_dummy.push_back(band(i, results.plain[1].mean(time, i)));
    }
    for (std::size_t i = 0; i < reading_count; ++i) {
        const std::size_t number = marker_count() + i;
        visit.readings[i] = band(number, 0.0);
        visit.readings_over_dummy[i] = band(number, results.plain[1].mean(time, number));
    }
    return visit;
}

ArmAnswer plain_arm(const ComparisonResults& results, std::size_t arm, std::string name,
                    std::size_t times) {
    ArmAnswer answer;
    answer.name = std::move(name);
    answer.course_end = times - 1;
    const ArmSums& sums = results.plain[arm];
    for (std::size_t time = 0; time < times; ++time) {
        answer.visits.push_back(visit_of(results, time, 1, [&](std::size_t, std::size_t number) {
            return sums.mean(time, number);
        }));
        answer.visits.back().person_p10 = sums.person_p10(time);
        answer.visits.back().person_p90 = sums.person_p90(time);
    }
    return answer;
}

/// The first day on which the median effect is at least half of that at the end of the course.
double half_effect_day(const ArmAnswer& arm, const std::vector<double>& visit_day) {
    constexpr auto change = static_cast<std::size_t>(Reading::easi_change_treated);
    const double last = arm.visits[arm.course_end].readings_over_dummy[change].median;
    for (std::size_t time = 1; time < arm.course_end; ++time) {
        const double now = arm.visits[time].readings_over_dummy[change].median;
        if (last < 0.0 ? now <= 0.5 * last : now >= 0.5 * last) {
            return visit_day[time - 1];
        }
    }
    return visit_day[arm.course_end - 1];
}

ArmAnswer way_arm(const ComparisonDesign& design, const ComparisonResults& results, std::size_t way,
                  std::size_t times) {
    constexpr double any_percent = 1.0;
    ArmAnswer answer;
    answer.name = design.ways[way].plan->route->name;
    const std::size_t worlds = results.worlds.size();
    for (std::size_t time = 0; time < times; ++time) {
        answer.visits.push_back(
            visit_of(results, time, worlds, [&](std::size_t world, std::size_t number) {
                return results.worlds[world].arms[way].mean(time, number);
            }));
        std::vector<double> low;
        std::vector<double> high;
        for (const WorldResult& world : results.worlds) {
            low.push_back(world.arms[way].person_p10(time));
            high.push_back(world.arms[way].person_p90(time));
        }
        answer.visits.back().person_p10 = band_of(low).median;
        answer.visits.back().person_p90 = band_of(high).median;
        answer.highest_rise =
            std::max(answer.highest_rise,
                     answer.visits.back().markers_over_dummy[outcome::easi_marker].median);
    }
    answer.course_end = design.course_end(design.ways[way]);
    const std::vector<double> effects = effects_at(results, way, answer.course_end);
    const auto share = [&](auto holds) {
        return static_cast<double>(std::ranges::count_if(effects, holds)) /
               static_cast<double>(effects.size());
    };
    answer.any_benefit_frac = share([](double e) { return e <= -any_percent; });
    answer.noticeable_benefit_frac =
        share([&](double e) { return e <= -100.0 * design.noticeable_frac; });
    answer.harm_frac = share([](double e) { return e >= any_percent; });
    answer.half_effect_day = half_effect_day(answer, design.visit_day);
    const auto median_of = [&](auto member) {
        std::vector<double> values;
        for (const WorldResult& world : results.worlds) {
            values.push_back((world.*member)[way]);
        }
        return band_of(std::move(values)).median;
    };
    answer.cargo_per_cell = median_of(&WorldResult::cargo);
    answer.immune_cargo_per_cell = median_of(&WorldResult::immune_cargo);
    answer.reached_label_frac = median_of(&WorldResult::reached_label_frac);
    return answer;
}

/// Squared rank correlation less what chance gives, which is 1 / (n - 1).
double variance_share(const std::vector<double>& values, const std::vector<double>& target_ranks) {
    const double rho = correlation(ranks_of(values), target_ranks);
    const double chance = 1.0 / static_cast<double>(values.size() - 1);
    return std::clamp((rho * rho - chance) / (1.0 - chance), 0.0, 1.0);
}

std::vector<KnowledgeValue> knowledge_of(const ComparisonDesign& design,
                                         const catalogue::VesicleCatalogue& vesicles,
                                         const ComparisonResults& results, std::size_t way) {
    std::vector<KnowledgeValue> values;
    const std::vector<double> target =
        ranks_of(effects_at(results, way, design.course_end(design.ways[way])));
    const auto add = [&](std::string name, const std::vector<double>& unknown) {
        const double share = variance_share(unknown, target);
        values.push_back({std::move(name), share, 1.0 - std::sqrt(1.0 - share)});
    };
    const auto column = [&](auto read) {
        std::vector<double> numbers;
        for (const WorldResult& world : results.worlds) {
            numbers.push_back(read(world));
        }
        return numbers;
    };
    add("has_effect", column([](const WorldResult& w) { return w.has_effect ? 1.0 : 0.0; }));
    for (std::size_t i = 0; i < vesicles.unknowns.size(); ++i) {
        if (vesicles.unknowns[i].spread.kind != catalogue::WorldSpread::Kind::fixed) {
            add(vesicles.unknowns[i].name,
                column([&](const WorldResult& w) { return w.unknowns[i]; }));
        }
    }
    const auto& parameters = design.ways[way].plan->route->parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].inside.gsd > 1.0 && parameters[i].inside.people_frac < 1.0) {
            add(parameters[i].name,
                column([&](const WorldResult& w) { return w.delivery_unknowns[way][i]; }));
        }
    }
    std::ranges::stable_sort(values, std::greater<>{}, &KnowledgeValue::variance_frac);
    return values;
}

Attribution attribution_of(const ComparisonResults& results, std::size_t way) {
    std::array<double, 16> mean{};
    std::size_t count = 0;
    for (const WorldResult& world : results.worlds) {
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

}  // namespace

PersonNumbers read_person(const PersonNow& person, const ComparisonDesign& design) {
    PersonNumbers numbers;
    numbers.reserve(marker_count() + reading_count);
    for (const outcome::Marker& marker : outcome::all_markers()) {
        numbers.push_back(marker.read(person.rest, person.now, design.water_loss));
    }
    const double own = person.rest.response.signs;
    const double treated = person.now.response.signs;
    const double improvement = 1.0 - person.easi_person / own;
    numbers.push_back(-100.0 * improvement);
    numbers.push_back(100.0 * (treated / own - 1.0));
    numbers.push_back(improvement >= 0.5 ? 1.0 : 0.0);
    numbers.push_back(improvement >= 0.75 ? 1.0 : 0.0);
    numbers.push_back(person.dummy_easi - treated >= design.noticeable_frac * own ? 1.0 : 0.0);
    numbers.push_back(person.has_flared ? 1.0 : 0.0);
    return numbers;
}

ArmSums::ArmSums(std::size_t times)
    : mean_(times, PersonNumbers(marker_count() + reading_count)),
      count_(times),
      changes_(times),
      p10_(times),
      p90_(times) {}

void ArmSums::add(std::size_t time, const PersonNumbers& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        mean_[time][i] += numbers[i];
    }
    ++count_[time];
    changes_[time].push_back(numbers[number_of(Reading::easi_change_treated)]);
}

void ArmSums::close(std::size_t /*people*/) {
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

WorldResult::WorldResult(std::size_t ways, std::size_t times)
    : arms(ways, ArmSums(times)),
      cargo(ways),
      immune_cargo(ways),
      reached_label_frac(ways),
      coalitions(ways) {}

void WorldResult::close(std::size_t people) {
    for (ArmSums& arm : arms) {
        arm.close(people);
    }
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
                                      const ComparisonResults& results) {
    const std::size_t times = design.visit_day.size() + 1;
    ComparisonAnswer answer;
    answer.worlds = results.worlds.size();
    answer.arms.push_back(plain_arm(results, 0, "untreated", times));
    answer.arms.push_back(plain_arm(results, 1, "dummy", times));
    answer.baseline_easi = results.plain[1].mean(0, outcome::easi_marker);
    answer.start_itch = results.plain[1].mean(0, outcome::itch_marker);
    if (results.worlds.size() < 2) {
        return answer;
    }
    for (std::size_t way = 0; way < design.ways.size(); ++way) {
        answer.arms.push_back(way_arm(design, results, way, times));
        answer.knowledge.push_back(knowledge_of(design, vesicles, results, way));
        answer.attribution.push_back(attribution_of(results, way));
    }
    for (const WorldResult& world : results.worlds) {
        answer.failed_items += world.failed_items;
    }
    return answer;
}

}  // namespace vesikin::trial
