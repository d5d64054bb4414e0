// Which kernels were built and which of them this machine can run.
#include <vector>

#include "vesikin/simulation/kernels/kernel.hpp"

// Levels that kernels are compiled for. clang 14 knows features, not the names of levels.
#if defined(__clang__)
#define VESIKIN_MACHINE_HAS_V2 \
    (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt"))
#define VESIKIN_MACHINE_HAS_V3                                          \
    (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && \
     __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
#define VESIKIN_MACHINE_HAS_V4                                                   \
    (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&  \
     __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") && \
     __builtin_cpu_supports("avx512vl"))
#else
#define VESIKIN_MACHINE_HAS_V2 (__builtin_cpu_supports("x86-64-v2") != 0)
#define VESIKIN_MACHINE_HAS_V3 (__builtin_cpu_supports("x86-64-v3") != 0)
#define VESIKIN_MACHINE_HAS_V4 (__builtin_cpu_supports("x86-64-v4") != 0)
#endif

namespace vesikin::simulation {

#if defined(VESIKIN_HAS_avx512)
namespace avx512 {
Kernel kernel();
}
#endif

#if defined(VESIKIN_HAS_avx2)
namespace avx2 {
Kernel kernel();
}
#endif

#if defined(VESIKIN_HAS_sse4)
namespace sse4 {
Kernel kernel();
}
#endif

#if defined(VESIKIN_HAS_portable)
namespace portable {
Kernel kernel();
}
#endif

std::span<const Kernel> available_kernels() {
    static const std::vector<Kernel> kernels = [] {
        std::vector<Kernel> found;
#if defined(VESIKIN_HAS_avx512)
        if (VESIKIN_MACHINE_HAS_V4) {
            found.push_back(avx512::kernel());
        }
#endif
#if defined(VESIKIN_HAS_avx2)
        if (VESIKIN_MACHINE_HAS_V3) {
            found.push_back(avx2::kernel());
        }
#endif
#if defined(VESIKIN_HAS_sse4)
        if (VESIKIN_MACHINE_HAS_V2) {
            found.push_back(sse4::kernel());
        }
#endif
#if defined(VESIKIN_HAS_portable)
        found.push_back(portable::kernel());
#endif
        return found;
    }();
    return kernels;
}

}  // namespace vesikin::simulation
