#include "vesikin/server/jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <random>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/data_source.hpp"
#include "vesikin/format/sealed_json.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/service/ask.hpp"
#include "vesikin/service/compare.hpp"
#include "vesikin/service/plan.hpp"

namespace vesikin::server {

namespace {

using nlohmann::json;

constexpr int deepest_question = 32;

constexpr std::array<std::string_view, 5> state_names{"waiting", "running", "done", "failed",
                                                      "stopped"};

/// Nobody guesses it: 128 bits of the system.
std::string new_id() {
    std::random_device source;
    std::string id;
    for (int part = 0; part < 4; ++part) {
        id += fmt::format("{:08x}", source());
    }
    return id;
}

/// Written over several lines, a JSON text has breaks and the blanks after them beside its texts
/// only; an event is one line.
std::string on_one_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    bool is_after_break = false;
    for (const char c : text) {
        is_after_break = c == '\n' || (is_after_break && c == ' ');
        if (!is_after_break) {
            line += c;
        }
    }
    return line;
}

/// A whole number of the question, or what stands where it is missing.
std::size_t size_of(const json& question, const char* key, std::size_t missing) {
    const auto found = question.find(key);
    return found != question.end() && found->is_number_unsigned() ? found->get<std::size_t>()
                                                                  : missing;
}

/// People and worlds of a question that does not say how many.
struct UsualSize {
    std::size_t patients = 1;
    std::size_t worlds = 1;
};

template <class Request>
UsualSize usual_size() {
    const Request request{};
    return {request.patients, request.worlds};
}

UsualSize usual_size_of(std::string_view ask) {
    return ask == "plan"      ? usual_size<service::PlanRequest>()
           : ask == "compare" ? usual_size<service::CompareRequest>()
                              : UsualSize{};
}

/// A question of people and worlds is no larger than allowed.
void check_size(const json& question, std::string_view ask, const format::ServerLimits& limits) {
    base::ProblemList problems;
    const auto most = [&](const char* key, std::size_t allowed) {
        const auto asked = question.find(key);
        if (asked != question.end() &&
            (!asked->is_number_unsigned() || asked->get<std::size_t>() > allowed)) {
            problems.add(base::field(key), base::as_written(asked->dump()),
                         base::message("at most {}, as the server is set up", allowed));
        }
    };
    for (const char* key : {"patients", "people", "animals"}) {
        most(key, limits.patients_most);
    }
    most("delivery_people", limits.delivery_people_most);
    most("worlds", limits.worlds_most);
    const UsualSize usual = usual_size_of(ask);
    const std::size_t product =
        size_of(question, "patients", usual.patients) * size_of(question, "worlds", usual.worlds);
    if (problems.empty() && product > limits.people_times_worlds_most) {
        problems.add(
            base::message("patients x worlds"), base::as_written(product),
            base::message("at most {}, as the server is set up", limits.people_times_worlds_most));
    }
    problems.throw_if_any();
}

/// The same question of few people and worlds; nothing where it is small already, or has neither.
std::optional<std::string> coarse(const json& question, const format::ServerLimits& limits) {
    const std::string asked = question.value("ask", "");
    if (asked != "plan" && asked != "compare") {
        return std::nullopt;
    }
    const auto is_small = [&](const char* key, std::size_t few) {
        return size_of(question, key, few + 1) <= few;
    };
    if (is_small("patients", limits.coarse_patients) && is_small("worlds", limits.coarse_worlds)) {
        return std::nullopt;
    }
    json few = question;
    few["patients"] = limits.coarse_patients;
    few["worlds"] = limits.coarse_worlds;
    few["delivery_people"] = limits.coarse_delivery_people;
    return few.dump();
}

/// {"en": ..., "ja": ...}; under "en" alone where an answer has no words.
std::string answers_json(const service::AskedAnswer& answer) {
    std::string text;
    for (const auto& [language, one] : answer.json_by_language) {
        text += fmt::format("{}\"{}\":{}", text.empty() ? "" : ",", language, on_one_line(one));
    }
    return fmt::format("{{\"complete\":{},\"answers\":{{{}}}}}", answer.is_complete,
                       text.empty() ? "\"en\":" + on_one_line(answer.json) : text);
}

}  // namespace

struct JobBoard::Job {
    std::string id;
    std::string language;  ///< of messages
    std::string question;
    std::optional<std::string> coarse_question;
    base::CancellationFlag is_cancelled = false;
    std::mutex mutex;
    JobState state = JobState::waiting;
    base::Progress progress;
    bool has_progress = false;
    std::vector<JobEvent> events;
    Clock::time_point asked_at = Clock::now();
    Clock::time_point began_at{};
    Clock::time_point ended_at{};
};

