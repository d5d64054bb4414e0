#include "vesikin/format/comparison_glance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "vesikin/base/number_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/format/shown_number.hpp"
#include "vesikin/study/tendency.hpp"

namespace vesikin::format {

namespace {

using study::ArmAnswer;
using study::Band;
using study::dummy_arm;

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
        glance.notes = {t_.fill("glance_note", {{"week", week_text(record_)}}), chance_line(),
                        t_("glance_unknown")};
        if (record_.answer.failed_items > 0) {
            glance.notes.push_back(t_.fill(
                "glance_failed", {{"count", fmt::format("{}", record_.answer.failed_items)}}));
        }
        return glance;
    }

  private:
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
            names.push_back(t_.fill(key, {{"week", week_text(record_)}}));
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
            .shares = shares_text(answer.shares_at_clock, 3),
            .flare = hundredths(visit(arm).readings[record_.answer.reading(study::flare)].median),
            .cost = none,
            .cost_detail = {},
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
            const catalogue::PracticeFact* fact = route.fact(name);
            return fact == nullptr ? t_("not_applicable") : fmt::format("{:.2g}", fact->typical);
        };
        row.pain = typical("pain");
        row.downtime = typical("downtime");
        row.active = t_(route.is_allowed_on_active_skin ? "glance_yes" : "glance_no");
        if (const catalogue::PracticeFact* price = route.fact("price")) {
            // Languages count money by thousands or by ten thousands.
            const double unit = *base::decimal_number(t_(money_unit_key));
            const auto range = [&](double times) {
                return t_.fill("glance_cost_cell",
                               {{"low", fmt::format("{:.3g}", times * price->lowest / unit)},
                                {"high", fmt::format("{:.3g}", times * price->highest / unit)}});
            };
            row.cost = range(static_cast<double>(way.sessions.count));
            row.cost_detail = t_.fill(
                "glance_cost_session",
                {{"session", range(1.0)}, {"sessions", fmt::format("{}", way.sessions.count)}});
        }
    }

    /// How far chance in this calculation may have moved what is shown: half of a 95 % interval,
    /// the widest of the ways. Worlds count for shares and for the middle, people for the mean in
    /// each.
    [[nodiscard]] std::string chance_line() const {
        constexpr double half_interval = 1.96;
        constexpr double sd_per_band = 1.0 / 3.29;    // 5 to 95 % of a normal distribution
        constexpr double sd_per_people = 1.0 / 2.56;  // 10 to 90 %
        constexpr double median_per_mean = 1.25;      // standard errors, of a normal distribution
        const auto worlds = static_cast<double>(record_.answer.worlds);
        const auto people = static_cast<double>(record_.answer.patients);
        double share_error = 0.0;
        double easi_error = 0.0;
        for (std::size_t arm = first_way_; arm < record_.answer.arms.size(); ++arm) {
            const study::WorldShares& shares = record_.answer.arms[arm].shares_at_clock;
            for (const double share : {shares.lighter, shares.same, shares.heavier}) {
                // That nothing was seen in so many worlds does not make it impossible.
                const double one = 1.0 / worlds;
                const double spread = std::max(share * (1.0 - share), one * (1.0 - one));
                share_error = std::max(share_error, std::sqrt(spread / worlds));
            }
            const Band& easi = visit(arm).markers[outcome::easi_marker];
            const double by_worlds =
                median_per_mean * sd_per_band * (easi.p95 - easi.p05) / std::sqrt(worlds);
            const double by_people = record_.answer.baseline_easi / 100.0 * sd_per_people *
                                     (visit(arm).person_p90 - visit(arm).person_p10) /
                                     std::sqrt(people);
            easi_error = std::max(easi_error, std::hypot(by_worlds, by_people));
        }
        return t_.fill("glance_chance",
                       {{"worlds", fmt::format("{}", record_.answer.worlds)},
                        {"people", fmt::format("{}", record_.answer.patients)},
                        {"shares", fmt::format("{:.0f}", 100.0 * half_interval * share_error)},
                        {"easi", fmt::format("{:.1f}", half_interval * easi_error)}});
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
                        {"week", week_text(record_)}});
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
                        {"week", week_text(record_)}});
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
