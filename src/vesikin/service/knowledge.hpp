// All that the data say. It is read once, when first asked for, and never changes: every use case
// takes it, and any number of them may share it, from any number of threads.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/analysis/trial_table.hpp"
#include "vesikin/base/once.hpp"
#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/mouse.hpp"
#include "vesikin/catalogue/route.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/format/data/data_source.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_comparison.hpp"
#include "vesikin/format/data/load_server.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/format/page_parts.hpp"
#include "vesikin/planner/plan.hpp"

namespace vesikin::service {

/// The version of this program.
[[nodiscard]] const char* version() noexcept;

/// Each part throws InputError with every problem of the first bad file.
class Knowledge {
  public:
    /// `page` is the file that reports are made from, read when a report is asked for.
    Knowledge(std::unique_ptr<format::DataSource> data, std::filesystem::path page);

    /// A model with its drugs, as calibrated. Throws InputError also for an unknown one.
    [[nodiscard]] const catalogue::Catalogue& catalogue(const std::string& model) const;

    /// The same from the starting values, whatever a calibration found.
    [[nodiscard]] const catalogue::Catalogue& uncalibrated(const std::string& model) const;

    [[nodiscard]] const std::vector<catalogue::Source>& sources() const;
    [[nodiscard]] const catalogue::EvidenceBase& evidence() const;
    [[nodiscard]] const catalogue::VesicleCatalogue& vesicles() const;
    [[nodiscard]] const catalogue::DeliveryCatalogue& delivery() const;
    [[nodiscard]] const catalogue::MouseCatalogue& mice() const;
    [[nodiscard]] const format::ComparisonSettings& comparison() const;
    [[nodiscard]] const planner::PlannerKnowledge& planner() const;
    [[nodiscard]] const format::ServerLimits& server_limits() const;
    [[nodiscard]] const analysis::TrialRules& trial_rules() const;

    /// Published trials, their endpoints named by the rules.
    [[nodiscard]] const analysis::TrialTable& trials() const;

    /// Texts of the files named, as `format::load_texts` has them.
    [[nodiscard]] format::Texts texts(std::string_view language,
                                      const std::vector<std::string_view>& names) const;

    /// What a page is made of, with these texts of its own.
    [[nodiscard]] format::PageParts page(const std::string& language,
                                         const std::vector<std::string_view>& texts) const;

    /// Reads all of it. Throws InputError for the first file that is not as it should be.
    void load_all() const;

    /// Every file, for results to say what they rest on.
    [[nodiscard]] const std::vector<format::InputFile>& files() const;

    /// Those whose path begins with one of these.
    [[nodiscard]] std::vector<format::InputFile> files_of(
        const std::vector<std::string_view>& beginnings) const;

    [[nodiscard]] const format::DataSource& data() const noexcept { return *data_; }

    /// Units of files that are not of the data: every one that is a unit.
    [[nodiscard]] const format::Units& units() const noexcept { return units_; }

  private:
    using Catalogues = std::map<std::string, catalogue::Catalogue, std::less<>>;

    const catalogue::Catalogue& loaded(const std::string& model, format::CalibrationUse calibration,
                                       Catalogues& known) const;

    std::unique_ptr<format::DataSource> data_;
    std::filesystem::path page_;
    format::UnitSystem units_;
    mutable std::mutex mutex_;
    mutable Catalogues calibrated_;
    mutable Catalogues uncalibrated_;
    base::Once<std::vector<catalogue::Source>> sources_;
    base::Once<catalogue::EvidenceBase> evidence_;
    base::Once<catalogue::VesicleCatalogue> vesicles_;
    base::Once<catalogue::DeliveryCatalogue> delivery_;
    base::Once<catalogue::MouseCatalogue> mice_;
    base::Once<format::ComparisonSettings> comparison_;
    base::Once<planner::PlannerKnowledge> planner_;
    base::Once<format::ServerLimits> server_limits_;
    base::Once<analysis::TrialRules> trial_rules_;
    base::Once<analysis::TrialTable> trials_;
    base::Once<std::vector<format::InputFile>> files_;
};

}  // namespace vesikin::service
