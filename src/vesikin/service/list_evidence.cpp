#include "vesikin/service/list_evidence.hpp"

#include "vesikin/format/data/load_evidence.hpp"
#include "vesikin/format/data/load_vesicle.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

std::unique_ptr<EvidenceAnswer> list_evidence(const Installation& installation,
                                              const catalogue::EvidenceFilter& filter) {
    const format::UnitSystem units;
    const std::filesystem::path& data = installation.data_folder;
    auto answer = std::make_unique<EvidenceAnswer>();
    answer->sources = format::read_sources(format::TomlFile(data / "sources.toml", units));
    answer->base = format::load_evidence(data, answer->sources, units).base;
    answer->vesicles = format::load_vesicle(data, answer->sources, answer->base, units).catalogue;
    answer->selected = catalogue::select_evidence(answer->base, filter);
    answer->manifest = look_up_manifest("evidence", installation);
    return answer;
}

}  // namespace vesikin::service
