#include "vesikin/format/units.hpp"

#include <udunits2.h>

#include <cmath>
#include <mutex>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

struct FreeUnit {
    void operator()(ut_unit* unit) const noexcept { ut_free(unit); }
};

using Unit = std::unique_ptr<ut_unit, FreeUnit>;

struct FreeConverter {
    void operator()(cv_converter* converter) const noexcept { cv_free(converter); }
};

void add_base_unit(ut_system* system, const char* name) {
    const Unit unit(ut_new_base_unit(system));
    ut_map_name_to_unit(name, UT_UTF8, unit.get());
    ut_map_unit_to_name(unit.get(), name, UT_UTF8);
}

Unit parse(ut_system* system, const std::string& text) {
    Unit unit(ut_parse(system, text.c_str(), UT_UTF8));
    if (!unit) {
        throw UnitError(base::message("\"{}\" is not a unit", text));
    }
    return unit;
}

/// The library keeps state of its own, which all systems of units share.
std::mutex& library_mutex() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

struct UnitSystem::Database {
    Database() {
        ut_set_error_message_handler(ut_ignore);  // the library would print to the terminal
        system = ut_read_xml(nullptr);
        if (system == nullptr) {
            throw base::EnvironmentError(base::message("cannot read the unit database"),
                                         base::as_written("UDUNITS-2"),
                                         base::message("not installed or not readable"));
        }
        add_base_unit(system, "particles");
        add_base_unit(system, "JPY");
    }

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    ~Database() { ut_free_system(system); }

    [[nodiscard]] double ratio(const std::string& from, const std::string& to) const {
        const Unit from_unit = parse(system, from);
        const Unit to_unit = parse(system, to);
        if (ut_are_convertible(from_unit.get(), to_unit.get()) == 0) {
            throw UnitError(base::message("\"{}\" is not of the dimension of \"{}\"", from, to));
        }
        const std::unique_ptr<cv_converter, FreeConverter> converter(
            ut_get_converter(from_unit.get(), to_unit.get()));
        const double at_zero = cv_convert_double(converter.get(), 0.0);
        const double at_one = cv_convert_double(converter.get(), 1.0);
        if (!std::isfinite(at_zero)) {
            // UDUNITS-2 also turns a unit into its reciprocal: a week into 1/day.
            throw UnitError(base::message("\"{}\" is not of the dimension of \"{}\"", from, to));
        }
        if (at_zero != 0.0) {
            throw UnitError(base::message("\"{}\" has an offset zero", from));
        }
        return at_one;
    }

    ut_system* system = nullptr;
};

UnitSystem::UnitSystem() = default;

UnitSystem::~UnitSystem() {
    const std::scoped_lock lock(library_mutex());
    database_.reset();
}

double UnitSystem::ratio(const std::string& from, const std::string& to) const {
    const std::scoped_lock lock(library_mutex());
    const std::pair pair(from, to);
    if (const auto found = known_.find(pair); found != known_.end()) {
        return found->second;
    }
    if (database_ == nullptr) {
        database_ = std::make_unique<Database>();
    }
    return known_.emplace(pair, database_->ratio(from, to)).first->second;
}

UnitRatios UnitSystem::known() const {
    const std::scoped_lock lock(library_mutex());
    return known_;
}

}  // namespace vesikin::format
