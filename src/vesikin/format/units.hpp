// Units of data files, by UDUNITS-2 with two base units of our own: `particles` and `JPY`.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "vesikin/base/message.hpp"

namespace vesikin::format {

/// What is wrong with a unit.
class UnitError : public std::invalid_argument {
  public:
    explicit UnitError(base::Message message)
        : std::invalid_argument(message.text()), message_(std::move(message)) {}

    [[nodiscard]] const base::Message& message() const noexcept { return message_; }

  private:
    base::Message message_;
};

/// Reads unit text and converts between units of one dimension. Not for concurrent use.
class UnitSystem {
  public:
    /// Throws EnvironmentError when the unit database is missing.
    UnitSystem();
    UnitSystem(const UnitSystem&) = delete;
    UnitSystem& operator=(const UnitSystem&) = delete;
    ~UnitSystem();

    /// How many `to` one `from` is. Throws UnitError with what is wrong: unreadable
    /// text, another dimension, or a scale with an offset (degrees Celsius).
    [[nodiscard]] double ratio(const std::string& from, const std::string& to) const;

  private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace vesikin::format
