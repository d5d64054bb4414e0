#include "vesikin/base/error.hpp"

#include <fmt/format.h>

#include <utility>

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

}  // namespace

InputError::InputError(std::vector<InputProblem> problems)
    : std::runtime_error(describe(problems)), problems_(std::move(problems)) {}

InputError::InputError(std::string where, std::string given, std::string allowed)
    : InputError(std::vector<InputProblem>{
          InputProblem{std::move(where), std::move(given), std::move(allowed)}}) {}

EnvironmentError::EnvironmentError(const std::string& what, const std::string& path,
                                   const std::string& cause)
    : std::runtime_error(fmt::format("{}: {}: {}", what, path, cause)) {}

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
