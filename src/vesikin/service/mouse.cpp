#include "vesikin/service/mouse.hpp"

#include "vesikin/format/data/load_mouse.hpp"
#include "vesikin/service/run_record.hpp"
#include "vesikin/service/vesicle_knowledge.hpp"

namespace vesikin::service {

MouseAnswer simulate_mice(const MouseRequest& request) {
    study::MouseDesign design = request.design;
    check_size("animals", design.animals, 1, 10'000);
    check_size("worlds", design.worlds, 10, 10'000);
    const format::UnitSystem units;
    const VesicleKnowledge known = load_vesicle_knowledge(request.installation, units);
    design.water_loss = known.settings.rules.water_loss;
    design.model = &known.catalogue;
    study::RunControl control = request.control;
    control.solver_settings.baseline_seed = known.catalogue.model.seed();
    MouseAnswer answer;
    answer.design = request.design;
    answer.manifest = start_manifest("mouse", request.installation, design.seed, control,
                                     data_files(request.installation.data_folder));
    answer.mouse = format::load_mouse(request.installation.data_folder, known.catalogue.sources,
                                      known.evidence, units)
                       .catalogue;
    const auto animals =
        population::sample_population(known.catalogue.model, design.seed, design.animals);
    answer.rows = study::run_mouse_studies(design, answer.mouse, known.evidence, known.vesicles,
                                           *animals, control);
    answer.manifest.wall_time_second = format::seconds_since_start(answer.manifest);
    return answer;
}

}  // namespace vesikin::service
