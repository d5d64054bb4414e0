#include "vesikin/service/knowledge.hpp"

#include <algorithm>
#include <utility>

#include "vesikin/analysis/arm_reading.hpp"
#include "vesikin/format/data/load_delivery.hpp"
#include "vesikin/format/data/load_evidence.hpp"
#include "vesikin/format/data/load_mouse.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/format/data/load_vesicle.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/text_keys.hpp"

namespace vesikin::service {

const char* version() noexcept {
    return VESIKIN_VERSION;
}

Knowledge::Knowledge(std::unique_ptr<format::DataSource> data, std::filesystem::path page)
    : data_(std::move(data)), page_(std::move(page)) {}

const catalogue::Catalogue& Knowledge::loaded(const std::string& model,
                                              format::CalibrationUse calibration,
                                              Catalogues& known) const {
    const std::scoped_lock lock(mutex_);
    const auto found = known.find(model);
    return found != known.end()
               ? found->second
               : known.emplace(model, format::load_catalogue(*data_, model, calibration))
                     .first->second;
}

const catalogue::Catalogue& Knowledge::catalogue(const std::string& model) const {
    return loaded(model, format::CalibrationUse::applied, calibrated_);
}

const catalogue::Catalogue& Knowledge::uncalibrated(const std::string& model) const {
    return loaded(model, format::CalibrationUse::ignored, uncalibrated_);
}

const std::vector<catalogue::Source>& Knowledge::sources() const {
    return sources_.get([&] { return format::read_sources(data_->open("sources.toml")); });
}

const catalogue::EvidenceBase& Knowledge::evidence() const {
    return evidence_.get([&] { return format::load_evidence(*data_, sources()); });
}

const catalogue::VesicleCatalogue& Knowledge::vesicles() const {
    return vesicles_.get([&] { return format::load_vesicle(*data_, sources(), evidence()); });
}

const catalogue::DeliveryCatalogue& Knowledge::delivery() const {
    return delivery_.get([&] { return format::load_delivery(*data_); });
}

const catalogue::MouseCatalogue& Knowledge::mice() const {
    return mice_.get([&] { return format::load_mouse(*data_, sources(), evidence()); });
}

const format::ComparisonSettings& Knowledge::comparison() const {
    return comparison_.get(
        [&] { return format::load_comparison_settings(*data_, catalogue(format::default_model)); });
}

const planner::PlannerKnowledge& Knowledge::planner() const {
    return planner_.get([&] {
        return format::load_planner(*data_, catalogue(format::default_model), delivery().body);
    });
}

const format::ServerLimits& Knowledge::server_limits() const {
    return server_limits_.get([&] { return format::load_server_limits(*data_); });
}

const analysis::TrialRules& Knowledge::trial_rules() const {
    return trial_rules_.get([&] { return format::load_trial_rules(*data_, sources()); });
}

const analysis::TrialTable& Knowledge::trials() const {
    return trials_.get([&] {
        analysis::TrialTable table = format::read_trial_table(
            data_->text(format::published_trials), data_->shown_name(format::published_trials));
        analysis::name_endpoints(table, trial_rules());
        return table;
    });
}

format::Texts Knowledge::texts(std::string_view language,
                               const std::vector<std::string_view>& names) const {
    return format::load_texts(*data_, language, names);
}

format::PageParts Knowledge::page(const std::string& language,
                                  const std::vector<std::string_view>& texts) const {
    return format::load_page_parts(page_, *data_, language, texts);
}

void Knowledge::load_all() const {
    for (const std::string& model : format::model_names(*data_)) {
        static_cast<void>(catalogue(model));
    }
    static_cast<void>(vesicles());
    static_cast<void>(delivery());
    static_cast<void>(mice());
    static_cast<void>(comparison());
    static_cast<void>(planner());
    static_cast<void>(server_limits());
    static_cast<void>(trials());
    static_cast<void>(format::load_all_texts(*data_, format::text_files()));
    static_cast<void>(files());
}

const std::vector<format::InputFile>& Knowledge::files() const {
    return files_.get([&] { return data_->files(); });
}

std::vector<format::InputFile> Knowledge::files_of(
    const std::vector<std::string_view>& beginnings) const {
    std::vector<format::InputFile> chosen = files();
    std::erase_if(chosen, [&](const format::InputFile& file) {
        return std::ranges::none_of(
            beginnings, [&](std::string_view begin) { return file.path.starts_with(begin); });
    });
    return chosen;
}

}  // namespace vesikin::service