JobBoard::JobBoard(const service::Knowledge& knowledge, std::vector<std::string> languages,
                   const Wordings& wordings, Metrics& metrics,
                   std::function<void(const std::string&)> on_news)
    : knowledge_(knowledge),
      limits_(knowledge.server_limits()),
      languages_(std::move(languages)),
      wordings_(wordings),
      metrics_(metrics),
      on_news_(std::move(on_news)) {
    for (std::size_t worker = 0; worker < limits_.workers; ++worker) {
        workers_.emplace_back([this] { work(); });
    }
}

JobBoard::~JobBoard() {
    stop_all();
    {
        const std::scoped_lock lock(mutex_);
        is_ending_ = true;
    }
    has_work_.notify_all();
    for (std::thread& worker : workers_) {
        worker.join();
    }
}

std::optional<std::string> JobBoard::submit(const std::string& question,
                                            const std::string& language) {
    const std::optional<json> read = format::read_json(question, deepest_question);
    if (!read || !read->is_object()) {
        throw base::InputError(base::message("question"), base::message("no JSON object"),
                               base::message("a JSON object (RFC 8259), each key once"));
    }
    const auto asked = read->find("ask");
    const std::string ask =
        asked != read->end() && asked->is_string() ? asked->get<std::string>() : "";
    if (std::ranges::find(limits_.questions, ask) == limits_.questions.end()) {
        throw base::InputError(base::field("ask"), base::quoted(ask),
                               base::message("one of {}", base::listed(limits_.questions)));
    }
    check_size(*read, ask, limits_);
    const auto job = std::make_shared<Job>();
    job->id = new_id();
    job->language = language;
    job->question = question;
    job->coarse_question = coarse(*read, limits_);
    {
        const std::scoped_lock lock(mutex_);
        if (is_ending_ || first_.size() + then_.size() >= limits_.waiting_most) {
            return std::nullopt;
        }
        jobs_.emplace(job->id, job);
        first_.push_back(job);
    }
    has_work_.notify_one();
    return job->id;
}

std::shared_ptr<JobBoard::Job> JobBoard::find(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    const auto found = jobs_.find(id);
    return found == jobs_.end() ? nullptr : found->second;
}

std::optional<JobNews> JobBoard::news(const std::string& id, std::size_t first) {
    const std::shared_ptr<Job> job = find(id);
    if (job == nullptr) {
        return std::nullopt;
    }
    const std::scoped_lock lock(job->mutex);
    job->asked_at = Clock::now();
    JobNews news{.state = job->state,
                 .progress = job->progress,
                 .has_progress = job->has_progress,
                 .events = {},
                 .next_event = job->events.size()};
    for (std::size_t event = first; event < job->events.size(); ++event) {
        news.events.push_back(job->events[event]);
    }
    return news;
}

std::optional<std::string> JobBoard::state_json(const std::string& id) {
    const std::optional<JobNews> now = news(id, 0);
    if (!now) {
        return std::nullopt;
    }
    std::string events;
    for (const JobEvent& event : now->events) {
        events += fmt::format("{}{{\"event\":\"{}\",\"data\":{}}}", events.empty() ? "" : ",",
                              event.name, event.data);
    }
    return fmt::format(
        "{{\"id\":\"{}\",\"state\":\"{}\",\"done\":{},\"total\":{},\"events\":[{}]}}", id,
        state_names[static_cast<std::size_t>(now->state)], now->progress.done, now->progress.total,
        events);
}

bool JobBoard::stop(const std::string& id) {
    const std::shared_ptr<Job> job = find(id);
    if (job == nullptr) {
        return false;
    }
    job->is_cancelled = true;
    const auto is_it = [&](const std::shared_ptr<Job>& other) { return other == job; };
    bool was_waiting = false;
    {
        const std::scoped_lock lock(mutex_);
        was_waiting = std::erase_if(first_, is_it) + std::erase_if(then_, is_it) > 0;
    }
    if (was_waiting) {  // no worker will say that it ended
        end(*job, JobState::stopped, {"stopped", "{}"});
    }
    return true;
}

void JobBoard::stop_all() {
    std::vector<std::string> ids;
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& [id, job] : jobs_) {
            ids.push_back(id);
        }
    }
    for (const std::string& id : ids) {
        static_cast<void>(stop(id));
    }
}

void JobBoard::tidy() {
    const Clock::time_point now = Clock::now();
    std::vector<std::string> too_long;
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& [id, job] : jobs_) {
            const std::scoped_lock job_lock(job->mutex);
            const bool is_slow =
                job->state == JobState::running &&
                now - job->began_at > std::chrono::seconds(limits_.job_within_second);
            const bool is_unwatched =
                now - job->asked_at > std::chrono::seconds(limits_.unwatched_within_second);
            if (!has_ended(job->state) && (is_slow || is_unwatched)) {
                too_long.push_back(id);
            }
        }
    }
    for (const std::string& id : too_long) {
        static_cast<void>(stop(id));
    }
    forget_old();
}

