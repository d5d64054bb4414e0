// Ages as populations of trial tables give them: "6-11 y", "12 years and older", "18歳以上".
#pragma once

#include <limits>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace vesikin::analysis {

struct AgeRange {
    double from_year = 0.0;
    double to_year = std::numeric_limits<double>::infinity();  ///< the last whole year

    [[nodiscard]] bool contains(const AgeRange& other) const {
        return from_year <= other.from_year && other.to_year <= to_year;
    }

    [[nodiscard]] bool operator==(const AgeRange&) const = default;
};

/// ">=12 y" or "6-11 y": one text for all ways to write the same ages.
[[nodiscard]] std::string ages_in_words(const AgeRange& ages);

/// The words of ages, in every language: data.
struct AgeWords {
    std::vector<std::string> years;        ///< after a number: "y", "歳"
    std::vector<std::string> months;       ///< after a number
    std::vector<std::string> to;           ///< between two numbers, beside "-"
    std::vector<std::string> before_ages;  ///< "aged": two numbers after it are years
    std::vector<std::string> at_least;     ///< before the number
    std::vector<std::string> or_more;      ///< after the unit
    std::vector<std::string> below;        ///< before the number, which is not included
    std::vector<std::string> less_than;    ///< after the unit, the number not included
    std::vector<std::string> at_most;      ///< before the number
    std::vector<std::string> or_less;      ///< after the unit
};

/// Finds ages in plain texts (`base::plain_text`).
class AgeReader {
  public:
    AgeReader() = default;
    explicit AgeReader(const AgeWords& words);

    [[nodiscard]] std::optional<AgeRange> read(const std::string& text) const;

  private:
    [[nodiscard]] double years(const std::string& number, const std::string& unit) const;

    std::vector<std::string> months_;
    std::regex between_;
    std::regex between_unsaid_;
    std::regex from_before_;
    std::regex from_after_;
    std::regex from_plus_;
    std::regex from_unsaid_;
    std::regex below_before_;
    std::regex below_after_;
    std::regex most_before_;
    std::regex most_after_;
};

}  // namespace vesikin::analysis
