// Answers in JSON of records made by hand: the numbers that go in come out, and docs/api describes
// all of them.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/answer_schema.hpp"
#include "support/delivery_fixture.hpp"
#include "support/model_fixture.hpp"
#include "support/shipped_data.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/format/calibration_files.hpp"
#include "vesikin/format/delivery_files.hpp"
#include "vesikin/format/evidence_files.hpp"
#include "vesikin/format/model_files.hpp"
#include "vesikin/format/mouse_files.hpp"
#include "vesikin/format/patient_files.hpp"
#include "vesikin/format/trial_files.hpp"
#include "vesikin/format/validation_files.hpp"

namespace vesikin::format {
namespace {

using nlohmann::json;

Manifest run_manifest() {
    Manifest manifest;
    manifest.version = "1.2.3";
    manifest.command = "test";
    manifest.seed = 18'446'744'073'709'551'615U;  // what a double would round
    manifest.solver = "batched";
    manifest.instruction_set = "none";
    manifest.wall_time_second = 1.5;
    manifest.started_utc = "2026-11-30T11:00:00Z";
    manifest.inputs = {{"a.toml", std::string(64, '0')}};
    return manifest;
}

Manifest look_up_manifest() {
    Manifest manifest;
    manifest.version = "1.2.3";
    manifest.command = "test";
    return manifest;
}

/// The answer, which its schema describes.
json checked(const std::string& use_case, const std::string& text) {
    json answer = json::parse(text);
    EXPECT_EQ(tests::answer_schema(use_case).problems(answer), "");
    EXPECT_EQ(answer.at("kind"), use_case);
    EXPECT_EQ(answer.at("version"), "1.2.3");
    EXPECT_EQ(text.find("{\n  \"schema\": 1,\n  \"kind\": "), 0U) << "these two come first";
    return answer;
}

/// A page of nothing but its data, which opens in Japanese.
PageParts page_parts(std::string_view name) {
    return {
        .page = "<p>__VESIKIN_REPORT_DATA__</p>",
        .language = "ja",
        .languages = load_all_texts(tests::shipped_data(), {name, "page", "names", "comparison"})};
}

/// What such a page holds, which its schema describes.
json page_data(const std::string& page) {
    const std::string frame = "<p></p>";
    json data = json::parse(page.substr(3, page.size() - frame.size()));
    EXPECT_EQ(tests::JsonSchema("run.page.schema.json").problems(data), "");
    return data;
}

study::SpreadSummary spread(double median) {
    return {.p05 = median - 0.5,
            .median = median,
            .p95 = median + 0.5,
            .people_p05 = median - 0.25,
            .people_p95 = median + 0.25,
            .world_p05 = median - 0.125,
            .world_p95 = median + 0.125};
}

TEST(AnswersTest, DeliverHoldsEveryNumberOfASession) {
    const auto plan = tests::SessionChoice{.way = "dermapen", .output_day = {0.5}}.plan();
    study::DeliveryAnswer found;
    found.measures.assign(simulation::measure_count, spread(7.0));
    found.places = {std::vector<study::SpreadSummary>(simulation::place_count, spread(2.0))};
    found.depths = {std::vector<study::SpreadSummary>(simulation::depth_bins, spread(3.0))};
    found.plasma_per_ml = {spread(1e10)};
    found.variance = {{"uptake", 0.75, -0.5}};
    found.typical = tests::simulate_one(plan, tests::median_woman(plan));
    const std::vector<DeliveredWay> ways{{plan, found}};
    const study::DeliveryStudy study{.people = 3, .worlds = 4, .sex = study::SexChoice::male};
    const Manifest manifest = run_manifest();
    const json answer =
        checked("deliver", delivery_json({tests::shipped_delivery(), ways, study, manifest}));
    const json data = page_data(delivery_page({tests::shipped_delivery(), ways, study, manifest},
                                              page_parts("deliver_page")));
    EXPECT_EQ(data.at("answer"), answer);
    const catalogue::Route& route = *ways.front().plan.route;
    for (const char* language : {"en", "ja"}) {
        const json& labels = data.at("languages").at(language).at("labels");
        EXPECT_EQ(labels.at("way").at(route.name), route.label.in(language));
        EXPECT_EQ(labels.at("site").at(ways.front().plan.site->name),
                  ways.front().plan.site->label.in(language));
        EXPECT_EQ(labels.at("device").at(route.name), route.device.in(language));
    }
    const json& labels = data.at("languages").at("ja").at("labels");
    EXPECT_EQ(labels.at("layer").at("papillary dermis"), "乳頭真皮");
    EXPECT_EQ(labels.at("unit").at("JPY"), "円");
    EXPECT_EQ(data.at("languages").at("en").at("labels").at("evidence").at("measured_human"),
              "measured in people");
    EXPECT_EQ(answer.at("seed"), "18446744073709551615");
    EXPECT_EQ(answer.at("manifest").at("seed"), answer.at("seed"));
    EXPECT_EQ(answer.at("people"), 3);
    EXPECT_EQ(answer.at("worlds"), 4);
    EXPECT_EQ(answer.at("sex"), "male");
    const json& way = answer.at("ways").at(0);
    EXPECT_EQ(way.at("session").at("site"), "face");
    EXPECT_EQ(way.at("session").at("settings").at(0).at("name"), "label_count");
    EXPECT_EQ(way.at("measures").at(4),
              json::parse(R"({"name": "dermis_per_cm2", "unit": "particles/cm2", "median": 7.0,
                  "p05": 6.5, "p95": 7.5, "people_p05": 6.75, "people_p95": 7.25,
                  "world_p05": 6.875, "world_p95": 7.125})"));
    const json& time = way.at("times").at(0);
    EXPECT_EQ(time.at("hour"), 12.0);
    EXPECT_EQ(time.at("share_of_label").at("cells").at("median"), 2.0);
    EXPECT_EQ(time.at("plasma_particles_per_ml").at("p95"), 10'000'000'000.5);
    EXPECT_EQ(time.at("depths").at(1).at("top_um"), 50.0);
    EXPECT_EQ(time.at("depths").at(1).at("bottom_um"), 100.0);
    // What lies between the edges of the typical skin is what the course has in its skin.
    const json& skin = way.at("typical_skin");
    EXPECT_EQ(skin.at("layers").at(0).at("name"), "stratum corneum");
    EXPECT_EQ(skin.at("layers").at(0).at("bottom_um"), skin.at("layers").at(1).at("top_um"));
    const json& edges = skin.at("cell_edges_um");
    const json& cells = time.at("typical_skin").at("cell_particles_per_ml");
    ASSERT_EQ(edges.size(), cells.size() + 1);
    EXPECT_NEAR(edges.back().get<double>(), skin.at("layers").back().at("bottom_um"), 1e-6);
    double per_cm2 = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        per_cm2 += cells.at(i).get<double>() *
                   (edges.at(i + 1).get<double>() - edges.at(i).get<double>()) / base::um_per_cm;
    }
    const auto& places = found.typical.places[0];
    const auto share = [&](simulation::Place place) {
        return places[static_cast<std::size_t>(place)];
    };
    const double in_skin = share(simulation::Place::corneum) + share(simulation::Place::epidermis) +
                           share(simulation::Place::dermis);
    const double expected = in_skin * plan.session.label_particles / plan.session.area_cm2;
    EXPECT_NEAR(per_cm2, expected, 1e-9 * expected);
    EXPECT_EQ(way.at("process"), "channels");
    EXPECT_GT(way.at("practice").at("facts").size(), 0U);
    EXPECT_GT(answer.at("sources").size(), 0U);
    EXPECT_EQ(way.at("variance_of_dermis_per_cm2").at(0),
              json::parse(R"({"parameter": "uptake", "share_frac": 0.75,
                  "rank_correlation": -0.5})"));
}

TEST(AnswersTest, ASettingIsInTheUnitOfItsRoute) {
    const auto plan =
        tests::SessionChoice{.way = "dermapen", .settings = {{"needle_depth", 0.08}}}.plan();
    study::DeliveryAnswer found;
    found.measures.resize(simulation::measure_count);
    found.places.assign(3, std::vector<study::SpreadSummary>(simulation::place_count));
    found.depths.assign(3, std::vector<study::SpreadSummary>(simulation::depth_bins));
    found.plasma_per_ml.resize(3);
    found.typical = tests::simulate_one(plan, tests::median_woman(plan));
    const std::vector<DeliveredWay> ways{{plan, found}};
    const Manifest manifest = run_manifest();
    const json answer =
        checked("deliver", delivery_json({tests::shipped_delivery(), ways, {}, manifest}));
    for (const json& setting : answer.at("ways").at(0).at("session").at("settings")) {
        if (setting.at("name") == "needle_depth") {
            EXPECT_EQ(setting.at("unit"), "mm");
            EXPECT_NEAR(setting.at("value").get<double>(), 0.8, 1e-12);  // 0.08 cm
        }
    }
}

TEST(AnswersTest, EvidenceHoldsRecordsAndWhatRestsOnThem) {
    const catalogue::EvidenceBase& base = tests::shipped_evidence();
    catalogue::EvidenceRecord record = base.records.front();
    record.id = "ZZ-1";
    record.analytes = {{"IL-10", catalogue::Direction::none}};
    record.size = std::nullopt;
    record.n = 12;
    record.source = "S2";
    const std::vector<const catalogue::EvidenceRecord*> selected{&record};
    catalogue::VesicleCatalogue vesicles = tests::shipped_vesicles();
    vesicles.unknowns[0].name = "first";
    vesicles.unknowns[0].unit = "mm";
    vesicles.unknowns[0].inside_per_given = 0.1;
    vesicles.unknowns[0].spread = {.kind = catalogue::WorldSpread::Kind::fixed, .middle = 0.3};
    vesicles.unknowns[0].records = {"ZZ-1"};
    std::vector<catalogue::Source> sources(2);
    sources[0].key = "S1";
    sources[1].key = "S2";
    sources[1].year = 2020;
    const Manifest manifest = look_up_manifest();
    catalogue::EvidenceBase with_record = base;
    with_record.records.push_back(record);
    const json answer =
        checked("evidence", evidence_json({with_record, selected, vesicles, sources, manifest}));
    EXPECT_FALSE(answer.contains("seed"));
    EXPECT_FALSE(answer.at("manifest").contains("threads"));
    EXPECT_EQ(answer.at("records_in_all"), base.records.size() + 1);
    ASSERT_EQ(answer.at("records").size(), 1U);
    const json& listed = answer.at("records").at(0);
    EXPECT_EQ(listed.at("analytes"), json::parse(R"([{"name": "IL-10", "direction": "none"}])"));
    EXPECT_EQ(listed.at("size"), nullptr);
    EXPECT_EQ(listed.at("n"), 12);
    EXPECT_EQ(listed.at("used_by"), json::parse(R"(["first"])"));
    EXPECT_NEAR(answer.at("unknowns").at(0).at("p95").get<double>(), 3.0, 1e-12);  // 0.3 cm in mm
    ASSERT_EQ(answer.at("sources").size(), 1U);
    EXPECT_EQ(answer.at("sources").at(0).at("key"), "S2");
    EXPECT_EQ(answer.at("sources").at(0).at("doi"), nullptr);
}

TEST(AnswersTest, MouseHoldsChangesByDoseAndCountsVerdicts) {
    catalogue::MouseCatalogue mouse;
    catalogue::MouseStudy& given = mouse.studies.emplace_back();
    given.name = "oxazolone";
    given.label = "Oxazolone";
    given.doses_particles = {1e8, 1e9};
    given.dose_meaning = "given";
    given.sessions = 3;
    given.interval_day = 2.0;
    given.read_day = 14.0;
    const auto row = [](catalogue::Direction reported, std::vector<study::Band> change) {
        return study::MouseRow{.study = "oxazolone",
                               .route = catalogue::MouseRoute::sc,
                               .record = "TR-01",
                               .analyte = "ceramide",
                               .reported = reported,
                               .is_modelled = !change.empty(),
                               .change_percent = std::move(change)};
    };
    const std::vector<study::Band> rises{{5.0, 1.0, 9.0}, {50.0, 10.0, 90.0}};
    const std::vector<study::MouseRow> rows{row(catalogue::Direction::up, rises),
                                            row(catalogue::Direction::down, rises),
                                            row(catalogue::Direction::up, {})};
    study::MouseDesign design;
    design.animals = 5;
    design.worlds = 10;
    const Manifest manifest = run_manifest();
    const MouseRecord record{mouse, rows, design, manifest};
    const json answer = checked("mouse", mouse_json(record));
    EXPECT_EQ(answer.at("animals"), 5);
    EXPECT_EQ(answer.at("verdicts"), json::parse(R"([{"verdict": "agrees", "rows": 1},
        {"verdict": "opposite", "rows": 1}, {"verdict": "no change", "rows": 0},
        {"verdict": "not in the model", "rows": 1}])"));
    const json& study = answer.at("studies").at(0);
    EXPECT_EQ(study.at("read_day"), 14.0);
    EXPECT_EQ(study.at("rows").at(0).at("by_dose").at(1),
              json::parse(R"({"dose_particles": 1e9, "change_percent": 50.0, "p05": 10.0,
                  "p95": 90.0})"));
    EXPECT_EQ(study.at("rows").at(2).at("by_dose"), json::array());
    EXPECT_NE(mouse_csv(record).find("oxazolone,sc,TR-01,ceramide,up,1e+09,50,10,90,agrees\n"),
              std::string::npos);
}

TEST(AnswersTest, ModelHoldsSpreadsAndCosts) {
    catalogue::Catalogue known = tests::shipped_catalogue();
    known.model.parameters[0].as_published = {.mu_log = std::log(3.0), .sigma_log = 0.0};
    known.model.parameters[1].as_published = {.mu_log = 0.0, .sigma_log = 1.0};
    known.drugs.resize(1);
    known.drugs[0].regimens.resize(1);
    known.drugs[0].regimens[0].dose = 300.0;
    known.drugs[0].regimens[0].interval_day = 14.0;
    known.drugs[0].price = {.unit_label = "pen",
                            .amount_per_unit = 300.0,
                            .jpy_per_unit = 1000.0,
                            .valid_from = "2026-01-01",
                            .provenance = {}};
    const Manifest manifest = look_up_manifest();
    const std::vector<outcome::Outcome> outcomes{outcome::easi()};
    const ModelRecord record{known, outcomes, manifest};
    const json answer = checked("model", model_json(record));
    EXPECT_NEAR(answer.at("parameters").at(0).at("p95").get<double>(), 3.0, 1e-12);
    // exp(1.6449), tables of the normal distribution
    EXPECT_NEAR(answer.at("parameters").at(1).at("p95").get<double>(), 5.1803, 1e-3);
    EXPECT_NEAR(answer.at("parameters").at(1).at("p05").get<double>(), 0.19304, 1e-4);
    EXPECT_EQ(answer.at("layer"), nullptr);
    // Two pens in 28 days.
    EXPECT_EQ(answer.at("drugs").at(0).at("usual_28_days"),
              json::parse(R"([{"copayment_frac": 0.1, "jpy": 200.0},
                  {"copayment_frac": 0.2, "jpy": 400.0}, {"copayment_frac": 0.3, "jpy": 600.0}])"));
    EXPECT_EQ(answer.at("outcomes").at(0).at("name"), "easi");
    EXPECT_NE(model_csv(record).find("28 days at 0.2 co-payment,400,JPY"), std::string::npos);
}

TEST(AnswersTest, AFittedNumberOfTheLayerHasItsErrorAndOthersNone) {
    catalogue::TrialLayerDescription layer;
    layer.calibration = {{.name = "one",
                          .numbers = {{"signs_power", 2.0, 0.25}, {"exit", 0.1, 0.0}},
                          .correlation = {}}};
    EXPECT_EQ(fitted_sd_log(layer, "signs_power"), 0.25);
    EXPECT_EQ(fitted_sd_log(layer, "exit"), std::nullopt);
    EXPECT_EQ(fitted_sd_log(layer, "itch_rate"), std::nullopt);
}

TEST(AnswersTest, TrialHasNullWhereANumberDoesNotExist) {
    study::TrialDesign design = tests::shipped_trial();
    design.title =
        catalogue::Label("</script> \xff");  // what is no text stands as a replacement character
    const std::vector<outcome::Outcome> outcomes{outcome::easi(), outcome::easi_response(75)};
    study::TrialTally tally({design.arms.size(), design.visit_day.size() + 1, outcomes.size()},
                            outcomes);
    tally.ordered.patients = 4;
    tally.ordered.by_exclusion[0] = 1;
    tally.ordered.by_exclusion[1] = 3;
    tally.ordered.baseline_easi.add(30.0);
    const Manifest manifest = run_manifest();
    study::SummaryRow alone;
    alone.arm = 1;
    alone.week = 2.0;
    alone.count = 1;
    alone.mean = 12.5;
    study::SummaryRow two = alone;
    two.quantiles = study::Quantiles{1.0, 2.0, 3.0, 4.0, std::numeric_limits<double>::quiet_NaN()};
    const TrialRecord record{.design = design,
                             .catalogue = tests::shipped_catalogue(),
                             .outcomes = outcomes,
                             .tally = tally,
                             .rows = {alone, two},
                             .patients_asked = 9,
                             .manifest = manifest};
    const std::string text = trial_json(record);
    const json answer = checked("trial", text);
    EXPECT_EQ(answer.at("patients").at("requested"), 9);
    EXPECT_EQ(answer.at("patients").at("excluded").at(0).at("count"), 3);
    EXPECT_EQ(answer.at("manifest").at("baseline_easi"),
              json::parse(R"({"mean": 30.0, "standard_deviation": null})"));
    EXPECT_EQ(answer.at("rows").at(0),
              json::parse(R"({"arm": ")" + design.arms[1].name + R"(", "week": 2.0,
                  "outcome": "easi", "n": 1, "mean": 12.5, "standard_error": null,
                  "lower_95": null, "upper_95": null, "standard_deviation": null, "q05": null,
                  "q25": null, "median": null, "q75": null, "q95": null})"));
    EXPECT_EQ(answer.at("rows").at(1).at("q05"), 1.0);
    EXPECT_EQ(answer.at("rows").at(1).at("q75"), 4.0);
    EXPECT_EQ(answer.at("rows").at(1).at("q95"), nullptr) << "JSON has no NaN";
    EXPECT_EQ(answer.at("title"), "</script> \xef\xbf\xbd");
    // The page holds the same object, beside its words in every language.
    const std::string page = trial_report_html(record, page_parts("trial_page"));
    EXPECT_EQ(page.find("</script>"), std::string::npos);
    const json data = page_data(page);
    EXPECT_EQ(data.at("answer"), answer);
    EXPECT_EQ(data.at("language"), "ja");
    const json& english = data.at("languages").at("en");
    const json& japanese = data.at("languages").at("ja");
    EXPECT_EQ(english.at("labels").at("outcome").at("easi_75"), "EASI-75");
    EXPECT_EQ(english.at("labels").at("meaning").at("easi"), outcomes[0].meaning);
    EXPECT_EQ(japanese.at("labels").at("meaning").at("easi"),
              "湿疹の広さと強さです。0（なし）から72までです。");
    EXPECT_EQ(english.at("labels").at("arm").at("dupilumab"), "Dupilumab");
    EXPECT_EQ(japanese.at("labels").at("arm").at("dupilumab"), "デュピルマブ");
    EXPECT_EQ(japanese.at("labels").at("exclusion").at("EASI reached the ceiling"),
              "EASIが上限に届いた");
    EXPECT_EQ(english.at("title"), answer.at("title"));
    EXPECT_EQ(japanese.at("title"), answer.at("title")) << "English stands in";
    EXPECT_EQ(japanese.at("texts").at("kicker"), "Vesikin・仮想の試験");
    EXPECT_FALSE(japanese.at("texts").contains("outcome_easi")) << "a label";
}

TEST(AnswersTest, PatientHoldsOneRowPerTime) {
    const study::Arm arm = tests::shipped_trial().arms[0];
    const std::vector<double> day{0.0, 7.0};
    const std::vector<PatientSeries> series{
        {"easi", "EASI", "1", "severity", {40.0, 0.1}},
        {"concentration", "Drug", "mg/L", "of the drug", {0.0, 1.0 / 3.0}}};
    const Manifest manifest = run_manifest();
    const PatientRecord record{.catalogue = tests::shipped_catalogue(),
                               .arm = arm,
                               .trial_title = catalogue::Label("T", {{"ja", "題"}}),
                               .patient_name = "p7",
                               .day = day,
                               .series = series,
                               .manifest = manifest};
    const json answer = checked("patient", patient_json(record));
    EXPECT_EQ(answer.at("patient"), "p7");
    EXPECT_EQ(answer.at("states").at(0).at("unit"), "mg/L");
    EXPECT_EQ(answer.at("rows").at(1).at("week"), 1.0);
    EXPECT_EQ(answer.at("rows").at(1).at("easi"), 0.1);
    EXPECT_EQ(answer.at("rows").at(1).at("concentration"), 1.0 / 3.0) << "to the last digit";
    const json data = page_data(patient_report_html(record, page_parts("patient_page")));
    EXPECT_EQ(data.at("answer"), answer);
    const json& words = data.at("languages").at("ja");
    EXPECT_EQ(words.at("title"), "仮想の患者1人の経過：" + arm.label.in("ja"));
    EXPECT_EQ(words.at("description"), "題");
    EXPECT_EQ(words.at("labels").at("outcome").at("concentration"), "血液中の薬");
    EXPECT_EQ(data.at("languages").at("en").at("labels").at("outcome").at("concentration"), "Drug");
}

analysis::TrialTable two_row_table() {
    analysis::TrialTable table;
    table.name = "t.csv";
    table.header = {"trial"};
    analysis::TrialRow row;
    row.line = 2;
    row.cells = {"A"};
    row.trial = "A";
    row.endpoint = "EASI75_pct";
    row.week = 16.0;
    row.value = 40.0;
    table.rows = {row, row};
    return table;
}

TEST(AnswersTest, ValidateHasAPredictionOrAReason) {
    const analysis::TrialTable table = two_row_table();
    std::vector<analysis::ValidatedRow> rows(2);
    rows[0].reading.endpoint = outcome::find_endpoint("EASI75_pct");
    rows[0].reading.simulated_as = "as read";
    rows[0].reading.arm.care.drug = "dupilumab";
    rows[0].prediction = {.is_simulated = true,
                          .value = 45.0,
                          .low = 41.0,
                          .high = 50.0,
                          .sampling_sd = 2.0,
                          .world_sd = 3.0};
    rows[0].grade = analysis::Grade::new_arm;
    rows[0].reference[1] = 37.5;
    rows[1].reading.reason = "no such drug";
    analysis::Score score;
    score.endpoint = "EASI75_pct";
    score.group = "H1";
    score.rows = 1;
    score.mean_absolute_error = 5.0;
    score.mean_error = 5.0;
    score.against[1] = {1, 2.5, 5.0};
    const std::vector<analysis::Score> scores{score};
    const analysis::PredictionOptions options;
    const Manifest manifest = run_manifest();
    const std::string never;
    const ValidationRecord record{.table = table,
                                  .rows = rows,
                                  .scores = scores,
                                  .read_scores = {},
                                  .catalogue = tests::shipped_catalogue(),
                                  .calibrated_on = never,
                                  .options = options,
                                  .manifest = manifest};
    const json answer = checked("validate", validation_json(record));
    const json data = page_data(validation_page(record, page_parts("validate_page")));
    EXPECT_EQ(data.at("answer"), answer);
    EXPECT_EQ(data.at("languages").at("ja").at("labels").at("endpoint").at("NRS_ge4_pct"),
              "かゆみ（最悪時）が4点以上減る");
    EXPECT_EQ(data.at("languages").at("en").at("labels").at("reference").at("class mean"),
              "class mean");
    EXPECT_EQ(answer.at("calibrated_on"), nullptr);
    EXPECT_EQ(answer.at("simulated_rows"), 1);
    EXPECT_EQ(answer.at("interval_frac"), 0.9);
    const json& simulated = answer.at("rows").at(0);
    EXPECT_EQ(simulated.at("simulated"),
              json::parse(R"({"value": 45.0, "low": 41.0, "high": 50.0, "sampling_sd": 2.0,
                  "world_sd": 3.0})"));
    EXPECT_EQ(simulated.at("unit"), "%");
    EXPECT_EQ(simulated.at("treated_with"), "dupilumab");
    EXPECT_EQ(answer.at("drugs"), json::parse(R"([{"name": "dupilumab", "label": "Dupilumab"}])"));
    EXPECT_EQ(answer.at("endpoints").at(0),
              json::parse(R"({"name": "EASI75_pct", "label": "EASI-75", "unit": "%",
                  "kind": "proportion"})"));
    EXPECT_EQ(simulated.at("inside"), false);
    EXPECT_EQ(simulated.at("reason"), nullptr);
    EXPECT_EQ(simulated.at("grade"), "H1");
    EXPECT_EQ(simulated.at("references").at(0).at("value"), nullptr);
    EXPECT_EQ(simulated.at("references").at(1).at("value"), 37.5);
    const json& refused = answer.at("rows").at(1);
    EXPECT_EQ(refused.at("simulated"), nullptr);
    EXPECT_EQ(refused.at("inside"), nullptr);
    EXPECT_EQ(refused.at("reason"), "no such drug");
    const json& against = answer.at("scores").at(0).at("against");
    EXPECT_EQ(against.at(0).at("own_mean_absolute_error"), nullptr);
    EXPECT_EQ(against.at(1).at("reference_mean_absolute_error"), 2.5);
}

TEST(AnswersTest, CalibrateHoldsNumbersWithTheirUnits) {
    catalogue::Catalogue known = tests::shipped_catalogue();
    known.drugs.resize(1);
    known.drugs[0].name = "sample";
    known.drugs[0].action.emplace().unit = "mg/l";
    const analysis::TrialTable table = two_row_table();
    analysis::StageResult stage;
    stage.stage.name = "first";
    stage.stage.numbers = {{"sample.half_effect", 4.0, 0.0}, {"signs_rate", 2.0, 1.0}};
    stage.stage.correlation = {{1.0, 0.5}, {0.5, 1.0}};
    stage.rows = {{.row = 1, .fitted = 46.0, .sd = 3.0}};
    stage.evaluations = 12;
    stage.misfit_before = 9.0;
    stage.misfit_after = 4.0;
    analysis::StageResult stopped;
    stopped.is_complete = false;
    const std::vector<analysis::StageResult> stages{stage, stopped};
    const analysis::CalibrationPlan plan;
    Manifest manifest = run_manifest();
    manifest.is_complete = false;
    const json answer = checked("calibrate", calibration_json({.plan = plan,
                                                               .table = table,
                                                               .stages = stages,
                                                               .catalogue = known,
                                                               .manifest = manifest}));
    EXPECT_EQ(answer.at("complete"), false);
    ASSERT_EQ(answer.at("stages").size(), 1U);
    const json& found = answer.at("stages").at(0);
    EXPECT_EQ(found.at("misfit_after"), 4.0);
    EXPECT_EQ(found.at("numbers").at(0), json::parse(R"({"name": "sample.half_effect",
        "unit": "mg/l", "value": 4.0, "sd_log": 0.0, "p05": 4.0, "p95": 4.0})"));
    EXPECT_EQ(found.at("numbers").at(1).at("unit"), "1/day");
    EXPECT_NEAR(found.at("numbers").at(1).at("p95").get<double>(), 2.0 * 5.1803, 1e-2);
    EXPECT_EQ(found.at("correlation").at(0).at(1), 0.5);
    EXPECT_EQ(found.at("rows").at(0).at("residual_over_sd"), 2.0);  // (46 - 40) / 3
}

TEST(AnswersTest, ASchemaRefusesWhatIsMissingOrOfAnotherType) {
    const study::Arm arm = tests::shipped_trial().arms[0];
    const std::vector<double> day{0.0};
    const std::vector<PatientSeries> series{{"easi", "EASI", "1", "severity", {40.0}}};
    const Manifest manifest = run_manifest();
    const json answer = json::parse(patient_json({.catalogue = tests::shipped_catalogue(),
                                                  .arm = arm,
                                                  .trial_title = catalogue::Label("T"),
                                                  .patient_name = "p7",
                                                  .day = day,
                                                  .series = series,
                                                  .manifest = manifest}));
    const tests::JsonSchema schema = tests::answer_schema("patient");
    const auto with = [&](const char* place, const json& value) {
        json other = answer;
        other[json::json_pointer(place)] = value;
        return schema.problems(other);
    };
    EXPECT_EQ(with("/rows/0/easi", 3.0), "");
    EXPECT_NE(with("/rows/0/easi", "3"), "");
    EXPECT_NE(with("/rows/0/easi", nullptr), "");
    EXPECT_NE(with("/seed", 3), "");
    EXPECT_NE(with("/schema", 2), "");
    EXPECT_NE(with("/kind", "trial"), "");
    EXPECT_NE(with("/manifest/inputs/0/sha256", "abc"), "");
    EXPECT_NE(with("/another", 1), "");
}

}  // namespace
}  // namespace vesikin::format
