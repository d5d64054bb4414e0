#include "vesikin/server/serve.hpp"

#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <csignal>
#include <exception>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/format/data/translations.hpp"
#include "vesikin/server/session.hpp"

namespace vesikin::server {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

/// Takes connections, keeps time, and ends all of it.
class Listener {
  public:
    explicit Listener(Office& office)
        : office_(office),
          acceptor_(office.io),
          signals_(office.io, SIGINT, SIGTERM),
          clock_(office.io),
          retry_(office.io),
          last_moment_(office.io) {}

    void open() {
        ErrorCode error;
        const auto address = asio::ip::make_address(office_.options.address, error);
        if (error) {
            throw base::InputError(base::field("address"), base::quoted(office_.options.address),
                                   base::message("an address of this machine, as 127.0.0.1"));
        }
        const tcp::endpoint wanted(address, office_.options.port);
        acceptor_.open(wanted.protocol(), error);
        if (!error) {
            acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
        }
        if (!error) {
            acceptor_.bind(wanted, error);
        }
        if (!error) {
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            throw base::InputError(
                base::field("port"),
                base::as_written(fmt::format("{}: {}", office_.options.port, error.message())),
                base::message("a port that is free, or 0 for any"));
        }
        if (office_.options.on_listening) {
            office_.options.on_listening(acceptor_.local_endpoint().port());
        }
        accept();
        tick();
        signals_.async_wait([this](ErrorCode stopped, int) {
            if (!stopped) {
                end();
            }
        });
    }

  private:
    void accept() {
        acceptor_.async_accept([this](ErrorCode error, tcp::socket socket) {
            if (error == asio::error::operation_aborted) {
                return;
            }
            if (!error && office_.connections.size() < office_.limits.connections_most) {
                ErrorCode ignored;
                socket.set_option(tcp::no_delay(true), ignored);
                begin_connection(std::move(socket), office_);
            }  // else it is closed at once
            if (!error) {
                return accept();
            }
            // Out of descriptors, most likely: some are free again in a moment.
            retry_.expires_after(std::chrono::milliseconds(50));
            retry_.async_wait([this](ErrorCode ended) {
                if (!ended) {
                    accept();
                }
            });
        });
    }

    void tick() {
        clock_.expires_after(std::chrono::seconds(1));
        clock_.async_wait([this](ErrorCode error) {
            if (!error) {
                office_.desk.jobs.tidy();
                tick();
            }
        });
    }

    void end() {
        office_.is_ending = true;
        signals_.clear();  // a second one ends the process at once
        ErrorCode ignored;
        acceptor_.close(ignored);
        retry_.cancel();
        clock_.cancel();
        office_.desk.jobs.stop_all();
        for (Connection* connection :
             std::vector(office_.connections.begin(), office_.connections.end())) {
            connection->end_soon();
        }
        last_moment_.expires_after(std::chrono::seconds(office_.limits.end_within_second));
        last_moment_.async_wait([this](ErrorCode error) {
            if (!error) {
                for (Connection* connection :
                     std::vector(office_.connections.begin(), office_.connections.end())) {
                    connection->end_now();
                }
            }
        });
        wait_for_connections();
    }

    /// Connections refer to what `serve` holds, so none outlives the loop.
    void wait_for_connections() {
        if (office_.connections.empty()) {
            return office_.io.stop();
        }
        clock_.expires_after(std::chrono::milliseconds(20));
        clock_.async_wait([this](ErrorCode) { wait_for_connections(); });
    }

    Office& office_;
    tcp::acceptor acceptor_;
    asio::signal_set signals_;
    asio::steady_timer clock_;
    asio::steady_timer retry_;
    asio::steady_timer last_moment_;
};

}  // namespace

void serve(const service::Knowledge& knowledge, const ServeOptions& options) {
    // 1. Everything is read before anybody is let in.
    knowledge.load_all();
    const std::vector<std::string> languages = format::text_languages(knowledge.data());
    const Site site = read_site(options.share);
    const Facts facts = facts_of(knowledge, languages);
    Wordings wordings;
    for (const std::string& language : languages) {
        wordings.emplace(language, format::wording_of(format::load_translations(
                                       knowledge.data(), language, "messages")));
    }

    // 2. One thread carries all connections; workers calculate, and tell it when there is news.
    asio::io_context io(1);
    Metrics metrics;
    Office* office_of_news = nullptr;
    JobBoard jobs(knowledge, languages, wordings, metrics, [&](const std::string& id) {
        asio::post(io, [&office_of_news, id] {
            const auto found = office_of_news->listeners.find(id);
            if (found == office_of_news->listeners.end()) {
                return;
            }
            for (Connection* connection : std::vector(found->second.begin(), found->second.end())) {
                connection->hear();
            }
        });
    });
    Office office{.io = io,
                  .limits = knowledge.server_limits(),
                  .languages = languages,
                  .options = options,
                  .desk = {.site = site,
                           .facts = facts,
                           .wordings = wordings,
                           .metrics = metrics,
                           .jobs = jobs},
                  .metrics = metrics};
    office_of_news = &office;
    Listener listener(office);
    listener.open();
    for (bool is_over = false; !is_over;) {
        try {
            io.run();
            is_over = true;
        } catch (const std::exception&) {  // of one connection, which closes; the others go on
            metrics.count_request("other", "-", 500, {});
        }
    }
}

}  // namespace vesikin::server
