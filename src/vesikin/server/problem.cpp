#include "vesikin/server/problem.hpp"

#include <nlohmann/json.hpp>

namespace vesikin::server {

namespace {

using Json = nlohmann::ordered_json;

Response problem_of(int status, const Json& body) {
    return {.status = status,
            .content_type = "application/problem+json",
            .body = body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace

Response problem(int status, const std::string& title) {
    return problem_of(status, {{"type", "about:blank"}, {"title", title}, {"status", status}});
}

Response problem(const base::InputError& error, const base::Wording& wording) {
    constexpr int not_allowed = 422;
    Json problems = Json::array();
    for (const base::InputProblem& one : error.problems()) {
        const base::ShownProblem words = base::shown(one, wording);
        problems.push_back(
            {{"where", words.where}, {"given", words.given}, {"allowed", words.allowed}});
    }
    return problem_of(not_allowed,
                      {{"type", "about:blank"},
                       {"title", base::message("the input is not right").text(wording)},
                       {"status", not_allowed},
                       {"problems", std::move(problems)}});
}

}  // namespace vesikin::server
