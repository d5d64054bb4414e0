#include "vesikin/analysis/row_treatment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "vesikin/analysis/texts/regimen_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/care/regimen.hpp"

namespace vesikin::analysis {

namespace {

constexpr double once_interval_day = 520.0 * base::days_per_week;
constexpr double ug_per_mg = 1000.0;

const catalogue::Drug* of_class(const std::string& target, const catalogue::Catalogue& catalogue) {
    const auto found = std::ranges::find_if(catalogue.drugs, [&](const catalogue::Drug& drug) {
        return drug.stands_for_class && !drug.target_class.empty() &&
               base::plain_text(drug.target_class) == base::plain_text(target);
    });
    return found == catalogue.drugs.end() ? nullptr : &*found;
}

/// What may stand in a text for the drug itself.
std::vector<std::string> names_of(const catalogue::Drug& drug) {
    std::vector<std::string> names = drug.aliases;
    names.push_back(drug.name);
    return names;
}

std::string reason_without_drug(const TrialRow& row, const catalogue::Catalogue& catalogue) {
    std::vector<std::string> known;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        for (const std::string& name : names_of(drug)) {
            known.push_back(base::plain_text(name));
        }
    }
    const std::string near = base::nearest_word(base::plain_text(row.drug), known);
    return fmt::format(
        "drug \"{}\" with target \"{}\" is not in the catalogue, and no drug of it stands for that "
        "target{}",
        row.drug, row.target, near.empty() ? "" : fmt::format("; \"{}\" is a drug of it", near));
}

/// The days in which doses are due, ends included.
struct Window {
    double first_day = 0.0;
    double last_day = 0.0;
};

/// Doses of a drug with kinetics; dose and rhythm are known.
void add_doses(const RegimenText& text, Window window, care::CareCourse& arm) {
    arm.is_per_kg = text.unit == DoseUnit::mg_per_kg;
    care::DoseSchedule doses{
        .first_day = window.first_day,
        .end_day = std::nextafter(window.last_day, HUGE_VAL),
        .interval_day = text.is_once ? once_interval_day : text.interval_day.value_or(1.0),
        .dose = text.dose.value_or(0.0),
        .loading_day = text.loading_day,
        .given_day = text.given_day};
    std::erase_if(doses.given_day,
                  [&](double day) { return window.first_day + day > window.last_day; });
    if (!text.given_day.empty() && doses.given_day.empty()) {
        return;
    }
    if (text.last_day) {
        const double last = std::min(window.last_day, *text.last_day);
        doses.end_day = std::nextafter(last, HUGE_VAL);
    }
    if (text.lasting_day) {
        doses.end_day = std::min(doses.end_day, window.first_day + *text.lasting_day);
    }
    if (text.count) {
        doses.count = static_cast<std::size_t>(std::max(0, *text.count));
    }
    if (text.loading) {
        doses.loading = {*text.loading};
    }
    const std::vector<care::GivenDose> given = care::doses_of(doses);
    arm.doses.insert(arm.doses.end(), given.begin(), given.end());
}

/// A regimen of the catalogue in the terms of a text.
RegimenText text_of(const catalogue::Regimen& regimen) {
    RegimenText text;
    text.dose = regimen.dose;
    text.unit = regimen.is_per_kg ? DoseUnit::mg_per_kg : DoseUnit::mg;
    text.interval_day = regimen.interval_day;
    if (!regimen.loading.empty()) {
        text.loading = regimen.loading.front();
        for (std::size_t i = 0; i < regimen.loading.size() && regimen.loading.size() > 1; ++i) {
            text.loading_day.push_back(static_cast<double>(i) * regimen.interval_day);
        }
    }
    return text;
}

class RowTreatment {
  public:
    RowTreatment(const catalogue::Drug& drug, const TrialRules& rules, RowReading& reading)
        : drug_(drug), rules_(rules), reading_(reading) {
        usual_ =
            catalogue::usual_regimen(drug, reading.age_year, reading.arm.entry.weight.median_kg);
        if (usual_ == nullptr && !drug.regimens.empty()) {
            usual_ = &drug.regimens.front();
        }
    }

    void treat(const std::string& regimen, const std::string& label) {
        const RegimenText text = read_regimen(regimen, rules_.regimen_words, names_of(drug_));
        if (!text.problem.empty()) {
            return refuse(fmt::format("dose_regimen \"{}\": {}", regimen, text.problem));
        }
        if (text.is_withdrawn && reading_.first_day <= 0.0) {
            return refuse("withdrawn when: a week such as \"16+36\" says so");
        }
        check_route(text);
        if (drug_.kinetics) {
            give_doses(text);
        } else {
            give_daily(text, label);
        }
        if (text.has_choice) {
            assume("middle of several doses");
        }
        if (text.has_interval_choice) {
            assume("last of several intervals");
        }
        if (text.has_month) {
            assume("a month read as 4 weeks, a year as 52");
        }
    }

