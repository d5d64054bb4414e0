#include "vesikin/format/data/terminal_text_keys.hpp"

#include <array>

namespace vesikin::format {

namespace {

struct FileKeys {
    std::string_view file;
    std::string_view keys;
};

constexpr std::array<FileKeys, 10> all_keys{{
    {"calibrate", "head_number head_posterior head_value range reused stage"},
    {"deliver",
     "between comparison_heading course_heading dominant dominant_none head_below "
     "head_cells head_dermis head_dermis_share head_hour head_opened head_place "
     "head_plasma head_skin_share head_untreated head_way not_approved place_blood "
     "place_broken_down place_cells place_corneum place_dermis place_epidermis "
     "place_film place_lost place_lymph place_organs place_subcutis session "
     "skin_healthy skin_lesion skin_uninvolved"},
    {"evidence",
     "analytes certainty_high certainty_low certainty_moderate certainty_none "
     "certainty_very_low claim_benefit claim_drawback count design design_other "
     "design_people direction_down direction_mixed direction_none direction_up "
     "dose_route finding known known_read known_recalled numbers size source "
     "sources_heading system_article system_certainty system_ex_vivo_human "
     "system_human system_in_vitro system_mouse system_rat system_review "
     "unknowns_heading"},
    {"model",
     "care care_note drugs fitted head_access head_drug head_effect head_mark "
     "head_marks head_meaning head_median head_name head_price_from head_range "
     "head_regimen head_seed head_size head_source head_status head_symbol head_target "
     "head_unit head_value layer limitations never outcomes parameters sources states"},
    {"mouse",
     "band count direction_down direction_mixed direction_none direction_up doses "
     "head_analyte head_dose head_record head_reported head_verdict heading route_iv "
     "route_sc study verdict_agrees verdict_no_change verdict_not_in_model "
     "verdict_opposite"},
    {"patient",
     "head_baseline head_course head_quantity head_week heading median "
     "series_concentration series_easi series_itch"},
    {"terminal",
     "evidence_assumed evidence_calibrated evidence_derived evidence_in_vitro "
     "evidence_measured_animal evidence_measured_human mark_assumed mark_estimate "
     "mark_read mark_recalled open progress progress_arms progress_evaluations "
     "progress_minutes progress_patients progress_seconds progress_sessions "
     "progress_worlds removed stopped stopped_arms stopped_nothing stopped_patients "
     "stopped_worlds to_go_on use_line wrote"},
    {"trial",
     "baseline_line head_arm left_out left_out_band left_out_ceiling left_out_failed "
     "nobody people_line table_heading"},
    {"validate",
     "against all_heading grade_calibration grade_held_out head_bias head_endpoint "
     "head_error head_grade head_inside head_reference head_rows never read_heading "
     "reference_class_mean reference_placebo_plus reference_published_core rows_line"},
}};

}  // namespace

std::string_view terminal_text_keys(std::string_view name) noexcept {
    for (const FileKeys& each : all_keys) {
        if (each.file == name) {
            return each.keys;
        }
    }
    return {};
}

}  // namespace vesikin::format
