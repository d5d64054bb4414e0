#include "vesikin/format/csv.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"
#include "vesikin/format/csv_text.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

struct Row {
    std::vector<std::string> cells;
    std::size_t line = 0;  ///< where it begins
};

/// What libcsv has read so far.
struct Rows {
    std::vector<Row> rows;
    Row current;
};

void on_cell(void* text, std::size_t size, void* data) {
    auto* rows = static_cast<Rows*>(data);
    rows->current.cells.emplace_back(text == nullptr ? "" : static_cast<const char*>(text), size);
}

void on_row(int /*terminator*/, void* data) {
    auto* rows = static_cast<Rows*>(data);
    rows->rows.push_back(std::move(rows->current));
    rows->current.cells.clear();
}

/// Cuts the text into rows, line by line, so that each row knows where it begins: quoted cells may
/// hold line ends, and blank lines are no rows.
std::vector<Row> parse(const CsvText& csv, const std::string& name) {
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        throw base::EnvironmentError(base::message("cannot read"), base::as_written(name),
                                     base::message("out of memory"));
    }
    csv_set_delim(&parser, static_cast<unsigned char>(csv.separator));
    Rows rows;
    bool is_read = true;
    bool is_between_rows = true;
    std::size_t line = csv.first_line;
    for (std::size_t begin = 0; begin < csv.text.size() && is_read; ++line) {
        std::size_t end = std::min(csv.text.find_first_of("\r\n", begin), csv.text.size());
        const bool is_blank = csv.text.find_first_not_of(" \t", begin) >= end;
        end += end < csv.text.size() ? line_end_at(csv.text, end) : 0;
        if (is_between_rows) {
            rows.current.line = line;
        }
        const std::size_t before = rows.rows.size();
        is_read = csv_parse(&parser, csv.text.data() + begin, end - begin, on_cell, on_row,
                            &rows) == end - begin;
        is_between_rows = rows.rows.size() > before || (is_between_rows && is_blank);
        begin = end;
    }
    is_read = is_read && csv_fini(&parser, on_cell, on_row, &rows) == 0;
    const std::string cause = csv_strerror(csv_error(&parser));
    csv_free(&parser);
    if (!is_read) {
        throw base::InputError(
            base::as_written(fmt::format("{}:{}", name, rows.current.line)),
            base::as_written(cause),
            base::message("complete CSV, quotes only around whole cells; is the file cut off?"));
    }
    return std::move(rows.rows);
}

/// Whether every cell from a place on is empty.
bool is_empty_from(const std::vector<std::string>& cells, std::size_t first) {
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(first, cells.size())),
                       cells.end(), [](const std::string& cell) { return cell.empty(); });
}

/// Spreadsheets write rows and columns that were used once as empty cells: rows of nothing, and
/// columns of nothing at the right end, are dropped.
void drop_empty_cells(std::vector<Row>& rows) {
    std::erase_if(
        rows, [](const Row& row) { return row.cells.size() > 1 && is_empty_from(row.cells, 0); });
    if (rows.empty()) {
        return;
    }
    std::vector<std::string>& header = rows.front().cells;
    while (header.size() > 1 && header.back().empty()) {
        header.pop_back();
    }
    for (Row& row : rows) {
        if (row.cells.size() > header.size() && is_empty_from(row.cells, header.size())) {
            row.cells.resize(header.size());
        }
    }
}

void require_columns_once(const CsvTable& table, std::size_t line) {
    std::set<std::string> seen;
    for (const std::string& title : table.header) {
        if (!title.empty() && !seen.insert(title).second) {
            throw base::InputError(base::as_written(fmt::format("{}:{}", table.name, line)),
                                   base::message("the column \"{}\" twice", title),
                                   base::message("each column once"));
        }
    }
}