  private:
    void assume(const std::string& what) { reading_.assumed += "; " + what; }

    void refuse(const std::string& why) {
        if (reading_.reason.empty()) {
            reading_.reason = why;
        }
    }

    /// A dose into a vein is another than one under the skin.
    void check_route(const RegimenText& text) {
        if (!text.given) {
            return;
        }
        const bool is_fitting =
            drug_.kinetics ? *text.given == (drug_.kinetics->is_infused ? GivenBy::infusion
                                                                        : GivenBy::injection)
            : drug_.kind == catalogue::DrugKind::oral    ? *text.given == GivenBy::mouth
            : drug_.kind == catalogue::DrugKind::topical ? *text.given == GivenBy::skin
                                                         : true;
        if (!is_fitting) {
            refuse(fmt::format("{} is not simulated as given this way", drug_.name));
        }
    }

    /// Fills in what the text leaves open.
    RegimenText completed(const RegimenText& text) {
        RegimenText used = text;
        if (!text.dose && text.given_day.empty()) {
            assume(fmt::format("usual regimen at {:g} years assumed", reading_.age_year));
            const RegimenText usual = text_of(*usual_);
            used.dose = usual.dose;
            used.unit = usual.unit;
            used.loading = usual.loading;
            used.loading_day = usual.loading_day;
            used.interval_day =
                text.is_once ? std::nullopt
                             : std::optional(text.interval_day.value_or(*usual.interval_day));
            return used;
        }
        if (!text.dose) {
            assume("usual dose assumed");
            used.dose = usual_->dose;
            used.unit = usual_->is_per_kg ? DoseUnit::mg_per_kg : DoseUnit::mg;
        }
        if (used.unit == DoseUnit::unsaid) {
            used.unit = DoseUnit::mg;
        }
        if (!text.interval_day && !text.is_once && text.given_day.empty()) {
            assume("usual interval assumed");
            used.interval_day = usual_->interval_day;
        }
        return used;
    }

    void give_doses(const RegimenText& text) {
        if (text.unit == DoseUnit::percent || text.unit == DoseUnit::mg_per_m2) {
            return refuse(fmt::format("{} is given in mg or mg/kg, not in {}", drug_.name,
                                      unit_name(text.unit)));
        }
        if (text.interval_day && *text.interval_day < 1.0) {
            return refuse(
                fmt::format("{} is not simulated as given several times a day", drug_.name));
        }
        care::CareCourse& arm = reading_.arm.care;
        arm.drug = drug_.name;
        if (reading_.first_day <= 0.0) {
            const RegimenText used = completed(text);
            add_doses(used, {0.0, reading_.day}, arm);
            return describe(regimen_in_words(used));
        }
        // Treated as usual up to re-randomisation, then as the row says.
        const RegimenText before = text_of(*usual_);
        add_doses(before, {0.0, reading_.first_day - 1e-6}, arm);
        std::string words = regimen_in_words(before) + " until re-randomisation, then ";
        if (text.is_withdrawn) {
            return describe(words + "none");
        }
        RegimenText kept = completed(text);
        kept.loading.reset();
        kept.loading_day.clear();
        add_doses(kept, {reading_.first_day, reading_.day}, arm);
        describe(words + regimen_in_words(kept));
    }

    void describe(const std::string& words) {
        const std::size_t doses = reading_.arm.care.doses.size();
        reading_.treated_as = fmt::format("{} {}, {} {} in all", drug_.name, words, doses,
                                          doses == 1 ? "dose" : "doses");
    }

    // A drug that acts evenly.

