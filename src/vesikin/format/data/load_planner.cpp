#include "vesikin/format/data/load_planner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_likeness.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

using planner::Question;
using planner::QuestionKind;

/// Reads every TOML file of a folder of the data.
template <class Read>
void for_each_file(const DataSource& data, std::string_view folder, Read read) {
    for (const std::string& name : toml_names_in(data, folder)) {
        const DataFile file = data.open(fmt::format("{}/{}.toml", folder, name));
        TableReader root = file.root();
        check_schema(root);
        read(root);
        root.refuse_unknown_keys();
        file.throw_if_any();
    }
}

class QuestionLoader {
  public:
    QuestionLoader(const catalogue::Catalogue& model, const catalogue::Body& body)
        : model_(model), body_(body) {}

    Question read(TableReader& table) {
        Question question;
        question.id = table.text("id");
        note_second_use(table, "id", question.id, used_);
        question.kind = choice_of<QuestionKind>(table, "kind", planner::question_kind_names);
        question.since_schema = table.has("since_schema")
                                    ? static_cast<int>(table.integer(
                                          "since_schema", first_person_schema, last_person_schema))
                                    : last_person_schema;
        question.text = table.label("text");
        question.why = table.label("why");
        question.unit = table.text_or("unit", "1");
        question.feeds = known_texts(table, "feeds", planner::question_uses);
        read_range(table, question);
        read_names(table, question);
        table.refuse_unknown_keys();
        return question;
    }

  private:
    static void read_range(TableReader& table, Question& question) {
        constexpr double unbounded = std::numeric_limits<double>::infinity();
        if (question.kind != QuestionKind::number && question.kind != QuestionKind::band &&
            question.kind != QuestionKind::shares) {
            return;
        }
        const auto ends = [&](std::string_view key, Range allowed) {
            TableReader range = table.table(key);
            planner::NumberRange read;
            read.lowest = range.number("min", allowed);
            read.highest = range.number("max", {read.lowest, allowed.upper});
            range.refuse_unknown_keys();
            return read;
        };
        question.hard = ends("hard", {0.0, unbounded});
        if (table.has("soft")) {
            question.soft = ends("soft", {question.hard.lowest, question.hard.highest});
        }
    }

    void read_names(TableReader& table, Question& question) {
        if (table.has("names_of")) {
            if (table.choice("names_of", {"drugs", "sites"}) == 0) {
                std::ranges::transform(model_.drugs, std::back_inserter(question.names),
                                       &catalogue::Drug::name);
            } else {
                for (const catalogue::BodySite& site : body_.sites) {
                    question.choices.push_back({site.name, site.label});
                }
            }
        } else if (question.kind == QuestionKind::responses) {
            table.problem("names_of", base::message("nothing"),
                          base::message("what is answered for"));
        }
        const bool has_own = question.kind != QuestionKind::number &&
                             question.kind != QuestionKind::band && question.choices.empty();
        if (!has_own) {
            return;
        }
        std::set<std::string> ids;
        for (TableReader& choice : table.tables("choice")) {
            planner::Choice read{choice.text("id"), choice.label("label")};
            note_second_use(choice, "id", read.id, ids);
            if (choice.has("value")) {
                read.value = choice.number("value", {0.0, std::numeric_limits<double>::infinity()});
            }
            choice.refuse_unknown_keys();
            question.choices.push_back(std::move(read));
        }
    }

    const catalogue::Catalogue& model_;
    const catalogue::Body& body_;
    std::set<std::string> used_;
};

/// Gates hold on to questions by name: what they ask for must be there.
class GateLoader {
  public:
    GateLoader(const std::vector<Question>& questions, const catalogue::Catalogue& model)
        : questions_(questions), model_(model) {}

    planner::Gate read(TableReader& table) {
        planner::Gate gate;
        gate.id = table.text("id");
        note_second_use(table, "id", gate.id, used_);
        gate.effect = choice_of<planner::GateEffect>(table, "effect", planner::gate_effect_names);
        gate.tags = known_texts(table, "tags", planner::option_tags);
        if (table.has("when")) {
            for (TableReader& clause : table.tables("when")) {
                gate.when.push_back(read_clause(clause));
            }
        }
        gate.text = table.label("text");
        gate.change = table.label("change");
        gate.provenance = read_provenance(table, model_.sources);
        table.refuse_unknown_keys();
        return gate;
    }

