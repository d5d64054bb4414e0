#include "vesikin/format/data/page_text_keys.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "vesikin/analysis/validation.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/care/enrolment.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/delivery/skin.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/outcome/trial_endpoints.hpp"

namespace vesikin::format {

namespace {

// Keys by page, between blanks, sorted.
constexpr std::string_view page_keys = R"(
arm band comma computed_heading contents course_alt duration_hour duration_millisecond
duration_minute duration_second inputs_heading interval language language_switch licences
limitations_heading manifest_absolute_tolerance manifest_baseline_easi_mean
manifest_baseline_easi_standard_deviation manifest_baseline_method manifest_command
manifest_command_words manifest_complete manifest_instruction_set manifest_model
manifest_population manifest_program manifest_relative_tolerance manifest_resumed manifest_seed
manifest_solver manifest_started_utc manifest_threads manifest_trial manifest_version
manifest_wall_time_second manifest_work_rejected_steps manifest_work_rescued_solves
manifest_work_solves manifest_work_steps model purpose purpose_explained results_heading
results_none results_show run_heading semicolon sources_heading table value_at value_drawn
value_false value_long_run value_steady_state value_true week week_at with_unit
)";

constexpr std::string_view trial_page_keys = R"(
arms centre_mean centre_median column_lower_95 column_mean column_median column_n column_q05
column_q25 column_q75 column_q95 column_standard_deviation column_standard_error column_upper_95
course_none course_note fact_arms fact_patients fact_visits failed_heading failed_words
flow_caption flow_count flow_excluded flow_failed flow_group flow_included flow_requested
flow_simulated interval_explained key_centre key_interval key_middle_half key_most key_reference
kicker others_choice others_heading outcome over_time panel_alt patients responders_alt
responders_heading responders_over_time_alt responders_over_time_heading
responders_over_time_remark responders_remark responders_share results_region stopped_heading
stopped_words summary_caption summary_heading summary_region visits_none visits_range
)";

constexpr std::string_view patient_page_keys = R"(
change course_heading drugs_none fact_drugs fact_patient kicker patient_median results_caption
states_heading states_remark title
)";

constexpr std::string_view deliver_page_keys = R"(
compared_alt comparison_heading comparison_none comparison_remark depths_alt depths_caption
depths_hour depths_remark fact_people fact_people_text fact_ways kicker measure_below_dermis
measure_dermis_per_cm2 measure_open_area measure_open_half_life measure_plasma_peak
measure_reached_dermis measure_skin_per_cell measure_untreated_per_cm2 measure_whole_skin notice
place_blood place_broken_down place_cells place_corneum place_dermis place_epidermis place_film
place_lost place_lymph place_organs place_subcutis places_alt places_caption places_remark
plasma_alt plasma_caption practice_about practice_basis practice_fact practice_fact_text
practice_harm practice_heading practice_range practice_typical practice_unit section_alt
section_below section_caption section_channels section_depth section_film section_heading
section_hour section_layer section_layer_size section_needle section_pores section_remark
section_shade section_vessels session session_active_allowed session_active_refused title
variance_alt variance_caption variance_correlation variance_none variance_parameter
variance_share way
)";

constexpr std::string_view validate_page_keys = R"(
better fact_calibrated fact_calibrated_never fact_inside fact_inside_text fact_rows
fact_rows_text fact_size fact_size_text forest_alt forest_caption forest_value forests_heading
forests_none forests_remark inside key_inside key_outside key_recalled kicker left_out_heading
left_out_none left_out_reason left_out_remark not_better notice outside read_scores_heading
row_label row_name row_text score_against score_bias score_cell score_endpoint score_error
score_group score_inside score_rows scores_heading scores_none scores_remark stopped_heading
stopped_words table_interval table_known table_place table_published table_region table_row
table_row_text table_simulated title without_drug
)";

struct PageFile {
    std::string_view name;
    std::string_view keys;
};

