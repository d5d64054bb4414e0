// Reading a data file key by key: every value is checked against what is allowed, every problem
// remembers file, line and key, and a key that nobody asked for is a problem too.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/base/message.hpp"
#include "vesikin/catalogue/label.hpp"
#include "vesikin/format/data/data_node.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

/// What a file says and the problems found in it.
struct DataContent;

/// Finite numbers from `lower` to `upper`, ends included.
struct Range {
    double lower;
    double upper;
};

/// A number with the unit it was written in.
struct Quantity {
    double inside = 0.0;  ///< converted to the unit asked for
    double given = 0.0;   ///< as written
    std::string unit;     ///< as written
};

/// One table of a data file. A value that is missing or not allowed is noted and a harmless one
/// returned, so that all problems of a file are found in one pass; nothing read is valid until
/// `DataFile::throw_if_any` has passed.
class TableReader {
  public:
    [[nodiscard]] bool has(std::string_view key) const;
    /// Whether the value is a text.
    [[nodiscard]] bool is_text(std::string_view key) const;
    /// Whether exactly that text stands there; it is then read.
    [[nodiscard]] bool is_text(std::string_view key, std::string_view text);
    /// A text of more than blanks.
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::string text_or(std::string_view key, std::string fallback);
    [[nodiscard]] std::optional<std::string> optional_text(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);

    /// A text, which is English, or `{ en = "...", ja = "..." }`: a text by language, English among
    /// them.
    [[nodiscard]] catalogue::Label label(std::string_view key);

    /// A list of such texts.
    [[nodiscard]] std::vector<catalogue::Label> labels(std::string_view key);

    [[nodiscard]] double number(std::string_view key, Range allowed);
    [[nodiscard]] double number_or(std::string_view key, Range allowed, double fallback);
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t lower,
                                       std::int64_t upper);

    /// A day of the calendar as "2024-11-01".
    [[nodiscard]] std::chrono::sys_days date(std::string_view key);

    /// true or false.
    [[nodiscard]] bool boolean(std::string_view key);

    /// The index of the value in `names`.
    [[nodiscard]] std::size_t choice(std::string_view key,
                                     const std::vector<std::string_view>& names);

    /// `{ value = 24, unit = "week" }`; `allowed` is in `unit_inside`.
    [[nodiscard]] Quantity quantity(std::string_view key, const std::string& unit_inside,
                                    Range allowed);

    /// `{ at = [1, 2], unit = "week" }`, converted.
    [[nodiscard]] std::vector<double> quantities(std::string_view key,
                                                 const std::string& unit_inside, Range allowed);

    [[nodiscard]] TableReader table(std::string_view key);
    [[nodiscard]] std::vector<TableReader> tables(std::string_view key);

    /// The ratio of a unit written under `key` to `unit_inside`.
    [[nodiscard]] double unit_ratio(std::string_view key, const std::string& unit_inside);

    /// Notes a problem with the value at `key`.
    void problem(std::string_view key, base::Message given, base::Message allowed);

    /// Notes every key that was not asked for. Call when done with the table.
    void refuse_unknown_keys();

  private:
    friend class DataFile;
    struct Place;
    explicit TableReader(std::shared_ptr<Place> place);

    std::shared_ptr<Place> place_;
};

/// The value of an enumeration whose names stand in the order of its values.
template <class Enum, std::size_t N>
[[nodiscard]] Enum choice_of(TableReader& table, std::string_view key,
                             const std::array<std::string_view, N>& names) {
    return static_cast<Enum>(table.choice(key, {names.begin(), names.end()}));
}

/// Texts of a list that are among known ones; any other is noted.
template <class Names>
[[nodiscard]] std::vector<std::string> known_texts(TableReader& table, std::string_view key,
                                                   const Names& known) {
    std::vector<std::string> texts = table.texts(key);
    for (const std::string& text : texts) {
        if (std::ranges::find(known, text) == known.end()) {
            table.problem(key, base::quoted(text),
                          base::message("some of {}", base::listed(known)));
        }
    }
    return texts;
}

/// Notes a name that was used before; `used` holds the names so far.
void note_second_use(TableReader& table, std::string_view key, const std::string& name,
                     std::set<std::string>& used);

/// A data file to be read.
class DataFile {
  public:
    /// `name` is for messages; `root` is a table. The units outlive it.
    DataFile(std::string name, std::shared_ptr<const DataNode> root, const Units& units);

    [[nodiscard]] TableReader root() const;

    /// Throws InputError with all problems noted so far.
    void throw_if_any() const;

  private:
    std::shared_ptr<DataContent> content_;
};

/// A file that somebody names, a trial or a person: TOML, or JSON by its ending. Throws InputError
/// when it is missing or neither, EnvironmentError when it cannot be read.
[[nodiscard]] DataFile read_named_file(const std::filesystem::path& path, const Units& units);

}  // namespace vesikin::format
