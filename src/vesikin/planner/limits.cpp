#include "vesikin/planner/limits.hpp"

#include <algorithm>

namespace vesikin::planner {

std::optional<Need> need_of(const Option& option, Limit limit) {
    const auto of_money = [](const std::optional<Money>& money) {
        return money ? std::optional(Need{money->lowest, money->highest}) : std::nullopt;
    };
    switch (limit) {
        case Limit::budget_month:
            return of_money(option.month);
        case Limit::budget_all:
            return of_money(option.all_costs());
        case Limit::visits:
            return Need{option.visits_month, option.visits_month};
        case Limit::downtime:
            return Need{option.downtime_day, option.downtime_day};
        case Limit::pain:
            break;
    }
    return Need{option.pain, option.pain};
}

std::array<Fit, limit_count> fit_of(const Option& option, const Person& person) {
    std::array<Fit, limit_count> fit{};
    for (std::size_t i = 0; i < limit_count; ++i) {
        const std::optional<double> most = person.number(limit_questions[i]);
        const std::optional<Need> need = need_of(option, static_cast<Limit>(i));
        if (most && need) {
            fit[i] = need->least > *most  ? Fit::beyond
                     : need->most > *most ? Fit::tight
                                          : Fit::within;
        }
    }
    return fit;
}

bool is_beyond(const std::array<Fit, limit_count>& fit) {
    return std::ranges::find(fit, Fit::beyond) != fit.end();
}

std::vector<Relaxation> relaxations(const std::vector<const Option*>& options,
                                    const Person& person) {
    std::vector<Relaxation> found;
    for (std::size_t limit = 0; limit < limit_count; ++limit) {
        // Those that fail this limit and no other.
        std::vector<std::pair<double, std::size_t>> needs;
        for (std::size_t i = 0; i < options.size(); ++i) {
            std::array<Fit, limit_count> fit = fit_of(*options[i], person);
            const bool fails = fit[limit] == Fit::beyond;
            fit[limit] = Fit::within;
            if (fails && !is_beyond(fit)) {
                needs.emplace_back(need_of(*options[i], static_cast<Limit>(limit))->least, i);
            }
        }
        if (needs.empty()) {
            continue;
        }
        std::ranges::sort(needs);
        Relaxation relaxation{.limit = static_cast<Limit>(limit),
                              .from = *person.number(limit_questions[limit]),
                              .to = needs.front().first,
                              .options = {}};
        for (const auto& [need, option] : needs) {
            if (need <= relaxation.to) {
                relaxation.options.push_back(option);
            }
        }
        found.push_back(std::move(relaxation));
    }
    return found;
}

}  // namespace vesikin::planner
