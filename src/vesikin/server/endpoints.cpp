#include "vesikin/server/endpoints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace vesikin::server {

namespace {

constexpr std::string_view job_place = "{id}";

std::string said(const Desk& desk, const Request& request, const base::Message& message) {
    return message.text(desk.wordings.find(request.language)->second);
}

Response no_such_job(const Desk& desk, const Request& request) {
    return problem(404, said(desk, request, base::message("no such question, or no longer kept")));
}

Response ask(Desk& desk, const Request& request, const std::string&) {
    if (request.content_type != "application/json") {
        return problem(415, said(desk, request, base::message("a question is application/json")));
    }
    try {
        const std::optional<std::string> id = desk.jobs.submit(request.body, request.language);
        if (!id) {
            Response full =
                problem(429, said(desk, request, base::message("too many questions are waiting")));
            full.headers.emplace_back("Retry-After", "5");
            return full;
        }
        return {.status = 202,
                .body = fmt::format("{{\"id\":\"{}\"}}", *id),
                .headers = {{"Location", "/api/jobs/" + *id}}};
    } catch (const base::InputError& error) {
        return problem(error, desk.wordings.find(request.language)->second);
    }
}

Response job_state(Desk& desk, const Request& request, const std::string& id) {
    const std::optional<std::string> state = desk.jobs.state_json(id);
    return state ? Response{.body = *state} : no_such_job(desk, request);
}

Response job_events(Desk& desk, const Request& request, const std::string& id) {
    return desk.jobs.has(id) ? Response{.content_type = "text/event-stream", .stream_of_job = id}
                             : no_such_job(desk, request);
}

Response stop_job(Desk& desk, const Request& request, const std::string& id) {
    return desk.jobs.stop(id) ? Response{.status = 204, .content_type = {}}
                              : no_such_job(desk, request);
}

Response meta(Desk& desk, const Request&, const std::string&) {
    return {.body = desk.facts.meta};
}

Response persons(Desk& desk, const Request&, const std::string&) {
    return {.body = desk.facts.persons};
}

Response questions(Desk& desk, const Request&, const std::string&) {
    return {.body = desk.facts.questions};
}

Response texts(Desk& desk, const Request&, const std::string&) {
    return {.body = desk.facts.texts};
}

Response health(Desk&, const Request&, const std::string&) {
    return {.body = R"({"status":"ok"})"};
}

Response metrics(Desk& desk, const Request&, const std::string&) {
    return {.content_type = "text/plain; version=0.0.4",
            .body = desk.metrics.text(desk.connections, desk.jobs.waiting(), desk.jobs.running())};
}

/// The id where `path` is of that endpoint; empty where the endpoint has none.
std::optional<std::string> id_in(std::string_view pattern, std::string_view path) {
    const std::size_t place = pattern.find(job_place);
    if (place == std::string_view::npos) {
        return path == pattern ? std::optional<std::string>("") : std::nullopt;
    }
    const std::string_view before = pattern.substr(0, place);
    const std::string_view after = pattern.substr(place + job_place.size());
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
        !path.ends_with(after)) {
        return std::nullopt;
    }
    const std::string_view id =
        path.substr(before.size(), path.size() - before.size() - after.size());
    return id.find('/') == std::string_view::npos ? std::optional<std::string>(id) : std::nullopt;
}

}  // namespace

const std::vector<Endpoint>& endpoints() {
    static const std::vector<Endpoint> list{{"POST", "/api/ask", ask},
                                            {"DELETE", "/api/jobs/{id}", stop_job},
                                            {"GET", "/api/jobs/{id}", job_state},
                                            {"GET", "/api/jobs/{id}/events", job_events},
                                            {"GET", "/api/meta", meta},
                                            {"GET", "/api/persons", persons},
                                            {"GET", "/api/questions", questions},
                                            {"GET", "/api/texts", texts},
                                            {"GET", "/health", health},
                                            {"GET", "/metrics", metrics}};
    return list;
}

Answered answer(Desk& desk, const Request& request) {
    // A body is not sent for HEAD; all else is as for GET.
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    std::string allowed;
    std::string_view found = "other";
    for (const Endpoint& endpoint : endpoints()) {
        if (const std::optional<std::string> id = id_in(endpoint.path, request.path)) {
            if (endpoint.method == method) {
                return {endpoint.answer(desk, request, *id), std::string(endpoint.path)};
            }
            found = endpoint.path;
            allowed += fmt::format("{}{}", allowed.empty() ? "" : ", ", endpoint.method);
        }
    }
    if (const auto file = desk.site.find(request.path); file != desk.site.end()) {
        if (method == "GET") {
            return {{.content_type = file->second.content_type, .body = file->second.body},
                    file->first};
        }
        found = file->first;
        allowed = "GET";
    }
    if (allowed.empty()) {
        return {problem(404, said(desk, request, base::message("no such address"))),
                std::string(found)};
    }
    Response refused =
        problem(405, said(desk, request, base::message("not what this address can be asked")));
    refused.headers.emplace_back("Allow", allowed);
    return {std::move(refused), std::string(found)};
}

}  // namespace vesikin::server
