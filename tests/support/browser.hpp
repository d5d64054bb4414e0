// A page in a real browser: opened from disk without a server, read after its scripts have run.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "support/program.hpp"

namespace vesikin::tests {

/// The page as the browser shows it, as HTML.
inline std::string shown_by_browser(const std::filesystem::path& page) {
    const TemporaryFolder profile;
    const auto dump = profile.path() / "page";
    const std::string command =
        "timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync "
        "--virtual-time-budget=5000 "
        "--user-data-dir='" +
        (profile.path() / "profile").string() + "' --dump-dom 'file://" + page.string() + "' > '" +
        dump.string() + "' 2>/dev/null";
    EXPECT_EQ(std::system(command.c_str()),
              0);  // NOLINT(bugprone-command-processor): a test runs a browser
    return file_text(dump);
}

}  // namespace vesikin::tests
