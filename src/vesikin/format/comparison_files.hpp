// The comparison of ways as a person, a spreadsheet or a program reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/format/page_parts.hpp"
#include "vesikin/study/comparison.hpp"

namespace vesikin::format {

/// Everything that the writers need. References outlive the call.
struct ComparisonRecord {
    const study::ComparisonDesign& design;
    const study::ComparisonAnswer& answer;
    const catalogue::DeliveryCatalogue& delivery;
    const catalogue::VesicleCatalogue& vesicles;
    const catalogue::EvidenceBase& evidence;
    const Texts& texts;
    const Manifest& manifest;
    bool is_calm = false;
    std::optional<std::string> care_drug{};  ///< given beside the sessions, as is usual
};

/// One cell, and where its numbers come from.
struct ComparisonCell {
    std::string text;
    std::vector<std::string> explanation;
};

struct ComparisonRow {
    std::string name;
    std::string label;
    std::vector<ComparisonCell> cells;  ///< one per arm
};

/// The article's comparison, computed: a row per question, a column per arm.
struct ComparisonTable {
    std::vector<std::string> columns;
    std::vector<ComparisonRow> rows;
};

[[nodiscard]] ComparisonTable comparison_table(const ComparisonRecord& record);

/// What an arm is called in the language of the texts.
[[nodiscard]] std::string arm_label(const ComparisonRecord& record, std::size_t arm);

/// The drug of standard care, and its regimen, in the language of the texts.
[[nodiscard]] std::string drug_text(const ComparisonRecord& record, const std::string& drug,
                                    const std::string& regimen);

/// Of 100 worlds: lighter, the same, heavier, each so many characters wide.
[[nodiscard]] std::string shares_text(const study::WorldShares& shares, int width = 0);

/// The week in which all arms are read side by side.
[[nodiscard]] std::string week_text(const ComparisonRecord& record);

/// How a person reads the name of an uncertain number; the name itself where no text has it.
[[nodiscard]] std::string number_name(const std::string& name, const Texts& texts);

/// What the study was: people, worlds, weeks.
[[nodiscard]] std::string people_line(const ComparisonRecord& record);

/// What to know before believing any of it, as the model that was used has to say it.
[[nodiscard]] std::vector<std::string> limits_of(const ComparisonRecord& record);

/// Tidy: arm, day, quantity, unit, and the median, 5 % and 95 % of worlds, absolute and over dummy.
[[nodiscard]] std::string comparison_csv(const ComparisonRecord& record);

/// The answer, as docs/api/compare.answer.schema.json has it.
[[nodiscard]] std::string comparison_json(const ComparisonRecord& record);

/// One self-contained page with the results put in, in every language of its parts.
[[nodiscard]] std::string comparison_page(const ComparisonRecord& record, const PageParts& parts);

}  // namespace vesikin::format
