// What the fuzz targets share: a file to load from, and a mutator that works on tokens, so that
// most inputs get past the first check of a parser.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_delivery.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/load_trial_table.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace vesikin::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// A file of this process, in memory where there is such a folder.
inline const std::filesystem::path& scratch_file() {
    static const std::filesystem::path path =
        std::filesystem::path(std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp") /
        ("vesikin-fuzz-" + std::to_string(::getpid()));
    return path;
}

inline const std::filesystem::path& scratch_file_with(std::string_view text) {
    std::ofstream(scratch_file(), std::ios::binary | std::ios::trunc)
        .write(text.data(), static_cast<std::streamsize>(text.size()));
    return scratch_file();
}

/// What the program ships, loaded once.
struct Shipped {
    format::UnitSystem units;
    format::FolderSource data{VESIKIN_DATA_FOLDER};
    catalogue::Catalogue catalogue = format::load_catalogue(data, "vesikin");
    analysis::TrialRules rules = format::load_trial_rules(data, catalogue.sources);
    std::vector<planner::Question> questions =
        format::load_questions(data, catalogue, format::load_delivery(data).body);
};

inline const Shipped& shipped() {
    static const Shipped shipped;
    return shipped;
}

/// Runs of letters, of digits, and single other characters.
inline std::vector<std::string> tokens_of(std::string_view text) {
    const auto kind = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return std::isalpha(byte) != 0 || c == '_' || byte >= 0x80 ? 1
               : std::isdigit(byte) != 0 || c == '.'               ? 2
                                                                   : 0;
    };
    std::vector<std::string> tokens;
    for (const char c : text) {
        if (!tokens.empty() && kind(c) != 0 && kind(tokens.back().back()) == kind(c)) {
            tokens.back() += c;
        } else {
            tokens.emplace_back(1, c);
        }
    }
    return tokens;
}

/// Changes one to four tokens: dropped, doubled, exchanged, taken from elsewhere in the text or
/// from `words`; one time in eight, bytes.
inline std::size_t mutate_tokens(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                 unsigned seed, const std::vector<std::string>& words) {
    std::minstd_rand random(seed);
    const auto below = [&](std::size_t count) {
        return random() % std::max<std::size_t>(1, count);
    };
    if (below(8) == 0) {
        return LLVMFuzzerMutate(data, size, max_size);
    }
    std::vector<std::string> tokens = tokens_of(text_of(data, size));
    for (std::size_t change = 1 + below(4); change > 0; --change) {
        const std::size_t at = below(tokens.size());
        const std::string other = !words.empty() && below(2) == 0 ? words[below(words.size())]
                                  : tokens.empty()                ? std::string("0")
                                                                  : tokens[below(tokens.size())];
        switch (tokens.empty() ? 1 : below(5)) {
            case 0:
                tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            case 1:
                tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), other);
                break;
            case 2:
                std::swap(tokens[at], tokens[below(tokens.size())]);
                break;
            default:
                tokens[at] = other;
                break;
        }
    }
    std::string text;
    for (const std::string& token : tokens) {
        text += token;
    }
    text.resize(std::min(text.size(), max_size));
    std::copy(text.begin(), text.end(), data);
    return text.size();
}

}  // namespace vesikin::fuzz

/// The mutator of a target, with words of its grammar.
#define VESIKIN_FUZZ_WORDS(...)                                                           \
    extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,  \
                                                   std::size_t max_size, unsigned seed) { \
        static const std::vector<std::string> words{__VA_ARGS__};                         \
        return vesikin::fuzz::mutate_tokens(data, size, max_size, seed, words);           \
    }
