#include "vesikin/format/comparison_page_data.hpp"

#include <fmt/format.h>

#include "vesikin/format/comparison_article.hpp"
#include "vesikin/format/comparison_glance.hpp"

namespace vesikin::format {

namespace {

ComparisonRecord in_language(const ComparisonRecord& record, const Texts& texts) {
    return {.design = record.design,
            .answer = record.answer,
            .delivery = record.delivery,
            .vesicles = record.vesicles,
            .evidence = record.evidence,
            .texts = texts,
            .manifest = record.manifest,
            .is_calm = record.is_calm,
            .care_drug = record.care_drug};
}

/// The words of pictures, tables and controls, by key; the page fills in what it draws.
Json page_texts(const ComparisonRecord& record) {
    Json texts = Json::object();
    for (const auto& [key, text] : record.texts.all()) {
        if (key.starts_with("page_")) {
            texts[key] = record.texts.fill(key, {{"clock", week_text(record)}});
        }
    }
    const std::vector<std::string> also{
        "title", "intended_use", "dummy_line", "figure_easi", "figure_easi_note", "figure_itch",
        "figure_knowledge", "figure_markers", "knowledge_note", "axis_weeks", "explain_heading",
        "explain_none", "limits_heading", "cost_insured",
        // Of all pages.
        "contents", "language", "language_switch", "licences", "table", "week",
        std::string(money_unit_key)};
    for (const std::string& key : also) {
        texts[key] = record.texts(key);
    }
    return texts;
}

/// A way that the article does not allow on active skin; of other arms it says nothing.
bool is_refused_on_active(const ComparisonRecord& record, std::size_t arm) {
    return arm >= record.design.first_way() &&
           !record.design.way_of(arm).plan->route->is_allowed_on_active_skin;
}

Json glance_object(const ComparisonRecord& record) {
    const Glance glance = comparison_glance(record);
    Json rows = Json::array();
    for (const GlanceRow& row : glance.rows) {
        rows.push_back({{"arm", record.answer.arms[row.arm].name},
                        {"contains", row.contains},
                        {"easi", row.easi},
                        {"shares", row.shares},
                        {"flare", row.flare},
                        {"cost", row.cost},
                        {"cost_detail", row.cost_detail},
                        {"pain", row.pain},
                        {"downtime", row.downtime},
                        {"active", row.active},
                        {"is_refused_on_active", is_refused_on_active(record, row.arm)}});
    }
    return {{"headline", glance.headline},
            {"standard_line", glance.standard_line},
            {"rows", std::move(rows)},
            {"notes", glance.notes}};
}

Json details_object(const ComparisonTable& table) {
    Json rows = Json::array();
    for (const ComparisonRow& row : table.rows) {
        Json cells = Json::array();
        for (const ComparisonCell& cell : row.cells) {
            cells.push_back({{"text", cell.text}, {"rests_on", cell.explanation}});
        }
        rows.push_back({{"name", row.name}, {"label", row.label}, {"cells", std::move(cells)}});
    }
    return rows;
}

Json answers_object(const std::vector<ArticleAnswer>& answers) {
    Json list = Json::array();
    for (const ArticleAnswer& answer : answers) {
        list.push_back({{"about", answer.about},
                        {"article", answer.article},
                        {"calculated", answer.calculated}});
    }
    return list;
}

Json article_object(const ComparisonRecord& record, const ComparisonTable& table) {
    const ArticleView view = comparison_article(record, table);
    Json ways = Json::array();
    for (const ArticleWay& way : view.ways) {
        ways.push_back({{"arm", record.answer.arms[way.arm].name},
                        {"label", way.label},
                        {"says", way.says},
                        {"answers", answers_object(way.answers)}});
    }
    return {{"heading", view.heading},
            {"note", view.note},
            {"words", view.words},
            {"ways", std::move(ways)},
            {"drawbacks", answers_object(view.drawbacks)},
            {"advice", answers_object(view.advice)}};
}

Json language_object(const ComparisonRecord& record) {
    const Texts& t = record.texts;
    const ComparisonTable table = comparison_table(record);
    Json arms = Json::object();
    for (std::size_t arm = 0; arm < record.answer.arms.size(); ++arm) {
        arms[record.answer.arms[arm].name] = arm_label(record, arm);
    }
    Json markers = Json::array();
    for (const outcome::Marker& marker : outcome::all_markers()) {
        const std::string name(marker.name);
        markers.push_back({{"name", name}, {"label", t("marker_" + name)}});
    }
    Json numbers = Json::object();
    for (const auto& values : record.answer.knowledge) {
        for (const study::KnowledgeValue& value : values) {
            numbers[value.name] = number_name(value.name, t);
        }
    }
    Json stopped = nullptr;
    if (!record.answer.is_complete) {
        stopped = t.fill("stopped", {{"worlds", fmt::format("{}", record.answer.worlds)}});
    }
    return {{"texts", page_texts(record)},
            {"people_line", people_line(record)},
            {"stopped", std::move(stopped)},
            {"glance", glance_object(record)},
            {"limits", limits_of(record)},
            {"details", details_object(table)},
            {"article", article_object(record, table)},
            {"arms", std::move(arms)},
            {"markers", std::move(markers)},
            {"numbers", std::move(numbers)}};
}

}  // namespace

Json comparison_page_data(const ComparisonRecord& record, const std::vector<Texts>& languages) {
    Json words = Json::object();
    for (const Texts& texts : languages) {
        words[texts.language()] = language_object(in_language(record, texts));
    }
    return {{"schema", 1},
            {"kind", "comparison"},
            {"language", record.texts.language()},
            {"answer", comparison_numbers(record)},
            {"languages", std::move(words)}};
}

std::string comparison_page(const ComparisonRecord& record, const PageParts& parts) {
    return fill_report_page(parts.page, comparison_page_data(record, parts.languages));
}

}  // namespace vesikin::format
