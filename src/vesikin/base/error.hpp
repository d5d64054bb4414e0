// The three kinds of failure that travel as exceptions: bad input, a failing outside world, and our
// own bugs.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "vesikin/base/message.hpp"

namespace vesikin::base {

/// One thing wrong with what we were given.
struct InputProblem {
    Message where;    ///< file:line, or the field of a question
    Message given;    ///< what was found there
    Message allowed;  ///< what would have been accepted
};

/// A problem in words that can be shown as they are, whatever was given.
struct ShownProblem {
    std::string where;
    std::string given;
    std::string allowed;
};

[[nodiscard]] ShownProblem shown(const InputProblem& problem, const Wording& wording = {});

/// Bad input: a data file, an argument or a request. Carries every problem found, not only the
/// first.
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<InputProblem> problems);
    InputError(Message where, Message given, Message allowed);

    [[nodiscard]] const std::vector<InputProblem>& problems() const noexcept { return problems_; }

  private:
    std::vector<InputProblem> problems_;
};

/// The outside world failed us: disk, permission, memory of another process.
class EnvironmentError : public std::runtime_error {
  public:
    EnvironmentError(Message what, Message where, Message cause);

    /// As `what` has it in English, in words that can be shown as they are.
    [[nodiscard]] std::string text(const Wording& wording) const;

  private:
    Message what_;
    Message where_;  ///< usually a path
    Message cause_;
};

/// Something we believed is not so. Always a bug of ours.
class InternalError : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// Collects problems of one reading pass, then throws them together.
class ProblemList {
  public:
    void add(Message where, Message given, Message allowed);

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
