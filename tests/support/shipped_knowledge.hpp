// All that the shipped data say.
#pragma once

#include <memory>

#include "support/model_fixture.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/knowledge.hpp"

namespace vesikin::tests {

/// With a page that is nothing but its data.
inline const service::Knowledge& shipped_knowledge() {
    static const TemporaryFolder folder;
    static const service::Knowledge knowledge = [] {
        const std::filesystem::path page = folder.path() / "page.html";
        format::write_text_file(page, "__VESIKIN_REPORT_DATA__");
        return service::Knowledge(std::make_unique<format::FolderSource>(VESIKIN_DATA_FOLDER),
                                  page);
    }();
    return knowledge;
}

}  // namespace vesikin::tests
