#include "vesikin/format/data/text_keys.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <sstream>

#include "vesikin/analysis/validation.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/care/enrolment.hpp"
#include "vesikin/delivery/skin.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/outcome/markers.hpp"
#include "vesikin/outcome/trial_endpoints.hpp"

namespace vesikin::format {

namespace {

struct FileKeys {
    std::string_view file;
    std::string_view keys;  ///< between blanks
};

constexpr std::array file_keys{
    FileKeys{app_texts, ""},  // the page knows which
    FileKeys{"comparison", R"(
active_modelled active_no active_yes acts_local acts_whole article_active_answer article_also
article_budget article_budget_answer article_budget_says article_claim_answer article_ease
article_ease_answer article_face article_face_says article_heading article_local
article_not_modelled article_note article_shares article_slow_answer article_standard
article_whole article_whole_says axis_weeks bodies_female bodies_male care_line claim_b1
claim_b2 claim_b3 claims_cell contains_beside contains_dummy contains_instead contains_kept
contains_standard contains_untreated contains_untreated_stops contains_way contains_way_whole
contents_heading cost_cell cost_cell_whole cost_insured difference_heavier difference_lighter
difference_none donation_cell donation_none drug_text dummy dummy_line evidence_assumed
evidence_cell evidence_dummy evidence_trials explain_heading explain_none explain_rests
explain_route figure_easi figure_easi_note figure_itch figure_knowledge figure_markers
first_look glance_active glance_arm glance_chance glance_cost glance_cost_cell
glance_cost_session glance_cost_unit glance_downtime glance_easi glance_failed glance_flare
glance_no glance_note glance_pain glance_reference glance_shares glance_unknown glance_yes
harm_guessed harm_line harm_on_eczema harm_reported headline headline_all headline_comma
headline_heavier headline_lighter headline_open headline_range headline_same headline_semicolon
headline_some headline_standard intended_use knowledge_note limit_1 limit_1_published limit_2
limit_3 limit_4 limits_heading needle not_applicable page_alt_cost page_alt_course
page_alt_difference page_alt_dots page_alt_insured page_alt_knowledge page_alt_ladder
page_alt_marker page_alt_people page_alt_tornado page_article_advice page_article_calculated
page_article_drawbacks page_article_says page_axis_money page_band page_cost_list_price
page_cost_note page_cost_session page_cost_so_far page_cost_total page_details_heading
page_difference page_difference_note page_dots_note page_dots_share page_figure_cost
page_figure_dots page_figure_ladder page_figure_people page_figure_tornado page_head_active
page_head_arm page_head_cost page_head_downtime page_head_easi page_head_flare page_head_pain
page_head_shares page_knowledge_number page_knowledge_width page_ladder_nobody page_ladder_note
page_ladder_rung page_ladder_studies page_legend_heavier page_legend_lighter page_legend_same
page_note_active page_note_cost page_note_downtime page_note_dummy page_note_flare
page_note_heavier page_note_lighter page_note_pain page_note_shares page_people_maybe
page_people_not page_people_note page_people_reached page_percent page_question
page_rung_animals page_rung_assumption page_rung_cells page_rung_other_people
page_rung_people_with_ad page_rung_trials_in_ad page_show page_table_difference
page_tornado_dummy page_tornado_high page_tornado_low page_tornado_mean page_tornado_note
page_tornado_range people_line reaches_cell row_active row_acts_on row_claims row_cost
row_donation row_downtime row_easi row_easi75 row_easi_end row_easi_left row_easi_person
row_evidence row_harms row_itch row_noticeable row_pain row_reaches row_sessions row_shares
row_shares_end row_unknown row_when sessions_cell state_active state_calm stopped title
untreated when_none when_weeks word_dummy word_easi word_exosome word_of_100)"},
    FileKeys{"bundle", "checked"},
    FileKeys{"calibrate", R"(
head_number head_posterior head_value range reused stage)"},
    FileKeys{"deliver", R"(
between comparison_heading course_heading dominant dominant_none head_below head_cells
head_dermis head_dermis_share head_hour head_opened head_place head_plasma head_skin_share
head_untreated head_way not_approved session)"},
    FileKeys{"evidence", R"(
analytes certainty_high certainty_low certainty_moderate certainty_none certainty_very_low
claim_benefit claim_drawback count design design_other design_people direction_down
direction_mixed direction_none direction_up dose_route finding known known_read known_recalled
numbers size source sources_heading system_article system_certainty system_ex_vivo_human
system_human system_in_vitro system_mouse system_rat system_review unknowns_heading)"},
    FileKeys{"model", R"(
care care_note drugs fitted head_access head_drug head_effect head_mark head_marks head_meaning
head_median head_name head_price_from head_range head_regimen head_seed head_size head_source
head_status head_symbol head_target head_unit head_value layer limitations never outcomes
parameters sources states)"},
    FileKeys{"mouse", R"(
band count direction_down direction_mixed direction_none direction_up doses head_analyte
head_dose head_record head_reported head_verdict heading route_iv route_sc study verdict_agrees
verdict_no_change verdict_not_in_model verdict_opposite)"},
    FileKeys{"patient", R"(
head_baseline head_course head_quantity head_week heading median)"},
    FileKeys{"planner", R"(
alike_area alike_course alike_drawn alike_easi alike_heading alike_itch alike_label alike_now
alike_people alike_poem alike_response alike_said alike_said_good alike_said_none alike_said_some
alike_seen calm_line care_goes_on care_line change_heading change_nature change_nature_none
change_person change_person_none comma costs_note criterion_benefit criterion_burden criterion_cost
disclosure_alternatives disclosure_cost disclosure_donation disclosure_heading disclosure_relief
disclosure_risks disclosure_source disclosure_stop disclosure_unapproved first_line first_no_benefit
first_no_benefit_none front_line goes_on head_downtime head_easi head_easi75 head_first head_insured
head_not_better head_option head_pain head_self_pay head_status head_visits headline headline_part
headline_ways headline_ways_one limit_budget_all limit_budget_month limit_downtime limit_pain
limit_visits money money_one money_unknown no_plan no_plan_gates no_plan_many no_plan_nearest
nobody_headline not_in_calculation note_table order_note people_line points_part priorities_goals
priorities_none priorities_points product_cells product_certified product_count product_count_given
product_heading product_none product_not_certified product_purity product_unknown_line
questioned_line range_line reason_caution reason_impossible reason_limit reason_tight reason_unknown
reasons_heading relax semicolon status_ask status_no status_over status_unknown status_yes
unsaid_heading)"},
    FileKeys{"serve", "listening"},
    FileKeys{"terminal", R"(
open progress progress_arms progress_evaluations progress_minutes progress_parts progress_patients
progress_seconds progress_sessions progress_worlds removed stopped stopped_arms stopped_nothing
stopped_patients stopped_worlds to_go_on use_line wrote)"},
    FileKeys{"trial", R"(
baseline_line head_arm left_out nobody people_line table_heading)"},
    FileKeys{"validate", R"(
against all_heading head_bias head_endpoint head_error head_grade head_inside head_reference
head_rows never read_heading rows_line)"},
    FileKeys{"names", R"(
evidence_assumed evidence_calibrated evidence_derived evidence_in_vitro evidence_measured_animal
evidence_measured_human mark_assumed mark_estimate mark_read mark_recalled place_blood
place_broken_down place_cells place_corneum place_dermis place_epidermis place_film place_lost
place_lymph place_organs place_subcutis skin_healthy skin_lesion skin_uninvolved)"},
    FileKeys{"page", R"(
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
value_false value_long_run value_steady_state value_true week week_at with_unit)"},
    FileKeys{"trial_page", R"(
arms centre_mean centre_median column_lower_95 column_mean column_median column_n column_q05
column_q25 column_q75 column_q95 column_standard_deviation column_standard_error column_upper_95
course_none course_note fact_arms fact_patients fact_visits failed_heading failed_words
flow_caption flow_count flow_excluded flow_failed flow_group flow_included flow_requested
flow_simulated interval_explained key_centre key_interval key_middle_half key_most key_reference
kicker others_choice others_heading outcome over_time panel_alt patients responders_alt
responders_heading responders_over_time_alt responders_over_time_heading
responders_over_time_remark responders_remark responders_share results_region stopped_heading
stopped_words summary_caption summary_heading summary_region visits_none visits_range)"},
    FileKeys{"patient_page", R"(
change course_heading drugs_none fact_drugs fact_patient kicker patient_median results_caption
states_heading states_remark title)"},
    FileKeys{"deliver_page", R"(
compared_alt comparison_heading comparison_none comparison_remark depths_alt depths_caption
depths_hour depths_remark fact_people fact_people_text fact_ways kicker measure_below_dermis
measure_dermis_per_cm2 measure_open_area measure_open_half_life measure_plasma_peak
measure_reached_dermis measure_skin_per_cell measure_untreated_per_cm2 measure_whole_skin notice
places_alt places_caption places_remark plasma_alt plasma_caption practice_about practice_basis
practice_fact practice_fact_text practice_harm practice_heading practice_range practice_typical
practice_unit section_alt section_below section_caption section_channels section_depth
section_film section_heading section_hour section_layer section_layer_size section_needle
section_pores section_remark section_shade section_vessels session session_active_allowed
session_active_refused title variance_alt variance_caption variance_correlation variance_none
variance_parameter variance_share way)"},
    FileKeys{"validate_page", R"(
better fact_calibrated fact_calibrated_never fact_inside fact_inside_text fact_rows
fact_rows_text fact_size fact_size_text forest_alt forest_caption forest_value forests_heading
forests_none forests_remark inside key_inside key_outside key_recalled kicker left_out_heading
left_out_none left_out_reason left_out_remark not_better notice outside read_scores_heading
row_label row_name row_text score_against score_bias score_cell score_endpoint score_error
score_group score_inside score_rows scores_heading scores_none scores_remark stopped_heading
stopped_words table_interval table_known table_place table_published table_region table_row
table_row_text table_simulated title without_drug)"},
};

void add_keys(std::vector<std::string>& keys, std::string_view prefix,
              std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        keys.push_back(text_key(prefix, name));
    }
}

void add_outcome_keys(std::vector<std::string>& keys) {
    std::vector<std::string> names{"concentration"};  // of the drug, in the course of a patient
    for (const outcome::Outcome& outcome : outcome::seen_outcomes()) {
        names.push_back(outcome.name);
    }
    for (const auto& field : disease::state_fields) {
        names.emplace_back(field.name);
    }
    for (const std::string& name : names) {
        keys.push_back(text_key("outcome_", name));
        keys.push_back(text_key("meaning_", name));
    }
}

}  // namespace

