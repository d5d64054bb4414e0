#include "vesikin/format/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

[[noreturn]] void fail(base::Message what, const std::filesystem::path& path, int error_number) {
    throw base::EnvironmentError(std::move(what), base::as_written(path.string()),
                                 base::as_written(std::generic_category().message(error_number)));
}

/// An open file, closed when it goes out of sight.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }

    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    int number_;
};

base::Message kind_of(mode_t mode) {
    return S_ISDIR(mode)    ? base::message("a folder")
           : S_ISFIFO(mode) ? base::message("a pipe")
           : S_ISSOCK(mode) ? base::message("a socket")
                            : base::message("a device");
}

class Digest {
  public:
    Digest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        VESIKIN_CHECK(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1,
                      "SHA-256 is available");
    }

    void add(std::string_view text) {
        VESIKIN_CHECK(EVP_DigestUpdate(context_.get(), text.data(), text.size()) == 1,
                      "SHA-256 takes any text");
    }

    [[nodiscard]] std::string hexadecimal() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int size = 0;
        VESIKIN_CHECK(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1,
                      "SHA-256 ends once");
        std::string hex;
        for (unsigned int i = 0; i < size; ++i) {
            hex += fmt::format("{:02x}", digest[i]);
        }
        return hex;
    }

  private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

/// Hands over what an open file holds, part by part. An error is not the end.
template <class Take>
void read_parts(const Descriptor& file, const std::filesystem::path& path, const Take& take) {
    std::vector<char> part(std::size_t{1} << 16U);
    while (true) {
        const ssize_t count = ::read(file.number(), part.data(), part.size());
        if (count < 0 && errno != EINTR) {
            fail(base::message("cannot read"), path, errno);
        }
        if (count == 0) {
            return;
        }
        take(std::string_view(part.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))));
    }
}

}  // namespace

std::string read_text_file(const std::filesystem::path& path) {
    // Opening a pipe would wait for somebody to write to it.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            throw base::InputError(base::as_written(path.string()), base::message("no such file"),
                                   base::message("an existing file"));
        }
        fail(base::message("cannot read"), path, errno);
    }

    struct stat status {};

    if (::fstat(file.number(), &status) != 0) {
        fail(base::message("cannot read"), path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        throw base::InputError(base::as_written(path.string()), kind_of(status.st_mode),
                               base::message("a regular file"));
    }
    std::string text;
    read_parts(file, path, [&](std::string_view part) {
        text += part;
        if (text.size() > most_input_bytes) {
            throw base::InputError(base::as_written(path.string()),
                                   base::message("more than {} bytes", most_input_bytes),
                                   base::message("a file of at most that size"));
        }
    });
    return text;
}

std::string sha256(std::string_view text) {
    Digest digest;
    digest.add(text);
    return digest.hexadecimal();
}

std::string sha256_of_file(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) {
        fail(base::message("cannot read"), path, errno);
    }
    Digest digest;
    read_parts(file, path, [&](std::string_view part) { digest.add(part); });
    return digest.hexadecimal();
}

void require_writable_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw base::EnvironmentError(base::message("cannot make the folder"),
                                     base::as_written(folder.string()),
                                     base::as_written(error.message()));
    }
    if (!std::filesystem::is_directory(folder)) {
        throw base::EnvironmentError(base::message("cannot write to"),
                                     base::as_written(folder.string()),
                                     base::message("not a folder"));
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        fail(base::message("cannot write to the folder"), folder, errno);
    }
}

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)) {
    temporary_ = path_;
    temporary_ += fmt::format(".part-{}", ::getpid());
    file_ = std::fopen(temporary_.c_str(), "wbe");
    if (file_ == nullptr) {
        fail(base::message("cannot write"), path_, errno);
    }
}

AtomicFile::~AtomicFile() {
    if (file_ != nullptr) {
        std::fclose(file_);
    }
    if (!is_released_) {
        std::error_code ignored;  // the destructor must not throw; the next run clears what stays
        std::filesystem::remove(temporary_, ignored);
    }
}

void AtomicFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) {
        fail(base::message("cannot write"), path_, errno);
    }
}

void AtomicFile::finish() {
    if (file_ == nullptr) {
        return;
    }
    if (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0) {
        fail(base::message("cannot write"), path_, errno);
    }
    if (std::fclose(std::exchange(file_, nullptr)) != 0) {
        fail(base::message("cannot write"), path_, errno);
    }
}

void AtomicFile::commit() {
    finish();
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
        fail(base::message("cannot write"), path_, errno);
    }
    is_released_ = true;
}

std::filesystem::path AtomicFile::release() {
    finish();
    is_released_ = true;
    return temporary_;
}

AppendFile::AppendFile(std::filesystem::path path, std::uintmax_t keep)
    : path_(std::move(path)), size_(keep) {
    file_ = std::fopen(path_.c_str(), "abe");
    if (file_ == nullptr) {
        fail(base::message("cannot write"), path_, errno);
    }

    struct stat status {};

    const bool is_known = ::fstat(::fileno(file_), &status) == 0;
    const bool is_short = is_known && static_cast<std::uintmax_t>(status.st_size) < keep;
    if (!is_known || is_short || ::ftruncate(::fileno(file_), static_cast<off_t>(keep)) != 0) {
        const int error_number = errno;
        std::fclose(file_);
        if (is_short) {
            throw base::InputError(base::as_written(path_.string()),
                                   base::message("{} bytes", status.st_size),
                                   base::message("{} bytes or more", keep));
        }
        fail(base::message("cannot write"), path_, error_number);
    }
}

AppendFile::~AppendFile() {
    std::fclose(file_);
}

void AppendFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size() || std::fflush(file_) != 0) {
        fail(base::message("cannot write"), path_, errno);
    }
    size_ += text.size();
}

void AppendFile::sync() {
    if (::fsync(::fileno(file_)) != 0) {
        fail(base::message("cannot write"), path_, errno);
    }
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems cannot sync a folder and say EINVAL.
    if (descriptor.number() < 0 || (::fsync(descriptor.number()) != 0 && errno != EINVAL)) {
        fail(base::message("cannot write to the folder"), folder, errno);
    }
}

void write_text_file(const std::filesystem::path& path, std::string_view text) {
    AtomicFile file(path);
    file.write(text);
    file.commit();
}

}  // namespace vesikin::format
