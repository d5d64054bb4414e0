// The server as others meet it: the real program on a free port of this machine, asked by sockets.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/answer_schema.hpp"
#include "support/program.hpp"
#include "vesikin/server/endpoints.hpp"

namespace vesikin::tests {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// A socket of the server's, closed with the object.
class Socket {
  public:
    explicit Socket(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        is_open_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }

    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    ~Socket() { close(socket_); }

    [[nodiscard]] bool is_open() const { return is_open_; }

    void send(const std::string& text) const {
        std::size_t sent = 0;
        while (sent < text.size()) {
            const auto now = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (now <= 0) {
                return;  // it has said no already
            }
            sent += static_cast<std::size_t>(now);
        }
    }

    /// All that comes until the other side closes, until `until` is in it, or for `limit`.
    std::string read(const std::string& until = "", milliseconds limit = seconds(20)) {
        const auto deadline = Clock::now() + limit;
        while (until.empty() || text_.find(until) == std::string::npos) {
            const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
            pollfd asked{.fd = socket_, .events = POLLIN, .revents = 0};
            if (left.count() <= 0 || poll(&asked, 1, static_cast<int>(left.count())) <= 0) {
                break;
            }
            char buffer[65536];
            const auto got = recv(socket_, buffer, sizeof buffer, 0);
            if (got <= 0) {
                break;
            }
            text_.append(buffer, static_cast<std::size_t>(got));
        }
        return text_;
    }

  private:
    int socket_;
    bool is_open_ = false;
    std::string text_;
};

struct Reply {
    int status = 0;
    std::string head;
    std::string body;

    [[nodiscard]] json parsed() const { return json::parse(body, nullptr, false); }
};

Reply reply_in(const std::string& text) {
    const std::size_t end = text.find("\r\n\r\n");
    if (!text.starts_with("HTTP/1.1 ") || end == std::string::npos) {
        return {};
    }
    return {.status = std::stoi(text.substr(9, 3)),
            .head = text.substr(0, end),
            .body = text.substr(end + 4)};
}

class Server {
  public:
    explicit Server(std::vector<std::string> options = {}) {
        options.insert(options.begin(), {"serve", "--port", "0", "--log"});
        program_ = std::make_unique<Program>(options);
        const auto deadline = Clock::now() + seconds(60);
        const std::string before = "http://127.0.0.1:";
        while (port_ == 0 && Clock::now() < deadline) {
            const std::string said = program_->out_so_far();
            if (const std::size_t found = said.find(before);
                found != std::string::npos && said.find('\n') != std::string::npos) {
                port_ = std::stoi(said.substr(found + before.size()));
            }
            std::this_thread::sleep_for(milliseconds(20));
        }
    }

    [[nodiscard]] int port() const { return port_; }

    [[nodiscard]] Program& program() { return *program_; }

    [[nodiscard]] Reply say(const std::string& text) const {
        Socket socket(port_);
        socket.send(text);
        return reply_in(socket.read());
    }

    [[nodiscard]] Reply ask(const std::string& method, const std::string& path,
                            const std::string& body = "",
                            const std::string& heads = "Content-Type: application/json\r\n") const {
        return say(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" +
                   heads + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }

    /// The id of a job that was taken.
    [[nodiscard]] std::string job(const std::string& question) const {
        const Reply taken = ask("POST", "/api/ask", question);
        EXPECT_EQ(taken.status, 202) << taken.body;
        return taken.status == 202 ? taken.parsed().at("id").get<std::string>() : "";
    }

    /// Its state, once it has ended or `limit` is over.
    [[nodiscard]] json ended(const std::string& id, seconds limit = seconds(60)) const {
        const auto deadline = Clock::now() + limit;
        json state;
        do {
            state = ask("GET", "/api/jobs/" + id).parsed();
            const std::string now = state.value("state", "gone");
            if (now != "waiting" && now != "running") {
                break;
            }
            std::this_thread::sleep_for(milliseconds(20));
        } while (Clock::now() < deadline);
        return state;
    }

  private:
    std::unique_ptr<Program> program_;
    int port_ = 0;
};

/// One for all tests that do not change what it is set up with.
class ServerTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { server_ = std::make_unique<Server>(); }

