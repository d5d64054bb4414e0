#include "vesikin/format/work_log.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

/// Of a line, in hexadecimal digits: a damaged one passes once in 10^19 times.
constexpr std::size_t digest_size = 16;

/// How much a machine that fails may lose; a killed process loses nothing that was written.
constexpr std::chrono::seconds sync_interval{5};

std::string_view next_word(std::string_view& text) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

template <class Number>
std::optional<Number> next_number(std::string_view& text) {
    const std::string_view word = next_word(text);
    Number value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size() ? std::optional(value)
                                                                    : std::nullopt;
}

std::optional<std::vector<double>> next_list(std::string_view& text) {
    const auto size = next_number<std::size_t>(text);
    if (!size || *size > text.size()) {
        return std::nullopt;
    }
    std::vector<double> list;
    for (std::size_t i = 0; i < *size; ++i) {
        const auto value = next_number<double>(text);
        if (!value) {
            return std::nullopt;
        }
        list.push_back(*value);
    }
    return list;
}

void add_list(const std::vector<double>& list, std::string& line) {
    line += fmt::format(" {}", list.size());
    for (const double value : list) {
        line += fmt::format(" {}", value);  // the shortest digits that read back exactly
    }
}

}  // namespace

std::string work_line(const study::WorkKey& key, const std::vector<double>& result) {
    std::string line = key.kind;
    add_list(key.of, line);
    add_list(result, line);
    return line + " " + sha256(line).substr(0, digest_size) + "\n";
}

bool read_work_line(std::string_view line, study::FinishedWork& work) {
    if (line.size() <= digest_size + 1) {
        return false;
    }
    std::string_view text = line.substr(0, line.size() - digest_size - 1);
    if (line[text.size()] != ' ' ||
        line.substr(text.size() + 1) != std::string_view(sha256(text)).substr(0, digest_size)) {
        return false;
    }
    const std::string kind(next_word(text));
    auto of = next_list(text);
    if (!of) {
        return false;
    }
    auto result = next_list(text);
    if (!result) {
        return false;
    }
    work.add({kind, *std::move(of)}, *std::move(result));
    return true;
}

WorkLog::WorkLog(ResultSet& results, const std::string& name, const std::string& identity,
                 LogStart start, study::FinishedWork& work)
    : work_(work) {
    if (start == LogStart::resumed) {
        const std::string text = results.kept(name);
        std::string_view rest = text;
        const auto take_line = [&] {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            return line;
        };
        if (take_line() != identity) {
            throw base::InputError(
                base::as_written(results.shown_name(name)),
                base::message("the work of another run"),
                base::message("that of a run with the same question, data and program"));
        }
        while (!rest.empty()) {
            // What is lost is computed again.
            static_cast<void>(read_work_line(take_line(), work_));
        }
        taken_over_ = work_.known().size();
    }
    // Written whole and renamed, so that a kill leaves the old log or this one, and no line that
    // was cut off is followed by another.
    std::string text = identity + "\n";
    for (const auto& [key, result] : work_.known()) {
        text += work_line(key, result);
    }
    results.keep(name, text);
    text_ = results.grow(name, text.size());
    work_.on_new([this](const study::WorkKey& key, const std::vector<double>& result) {
        text_->write(work_line(key, result));
        if (Clock::now() - synced_ > sync_interval) {
            text_->sync();
            synced_ = Clock::now();
        }
    });
}

WorkLog::~WorkLog() {
    work_.on_new({});
}

}  // namespace vesikin::format
