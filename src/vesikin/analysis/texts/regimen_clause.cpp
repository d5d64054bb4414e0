#include "vesikin/analysis/texts/regimen_clause.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vesikin::analysis {

namespace {

/// Named days are counted from 1, unless a day 0 is named.
void count_days_from_zero(std::vector<RegimenClause>& clauses) {
    const bool has_day_zero = std::ranges::any_of(clauses, [](const RegimenClause& clause) {
        return std::ranges::find(clause.day_number, 0.0) != clause.day_number.end();
    });
    for (RegimenClause& clause : clauses) {
        for (const double number : clause.day_number) {
            clause.after_day.push_back(has_day_zero ? number : number - 1.0);
        }
        std::ranges::sort(clause.after_day);
        clause.after_day.erase(std::unique(clause.after_day.begin(), clause.after_day.end()),
                               clause.after_day.end());
    }
}

/// A dose without a rhythm of its own beside one that has, or that comes "then".
bool is_loading(const RegimenClause& clause, const std::vector<RegimenClause>& all) {
    if (clause.is_loading || !clause.dose || clause.interval_day) {
        return clause.is_loading;
    }
    const bool has_rhythm_beside = std::ranges::any_of(
        all, [](const RegimenClause& other) { return other.interval_day.has_value(); });
    return all.size() > 1 &&
           (clause.is_before_then || (!clause.after_day.empty() && has_rhythm_beside));
}

bool is_on_grid(double day, double interval_day) {
    const double number = day / interval_day;
    return std::abs(number - std::round(number)) < 1e-9;
}

class Joiner {
  public:
    RegimenText join(std::vector<RegimenClause> clauses) {
        // 1. Which dose comes first, which goes on.
        std::erase_if(clauses, [](const RegimenClause& clause) { return clause.is_empty(); });
        count_days_from_zero(clauses);
        const RegimenClause* first = nullptr;
        const RegimenClause* later = nullptr;
        for (const RegimenClause& clause : clauses) {
            const RegimenClause*& place = is_loading(clause, clauses) ? first : later;
            if (place != nullptr) {
                return refused(place == first ? "more than one loading dose"
                                              : "more than one dose, none of them a loading dose");
            }
            place = &clause;
        }

        // 2. One beside the other.
        if (later != nullptr) {
            take_later(*later);
        }
        if (first != nullptr) {
            take_loading(*first, later);
        }
        check(later);
        return result_;
    }

  private:
    static RegimenText refused(std::string problem) {
        RegimenText result;
        result.problem = std::move(problem);
        return result;
    }

    void note(std::string problem) {
        if (result_.problem.empty()) {
            result_.problem = std::move(problem);
        }
    }

    void take_later(const RegimenClause& clause) {
        result_.dose = clause.dose;
        result_.unit = clause.unit;
        result_.interval_day = clause.interval_day;
        result_.count = clause.count;
        result_.last_day = clause.last_day;
        result_.lasting_day = clause.lasting_day;
        result_.is_once = clause.is_once;
        result_.is_daily_total = clause.is_daily_total;
        result_.has_choice = clause.has_choice;
        result_.has_interval_choice = clause.has_interval_choice;
        if (!clause.interval_day) {
            result_.given_day = clause.after_day;
        }
    }

    void take_loading(const RegimenClause& clause, const RegimenClause* later) {
        if (!clause.dose) {
            return note("a loading dose without its amount");
        }
        if (later == nullptr || !later->dose) {
            return note("a loading dose without the dose that follows it");
        }
        if (clause.last_day || clause.lasting_day || clause.start_day || clause.has_choice ||
            clause.is_daily_total || clause.interval_day) {
            return note("a loading dose with a course of its own");
        }
        // "600 LD then 300 mg": one unit for both. Milligrams per kg are said.
        const bool is_said_once =
            (clause.unit == DoseUnit::unsaid && later->unit == DoseUnit::mg) ||
            (clause.unit == DoseUnit::mg && later->unit == DoseUnit::unsaid);
        if (clause.unit != later->unit && !is_said_once) {
            return note("a loading dose in another unit than the dose that follows it");
        }
        result_.unit = std::max(clause.unit, later->unit);
        result_.loading = clause.dose;
        result_.loading_day = clause.after_day;
        if (clause.count && clause.after_day.empty() && *clause.count > 1) {
            if (!later->interval_day) {
                return note("loading doses without an interval");
            }
            for (int i = 0; i < *clause.count; ++i) {
                result_.loading_day.push_back(i * *later->interval_day);
            }
        }
        if (result_.loading_day == std::vector<double>{0.0}) {
            result_.loading_day.clear();
        }
        const auto number = static_cast<int>(std::max<std::size_t>(1, result_.loading_day.size()));
        if (result_.count) {
            *result_.count += number;
        }
        if (!result_.given_day.empty()) {
            result_.given_day.insert(result_.given_day.end(), result_.loading_day.begin(),
                                     result_.loading_day.end());
            if (result_.loading_day.empty()) {
                result_.loading_day = {0.0};
                result_.given_day.push_back(0.0);
            }
            std::ranges::sort(result_.given_day);
            result_.given_day.erase(std::unique(result_.given_day.begin(), result_.given_day.end()),
                                    result_.given_day.end());
        }
    }

    void check(const RegimenClause* later) {
        if (result_.is_once && (result_.interval_day || result_.last_day || result_.lasting_day ||
                                result_.count.value_or(1) != 1 || result_.given_day.size() > 1)) {
            note("one dose and several doses");
        }
        if (later == nullptr) {
            return;
        }
        if (result_.interval_day) {
            for (const double day : result_.loading_day) {
                if (!is_on_grid(day, *result_.interval_day)) {
                    note(
                        fmt::format("a loading dose {:g} days after the start, where none is due "
                                    "by an interval of {:g} days",
                                    day, *result_.interval_day));
                }
            }
        } else if (!result_.loading_day.empty() && result_.given_day.empty()) {
            note("loading doses on named days without an interval");
        }
        // A start that does not follow from the doses before it.
        std::vector<double> starts = later->interval_day ? later->after_day : std::vector<double>{};
        if (later->start_day) {
            starts.push_back(*later->start_day);
        }
        const double next =
            !result_.loading
                ? 0.0
                : result_.interval_day.value_or(0.0) *
                      static_cast<double>(std::max<std::size_t>(1, result_.loading_day.size()));
        for (const double day : starts) {
            if (day != 0.0 && std::abs(day - next) > 1e-9) {
                note(fmt::format("doses that start {:g} days after the start", day));
            }
        }
    }

    RegimenText result_;
};

}  // namespace

RegimenText join_clauses(std::vector<RegimenClause> clauses) {
    return Joiner().join(std::move(clauses));
}

}  // namespace vesikin::analysis
