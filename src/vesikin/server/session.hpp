// Connections: each answers requests one after the other, or carries the events of one job.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "vesikin/format/data/load_server.hpp"
#include "vesikin/server/endpoints.hpp"
#include "vesikin/server/serve.hpp"

namespace vesikin::server {

/// One connection, as long as it is open. Used in the one thread that carries all of them.
class Connection {
  public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    /// Nothing more is read; what is being written goes on.
    virtual void end_soon() = 0;

    /// Whatever was under way is over.
    virtual void end_now() = 0;

    /// There is something new of the job that is listened to.
    virtual void hear() = 0;
};

/// What all connections share.
struct Office {
    boost::asio::io_context& io;
    const format::ServerLimits& limits;
    const std::vector<std::string>& languages;
    const ServeOptions& options;
    Desk desk;
    Metrics& metrics;
    std::map<std::string, std::set<Connection*>, std::less<>> listeners{};  ///< by job
    std::set<Connection*> connections{};
    bool is_ending = false;
};

/// Reads and answers what comes over the socket, until either side ends it. The office outlives it.
void begin_connection(boost::asio::ip::tcp::socket socket, Office& office);

}  // namespace vesikin::server
