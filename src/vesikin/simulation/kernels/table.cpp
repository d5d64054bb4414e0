// Which kernels exist and which of them this machine can run.
#include <array>
#include <vector>

#include "vesikin/simulation/kernels/kernel.hpp"

namespace vesikin::simulation {

#if !defined(VESIKIN_BASELINE_KERNEL_ONLY)
namespace avx512 {
Kernel kernel();
}

namespace avx2 {
Kernel kernel();
}
#endif

namespace sse4 {
Kernel kernel();
}

std::span<const Kernel> available_kernels() {
    static const std::vector<Kernel> kernels = [] {
        std::vector<Kernel> found;
#if !defined(VESIKIN_BASELINE_KERNEL_ONLY)
        if (__builtin_cpu_supports("x86-64-v4") != 0) {
            found.push_back(avx512::kernel());
        }
        if (__builtin_cpu_supports("x86-64-v3") != 0) {
            found.push_back(avx2::kernel());
        }
#endif
        if (__builtin_cpu_supports("x86-64-v2") != 0) {
            found.push_back(sse4::kernel());
        }
        return found;
    }();
    return kernels;
}

}  // namespace vesikin::simulation
