#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "vesikin/base/units.hpp"
#include "vesikin/format/comparison_files.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/shown_number.hpp"

namespace vesikin::format {

namespace {

using study::ArmAnswer;
using study::Band;

/// -0.0 and what rounds to it is 0.
double tidy(double value, double unit) {
    return std::abs(value) < 0.5 * unit ? 0.0 : value;
}

/// A difference from the dummy treatment in words: below it is lighter. The ends of the band have
/// arrows.
std::string difference_text(const Band& band, int digits, const Texts& texts) {
    const double unit = std::pow(10.0, -digits);
    const auto size = [&](double value) { return fmt::format("{:.{}f}", std::abs(value), digits); };
    const auto arrow = [&](double value) {
        const double seen = tidy(value, unit);
        return seen == 0.0 ? "0" : (seen < 0.0 ? "↓" : "↑") + size(value);
    };
    const double middle = tidy(band.median, unit);
    const std::string words =
        middle == 0.0 ? texts("difference_none")
                      : texts.fill(middle < 0.0 ? "difference_lighter" : "difference_heavier",
                                   {{"size", size(middle)}});
    // Arms without vesicles are the same in every world of a model without a calibration.
    return band.p05 == band.p95
               ? words
               : fmt::format("{} ({} … {})", words, arrow(std::min(band.p05, band.p95)),
                             arrow(std::max(band.p05, band.p95)));
}

std::string count_text(const Band& band) {
    if (band.p05 == band.p95) {
        return hundredths(band.median);
    }
    return fmt::format("{} ({} – {})", hundredths(band.median), hundredths(band.p05),
                       hundredths(band.p95));
}

/// One significant digit, written out: 0.00003.
std::string one_digit(double value) {
    const int digits = value > 0.0 ? static_cast<int>(std::ceil(-std::log10(value))) : 0;
    return fmt::format("{:.{}f}", value, std::clamp(digits, 0, 12));
}

/// Builds the rows of one record.
class TableBuilder {
  public:
    explicit TableBuilder(const ComparisonRecord& record) : record_(record), t_(record.texts) {}

    ComparisonTable build() {
        for (std::size_t arm = 0; arm < record_.answer.arms.size(); ++arm) {
            table_.columns.push_back(arm_label(record_, arm));
        }
        where_it_acts();
        what_it_does();
        what_it_takes();
        what_it_rests_on();
        return std::move(table_);
    }

  private:
    [[nodiscard]] const study::ComparedWay& way(std::size_t arm) const {
        return record_.design.way_of(arm);
    }

    [[nodiscard]] const catalogue::Route& route(std::size_t arm) const {
        return *way(arm).plan->route;
    }

    /// A row from one cell for untreated, one for dummy, a function for the ways, and one for
    /// standard care.
    template <class Cell, class Standard>
    void row(const std::string& name, ComparisonCell untreated, ComparisonCell dummy, Cell cell,
             Standard standard) {
        ComparisonRow row{name, t_.fill("row_" + name, {{"week", week_text(record_)}}), {}};
        row.cells = {std::move(untreated), std::move(dummy)};
        for (std::size_t arm = study::plain_arm_count; arm < record_.answer.arms.size(); ++arm) {
            row.cells.push_back(arm < record_.design.first_way() ? standard(arm) : cell(arm));
        }
        table_.rows.push_back(std::move(row));
    }

    /// Of which there is nothing to say of standard care.
    template <class Cell>
    void row(const std::string& name, ComparisonCell untreated, ComparisonCell dummy, Cell cell) {
        row(name, std::move(untreated), std::move(dummy), cell,
            [&](std::size_t) { return none(); });
    }

    /// Where a drug's effect comes from.
    [[nodiscard]] std::vector<std::string> drug_explanation(std::size_t arm) const {
        const catalogue::Drug* drug =
            record_.design.model->find_drug(record_.design.standard_of(arm).drug);
        return {fmt::format("{}: {}; {}", drug->name, drug->action->meaning,
                            source_text(drug->action->provenance))};
    }

    [[nodiscard]] ComparisonCell none() const { return {t_("not_applicable"), {}}; }

    /// What is read at the clock, when all arms are read side by side.
    [[nodiscard]] const study::ArmVisit& at_clock(std::size_t arm) const {
        return record_.answer.arms[arm].visits[record_.design.clock()];
    }

    [[nodiscard]] Band absolute(std::size_t arm, std::string_view reading) const {
        return at_clock(arm).readings[record_.answer.reading(reading)];
    }

