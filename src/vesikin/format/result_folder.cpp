#include "vesikin/format/result_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(base::Message what, const fs::path& path, const std::error_code& error) {
    throw base::EnvironmentError(std::move(what), base::as_written(path.string()),
                                 base::as_written(error.message()));
}

/// "results.csv.part-123": a file on its way to its name.
bool is_leftover(const std::string& name) {
    const std::size_t mark = name.rfind(".part-");
    return mark != std::string::npos && mark > 0 &&
           name.find_first_not_of("0123456789", mark + 6) == std::string::npos &&
           mark + 6 < name.size();
}

/// What cannot be replaced by a file is found before anything is changed.
void require_replaceable(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_symlink(status)) {
        throw base::EnvironmentError(base::message("cannot write"), base::as_written(path.string()),
                                     base::message("something else than a file lies there"));
    }
}

}  // namespace

ResultFolder::ResultFolder(fs::path folder, ResultNames names)
    : folder_(std::move(folder)), names_(std::move(names)) {
    require_writable_folder(folder_);
    lock_ = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ < 0) {
        fail(base::message("cannot write to the folder"), folder_,
             {errno, std::generic_category()});
    }
    // File systems that know no locks say something else than EWOULDBLOCK, and are written to.
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(lock_);
        throw base::EnvironmentError(base::message("cannot write to the folder"),
                                     base::as_written(folder_.string()),
                                     base::message("another run is writing to it"));
    }
    clear_leftovers();
}

ResultFolder::~ResultFolder() {
    for (const Staged& staged : staged_) {
        std::error_code ignored;  // the next run clears what stays
        fs::remove(staged.written, ignored);
    }
    ::close(lock_);
}

void ResultFolder::clear_leftovers() const {
    std::error_code ignored;  // a folder that may not be listed keeps them
    std::vector<fs::path> leftovers;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored)) {
        if (is_leftover(entry.path().filename().string()) && entry.is_regular_file(ignored)) {
            leftovers.push_back(entry.path());
        }
    }
    for (const fs::path& leftover : leftovers) {
        fs::remove(leftover, ignored);
    }
}

void ResultFolder::stage(const std::string& name, std::string_view text) {
    AtomicFile file(path(name));
    file.write(text);
    staged_.push_back({name, file.release()});
}

void ResultFolder::stage_grown(const std::string& name, const std::string& grown_name,
                               Growth growth) {
    const fs::path grown = path(grown_name);
    const fs::path staged = path(fmt::format("{}.part-{}", name, ::getpid()));
    std::error_code error;
    if (growth == Growth::ended) {
        fs::create_hard_link(grown, staged, error);
    }
    // Some file systems know no links.
    if ((growth == Growth::goes_on || error) && !fs::copy_file(grown, staged, error)) {
        fail(base::message("cannot write"), path(name), error);
    }
    staged_.push_back({name, staged});
}

std::vector<OutputFile> ResultFolder::outputs() const {
    std::vector<OutputFile> outputs;
    for (const Staged& staged : staged_) {
        outputs.push_back({staged.name, sha256_of_file(staged.written)});
    }
    return outputs;
}

void ResultFolder::commit(std::string_view manifest) {
    // 1. Nothing is changed before everything is on the disk and has a place.
    AtomicFile new_manifest(path(names_.manifest));
    new_manifest.write(manifest);
    const fs::path written_manifest = new_manifest.release();
    staged_.push_back({names_.manifest, written_manifest});
    std::vector<std::string> stale = names_.files;
    for (const Staged& staged : staged_) {
        require_replaceable(path(staged.name));
        std::erase(stale, staged.name);
    }

    // 2. From here until the new manifest lies there, nobody vouches for the folder.
    std::error_code error;
    fs::remove(path(names_.manifest), error);
    if (error) {
        fail(base::message("cannot remove"), path(names_.manifest), error);
    }
    sync_folder(folder_);
    for (const std::string& name : stale) {
        if (fs::remove(path(name), error)) {
            removed_.push_back(name);
        }
    }
    for (const Staged& staged : staged_) {
        if (staged.name == names_.manifest) {
            sync_folder(folder_);  // what it vouches for first
        }
        fs::rename(staged.written, path(staged.name), error);
        if (error) {
            fail(base::message("cannot write"), path(staged.name), error);
        }
        // A second link to the file that lies there already is left by a rename.
        fs::remove(staged.written, error);
        files_.push_back(path(staged.name));
    }
    sync_folder(folder_);
    staged_.clear();
}

std::string ResultFolder::kept(std::string_view name) const {
    return read_text_file(path(name));
}

void ResultFolder::keep(std::string_view name, std::string_view text) {
    write_text_file(path(name), text);
}

std::unique_ptr<GrowingText> ResultFolder::grow(std::string_view name, std::uintmax_t size) {
    return std::make_unique<AppendFile>(path(name), size);
}

void ResultFolder::forget(std::string_view beginning) {
    std::error_code ignored;  // a file that is not there is as good as removed
    std::vector<fs::path> forgotten;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored)) {
        if (entry.path().filename().string().starts_with(beginning)) {
            forgotten.push_back(entry.path());
        }
    }
    for (const fs::path& file : forgotten) {
        fs::remove(file, ignored);
    }
}

std::string ResultFolder::shown_name(std::string_view name) const {
    return path(name).string();
}

}  // namespace vesikin::format
