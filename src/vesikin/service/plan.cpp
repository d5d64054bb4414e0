#include "vesikin/service/plan.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"
#include "vesikin/catalogue/called.hpp"
#include "vesikin/format/data/text_keys.hpp"

namespace vesikin::service {

namespace {

/// Points in the order of the criteria; empty where none were given.
std::vector<double> points_of(const PlanRequest& request) {
    std::vector<double> points;
    for (const auto& [name, value] : request.weights) {
        const auto criterion = std::ranges::find(planner::criterion_names, name);
        if (criterion == planner::criterion_names.end()) {
            throw base::InputError(
                base::field("weights"), base::as_written(name),
                base::message("one of {}", base::listed(planner::criterion_names)));
        }
        if (!(value >= 0.0)) {
            throw base::InputError(base::field("weights"), base::as_written(value),
                                   base::message("points of 0 or more"));
        }
        points.resize(planner::criterion_names.size(), 0.0);
        points[static_cast<std::size_t>(criterion - planner::criterion_names.begin())] = value;
    }
    if (!points.empty() && std::ranges::all_of(points, [](double one) { return one == 0.0; })) {
        throw base::InputError(base::field("weights"), base::message("no points at all"),
                               base::message("points above 0 for at least one criterion"));
    }
    return points;
}

/// The comparison that a plan rests on.
CompareRequest comparison_of(const PlanRequest& request, const PlanAnswer& answer,
                             const std::optional<std::string>& care_drug) {
    CompareRequest compared;
    compared.command_words = request.command_words;
    compared.person = request.person;
    compared.own_course = request.own_course;
    compared.answers_for_nobody = true;
    compared.patients = request.patients;
    compared.worlds = request.worlds;
    compared.delivery_people = request.delivery_people;
    compared.seed = request.seed;
    compared.language = request.language;
    compared.control = request.control;
    compared.care_drug = care_drug;
    if (answer.product != nullptr && answer.product->label_count) {
        compared.dose_particles = answer.product->label_count->typical;
    }
    return compared;
}

}  // namespace

format::PlanRecord PlanAnswer::record() const {
    return {.plan = plan,
            .known = known,
            .person = person,
            .points = points,
            .product = product,
            .calm_drugs = calm_drugs,
            .comparison = comparison->record(),
            .texts = texts};
}

std::unique_ptr<PlanAnswer> plan(const Knowledge& knowledge, const PlanRequest& request) {
    // 1. Check everything before anything is computed.
    auto answer = std::make_unique<PlanAnswer>(
        PlanAnswer{.known = knowledge.planner(),
                   .calm_drugs = knowledge.comparison().calm_drugs,
                   .person = request.person.value,
                   .points = points_of(request),
                   .texts = knowledge.texts(request.language, {format::planner_texts})});
    if (request.product) {
        answer->product =
            &catalogue::find_called(answer->known.products, *request.product, "product");
    }

    // 2. The ways for people like this one. Calm people are calculated with what keeps them calm.
    const bool is_calm = answer->person.profile().is_calm;
    const std::optional<std::string> current =
        current_drug_of(answer->person, knowledge.catalogue(format::default_model));
    answer->comparison =
        compare(knowledge, comparison_of(request, *answer, is_calm ? std::nullopt : current));
    answer->comparison->manifest.command = "plan";
    if (answer->comparison->answer.arms.empty()) {
        return answer;
    }

    // 3. The plan.
    answer->plan = planner::make_plan({.person = answer->person,
                                       .known = answer->known,
                                       .design = answer->comparison->design,
                                       .answer = answer->comparison->answer,
                                       .current_drug = current,
                                       .keeps_care = is_calm,
                                       .points = answer->points,
                                       .seed = request.seed});
    return answer;
}

}  // namespace vesikin::service
