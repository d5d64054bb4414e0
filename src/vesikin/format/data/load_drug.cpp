#include "vesikin/format/data/load_drug.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "vesikin/disease/fields.hpp"
#include "vesikin/format/data/number_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"

namespace vesikin::format {

namespace {

using catalogue::Drug;
using catalogue::DrugEffect;
using catalogue::DrugKind;
using catalogue::KineticNumber;
using Kinetics = catalogue::DrugKineticsDescription;

constexpr Range any_amount{1e-9, 1e6};

/// A kinetic number's name, unit inside and place.
struct KineticField {
    std::string_view name;
    std::string_view unit;
    double lower;
    double upper;
    KineticNumber Kinetics::*member;
};

constexpr std::array<KineticField, 11> kinetic_fields{{
    {"central_volume", "l", 1e-3, 1e4, &Kinetics::central_volume_l},
    {"clearance", "l/day", 1e-6, 1e5, &Kinetics::clearance_l_per_day},
    {"elimination", "1/day", 1e-6, 1e4, &Kinetics::elimination_per_day},
    {"peripheral_volume", "l", 1e-3, 1e4, &Kinetics::peripheral_volume_l},
    {"distribution", "l/day", 1e-6, 1e5, &Kinetics::distribution_l_per_day},
    {"to_peripheral", "1/day", 1e-6, 1e4, &Kinetics::to_peripheral_per_day},
    {"to_central", "1/day", 1e-6, 1e4, &Kinetics::to_central_per_day},
    {"absorption", "1/day", 1e-6, 1e4, &Kinetics::absorption_per_day},
    {"transit_time", "day", 1e-6, 1e3, &Kinetics::transit_time_day},
    {"saturable", "mg/l/day", 1e-9, 1e4, &Kinetics::saturable_mg_per_l_day},
    {"half_saturation", "mg/l", 1e-9, 1e4, &Kinetics::half_saturation_mg_per_l},
}};

class DrugReader {
  public:
    DrugReader(TableReader root, const std::vector<catalogue::Source>& sources)
        : root_(std::move(root)), sources_(sources) {}

    Drug read(const std::string& name) {
        check_schema(root_);
        Drug drug;
        static_cast<void>(root_.choice("name", {name}));  // a drug is found by its file's name
        drug.name = name;
        drug.label = root_.label("label");
        drug.description = root_.text("description");
        drug.kind = static_cast<DrugKind>(
            root_.has("kind") ? root_.choice("kind", {"antibody", "oral", "topical", "other"}) : 3);
        drug.target_class = root_.text_or("class", "");
        drug.stands_for_class = root_.has("stands_for_class") && root_.boolean("stands_for_class");
        if (root_.has("aliases")) {
            drug.aliases = root_.texts("aliases");
        }
        if (root_.has("effect")) {
            std::set<std::string> targets;
            for (TableReader& table : root_.tables("effect")) {
                drug.effects.push_back(read_effect(table, "size"));
                note_second_use(table, "target", effect_name(drug.effects.back()), targets);
                drug.effects.back().provenance = read_provenance(table, sources_);
                table.refuse_unknown_keys();
            }
        }
        read_kinetics(drug);
        read_action(drug);
        read_regimens(drug);
        read_price(drug);
        read_approval(drug);
        if (root_.has("risk")) {
            for (TableReader& table : root_.tables("risk")) {
                drug.risks.push_back({table.text("text"), read_provenance(table, sources_)});
                table.refuse_unknown_keys();
            }
        }
        if (drug.effects.empty() && !drug.action) {
            root_.problem("action", base::message("neither [[effect]] nor [action]"),
                          base::message("what the drug does, in one of the models at least"));
        }
        if (drug.action && drug.regimens.empty()) {
            root_.problem("regimen", base::message("none"),
                          base::message("how a drug with an [action] is given, once at least"));
        }
        root_.refuse_unknown_keys();
        return drug;
    }

  private:
    /// Such as il13_block.
    static std::string effect_name(const DrugEffect& effect) {
        constexpr std::array<std::string_view, 3> suffix{"block", "added", "gain"};
        return fmt::format("{}_{}", effect.target, suffix[static_cast<std::size_t>(effect.kind)]);
    }