    static void TearDownTestSuite() { server_.reset(); }

    static Server& server() { return *server_; }

  private:
    static inline std::unique_ptr<Server> server_;
};

std::string plan_question(std::size_t patients, std::size_t worlds) {
    return json{{"schema", 1},
                {"ask", "plan"},
                {"person", {{"schema", 2}, {"state", "active"}}},
                {"patients", patients},
                {"worlds", worlds},
                {"delivery_people", 2}}
        .dump();
}

/// Runs for minutes.
const std::string long_question = plan_question(200, 1000);

TEST_F(ServerTest, ItIsThereAndSaysWhatItIs) {
    const Reply health = server().ask("GET", "/health");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(health.body, R"({"status":"ok"})");
    const Reply page = server().ask("GET", "/");
    EXPECT_EQ(page.status, 200);
    for (const char* head :
         {"Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff",
          "Referrer-Policy: no-referrer", "frame-ancestors 'none'"}) {
        EXPECT_NE(page.head.find(head), std::string::npos) << head;
    }
    EXPECT_NE(server().ask("GET", "/api/meta").head.find("Cache-Control: no-store"),
              std::string::npos);
    EXPECT_NE(server().ask("GET", "/metrics").body.find("vesikin_requests_total"),
              std::string::npos);
}

/// A component of the description of the endpoints, as a schema of its own.
std::string problems_by_openapi(const std::string& component, const json& document) {
    json schema = read_schema("openapi.json");
    schema["$ref"] = "#/components/schemas/" + component;
    return JsonSchema(component, schema).problems(document);
}

TEST_F(ServerTest, FactsAreAsTheDescriptionSays) {
    EXPECT_EQ(problems_by_openapi("Meta", server().ask("GET", "/api/meta").parsed()), "");
    const json questions = server().ask("GET", "/api/questions").parsed().at("questions");
    ASSERT_GT(questions.size(), 10U);
    for (const json& question : questions) {
        EXPECT_EQ(problems_by_openapi("Question", question), "") << question.dump();
    }
    const json persons = server().ask("GET", "/api/persons").parsed().at("persons");
    ASSERT_GT(persons.size(), 10U);
    const JsonSchema person("person.question.schema.json");
    for (const json& one : persons) {
        EXPECT_EQ(person.problems(one.at("person")), "") << one.dump();
    }
    const json served = server().ask("GET", "/api/openapi.json").parsed();
    EXPECT_EQ(served, read_schema("openapi.json"));
}

TEST(ServerEndpoints, AreThoseOfTheDescription) {
    std::vector<std::string> described;
    const json openapi = read_schema("openapi.json");
    for (const auto& [path, methods] : openapi.at("paths").items()) {
        for (const auto& [method, _] : methods.items()) {
            std::string upper = method;
            std::ranges::transform(upper, upper.begin(),
                                   [](unsigned char c) { return std::toupper(c); });
            described.push_back(path + " " + upper);
        }
    }
    std::vector<std::string> served;
    for (const server::Endpoint& endpoint : server::endpoints()) {
        served.push_back(std::string(endpoint.path) + " " + std::string(endpoint.method));
    }
    EXPECT_TRUE(std::ranges::is_sorted(served));
    std::ranges::sort(described);
    EXPECT_EQ(served, described);
}

TEST_F(ServerTest, APlanIsAnsweredTwiceInEveryLanguage) {
    const json state = server().ended(server().job(plan_question(20, 12)));
    EXPECT_EQ(problems_by_openapi("Job", state), "");
    EXPECT_EQ(state.at("state"), "done");
    const json& events = state.at("events");
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].at("event"), "coarse");
    EXPECT_EQ(events[1].at("event"), "answer");
    const JsonSchema schema("plan.answer.schema.json");
    for (const char* language : {"en", "ja"}) {
        const json& coarse = events[0].at("data").at("answers").at(language);
        const json& full = events[1].at("data").at("answers").at(language);
        EXPECT_EQ(schema.problems(coarse), "");
        EXPECT_EQ(schema.problems(full), "");
        EXPECT_EQ(full.at("language"), language);
        EXPECT_LT(coarse.at("patients"), full.at("patients"));
        EXPECT_EQ(full.at("patients"), 20);
        EXPECT_EQ(full.at("worlds"), 12);
    }
}

