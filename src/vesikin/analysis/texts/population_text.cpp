#include "vesikin/analysis/texts/population_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "vesikin/base/written_text.hpp"

namespace vesikin::analysis {

namespace {

constexpr std::size_t shortest_misspelt = 5;  // letters; shorter words are near too many

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Whether two characters belong to one word or one number.
bool goes_on(char left, char right) {
    return (is_letter(left) && is_letter(right)) || (is_digit(left) && is_digit(right));
}

bool has_any(std::string_view text, const std::vector<std::string>& parts) {
    return std::ranges::any_of(parts,
                               [&](const std::string& part) { return has_words(text, part); });
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (is_letter(c)) {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    std::erase(words, "");
    return words;
}

class PopulationReader {
  public:
    PopulationReader(std::string_view text, std::string_view trial, const PopulationRules& rules)
        : written_(text), text_(base::plain_text(text)), trial_(trial), rules_(rules) {
        ages_ = rules.ages.read(text_);
        if (ages_) {
            text_ += " [" + ages_in_words(*ages_) + "]";
        }
    }

    Population read(const catalogue::BodyWeight& weight) {
        result_.entry.weight = weight;
        for (const EntryRule& rule : rules_.entry) {
            if (trial_.starts_with(rule.trial) && applies(rule)) {
                apply(rule);
            }
        }
        check_ages();
        return result_;
    }

  private:
    [[nodiscard]] bool applies(const EntryRule& rule) const {
        const bool is_about_ages = rule.ages && ages_;
        const bool is_named = rule.contains.empty() ? !rule.ages : has_any(text_, rule.contains);
        return (is_about_ages ? rule.ages->contains(*ages_) : is_named) &&
               (rule.also_contains.empty() || has_any(text_, rule.also_contains)) &&
               !has_any(text_, rule.but_not);
    }

    void apply(const EntryRule& rule) {
        care::Enrolment& entry = result_.entry;
        result_.age_year = rule.age_year.value_or(result_.age_year);
        entry.easi_min = rule.easi_min.value_or(entry.easi_min);
        entry.easi_max = rule.easi_max.value_or(entry.easi_max);
        if (rule.easi_mean) {
            entry.easi_mean = rule.easi_mean;
        }
        entry.weight.median_kg = rule.weight_kg.value_or(entry.weight.median_kg);
        entry.weight.sd_log = rule.weight_sd_log.value_or(entry.weight.sd_log);
        is_understood_ = is_understood_ || !rule.contains.empty();
        are_ages_settled_ =
            are_ages_settled_ || rule.settles_ages || (rule.ages.has_value() && ages_.has_value());
        if (!rule.band.empty() && std::ranges::find(bands_, rule.band) == bands_.end()) {
            bands_.push_back(rule.band);
        }
        if (!rule.says.empty()) {
            refuse(rule.says);
        }
    }

    void refuse(const std::string& why) {
        if (result_.reason.empty()) {
            result_.reason = fmt::format("population \"{}\": {}", written_, why);
        }
    }

    /// Nobody is taken for an adult because nothing was understood.
    void check_ages() {
        if (are_ages_settled_) {
            return;
        }
        if (ages_) {
            return refuse(
                fmt::format("no rule says what people of {} weigh", ages_in_words(*ages_)));
        }
        const bool are_joint = std::ranges::all_of(bands_, [&](const std::string& band) {
            return std::ranges::find(rules_.joint_bands, band) != rules_.joint_bands.end();
        });
        if (bands_.size() > 1 && !are_joint) {
            return refuse(fmt::format("a row must be about one age band, not {}",
                                      fmt::join(bands_, " and ")));
        }
        refuse_misspelt();
        if (bands_.empty()) {
            result_.assumed =
                is_understood_ || text_.empty()
                    ? fmt::format("; age not given: {:g} years assumed", result_.age_year)
                    : fmt::format("; population not understood: {:g} years assumed",
                                  result_.age_year);
        }
    }

    /// A word next to one that names ages may be about other people.
    void refuse_misspelt() {
        std::vector<std::string> known;
        for (const EntryRule& rule : rules_.entry) {
            if (!rule.band.empty() || !rule.says.empty()) {
                known.insert(known.end(), rule.contains.begin(), rule.contains.end());
            }
        }
        for (const std::string& word : words_of(text_)) {
            const bool is_short = word.size() < shortest_misspelt;
            if (is_short || std::ranges::find(known, word) != known.end()) {
                continue;
            }
            if (const std::string near = base::nearest_word(word, known); !near.empty()) {
                return refuse(fmt::format("\"{}\" is not understood; \"{}\" is", word, near));
            }
        }
    }

    std::string_view written_;
    std::string text_;
    std::string_view trial_;
    const PopulationRules& rules_;
    std::optional<AgeRange> ages_;
    Population result_;
    std::vector<std::string> bands_;
    bool is_understood_ = false;
    bool are_ages_settled_ = false;
};

}  // namespace

bool has_words(std::string_view text, std::string_view words) {
    for (std::size_t at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        if (words.empty() || ((at == 0 || !goes_on(text[at - 1], words.front())) &&
                              (end == text.size() || !goes_on(words.back(), text[end])))) {
            return true;
        }
    }
    return false;
}

Population read_population(std::string_view text, std::string_view trial,
                           const PopulationRules& rules, const catalogue::BodyWeight& weight) {
    return PopulationReader(text, trial, rules).read(weight);
}

}  // namespace vesikin::analysis
