#include "vesikin/cli/output.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "vesikin/base/error.hpp"
#include "vesikin/cli/run.hpp"

namespace vesikin::cli {

namespace {

[[noreturn]] void fail_output(int error) {
    if (error == EPIPE) {
        throw ReaderGone{};
    }
    throw base::EnvironmentError(base::message("cannot write"), base::message("standard output"),
                                 base::as_written(std::generic_category().message(error)));
}

/// Whether a pipe has nobody left at its other end.
bool has_lost_reader(int descriptor) noexcept {
    pollfd asked{.fd = descriptor, .events = POLLOUT, .revents = 0};
    return ::poll(&asked, 1, 0) > 0 && (asked.revents & POLLERR) != 0;
}

}  // namespace

void write_output(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        fail_output(errno);
    }
}

void flush_output() {
    if (std::fflush(stdout) != 0) {
        fail_output(errno);
    }
}

void write_error(std::string_view text) noexcept {
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void prepare_outputs() noexcept {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

int end_outputs(int exit_code) noexcept {
    errno = 0;
    const bool is_out = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
    const int out_error = errno;
    if (!is_out && !has_lost_reader(STDOUT_FILENO) && exit_code == success) {
        exit_code = environment_failure;
        write_error("vesikin: cannot write: standard output: ");
        write_error(std::strerror(out_error));
        write_error("\n");
    }
    const bool is_error_out = std::fflush(stderr) == 0 && std::ferror(stderr) == 0;
    if (!is_error_out && !has_lost_reader(STDERR_FILENO) && exit_code == success) {
        exit_code = environment_failure;
        std::fputs("vesikin: cannot write: standard error\n", stdout);
        std::fflush(stdout);
    }
    return exit_code;
}

}  // namespace vesikin::cli