TEST_F(ServerTest, TheSameQuestionHasTheSameNumbersAsOnTheCommandLine) {
    const std::string question = plan_question(16, 10);  // small: answered once
    const json state = server().ended(server().job(question));
    ASSERT_EQ(state.at("events").size(), 1U);
    const TemporaryFolder folder;
    write_file(folder.path() / "question.json", question);
    const Ended printed = run_program({"ask", (folder.path() / "question.json").string()});
    ASSERT_EQ(printed.exit_code, 0);
    const json by_command = json::parse(printed.out);
    const json& by_server = state.at("events")[0].at("data").at("answers").at("en");
    EXPECT_EQ(by_server.at("options"), by_command.at("options"));
    EXPECT_EQ(by_server.at("headline"), by_command.at("headline"));
}

TEST_F(ServerTest, EventsComeAsTheyHappenAndAgainForALateListener) {
    const std::string id = server().job(plan_question(20, 12));
    const std::string request =
        "GET /api/jobs/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    Socket early(server().port());
    early.send(request);
    const std::string heard = early.read();  // to the end of the stream
    const std::size_t coarse = heard.find("event: coarse\ndata: ");
    const std::size_t answer = heard.find("event: answer\ndata: ");
    EXPECT_NE(coarse, std::string::npos);
    ASSERT_NE(answer, std::string::npos);
    EXPECT_LT(coarse, answer);
    Socket late(server().port());
    late.send(request);
    EXPECT_NE(late.read().find("event: answer\ndata: "), std::string::npos);
}

