// Running the command line program as a user would, with its output caught and its time bounded.
#pragma once

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "support/model_fixture.hpp"

namespace vesikin::tests {

/// Exit codes, as the README gives them.
inline constexpr int bad_input = 2;
inline constexpr int environment_failure = 3;
inline constexpr int interrupted = 130;

/// How a run of the program ended.
struct Ended {
    int exit_code = -1;
    std::string out;
    std::string err;
    long peak_memory_kib = 0;
};

inline std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The program while it runs. Killed when the object goes before it has ended.
class Program {
  public:
    /// `prepare` runs in the program's own process before it begins.
    explicit Program(std::vector<std::string> arguments,
                     const std::function<void()>& prepare = {}) {
        arguments.insert(arguments.begin(), VESIKIN_PROGRAM);
        std::vector<char*> argv;
        for (std::string& argument : arguments) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        const std::string out = (folder_.path() / "out").string();
        const std::string err = (folder_.path() / "err").string();
        process_ = fork();
        if (process_ == 0) {
            constexpr int mode = 0600;
            dup2(open(out.c_str(), O_CREAT | O_WRONLY, mode), STDOUT_FILENO);
            dup2(open(err.c_str(), O_CREAT | O_WRONLY, mode), STDERR_FILENO);
            // Whoever runs the tests may speak another language.
            unsetenv("LC_ALL");
            unsetenv("LC_MESSAGES");
            unsetenv("LANG");
            if (prepare) {
                prepare();
            }
            execv(argv[0], argv.data());
            _exit(127);
        }
    }

    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    ~Program() {
        if (process_ > 0) {
            kill(process_, SIGKILL);
            waitpid(process_, nullptr, 0);
        }
    }

    void signal(int number) const { kill(process_, number); }

    [[nodiscard]] std::string out_so_far() const {
        std::ifstream file(folder_.path() / "out", std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }

    /// Waits for the end; after `limit` the program is killed and the exit code is -1.
    Ended wait(std::chrono::seconds limit = std::chrono::seconds(120)) {
        const auto deadline = std::chrono::steady_clock::now() + limit;
        int status = 0;
        rusage usage{};
        Ended ended;
        while (wait4(process_, &status, WNOHANG, &usage) == 0) {
            if (std::chrono::steady_clock::now() > deadline) {
                kill(process_, SIGKILL);
                waitpid(process_, &status, 0);
                break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        process_ = -1;
        ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        ended.peak_memory_kib = usage.ru_maxrss;
        ended.out = file_text(folder_.path() / "out");
        ended.err = file_text(folder_.path() / "err");
        return ended;
    }

  private:
    TemporaryFolder folder_;
    pid_t process_ = -1;
};

inline Ended run_program(std::vector<std::string> arguments) {
    return Program(std::move(arguments)).wait();
}

inline std::string trial_file() {
    return (std::filesystem::path(VESIKIN_DATA_FOLDER) / "trials" / "miyano2021.toml").string();
}

inline std::string cases_file() {
    return (std::filesystem::path(VESIKIN_TEST_FOLDER) / "validation" / "miyano2021" / "cases.csv")
        .string();
}

inline void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

/// A calibration of one number, over in a second.
inline const std::string small_calibration_plan = R"(schema = 1
model = "vesikin"
seed = 3
pool_people = 60
people = 20
posterior_draws = 4

[error]
proportion_sd = 4
percent_change_sd = 5
points_sd = 0.5
recalled_sd = 3
computed_sd = 1.5
person_percent_sd = 38
person_points_sd = 2.6

[[stage]]
name = "tapinarof"
drugs = ["tapinarof"]
starts = 1
evaluations = 12

[[stage.number]]
name = "tapinarof.half_effect"
lower = 0.05
upper = 5
start = 0.5
)";

/// One arm that the program can simulate.
inline const std::string small_trial_table =
    "trial,drug,target,arm,dose_regimen,background_TCS,population,N,baseline_EASI_mean,week,"
    "endpoint,value\n"
    "NEW 1,dupilumab,IL-4Ra,d,300 mg q2w,no,adult mod-severe,200,29,4,EASI75_pct,29\n";

/// A folder on a full disk: a file system too small for what is written there or, for those who may
/// not mount one, a file of it that is always full.
class FullDisk {
  public:
    FullDisk(std::filesystem::path folder, const char* size) : folder_(std::move(folder)) {
        std::filesystem::create_directory(folder_);
        is_mounted_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, size) == 0;
    }

    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    ~FullDisk() {
        if (is_mounted_) {
            umount(folder_.c_str());
        }
    }

    /// Runs the program, which writes there. `file` is what the disk has no room for, under the
    /// name that it has while it is written: a '*' stands for the program's process.
    [[nodiscard]] Ended run(std::vector<std::string> arguments, std::string file) const {
        return Program(std::move(arguments),
                       [&] {
                           if (!is_mounted_) {
                               if (const std::size_t star = file.find('*');
                                   star != std::string::npos) {
                                   file.replace(star, 1, std::to_string(getpid()));
                               }
                               std::filesystem::create_symlink("/dev/full", folder_ / file);
                           }
                       })
            .wait();
    }

  private:
    std::filesystem::path folder_;
    bool is_mounted_ = false;
};

/// The text with its first occurrence of `from` replaced. The occurrence must exist, or the test
/// would test nothing.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t place = text.find(from);
    if (place == std::string::npos) {
        throw std::logic_error("nothing to replace: " + from);
    }
    return text.replace(place, from.size(), to);
}

}  // namespace vesikin::tests
