#include "vesikin/format/comparison_glance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "vesikin/base/number_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/study/tendency.hpp"

namespace vesikin::format {

namespace {

using study::ArmAnswer;
using study::Band;
using study::dummy_arm;

std::string hundredths(double frac) {
    return fmt::format("{:.0f}", 100.0 * frac);
}

/// Where the size of a standard drug's effect comes from: some number of it was fitted, or none.
std::string evidence_of(const ComparisonRecord& record, std::size_t arm) {
    const std::string prefix = record.design.standard_of(arm).drug + ".";
    const auto& stages = record.design.model->layer->calibration;
    const bool is_fitted = std::ranges::any_of(stages, [&](const auto& stage) {
        return std::ranges::any_of(
            stage.numbers, [&](const auto& number) { return number.name.starts_with(prefix); });
    });
    return record.texts(is_fitted ? "evidence_trials" : "evidence_assumed");
}

/// Builds the answer of one record.
class GlanceBuilder {
  public:
    explicit GlanceBuilder(const ComparisonRecord& record)
        : record_(record),
          t_(record.texts),
          clock_(record.design.clock()),
          first_way_(record.design.first_way()) {}

    Glance build() {
        Glance glance{.headline = headline(),
                      .standard_line = standard_line(),
                      .header = header(),
                      .rows = {},
                      .notes = {}};
        for (const std::size_t arm : order()) {
            glance.rows.push_back(row(arm));
        }
        glance.notes = {t_.fill("glance_note", {{"week", week()}}), t_("glance_unknown")};
        if (record_.answer.failed_items > 0) {
            glance.notes.push_back(t_.fill(
                "glance_failed", {{"count", fmt::format("{}", record_.answer.failed_items)}}));
        }
        return glance;
    }

  private:
    [[nodiscard]] std::string week() const {
        return fmt::format("{:g}", record_.design.clock_day / base::days_per_week);
    }

    /// Standard care, then the dummy treatment, which all are measured by, nothing, and the ways.
    [[nodiscard]] std::vector<std::size_t> order() const {
        std::vector<std::size_t> arms;
        for (std::size_t arm = study::plain_arm_count; arm < record_.answer.arms.size(); ++arm) {
            if (arm == first_way_) {
                arms.insert(arms.end(), {dummy_arm, study::untreated_arm});
            }
            arms.push_back(arm);
        }
        return arms;
    }

    [[nodiscard]] const study::ArmVisit& visit(std::size_t arm) const {
        return record_.answer.arms[arm].visits[clock_];
    }

    [[nodiscard]] std::string easi_text(std::size_t arm) const {
        const Band& band = visit(arm).markers[outcome::easi_marker];
        return band.p05 == band.p95
                   ? fmt::format("{:.1f}", band.median)
                   : fmt::format("{:.1f} ({:.1f}-{:.1f})", band.median, band.p05, band.p95);
    }

    [[nodiscard]] std::vector<std::string> header() const {
        std::vector<std::string> names;
        for (const char* key : {"glance_arm", "glance_easi", "glance_shares", "glance_flare",
                                "glance_cost", "glance_pain", "glance_downtime", "glance_active"}) {
            names.push_back(t_.fill(key, {{"week", week()}}));
        }
        return names;
    }

    [[nodiscard]] GlanceRow row(std::size_t arm) const {
        const ArmAnswer& answer = record_.answer.arms[arm];
        const std::string none = t_("not_applicable");
        GlanceRow row{
            .arm = arm,
            .label = arm_label(record_, arm),
            .contains = contents_of(record_, arm),
            .easi = easi_text(arm),
            .shares =
                fmt::format("{:>3} | {:>3} | {:>3}", hundredths(answer.shares_at_clock.lighter),
                            hundredths(answer.shares_at_clock.same),
                            hundredths(answer.shares_at_clock.heavier)),
            .flare = hundredths(visit(arm).readings[record_.answer.reading(study::flare)].median),
            .cost = none,
            .pain = "0",
            .downtime = "0",
            .active = none};
        if (arm == dummy_arm) {
            row.shares = t_("glance_reference");
        } else if (arm < study::plain_arm_count) {
            row.cost = "0";
        } else if (arm < first_way_) {
            row.cost = t_("cost_insured");
        } else {
            take_practice(arm, row);
        }
        return row;
    }

    void take_practice(std::size_t arm, GlanceRow& row) const {
        const study::ComparedWay& way = record_.design.way_of(arm);
        const catalogue::Route& route = *way.plan->route;
        const auto typical = [&](const char* name) {
            const catalogue::PracticeFact* fact = practice_fact(route, name);
            return fact == nullptr ? t_("not_applicable") : fmt::format("{:.2g}", fact->typical);
        };
        row.pain = typical("pain");
        row.downtime = typical("downtime");
        row.active = t_(route.is_allowed_on_active_skin ? "glance_yes" : "glance_no");
        if (const catalogue::PracticeFact* price = practice_fact(route, "price")) {
            const auto times = static_cast<double>(way.sessions.count);
            // Languages count money by thousands or by ten thousands.
            const double unit = *base::decimal_number(t_(money_unit_key));
            row.cost = t_.fill("glance_cost_cell",
                               {{"low", fmt::format("{:.3g}", times * price->lowest / unit)},
                                {"high", fmt::format("{:.3g}", times * price->highest / unit)}});
        }
    }

