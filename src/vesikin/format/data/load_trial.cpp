#include "vesikin/format/data/load_trial.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::format {

namespace {

constexpr double longest_horizon_day = 36525.0;  // a century: longer is a slip of the unit

void read_schedule(TableReader table, study::TrialDesign& design) {
    design.horizon_day = table.quantity("horizon", "day", {0.01, longest_horizon_day}).inside;
    if (design.horizon_day == 0.0) {
        design.horizon_day = longest_horizon_day;  // noted; no other time is measured against it
    }
    design.visit_day = table.quantities("visits", "day", {0.0, longest_horizon_day});
    for (std::size_t i = 0; i < design.visit_day.size(); ++i) {
        const double previous = i == 0 ? 0.0 : design.visit_day[i - 1];
        if (!(design.visit_day[i] > previous)) {
            table.problem(
                "visits",
                base::message(
                    "visit {} at day {}, after {}", i + 1, fmt::format("{:g}", design.visit_day[i]),
                    i == 0 ? base::message("the baseline at day 0")
                           : base::message("one at day {}", fmt::format("{:g}", previous))),
                base::message("rising times after 0, each once"));
            break;
        }
    }
    // A millionth of a day: the same time written in two units may differ by rounding.
    if (!design.visit_day.empty() && design.visit_day.back() > design.horizon_day + 1e-6) {
        table.problem("visits", base::message("a visit after the horizon"),
                      base::message("times up to the horizon"));
    }
    if (design.visit_day.empty() || design.visit_day.back() < design.horizon_day - 1e-6) {
        design.visit_day.push_back(design.horizon_day);
    }
    table.refuse_unknown_keys();
}

care::Enrolment read_inclusion(TableReader table) {
    constexpr Range easi{0.0, disease::easi_maximum};
    care::Enrolment inclusion;
    if (table.has("easi_below_at_all_times")) {
        inclusion.easi_ceiling = table.number("easi_below_at_all_times", easi);
    }
    if (table.has("baseline_easi")) {
        TableReader band = table.table("baseline_easi");
        inclusion.easi_min = band.number_or("min", easi, 0.0);
        inclusion.easi_max = band.number_or("max", {inclusion.easi_min, disease::easi_maximum},
                                            disease::easi_maximum);
        band.refuse_unknown_keys();
    }
    table.refuse_unknown_keys();
    return inclusion;
}

base::Message known_drugs(const catalogue::Catalogue& catalogue) {
    std::vector<std::string> names;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        names.push_back(drug.name);
    }
    return base::message("one of {}", base::listed(names));
}

/// Notes a drug that there is not, or that this model cannot act with.
bool check_drug(TableReader& table, const char* key, const std::string& name,
                const catalogue::Catalogue& catalogue) {
    const catalogue::Drug* drug = catalogue.find_drug(name);
    if (drug == nullptr) {
        table.problem(key, base::quoted(name), known_drugs(catalogue));
        return false;
    }
    if (catalogue.layer ? !drug->action : drug->effects.empty()) {
        table.problem(key, base::quoted(name),
                      base::message("a drug that the model {} can act with", catalogue.model.name));
        return false;
    }
    return true;
}

/// The regimens that a file can ask for: those of the drug, and by weight where bands of weight do
/// not overlap.
std::vector<std::string> regimen_names(const catalogue::Drug& drug) {
    std::vector<std::string> names;
    std::vector<std::pair<double, double>> bands;
    for (const catalogue::Regimen& regimen : drug.regimens) {
        names.push_back(regimen.name);
        if (regimen.has_weight_band()) {
            bands.emplace_back(regimen.weight_min_kg, regimen.weight_max_kg);
        }
    }
    std::ranges::sort(bands);
    const auto overlap = std::ranges::adjacent_find(
        bands,
        [](const auto& lighter, const auto& heavier) { return lighter.second > heavier.first; });
    if (drug.kinetics && bands.size() > 1 && overlap == bands.end()) {
        names.emplace_back(catalogue::by_weight);
    }
    return names;
}

/// How a drug is dosed, in a model that knows doses.
void read_dosing(TableReader& table, const catalogue::Drug& drug, double horizon_day,
                 study::TreatmentPeriod& period) {
    constexpr Range amount{1e-9, 1e6};
    if (table.has("regimen")) {
        period.regimen = table.text("regimen");
        const std::vector<std::string> allowed = regimen_names(drug);
        if (std::ranges::find(allowed, period.regimen) == allowed.end()) {
            table.problem("regimen", base::quoted(period.regimen),
                          base::message("one of {}", base::listed(allowed)));
        }
    }
    if (table.has("dose")) {
        period.dose = table.number("dose", amount);
    }
    if (table.has("interval")) {
        period.interval_day = table.quantity("interval", "day", {0.25, 400.0}).inside;
    }
    if (table.has("loading")) {
        period.loading = table.quantities("loading", "mg", amount);
    } else if (table.has("without_loading") && table.boolean("without_loading")) {
        period.loading.emplace();
    }
    if (table.has("missed")) {
        period.missed_day = table.quantities("missed", "day", {0.0, horizon_day});
    }
    if (!drug.kinetics && (period.interval_day || period.loading || !period.missed_day.empty())) {
        table.problem("interval", base::message("doses of {}, which has no kinetics", drug.name),
                      base::message("dose, start and stop"));
    }
}