    [[nodiscard]] std::string over_dummy(const study::ArmVisit& visit,
                                         std::string_view reading) const {
        return difference_text(visit.readings_over_dummy[record_.answer.reading(reading)], 1, t_);
    }

    [[nodiscard]] const catalogue::PracticeFact* fact(std::size_t arm,
                                                      std::string_view name) const {
        return route(arm).fact(name);
    }

    /// The source of a number, where it can be read, and how we know what it says.
    [[nodiscard]] std::string source_text(const catalogue::Provenance& provenance) const {
        const auto& sources = record_.delivery.sources;
        const auto source = std::ranges::find(sources, provenance.source, &catalogue::Source::key);
        std::string link;
        if (source != sources.end() && source->doi) {
            link = " https://doi.org/" + *source->doi;
        } else if (source != sources.end() && source->url && source->url->starts_with("http")) {
            link = " " + *source->url;
        }
        return t_.fill("explain_route", {{"source", provenance.source + link},
                                         {"mark", std::string(name_of(provenance.mark))}});
    }

    [[nodiscard]] std::string spread_text(const catalogue::VesicleUnknown& unknown) const {
        const auto& s = unknown.spread;
        const double ratio = unknown.inside_per_given;
        const std::string unit = unknown.unit == "1" ? "" : " " + unknown.unit;
        switch (s.kind) {
            case catalogue::WorldSpread::Kind::fixed:
                return fmt::format("{:g}{}", s.middle / ratio, unit);
            case catalogue::WorldSpread::Kind::log_normal:
                return fmt::format("log-normal, {:.3g}{} x/ {:.3g}", s.middle / ratio, unit, s.gsd);
            case catalogue::WorldSpread::Kind::uniform:
                return fmt::format("{:.3g} - {:.3g}{}", s.low / ratio, s.high / ratio, unit);
            case catalogue::WorldSpread::Kind::triangular:
                return fmt::format("{:.3g} - {:.3g} - {:.3g}{}", s.low / ratio, s.middle / ratio,
                                   s.high / ratio, unit);
        }
        return {};
    }

    /// In English in both languages, as the evidence base is.
    [[nodiscard]] std::string basis_text(const catalogue::VesicleUnknown& unknown) const {
        const std::string sentence =
            basis_of(record_.evidence, unknown.records, unknown.provenance).text();
        return unknown.records.empty()
                   ? sentence
                   : fmt::format("{} ({})", sentence, fmt::join(unknown.records, ", "));
    }

    /// What a forecast of this way hangs on most: the unknowns that stand out above chance, or,
    /// where none does, the first ones of the list.
    [[nodiscard]] std::vector<std::string> forecast_explanation(std::size_t arm) const {
        constexpr std::size_t most = 6;
        constexpr std::size_t where_none_does = 3;
        const auto& values = record_.answer.knowledge[arm - record_.design.first_way()];
        // Largest first.
        auto shown = static_cast<std::size_t>(std::ranges::count_if(
            values, [](const auto& value) { return value.variance_frac > 0.0; }));
        std::vector<std::string> lines;
        if (shown == 0) {
            shown = where_none_does;
            lines.push_back(t_("explain_none"));
        }
        for (std::size_t i = 0; i < std::min({shown, most, values.size()}); ++i) {
            lines.push_back(unknown_text(values[i].name, arm));
        }
        return lines;
    }

    /// An unknown of vesicles or of the way, its width and what it rests on.
    [[nodiscard]] std::string unknown_text(const std::string& name, std::size_t arm) const {
        const auto& unknowns = record_.vesicles.unknowns;
        const auto unknown = std::ranges::find(unknowns, name, &catalogue::VesicleUnknown::name);
        if (unknown != unknowns.end()) {
            return t_.fill("explain_rests", {{"name", number_name(name, t_)},
                                             {"distribution", spread_text(*unknown)},
                                             {"records", basis_text(*unknown)}});
        }
        const auto& parameters = route(arm).parameters;
        const auto parameter =
            std::ranges::find(parameters, name, &catalogue::DeliveryParameter::name);
        return parameter == parameters.end() ? number_name(name, t_) : parameter_text(*parameter);
    }

    [[nodiscard]] std::string parameter_text(const catalogue::DeliveryParameter& parameter) const {
        return fmt::format("{}: {:.3g}{} x/ {:.3g}; {}", number_name(parameter.name, t_),
                           parameter.inside.median / parameter.inside_per_given,
                           parameter.unit == "1" ? "" : " " + parameter.unit, parameter.inside.gsd,
                           source_text(parameter.provenance));
    }