TEST_F(ServerTest, StoppingTakesEffectWithinASecond) {
    const std::string id = server().job(long_question);
    Socket listener(server().port());
    listener.send("GET /api/jobs/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_NE(listener.read("event: progress").find("event: progress"), std::string::npos);
    const auto begun = Clock::now();
    EXPECT_EQ(server().ask("DELETE", "/api/jobs/" + id).status, 204);
    EXPECT_NE(listener.read("event: stopped").find("event: stopped"), std::string::npos);
    // The promise is a second; a machine that does more beside this has its time too.
    EXPECT_LT(Clock::now() - begun, seconds(3));
    EXPECT_EQ(server().ended(id).at("state"), "stopped");
}

struct Refused {
    const char* name;
    std::string method;
    std::string path;
    std::string body;
    std::string heads;
    int status;
};

class RefusedRequest : public ServerTest, public testing::WithParamInterface<Refused> {};

const std::string as_json = "Content-Type: application/json\r\n";

INSTANTIATE_TEST_SUITE_P(
    Hostile, RefusedRequest,
    testing::Values(
        Refused{"NoJson", "POST", "/api/ask", "{", as_json, 422},
        Refused{"Empty", "POST", "/api/ask", "", as_json, 422},
        Refused{"AList", "POST", "/api/ask", "[1]", as_json, 422},
        Refused{"AKeyTwice", "POST", "/api/ask", R"({"ask":"plan","ask":"plan"})", as_json, 422},
        Refused{"BadUtf8", "POST", "/api/ask", "{\"ask\":\"\xff\xfe\"}", as_json, 422},
        Refused{"Deep", "POST", "/api/ask", std::string(30'000, '['), as_json, 422},
        Refused{"NotToBeAsked", "POST", "/api/ask", R"({"schema":1,"ask":"calibrate"})", as_json,
                422},
        Refused{"TooManyPeople", "POST", "/api/ask", plan_question(2001, 10), as_json, 422},
        Refused{"TooManyWorlds", "POST", "/api/ask", plan_question(10, 1001), as_json, 422},
        Refused{"TooManyTogether", "POST", "/api/ask", plan_question(2000, 1000), as_json, 422},
        Refused{"ANegativeNumber", "POST", "/api/ask", R"({"schema":1,"ask":"plan","patients":-5})",
                as_json, 422},
        Refused{"AHugeNumber", "POST", "/api/ask", R"({"schema":1,"ask":"plan","patients":1e30})",
                as_json, 422},
        Refused{"OtherType", "POST", "/api/ask", "{}", "Content-Type: text/plain\r\n", 415},
        Refused{"NoType", "POST", "/api/ask", "{}", "", 415},
        Refused{"BodyTooLarge", "POST", "/api/ask", std::string(65'537, ' '), as_json, 413},
        Refused{"OtherMethod", "GET", "/api/ask", "", "", 405},
        Refused{"OtherMethodOfAFile", "POST", "/", "{}", as_json, 405},
        Refused{"UnknownMethod", "BREW", "/health", "", "", 405},
        Refused{"UnknownJob", "GET", "/api/jobs/0123", "", "", 404},
        Refused{"UnknownJobToStop", "DELETE", "/api/jobs/0123", "", "", 404},
        Refused{"UnknownJobToHear", "GET", "/api/jobs/0123/events", "", "", 404},
        Refused{"JobWithAPath", "GET", "/api/jobs/a/b", "", "", 404},
        Refused{"Traversal", "GET", "/../../../../etc/passwd", "", "", 404},
        Refused{"TraversalEncoded", "GET", "/%2e%2e/%2e%2e/etc/passwd", "", "", 404},
        Refused{"TraversalOfData", "GET", "/api/../data/sources.toml", "", "", 404},
        Refused{"Backslash", "GET", "/..\\..\\etc\\passwd", "", "", 404},
        Refused{"LongAddress", "GET", "/" + std::string(3000, 'a'), "", "", 414},
        Refused{"OtherHost", "GET", "/health", "", "Host: evil.example\r\n", 400},
        Refused{"LargeHead", "GET", "/health", "", "X-A: " + std::string(9000, 'a') + "\r\n", 431}),
    [](const auto& one) { return one.param.name; });

TEST_P(RefusedRequest, SaysWhyAndStays) {
    const Refused& asked = GetParam();
    const std::string host =
        asked.heads.find("Host:") == std::string::npos ? "Host: 127.0.0.1\r\n" : "";
    const Reply reply = server().say(asked.method + " " + asked.path + " HTTP/1.1\r\n" + host +
                                     "Connection: close\r\n" + asked.heads + "Content-Length: " +
                                     std::to_string(asked.body.size()) + "\r\n\r\n" + asked.body);
    // A name of another machine is misdirected.
    EXPECT_EQ(reply.status, asked.name == std::string("OtherHost") ? 421 : asked.status)
        << reply.body;
    EXPECT_NE(reply.head.find("application/problem+json"), std::string::npos) << reply.head;
    EXPECT_EQ(problems_by_openapi("Problem", reply.parsed()), "");
    EXPECT_EQ(server().ask("GET", "/health").status, 200);
}

TEST_F(ServerTest, WhatIsNoHttpIsRefused) {
    EXPECT_EQ(server().say("hello\r\n\r\n").status, 400);
    EXPECT_EQ(server().say("GET / HTTP/9.9\r\n\r\n").status, 400);
}

TEST_F(ServerTest, ABodyThatSaysItIsAGigabyteIsRefusedBeforeItIsSent) {
    const auto begun = Clock::now();
    const Reply reply = server().say(
        "POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
        "application/json\r\nContent-Length: 1073741824\r\n\r\n{");
    EXPECT_EQ(reply.status, 413);
    EXPECT_LT(Clock::now() - begun, seconds(10));
}

TEST_F(ServerTest, AChunkedBodyHasTheSameLimit) {
    std::string body =
        "POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
        "application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int chunk = 0; chunk < 5; ++chunk) {
        body += "4000\r\n" + std::string(0x4000, ' ') + "\r\n";
    }
    EXPECT_EQ(server().say(body + "0\r\n\r\n").status, 413);
}

TEST_F(ServerTest, ProblemsAreSaidInTheLanguageAskedFor) {
    const Reply japanese = server().ask("GET", "/nowhere", "", "Accept-Language: ja,en;q=0.5\r\n");
    EXPECT_EQ(japanese.parsed().at("title"), "そのアドレスはありません");
    EXPECT_EQ(server().ask("GET", "/nowhere?lang=ja").parsed().at("title"),
              "そのアドレスはありません");
    EXPECT_EQ(server().ask("GET", "/nowhere").parsed().at("title"), "no such address");
}

TEST_F(ServerTest, AQuestionWithAnAnswerThatIsNoneFailsWithEachProblem) {
    const json state = server().ended(server().job(
        R"({"schema":1,"ask":"plan","person":{"schema":2,"state":"purple","age":"42"}})"));
    EXPECT_EQ(state.at("state"), "failed");
    const json& problem = state.at("events").at(0).at("data");
    EXPECT_EQ(problem.at("status"), 422);
    EXPECT_EQ(problem.at("problems").size(), 2U);
}

TEST_F(ServerTest, HealthAnswersWhileManyListenAndManyAreHalfOpen) {
    const std::string id = server().job(long_question);
    std::vector<std::unique_ptr<Socket>> half_open;
    for (int i = 0; i < 300; ++i) {
        half_open.push_back(std::make_unique<Socket>(server().port()));
        half_open.back()->send("GET /health HTTP/1.1\r\nHost: ");
    }
    std::vector<std::unique_ptr<Socket>> listeners;
    for (int i = 0; i < 40; ++i) {
        listeners.push_back(std::make_unique<Socket>(server().port()));
        listeners.back()->send("GET /api/jobs/" + id +
                               "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    for (const auto& listener : listeners) {
        EXPECT_NE(listener->read("event: progress").find("event: progress"), std::string::npos);
    }
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(server().ask("GET", "/health").status, 200);
    }
    EXPECT_EQ(server().ask("DELETE", "/api/jobs/" + id).status, 204);
    for (const auto& listener : listeners) {
        EXPECT_NE(listener->read().find("event: stopped"), std::string::npos);
    }
}

TEST_F(ServerTest, LinesOfTheLogHoldNothingThatWasAsked) {
    Server own;
    const std::string id = own.job(
        R"({"schema":1,"ask":"plan","person":{"schema":2,"cancer":"within_5_years"},"patients":8,"worlds":10})");
    EXPECT_EQ(own.ended(id).at("state"), "done");
    static_cast<void>(own.ask("GET", "/nowhere?secret=within_5_years"));
    own.program().signal(SIGTERM);
    const Ended ended = own.program().wait(seconds(20));
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_NE(ended.err.find("endpoint=/api/ask status=202"), std::string::npos) << ended.err;
    EXPECT_NE(ended.err.find("endpoint=other status=404"), std::string::npos);
    EXPECT_EQ(ended.err.find("within_5_years"), std::string::npos);
    EXPECT_EQ(ended.err.find(id), std::string::npos);
}

TEST(ServerEnd, ASignalEndsItWithListenersAndARunUnderWay) {
    for (const int signal : {SIGTERM, SIGINT}) {
        Server server;
        const std::string id = server.job(long_question);
        Socket listener(server.port());
        listener.send("GET /api/jobs/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        static_cast<void>(listener.read("event: progress"));
        Socket idle(server.port());
        idle.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        static_cast<void>(idle.read("ok"));
        server.program().signal(signal);
        EXPECT_EQ(server.program().wait(seconds(15)).exit_code, 0);
        EXPECT_NE(listener.read().find("event: stopped"), std::string::npos);
    }
}

/// A copy of the data with other limits.
class OwnLimits {
  public:
    OwnLimits(const std::string& from, const std::string& to) {
        std::filesystem::copy(VESIKIN_DATA_FOLDER, folder_.path() / "data",
                              std::filesystem::copy_options::recursive);
        const auto file = folder_.path() / "data" / "server" / "limits.toml";
        write_file(file, replaced(file_text(file), from, to));
    }

    [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }

  private:
    TemporaryFolder folder_;
};

TEST(ServerQueue, AFullQueueIsSaidAndEmptiesAgain) {
    const OwnLimits limits("workers = 2\nwaiting_most = 32", "workers = 1\nwaiting_most = 2");
    const Server server({"--data", limits.data()});
    std::vector<std::string> taken{server.job(long_question)};
    // Once it runs, two more fit.
    const auto deadline = Clock::now() + seconds(20);
    while (server.ask("GET", "/api/jobs/" + taken.front()).parsed().at("state") == "waiting" &&
           Clock::now() < deadline) {
        std::this_thread::sleep_for(milliseconds(10));
    }
    std::optional<Reply> full;
    for (int i = 0; i < 4 && !full; ++i) {
        Reply reply = server.ask("POST", "/api/ask", long_question);
        if (reply.status == 202) {
            taken.push_back(reply.parsed().at("id"));
        } else {
            full = std::move(reply);
        }
    }
    ASSERT_TRUE(full.has_value());
    EXPECT_EQ(full->status, 429);
    EXPECT_NE(full->head.find("Retry-After"), std::string::npos);
    EXPECT_EQ(server.ask("GET", "/health").status, 200);
    std::ranges::reverse(taken);  // those that wait first, before a worker is free for them
    for (const std::string& id : taken) {
        EXPECT_EQ(server.ask("DELETE", "/api/jobs/" + id).status, 204);
        EXPECT_EQ(server.ended(id, seconds(10)).at("state"), "stopped");
    }
    EXPECT_EQ(server.ended(server.job(plan_question(8, 10))).at("state"), "done");
}

TEST(ServerQueue, WhatNobodyAsksAfterIsStopped) {
    const OwnLimits limits("unwatched_within_second = 60", "unwatched_within_second = 1");
    const Server server({"--data", limits.data()});
    const std::string id = server.job(long_question);
    std::this_thread::sleep_for(seconds(4));
    EXPECT_EQ(server.ask("GET", "/api/jobs/" + id).parsed().at("state"), "stopped");
}

TEST(ServerQueue, ASizeThatIsNotSaidCountsAsTheUsualOne) {
    // 100 people x 50 combinations is what a plan has where nothing is said.
    const OwnLimits limits("people_times_worlds_most = 200000", "people_times_worlds_most = 4999");
    const Server server({"--data", limits.data()});
    const std::string unsaid =
        json{{"schema", 1}, {"ask", "plan"}, {"person", {{"schema", 2}, {"state", "active"}}}}
            .dump();
    const Reply refused = server.ask("POST", "/api/ask", unsaid);
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("5000"), std::string::npos) << refused.body;
    EXPECT_EQ(server.ask("POST", "/api/ask", plan_question(10, 10)).status, 202);
}

TEST(ServerQueue, ASlowClientIsCutOff) {
    const OwnLimits limits("read_within_second = 15", "read_within_second = 1");
    const Server server({"--data", limits.data()});
    Socket slow(server.port());
    slow.send("GET /health HTTP/1.1\r\n");
    const auto begun = Clock::now();
    EXPECT_EQ(slow.read("", seconds(10)), "");  // closed without a word
    EXPECT_LT(Clock::now() - begun, seconds(8));
}

TEST(ServerStart, WhatCannotBeServedIsRefused) {
    const Server first;
    const Ended taken = run_program({"serve", "--port", std::to_string(first.port())});
    EXPECT_EQ(taken.exit_code, bad_input);
    EXPECT_NE(taken.err.find("--port"), std::string::npos) << taken.err;
    for (const char* port : {"65536", "99999"}) {  // none is taken for another one
        const Ended no_port = run_program({"serve", "--port", port});
        EXPECT_EQ(no_port.exit_code, bad_input) << port;
        EXPECT_NE(no_port.err.find("0 to 65535"), std::string::npos) << no_port.err;
    }
    const Ended no_address = run_program({"serve", "--port", "0", "--address", "here"});
    EXPECT_EQ(no_address.exit_code, bad_input);
    EXPECT_NE(no_address.err.find("--address"), std::string::npos) << no_address.err;
    const OwnLimits limits("workers = 2", "workers = 0");
    const Ended no_worker = run_program({"serve", "--port", "0", "--data", limits.data()});
    EXPECT_EQ(no_worker.exit_code, bad_input);
    EXPECT_NE(no_worker.err.find("limits.toml"), std::string::npos) << no_worker.err;
}

}  // namespace
}  // namespace vesikin::tests
