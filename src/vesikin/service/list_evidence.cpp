#include "vesikin/service/list_evidence.hpp"

#include <algorithm>

#include "vesikin/format/data/load_evidence.hpp"
#include "vesikin/format/data/load_vesicle.hpp"
#include "vesikin/format/data/provenance_reader.hpp"

namespace vesikin::service {

std::vector<std::string> EvidenceAnswer::used_by(const std::string& record) const {
    std::vector<std::string> names;
    for (const catalogue::VesicleUnknown& unknown : vesicles.unknowns) {
        if (std::ranges::find(unknown.records, record) != unknown.records.end()) {
            names.push_back(unknown.name);
        }
    }
    return names;
}

const catalogue::Source* EvidenceAnswer::source(const std::string& key) const {
    const auto found = std::ranges::find(sources, key, &catalogue::Source::key);
    return found == sources.end() ? nullptr : &*found;
}

std::unique_ptr<EvidenceAnswer> list_evidence(const Installation& installation,
                                              const catalogue::EvidenceFilter& filter) {
    const format::UnitSystem units;
    const std::filesystem::path& data = installation.data_folder;
    auto answer = std::make_unique<EvidenceAnswer>();
    answer->sources = format::read_sources(format::TomlFile(data / "sources.toml", units));
    answer->base = format::load_evidence(data, answer->sources, units).base;
    answer->vesicles = format::load_vesicle(data, answer->sources, answer->base, units).catalogue;
    answer->selected = catalogue::select_evidence(answer->base, filter);
    return answer;
}

}  // namespace vesikin::service