    DrugEffect read_effect(TableReader& table, const char* size_key) {
        using Kind = DrugEffect::Kind;
        DrugEffect effect;
        effect.target = table.text("target");
        effect.kind = static_cast<Kind>(table.choice("kind", {"block", "add", "gain"}));
        const std::string wanted = effect_name(effect);
        const auto field = std::ranges::find(disease::effect_fields, wanted,
                                             &disease::Field<disease::Effects<double>>::name);
        if (field == disease::effect_fields.end()) {
            std::vector<std::string_view> known;
            known.reserve(disease::effect_fields.size());
            for (const auto& entry : disease::effect_fields) {
                known.push_back(entry.name);
            }
            table.problem("target", base::message("\"{}\" with this kind", effect.target),
                          base::message("one of the model's effects: {}", base::listed(known)));
        } else {
            effect.field = static_cast<std::size_t>(field - disease::effect_fields.begin());
            effect.size =
                table.quantity(size_key, std::string(field->unit), {field->lower, field->upper})
                    .inside;
        }
        if (table.has("access")) {
            effect.access = table.quantity("access", "1", {0.0, 1.0}).inside;
        }
        effect.meaning = table.text("meaning");
        return effect;
    }

    void read_kinetics(Drug& drug) {
        if (!root_.has("kinetics")) {
            return;
        }
        TableReader table = root_.table("kinetics");
        Kinetics& kinetics = drug.kinetics.emplace();
        kinetics.reference_weight_kg =
            table.quantity("reference_weight", "kg", {1.0, 500.0}).inside;
        kinetics.bioavailability_frac = table.quantity("bioavailability", "1", {1e-6, 1.0}).inside;
        kinetics.is_infused = table.choice("given", {"injected", "infused"}) == 1;
        kinetics.volume_loss_correlation =
            table.number_or("volume_loss_correlation", {-1.0, 1.0}, 0.0);
        kinetics.provenance = read_provenance(table, sources_);
        for (TableReader& row : table.tables("number")) {
            const std::string name = row.text("name");
            const auto field = std::ranges::find(kinetic_fields, name, &KineticField::name);
            if (field == kinetic_fields.end()) {
                std::vector<std::string_view> known;
                known.reserve(kinetic_fields.size());
                for (const KineticField& each : kinetic_fields) {
                    known.push_back(each.name);
                }
                row.problem("name", base::quoted(name),
                            base::message("one of {}", base::listed(known)));
                continue;
            }
            KineticNumber& number = kinetics.*field->member;
            if (number.typical > 0.0) {
                row.problem("name", base::message("\"{}\" a second time", name),
                            base::message("a name used once"));
            }
            number.typical =
                row.quantity("value", std::string(field->unit), {field->lower, field->upper})
                    .inside;
            number.between_people_sd_log = row.number_or("between_people", {0.0, 3.0}, 0.0);
            number.weight_exponent = row.number_or("weight_exponent", {-2.0, 3.0}, 0.0);
            row.refuse_unknown_keys();
        }
        check_whole(table, kinetics);
        table.refuse_unknown_keys();
    }

    static void check_whole(TableReader& table, const Kinetics& k) {
        const auto has = [](const KineticNumber& number) { return number.typical > 0.0; };
        const auto need = [&](bool is_met, base::Message given, base::Message allowed) {
            if (!is_met) {
                table.problem("number", std::move(given), std::move(allowed));
            }
        };
        need(has(k.central_volume_l), base::message("no central_volume"),
             base::message("a central_volume"));
        need(has(k.clearance_l_per_day) != has(k.elimination_per_day),
             base::message("both or neither of clearance and elimination"),
             base::message("one of them"));
        need(k.is_infused || has(k.absorption_per_day), base::message("no absorption"),
             base::message("an absorption rate, for a drug that is injected"));
        need(has(k.distribution_l_per_day) == has(k.peripheral_volume_l),
             base::message("one of distribution and peripheral_volume"),
             base::message("both or neither"));
        need(has(k.to_peripheral_per_day) == has(k.to_central_per_day),
             base::message("one of to_peripheral and to_central"),
             base::message("both or neither"));
        need(has(k.saturable_mg_per_l_day) == has(k.half_saturation_mg_per_l),
             base::message("one of saturable and half_saturation"),
             base::message("both or neither"));
    }

