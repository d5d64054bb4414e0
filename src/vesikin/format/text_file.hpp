// Whole files: read, hash, and write so that a reader never sees half of one.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace vesikin::format {

/// Throws InputError when there is no such file, EnvironmentError when it cannot be read.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& path);

/// SHA-256 of a text, in hexadecimal.
[[nodiscard]] std::string sha256(std::string_view text);

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
    void commit();

  private:
    std::filesystem::path path_;
    std::filesystem::path temporary_;
    std::FILE* file_ = nullptr;
};

/// A file that grows by whole texts, each of them on its way to the disk before `write` returns, so
/// that a killed process loses none.
class AppendFile {
  public:
    /// Throws EnvironmentError when the file cannot be opened.
    explicit AppendFile(std::filesystem::path path);
    AppendFile(const AppendFile&) = delete;
    AppendFile& operator=(const AppendFile&) = delete;
    ~AppendFile();

    /// Throws EnvironmentError when the text cannot be written (a full disk).
    void write(std::string_view text);

  private:
    std::filesystem::path path_;
    std::FILE* file_ = nullptr;
};

/// Writes a whole file at once, atomically.
void write_text_file(const std::filesystem::path& path, std::string_view text);

}  // namespace vesikin::format
