// Whole files: read, hash, and write so that a reader never sees half of one.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "vesikin/format/result_store.hpp"

namespace vesikin::format {

/// The largest file that is read as input.
inline constexpr std::size_t most_input_bytes = std::size_t{1} << 29U;

/// The whole of a regular file. Throws InputError when there is no such file, when it is something
/// else (a folder, a pipe, a device: reading could wait or go on for ever) or too large,
/// EnvironmentError when it cannot be read to its end.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& path);

/// SHA-256 of a text, in hexadecimal.
[[nodiscard]] std::string sha256(std::string_view text);

/// SHA-256 of a file of any size. Throws EnvironmentError when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);

/// Makes the folder (and those above it). Throws EnvironmentError when it cannot be made or written
/// to.
void require_writable_folder(const std::filesystem::path& folder);

/// A file that appears under its name only when it is complete: text goes to a temporary name
/// beside it, `commit` flushes it to disk and renames. Without commit nothing is left behind.
class AtomicFile {
  public:
    explicit AtomicFile(std::filesystem::path path);
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    /// Throws EnvironmentError when the text cannot be written (a full disk).
    void write(std::string_view text);

    /// All text goes to the disk; the file takes its name.
    void commit();

    /// All text goes to the disk; the file keeps its temporary name, which is returned, and is no
    /// longer looked after.
    [[nodiscard]] std::filesystem::path release();

  private:
    void finish();

    std::filesystem::path path_;
    std::filesystem::path temporary_;
    std::FILE* file_ = nullptr;
    bool is_released_ = false;
};

/// A file that grows by whole texts, each of them on its way to the disk before `write` returns, so
/// that a killed process loses none.
class AppendFile final : public GrowingText {
  public:
    /// Goes on after the first `keep` bytes of the file, cutting off what follows them. Throws
    /// EnvironmentError when the file cannot be opened, InputError when it is shorter.
    explicit AppendFile(std::filesystem::path path, std::uintmax_t keep);
    AppendFile(const AppendFile&) = delete;
    AppendFile& operator=(const AppendFile&) = delete;
    ~AppendFile() override;

    void write(std::string_view text) override;
    void sync() override;

    [[nodiscard]] std::uintmax_t size() const noexcept override { return size_; }

  private:
    std::filesystem::path path_;
    std::FILE* file_ = nullptr;
    std::uintmax_t size_ = 0;
};

/// What was renamed or removed in a folder stays so, whatever happens to the machine.
void sync_folder(const std::filesystem::path& folder);

/// Writes a whole file at once, atomically.
void write_text_file(const std::filesystem::path& path, std::string_view text);

}  // namespace vesikin::format