    /// What the way to living skin hangs on.
    [[nodiscard]] std::vector<std::string> delivery_explanation(std::size_t arm) const {
        std::vector<std::string> lines;
        for (const catalogue::DeliveryParameter& parameter : route(arm).parameters) {
            lines.push_back(parameter_text(parameter));
        }
        return lines;
    }

    void where_it_acts() {
        row("acts_on", none(), none(), [&](std::size_t arm) {
            const double weight = way(arm).treated_weight;
            return ComparisonCell{
                weight >= 1.0
                    ? t_("acts_whole")
                    : t_.fill("acts_local", {{"site", way(arm).plan->site->label.in(t_.language())},
                                             {"weight", fmt::format("{:.0f} %", 100.0 * weight)}}),
                {route(arm).description.in(t_.language())}};
        });
        row("reaches", none(), none(), [&](std::size_t arm) {
            const ArmAnswer& answer = record_.answer.arms[arm];
            const double half = record_.vesicles.median_world().action.half_effect_cargo;
            return ComparisonCell{
                t_.fill("reaches_cell",
                        {{"share", fmt::format("{:.2g} %", 100.0 * answer.reached_label_frac)},
                         {"cargo", one_digit(answer.cargo_per_cell)},
                         {"immune", one_digit(answer.immune_cargo_per_cell)},
                         {"half", fmt::format("{:.2g}", half)}}),
                delivery_explanation(arm)};
        });
    }

    /// What an arm does, in words made by `text` of its place.
    template <class Text>
    void forecast(const char* name, std::string dummy, Text text) {
        row(
            name, ComparisonCell{text(std::size_t{0}), {}}, ComparisonCell{std::move(dummy), {}},
            [&](std::size_t arm) {
                return ComparisonCell{text(arm), forecast_explanation(arm)};
            },
            [&](std::size_t arm) {
                return ComparisonCell{text(arm), drug_explanation(arm)};
            });
    }

    /// People of 100 at the clock.
    void counted(const char* name, std::string_view reading) {
        const auto text = [&](std::size_t arm) { return count_text(absolute(arm, reading)); };
        forecast(name, text(1), text);
    }

    void what_it_does() {
        const auto difference = [&](const char* name, auto text) {
            forecast(name, t_("difference_none"), text);
        };
        difference("easi", [&](std::size_t arm) {
            return over_dummy(at_clock(arm), study::easi_change_treated);
        });
        difference("easi_end", [&](std::size_t arm) {
            const ArmAnswer& answer = record_.answer.arms[arm];
            return over_dummy(answer.visits[answer.course_end], study::easi_change_treated);
        });
        difference("easi_left", [&](std::size_t arm) {
            return over_dummy(record_.answer.arms[arm].visits.back(), study::easi_change_treated);
        });
        difference("easi_person", [&](std::size_t arm) {
            return over_dummy(at_clock(arm), "easi_percent_change");
        });
        difference("itch", [&](std::size_t arm) {
            return difference_text(at_clock(arm).markers_over_dummy[outcome::itch_marker], 2, t_);
        });
        counted("easi75", "easi_75");
        counted("noticeable", study::noticeable);
        const auto shares = [&](const char* name, study::WorldShares ArmAnswer::*of) {
            forecast(name, t_("glance_reference"),
                     [&](std::size_t arm) { return shares_text(record_.answer.arms[arm].*of); });
        };
        shares("shares", &ArmAnswer::shares_at_clock);
        shares("shares_end", &ArmAnswer::shares_at_end);
        row("when", none(), none(), [&](std::size_t arm) {
            const ArmAnswer& answer = record_.answer.arms[arm];
            constexpr double too_small_percent = 0.05;
            const std::size_t change = record_.answer.reading(study::easi_change_treated);
            const bool has_effect =
                answer.visits[answer.course_end].readings_over_dummy[change].median <
                -too_small_percent;
            return ComparisonCell{
                has_effect ? t_.fill("when_weeks",
                                     {{"weeks", fmt::format("{:.0f}", answer.half_effect_day / 7)}})
                           : t_("when_none"),
                forecast_explanation(arm)};
        });
        if (record_.design.has_attribution) {
            by_claim();
        }
    }

