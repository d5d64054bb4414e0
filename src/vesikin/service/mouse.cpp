#include "vesikin/service/mouse.hpp"

#include <utility>

#include "vesikin/service/run_record.hpp"
#include "vesikin/service/vesicle_question.hpp"

namespace vesikin::service {

MouseAnswer simulate_mice(const Knowledge& knowledge, const MouseRequest& request) {
    study::MouseDesign design = request.design;
    check_size("animals", design.animals, 1, 10'000);
    check_size("worlds", design.worlds, 10, 10'000);
    // Mice have the published core, with no trials of people between them and it.
    const catalogue::Catalogue& model = knowledge.catalogue("miyano2021");
    design.water_loss = knowledge.comparison().rules.water_loss;
    design.model = &model;
    study::RunControl control = request.control;
    control.solver_settings.baseline_seed = model.model.seed();
    MouseAnswer answer{.mouse = knowledge.mice(),
                       .design = request.design,
                       .manifest = start_manifest("mouse", request.command_words, design.seed,
                                                  control, knowledge.files())};
    const auto animals = population::sample_population(model.model, design.seed, design.animals);
    study::MouseRows found = study::run_mouse_studies(design, answer.mouse, knowledge.evidence(),
                                                      knowledge.vesicles(), *animals, control);
    answer.rows = std::move(found.rows);
    answer.manifest.is_complete = found.is_complete;
    answer.manifest.wall_time_second = format::seconds_since_start(answer.manifest);
    return answer;
}

}  // namespace vesikin::service
