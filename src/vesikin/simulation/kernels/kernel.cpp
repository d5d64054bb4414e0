// The batched solver. Compiled once per instruction set, each time into its own namespace
// VESIKIN_KERNEL; includes only our templates and Highway, so that no code for a newer machine can
// leak into the rest of the program.
#include "vesikin/simulation/kernels/kernel.hpp"

#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/ode/rosenbrock.hpp"
#include "vesikin/ode/step_control.hpp"
#include "vesikin/simulation/kernels/lane_integrator.hpp"
#include "vesikin/simulation/kernels/lanes.hpp"
#include "vesikin/simulation/kernels/queues.hpp"

#define VESIKIN_TEXT(token) #token
#define VESIKIN_NAME(token) VESIKIN_TEXT(token)

namespace vesikin::simulation::VESIKIN_KERNEL {

namespace {

void find_baselines(const BaselineTask& task, KernelWork& work) noexcept {
    BaselineQueue queue(task);
    LaneIntegrator<BaselineQueue> integrator(queue, task.settings, work);
    integrator.run();
}

template <KineticsPath path>
void run_path(const CourseTask& task, KernelWork& work) noexcept {
    CourseQueue<path> queue(task);
    LaneIntegrator<CourseQueue<path>> integrator(queue, task.settings, work);
    integrator.run();
}

void run_courses(const CourseTask& task, KernelWork& work) noexcept {
    switch (task.path) {
        case KineticsPath::core:
            return run_path<KineticsPath::core>(task, work);
        case KineticsPath::known:
        case KineticsPath::closed_form:
            return run_path<KineticsPath::closed_form>(task, work);
        case KineticsPath::full:
            return run_path<KineticsPath::full>(task, work);
        case KineticsPath::drug_only:
            return run_path<KineticsPath::drug_only>(task, work);
    }
}

}  // namespace

Kernel kernel() {
    return {VESIKIN_NAME(VESIKIN_KERNEL), hwy::TargetName(HWY_TARGET), lane_count, find_baselines,
            run_courses};
}

}  // namespace vesikin::simulation::VESIKIN_KERNEL
