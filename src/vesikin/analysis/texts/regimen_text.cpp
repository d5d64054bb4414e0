#include "vesikin/analysis/texts/regimen_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "vesikin/analysis/texts/regimen_reader.hpp"
#include "vesikin/base/units.hpp"

namespace vesikin::analysis {

namespace {

std::string dose_in_words(double dose, DoseUnit unit) {
    return unit == DoseUnit::unsaid ? fmt::format("{}", dose)
                                    : fmt::format("{} {}", dose, unit_name(unit));
}

std::string interval_in_words(double days) {
    const double times = 1.0 / days;
    if (days == 1.0) {
        return "daily";
    }
    if (days < 1.0 && std::abs(times - std::round(times)) < 1e-9) {
        return fmt::format("{:g} times per day", std::round(times));
    }
    const double weeks = days / base::days_per_week;
    if (weeks != std::floor(weeks)) {
        return fmt::format("every {} days", days);
    }
    return weeks == 1.0 ? "every week" : fmt::format("every {} weeks", weeks);
}

/// "days 1, 15": the first is day 1.
std::string days_in_words(std::vector<double> days) {
    for (double& day : days) {
        day += 1.0;
    }
    return fmt::format("{} {}", days.size() == 1 ? "day" : "days", fmt::join(days, ", "));
}

}  // namespace

bool says_the_same(const RegimenText& one, const RegimenText& other) {
    constexpr double rounding_day = 1e-9;
    RegimenText alike = other;
    alike.interval_day = one.interval_day;
    alike.given = one.given;
    alike.has_choice = one.has_choice;
    alike.has_interval_choice = one.has_interval_choice;
    alike.has_month = one.has_month;
    return one == alike && one.interval_day.has_value() == other.interval_day.has_value() &&
           std::abs(one.interval_day.value_or(0.0) - other.interval_day.value_or(0.0)) <=
               rounding_day;
}

RegimenText read_regimen(std::string_view text, const RegimenWords& words,
                         const std::vector<std::string>& own_names) {
    RegimenText read = RegimenReader(words.tokens_of(text, own_names), words).read();
    if (!read.problem.empty() || !read.dose) {
        return read;  // without a dose, it is no regimen yet, and is not written out
    }
    // What is shown as simulated must be what is simulated.
    const std::string shown = regimen_in_words(read);
    if (!says_the_same(read, RegimenReader(words.tokens_of(shown, {}), words).read())) {
        read = {};
        read.problem = fmt::format("read as \"{}\", which could be read in another way", shown);
    }
    return read;
}

RegimenText read_label_dose(std::string_view label, const RegimenWords& words,
                            const std::vector<std::string>& own_names) {
    return RegimenReader(words.tokens_of(label, own_names), words).read_label();
}

std::string_view unit_name(DoseUnit unit) {
    switch (unit) {
        case DoseUnit::mg:
            return "mg";
        case DoseUnit::mg_per_kg:
            return "mg/kg";
        case DoseUnit::mg_per_m2:
            return "mg/m2";
        case DoseUnit::percent:
            return "%";
        case DoseUnit::unsaid:
            break;
    }
    return "";
}

std::string regimen_in_words(const RegimenText& text) {
    std::string words;
    std::vector<double> later = text.given_day;
    int loading_doses = 0;
    if (text.loading) {
        loading_doses = static_cast<int>(std::max<std::size_t>(1, text.loading_day.size()));
        words = fmt::format("loading dose {}", dose_in_words(*text.loading, text.unit));
        if (!text.loading_day.empty()) {
            words += fmt::format(" on {}", days_in_words(text.loading_day));
            std::erase_if(later, [&](double day) {
                return std::ranges::find(text.loading_day, day) != text.loading_day.end();
            });
        }
        words += ", then ";
    }
    std::vector<std::string> parts;
    if (text.dose) {
        parts.push_back(dose_in_words(*text.dose, text.unit));
        if (text.is_daily_total) {
            parts.back() += " per day";
        }
    }
    if (text.interval_day && !(text.is_daily_total && *text.interval_day == 1.0)) {
        parts.push_back(interval_in_words(*text.interval_day));
    }
    if (text.count) {
        // "2 x 4" is two doses of 4 or four of 2.
        const bool is_bare = text.unit == DoseUnit::unsaid && parts.size() == 1;
        const int doses = *text.count - loading_doses;
        parts.push_back(is_bare ? fmt::format("{} doses", doses) : fmt::format("x {}", doses));
    }
    if (!later.empty()) {
        parts.push_back("on " + days_in_words(later));
    }
    if (text.is_once) {
        parts.emplace_back("once");
    }
    if (text.last_day) {
        parts.push_back(fmt::format("to day {}", *text.last_day + 1.0));
    }
    if (text.lasting_day) {
        parts.push_back(fmt::format("for {} days", *text.lasting_day));
    }
    if (text.is_withdrawn) {
        parts.emplace_back("withdrawn");
    }
    return words + fmt::format("{}", fmt::join(parts, " "));
}

}  // namespace vesikin::analysis
