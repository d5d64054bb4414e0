#include "vesikin/analysis/regimen_text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

#include "vesikin/base/units.hpp"

namespace vesikin::analysis {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == ',' || c == '+' || c == ';' ||
            c == '(' || c == ')') {
            words.emplace_back();
        } else {
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    std::erase(words, "");
    return words;
}

std::optional<double> number_of(std::string_view word) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || !(value >= 0.0) ||
        !(value < 1e6)) {
        return std::nullopt;
    }
    return value;
}

/// "75/150/300": the middle one.
std::optional<double> choice_of(std::string_view word) {
    std::vector<double> values;
    while (true) {
        const std::size_t slash = word.find('/');
        const std::optional<double> value = number_of(word.substr(0, slash));
        if (!value) {
            return std::nullopt;
        }
        values.push_back(*value);
        if (slash == std::string_view::npos) {
            break;
        }
        word.remove_prefix(slash + 1);
    }
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// "qw", "q2w", "qd", "bid", "daily"; of "qw/q2w" the last.
std::optional<double> interval_of(std::string_view word) {
    if (const std::size_t slash = word.rfind('/'); slash != std::string_view::npos) {
        word.remove_prefix(slash + 1);
    }
    if (word == "qd" || word == "bid" || word == "daily" || word == "od") {
        return 1.0;
    }
    if (word == "weekly") {
        return base::days_per_week;
    }
    if (word.size() < 2 || word.front() != 'q' || word.back() != 'w') {
        return std::nullopt;
    }
    const std::string_view middle = word.substr(1, word.size() - 2);
    const std::optional<double> weeks = middle.empty() ? 1.0 : number_of(middle);
    return weeks && *weeks > 0.0 ? std::optional(*weeks * base::days_per_week) : std::nullopt;
}

/// The number after a letter: "w2", "d29", "x4".
std::optional<double> after_letter(char letter, std::string_view word) {
    return word.size() > 1 && word.front() == letter ? number_of(word.substr(1)) : std::nullopt;
}

/// Splits "60mg" and "0.5mg/kg" into number and unit.
std::vector<std::string> split_units(const std::vector<std::string>& words) {
    std::vector<std::string> split;
    for (const std::string& word : words) {
        const std::size_t unit = word.find("mg");
        if (unit != std::string::npos && unit > 0 && number_of(word.substr(0, unit))) {
            split.push_back(word.substr(0, unit));
            split.push_back(word.substr(unit));
        } else {
            split.push_back(word);
        }
    }
    return split;
}

class Reader {
  public:
    explicit Reader(std::string_view text) : words_(split_units(words_of(text))) {}

    RegimenText read() {
        for (at_ = 0; at_ < words_.size(); ++at_) {
            read_word(words_[at_]);
        }
        return result_;
    }

  private:
    [[nodiscard]] std::string_view word_after(std::size_t steps) const {
        return at_ + steps < words_.size() ? std::string_view(words_[at_ + steps])
                                           : std::string_view{};
    }

    void read_word(std::string_view word) {
        if (const auto value = choice_of(word)) {
            read_number(*value, word.find('/') != std::string_view::npos);
        } else if (const auto interval = interval_of(word)) {
            result_.interval_day = interval;
        } else if (word.back() == '%' && number_of(word.substr(0, word.size() - 1))) {
            result_.strength_percent = number_of(word.substr(0, word.size() - 1));
        } else if (const auto times = after_letter('x', word)) {
            result_.count = static_cast<int>(*times);
        } else if (const auto day = after_letter('d', word)) {
            result_.given_day.push_back(std::max(0.0, *day - 1.0));
        } else if (const auto week = after_letter('w', word)) {
            read_week(*week);
        } else if (word == "once" || word == "single") {
            result_.is_once = true;
        } else if (word == "withdrawn") {
            result_.is_withdrawn = true;
        } else if (word.starts_with("mg/kg")) {
            result_.is_per_kg = true;
        }
    }

    void read_number(double value, bool is_choice) {
        const bool has_unit = word_after(1).starts_with("mg");
        const std::string_view next = word_after(has_unit ? 2 : 1);
        // "600 iv then 300 q2w": what comes before "then" is the loading dose.
        const bool is_loading = next == "ld" || next.starts_with("load") ||
                                (next == "iv" && word_after(has_unit ? 3 : 2) == "then");
        if (is_loading) {
            result_.loading = value;
        } else if (!next.starts_with("weekly") && next != "wk" && next != "week" &&
                   next != "weeks") {
            result_.dose = value;
            result_.has_choice = is_choice;
        } else if (next.starts_with("weekly")) {
            result_.count = static_cast<int>(value);
        }
    }

    void read_week(double week) {
        if (at_ > 0 && (words_[at_ - 1] == "to" || words_[at_ - 1] == "until")) {
            result_.last_week = week;
        } else if (result_.loading && !result_.dose) {
            result_.loading_week.push_back(week);
        }
    }

    std::vector<std::string> words_;
    std::size_t at_ = 0;
    RegimenText result_;
};

}  // namespace

RegimenText read_regimen(std::string_view text) {
    return Reader(text).read();
}

}  // namespace vesikin::analysis
