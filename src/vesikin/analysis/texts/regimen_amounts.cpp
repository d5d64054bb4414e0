// Numbers of dosing texts: amounts, and how many doses.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "vesikin/analysis/texts/regimen_reader.hpp"
#include "vesikin/base/units.hpp"

namespace vesikin::analysis {

namespace {

constexpr double most_doses = 10'000.0;
constexpr double largest_percent = 100.0;

}  // namespace

std::optional<double> RegimenReader::take_number() {
    const std::optional<double> value = cursor_.number();
    if (!value) {
        refuse_word("not clear which number");
        return value;
    }
    cursor_.skip();
    return value;
}

/// "75/150/300": the middle one.
std::optional<double> RegimenReader::take_amounts() {
    std::vector<double> values;
    while (const std::optional<double> value = take_number()) {
        values.push_back(*value);
        if (cursor_.kind() != Kind::slash || !cursor_.is_number(1) ||
            cursor_.is_number_of_periods(1)) {
            break;
        }
        cursor_.skip();
    }
    if (!problem_.empty()) {
        return std::nullopt;
    }
    is_choice_of_doses_ = values.size() > 1;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// A number, and what it counts.
void RegimenReader::read_number() {
    // "1回300mg": the amount of one time.
    const Kind unit = cursor_.kind(3);
    if (cursor_.is_number_of_times() && cursor_.number() == 1.0 && cursor_.is_number(2) &&
        (unit == Kind::mass || unit == Kind::percent)) {
        return cursor_.skip(2);
    }
    const std::optional<double> value = take_amounts();
    if (!value) {
        return;
    }
    const Kind next = cursor_.kind();
    if (is_choice_of_doses_ || next == Kind::mass || next == Kind::percent) {
        return read_amount(*value);
    }
    read_counted_number(*value);
}

void RegimenReader::read_counted_number(double value) {
    switch (cursor_.kind()) {
        case Kind::range:
            return refuse_word("a range of numbers");
        case Kind::times:
            cursor_.skip();
            return read_how_often(value, Kind::times);
        case Kind::doses:
            cursor_.skip();
            return set_count(value);
        case Kind::period:
            return read_number_of_periods(value);
        case Kind::spacing:
            return set_interval(take_period_days() * value);
        case Kind::adverb:
            return read_number_before_adverb(value);
        case Kind::slash:
            if (cursor_.kind(1) == Kind::period && clause().dose) {
                return read_how_often(value, Kind::times);
            }
            return read_amount(value);
        default:
            return read_amount(value);
    }
}

/// "4-weekly" is an interval, "4 weekly doses" a count, "300 weekly" a dose.
void RegimenReader::read_number_before_adverb(double value) {
    const RegimenToken adverb = cursor_.token();
    if (adverb.is_after_hyphen) {
        cursor_.skip();
        has_month_ = has_month_ || adverb.word.is_month;
        return set_interval(value * adverb.word.value);
    }
    if (cursor_.kind(1) == Kind::doses) {
        set_count(value);
        return read_rhythm();
    }
    if (clause().dose) {
        return refuse(
            fmt::format("\"{:g} {}\": so many doses, or an interval", value, adverb.text));
    }
    read_amount(value);
}

void RegimenReader::read_amount(double value) {
    if (clause().dose) {
        begin_clause();
    }
    RegimenClause& of = clause();
    of.has_choice = is_choice_of_doses_;
    of.dose = value;
    if (cursor_.kind() == Kind::mass) {
        of.unit = DoseUnit::mg;
        of.dose = value * cursor_.token().word.value;
        cursor_.skip();
    } else if (cursor_.kind() == Kind::percent) {
        of.unit = DoseUnit::percent;
        cursor_.skip();
    }
    is_parted_ = false;
    read_divisors();
}

/// "/kg", "per day", "/2 weeks", one after the other.
void RegimenReader::read_divisors() {
    while (read_divisor()) {
    }
    const RegimenClause& of = clause();
    const bool is_percent = of.unit == DoseUnit::percent;
    const double largest = is_percent ? largest_percent : words_.largest_dose_mg;
    if (!(*of.dose > 0.0 && *of.dose <= largest)) {
        refuse(fmt::format("a dose of {:g}: allowed are doses above 0 up to {:g} {}", *of.dose,
                           largest, is_percent ? "%" : "mg"));
    }
}

bool RegimenReader::read_divisor() {
    const bool is_slash = cursor_.kind() == Kind::slash;
    RegimenClause& of = clause();
    if (!is_slash && cursor_.kind() != Kind::per) {
        return false;
    }
    const RegimenWord under = cursor_.token(1).word;
    const bool is_mass = of.unit == DoseUnit::mg;
    if (under.kind == Kind::period || cursor_.is_number_of_periods(1)) {
        cursor_.skip();
        const double days = take_period_days();
        of.is_daily_total = days == 1.0;
        set_interval(days);
        return true;
    }
    if (under.kind == Kind::weight && is_mass) {
        of.unit = DoseUnit::mg_per_kg;
    } else if (under.kind == Kind::area && is_mass) {
        of.unit = DoseUnit::mg_per_m2;
    } else if (under.kind == Kind::mass && is_mass && is_slash) {
        of.unit = DoseUnit::percent;  // "10 mg/g"
        of.dose = *of.dose / under.value * base::percent_per_one;
    } else if (under.kind != Kind::body && under.kind != Kind::doses && under.kind != Kind::times) {
        return false;  // a choice, or "a" before the next word
    }
    cursor_.skip(2);
    return true;
}

void RegimenReader::set_count(double value) {
    RegimenClause& of = clause();
    if (!(value >= 1.0 && value <= most_doses) || value != std::floor(value) ||
        (of.count && *of.count != static_cast<int>(value))) {
        return refuse(fmt::format("{:g} doses", value));
    }
    of.count = static_cast<int>(value);
}

/// "x4", "x 12 weeks"
void RegimenReader::read_count_after_times() {
    if (!cursor_.is_number(1)) {
        return refuse_word("without a number");
    }
    cursor_.skip();
    if (cursor_.is_number_of_periods()) {
        return;  // a time that it lasts
    }
    if (const std::optional<double> value = take_number()) {
        set_count(*value);
    }
}

}  // namespace vesikin::analysis
