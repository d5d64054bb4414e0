// The batched solver. Compiled once per instruction set, each time into its own namespace
// VESIKIN_KERNEL; includes only our templates and Highway, so that no code for a newer machine can
// leak into the rest of the program.
#include "vesikin/simulation/kernels/kernel.hpp"

#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/ode/rosenbrock.hpp"
#include "vesikin/ode/step_control.hpp"
#include "vesikin/simulation/kernels/dosed_queue.hpp"
#include "vesikin/simulation/kernels/lane_integrator.hpp"
#include "vesikin/simulation/kernels/lanes.hpp"
#include "vesikin/simulation/kernels/queues.hpp"
#include "vesikin/simulation/model_system.hpp"

#define VESIKIN_TEXT(token) #token
#define VESIKIN_NAME(token) VESIKIN_TEXT(token)

namespace vesikin::simulation::VESIKIN_KERNEL {

namespace {

void find_baselines(const BaselineTask& task, KernelWork& work) noexcept {
    BaselineQueue queue(task);
    LaneIntegrator<BaselineQueue> integrator(queue, task.settings, work);
    integrator.run();
}

void run_courses(const CourseTask& task, KernelWork& work) noexcept {
    CourseQueue queue(task);
    LaneIntegrator<CourseQueue> integrator(queue, task.settings, work);
    integrator.run();
}

template <KineticsPath path>
void run_dosed_on(const DosedTask& task, KernelWork& work) noexcept {
    DosedQueue<path> queue(task);
    LaneIntegrator<DosedQueue<path>> integrator(queue, task.settings, work);
    integrator.run();
}

void run_dosed(const DosedTask& task, KernelWork& work) noexcept {
    if (task.path == KineticsPath::closed_form) {
        run_dosed_on<KineticsPath::closed_form>(task, work);
    } else {
        run_dosed_on<KineticsPath::full>(task, work);
    }
}

}  // namespace

Kernel kernel() {
    return {VESIKIN_NAME(VESIKIN_KERNEL),
            hwy::TargetName(HWY_TARGET),
            lane_count,
            find_baselines,
            run_courses,
            run_dosed};
}

}  // namespace vesikin::simulation::VESIKIN_KERNEL
