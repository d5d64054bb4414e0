#include "vesikin/cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/output.hpp"

namespace vesikin::cli {

namespace {

constexpr std::size_t screen_columns = 100;

/// Lines of at most `width` columns, broken at spaces, after any wide character, or within a word
/// that is longer than a line.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
    std::vector<std::string> lines{""};
    std::size_t used = 0;
    std::string word;
    std::size_t word_width = 0;
    const auto put_word = [&] {
        if (used + word_width > width && used > 0) {
            lines.emplace_back();
            used = 0;
            word.erase(0, word.find_first_not_of(' '));
        }
        lines.back() += word;
        used += base::shown_width(word);
        word.clear();
        word_width = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        const base::Character character = base::character_at(text, at).value_or(base::Character{});
        const std::size_t columns = base::column_width(character.code);
        if (text[at] == ' ' || word_width + columns > width) {
            put_word();
        }
        word += text.substr(at, character.bytes);
        word_width += columns;
        if (columns == 2) {
            put_word();
        }
        at += character.bytes;
    }
    put_word();
    return lines;
}

/// Whether every cell of the column starts like a number.
bool holds_numbers(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
    return std::ranges::all_of(rows, [&](const auto& row) {
        return column >= row.size() || row[column].empty() ||
               std::string_view("+-.0123456789").find(row[column].front()) !=
                   std::string_view::npos;
    });
}

std::string duration(double seconds, const format::Texts& words) {
    if (!std::isfinite(seconds)) {
        return "?";
    }
    const auto whole = static_cast<long>(std::lround(seconds));
    return whole < 60
               ? words.fill("progress_seconds", {{"seconds", fmt::format("{}", whole)}})
               : words.fill("progress_minutes", {{"minutes", fmt::format("{}", whole / 60)},
                                                 {"seconds", fmt::format("{:02}", whole % 60)}});
}

// A signal handler can reach nothing but static storage.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): the handler writes it
base::CancellationFlag interrupted_flag{false};

extern "C" void on_interrupt(int /*signal*/) {
    interrupted_flag.store(true, std::memory_order_relaxed);
}

}  // namespace

std::string wrapped_text(const std::string& text) {
    std::string lines;
    for (const std::string& line : wrapped(base::printable_paragraph(text), screen_columns)) {
        lines += line + "\n";
    }
    return lines;
}

std::vector<std::string> heads(const format::Texts& words,
                               std::initializer_list<std::string_view> names) {
    std::vector<std::string> header;
    for (const std::string_view name : names) {
        header.push_back(words(fmt::format("head_{}", name)));
    }
    return header;
}

std::string wrapped_pairs(const std::vector<std::vector<std::string>>& rows) {
    constexpr std::size_t widest_label = 40;
    std::string text;
    for (const auto& row : rows) {
        const std::vector<std::string> label = wrapped(base::printable(row[0]), widest_label);
        const std::vector<std::string> value =
            wrapped(base::printable_paragraph(row[1]), screen_columns - widest_label - 4);
        for (std::size_t line = 0; line < std::max(label.size(), value.size()); ++line) {
            const std::string left = line < label.size() ? label[line] : "";
            text += fmt::format("  {}{}  {}\n", left,
                                std::string(widest_label - base::shown_width(left), ' '),
                                line < value.size() ? value[line] : "");
        }
    }
    return text;
}

std::string text_table(const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& rows) {
    constexpr std::size_t widest_cell = 240;  // what a parameter means is a sentence
    const auto shown = [](std::vector<std::string> cells) {
        for (std::string& cell : cells) {
            cell = base::printable(cell, widest_cell);
        }
        return cells;
    };
    std::vector<std::vector<std::string>> lines{shown(header)};
    std::vector<std::size_t> width(header.size());
    for (const auto& row : rows) {
        lines.push_back(shown(row));
    }
    for (const auto& line : lines) {
        for (std::size_t column = 0; column < line.size(); ++column) {
            width[column] = std::max(width[column], base::shown_width(line[column]));
        }
    }
    std::string text;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        std::string line;
        for (std::size_t column = 0; column < lines[row].size(); ++column) {
            const std::string& cell = lines[row][column];
            const std::string padding(width[column] - base::shown_width(cell), ' ');
            line += column == 0 ? "" : "  ";
            line += holds_numbers(rows, column) ? padding + cell : cell + padding;
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
        if (row == 0) {
            std::size_t total = 2 * (width.size() - 1);
            for (const std::size_t columns : width) {
                total += columns;
            }
            text += std::string(total, '-') + "\n";
        }
    }
    return text;
}