/// Where a comma does not separate cells it may stand for the point of a number, in the whole file
/// or nowhere. In a file with tabs "1,234" may also be a thousand.
void read_decimal_commas(CsvTable& table, char separator) {
    if (separator == ',') {
        return;
    }
    std::optional<std::size_t> point_line;
    std::optional<std::size_t> comma_line;
    bool may_be_thousands = separator == '\t';
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (const std::string& cell : table.rows[row]) {
            if (is_decimal_point_number(cell)) {
                point_line = point_line.value_or(table.line[row]);
            } else if (is_decimal_comma_number(cell)) {
                comma_line = comma_line.value_or(table.line[row]);
                may_be_thousands = may_be_thousands && cell.size() - cell.find(',') == 4;
            }
        }
    }
    if (comma_line && (point_line || may_be_thousands)) {
        throw base::InputError(
            base::as_written(fmt::format("{}:{}", table.name, *comma_line)),
            base::message("a comma in a number"),
            point_line
                ? base::message("one way to write decimals; line {} has a point", *point_line)
                : base::message("decimal points, or numbers that cannot be read as thousands"));
    }
    if (point_line || (separator == '\t' && !comma_line)) {
        return;
    }
    for (std::vector<std::string>& cells : table.rows) {
        for (std::string& cell : cells) {
            cell = with_decimal_points(cell);
        }
    }
}

/// A spreadsheet takes a cell that begins like this for a formula, and runs it.
bool is_formula(const std::string& cell) {
    constexpr std::string_view beginnings[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                               "\n", "＝", "＋", "－", "＠"};
    const bool begins_so = std::ranges::any_of(
        beginnings, [&](std::string_view beginning) { return cell.starts_with(beginning); });
    const std::string_view unsigned_part = std::string_view(cell).substr(begins_so ? 1 : 0);
    return begins_so && cell != "-" && !base::decimal_number(unsigned_part).has_value();
}

}  // namespace

std::size_t CsvTable::column(std::string_view title) const {
    const auto found = std::ranges::find(header, title);
    if (found == header.end()) {
        throw base::InputError(base::as_written(fmt::format("{}:1", name)),
                               base::message("no column \"{}\"", title),
                               base::message("a header with that column"));
    }
    return static_cast<std::size_t>(found - header.begin());
}

double CsvTable::number(std::size_t row, std::size_t column, double lower, double upper) const {
    const std::string& cell = rows[row][column];
    const std::optional<double> value = base::decimal_number(cell);
    if (!value || *value < lower || *value > upper) {
        throw base::InputError(
            base::as_written(fmt::format("{}:{}: {}", name, line[row], header[column])),
            base::quoted(cell),
            std::isinf(upper) ? base::message("a finite number, {} or more", lower)
                              : base::message("a number from {} to {}", lower, upper));
    }
    return *value;
}

CsvTable read_csv(const std::filesystem::path& path) {
    return read_csv(read_text_file(path), path.string());
}

CsvTable read_csv(std::string bytes, const std::string& name) {
    CsvTable table;
    table.name = name;
    const CsvText csv = read_csv_text(std::move(bytes), table.name);
    std::vector<Row> rows = parse(csv, table.name);
    const std::size_t last_line = rows.empty() ? csv.first_line : rows.back().line;
    drop_empty_cells(rows);
    if (rows.empty()) {
        throw base::InputError(base::as_written(table.name), base::message("an empty file"),
                               base::message("a header and rows"));
    }
    table.header = std::move(rows.front().cells);
    require_columns_once(table, rows.front().line);
    for (std::size_t row = 1; row < rows.size(); ++row) {
        if (rows[row].cells.size() != table.header.size()) {
            throw base::InputError(
                base::as_written(fmt::format("{}:{}", table.name, rows[row].line)),
                base::message("{} cells", rows[row].cells.size()),
                row + 1 == rows.size()
                    ? base::message("{} cells, as in the header; is the file cut off?",
                                    table.header.size())
                    : base::message("{} cells, as in the header", table.header.size()));
        }
        table.rows.push_back(std::move(rows[row].cells));
        table.line.push_back(rows[row].line);
    }
    // A number that lost its last digits looks like a number. Only old Macs end lines by CR alone.
    const bool has_line_end = csv.text.back() == '\n' ||
                              (csv.text.back() == '\r' && csv.text.find('\n') == std::string::npos);
    if (!has_line_end) {
        throw base::InputError(
            base::as_written(fmt::format("{}:{}", table.name, last_line)),
            base::message("a last line without a line end"),
            base::message("a line end after the last row: is the file cut off? If it is whole, "
                          "add one"));
    }
    read_decimal_commas(table, csv.separator);
    return table;
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& given : cells) {
        if (!line.empty() || &given != &cells.front()) {
            line += ',';
        }
        const std::string cell = is_formula(given) ? "'" + given : given;
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
