// A place in the tokens of a dosing text, and numbers as people type them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/analysis/texts/regimen_words.hpp"

namespace vesikin::analysis {

/// "1,200" is a thousand and more, "0,5" and "62,5" are decimals, "1,2,3" is nothing.
[[nodiscard]] std::optional<double> written_number(std::string text);

class RegimenCursor {
  public:
    using Kind = RegimenWordKind;

    explicit RegimenCursor(std::vector<RegimenToken> tokens);

    /// What stands so many tokens further on; `Kind::end` behind the last.
    [[nodiscard]] Kind kind(std::size_t steps = 0) const { return token(steps).word.kind; }

    [[nodiscard]] const RegimenToken& token(std::size_t steps = 0) const;

    [[nodiscard]] bool is_number(std::size_t steps = 0) const {
        return kind(steps) == Kind::digits || kind(steps) == Kind::number;
    }

    /// "4 weeks"
    [[nodiscard]] bool is_number_of_periods(std::size_t steps = 0) const {
        return is_number(steps) && kind(steps + 1) == Kind::period;
    }

    /// "2 times"
    [[nodiscard]] bool is_number_of_times(std::size_t steps = 0) const {
        return is_number(steps) && kind(steps + 1) == Kind::times;
    }

    [[nodiscard]] bool is_at_end() const { return kind() == Kind::end; }

    void skip(std::size_t steps = 1) { at_ += steps; }

    void skip_all(Kind one, Kind other) {
        while (kind() == one || kind() == other) {
            skip();
        }
    }

    /// The number here; nothing where it could be several.
    [[nodiscard]] std::optional<double> number() const;

  private:
    std::vector<RegimenToken> tokens_;
    RegimenToken end_;
    std::size_t at_ = 0;
};

}  // namespace vesikin::analysis
