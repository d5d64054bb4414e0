#include "vesikin/service/compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "vesikin/analysis/posterior_draw.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/catalogue/called.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/run_record.hpp"
#include "vesikin/service/vesicle_question.hpp"
#include "vesikin/study/design.hpp"

namespace vesikin::service {

namespace {

constexpr std::uint64_t most_draws_per_patient = 400;

void check_days(std::string_view field, std::optional<double> days, double most,
                base::Message allowed) {
    if (days && !(*days >= 1.0 && *days <= most)) {
        throw base::InputError(base::field(field),
                               base::message("{} weeks", *days / base::days_per_week),
                               std::move(allowed));
    }
}

void check_sizes(const CompareRequest& request) {
    check_size("patients", request.patients, 1, 1'000'000);
    check_size("worlds", request.worlds, 10, 100'000);
    check_size("delivery_people", request.delivery_people, 1, 10'000);
    if (request.sessions) {
        check_size("sessions", *request.sessions, 1, 100);
    }
    check_days("week", request.clock_day, 728.0,
               base::message("1 day to 104 weeks, as a number of weeks"));
    check_days("interval", request.interval_day, 366.0,
               base::message("1 day to 52 weeks, as a number of weeks"));
}

catalogue::ClaimSwitches claims_of(const std::vector<std::string>& off) {
    catalogue::ClaimSwitches claims;
    for (const std::string& claim : off) {
        if (claim == "B1") {
            claims.anti_inflammatory = false;
        } else if (claim == "B2") {
            claims.immune = false;
        } else if (claim == "B3") {
            claims.repair = false;
        } else {
            throw base::InputError(base::field("claim_off"), base::as_written(claim),
                                   base::message("one of B1, B2, B3"));
        }
    }
    return claims;
}

/// A fact of a route's practice, or the value given.
double fact_or(const catalogue::Route& route, std::string_view name, double fallback) {
    const catalogue::PracticeFact* found = route.fact(name);
    return found == nullptr ? fallback : found->typical;
}

simulation::DeliveryPlan plan_way(const CompareRequest& request, const CompareAnswer& answer,
                                  const catalogue::Route& route, const std::string& target) {
    const catalogue::BodySite& site =
        catalogue::find_called(answer.delivery.body.sites, target, "target");
    std::vector<double> settings;
    for (const catalogue::RouteSetting& setting : route.settings) {
        settings.push_back(setting.typical);
    }
    if (request.dose_particles) {
        settings[route.setting_index("label_count")] = *request.dose_particles;
    }
    return simulation::plan_delivery({.route = route,
                                      .body = answer.delivery.body,
                                      .site = site,
                                      .area_cm2 = site.area_cm2,
                                      .condition = answer.is_calm
                                                       ? delivery::SkinCondition::uninvolved
                                                       : delivery::SkinCondition::lesion,
                                      .settings = settings,
                                      .output_day = {1.0, 3.0, 7.0}});
}

void plan_ways(const CompareRequest& request, const std::string& target, CompareAnswer& answer) {
    for (const catalogue::Route* route : chosen_routes(request.ways, answer.delivery)) {
        answer.plans.push_back(plan_way(request, answer, *route, target));
    }
    for (const simulation::DeliveryPlan& plan : answer.plans) {
        const bool is_systemic = std::holds_alternative<delivery::Infusion>(plan.route->process);
        const catalogue::SiteSplit split =
            split_body(answer.delivery.body, *plan.site, plan.session.area_cm2);
        answer.design.ways.push_back(
            {.plan = &plan,
             .sessions = {.count = request.sessions.value_or(
                              static_cast<std::size_t>(fact_or(*plan.route, "sessions", 4.0))),
                          .interval_day = request.interval_day.value_or(
                              fact_or(*plan.route, "interval", 14.0))},
             .treated_weight = is_systemic ? 1.0 : split.treated_easi_weight});
    }
}

void write_files(PieceResults& kept, const format::PageParts& parts, CompareAnswer& answer) {
    const format::ComparisonRecord record = answer.record();
    kept.results().stage("comparison.html", format::comparison_page(record, parts));
    kept.results().stage("comparison.csv", format::comparison_csv(record));
    kept.results().stage("comparison.json", format::comparison_json(record));
    kept.commit(answer.manifest);
    answer.files = kept.results().files();
}

/// Everything that decides what a world comes to, beside files, seed and solver; words in another
/// language do not.
std::string question_of(const CompareRequest& request) {
    const auto given = [](const auto& option) {
        return option ? fmt::format("{}", *option) : std::string("-");
    };
    return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", fmt::join(request.ways, ","),
                       given(request.state), given(request.target), given(request.sessions),
                       given(request.interval_day), given(request.dose_particles),
                       fmt::join(request.claims_off, ","), request.patients, request.worlds,
                       request.delivery_people, request.model, given(request.care_drug),
                       request.has_attribution, given(request.clock_day));
}

format::Manifest manifest_of(const Knowledge& knowledge, const CompareRequest& request,
                             const study::RunControl& control) {
    std::vector<format::InputFile> inputs = knowledge.files();
    if (request.person) {
        inputs.push_back(request.person->file);
    }
    if (request.own_course) {
        inputs.push_back(request.own_course->file);
    }
    format::Manifest manifest =
        start_manifest("compare", request.command_words, request.seed, control, std::move(inputs));
    manifest.population = "drawn";
    manifest.is_resumed = request.resumes;
    return manifest;
}

/// Where the answer is kept.
std::unique_ptr<PieceResults> open_results(const CompareRequest& request,
                                           const format::Manifest& manifest) {
    return std::make_unique<PieceResults>(
        *request.results,
        format::ResultNames{.manifest = "comparison_manifest.json",
                            .files = {"comparison.html", "comparison.csv", "comparison.json"}},
        "worlds.log", manifest, question_of(request));
}

}  // namespace

format::ComparisonRecord CompareAnswer::record() const {
    return {design, answer, delivery, vesicles, evidence, texts, manifest, is_calm, care_drug};
}

namespace {

/// The course with a drug of it all the time.
care::CareCourse with_drug(const care::CareCourse& course, const catalogue::Drug& drug,
                           const std::string& regimen, const CompareAnswer& answer) {
    const double last_day = answer.design.visit_day.back();
    study::Arm arm;
    arm.treatments.push_back({.drug = drug.name, .stop_day = last_day, .regimen = regimen});
    const care::CareCourse given = study::care_of(arm, answer.catalogue, last_day);
    care::CareCourse with = course;
    with.drug = given.drug;
    with.doses = given.doses;
    with.daily = given.daily;
    with.is_per_kg = given.is_per_kg;
    return with;
}

/// Standard care of the person's severity, an arm each. A drug that every arm has already is none
/// of its own; the published model doses nothing.
void plan_standards(const planner::PersonProfile& person,
                    const format::ComparisonSettings& settings, CompareAnswer& answer) {
    study::ComparisonDesign& design = answer.design;
    const double easi = 0.5 * (person.baseline_easi_min + person.baseline_easi_max);
    for (const format::CareStep& step : settings.standard_care) {
        const catalogue::Drug& drug = *answer.catalogue.find_drug(step.drug);
        const bool is_kept = answer.is_calm && std::ranges::find(settings.calm_drugs, drug.name) !=
                                                   settings.calm_drugs.end();
        if (step.is_for(easi) && !is_kept && drug.name != answer.care_drug &&
            answer.catalogue.layer && drug.action) {
            const std::string regimen = step.regimen.empty()
                                            ? usual_regimen_of(drug, person, answer.catalogue).name
                                            : step.regimen;
            design.standards.push_back({.drug = drug.name,
                                        .regimen = regimen,
                                        .care = with_drug(design.care, drug, regimen, answer)});
        }
    }
}

/// A drug beside the sessions: doses where it has kinetics, else constant effects.
void plan_care(const CompareRequest& request, const planner::PersonProfile& person,
               const format::ComparisonSettings& settings, CompareAnswer& answer) {
    study::ComparisonDesign& design = answer.design;
    const catalogue::Drug* drug =
        &catalogue::find_called(answer.catalogue.drugs, *request.care_drug, "with");
    if (!drug->action || !answer.catalogue.layer) {
        throw base::InputError(
            base::field("with"), base::as_written(*request.care_drug),
            base::message("a drug that acts in the vesikin model, and that model"));
    }
    if (answer.is_calm &&
        std::ranges::find(settings.calm_drugs, drug->name) != settings.calm_drugs.end()) {
        throw base::InputError(
            base::field("with"), base::as_written(drug->name),
            base::message("a drug that does not already keep the person calm: it would act "
                          "twice"));
    }
    design.care = with_drug(design.care, *drug,
                            usual_regimen_of(*drug, person, answer.catalogue).name, answer);
    answer.care_drug = drug->name;
}

/// Worlds differ in what calibration left open of the model and of a drug beside the sessions.
void plan_worlds(CompareAnswer& answer) {
    study::ComparisonDesign& design = answer.design;
    design.model = &answer.catalogue;
    if (answer.catalogue.layer && !answer.catalogue.layer->calibration.empty()) {
        design.draw_model = [&known = answer.catalogue, seed = design.seed](std::uint64_t world) {
            return analysis::catalogue_in_world(known, seed, world + 1);
        };
    }
}

planner::PersonProfile person_of(const CompareRequest& request) {
    planner::PersonProfile person =
        request.person ? request.person->value.profile() : planner::PersonProfile{};
    if (request.state) {
        if (*request.state != "active" && *request.state != "calm") {
            throw base::InputError(base::field("state"), base::as_written(*request.state),
                                   base::message("active or calm"));
        }
        person.is_calm = *request.state == "calm";
    }
    return person;
}

/// Brought to calm by drugs that go on after day 0, so that nothing but the sessions changes.
void plan_calm(const format::ComparisonSettings& settings, CompareAnswer& answer) {
    std::vector<const catalogue::Drug*> drugs;
    for (const std::string& name : settings.calm_drugs) {
        drugs.push_back(answer.catalogue.find_drug(name));
    }
    answer.design.lead_in = {.days = settings.calm_lead_in_day,
                             .effects = catalogue::combined_effects(drugs),
                             .participation_frac = settings.participation_frac};
    answer.design.care.kept = answer.design.lead_in.effects;
    answer.design.enrolment.start_easi_max = settings.calm_easi_max;
}

void plan_design(const CompareRequest& request, const planner::PersonProfile& person,
                 const format::ComparisonSettings& settings, CompareAnswer& answer) {
    study::ComparisonDesign& design = answer.design;
    design.seed = request.seed;
    design.patients = request.patients;
    design.worlds = request.worlds;
    design.delivery_people = std::min(request.delivery_people, request.patients);
    design.enrolment.easi_min = person.baseline_easi_min;
    design.enrolment.easi_max = person.baseline_easi_max;
    if (answer.catalogue.layer) {
        design.enrolment.weight = answer.catalogue.layer->body_weight;
        if (person.weight_kg) {
            design.enrolment.weight = {.median_kg = *person.weight_kg, .sd_log = 0.0};
        }
    }
    // Forecasts for a person count on a share of what taking part does in a trial.
    design.care.participation_frac = settings.participation_frac;
    design.untreated.participation_frac = 0.0;
    design.visit_day = settings.visit_day;
    design.sex = person.sex;
    design.claims = claims_of(request.claims_off);
    design.has_attribution = request.has_attribution;
    design.rules = settings.rules;
    design.after_course_day = settings.after_course_day;
    if (person.is_calm) {
        plan_calm(settings, answer);
    }
    plan_ways(request, request.target.value_or(person.target), answer);
    for (const study::ComparedWay& way : design.ways) {
        design.visit_day.push_back(way.sessions.last_day() + design.after_course_day);
    }
    design.clock_day = request.clock_day.value_or(settings.clock_day);
    design.visit_day.push_back(design.clock_day);
    std::sort(design.visit_day.begin(), design.visit_day.end());
    design.visit_day.erase(std::unique(design.visit_day.begin(), design.visit_day.end()),
                           design.visit_day.end());
    if (request.care_drug) {
        plan_care(request, person, settings, answer);
    }
    plan_standards(person, settings, answer);
    plan_worlds(answer);
}

/// Who is like the person, by what was said and seen.
void plan_likeness(const Knowledge& knowledge, const CompareRequest& request,
                   CompareAnswer& answer) {
    if (!request.person) {
        return;
    }
    answer.design.likeness = planner::likeness_of(
        {.person = request.person->value,
         .own_course = request.own_course ? &request.own_course->value : nullptr,
         .settings = knowledge.planner().likeness,
         .model = answer.catalogue,
         .body = answer.delivery.body,
         .participation_frac = knowledge.comparison().participation_frac,
         .calm_care = answer.design.care,
         .calm_lead_in = answer.design.lead_in});
}

/// A few people in a few worlds: in a second or two it shows what the run then makes exact.
void take_first_look(const CompareRequest& request, const population::PatientSource& patients,
                     study::RunControl control, CompareAnswer& answer) {
    constexpr std::size_t few_people = 30;
    constexpr std::size_t few_worlds = 10;
    constexpr std::size_t worth_it = 8;  // times as much work in the run itself
    study::ComparisonDesign few = answer.design;
    few.patients = std::min(few.patients, few_people);
    few.worlds = few_worlds;
    few.delivery_people = 2;
    few.has_attribution = false;
    if (request.patients * request.worlds < worth_it * few.patients * few.worlds) {
        return;
    }
    control.finished_work = nullptr;
    control.on_progress = nullptr;
    answer.answer = study::run_comparison(few, answer.vesicles, patients, control);
    if (answer.answer.is_complete && answer.answer.likeness.fits) {
        request.on_first_look(answer.record());
    }
}

}  // namespace

std::unique_ptr<CompareAnswer> compare(const Knowledge& knowledge, const CompareRequest& request) {
    // 1. Check everything before anything is computed.
    check_sizes(request);
    require_results_to_resume(request.results, request.resumes);
    const planner::PersonProfile person = person_of(request);
    auto answer = std::make_unique<CompareAnswer>(
        CompareAnswer{.catalogue = knowledge.catalogue(request.model),
                      .delivery = knowledge.delivery(),
                      .evidence = knowledge.evidence(),
                      .vesicles = knowledge.vesicles(),
                      .texts = knowledge.texts(request.language, {format::comparison_texts}),
                      .is_calm = person.is_calm});

    // 2. The design.
    plan_design(request, person, knowledge.comparison(), *answer);
    plan_likeness(knowledge, request, *answer);

    // 3. People x worlds x arms.
    study::RunControl control = request.control;
    control.solver_settings.baseline_seed = answer->catalogue.model.seed();
    answer->manifest = manifest_of(knowledge, request, control);
    std::unique_ptr<PieceResults> kept;
    format::PageParts parts;
    if (request.results != nullptr) {
        parts = knowledge.page(request.language, {format::comparison_texts});
        kept = open_results(request, answer->manifest);
        control.finished_work = &kept->work();
    }
    const study::Likeness& likeness = answer->design.likeness;
    const auto patients = population::sample_population(
        answer->catalogue.model, request.seed,
        most_draws_per_patient *
            std::max(request.patients, likeness.is_asked() ? likeness.rules.most_drawn : 0));
    if (request.on_first_look) {
        take_first_look(request, *patients, control, *answer);
    }
    answer->answer = study::run_comparison(answer->design, answer->vesicles, *patients, control);
    if (!answer->answer.likeness.fits && !request.answers_for_nobody) {
        throw base::InputError(base::field("person"),
                               base::message("what was said of severity and treatments fits nobody "
                                             "whom the model knows"),
                               base::message("answers that fit somebody"));
    }
    answer->manifest.is_complete = answer->answer.is_complete;
    answer->manifest.wall_time_second = format::seconds_since_start(answer->manifest);

    // 4. Files.
    if (kept && answer->answer.worlds > 1) {
        write_files(*kept, parts, *answer);
    }
    return answer;
}

}  // namespace vesikin::service
