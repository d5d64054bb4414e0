// Which kernels were built and which of them this machine can run.
#include <vector>

#include "vesikin/simulation/kernels/kernel.hpp"

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
        if (__builtin_cpu_supports("x86-64-v4") != 0) {
            found.push_back(avx512::kernel());
        }
#endif
#if defined(VESIKIN_HAS_avx2)
        if (__builtin_cpu_supports("x86-64-v3") != 0) {
            found.push_back(avx2::kernel());
        }
#endif
#if defined(VESIKIN_HAS_sse4)
        if (__builtin_cpu_supports("x86-64-v2") != 0) {
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
