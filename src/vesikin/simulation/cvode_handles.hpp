// Ownership of SUNDIALS' handles, and what its flags mean here. Included by the reference solver's
// sources only.
#pragma once

#include <cvode/cvode.h>

#include "vesikin/base/error.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::simulation {

/// A handle that is released at the end. Throws EnvironmentError when there is none.
template <class Handle, class Release>
class Owned {
  public:
    Owned(Handle handle, Release release) : handle_(handle), release_(release) {
        if (handle_ == nullptr) {
            throw base::EnvironmentError("cannot set up the reference solver", "CVODE",
                                         "out of memory");
        }
    }

    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;

    ~Owned() { release_(handle_); }

    [[nodiscard]] Handle get() const noexcept { return handle_; }

  private:
    Handle handle_;
    Release release_;
};

inline SUNContext create_sundials_context() {
    SUNContext context = nullptr;
    SUNContext_Create(nullptr, &context);
    return context;
}

inline StopReason reason_of_cvode(int flag) {
    switch (flag) {
        case CV_TOO_MUCH_WORK:
            return StopReason::step_limit;
        case CV_ERR_FAILURE:
        case CV_CONV_FAILURE:
        case CV_TOO_CLOSE:
            return StopReason::step_underflow;
        default:
            return StopReason::solver_failure;
    }
}

}  // namespace vesikin::simulation
