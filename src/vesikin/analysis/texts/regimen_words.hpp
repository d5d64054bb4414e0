// The words of dosing texts and what each means, in every language: data, filled by the loader of
// `data/validation/regimen_words.toml`. A text becomes tokens here; `regimen_text` is the grammar.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vesikin::analysis {

enum class RegimenWordKind : unsigned char {
    silent,     ///< says nothing of the dose
    clause,     ///< parts what is said of one dose from what is said of another: ";", "after"
    then,       ///< what comes before is given first
    also,       ///< joins named days: "and", ","
    either,     ///< "or"
    per,        ///< "per", "a"
    slash,      ///< "/": per, or a choice
    opens,      ///< "("
    closes,     ///< ")"
    range,      ///< "-" and "~" between numbers
    number,     ///< a number in words
    mass,       ///< mg
    percent,    ///< a strength
    weight,     ///< "kg" of body weight, under a dose
    area,       ///< "m2" of body surface, under a dose
    body,       ///< a whole person, or one dose, under a dose
    period,     ///< day, week ...
    interval,   ///< a whole rhythm: "qd", "every other week"
    adverb,     ///< a rhythm that "once" or "twice" may stand before: "daily"
    every,      ///< "every", "q"
    apart,      ///< after a period: "2週ごと", "4-week intervals"
    spacing,    ///< a period that is an interval: "2週間隔"
    within,     ///< between a period and how often: "4週に1回"
    times,      ///< "times", "x", "回"
    multiple,   ///< "once", "twice"
    doses,      ///< "doses", "injections"
    single,     ///< one dose and no more
    loading,    ///< the dose beside it is given first
    at,         ///< before or after a named day
    until,      ///< "to", "until", "まで"
    start,      ///< "from", "から"
    lasting,    ///< "for"
    route,      ///< how it is given
    withdrawn,  ///< the drug is taken away
    ordinal,    ///< "second", "other", after "every"
    nth,        ///< what makes a number one: "th"
    refused,    ///< a word that can be read in two ways, or says that doses are not known
    // Not in the vocabulary:
    digits,   ///< a number as written
    unknown,  ///< a word that is in no list
    end,      ///< after the last word
};

/// How a drug gets into the body, as words of a regimen say it.
enum class GivenBy : unsigned char { injection, infusion, mouth, skin, other };

struct RegimenWord {
    RegimenWordKind kind = RegimenWordKind::unknown;
    double value = 0.0;  ///< mg, days, or a number
    bool is_month = false;
    GivenBy given = GivenBy::other;
    std::string says = {};  ///< why it is refused
};

struct RegimenToken {
    RegimenWord word;
    std::string text;              ///< as written, in its plain form
    bool is_after_hyphen = false;  ///< joined to what stands before it
    bool is_own_name = false;
};

/// Words and phrases of regimens. Small letters and plain forms; "#" in a phrase is any number.
class RegimenWords {
  public:
    /// False where that text has a meaning already, or none could be found in it.
    [[nodiscard]] bool add(std::string_view text, const RegimenWord& word);

    /// Every character of the text is in a token but for spaces, dots of abbreviations and hyphens.
    /// `own_names`: names of the drug, which are silent.
    [[nodiscard]] std::vector<RegimenToken> tokens_of(
        std::string_view text, const std::vector<std::string>& own_names = {}) const;

    /// All texts that mean something.
    [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

    double largest_dose_mg = 0.0;  ///< more is taken for a slip

  private:
    std::map<std::string, RegimenWord, std::less<>> words_;
    std::vector<std::string> texts_;
    std::size_t longest_ = 0;  ///< phrase, in parts
};

}  // namespace vesikin::analysis
