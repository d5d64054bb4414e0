#include "vesikin/server/facts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/data/json_tree.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::server {

namespace {

using Json = nlohmann::ordered_json;

/// Makes JSON of what is known, its words in every language.
class FactJson {
  public:
    FactJson(const service::Knowledge& knowledge, const std::vector<std::string>& languages)
        : knowledge_(knowledge),
          languages_(languages),
          model_(knowledge.catalogue(format::default_model)) {}

    [[nodiscard]] Json questions() const {
        Json all = Json::array();
        for (const planner::Question& question : knowledge_.planner().questions) {
            all.push_back(one_question(question));
        }
        return {{"schema", 1},
                {"person_schema", format::last_person_schema},
                {"withheld", planner::withheld},
                {"criteria", planner::criterion_names},
                {"questions", std::move(all)}};
    }

    [[nodiscard]] Json persons() const {
        Json all = Json::array();
        for (const std::string& name : format::toml_names_in(knowledge_.data(), "persons")) {
            all.push_back({{"name", name},
                           {"person", format::json_of(
                                          *knowledge_.data().tree("persons/" + name + ".toml"))}});
        }
        return {{"schema", 1}, {"persons", std::move(all)}};
    }

    [[nodiscard]] Json texts() const {
        Json all = Json::object();
        for (const std::string& language : languages_) {
            all[language] = knowledge_
                                .texts(language, {format::app_texts, format::name_texts,
                                                  format::planner_texts, format::comparison_texts})
                                .all();
        }
        return all;
    }

    [[nodiscard]] Json meta() const {
        const format::ServerLimits& limits = knowledge_.server_limits();
        return {{"schema", 1},
                {"program", "vesikin"},
                {"version", service::version()},
                {"intended_use", format::intended_use},
                {"simulated", true},
                {"languages", languages_},
                {"data_sha256", data_digest()},
                {"prices_valid_from", newest_price()},
                {"newest_source_year", newest_source()},
                {"easi", easi()},
                {"ways", ways()},
                {"products", products()},
                {"limits",
                 {{"body_most_byte", limits.body_most_byte},
                  {"questions", limits.questions},
                  {"patients_most", limits.patients_most},
                  {"worlds_most", limits.worlds_most},
                  {"delivery_people_most", limits.delivery_people_most},
                  {"people_times_worlds_most", limits.people_times_worlds_most},
                  {"job_within_second", limits.job_within_second},
                  {"waiting_most", limits.waiting_most}}}};
    }

  private:
    [[nodiscard]] Json label(const catalogue::Label& label) const {
        Json by_language = Json::object();
        for (const std::string& language : languages_) {
            by_language[language] = label.in(language);
        }
        return by_language;
    }

    static Json range(const planner::NumberRange& range) {
        return {{"min", range.lowest}, {"max", range.highest}};
    }

    [[nodiscard]] Json one_question(const planner::Question& question) const {
        using planner::QuestionKind;
        Json shown{{"id", question.id},
                   {"kind", planner::question_kind_names[static_cast<std::size_t>(question.kind)]},
                   {"text", label(question.text)},
                   {"why", label(question.why)},
                   {"feeds", question.feeds}};
        const bool has_number = question.kind == QuestionKind::number ||
                                question.kind == QuestionKind::band ||
                                question.kind == QuestionKind::shares;
        if (has_number) {
            shown["unit"] = question.unit;
            shown["hard"] = range(question.hard);
            shown["soft"] = question.soft ? range(*question.soft) : Json(nullptr);
        }
        shown["choices"] = Json::array();
        for (const planner::Choice& choice : question.choices) {
            shown["choices"].push_back({{"id", choice.id},
                                        {"label", label(choice.label)},
                                        {"value", choice.value ? Json(*choice.value) : Json()}});
        }
        shown["names"] = Json::array();
        for (const std::string& name : question.names) {
            const catalogue::Drug* drug = model_.find_drug(name);
            shown["names"].push_back(
                {{"id", name},
                 {"label", label(drug == nullptr ? catalogue::Label(name) : drug->label)}});
        }
        return shown;
    }

    /// How EASI adds up, and its strata.
    [[nodiscard]] Json easi() const {
        Json regions = Json::array();
        for (const catalogue::BodyRegion& region : knowledge_.delivery().body.regions) {
            regions.push_back({{"name", region.name}, {"weight", region.easi_weight}});
        }
        Json strata = Json::array();
        for (const catalogue::EasiBand& band : model_.easi_bands.bands) {
            strata.push_back({{"easi_max", band.easi_max}});
        }
        return {{"regions", std::move(regions)}, {"strata", std::move(strata)}};
    }

    [[nodiscard]] Json ways() const {
        Json all = Json::array();
        std::vector<catalogue::Route> routes = knowledge_.delivery().routes;
        std::ranges::sort(routes, {}, &catalogue::Route::order);
        for (const catalogue::Route& route : routes) {
            Json practice = Json::array();
            for (const catalogue::PracticeFact& fact : route.practice) {
                practice.push_back({{"name", fact.name},
                                    {"unit", fact.unit},
                                    {"typical", fact.typical},
                                    {"lowest", fact.lowest},
                                    {"highest", fact.highest},
                                    {"meaning", label(fact.meaning)}});
            }
            Json harms = Json::array();
            for (const catalogue::Harm& harm : route.harms) {
                harms.push_back({{"name", harm.name}, {"label", label(harm.label)}});
            }
            all.push_back(
                {{"name", route.name},
                 {"label", label(route.label)},
                 {"description", label(route.description)},
                 {"device", label(route.device)},
                 {"article_says", route.article ? label(route.article->says) : Json(nullptr)},
                 {"practice", std::move(practice)},
                 {"harms", std::move(harms)}});
        }
        return all;
    }

    [[nodiscard]] Json products() const {
        Json all = Json::array();
        for (const planner::Product& product : knowledge_.planner().products) {
            all.push_back({{"name", product.name}, {"label", label(product.label)}});
        }
        return all;
    }

    /// One digest over every file of the data.
    [[nodiscard]] std::string data_digest() const {
        std::string all;
        for (const format::InputFile& file : knowledge_.files()) {
            all += file.path + " " + file.sha256 + "\n";
        }
        return format::sha256(all);
    }

    [[nodiscard]] Json newest_price() const {
        std::string newest;
        for (const catalogue::Drug& drug : model_.drugs) {
            if (drug.price) {
                newest = std::max(newest, drug.price->valid_from);
            }
        }
        return newest.empty() ? Json(nullptr) : Json(newest);
    }

    [[nodiscard]] Json newest_source() const {
        int newest = 0;
        for (const catalogue::Source& source : knowledge_.sources()) {
            newest = std::max(newest, source.year);
        }
        return newest;
    }

    const service::Knowledge& knowledge_;
    const std::vector<std::string>& languages_;
    const catalogue::Catalogue& model_;
};

}  // namespace

Facts facts_of(const service::Knowledge& knowledge, const std::vector<std::string>& languages) {
    const FactJson facts(knowledge, languages);
    return {.meta = facts.meta().dump(),
            .questions = facts.questions().dump(),
            .persons = facts.persons().dump(),
            .texts = facts.texts().dump()};
}

}  // namespace vesikin::server
