// How often, for how long, and on which days, in dosing texts.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "vesikin/analysis/texts/regimen_reader.hpp"
#include "vesikin/base/number_text.hpp"
#include "vesikin/base/units.hpp"

namespace vesikin::analysis {

namespace {

constexpr double longest_day = 520.0 * base::days_per_week;
constexpr double shortest_interval_day = 1.0 / base::hours_per_day;

}  // namespace

/// Of "week" or "4 weeks".
double RegimenReader::take_period_days() {
    const double number = cursor_.is_number() ? take_number().value_or(1.0) : 1.0;
    const RegimenWord period = cursor_.token().word;
    has_month_ = has_month_ || period.is_month;
    cursor_.skip();
    return checked_days(number * period.value);
}

double RegimenReader::checked_days(double days) {
    if (days > longest_day) {
        refuse(fmt::format("{:g} days: allowed are up to {:g}", days, longest_day));
    }
    return days;
}

double RegimenReader::day_of(double number, double period_day) {
    return period_day == 1.0 ? checked_days(std::max(0.0, number - 1.0))
                             : checked_days(number * period_day);
}

/// Days of "every 4 weeks", "every 4th week", "qd", "daily".
std::optional<double> RegimenReader::take_rhythm() {
    if (cursor_.kind() != Kind::every) {
        return take_period_days();
    }
    cursor_.skip();
    const bool is_nth = cursor_.is_number() && cursor_.kind(1) == Kind::nth;
    if (is_nth || cursor_.kind() == Kind::ordinal) {
        const double number = is_nth ? take_number().value_or(1.0) : cursor_.token().word.value;
        cursor_.skip();
        if (cursor_.kind() == Kind::period) {
            return number * take_period_days();
        }
    }
    if (cursor_.kind() != Kind::period && !cursor_.is_number_of_periods()) {
        refuse_word("no length of an interval");
        return std::nullopt;
    }
    return take_period_days();
}

void RegimenReader::read_rhythm() {
    if (const std::optional<double> days = take_rhythm()) {
        set_interval(*days);
    }
}

void RegimenReader::read_multiple() {
    const double number = cursor_.token().word.value;
    cursor_.skip();
    if (cursor_.kind() == Kind::times) {
        cursor_.skip();
    }
    read_how_often(number, Kind::multiple);
}

/// After "twice" or "2 times": per what, or so many doses in all.
void RegimenReader::read_how_often(double number, Kind said) {
    if (number < 1.0 || number != std::floor(number)) {
        return refuse(fmt::format("{:g} times", number));
    }
    const Kind next = cursor_.kind();
    if (next == Kind::every || next == Kind::adverb) {
        if (const std::optional<double> days = take_rhythm()) {
            set_interval(*days / number);
        }
        return;
    }
    const bool is_per = next == Kind::per || next == Kind::slash || next == Kind::within;
    if (is_per && (cursor_.kind(1) == Kind::period || cursor_.is_number_of_periods(1))) {
        cursor_.skip();
        return set_interval(take_period_days() / number);
    }
    if (said == Kind::times) {
        return set_count(number);
    }
    if (number != 1.0) {
        return refuse_word("several times, but not per what");
    }
    clause().is_once = clause().is_once || next != Kind::interval;
}

/// "12 weeks", "2週ごと", "4週に1回", "0週と2週に"
void RegimenReader::read_number_of_periods(double value) {
    const RegimenToken period = cursor_.token();
    const double days = checked_days(take_period_days() * value);
    if (read_rhythm_of_periods(days)) {
        return;
    }
    const Kind next = cursor_.kind();
    if (next == Kind::at || next == Kind::within || (next == Kind::also && is_named_list(1))) {
        cursor_.skip();
        return add_time(value, period.word.value);
    }
    if (next == Kind::until && !cursor_.is_number(1) && cursor_.kind(1) != Kind::period) {
        cursor_.skip();
        return set_last(value, period.word.value);
    }
    if (next == Kind::start) {
        cursor_.skip();
        clause().start_day = day_of(value, period.word.value);
        return;
    }
    if (!(days > 0.0) || clause().lasting_day) {
        return refuse(fmt::format("\"{:g} {}\": not clear what lasts so long", value, period.text));
    }
    clause().lasting_day = days;
}

/// "2週ごと(に1回)", "4週に1回", "1日1回"
bool RegimenReader::read_rhythm_of_periods(double days) {
    const bool is_apart = cursor_.kind() == Kind::apart;
    const std::size_t skipped =
        (is_apart ? 1 : 0) + (cursor_.kind(is_apart ? 1 : 0) == Kind::within ? 1 : 0);
    const bool has_times =
        cursor_.is_number_of_times(skipped) && !(is_apart && cursor_.is_number(skipped + 2));
    if (has_times) {
        cursor_.skip(skipped);
        const std::optional<double> times = take_number();
        cursor_.skip();
        set_interval(days / times.value_or(1.0));
    } else if (is_apart) {
        cursor_.skip();
        set_interval(days);
    }
    return has_times || is_apart;
}

/// "0週と2週に": the list ends in a word for "at".
bool RegimenReader::is_named_list(std::size_t steps) const {
    while (cursor_.is_number_of_periods(steps)) {
        steps += 2;
        const Kind next = cursor_.kind(steps);
        if (next == Kind::at || next == Kind::within) {
            return !cursor_.is_number_of_times(steps + 1);
        }
        if (next != Kind::also) {
            return false;
        }
        ++steps;
    }
    return false;
}

/// "dosing interval 4 weeks", "interval: q4w"
void RegimenReader::read_interval_after_its_name() {
    cursor_.skip();
    cursor_.skip_all(Kind::silent, Kind::also);
    if (cursor_.is_number_of_periods()) {
        return set_interval(take_period_days());
    }
    const Kind next = cursor_.kind();
    if (next != Kind::every && next != Kind::interval && next != Kind::adverb &&
        next != Kind::multiple) {
        refuse_word("no length of an interval");
    }
}

void RegimenReader::read_choice() {
    if (!clause().interval_day) {
        return refuse_word("a choice of what is not clear");
    }
    is_choice_ = true;
    cursor_.skip();
}

void RegimenReader::set_interval(double days) {
    if (!(days >= shortest_interval_day && days <= longest_day)) {
        return refuse(fmt::format("an interval of {:g} days: allowed are an hour to {:g} days",
                                  days, longest_day));
    }
    if (clause().is_loading && clause().dose) {
        begin_clause();
    }
    RegimenClause& of = clause();
    if (of.interval_day && !is_choice_ && std::abs(*of.interval_day - days) > 1e-9) {
        return refuse(fmt::format("intervals of {:g} and {:g} days", *of.interval_day, days));
    }
    of.has_interval_choice = of.has_interval_choice || is_choice_;
    of.interval_day = days;
    is_choice_ = false;
}

void RegimenReader::add_time(double number, double period_day) {
    if (period_day < 1.0) {
        return refuse("hours are not simulated");
    }
    if (const double days = checked_days(number * period_day); days != std::floor(days)) {
        return refuse(fmt::format("a part of a day: {:g}", days));
    }
    if (period_day == 1.0) {
        clause().day_number.push_back(number);
    } else {
        clause().after_day.push_back(number * period_day);
    }
    named_period_day_ = period_day;
}

void RegimenReader::set_last(double number, double period_day) {
    if (clause().last_day) {
        return refuse("two ends");
    }
    clause().last_day = day_of(number, period_day);
}

/// "week 2", "weeks 0, 2 and 4", "w0-16"; "週2回"
void RegimenReader::read_period() {
    const std::size_t skipped = cursor_.kind(1) == Kind::within ? 2 : 1;
    if (cursor_.is_number_of_times(skipped)) {
        const double days = take_period_days();
        cursor_.skip(skipped - 1);
        const std::optional<double> times = take_number();
        cursor_.skip();
        return set_interval(days / times.value_or(1.0));
    }
    if (!cursor_.is_number(1)) {
        return refuse_word("without a number");
    }
    read_named_numbers(take_period_days());
}

/// "0,2,4" is a list here.
void RegimenReader::add_listed_times(double period_day) {
    std::string_view text = cursor_.token().text;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::optional<double> number = base::decimal_number(text.substr(0, comma));
        if (!number) {
            return refuse_word("not clear which number");
        }
        add_time(*number, period_day);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
}

void RegimenReader::read_named_numbers(double period_day) {
    while (problem_.empty()) {
        if (cursor_.kind() == Kind::number) {
            add_time(cursor_.token().word.value, period_day);
        } else {
            add_listed_times(period_day);
            if (!problem_.empty()) {
                return;
            }
        }
        cursor_.skip();
        if (cursor_.kind() == Kind::range) {
            return read_range_end(period_day);
        }
        std::size_t steps = 0;
        while (cursor_.kind(steps) == Kind::also) {
            ++steps;
        }
        if (steps == 0 || !is_listed_number(steps)) {
            return;
        }
        cursor_.skip(steps);
    }
}

/// A number after "and" of which nothing is said: no dose.
bool RegimenReader::is_listed_number(std::size_t steps) const {
    constexpr std::array ends{Kind::also,   Kind::then,  Kind::clause,    Kind::closes, Kind::opens,
                              Kind::silent, Kind::route, Kind::withdrawn, Kind::end};
    return cursor_.is_number(steps) &&
           std::ranges::find(ends, cursor_.kind(steps + 1)) != ends.end();
}

/// "w0-16", "weeks 0-w16": from the start on.
void RegimenReader::read_range_end(double period_day) {
    std::vector<double>& from = period_day == 1.0 ? clause().day_number : clause().after_day;
    cursor_.skip();
    if (cursor_.kind() == Kind::period) {
        cursor_.skip();
    }
    if (from.back() > (period_day == 1.0 ? 1.0 : 0.0) || !cursor_.is_number()) {
        return refuse("a range of times that does not begin at the start");
    }
    from.pop_back();
    if (const std::optional<double> number = take_number()) {
        set_last(*number, period_day);
    }
}

/// "to week 16", "until 16 weeks"; "week 0 to 16"
void RegimenReader::read_until() {
    const std::string until = cursor_.token().text;
    cursor_.skip();
    cursor_.skip_all(Kind::silent, Kind::at);
    double period_day = named_period_day_;
    const bool has_period_first = cursor_.kind() == Kind::period;
    if (has_period_first) {
        period_day = take_period_days();
    }
    const std::optional<double> number = cursor_.is_number() ? take_number() : std::nullopt;
    if (number && !has_period_first && cursor_.kind() == Kind::period) {
        period_day = take_period_days();
    }
    if (!number || period_day < 1.0) {
        return refuse(fmt::format("\"{}\": not clear how long", until));
    }
    set_last(*number, period_day);
}

/// "starting at week 2", "from day 15"
void RegimenReader::read_start() {
    const std::string start = cursor_.token().text;
    cursor_.skip();
    cursor_.skip_all(Kind::silent, Kind::at);
    if (cursor_.kind() != Kind::period || !cursor_.is_number(1)) {
        return refuse(fmt::format("\"{}\": not clear when", start));
    }
    const double period_day = take_period_days();
    if (const std::optional<double> number = take_number()) {
        clause().start_day = day_of(*number, period_day);
        named_period_day_ = period_day;
    }
}

}  // namespace vesikin::analysis