  private:
    planner::GateClause read_clause(TableReader& table) {
        planner::GateClause clause;
        clause.question = table.text("question");
        const auto question = std::ranges::find(questions_, clause.question, &Question::id);
        if (question == questions_.end()) {
            table.problem("question", base::quoted(clause.question),
                          base::message("a question of data/questions"));
        } else if (table.has("any_of")) {
            std::vector<std::string_view> ids;
            std::ranges::transform(question->choices, std::back_inserter(ids),
                                   &planner::Choice::id);
            clause.any_of = known_texts(table, "any_of", ids);
        } else if (table.has("any_name")) {
            clause.any_name = known_texts(table, "any_name", question->names);
        } else {
            static_cast<void>(table.choice("below_option", {"age_min_year"}));
            clause.is_below_age = true;
        }
        table.refuse_unknown_keys();
        return clause;
    }

    const std::vector<Question>& questions_;
    const catalogue::Catalogue& model_;
    std::set<std::string> used_;
};

planner::Product read_product(TableReader& root, const catalogue::Catalogue& model) {
    constexpr double most_particles = 1e16;
    planner::Product product;
    product.name = root.text("name");
    product.label = root.label("label");
    product.cells = root.label("cells");
    if (root.has("label_count")) {
        TableReader table = root.table("label_count");
        const double ratio = table.unit_ratio("unit", "particles");
        planner::LabelCount count;
        count.lowest = ratio * table.number("lowest", {0.0, most_particles});
        count.highest = ratio * table.number("highest", {count.lowest / ratio, most_particles});
        count.typical =
            ratio * table.number("typical", {count.lowest / ratio, count.highest / ratio});
        table.refuse_unknown_keys();
        product.label_count = count;
    }
    product.count_meaning = root.label("count_meaning");
    product.purity = root.label("purity");
    product.certified = root.labels("certified");
    product.not_certified = root.labels("not_certified");
    product.provenance = read_provenance(root, model.sources);
    return product;
}

planner::PlannerSettings read_settings(TableReader& root, const catalogue::Catalogue& model) {
    constexpr double longest_day = 366.0;
    planner::PlannerSettings settings;
    settings.visit_takes_day = root.quantity("visit_takes", "day", {0.0, 1.0}).inside;
    settings.care_visit_every_day =
        root.quantity("care_visit_every", "day", {1.0, longest_day}).inside;
    TableReader copayment = root.table("copayment");
    const double ratio = copayment.unit_ratio("unit", "1");
    settings.copayment_frac.lowest = ratio * copayment.number("lowest", {0.0, 1.0 / ratio});
    settings.copayment_frac.highest = ratio * copayment.number("highest", {0.0, 1.0 / ratio});
    settings.copayment_frac.typical = settings.copayment_frac.highest;
    copayment.refuse_unknown_keys();
    settings.weight_draws = static_cast<std::size_t>(root.integer("weight_draws", 100, 10'000'000));
    settings.points_off_frac = root.quantity("points_off", "1", {0.01, 1.0}).inside;
    settings.benefit_in_worlds_frac = root.quantity("benefit_in_worlds", "1", {0.0, 1.0}).inside;
    static_cast<void>(read_provenance(root, model.sources));
    return settings;
}

}  // namespace

std::vector<Question> load_questions(const DataSource& data, const catalogue::Catalogue& model,
                                     const catalogue::Body& body) {
    std::vector<Question> questions;
    QuestionLoader loader(model, body);
    for_each_file(data, "questions", [&](TableReader& root) {
        for (TableReader& table : root.tables("question")) {
            questions.push_back(loader.read(table));
        }
    });
    return questions;
}

planner::PlannerKnowledge load_planner(const DataSource& data, const catalogue::Catalogue& model,
                                       const catalogue::Body& body) {
    planner::PlannerKnowledge known;
    known.questions = load_questions(data, model, body);
    GateLoader gates(known.questions, model);
    for_each_file(data, "gates", [&](TableReader& root) {
        for (TableReader& table : root.tables("gate")) {
            known.gates.push_back(gates.read(table));
        }
    });
    std::set<std::string> used;
    for_each_file(data, "products", [&](TableReader& root) {
        planner::Product product = read_product(root, model);
        note_second_use(root, "name", product.name, used);
        known.products.push_back(std::move(product));
    });
    std::ranges::sort(known.products, {}, &planner::Product::name);
    for_each_file(data, "planner",
                  [&](TableReader& root) { known.settings = read_settings(root, model); });
    known.likeness = load_likeness(data, model.sources);
    return known;
}

}  // namespace vesikin::format
