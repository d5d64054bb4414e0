#include "vesikin/format/data/text_keys.hpp"

#include <algorithm>
#include <array>

#include "vesikin/base/error.hpp"
#include "vesikin/outcome/markers.hpp"

namespace vesikin::format {

namespace {

constexpr std::array comparison_keys = std::to_array<std::string_view>({"active_modelled",
                                                                        "active_no",
                                                                        "active_yes",
                                                                        "acts_local",
                                                                        "acts_whole",
                                                                        "axis_weeks",
                                                                        "bodies_female",
                                                                        "bodies_male",
                                                                        "care_line",
                                                                        "claim_b1",
                                                                        "claim_b2",
                                                                        "claim_b3",
                                                                        "claims_cell",
                                                                        "contains_beside",
                                                                        "contains_dummy",
                                                                        "contains_instead",
                                                                        "contains_kept",
                                                                        "contains_standard",
                                                                        "contains_untreated",
                                                                        "contains_untreated_stops",
                                                                        "contains_way",
                                                                        "contains_way_whole",
                                                                        "contents_heading",
                                                                        "cost_insured",
                                                                        "donation_cell",
                                                                        "donation_none",
                                                                        "drug_text",
                                                                        "dummy",
                                                                        "dummy_line",
                                                                        "evidence_assumed",
                                                                        "evidence_cell",
                                                                        "evidence_dummy",
                                                                        "evidence_trials",
                                                                        "explain_heading",
                                                                        "explain_rests",
                                                                        "explain_route",
                                                                        "figure_easi",
                                                                        "figure_easi_note",
                                                                        "figure_itch",
                                                                        "figure_knowledge",
                                                                        "figure_markers",
                                                                        "free",
                                                                        "glance_active",
                                                                        "glance_arm",
                                                                        "glance_cost",
                                                                        "glance_cost_cell",
                                                                        "glance_cost_unit",
                                                                        "glance_downtime",
                                                                        "glance_easi",
                                                                        "glance_failed",
                                                                        "glance_flare",
                                                                        "glance_no",
                                                                        "glance_note",
                                                                        "glance_pain",
                                                                        "glance_reference",
                                                                        "glance_shares",
                                                                        "glance_unknown",
                                                                        "glance_yes",
                                                                        "harm_line",
                                                                        "headline",
                                                                        "headline_all",
                                                                        "headline_comma",
                                                                        "headline_heavier",
                                                                        "headline_lighter",
                                                                        "headline_open",
                                                                        "headline_range",
                                                                        "headline_same",
                                                                        "headline_semicolon",
                                                                        "headline_some",
                                                                        "headline_standard",
                                                                        "intended_use",
                                                                        "knowledge_note",
                                                                        "limit_1",
                                                                        "limit_1_published",
                                                                        "limit_2",
                                                                        "limit_3",
                                                                        "limit_4",
                                                                        "limits_heading",
                                                                        "needle",
                                                                        "not_applicable",
                                                                        "people_line",
                                                                        "reaches_cell",
                                                                        "row_active",
                                                                        "row_acts_on",
                                                                        "row_any",
                                                                        "row_claims",
                                                                        "row_cost",
                                                                        "row_donation",
                                                                        "row_downtime",
                                                                        "row_easi",
                                                                        "row_easi75",
                                                                        "row_easi_left",
                                                                        "row_easi_person",
                                                                        "row_evidence",
                                                                        "row_harms",
                                                                        "row_itch",
                                                                        "row_noticeable",
                                                                        "row_pain",
                                                                        "row_reaches",
                                                                        "row_sessions",
                                                                        "row_unknown",
                                                                        "row_when",
                                                                        "row_worse",
                                                                        "sessions_cell",
                                                                        "state_active",
                                                                        "state_calm",
                                                                        "stopped",
                                                                        "title",
                                                                        "untreated",
                                                                        "when_none",
                                                                        "when_weeks"});

}  // namespace

std::vector<std::string> required_text_keys(std::string_view name) {
    VESIKIN_CHECK(name == "comparison", "texts are those of the comparison");
    std::vector<std::string> keys(comparison_keys.begin(), comparison_keys.end());
    for (const outcome::Marker& marker : outcome::all_markers()) {
        keys.push_back("marker_" + std::string(marker.name));
    }
    std::ranges::sort(keys);
    return keys;
}

}  // namespace vesikin::format
