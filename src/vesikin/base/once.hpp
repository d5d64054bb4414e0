// A value made when it is first asked for, by whichever thread asks first, and the same ever after.
#pragma once

#include <mutex>
#include <optional>

namespace vesikin::base {

template <class Value>
class Once {
  public:
    /// The value; made by `make` if nobody asked before. What `make` throws goes to the caller, and
    /// the next one tries again.
    template <class Make>
    [[nodiscard]] const Value& get(const Make& make) const {
        const std::scoped_lock lock(mutex_);
        if (!value_) {
            value_.emplace(make());
        }
        return *value_;
    }

  private:
    mutable std::mutex mutex_;
    mutable std::optional<Value> value_;
};

}  // namespace vesikin::base
