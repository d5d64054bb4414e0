// What a thing is called, by language. Data files give labels beside the thing itself, so a new
// drug, way or language needs no code.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace vesikin::catalogue {

class Label {
  public:
    Label() = default;

    /// English, and texts of other languages by their code.
    explicit Label(std::string english, std::map<std::string, std::string, std::less<>> others = {})
        : english_(std::move(english)), others_(std::move(others)) {}

    [[nodiscard]] const std::string& english() const noexcept { return english_; }

    /// English where that language has none.
    [[nodiscard]] const std::string& in(std::string_view language) const {
        const auto found = others_.find(language);
        return found == others_.end() ? english_ : found->second;
    }

    [[nodiscard]] bool has(std::string_view language) const {
        return language == "en" || others_.contains(language);
    }

    /// The languages beside English.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& others() const noexcept {
        return others_;
    }

  private:
    std::string english_;
    std::map<std::string, std::string, std::less<>> others_;
};

}  // namespace vesikin::catalogue
