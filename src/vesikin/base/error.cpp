#include "vesikin/base/error.hpp"

#include <fmt/format.h>

#include <utility>

#include "vesikin/base/shown_text.hpp"

namespace vesikin::base {

namespace {

std::string describe(const std::vector<InputProblem>& problems) {
    std::string text;
    for (const InputProblem& problem : problems) {
        if (!text.empty()) {
            text += '\n';
        }
        text +=
            fmt::format("{}: given {}; allowed: {}", problem.where, problem.given, problem.allowed);
    }
    return text;
}

// Messages hold what others wrote: names, keys, cells. A path may be long, what is allowed may list
// all drugs.
constexpr std::size_t widest_place = 1000;
constexpr std::size_t widest_given = 240;
constexpr std::size_t widest_allowed = 2000;

std::vector<InputProblem> shown(std::vector<InputProblem> problems) {
    for (InputProblem& problem : problems) {
        problem.where = printable(problem.where, widest_place);
        problem.given = printable(problem.given, widest_given);
        problem.allowed = printable(problem.allowed, widest_allowed);
    }
    return problems;
}

}  // namespace

InputError::InputError(std::vector<InputProblem> problems)
    : InputError(Shown{shown(std::move(problems))}) {}

InputError::InputError(Shown shown)
    : std::runtime_error(describe(shown.problems)), problems_(std::move(shown.problems)) {}

InputError::InputError(std::string where, std::string given, std::string allowed)
    : InputError(std::vector<InputProblem>{
          InputProblem{std::move(where), std::move(given), std::move(allowed)}}) {}

EnvironmentError::EnvironmentError(const std::string& what, const std::string& path,
                                   const std::string& cause)
    : std::runtime_error(fmt::format("{}: {}: {}", what, printable(path, widest_place),
                                     printable(cause, widest_place))) {}

void ProblemList::add(std::string where, std::string given, std::string allowed) {
    problems_.push_back({std::move(where), std::move(given), std::move(allowed)});
}

void ProblemList::throw_if_any() const {
    if (!problems_.empty()) {
        throw InputError(problems_);
    }
}

void fail_check(const char* condition, const char* belief, const char* file, int line) {
    throw InternalError(fmt::format("{}:{}: believed that {} ({})", file, line, belief, condition));
}

}  // namespace vesikin::base
