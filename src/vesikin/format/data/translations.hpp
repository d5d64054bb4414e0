// What is said in English by the program itself, errors and help, in another language: it must be
// said where no data are found, so the English is in the source and is the key here.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "vesikin/base/message.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// English texts, and what they are in one other language.
using Translations = std::map<std::string, std::string, std::less<>>;

/// `texts/<language>/<name>.toml`. Empty where the file is missing or is not as it should be: an
/// error must not hide the error that is to be said, which then is in English.
[[nodiscard]] Translations load_translations(const DataSource& data, std::string_view language,
                                             std::string_view name);

/// The translation, or the English where there is none.
[[nodiscard]] std::string translated(const Translations& translations, std::string_view english);

/// Messages said by the translations of their patterns.
[[nodiscard]] base::Wording wording_of(Translations messages);

}  // namespace vesikin::format
