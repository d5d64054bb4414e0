#include "vesikin/analysis/texts/age_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vesikin::analysis {

namespace {

constexpr double months_per_year = 12.0;
constexpr std::size_t longest_text = 300;  // bounds what a search can take

/// "(?:one|other)" of a list; the longest first, so that it is taken.
std::string one_of(std::vector<std::string> texts) {
    std::ranges::sort(texts, std::ranges::greater{}, &std::string::size);
    std::string pattern;
    for (const std::string& text : texts) {
        pattern += pattern.empty() ? "" : "|";
        for (const char c : text) {
            const bool is_sign =
                std::string_view(R"(^$\.*+?()[]{}|/)").find(c) != std::string::npos;
            pattern += is_sign ? "\\" : "";
            pattern += c;
        }
    }
    return "(?:" + pattern + ")";
}

constexpr const char* number = R"((?:^|[^0-9.])([0-9]+(?:\.[0-9]+)?))";
constexpr const char* gap = R"([ -]*)";
constexpr const char* word_end = "(?![a-z])";

}  // namespace

std::string ages_in_words(const AgeRange& ages) {
    return std::isinf(ages.to_year) ? fmt::format(">={:g} y", ages.from_year)
                                    : fmt::format("{:g}-{:g} y", ages.from_year, ages.to_year);
}

AgeReader::AgeReader(const AgeWords& words) : months_(words.months) {
    std::vector<std::string> units = words.years;
    units.insert(units.end(), words.months.begin(), words.months.end());
    const std::string unit = std::string(gap) + "(" + one_of(units) + ")" + word_end;
    const std::string to = " ?(?:-|~|" + one_of(words.to) + ") ?";
    const std::string end = R"((<)? ?([0-9]+(?:\.[0-9]+)?))";
    between_ = number + ("(?:" + unit + ")?") + to + end + unit;
    between_unsaid_ = one_of(words.before_ages) + " ?" + R"(([0-9]+(?:\.[0-9]+)?))" + to + end +
                      "(?![0-9.]*[a-z%])";
    const std::string bare = R"( ?([0-9]+(?:\.[0-9]+)?))";
    from_before_ = one_of(words.at_least) + bare + unit;
    from_after_ = number + unit + " ?" + one_of(words.or_more);
    from_plus_ = number + (R"( ?\+)" + unit);
    from_unsaid_ =
        one_of(words.before_ages) + " ?" + one_of(words.at_least) + bare + "(?![0-9.]*[ -]*[a-z%])";
    below_before_ = one_of(words.below) + bare + unit;
    below_after_ = number + unit + " ?" + one_of(words.less_than);
    most_before_ = one_of(words.at_most) + bare + unit;
    most_after_ = number + unit + " ?" + one_of(words.or_less);
}

double AgeReader::years(const std::string& text, const std::string& unit) const {
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_months = std::ranges::find(months_, unit) != months_.end();
    return is_months ? value / months_per_year : value;
}

std::optional<AgeRange> AgeReader::read(const std::string& text) const {
    if (text.size() > longest_text) {
        return std::nullopt;
    }
    std::smatch match;
    if (std::regex_search(text, match, between_)) {
        const std::string unit = match[5];
        const double to = years(match[4], unit);
        return AgeRange{years(match[1], match[2].matched ? match[2].str() : unit),
                        match[3].matched ? to - 1.0 : to};
    }
    if (std::regex_search(text, match, between_unsaid_)) {
        const double to = years(match[3], "");
        return AgeRange{years(match[1], ""), match[2].matched ? to - 1.0 : to};
    }
    AgeRange range;
    const auto take = [&](const std::regex& pattern, double& place, double less) {
        const bool is_found = std::regex_search(text, match, pattern);
        if (is_found) {
            place = years(match[1], match.size() > 2 ? match[2].str() : "") - less;
        }
        return is_found;
    };
    const bool has_from =
        take(from_before_, range.from_year, 0.0) || take(from_after_, range.from_year, 0.0) ||
        take(from_plus_, range.from_year, 0.0) || take(from_unsaid_, range.from_year, 0.0);
    const bool has_to =
        take(most_before_, range.to_year, 0.0) || take(most_after_, range.to_year, 0.0) ||
        take(below_before_, range.to_year, 1.0) || take(below_after_, range.to_year, 1.0);
    return has_from || has_to ? std::optional(range) : std::nullopt;
}

}  // namespace vesikin::analysis
