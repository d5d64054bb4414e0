// Files that give one `[[parameter]]` for each number of a table of fields.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

/// Name, unit inside and bounds of one number, whoever owns it.
struct NumberField {
    std::string_view name;
    std::string_view unit;
    double lower;
    double upper;
};

template <class Fields>
void append(std::vector<NumberField>& to, const Fields& fields) {
    for (const auto& field : fields) {
        to.push_back({field.name, field.unit, field.lower, field.upper});
    }
}

/// Bounds in the unit as written, let out by a hair for the rounding of the division.
inline Range as_written(const NumberField& field, double ratio) {
    constexpr double hair = 1e-12;
    return {field.lower / ratio * (1.0 - hair), field.upper / ratio * (1.0 + hair)};
}

/// Calls `read(table, index, ratio)` for each `[[parameter]]` and notes unknown, double and missing
/// names.
template <class Read>
void read_parameters(TableReader& root, const std::vector<NumberField>& fields, Read read) {
    std::vector<bool> seen(fields.size());
    for (TableReader& table : root.tables("parameter")) {
        const std::string name = table.text("name");
        const auto field = std::ranges::find(fields, name, &NumberField::name);
        if (field == fields.end()) {
            std::string known;
            for (const NumberField& each : fields) {
                known += fmt::format("{}{}", known.empty() ? "" : ", ", each.name);
            }
            table.problem("name", base::quoted(name), base::message("one of {}", known));
            continue;
        }
        const auto index = static_cast<std::size_t>(field - fields.begin());
        if (seen[index]) {
            table.problem("name", base::message("\"{}\" a second time", name),
                          base::message("a name used once"));
        }
        seen[index] = true;
        read(table, index, table.unit_ratio("unit", std::string(field->unit)));
        table.refuse_unknown_keys();
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!seen[i]) {
            root.problem("parameter", base::message("no \"{}\"", fields[i].name),
                         base::message("one table for each"));
        }
    }
}

}  // namespace vesikin::format
