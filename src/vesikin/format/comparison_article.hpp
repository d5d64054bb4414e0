// What the founding article says of the ways, beside what the calculation says to each statement.
#pragma once

#include <string>
#include <vector>

#include "vesikin/format/comparison_files.hpp"

namespace vesikin::format {

/// One statement, and what the calculation says to it.
struct ArticleAnswer {
    std::string about;       ///< what it is about: "price"
    std::string article;     ///< what the article says
    std::string calculated;  ///< what the calculation says
};

/// The article's statements of one way.
struct ArticleWay {
    std::size_t arm = 0;
    std::string label;
    std::string says;  ///< the article's description
    std::vector<ArticleAnswer> answers;
};

struct ArticleView {
    std::string heading;
    std::string note;                      ///< whose words these are
    std::vector<std::string> words;        ///< what an exosome, EASI, "of 100" and the dummy are
    std::vector<ArticleWay> ways;          ///< those that the article has, in its order
    std::vector<ArticleAnswer> drawbacks;  ///< the article's three
    std::vector<ArticleAnswer> advice;     ///< how it says to choose
};

/// `table` is that of the record.
[[nodiscard]] ArticleView comparison_article(const ComparisonRecord& record,
                                             const ComparisonTable& table);

}  // namespace vesikin::format