    /// "Dermapen, stamp", or how many where they are many.
    [[nodiscard]] std::string ways_text(const std::vector<std::size_t>& arms) const {
        constexpr std::size_t named = 3;
        const std::size_t ways = record_.design.ways.size();
        if (arms.size() == ways && ways > 1) {
            return t_.fill("headline_all", {{"count", fmt::format("{}", ways)}});
        }
        if (arms.size() > named) {
            return t_.fill("headline_some", {{"count", fmt::format("{}", arms.size())}});
        }
        std::vector<std::string> names;
        names.reserve(arms.size());
        for (const std::size_t arm : arms) {
            names.push_back(arm_label(record_, arm));
        }
        return fmt::format("{}", fmt::join(names, t_("headline_comma")));
    }

    /// "92", or "60 to 92".
    [[nodiscard]] std::string share_text(const std::vector<std::size_t>& arms,
                                         double study::WorldShares::*share) const {
        std::vector<double> values;
        values.reserve(arms.size());
        for (const std::size_t arm : arms) {
            values.push_back(record_.answer.arms[arm].shares_at_clock.*share);
        }
        const auto [low, high] = std::ranges::minmax(values);
        return hundredths(low) == hundredths(high)
                   ? hundredths(low)
                   : t_.fill("headline_range",
                             {{"low", hundredths(low)}, {"high", hundredths(high)}});
    }

    [[nodiscard]] std::string headline() const {
        constexpr std::array<double study::WorldShares::*, study::tendency_names.size()> shares{
            &study::WorldShares::lighter, &study::WorldShares::same, &study::WorldShares::same,
            &study::WorldShares::heavier};
        const auto arms = study::arms_by_tendency(record_.answer, first_way_);
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < arms.size(); ++i) {
            if (!arms[i].empty()) {
                parts.push_back(t_.fill(
                    "headline_" + std::string(study::tendency_names[i]),
                    {{"ways", ways_text(arms[i])}, {"count", share_text(arms[i], shares[i])}}));
            }
        }
        return t_.fill("headline",
                       {{"parts", fmt::format("{}", fmt::join(parts, t_("headline_semicolon")))},
                        {"week", week()}});
    }

    [[nodiscard]] std::string standard_line() const {
        const std::size_t arm = study::lightest_standard(record_.design, record_.answer);
        if (arm == dummy_arm) {
            return {};
        }
        const auto easi = [&](std::size_t of) {
            return fmt::format("{:.1f}", visit(of).markers[outcome::easi_marker].median);
        };
        return t_.fill("headline_standard",
                       {{"drug", arm_label(record_, arm)},
                        {"easi", easi(arm)},
                        {"evidence", evidence_of(record_, arm)},
                        {"dummy", easi(dummy_arm)},
                        {"start", fmt::format("{:.1f}", record_.answer.baseline_easi)},
                        {"week", week()}});
    }

    const ComparisonRecord& record_;
    const Texts& t_;
    std::size_t clock_;
    std::size_t first_way_;
};

}  // namespace

Glance comparison_glance(const ComparisonRecord& record) {
    return GlanceBuilder(record).build();
}

std::string contents_of(const ComparisonRecord& record, std::size_t arm) {
    const Texts& t = record.texts;
    const study::ComparisonDesign& design = record.design;
    if (arm == study::untreated_arm) {
        const bool stops = record.care_drug || record.is_calm;
        return t(stops ? "contains_untreated_stops" : "contains_untreated");
    }
    // What the arm has of its own, and what becomes of the drug beside the sessions.
    std::string own = t("contains_dummy");
    const char* with_drug = "contains_beside";
    if (arm >= design.first_way()) {
        const study::ComparedWay& way = design.way_of(arm);
        own = t.fill(
            way.treated_weight >= 1.0 ? "contains_way_whole" : "contains_way",
            {{"sessions", fmt::format("{}", way.sessions.count)},
             {"weeks", fmt::format("{:.2g}", way.sessions.interval_day / base::days_per_week)},
             {"site", way.plan->site->label.in(t.language())}});
    } else if (arm != dummy_arm) {
        const study::StandardCare& standard = design.standard_of(arm);
        own = t.fill("contains_standard",
                     {{"drug", drug_text(record, standard.drug, standard.regimen)},
                      {"evidence", evidence_of(record, arm)}});
        with_drug = "contains_instead";
    }
    if (record.care_drug) {
        const catalogue::Drug* drug = design.model->find_drug(*record.care_drug);
        return t.fill(with_drug, {{"what", own}, {"drug", drug->label.in(t.language())}});
    }
    return record.is_calm ? t.fill("contains_kept", {{"what", own}}) : own;
}

}  // namespace vesikin::format
