#include "vesikin/base/error.hpp"

#include <fmt/format.h>

#include <utility>

#include "vesikin/base/shown_text.hpp"

namespace vesikin::base {

namespace {

// Messages hold what others wrote: names, keys, cells. A path may be long, what is allowed may list
// all drugs.
constexpr std::size_t widest_place = 1000;
constexpr std::size_t widest_given = 240;
constexpr std::size_t widest_allowed = 2000;

std::string describe(const std::vector<InputProblem>& problems) {
    std::string text;
    for (const InputProblem& problem : problems) {
        const ShownProblem words = shown(problem);
        text += fmt::format("{}{}: given {}; allowed: {}", text.empty() ? "" : "\n", words.where,
                            words.given, words.allowed);
    }
    return text;
}

std::string failure(const Message& what, const Message& where, const Message& cause,
                    const Wording& wording) {
    return fmt::format("{}: {}: {}", what.text(wording),
                       printable(where.text(wording), widest_place),
                       printable(cause.text(wording), widest_place));
}

}  // namespace

ShownProblem shown(const InputProblem& problem, const Wording& wording) {
    return {.where = printable(problem.where.text(wording), widest_place),
            .given = printable(problem.given.text(wording), widest_given),
            .allowed = printable(problem.allowed.text(wording), widest_allowed)};
}

InputError::InputError(std::vector<InputProblem> problems)
    : std::runtime_error(describe(problems)), problems_(std::move(problems)) {}

InputError::InputError(Message where, Message given, Message allowed)
    : InputError(std::vector<InputProblem>{
          InputProblem{std::move(where), std::move(given), std::move(allowed)}}) {}

EnvironmentError::EnvironmentError(Message what, Message where, Message cause)
    : std::runtime_error(failure(what, where, cause, {})),
      what_(std::move(what)),
      where_(std::move(where)),
      cause_(std::move(cause)) {}

std::string EnvironmentError::text(const Wording& wording) const {
    return failure(what_, where_, cause_, wording);
}

void ProblemList::add(Message where, Message given, Message allowed) {
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