std::string number_or_dash(const std::optional<double>& value) {
    return value ? fmt::format("{:.1f}", *value) : "–";
}

std::string sparkline(std::span<const double> values, std::size_t width) {
    static constexpr std::array<const char*, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (values.empty()) {
        return {};
    }
    const auto [smallest, largest] = std::ranges::minmax(values);
    std::string line;
    for (std::size_t i = 0; i < width; ++i) {
        const double value = values[i * (values.size() - 1) / std::max<std::size_t>(1, width - 1)];
        const double share = largest > smallest ? (value - smallest) / (largest - smallest) : 0.0;
        line += blocks[static_cast<std::size_t>(std::lround(share * 7.0))];
    }
    return line;
}

std::string environment_language(const std::vector<std::string>& languages) {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') {
            continue;
        }
        // The first that says anything decides.
        const std::string_view asked(value);
        std::string language(asked.substr(0, asked.find_first_of("_.@")));
        if (std::ranges::find(languages, language) != languages.end()) {
            return language;
        }
        break;
    }
    return "en";
}

ProgressBar::ProgressBar(const format::Texts& words, std::string_view what)
    : words_(words),
      what_(words(fmt::format("progress_{}", what))),
      is_terminal_(::isatty(STDERR_FILENO) == 1),
      start_(Clock::now()),
      shown_(start_) {}

ProgressBar::~ProgressBar() {
    clear();
}

void ProgressBar::clear() {
    if (is_terminal_ && std::exchange(has_drawn_, false)) {
        write_error("\r\033[K");
    }
}

void ProgressBar::show(const base::Progress& progress) {
    constexpr std::chrono::milliseconds redraw{100};
    constexpr std::chrono::seconds quiet_line{10};
    constexpr std::chrono::seconds first_line{2};
    if (!has_started_) {
        has_started_ = true;
        first_done_ = progress.done;  // a resumed run starts further on
    }
    const auto now = Clock::now();
    const Clock::duration pause = is_terminal_ ? Clock::duration(redraw)
                                  : has_drawn_ ? Clock::duration(quiet_line)
                                               : Clock::duration(first_line);
    if (now - shown_ < pause) {
        return;
    }
    shown_ = now;
    has_drawn_ = true;
    const double elapsed_second = std::chrono::duration<double>(now - start_).count();
    const double rate = static_cast<double>(progress.done - first_done_) / elapsed_second;
    const double left_second = static_cast<double>(progress.total - progress.done) / rate;
    const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    const std::string numbers =
        words_.fill("progress", {{"done", fmt::format("{}", progress.done)},
                                 {"all", fmt::format("{}", progress.total)},
                                 {"what", what_},
                                 {"percent", fmt::format("{:.0f}", 100.0 * share)},
                                 {"rate", fmt::format("{:.0f}", rate)},
                                 {"left", duration(left_second, words_)}});
    if (!is_terminal_) {
        print_error("{}\n", numbers);
        return;
    }
    constexpr std::size_t bar_width = 24;
    const auto full = static_cast<std::size_t>(share * bar_width);
    std::string bar;
    for (std::size_t i = 0; i < bar_width; ++i) {
        bar += i < full ? "█" : "░";
    }
    print_error("\r\033[K{} {}", bar, numbers);
}

TextForNow::~TextForNow() {
    clear();
}

bool TextForNow::is_seen() {
    return ::isatty(STDERR_FILENO) == 1;
}

void TextForNow::show(const std::string& text) {
    clear();
    winsize screen{};
    if (!is_seen() || ::ioctl(STDERR_FILENO, TIOCGWINSZ, &screen) != 0) {
        return;
    }
    std::size_t lines = 0;
    std::size_t widest = 0;
    for (std::size_t begin = 0; begin < text.size(); ++lines) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        widest = std::max(widest, base::shown_width(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    if (widest <= screen.ws_col && lines < screen.ws_row) {
        write_error(text);
        lines_ = lines;
    }
}

void TextForNow::clear() {
    if (const std::size_t lines = std::exchange(lines_, 0); lines > 0) {
        print_error("\033[{}F\033[J", lines);
    }
}

const base::CancellationFlag& interruption() {
    struct sigaction action {};

    action.sa_handler = on_interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGHUP, &action, nullptr);
    return interrupted_flag;
}

}  // namespace vesikin::cli
