// What a person sees in a terminal: tables, a progress bar, a small line chart.
#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/base/progress.hpp"
#include "vesikin/format/data/texts.hpp"

namespace vesikin::cli {

/// A table with a header row; columns of numbers are right-aligned, the others left-aligned. Widths
/// count columns of the terminal, and cells are printable whatever they hold.
[[nodiscard]] std::string text_table(const std::vector<std::string>& header,
                                     const std::vector<std::vector<std::string>>& rows);

/// Heads of a table: `head_<name>` of the words.
[[nodiscard]] std::vector<std::string> heads(const format::Texts& words,
                                             std::initializer_list<std::string_view> names);

/// Pairs of label and text in two columns of a screen of 100, wrapped. Japanese characters count
/// two columns; both texts are printable whatever they hold.
[[nodiscard]] std::string wrapped_pairs(const std::vector<std::vector<std::string>>& rows);

/// A paragraph in lines of a screen of 100.
[[nodiscard]] std::string wrapped_text(const std::string& text);

/// With one decimal; a dash where there is no number.
[[nodiscard]] std::string number_or_dash(const std::optional<double>& value);

/// The values as a line of block characters from the smallest to the largest; empty without values.
[[nodiscard]] std::string sparkline(std::span<const double> values, std::size_t width);

/// The language that the environment asks for (LC_ALL, LC_MESSAGES, LANG) where it is among
/// those; else English.
[[nodiscard]] std::string environment_language(const std::vector<std::string>& languages);

/// Shows progress on standard error: a bar with rate and time left on a terminal, a quiet line now
/// and then otherwise.
class ProgressBar {
  public:
    /// `what` is counted: `progress_<what>` of the words, which outlive the bar.
    ProgressBar(const format::Texts& words, std::string_view what);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();

    void show(const base::Progress& progress);

    /// Takes the bar off the screen.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    const format::Texts& words_;
    std::string what_;
    bool is_terminal_;
    bool has_drawn_ = false;
    Clock::time_point start_;
    Clock::time_point shown_;
    std::uint64_t first_done_ = 0;
    bool has_started_ = false;
};

/// Text on a terminal's standard error that makes room for what comes after it. Nothing is shown
/// where standard error is no terminal, or one too narrow or too low for the text.
class TextForNow {
  public:
    /// Whether anything can be shown at all, so that nobody computes what nobody sees.
    [[nodiscard]] static bool is_seen();

    TextForNow() = default;
    TextForNow(const TextForNow&) = delete;
    TextForNow& operator=(const TextForNow&) = delete;
    ~TextForNow();

    /// Whole lines, instead of those shown before.
    void show(const std::string& text);

    /// Takes the text off the screen; whatever was written below it must be gone.
    void clear();

  private:
    std::size_t lines_ = 0;
};

/// Ctrl-C, a polite kill and a terminal that closes set the flag; a second Ctrl-C ends the process
/// at once.
[[nodiscard]] const base::CancellationFlag& interruption();

}  // namespace vesikin::cli