    void give_daily(const RegimenText& text, const std::string& label) {
        if (text.is_once || text.count || !text.given_day.empty() || text.loading ||
            text.interval_day.value_or(1.0) > 1.0) {
            return refuse(
                fmt::format("{} is simulated as given every day, at one dose", drug_.name));
        }
        const double before = usual_->dose;
        double until_day = reading_.day;
        if (text.lasting_day || text.last_day) {
            until_day =
                reading_.first_day + (text.lasting_day ? *text.lasting_day : *text.last_day + 1.0);
        }
        const bool ends_before = until_day < reading_.day;
        const double forever = care::DailyDose{}.until_day;
        if (text.is_withdrawn) {
            reading_.arm.care.daily.push_back(
                {.drug = drug_.name, .amount = before, .until_day = reading_.first_day});
            reading_.treated_as = fmt::format("{} {} daily until re-randomisation, then none",
                                              drug_.name, amount_in_words(before));
            return;
        }
        const std::optional<double> amount = daily_amount(text, label);
        if (!amount) {
            return;
        }
        if (reading_.first_day > 0.0 && *amount != before) {
            reading_.arm.care.daily.push_back(
                {.drug = drug_.name, .amount = before, .until_day = reading_.first_day});
            assume(fmt::format("{} until re-randomisation", amount_in_words(before)));
        }
        reading_.arm.care.daily.push_back(
            {.drug = drug_.name,
             .amount = *amount,
             .from_day = reading_.arm.care.daily.empty() ? 0.0 : reading_.first_day,
             .until_day = ends_before ? until_day : forever});
        reading_.treated_as =
            fmt::format("{} {} daily{}", drug_.name, amount_in_words(*amount),
                        ends_before ? fmt::format(" until day {:g}", until_day) : "");
    }

    [[nodiscard]] std::string amount_in_words(double amount) const {
        const std::string& unit = drug_.action->unit;
        return unit == "mg/day"      ? fmt::format("{:g} mg", amount)
               : unit == "percent"   ? fmt::format("{:g} %", amount)
               : unit == "ug/m2/day" ? fmt::format("{:g} ug/m2", amount)
                                     : fmt::format("potency {:g}", amount);
    }

    /// Of a day, in the unit of the drug's action: as the text says, or the arm's name, or as
    /// usual.
    std::optional<double> daily_amount(const RegimenText& text, const std::string& label) {
        RegimenText said = text;
        const std::string& unit = drug_.action->unit;
        if (!said.dose) {
            const RegimenText of_label =
                read_label_dose(label, rules_.regimen_words, names_of(drug_));
            said.dose = of_label.dose;
            said.unit = of_label.unit;
            said.is_daily_total = of_label.is_daily_total;
        }
        if (said.dose && said.unit == DoseUnit::percent && unit == "potency") {
            assume("strength does not tell potency");
            said.dose.reset();
        }
        if (!said.dose) {
            assume(fmt::format("usual dose at {:g} years assumed", reading_.age_year));
            return usual_->dose;
        }
        const bool is_fitting = (said.unit == DoseUnit::unsaid && unit != "potency") ||
                                (said.unit == DoseUnit::mg && unit == "mg/day") ||
                                (said.unit == DoseUnit::percent && unit == "percent") ||
                                (said.unit == DoseUnit::mg_per_m2 && unit == "ug/m2/day");
        if (!is_fitting) {
            refuse(
                fmt::format("{} is dosed in {}, not in {}", drug_.name, unit,
                            said.unit == DoseUnit::unsaid ? "bare numbers" : unit_name(said.unit)));
            return std::nullopt;
        }
        const bool is_mass = unit == "mg/day" || unit == "ug/m2/day";
        const double times = is_mass && !said.is_daily_total
                                 ? std::round(1.0 / said.interval_day.value_or(1.0))
                                 : 1.0;
        const double scale = said.unit == DoseUnit::mg_per_m2 ? ug_per_mg : 1.0;
        return *said.dose * scale * times;
    }

    const catalogue::Drug& drug_;
    const TrialRules& rules_;
    RowReading& reading_;
    const catalogue::Regimen* usual_ = nullptr;
};

}  // namespace

void treat_as_the_row_says(const TrialRow& row, const TrialRules& rules,
                           const catalogue::Catalogue& catalogue, RowReading& reading) {
    const catalogue::Drug* drug = find_named_drug(row, catalogue);
    std::string regimen = row.dose_regimen;
    std::string label = row.arm;
    if (drug == nullptr) {
        drug = of_class(row.target, catalogue);
        if (drug == nullptr) {
            reading.reason = reason_without_drug(row, catalogue);
            return;
        }
        reading.assumed += fmt::format("; {} stands for its class", drug->name);
        if (drug->kinetics) {
            // Milligrams of another antibody say nothing about this one.
            reading.assumed += regimen.empty() ? "" : "; doses of another drug are not used";
            regimen.clear();
            label.clear();
        }
    }
    if (!drug->action) {
        reading.reason = fmt::format("{} has no action in this model", drug->name);
        return;
    }
    RowTreatment(*drug, rules, reading).treat(regimen, label);
}

}  // namespace vesikin::analysis
