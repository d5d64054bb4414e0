// The grammar of dosing texts: tokens, one after the other, become clauses of doses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/analysis/texts/regimen_clause.hpp"
#include "vesikin/analysis/texts/regimen_cursor.hpp"

namespace vesikin::analysis {

/// Reads one text, once. Words outlive it.
class RegimenReader {
  public:
    RegimenReader(std::vector<RegimenToken> tokens, const RegimenWords& words)
        : cursor_(std::move(tokens)), words_(words) {}

    /// The whole text, or the first problem with it.
    RegimenText read();

    /// The first dose of a free label that has a unit or stands after a name of the drug.
    RegimenText read_label();

  private:
    using Kind = RegimenWordKind;

    // Words (regimen_reader.cpp).
    void read_word();
    void read_plain_word();
    void read_separator(Kind kind);
    void read_loading();
    void refuse_words();
    void refuse(std::string_view why);
    void refuse_word(std::string_view why);

    RegimenClause& clause() { return clauses_[current_]; }

    void begin_clause();

    // Numbers and amounts (regimen_amounts.cpp).
    std::optional<double> take_number();
    std::optional<double> take_amounts();
    void read_number();
    void read_counted_number(double value);
    void read_number_before_adverb(double value);
    void read_amount(double value);
    void read_divisors();
    bool read_divisor();
    void set_count(double value);
    void read_count_after_times();

    // Rhythms and named times (regimen_times.cpp).
    std::optional<double> take_rhythm();
    double take_period_days();
    /// The days; refuses the text where they are more than any trial lasts.
    double checked_days(double days);
    /// Days since the start of a named time; days are counted from 1.
    double day_of(double number, double period_day);
    void read_rhythm();
    void read_multiple();
    void read_how_often(double number, Kind said);
    void read_number_of_periods(double value);
    bool read_rhythm_of_periods(double days);
    [[nodiscard]] bool is_named_list(std::size_t steps) const;
    void read_interval_after_its_name();
    void read_choice();
    void set_interval(double days);
    void add_time(double number, double period_day);
    void set_last(double number, double period_day);
    void read_period();
    void add_listed_times(double period_day);
    void read_named_numbers(double period_day);
    [[nodiscard]] bool is_listed_number(std::size_t steps) const;
    void read_range_end(double period_day);
    void read_until();
    void read_start();

    RegimenCursor cursor_;
    const RegimenWords& words_;
    std::vector<RegimenClause> clauses_{1};
    std::size_t current_ = 0;
    std::vector<std::size_t> opened_;  ///< clauses before each open bracket
    std::string problem_;
    std::optional<GivenBy> given_;
    double named_period_day_ = 0.0;  ///< of the last named time
    bool is_withdrawn_ = false;
    bool has_month_ = false;
    bool is_parted_ = false;           ///< a comma or more since the last dose
    bool is_choice_ = false;           ///< "or" after an interval: another has to come
    bool is_choice_of_doses_ = false;  ///< of the number just read
};

}  // namespace vesikin::analysis