constexpr std::array page_files{PageFile{page_texts, page_keys},
                                PageFile{trial_page_texts, trial_page_keys},
                                PageFile{patient_page_texts, patient_page_keys},
                                PageFile{deliver_page_texts, deliver_page_keys},
                                PageFile{validate_page_texts, validate_page_keys}};

std::vector<std::string> words_of(std::string_view text) {
    constexpr std::string_view blanks = " \n";
    std::vector<std::string> words;
    for (std::size_t begin = text.find_first_not_of(blanks); begin != std::string_view::npos;) {
        const std::size_t end = text.find_first_of(blanks, begin);
        words.emplace_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(blanks, end);
    }
    return words;
}

void add_keys(std::vector<std::string>& keys, std::string_view prefix,
              std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        keys.push_back(text_key(prefix, name));
    }
}

std::vector<std::string> outcome_keys() {
    std::vector<std::string> names{"concentration"};  // of the drug, in the course of a patient
    for (const outcome::Outcome& outcome : outcome::seen_outcomes()) {
        names.push_back(outcome.name);
    }
    for (const auto& field : disease::state_fields) {
        names.emplace_back(field.name);
    }
    std::vector<std::string> keys;
    for (const std::string& name : names) {
        keys.push_back(text_key("outcome_", name));
        keys.push_back(text_key("meaning_", name));
    }
    return keys;
}

std::vector<std::string> exclusion_keys() {
    std::vector<std::string> keys;
    add_keys(keys, "exclusion_",
             std::span(care::exclusion_names).subspan(1).first(care::exclusion_names.size() - 2));
    return keys;
}

std::vector<std::string> delivery_keys() {
    std::vector<std::string> keys;
    add_keys(keys, "layer_", delivery::layer_names);
    add_keys(keys, "skin_", delivery::skin_condition_names);
    add_keys(keys, "evidence_", catalogue::evidence_names);
    add_keys(keys, "mark_", catalogue::mark_names);
    return keys;
}

std::vector<std::string> validation_keys() {
    std::vector<std::string> keys;
    for (const outcome::TrialEndpoint& endpoint : outcome::trial_endpoints()) {
        keys.push_back(text_key("endpoint_", endpoint.name));
    }
    add_keys(keys, "grade_", analysis::grade_names);
    add_keys(keys, "reference_", analysis::reference_names);
    return keys;
}

}  // namespace

std::string text_key(std::string_view prefix, std::string_view name) {
    std::string key(prefix);
    bool is_gap = false;
    for (const char c : name) {
        const bool is_of_name =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (is_of_name && is_gap) {
            key += '_';
        }
        is_gap = !is_of_name;
        if (is_of_name) {
            key += c;
        }
    }
    return key;
}

std::vector<std::string> page_text_keys(std::string_view name) {
    const auto file = std::ranges::find(page_files, name, &PageFile::name);
    VESIKIN_CHECK(file != page_files.end(),
                  "texts are those of the comparison, a command or a page");
    return words_of(file->keys);
}

std::vector<std::string> translation_keys(std::string_view name) {
    if (name == page_texts) {
        return outcome_keys();
    }
    if (name == trial_page_texts) {
        return exclusion_keys();
    }
    if (name == deliver_page_texts) {
        return delivery_keys();
    }
    if (name == validate_page_texts) {
        return validation_keys();
    }
    return {};
}

bool is_translation(std::string_view name, std::string_view key) {
    // Names that only the data and the answer know: units, facts of practice, how a published
    // figure is known, grades taken together.
    const bool is_free =
        (name == page_texts && key.starts_with("unit_")) ||
        (name == deliver_page_texts && key.starts_with("fact_of_practice_")) ||
        (name == validate_page_texts && (key.starts_with("status_") || key.starts_with("grade_")));
    return is_free || std::ranges::count(translation_keys(name), key) > 0;
}

}  // namespace vesikin::format
