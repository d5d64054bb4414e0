// Units of data files, by UDUNITS-2 with two base units of our own: `particles` and `JPY`.
#pragma once

#include <map>
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

/// How many of the second unit one of the first is.
using UnitRatios = std::map<std::pair<std::string, std::string>, double>;

/// Converts between units of one dimension. May be used concurrently.
class Units {
  public:
    Units() = default;
    Units(const Units&) = delete;
    Units& operator=(const Units&) = delete;
    virtual ~Units() = default;

    /// How many `to` one `from` is. Throws UnitError with what is wrong: unreadable
    /// text, another dimension, or a scale with an offset (degrees Celsius).
    [[nodiscard]] virtual double ratio(const std::string& from, const std::string& to) const = 0;

    /// The ratios found so far, or all where there is a list of them.
    [[nodiscard]] virtual UnitRatios known() const = 0;
};

/// All units that UDUNITS-2 can read. Its database is read when first needed: then `ratio` throws
/// EnvironmentError when it is missing.
class UnitSystem final : public Units {
  public:
    UnitSystem();
    UnitSystem(const UnitSystem&) = delete;
    UnitSystem& operator=(const UnitSystem&) = delete;
    ~UnitSystem() override;

    [[nodiscard]] double ratio(const std::string& from, const std::string& to) const override;

    [[nodiscard]] UnitRatios known() const override;

  private:
    struct Database;

    mutable std::unique_ptr<Database> database_;
    mutable UnitRatios known_;
};

/// The ratios of a list, and no others.
class ListedUnits final : public Units {
  public:
    explicit ListedUnits(UnitRatios ratios) : ratios_(std::move(ratios)) {}

    [[nodiscard]] double ratio(const std::string& from, const std::string& to) const override;

    [[nodiscard]] UnitRatios known() const override { return ratios_; }

  private:
    UnitRatios ratios_;
};

}  // namespace vesikin::format
