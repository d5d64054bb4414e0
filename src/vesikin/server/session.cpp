#include "vesikin/server/session.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cctype>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace vesikin::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;
using HttpRequest = http::request<http::string_body>;

/// Of every response. Nothing comes from elsewhere, goes elsewhere, or is shown inside another
/// page.
constexpr std::array<std::pair<const char*, const char*>, 6> safety_headers{
    {{"Content-Security-Policy",
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
      "frame-ancestors 'none'"},
     {"X-Content-Type-Options", "nosniff"},
     {"Referrer-Policy", "no-referrer"},
     {"Cross-Origin-Opener-Policy", "same-origin"},
     {"Cross-Origin-Resource-Policy", "same-origin"},
     {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}}};

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](unsigned char c) { return std::tolower(c); });
    return small;
}

/// Another site's page may ask a loopback address under a name of its own (DNS rebinding):
/// only names of this machine are answered, as long as only this machine is listened to.
bool is_of_this_machine(const HttpRequest& asked, const std::string& listened_at) {
    if (listened_at != "127.0.0.1" && listened_at != "::1") {
        return true;
    }
    std::string host(asked[http::field::host]);
    const std::size_t colon = host.rfind(':');
    if (colon != std::string::npos && host.find(']', colon) == std::string::npos) {
        host.resize(colon);
    }
    return host.empty() || host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

std::string language_of(const HttpRequest& asked, const std::string& query,
                        const std::vector<std::string>& languages) {
    for (const std::string& language : languages) {
        const std::string wanted = "lang=" + language;
        if (query == wanted || query.starts_with(wanted + "&") ||
            query.find("&" + wanted) != std::string::npos) {
            return language;
        }
    }
    // The order of the list is that of wishes, near enough for two languages.
    const std::string accepted = in_small_letters(std::string(asked[http::field::accept_language]));
    std::size_t first = std::string::npos;
    std::string chosen = languages.front();
    for (const std::string& language : languages) {
        const std::size_t place = accepted.find(language);
        if (place < first) {
            first = place;
            chosen = language;
        }
    }
    return chosen;
}

std::string content_type_of(const HttpRequest& asked) {
    std::string type = in_small_letters(std::string(asked[http::field::content_type]));
    type.resize(std::min(type.find(';'), type.size()));
    while (!type.empty() && type.back() == ' ') {
        type.pop_back();
    }
    return type;
}

/// One connection: requests one after the other, or the events of one job.
class Session final : public Connection, public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, Office& office)
        : stream_(std::move(socket)),
          office_(office),
          buffer_(office.limits.header_most_byte + office.limits.body_most_byte),
          event_deadline_(office.io),
          life_(office.io) {
        office_.connections.insert(this);
    }

    ~Session() override {
        office_.connections.erase(this);
        stop_listening();
    }

    void begin() { read(); }

    void end_soon() override {
        if (job_.empty() && !is_answering_) {
            close();
        }
    }

    void end_now() override { close(); }

    void hear() override {
        has_news_ = true;
        if (!is_writing_) {
            write_news();
        }
    }

  private:
    void read() {
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(office_.limits.header_most_byte));
        parser_->body_limit(office_.limits.body_most_byte);
        stream_.expires_after(std::chrono::seconds(office_.limits.read_within_second));
        http::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](ErrorCode error, std::size_t) { self->on_read(error); });
    }

    void on_read(ErrorCode error) {
        began_ = Clock::now();
        if (!error) {
            return answer_request();
        }
        using base::message;
        if (error == http::error::body_limit) {
            refuse(413, message("a body larger than {} bytes", office_.limits.body_most_byte));
        } else if (error == http::error::header_limit || error == http::error::buffer_overflow) {
            refuse(431, message("a head larger than {} bytes", office_.limits.header_most_byte));
        } else if (error.category() ==
                       beast::http::make_error_code(http::error::bad_method).category() &&
                   error != http::error::end_of_stream && error != http::error::partial_message) {
            refuse(400, message("no request of HTTP"));
        } else {
            close();  // gone, or too slow
        }
    }

    void refuse(int status, const base::Message& message) {
        method_ = "-";
        write({problem(status,
                       message.text(office_.desk.wordings.find(office_.languages.front())->second)),
               "other"},
              false);
    }

    void answer_request() {
        const HttpRequest& asked = parser_->get();
        method_ = std::string(asked.method_string());
        const std::string target(asked.target());
        const std::size_t query = target.find('?');
        Request request{.method = method_,
                        .path = target.substr(0, query),
                        .language = language_of(
                            asked, query == std::string::npos ? "" : target.substr(query + 1),
                            office_.languages),
                        .content_type = content_type_of(asked),
                        .body = parser_->get().body()};
        if (target.size() > office_.limits.address_most_byte) {
            return refuse(414, base::message("an address longer than {} bytes",
                                             office_.limits.address_most_byte));
        }
        if (office_.is_ending) {
            return refuse(503, base::message("the server is ending"));
        }
        if (!is_of_this_machine(asked, office_.options.address)) {
            return refuse(421, base::message("a host that this server does not answer for"));
        }
        office_.desk.connections = office_.connections.size();
        Answered answered = answer(office_.desk, request);
        if (!answered.response.stream_of_job.empty() && method_ == "GET") {
            return begin_events(answered);
        }
        write(std::move(answered), asked.keep_alive());
    }

    void log(const std::string& endpoint, int status) {
        const std::chrono::duration<double> took = Clock::now() - began_;
        office_.metrics.count_request(endpoint, method_, status, took);
        if (office_.options.on_request) {
            office_.options.on_request(fmt::format(
                "time={:%Y-%m-%dT%H:%M:%SZ} method={} endpoint={} status={} ms={:.1f}",
                fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())),
                method_, endpoint, status, 1e3 * took.count()));
        }
    }

    void write(Answered answered, bool keeps_alive) {
        is_answering_ = true;
        Response& response = answered.response;
        const bool stays = keeps_alive && !office_.is_ending;
        response_ = {};
        response_.result(static_cast<unsigned>(response.status));
        response_.version(11);
        for (const auto& [name, value] : safety_headers) {
            response_.set(name, value);
        }
        response_.set(http::field::cache_control,
                      answered.endpoint.starts_with("/api/") ? "no-store" : "no-cache");
        if (!response.content_type.empty()) {
            response_.set(http::field::content_type, response.content_type);
        }
        for (const auto& [name, value] : response.headers) {
            response_.set(name, value);
        }
        response_.keep_alive(stays);
        response_.content_length(response.body.size());
        if (method_ != "HEAD") {
            response_.body() = std::move(response.body);
        }
        log(answered.endpoint, response.status);
        stream_.expires_after(std::chrono::seconds(office_.limits.write_within_second));
        serializer_.emplace(response_);
        serializer_->split(method_ == "HEAD");
        const auto done = [self = shared_from_this(), stays](ErrorCode error, std::size_t) {
            self->is_answering_ = false;
            if (error || !stays || self->office_.is_ending) {
                return self->close_gently();
            }
            self->read();
        };
        if (method_ == "HEAD") {
            http::async_write_header(stream_, *serializer_, done);
        } else {
            http::async_write(stream_, *serializer_, done);
        }
    }

    // Events: written one batch at a time, while a read waits for the other side to go.

    void begin_events(const Answered& answered) {
        job_ = answered.response.stream_of_job;
        office_.listeners[job_].insert(this);
        log(answered.endpoint, 200);
        stream_.expires_never();
        pending_ =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
            "Connection: close\r\n";
        for (const auto& [name, value] : safety_headers) {
            pending_ += fmt::format("{}: {}\r\n", name, value);
        }
        pending_ += "\r\n";
        has_news_ = true;
        watch_for_end();
        write_news();
    }

    void watch_for_end() {
        stream_.socket().async_read_some(
            asio::buffer(unread_), [self = shared_from_this()](ErrorCode error, std::size_t) {
                if (error) {
                    return self->close();
                }
                self->watch_for_end();  // whatever is sent while listening is not read
            });
    }

    void write_news() {
        if (has_news_) {
            has_news_ = false;
            const std::optional<JobNews> news = office_.desk.jobs.news(job_, next_event_);
            if (!news) {
                return close_gently();
            }
            // Progress before a finished event is old by then.
            if (news->events.empty() && news->has_progress &&
                news->progress.done != last_progress_done_) {
                last_progress_done_ = news->progress.done;
                pending_ += fmt::format("event: progress\ndata: {{\"done\":{},\"total\":{}}}\n\n",
                                        news->progress.done, news->progress.total);
            }
            for (const JobEvent& event : news->events) {
                pending_ += fmt::format("event: {}\ndata: {}\n\n", event.name, event.data);
            }
            next_event_ = news->next_event;
            is_last_ = has_ended(news->state);
        }
        if (pending_.empty()) {
            return is_last_ ? close_gently() : wait_for_news();
        }
        is_writing_ = true;
        writing_ = std::exchange(pending_, {});
        life_.cancel();
        event_deadline_.expires_after(std::chrono::seconds(office_.limits.write_within_second));
        event_deadline_.async_wait([weak = weak_from_this()](ErrorCode error) {
            if (const auto self = weak.lock(); self && !error) {
                self->close();
            }
        });
        asio::async_write(stream_.socket(), asio::buffer(writing_),
                          [self = shared_from_this()](ErrorCode error, std::size_t) {
                              self->event_deadline_.cancel();
                              self->is_writing_ = false;
                              if (error) {
                                  return self->close();
                              }
                              self->write_news();
                          });
    }

    /// A comment now and then, so that a reader who has gone is noticed.
    void wait_for_news() {
        life_.expires_after(std::chrono::seconds(office_.limits.sign_of_life_second));
        life_.async_wait([weak = weak_from_this()](ErrorCode error) {
            const auto self = weak.lock();
            if (!self || error || self->is_writing_) {
                return;
            }
            self->has_news_ = true;
            self->pending_ = ": \n\n";
            self->write_news();
        });
    }

    void stop_listening() {
        if (const auto found = office_.listeners.find(job_); found != office_.listeners.end()) {
            found->second.erase(this);
            if (found->second.empty()) {
                office_.listeners.erase(found);
            }
        }
    }

    void close_gently() {
        ErrorCode ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        close_later();
    }

    /// What the other side still sends is let in for a moment: a reset would take back the answer.
    void close_later() {
        if (!job_.empty()) {
            stop_listening();
            return close();
        }
        stream_.expires_after(std::chrono::seconds(1));
        stream_.async_read_some(
            asio::buffer(unread_), [self = shared_from_this()](ErrorCode error, std::size_t read) {
                self->drained_ += read;
                const std::size_t most = 4 * self->office_.limits.body_most_byte;
                if (error || self->drained_ > most) {
                    return self->close();
                }
                self->close_later();
            });
    }

    void close() {
        ErrorCode ignored;
        stream_.socket().close(ignored);
        life_.cancel();
        event_deadline_.cancel();
    }

    beast::tcp_stream stream_;
    Office& office_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    http::response<http::string_body> response_;
    std::optional<http::response_serializer<http::string_body>> serializer_;
    std::string method_;
    Clock::time_point began_{};
    bool is_answering_ = false;

    std::string job_;  ///< listened to; empty: none
    std::size_t next_event_ = 0;
    std::uint64_t last_progress_done_ = 0;
    bool has_news_ = false;
    bool is_writing_ = false;
    bool is_last_ = false;
    std::string pending_;
    std::string writing_;
    std::array<char, 4096> unread_{};
    std::size_t drained_ = 0;
    asio::steady_timer event_deadline_;
    asio::steady_timer life_;
};

}  // namespace

void begin_connection(tcp::socket socket, Office& office) {
    std::make_shared<Session>(std::move(socket), office)->begin();
}

}  // namespace vesikin::server
