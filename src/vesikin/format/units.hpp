// Units of data files, by UDUNITS-2 with two base units of our own: `particles` and `JPY`.
#pragma once

#include <memory>
#include <string>

namespace vesikin::format {

/// Reads unit text and converts between units of one dimension. Not for concurrent use.
class UnitSystem {
  public:
    /// Throws EnvironmentError when the unit database is missing.
    UnitSystem();
    UnitSystem(const UnitSystem&) = delete;
    UnitSystem& operator=(const UnitSystem&) = delete;
    ~UnitSystem();

    /// How many `to` one `from` is. Throws std::invalid_argument with what is wrong: unreadable
    /// text, another dimension, or a scale with an offset (degrees Celsius).
    [[nodiscard]] double ratio(const std::string& from, const std::string& to) const;

  private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace vesikin::format
