// What a data file says, wherever it was read from: values, and the lines they stand in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vesikin::format {

struct DataNode;

using DataList = std::vector<DataNode>;

/// Keys and their values, sorted by key.
class DataTable {
  public:
    /// Adds a value; keys come in any order, each once.
    void add(std::string key, DataNode value);

    /// The value of a key; null where there is none.
    [[nodiscard]] const DataNode* find(std::string_view key) const;

    [[nodiscard]] const std::vector<std::string>& keys() const noexcept { return keys_; }

    /// In the order of `keys`.
    [[nodiscard]] const std::vector<DataNode>& values() const noexcept { return values_; }

  private:
    std::vector<std::string> keys_;
    std::vector<DataNode> values_;
};

/// A kind of value that no data file needs, such as a date: its text.
struct OtherValue {
    std::string text;
};

/// One value.
struct DataNode {
    std::variant<bool, std::int64_t, double, std::string, DataList, DataTable, OtherValue> value;
    std::uint32_t line = 0;  ///< of its file, from 1; 0 where unknown

    [[nodiscard]] const DataTable* table() const { return std::get_if<DataTable>(&value); }

    [[nodiscard]] const DataList* list() const { return std::get_if<DataList>(&value); }

    /// Null where it is no text.
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value); }
};

/// The value as a data file would have it, for messages.
[[nodiscard]] std::string written(const DataNode& node);

}  // namespace vesikin::format