    void read_action(Drug& drug) {
        if (!root_.has("action")) {
            return;
        }
        TableReader table = root_.table("action");
        catalogue::DrugActionDescription& action = drug.action.emplace();
        TableReader half = table.table("half_effect");
        action.half_effect = half.number("value", any_amount);
        const std::vector<std::string_view> units =
            drug.kinetics
                ? std::vector<std::string_view>{"mg/l"}
                : std::vector<std::string_view>{"mg/day", "percent", "potency", "ug/m2/day"};
        action.unit = units[std::min(half.choice("unit", units), units.size() - 1)];
        half.refuse_unknown_keys();
        action.meaning = table.text("meaning");
        action.provenance = read_provenance(table, sources_);
        std::set<std::string> targets;
        for (TableReader& target : table.tables("target")) {
            action.targets.push_back(read_effect(target, "largest"));
            note_second_use(target, "target", effect_name(action.targets.back()), targets);
            if (drug.kinetics && action.targets.back().kind != DrugEffect::Kind::block) {
                target.problem(
                    "kind", base::message("an effect that adds or gains, of a drug with kinetics"),
                    base::message("block: what follows a concentration blocks"));
            }
            action.targets.back().provenance = action.provenance;
            target.refuse_unknown_keys();
        }
        table.refuse_unknown_keys();
    }

    void read_regimens(Drug& drug) {
        if (!root_.has("regimen")) {
            return;
        }
        std::set<std::string> names;
        for (TableReader& table : root_.tables("regimen")) {
            catalogue::Regimen regimen;
            regimen.name = table.text("name");
            note_second_use(table, "name", regimen.name, names);
            regimen.label =
                table.has("label") ? table.label("label") : catalogue::Label(regimen.name);
            TableReader dose = table.table("dose");
            regimen.dose = dose.number("value", any_amount);
            regimen.is_per_kg = dose.choice("unit", {"mg", "mg/kg", "mg/day", "percent", "potency",
                                                     "ug/m2/day"}) == 1;
            dose.refuse_unknown_keys();
            if (table.has("loading")) {
                regimen.loading = table.quantities("loading", "mg", any_amount);
            }
            regimen.interval_day = table.quantity("interval", "day", {0.01, 400.0}).inside;
            regimen.age_min_year = table.number_or("age_min_year", {0.0, 120.0}, 0.0);
            regimen.weight_min_kg = table.number_or("weight_min_kg", {0.0, 500.0}, 0.0);
            if (table.has("weight_max_kg")) {
                regimen.weight_max_kg =
                    table.number("weight_max_kg", {regimen.weight_min_kg, 500.0});
            }
            regimen.provenance = read_provenance(table, sources_);
            table.refuse_unknown_keys();
            drug.regimens.push_back(std::move(regimen));
        }
    }

    void read_price(Drug& drug) {
        if (!root_.has("price")) {
            return;
        }
        TableReader table = root_.table("price");
        catalogue::Price& price = drug.price.emplace();
        price.unit_label = table.text("unit");
        price.amount_per_unit = table.number("amount_per_unit", any_amount);
        price.jpy_per_unit = table.number("jpy_per_unit", {0.0, 1e9});
        price.valid_from = table.text("valid_from");
        static_cast<void>(table.date("valid_from"));
        if (drug.kind == DrugKind::topical) {
            drug.grams_per_day = table.number("grams_per_day", {0.0, 1000.0});
        }
        price.provenance = read_provenance(table, sources_);
        table.refuse_unknown_keys();
    }

    void read_approval(Drug& drug) {
        if (!root_.has("approval")) {
            return;
        }
        TableReader table = root_.table("approval");
        constexpr std::array<std::string_view, 4> states{"approved", "investigational", "stopped",
                                                         "other use"};
        catalogue::Approval& approval = drug.approval.emplace();
        approval.status = states[std::min<std::size_t>(
            table.choice("status", {states.begin(), states.end()}), states.size() - 1)];
        if (table.has("age_min_year")) {
            approval.age_min_year = table.number("age_min_year", {0.0, 120.0});
        }
        approval.note = table.text_or("note", "");
        approval.provenance = read_provenance(table, sources_);
        table.refuse_unknown_keys();
    }

    TableReader root_;
    const std::vector<catalogue::Source>& sources_;
};

}  // namespace

Drug read_drug(const DataFile& file, const std::string& name,
               const std::vector<catalogue::Source>& sources) {
    Drug drug = DrugReader(file.root(), sources).read(name);
    file.throw_if_any();
    return drug;
}

}  // namespace vesikin::format
