#include "vesikin/format/csv.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

struct Rows {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> current;
};

void on_cell(void* text, std::size_t size, void* data) {
    auto* rows = static_cast<Rows*>(data);
    rows->current.emplace_back(text == nullptr ? "" : static_cast<const char*>(text), size);
}

void on_row(int /*terminator*/, void* data) {
    auto* rows = static_cast<Rows*>(data);
    rows->rows.push_back(std::move(rows->current));
    rows->current.clear();
}

Rows parse(const std::string& text, const std::string& name) {
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        throw base::EnvironmentError("cannot read", name, "out of memory");
    }
    Rows rows;
    const bool is_read =
        csv_parse(&parser, text.data(), text.size(), on_cell, on_row, &rows) == text.size() &&
        csv_fini(&parser, on_cell, on_row, &rows) == 0;
    const std::string cause = csv_strerror(csv_error(&parser));
    csv_free(&parser);
    if (!is_read) {
        throw base::InputError(fmt::format("{}: after row {}", name, rows.rows.size()), cause,
                               "complete CSV; is the file cut off?");
    }
    return rows;
}

}  // namespace

std::size_t CsvTable::column(std::string_view title) const {
    const auto found = std::ranges::find(header, title);
    if (found == header.end()) {
        throw base::InputError(fmt::format("{}:1", name), fmt::format("no column \"{}\"", title),
                               "a header with that column");
    }
    return static_cast<std::size_t>(found - header.begin());
}

double CsvTable::number(std::size_t row, std::size_t column, double lower, double upper) const {
    const std::string& cell = rows[row][column];
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool is_number = error == std::errc{} && end == cell.data() + cell.size();
    if (!is_number || !std::isfinite(value) || value < lower || value > upper) {
        throw base::InputError(
            fmt::format("{}:{}: {}", name, line[row], header[column]), fmt::format("\"{}\"", cell),
            std::isinf(upper) ? fmt::format("a finite number, {} or more", lower)
                              : fmt::format("a number from {} to {}", lower, upper));
    }
    return value;
}

CsvTable read_csv(const std::filesystem::path& path) {
    std::string text = read_text_file(path);
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) {
        text.erase(0, byte_order_mark.size());  // spreadsheets write one
    }
    CsvTable table;
    table.name = path.string();
    Rows rows = parse(text, table.name);
    if (rows.rows.empty()) {
        throw base::InputError(table.name, "an empty file", "a header and rows");
    }
    table.header = std::move(rows.rows.front());
    for (std::size_t row = 1; row < rows.rows.size(); ++row) {
        if (rows.rows[row].size() != table.header.size()) {
            throw base::InputError(
                fmt::format("{}:{}", table.name, row + 1),
                fmt::format("{} cells", rows.rows[row].size()),
                fmt::format("{} cells, as in the header{}", table.header.size(),
                            row + 1 == rows.rows.size() ? "; is the file cut off?" : ""));
        }
        table.rows.push_back(std::move(rows.rows[row]));
        table.line.push_back(row + 1);
    }
    if (text.back() != '\n') {
        throw base::InputError(fmt::format("{}:{}", table.name, rows.rows.size()),
                               "a last line without an end",
                               "complete lines; is the file cut off?");
    }
    return table;
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) {
        if (!line.empty() || &cell != &cells.front()) {
            line += ',';
        }
        // A reader may strip blanks around a cell without quotes (libcsv does).
        const bool has_outer_blank = !cell.empty() && (cell.find_first_of(" \t") == 0 ||
                                                       cell.find_last_of(" \t") == cell.size() - 1);
        if (!has_outer_blank && cell.find_first_of(",\"\r\n") == std::string::npos) {
            line += cell;
            continue;
        }
        std::string quoted(csv_write(nullptr, 0, cell.data(), cell.size()), '\0');
        csv_write(quoted.data(), quoted.size(), cell.data(), cell.size());
        line += quoted;
    }
    line += '\n';
    return line;
}

}  // namespace vesikin::format
