#include "vesikin/analysis/texts/regimen_cursor.hpp"

#include <algorithm>

#include "vesikin/base/number_text.hpp"

namespace vesikin::analysis {

std::optional<double> written_number(std::string text) {
    constexpr std::size_t group = 4;  // a comma and three digits
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos) {
        return base::decimal_number(text);
    }
    const std::size_t whole = std::min(text.find('.', comma), text.size());
    bool is_grouped = comma >= 1 && comma < group && text.front() != '0' &&
                      (whole - comma) % group == 0 && text.find('.') >= whole;
    for (std::size_t at = comma; at < text.size() && is_grouped; ++at) {
        is_grouped = (text[at] == ',') == (at < whole && (at - comma) % group == 0);
    }
    if (is_grouped) {
        std::erase(text, ',');
        return base::decimal_number(text);
    }
    if (std::ranges::count(text, ',') > 1 || text.find('.') != std::string::npos) {
        return std::nullopt;
    }
    text[comma] = '.';
    return base::decimal_number(text);
}

RegimenCursor::RegimenCursor(std::vector<RegimenToken> tokens) : tokens_(std::move(tokens)) {
    end_.word.kind = Kind::end;
}

const RegimenToken& RegimenCursor::token(std::size_t steps) const {
    return at_ + steps < tokens_.size() ? tokens_[at_ + steps] : end_;
}

std::optional<double> RegimenCursor::number() const {
    return kind() == Kind::number ? std::optional(token().word.value)
                                  : written_number(token().text);
}

}  // namespace vesikin::analysis
