#include "vesikin/format/data/load_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vesikin/disease/scores.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

CareStep read_step(TableReader& table, const catalogue::Catalogue& catalogue) {
    CareStep step;
    step.drug = table.text("drug");
    step.regimen = table.text("regimen");
    const catalogue::Drug* drug = catalogue.find_drug(step.drug);
    if (drug == nullptr) {
        table.problem("drug", base::quoted(step.drug), base::message("a name of data/drugs"));
    } else if (drug->regimen(step.regimen) == nullptr) {
        table.problem("regimen", base::quoted(step.regimen),
                      base::message("a regimen of {}", step.drug));
    }
    step.easi_above = table.number_or("easi_above", {0.0, disease::easi_maximum}, 0.0);
    step.easi_max = table.number_or("easi_at_most", {step.easi_above, disease::easi_maximum},
                                    disease::easi_maximum);
    static_cast<void>(read_provenance(table, catalogue.sources));
    table.refuse_unknown_keys();
    return step;
}

}  // namespace

ComparisonSettings load_comparison_settings(const DataSource& data,
                                            const catalogue::Catalogue& catalogue) {
    constexpr double longest_day = 3660.0;
    const DataFile file = data.open("comparison/settings.toml");
    TableReader root = file.root();
    check_schema(root);
    ComparisonSettings settings;
    settings.visit_day = root.quantities("visits", "day", {0.01, longest_day});
    for (std::size_t i = 1; i < settings.visit_day.size(); ++i) {
        if (!(settings.visit_day[i] > settings.visit_day[i - 1])) {
            root.problem("visits", base::message("visit {} not after the one before", i + 1),
                         base::message("rising times"));
        }
    }
    if (settings.visit_day.empty()) {
        root.problem("visits", base::message("none"), base::message("at least one time"));
    }
    settings.clock_day = root.quantity("clock", "day", {1.0, longest_day}).inside;
    for (TableReader& table : root.tables("standard_care")) {
        settings.standard_care.push_back(read_step(table, catalogue));
    }
    settings.participation_frac = root.quantity("participation", "1", {0.0, 1.0}).inside;
    settings.rules.noticeable_frac = root.quantity("noticeable", "1", {0.0, 1.0}).inside;
    settings.rules.flare_easi_above = root.quantity("flare_above", "1", {0.0, 72.0}).inside;
    settings.rules.flare_after_day = root.quantity("flare_after", "day", {0.0, 100.0}).inside;
    settings.rules.flare_easi_rise = root.quantity("flare_rise", "1", {0.0, 72.0}).inside;
    settings.after_course_day = root.quantity("after_course", "day", {0.0, longest_day}).inside;
    static_cast<void>(read_provenance(root, catalogue.sources));
    TableReader calm = root.table("calm");
    settings.calm_drugs = calm.texts("drugs");
    for (const std::string& drug : settings.calm_drugs) {
        if (catalogue.find_drug(drug) == nullptr) {
            calm.problem("drugs", base::quoted(drug), base::message("names of data/drugs"));
        }
    }
    settings.calm_lead_in_day = calm.quantity("lead_in", "day", {1.0, longest_day}).inside;
    settings.calm_easi_max = calm.quantity("easi_at_most", "1", {0.1, 72.0}).inside;
    calm.refuse_unknown_keys();
    TableReader water = root.table("water_loss");
    settings.rules.water_loss.base_g_per_m2_h = water.quantity("base", "1", {0.0, 1000.0}).inside;
    settings.rules.water_loss.by_damage_g_per_m2_h =
        water.quantity("by_damage", "1", {0.0, 1000.0}).inside;
    static_cast<void>(read_provenance(water, catalogue.sources));
    water.refuse_unknown_keys();
    root.refuse_unknown_keys();
    file.throw_if_any();
    return settings;
}

}  // namespace vesikin::format
