#include "vesikin/format/page_parts.hpp"

#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

PageParts load_page_parts(const std::filesystem::path& page, const DataSource& data,
                          const std::string& language, std::vector<std::string_view> texts) {
    require_language(data, language);
    texts.insert(texts.end(), {page_texts, name_texts});
    return {.page = read_text_file(page),
            .language = language,
            .languages = load_all_texts(data, texts)};
}

}  // namespace vesikin::format
