// The three kinds of failure that travel as exceptions: bad input, a failing outside world, and our
// own bugs.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace vesikin::base {

/// One thing wrong with what we were given.
struct InputProblem {
    std::string where;    ///< file:line, option, or field
    std::string given;    ///< what was found there
    std::string allowed;  ///< what would have been accepted
};

/// Bad input: a data file, an argument or a request. Carries every problem found, not only the
/// first; their texts can be shown as they are, whatever was given.
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<InputProblem> problems);
    InputError(std::string where, std::string given, std::string allowed);

    [[nodiscard]] const std::vector<InputProblem>& problems() const noexcept { return problems_; }

  private:
    struct Shown {
        std::vector<InputProblem> problems;
    };

    explicit InputError(Shown shown);

    std::vector<InputProblem> problems_;
};

/// The outside world failed us: disk, permission, memory of another process.
class EnvironmentError : public std::runtime_error {
  public:
    EnvironmentError(const std::string& what, const std::string& path, const std::string& cause);
};

/// Something we believed is not so. Always a bug of ours.
class InternalError : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// Collects problems of one reading pass, then throws them together.
class ProblemList {
  public:
    void add(std::string where, std::string given, std::string allowed);

    [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }

    /// Throws InputError when at least one problem was added.
    void throw_if_any() const;

  private:
    std::vector<InputProblem> problems_;
};

[[noreturn]] void fail_check(const char* condition, const char* belief, const char* file, int line);

}  // namespace vesikin::base

/// States a belief; throws InternalError when it is false.
#define VESIKIN_CHECK(condition, belief) \
    ((condition) ? static_cast<void>(0)  \
                 : ::vesikin::base::fail_check(#condition, belief, __FILE__, __LINE__))
