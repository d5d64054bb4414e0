#include "vesikin/format/text_file.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

[[noreturn]] void fail(const char* what, const std::filesystem::path& path, int error_number) {
    throw base::EnvironmentError(what, path.string(),
                                 std::generic_category().message(error_number));
}

}  // namespace

std::string read_text_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        throw base::InputError(path.string(), "no such file", "an existing file");
    }
    if (std::filesystem::is_directory(status)) {
        throw base::InputError(path.string(), "a folder", "a file");
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file) {
        text << file.rdbuf();
    }
    if (!file || file.bad()) {
        fail("cannot read", path, errno);
    }
    return text.str();
}

std::string sha256(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    VESIKIN_CHECK(
        EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1,
        "SHA-256 is available");
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += fmt::format("{:02x}", digest[i]);
    }
    return hex;
}

void require_writable_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw base::EnvironmentError("cannot make the folder", folder.string(), error.message());
    }
    if (!std::filesystem::is_directory(folder)) {
        throw base::EnvironmentError("cannot write to", folder.string(), "not a folder");
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        fail("cannot write to the folder", folder, errno);
    }
}

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)) {
    temporary_ = path_;
    temporary_ += fmt::format(".part-{}", ::getpid());
    file_ = std::fopen(temporary_.c_str(), "wbe");
    if (file_ == nullptr) {
        fail("cannot write", path_, errno);
    }
}

AtomicFile::~AtomicFile() {
    if (file_ != nullptr) {
        std::fclose(file_);
        std::error_code
            ignored;  // the destructor must not throw; a stray temporary file is harmless
        std::filesystem::remove(temporary_, ignored);
    }
}

void AtomicFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) {
        fail("cannot write", path_, errno);
    }
}

void AtomicFile::commit() {
    if (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0) {
        fail("cannot write", path_, errno);
    }
    if (std::fclose(std::exchange(file_, nullptr)) != 0) {
        const int error_number = errno;
        ::unlink(temporary_.c_str());
        fail("cannot write", path_, error_number);
    }
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
        const int error_number = errno;
        ::unlink(temporary_.c_str());
        fail("cannot write", path_, error_number);
    }
}

AppendFile::AppendFile(std::filesystem::path path) : path_(std::move(path)) {
    file_ = std::fopen(path_.c_str(), "abe");
    if (file_ == nullptr) {
        fail("cannot write", path_, errno);
    }
}

AppendFile::~AppendFile() {
    std::fclose(file_);
}

void AppendFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size() || std::fflush(file_) != 0) {
        fail("cannot write", path_, errno);
    }
}

void write_text_file(const std::filesystem::path& path, std::string_view text) {
    AtomicFile file(path);
    file.write(text);
    file.commit();
}

}  // namespace vesikin::format
