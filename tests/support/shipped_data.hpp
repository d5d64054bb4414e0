// The data folder that the program ships.
#pragma once

#include "vesikin/format/data/data_source.hpp"

namespace vesikin::tests {

inline const format::FolderSource& shipped_data() {
    static const format::FolderSource data(VESIKIN_DATA_FOLDER);
    return data;
}

}  // namespace vesikin::tests