    void by_claim() {
        row("claims", none(), none(), [&](std::size_t arm) {
            const study::Attribution& a =
                record_.answer.attribution[arm - record_.design.first_way()];
            const auto show = [](double v) { return fmt::format("{:+.2f}", tidy(v, 0.01)); };
            return ComparisonCell{t_.fill("claims_cell", {{"b1", show(a.claims[0])},
                                                          {"b2", show(a.claims[1])},
                                                          {"b3", show(a.claims[2])},
                                                          {"needle", show(a.needle)}}),
                                  {"Shapley values over claims and needle"}};
        });
    }

    void what_it_takes() {
        row("sessions", none(), none(), [&](std::size_t arm) {
            return ComparisonCell{
                t_.fill("sessions_cell",
                        {{"sessions", fmt::format("{}", way(arm).sessions.count)},
                         {"weeks", fmt::format("{:.2g}", way(arm).sessions.interval_day / 7.0)}}),
                facts_explanation(arm, {"sessions", "interval"})};
        });
        row(
            "cost", ComparisonCell{"0", {}}, none(),
            [&](std::size_t arm) { return cost_cell(arm); },
            [&](std::size_t) {
                return ComparisonCell{t_("cost_insured"), {}};
            });
        for (const char* name : {"pain", "downtime"}) {
            row(name, ComparisonCell{"0", {}}, ComparisonCell{"0", {}}, [&](std::size_t arm) {
                const auto* found = fact(arm, name);
                return found == nullptr
                           ? none()
                           : ComparisonCell{fmt::format("{:g} ({:g} – {:g})", found->typical,
                                                        found->lowest, found->highest),
                                            facts_explanation(arm, {name})};
            });
        }
        row("active", none(), none(), [&](std::size_t arm) {
            const ArmAnswer& answer = record_.answer.arms[arm];
            return ComparisonCell{
                fmt::format(
                    "{}; {}", t_(route(arm).is_allowed_on_active_skin ? "active_yes" : "active_no"),
                    t_.fill("active_modelled",
                            {{"rise", fmt::format("{:.2f}", tidy(answer.highest_rise, 0.01))},
                             {"flare", count_text(absolute(arm, study::flare))}})),
                forecast_explanation(arm)};
        });
        row("donation", ComparisonCell{t_("donation_none"), {}},
            ComparisonCell{t_("donation_none"), {}}, [&](std::size_t) {
                return ComparisonCell{t_("donation_cell"),
                                      {"FoundingArticle (C3); caution, unverified"}};
            });
        row("harms", none(), none(), [&](std::size_t arm) { return harms_cell(arm); });
    }

    /// Of the course and of one session, with the year and the place of the price.
    [[nodiscard]] ComparisonCell cost_cell(std::size_t arm) {
        const auto* price = fact(arm, "price");
        if (price == nullptr) {
            return none();
        }
        const auto times = static_cast<double>(way(arm).sessions.count);
        const auto range = [&](double of) {
            return fmt::format("{} – {}", with_commas(of * price->lowest),
                               with_commas(of * price->highest));
        };
        const auto& sources = record_.delivery.sources;
        const auto source =
            std::ranges::find(sources, price->provenance.source, &catalogue::Source::key);
        return {t_.fill(way(arm).treated_weight >= 1.0 ? "cost_cell_whole" : "cost_cell",
                        {{"course", range(times)},
                         {"session", range(1.0)},
                         {"sessions", fmt::format("{}", way(arm).sessions.count)},
                         {"site", way(arm).plan->site->label.in(t_.language())},
                         {"year", source == sources.end() ? t_("not_applicable")
                                                          : fmt::format("{}", source->year)}}),
                facts_explanation(arm, {"price", "sessions"})};
    }

    ComparisonCell harms_cell(std::size_t arm) {
        ComparisonCell cell;
        constexpr double denominator = 10'000.0;
        const auto of_many = [](double frac) {
            const double count = denominator * frac;
            return count < 10.0 ? fmt::format("{:.1g}", count) : fmt::format("{:.0f}", count);
        };
        for (const catalogue::Harm& harm : route(arm).harms) {
            const bool is_measured =
                harm.provenance.evidence == catalogue::Evidence::measured_human;
            const std::string line = t_.fill(
                "harm_line", {{"label", harm.label.in(t_.language())},
                              {"typical", of_many(harm.per_session_frac)},
                              {"low", of_many(harm.lowest_frac)},
                              {"high", of_many(harm.highest_frac)},
                              {"kind", t_(is_measured ? "harm_reported" : "harm_guessed")}});
            cell.text += cell.text.empty() ? line : "; " + line;
            cell.explanation.push_back(harm.name + ": " + source_text(harm.provenance));
        }
        if (route(arm).pierces_skin && !record_.is_calm) {
            cell.text += (cell.text.empty() ? "" : "; ") + t_("harm_on_eczema");
        }
        return cell.text.empty() ? none() : cell;
    }