/// Notes a missed time at which no dose is due, or none is left that an earlier time did not take.
void refuse_vain_misses(TableReader& table, const study::TreatmentPeriod& period,
                        const catalogue::Catalogue& catalogue, double horizon_day) {
    if (period.interval_day.value_or(1.0) <= 0.0) {
        return;  // noted
    }
    study::Arm arm;
    arm.treatments.push_back(period);
    std::vector<double>& missed = arm.treatments.front().missed_day;
    missed.clear();
    std::size_t doses = care_of(arm, catalogue, horizon_day).doses.size();
    for (const double day : period.missed_day) {
        missed.push_back(day);
        const std::size_t left = care_of(arm, catalogue, horizon_day).doses.size();
        if (left == doses) {
            table.problem(
                "missed",
                base::message("day {}, at which no dose is due", fmt::format("{:g}", day)),
                base::message("times within half an interval of a dose, each dose once"));
        }
        doses = left;
    }
}

study::TreatmentPeriod read_period(TableReader& table, const catalogue::Catalogue& catalogue,
                                   double horizon_day) {
    study::TreatmentPeriod period;
    period.drug = table.text("drug");
    period.stop_day = horizon_day;
    const catalogue::Drug* drug = catalogue.find_drug(period.drug);
    if (!period.drug.empty()) {
        check_drug(table, "drug", period.drug, catalogue);
    }
    if (drug != nullptr && catalogue.layer) {
        read_dosing(table, *drug, horizon_day, period);
    }
    if (table.has("start")) {
        period.start_day = table.quantity("start", "day", {0.0, horizon_day}).inside;
    }
    if (table.has("stop")) {
        period.stop_day = table.quantity("stop", "day", {period.start_day, horizon_day}).inside;
    }
    table.refuse_unknown_keys();
    if (drug != nullptr && drug->action && catalogue.layer) {
        refuse_vain_misses(table, period, catalogue, horizon_day);
    }
    return period;
}

/// A drug acts once at a time: the same one may come again only after it has stopped.
void refuse_overlaps(TableReader& table, const study::Arm& arm) {
    for (std::size_t later = 0; later < arm.treatments.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            const study::TreatmentPeriod& a = arm.treatments[earlier];
            const study::TreatmentPeriod& b = arm.treatments[later];
            if (a.drug == b.drug && a.start_day < b.stop_day && b.start_day < a.stop_day) {
                table.problem(
                    "treatment",
                    base::message("{} twice, from day {} to {} and from day {} to {}", a.drug,
                                  fmt::format("{:g}", a.start_day), fmt::format("{:g}", a.stop_day),
                                  fmt::format("{:g}", b.start_day),
                                  fmt::format("{:g}", b.stop_day)),
                    base::message(
                        "a drug once at a time: in drugs, or in treatments that do not overlap"));
            }
        }
    }
}

/// May be missing.
catalogue::Label description_of(TableReader& table) {
    return table.has("description") ? table.label("description") : catalogue::Label();
}

study::Arm read_arm(TableReader& table, const catalogue::Catalogue& catalogue, double horizon_day) {
    study::Arm arm;
    arm.name = table.text("name");
    arm.label = table.has("label") ? table.label("label") : catalogue::Label(arm.name);
    arm.description = description_of(table);
    if (table.has("participation")) {
        arm.participation_frac = table.quantity("participation", "1", {0.0, 1.0}).inside;
    }
    if (table.has("drugs")) {
        for (const std::string& drug : table.texts("drugs")) {
            if (check_drug(table, "drugs", drug, catalogue)) {
                study::TreatmentPeriod period;
                period.drug = drug;
                period.stop_day = horizon_day;
                arm.treatments.push_back(std::move(period));
            }
        }
    }
    if (table.has("treatment")) {
        for (TableReader& period : table.tables("treatment")) {
            arm.treatments.push_back(read_period(period, catalogue, horizon_day));
        }
    }
    refuse_overlaps(table, arm);
    if (catalogue.layer) {
        if (table.has("topicals")) {
            arm.topicals_frac = table.quantity("topicals", "1", {0.0, 1.0}).inside;
        }
        std::set<std::string> with_kinetics;
        for (const study::TreatmentPeriod& period : arm.treatments) {
            const catalogue::Drug* drug = catalogue.find_drug(period.drug);
            if (drug != nullptr && drug->kinetics) {
                with_kinetics.insert(drug->name);
            }
        }
        if (with_kinetics.size() > 1) {
            table.problem("treatment",
                          base::as_written(fmt::format("{}", fmt::join(with_kinetics, " + "))),
                          base::message("one drug with kinetics in an arm"));
        }
    }
    table.refuse_unknown_keys();
    return arm;
}

