#include "vesikin/format/trial_files.hpp"

#include <fmt/format.h>

#include "vesikin/base/units.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/report_data.hpp"
#include "vesikin/format/run_page.hpp"

namespace vesikin::format {

namespace {

std::string decimal(double value) {
    return fmt::format("{:.10g}", value);
}

std::string decimal(const std::optional<double>& value) {
    return value ? decimal(*value) : "";
}

std::optional<double> of(const std::optional<study::Quantiles>& quantiles,
                         double study::Quantiles::*member) {
    return quantiles ? std::optional((*quantiles).*member) : std::nullopt;
}

constexpr AnswerKind trial_answer{.kind = "trial"};

Json row_json(const TrialRecord& record, const study::SummaryRow& row) {
    return {{"arm", record.design.arms[row.arm].name},
            {"week", row.week},
            {"outcome", record.outcomes[row.outcome].name},
            {"n", row.count},
            {"mean", json_or_null(row.mean)},
            {"standard_error", json_or_null(row.standard_error)},
            {"lower_95", json_or_null(row.lower_95)},
            {"upper_95", json_or_null(row.upper_95)},
            {"standard_deviation", json_or_null(row.standard_deviation)},
            {"q05", json_or_null(of(row.quantiles, &study::Quantiles::q05))},
            {"q25", json_or_null(of(row.quantiles, &study::Quantiles::q25))},
            {"median", json_or_null(of(row.quantiles, &study::Quantiles::median))},
            {"q75", json_or_null(of(row.quantiles, &study::Quantiles::q75))},
            {"q95", json_or_null(of(row.quantiles, &study::Quantiles::q95))}};
}

Json patients_json(const TrialRecord& record) {
    Json excluded = Json::array();
    const auto& counts = record.tally.ordered.by_exclusion;
    constexpr auto failed = static_cast<std::size_t>(care::Exclusion::not_simulated);
    for (std::size_t i = 1; i < counts.size(); ++i) {
        if (counts[i] > 0 && i != failed) {
            excluded.push_back({{"reason", care::exclusion_names[i]}, {"count", counts[i]}});
        }
    }
    return {{"requested", record.patients_asked},
            {"simulated", record.tally.ordered.patients},
            {"included", record.tally.included()},
            {"excluded", excluded},
            {"failed", counts[failed]}};
}

/// What the manifest of a trial says beside that of any run.
Json trial_facts(const TrialRecord& record) {
    Json facts{{"trial", record.design.name}, {"model", record.catalogue.model.name}};
    facts["patients"] = patients_json(record);
    facts["baseline_easi"] = {
        {"mean", json_or_null(record.tally.ordered.baseline_easi.mean_if_any())},
        {"standard_deviation",
         json_or_null(record.tally.ordered.baseline_easi.standard_deviation())}};
    facts["work"] = {{"solves", record.tally.work.solves},
                     {"steps", record.tally.work.steps},
                     {"rejected_steps", record.tally.work.rejected_steps},
                     {"rescued_solves", record.tally.work.rescued_solves}};
    return facts;
}

Json answer_of(const TrialRecord& record) {
    Json answer = answer_frame(trial_answer, record.manifest);
    answer["manifest"].update(trial_facts(record));
    add_report_frame(answer, record.design.title.english(), record.design.description.english(),
                     record.catalogue);
    answer["complete"] = record.manifest.is_complete;
    answer["patients"] = patients_json(record);
    answer["arms"] = Json::array();
    for (const study::Arm& arm : record.design.arms) {
        answer["arms"].push_back(arm_object(arm));
    }
    answer["visits_week"] = Json::array();
    for (const double day : record.design.visit_day) {
        answer["visits_week"].push_back(day / base::days_per_week);
    }
    answer["outcomes"] = outcomes_json(record.outcomes);
    answer["rows"] = Json::array();
    for (const study::SummaryRow& row : record.rows) {
        answer["rows"].push_back(row_json(record, row));
    }
    return answer;
}

RunWords words_in(const TrialRecord& record, const Texts& texts) {
    const std::string& language = texts.language();
    const catalogue::ModelDescription& model = record.catalogue.model;
    RunWords words{.title = record.design.title.in(language),
                   .description = record.design.description.in(language),
                   .limitations = in_language(model.limitations, language)};
    words.labels.add("model", model.name, model.title.in(language));
    for (const study::Arm& arm : record.design.arms) {
        words.labels.add("arm", arm.name, arm.label.in(language));
        words.labels.add("arm_description", arm.name, arm.description.in(language));
    }
    for (const outcome::Outcome& outcome : record.outcomes) {
        add_outcome(words.labels, texts,
                    {outcome.name, outcome.label, outcome.meaning, outcome.unit});
    }
    for (const std::string_view reason : care::exclusion_names) {
        words.labels.add_called(texts, "exclusion", reason, reason);
    }
    return words;
}

}  // namespace

std::string results_csv(const TrialRecord& record) {
    std::string text = csv_line({"arm", "week", "outcome", "kind", "unit", "n", "mean",
                                 "standard_error", "lower_95", "upper_95", "standard_deviation",
                                 "q05", "q25", "median", "q75", "q95"});
    for (const study::SummaryRow& row : record.rows) {
        const outcome::Outcome& outcome = record.outcomes[row.outcome];
        text +=
            csv_line({record.design.arms[row.arm].name, decimal(row.week), outcome.name,
                      std::string(name_of(outcome.kind)), outcome.unit.empty() ? "1" : outcome.unit,
                      std::to_string(row.count), decimal(row.mean), decimal(row.standard_error),
                      decimal(row.lower_95), decimal(row.upper_95), decimal(row.standard_deviation),
                      decimal(of(row.quantiles, &study::Quantiles::q05)),
                      decimal(of(row.quantiles, &study::Quantiles::q25)),
                      decimal(of(row.quantiles, &study::Quantiles::median)),
                      decimal(of(row.quantiles, &study::Quantiles::q75)),
                      decimal(of(row.quantiles, &study::Quantiles::q95))});
    }
    return text;
}

std::string per_patient_header() {
    return csv_line({"patient", "arm", "week", "easi_improvement_percent"});
}

std::string per_patient_rows(const study::PatientView& view, std::string_view patient_name,
                             const study::TrialDesign& design) {
    std::string text;
    if (view.exclusion != care::Exclusion::none) {
        return text;
    }
    for (std::size_t arm = 0; arm < design.arms.size(); ++arm) {
        for (std::size_t visit = 0; visit < design.visit_day.size(); ++visit) {
            const outcome::Observation now = view.at(arm, visit + 1);
            const double improvement =
                outcome::easi_improvement_frac(view.at(arm, 0).easi, now.easi);
            text += csv_line({std::string(patient_name), design.arms[arm].name,
                              decimal(design.visit_day[visit] / base::days_per_week),
                              now.has_left
                                  ? std::string()
                                  : fmt::format("{:.6f}", base::percent_per_one * improvement)});
        }
    }
    return text;
}

std::string failed_patients_csv(const TrialRecord& record,
                                const population::PatientSource& patients) {
    std::vector<std::string> header{"patient", "reason"};
    for (const auto& parameter : record.catalogue.model.parameters) {
        header.push_back(parameter.symbol);
    }
    std::string text = csv_line(header);
    for (const study::FailedPatient& failure : record.tally.ordered.failures) {
        disease::Parameters<double> k{};
        patients.draw(failure.patient, {&k, 1});
        std::vector<std::string> cells{patients.patient_name(failure.patient),
                                       std::string(simulation::stop_reason_name(failure.reason))};
        for (std::size_t i = 0; i < disease::parameter_count; ++i) {
            cells.push_back(
                fmt::format("{}", k.*disease::parameter_fields[i].member /
                                      record.catalogue.model.parameters[i].inside_per_published));
        }
        text += csv_line(cells);
    }
    return text;
}

std::string manifest_json(const TrialRecord& record) {
    Json manifest = manifest_object(record.manifest);
    manifest.update(trial_facts(record));
    return json_text(manifest);
}

std::string trial_json(const TrialRecord& record) {
    return json_text(answer_of(record));
}

std::string trial_report_html(const TrialRecord& record, const PageParts& parts) {
    return run_page(answer_of(record), parts, trial_page_texts,
                    [&](const Texts& texts) { return words_in(record, texts); });
}

}  // namespace vesikin::format