std::vector<std::string_view> text_files() {
    std::vector<std::string_view> files;
    std::ranges::transform(file_keys, std::back_inserter(files), &FileKeys::file);
    return files;
}

std::vector<std::string> required_text_keys(std::string_view name) {
    const auto file = std::ranges::find(file_keys, name, &FileKeys::file);
    VESIKIN_CHECK(file != file_keys.end(), "texts that are asked for have a list of keys");
    std::istringstream words{std::string(file->keys)};
    std::vector<std::string> keys{std::istream_iterator<std::string>(words), {}};
    if (name == comparison_texts) {
        for (const outcome::Marker& marker : outcome::all_markers()) {
            keys.push_back(text_key("marker_", marker.name));
        }
    }
    std::ranges::sort(keys);
    return keys;
}

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

std::vector<std::string> translation_keys() {
    std::vector<std::string> keys;
    add_outcome_keys(keys);
    for (const outcome::TrialEndpoint& endpoint : outcome::trial_endpoints()) {
        keys.push_back(text_key("endpoint_", endpoint.name));
    }
    // The first reason to leave somebody out is that there is none.
    add_keys(keys, "exclusion_", std::span(care::exclusion_names).subspan(1));
    add_keys(keys, "grade_", analysis::grade_names);
    add_keys(keys, "layer_", delivery::layer_names);
    add_keys(keys, "reference_", analysis::reference_names);
    return keys;
}

bool is_translation(std::string_view file, std::string_view key) {
    // Names that only the data and the answer know: units, facts of practice, how a published
    // figure is known, grades taken together.
    constexpr std::array<std::string_view, 4> free{"unit_", "fact_of_practice_", "status_",
                                                   "grade_"};
    return file == name_texts &&
           (std::ranges::any_of(free, [&](auto prefix) { return key.starts_with(prefix); }) ||
            std::ranges::count(translation_keys(), key) > 0);
}

}  // namespace vesikin::format