    std::vector<std::string> facts_explanation(std::size_t arm,
                                               const std::vector<std::string>& names) {
        std::vector<std::string> lines;
        for (const std::string& name : names) {
            if (const auto* found = fact(arm, name)) {
                lines.push_back(fmt::format(
                    "{} ({}): {:g} – {:g} {}; {}", name, found->meaning.in(t_.language()),
                    found->lowest, found->highest, found->unit, source_text(found->provenance)));
            }
        }
        return lines;
    }

    void what_it_rests_on() {
        row("evidence", none(), ComparisonCell{t_("evidence_dummy"), {}}, [&](std::size_t) {
            return ComparisonCell{t_("evidence_cell"), {"vesikin evidence"}};
        });
        row("unknown", none(), none(), [&](std::size_t arm) {
            std::string text;
            std::size_t shown = 0;
            for (const auto& value : record_.answer.knowledge[arm - record_.design.first_way()]) {
                if (value.narrowing_frac > 0.0 && shown++ < 3) {
                    text += fmt::format("{}{} {:.0f} %", text.empty() ? "" : ", ",
                                        number_name(value.name, t_), 100.0 * value.narrowing_frac);
                }
            }
            return ComparisonCell{text.empty() ? t_("not_applicable") : text,
                                  forecast_explanation(arm)};
        });
    }

    const ComparisonRecord& record_;
    const Texts& t_;
    ComparisonTable table_;
};

}  // namespace

ComparisonTable comparison_table(const ComparisonRecord& record) {
    return TableBuilder(record).build();
}

std::string shares_text(const study::WorldShares& shares, int width) {
    return fmt::format("{:>{}.0f} | {:>{}.0f} | {:>{}.0f}", 100.0 * shares.lighter, width,
                       100.0 * shares.same, width, 100.0 * shares.heavier, width);
}

std::string week_text(const ComparisonRecord& record) {
    return fmt::format("{:g}", record.design.clock_day / base::days_per_week);
}

std::string number_name(const std::string& name, const Texts& texts) {
    return texts.or_else(std::string(number_text_prefix) + name, name);
}

std::string arm_label(const ComparisonRecord& record, std::size_t arm) {
    const std::string& language = record.texts.language();
    if (arm < study::plain_arm_count) {
        return record.texts(study::plain_arm_names[arm]);
    }
    if (arm < record.design.first_way()) {
        return record.design.model->find_drug(record.design.standard_of(arm).drug)
            ->label.in(language);
    }
    return record.design.way_of(arm).plan->route->label.in(language);
}

std::string drug_text(const ComparisonRecord& record, const std::string& drug,
                      const std::string& regimen) {
    const catalogue::Drug* found = record.design.model->find_drug(drug);
    return record.texts.fill(
        "drug_text", {{"drug", found->label.in(record.texts.language())},
                      {"regimen", found->regimen(regimen)->label.in(record.texts.language())}});
}

std::string people_line(const ComparisonRecord& record) {
    const std::string whose = record.design.sex == study::SexChoice::both ? ""
                              : record.design.sex == study::SexChoice::female
                                  ? record.texts("bodies_female")
                                  : record.texts("bodies_male");
    std::string beside;
    if (record.care_drug) {
        const catalogue::Drug* drug = record.design.model->find_drug(*record.care_drug);
        beside = record.texts.fill(
            "care_line", {{"drug", drug_text(record, drug->name, drug->regimens.front().name)}});
    }
    return record.texts.fill(
               "people_line",
               {{"patients", fmt::format("{}", record.answer.patients)},
                {"state", record.texts(record.is_calm ? "state_calm" : "state_active")},
                {"easi", fmt::format("{:.0f}", record.answer.baseline_easi)},
                {"worlds", fmt::format("{}", record.answer.worlds)},
                {"weeks", fmt::format("{:.0f}", record.design.visit_day.back() / 7.0)}}) +
           whose + beside;
}

std::vector<std::string> limits_of(const ComparisonRecord& record) {
    std::vector<std::string> limits;
    for (const char* key : {record.design.model->layer ? "limit_1" : "limit_1_published", "limit_2",
                            "limit_3", "limit_4"}) {
        limits.push_back(record.texts(key));
    }
    return limits;
}

}  // namespace vesikin::format
