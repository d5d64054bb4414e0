// Which kernels exist and which of them this machine can run.
#include <array>
#include <vector>

#include "vesikin/simulation/kernels/kernel.hpp"

namespace vesikin::simulation {

namespace avx512 {
Kernel kernel();
}

namespace avx2 {
Kernel kernel();
}

namespace sse4 {
Kernel kernel();
}

std::span<const Kernel> available_kernels() {
    static const std::vector<Kernel> kernels = [] {
        std::vector<Kernel> found;
        if (__builtin_cpu_supports("x86-64-v4") != 0) {
            found.push_back(avx512::kernel());
        }
        if (__builtin_cpu_supports("x86-64-v3") != 0) {
            found.push_back(avx2::kernel());
        }
        if (__builtin_cpu_supports("x86-64-v2") != 0) {
            found.push_back(sse4::kernel());
        }
        return found;
    }();
    return kernels;
}

}  // namespace vesikin::simulation