std::vector<std::string> read_outcomes(TableReader& root, const catalogue::Catalogue& catalogue) {
    std::vector<std::string> known;
    for (const outcome::Outcome& outcome : outcome::all_outcomes(catalogue)) {
        known.push_back(outcome.name);
    }
    std::vector<std::string> asked = root.texts("outcomes");
    std::set<std::string> seen;
    for (const std::string& name : asked) {
        if (std::ranges::find(known, name) == known.end()) {
            root.problem("outcomes", base::quoted(name),
                         base::message("one of {}", base::listed(known)));
        } else if (!seen.insert(name).second) {
            root.problem("outcomes", base::message("\"{}\" twice", name),
                         base::message("each outcome once"));
        }
    }
    if (asked.empty() && root.has("outcomes")) {
        root.problem("outcomes", base::message("an empty list"),
                     base::message("at least one outcome"));
    }
    return asked;
}

}  // namespace

std::string trial_model(TableReader root) {
    return root.text("model");
}

study::TrialDesign read_trial(TableReader root, const catalogue::Catalogue& catalogue) {
    static_cast<void>(root.integer("schema", 1, 1));
    study::TrialDesign design;
    design.name = root.text("name");
    design.title = root.label("title");
    design.description = description_of(root);
    design.model = root.text("model");
    design.patients = static_cast<std::uint64_t>(root.integer("patients", 1, patients_limit));
    design.seed = static_cast<std::uint64_t>(
        root.integer("seed", 0, std::numeric_limits<std::int64_t>::max()));
    design.outcomes = read_outcomes(root, catalogue);
    read_schedule(root.table("schedule"), design);
    if (root.has("inclusion")) {
        design.enrolment = read_inclusion(root.table("inclusion"));
    }
    if (catalogue.layer) {
        if (root.has("estimand")) {
            design.estimand = choice_of<study::Estimand>(root, "estimand", study::estimand_names);
        }
        design.enrolment.weight = catalogue.layer->body_weight;
        if (root.has("body_weight")) {
            design.enrolment.weight.median_kg =
                root.quantity("body_weight", "kg", {2.0, 300.0}).inside;
        }
    }
    std::set<std::string> names;
    std::set<std::string> labels;
    for (TableReader& table : root.tables("arm")) {
        design.arms.push_back(read_arm(table, catalogue, design.horizon_day));
        const study::Arm& arm = design.arms.back();
        const bool has_own_label = arm.label.english() != arm.name || !names.contains(arm.name);
        note_second_use(table, "name", arm.name, names);
        if (has_own_label) {
            note_second_use(table, "label", arm.label.english(), labels);
        }
    }
    root.refuse_unknown_keys();
    return design;
}

study::TrialDesign load_trial(const std::filesystem::path& path,
                              const catalogue::Catalogue& catalogue, const Units& units) {
    const DataFile file = read_named_file(path, units);
    study::TrialDesign design = read_trial(file.root(), catalogue);
    file.throw_if_any();
    return design;
}

std::vector<population::ListedPatient> load_patients(const std::filesystem::path& path,
                                                     const catalogue::ModelDescription& model) {
    const CsvTable table = read_csv(path);
    if (table.rows.empty()) {
        throw base::InputError(base::as_written(table.name), base::message("no rows"),
                               base::message("at least one patient"));
    }
    const std::size_t name_column = table.column("patient");
    std::vector<population::ListedPatient> patients(table.rows.size());
    std::set<std::string> names;
    for (std::size_t row = 0; row < patients.size(); ++row) {
        patients[row].name = table.rows[row][name_column];
        if (!names.insert(patients[row].name).second) {
            throw base::InputError(
                base::as_written(fmt::format("{}:{}: patient", table.name, table.line[row])),
                base::message("\"{}\" a second time", patients[row].name),
                base::message("a name used once"));
        }
    }
    for (std::size_t i = 0; i < disease::parameter_count; ++i) {
        const std::size_t column = table.column(model.parameters[i].symbol);
        for (std::size_t row = 0; row < patients.size(); ++row) {
            patients[row].parameters.*disease::parameter_fields[i].member =
                table.number(row, column, 0.0, disease::unbounded) *
                model.parameters[i].inside_per_published;
        }
    }
    return patients;
}

}  // namespace vesikin::format
