#include "vesikin/analysis/texts/regimen_reader.hpp"

#include <fmt/format.h>

#include "vesikin/base/written_text.hpp"

namespace vesikin::analysis {

RegimenText RegimenReader::read() {
    constexpr std::string_view open_choice = "a choice of what is not clear";
    refuse_words();
    while (!cursor_.is_at_end() && problem_.empty()) {
        const bool was_choice = is_choice_;
        read_word();
        if (was_choice && is_choice_) {
            refuse(open_choice);
        }
    }
    if (is_choice_) {
        refuse(open_choice);
    }
    RegimenText result = join_clauses(clauses_);
    if (!problem_.empty() || !result.problem.empty()) {
        RegimenText refused;
        refused.problem = problem_.empty() ? result.problem : problem_;
        return refused;
    }
    result.given = given_;
    result.is_withdrawn = is_withdrawn_;
    result.has_month = has_month_;
    return result;
}

RegimenText RegimenReader::read_label() {
    bool is_after_name = false;
    while (!cursor_.is_at_end() && !clause().dose && problem_.empty()) {
        const bool has_unit = cursor_.kind(1) == Kind::mass || cursor_.kind(1) == Kind::percent;
        if (cursor_.kind() == Kind::digits && (has_unit || is_after_name)) {
            if (const std::optional<double> value = take_amounts()) {
                read_amount(*value);
            }
        } else {
            is_after_name = cursor_.token().is_own_name;
            cursor_.skip();
        }
    }
    RegimenText result;
    if (problem_.empty()) {
        result.dose = clause().dose;
        result.unit = clause().unit;
        result.is_daily_total = clause().is_daily_total;
    }
    return result;
}

void RegimenReader::begin_clause() {
    if (!clause().is_empty()) {
        clauses_.emplace_back();
        current_ = clauses_.size() - 1;
    }
}

void RegimenReader::refuse(std::string_view why) {
    if (problem_.empty()) {
        problem_ = why;
    }
}

void RegimenReader::refuse_word(std::string_view why) {
    refuse(cursor_.is_at_end() ? fmt::format("at the end: {}", why)
                               : fmt::format("\"{}\": {}", cursor_.token().text, why));
}

/// A word that is not understood is the reason, whatever else is wrong.
void RegimenReader::refuse_words() {
    for (std::size_t steps = 0; cursor_.kind(steps) != Kind::end && problem_.empty(); ++steps) {
        const RegimenToken& token = cursor_.token(steps);
        if (token.word.kind == Kind::refused) {
            refuse(fmt::format("\"{}\": {}", token.text, token.word.says));
        } else if (token.word.kind == Kind::unknown) {
            const std::string near = base::nearest_word(token.text, words_.texts());
            refuse(near.empty()
                       ? fmt::format("\"{}\": not understood", token.text)
                       : fmt::format("\"{}\": not understood; \"{}\" is", token.text, near));
        }
    }
}

void RegimenReader::read_word() {
    switch (cursor_.kind()) {
        case Kind::digits:
        case Kind::number:
            return read_number();
        case Kind::every:
        case Kind::interval:
        case Kind::adverb:
            return read_rhythm();
        case Kind::multiple:
            return read_multiple();
        case Kind::period:
            return read_period();
        case Kind::loading:
            return read_loading();
        case Kind::until:
            return read_until();
        case Kind::start:
            return read_start();
        case Kind::times:
            return read_count_after_times();
        case Kind::apart:
            return read_interval_after_its_name();
        case Kind::either:
        case Kind::slash:
            return read_choice();
        default:
            return read_plain_word();
    }
}

/// Words that need no other.
void RegimenReader::read_plain_word() {
    const RegimenWord& word = cursor_.token().word;
    switch (word.kind) {
        case Kind::also:
        case Kind::clause:
        case Kind::then:
        case Kind::opens:
        case Kind::closes:
            read_separator(word.kind);
            break;
        case Kind::single:
            clause().is_once = true;
            break;
        case Kind::route:
            if (given_ && *given_ != word.given) {
                return refuse_word("given in two ways");
            }
            given_ = word.given;
            break;
        case Kind::withdrawn:
            is_withdrawn_ = true;
            break;
        case Kind::silent:
        case Kind::per:
        case Kind::within:
        case Kind::at:
        case Kind::lasting:
        case Kind::doses:
        case Kind::body:
            break;
        default:
            return refuse_word("not understood here");
    }
    cursor_.skip();
}

void RegimenReader::read_separator(Kind kind) {
    if (kind == Kind::closes) {
        if (!opened_.empty()) {
            current_ = opened_.back();
            opened_.pop_back();
        }
        return;
    }
    is_parted_ = true;
    if (kind == Kind::opens) {
        opened_.push_back(current_);
    } else if (kind == Kind::then && !clause().is_empty()) {
        clause().is_before_then = true;
        begin_clause();
    }
}

/// The amount before the word, "600 mg LD", or after it, "LD: 600 mg".
void RegimenReader::read_loading() {
    cursor_.skip();
    std::size_t steps = 0;
    while (cursor_.kind(steps) == Kind::silent || cursor_.kind(steps) == Kind::within ||
           cursor_.kind(steps) == Kind::per || cursor_.kind(steps) == Kind::doses) {
        ++steps;
    }
    const bool has_next = cursor_.is_number(steps);
    const RegimenClause& before = clause();
    if (before.dose && !before.interval_day && !before.is_loading && !(is_parted_ && has_next)) {
        clause().is_loading = true;
        return;
    }
    if (before.is_loading && !has_next) {
        return;  // "initial loading dose"
    }
    if (before.dose || before.interval_day) {
        begin_clause();
    }
    clause().is_loading = true;
}

}  // namespace vesikin::analysis