void JobBoard::forget_old() {
    const Clock::time_point now = Clock::now();
    const std::scoped_lock lock(mutex_);
    std::vector<std::pair<Clock::time_point, std::string>> ended;
    for (const auto& [id, job] : jobs_) {
        const std::scoped_lock job_lock(job->mutex);
        if (has_ended(job->state)) {
            ended.emplace_back(job->ended_at, id);
        }
    }
    std::ranges::sort(ended);
    const std::size_t too_many =
        ended.size() > limits_.answers_kept_most ? ended.size() - limits_.answers_kept_most : 0;
    for (std::size_t i = 0; i < ended.size(); ++i) {
        const bool is_old =
            now - ended[i].first > std::chrono::seconds(limits_.answers_kept_second);
        if (i < too_many || is_old) {
            jobs_.erase(ended[i].second);
        }
    }
}

std::size_t JobBoard::waiting() const {
    const std::scoped_lock lock(mutex_);
    return first_.size() + then_.size();
}

std::size_t JobBoard::running() const {
    const std::scoped_lock lock(mutex_);
    return running_;
}

std::shared_ptr<JobBoard::Job> JobBoard::next_job() {
    std::unique_lock lock(mutex_);
    has_work_.wait(lock, [this] { return is_ending_ || !first_.empty() || !then_.empty(); });
    if (is_ending_) {
        return nullptr;
    }
    std::deque<std::shared_ptr<Job>>& queue = first_.empty() ? then_ : first_;
    std::shared_ptr<Job> job = queue.front();
    queue.pop_front();
    ++running_;
    return job;
}

void JobBoard::work() {
    while (const std::shared_ptr<Job> job = next_job()) {
        calculate(job);
        bool goes_on = false;
        {
            const std::scoped_lock lock(mutex_);
            --running_;
            const std::scoped_lock job_lock(job->mutex);
            goes_on = !has_ended(job->state) && !job->is_cancelled;
            if (goes_on) {
                then_.push_back(job);
            }
        }
        if (goes_on) {
            has_work_.notify_one();
        } else if (job->is_cancelled) {  // also between the coarse answer and the full one
            end(*job, JobState::stopped, {"stopped", "{}"});
        }
    }
}

void JobBoard::end(Job& job, JobState state, JobEvent event) {
    {
        const std::scoped_lock lock(job.mutex);
        if (has_ended(job.state)) {
            return;
        }
        job.state = state;
        job.ended_at = Clock::now();
        job.events.push_back(std::move(event));
        job.question.clear();  // nothing of a person stays longer than it is needed
        job.coarse_question.reset();
    }
    metrics_.count_job(state_names[static_cast<std::size_t>(state)]);
    on_news_(job.id);
}

void JobBoard::calculate(const std::shared_ptr<Job>& job) {
    std::string question;
    bool is_coarse = false;
    {
        const std::scoped_lock lock(job->mutex);
        if (job->state == JobState::waiting) {
            job->state = JobState::running;
            job->began_at = Clock::now();
        }
        is_coarse = job->coarse_question.has_value();
        question = is_coarse ? *job->coarse_question : job->question;
        job->coarse_question.reset();
        job->has_progress = false;
    }
    const base::Wording& wording = wordings_.find(job->language)->second;
    const auto fail = [&](const Response& answer) {
        end(*job, JobState::failed, {"problem", answer.body});
    };
    try {
        study::RunControl control;
        control.threads = parallel::hardware_threads();
        control.cancel = &job->is_cancelled;
        control.on_progress = [&](const base::Progress& progress) {
            {
                const std::scoped_lock lock(job->mutex);
                job->progress = progress;
                job->has_progress = !is_coarse;
            }
            on_news_(job->id);
        };
        const service::AskedAnswer answer =
            service::ask(knowledge_, question, "question", control, languages_);
        if (job->is_cancelled || !answer.is_complete) {
            end(*job, JobState::stopped, {"stopped", "{}"});
        } else if (is_coarse) {
            {
                const std::scoped_lock lock(job->mutex);
                job->events.push_back({"coarse", answers_json(answer)});
            }
            on_news_(job->id);
        } else {
            end(*job, JobState::done, {"answer", answers_json(answer)});
        }
    } catch (const base::InputError& error) {
        fail(problem(error, wording));
    } catch (const base::EnvironmentError& error) {
        fail(problem(503, error.text(wording)));
    } catch (const std::bad_alloc&) {
        fail(problem(503, base::message("out of memory").text(wording)));
    } catch (const std::exception&) {  // a bug of ours; its words may hold what was asked
        fail(problem(
            500,
            base::message("a fault of the program, which has no answer to this").text(wording)));
    }
}

}  // namespace vesikin::server
