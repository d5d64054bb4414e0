// Texts as people type them: letter width and case, and the many kinds of space, dash and dot, made
// one; and the known word that is nearest to one that is not known.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/base/message.hpp"

namespace vesikin::base {

/// Characters of a UTF-8 text; a byte that belongs to none becomes U+FFFD.
[[nodiscard]] std::u32string characters_of(std::string_view text);

[[nodiscard]] std::string utf8_of(std::u32string_view characters);

/// Small letters; full-width and half-width forms in the usual width; every space, dash, micro,
/// multiplication, comparison and decimal sign, superscript and squared unit by its plain form; no
/// space at either end, none twice.
[[nodiscard]] std::string plain_text(std::string_view text);

/// The known word that takes the fewest changed, added, lost or swapped characters; empty where
/// that is more than one in three. Of equally near ones the first.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> known);

/// The known word that is perhaps meant: the nearest one, or else the first that holds the word;
/// empty where there is none.
[[nodiscard]] std::string perhaps_meant(std::string_view word, std::span<const std::string> known);

/// "one of a, b, c", and which of them is perhaps meant; empty where none is.
[[nodiscard]] Message one_of(std::span<const std::string> known, std::string_view meant);

}  // namespace vesikin::base
