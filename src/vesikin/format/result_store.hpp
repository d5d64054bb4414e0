// Where runs leave their results, and what a stopped run goes on from: a folder, or whatever the
// caller of a use case has.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesikin::format {

/// A file of a set of results, and what is in it.
struct OutputFile {
    std::string name;
    std::string sha256;
};

/// Whether a file that grew under another name will grow further.
enum class Growth : unsigned char { ended, goes_on };

/// The names of the files that a command may leave; which of them a run has depends on the run.
struct ResultNames {
    std::string manifest;
    std::vector<std::string> files;
};

/// A text that grows by whole parts. What was written outlives a killed process. All throw
/// EnvironmentError when the text cannot be written (a full disk).
class GrowingText {
  public:
    GrowingText() = default;
    GrowingText(const GrowingText&) = delete;
    GrowingText& operator=(const GrowingText&) = delete;
    virtual ~GrowingText() = default;

    virtual void write(std::string_view text) = 0;

    /// Everything written stays, whatever happens to the machine.
    virtual void sync() = 0;

    /// Bytes so far.
    [[nodiscard]] virtual std::uintmax_t size() const noexcept = 0;
};

/// The results of one run, and what it keeps to go on from until they are complete. The set of an
/// earlier run stays whole until the new one is exchanged for it.
class ResultSet {
  public:
    ResultSet() = default;
    ResultSet(const ResultSet&) = delete;
    ResultSet& operator=(const ResultSet&) = delete;
    virtual ~ResultSet() = default;

    /// Adds a file to the new set.
    virtual void stage(const std::string& name, std::string_view text) = 0;

    /// The same for a text that grew under another name, which it keeps.
    virtual void stage_grown(const std::string& name, const std::string& grown, Growth growth) = 0;

    /// The staged files, for the manifest.
    [[nodiscard]] virtual std::vector<OutputFile> outputs() const = 0;

    /// Exchanges the sets. Files of an earlier run of the command that the new set has not go.
    virtual void commit(std::string_view manifest) = 0;

    /// Where the files of the new set lie, the manifest last.
    [[nodiscard]] virtual const std::vector<std::filesystem::path>& files() const noexcept = 0;

    /// Names of files of an earlier run that went.
    [[nodiscard]] virtual const std::vector<std::string>& removed() const noexcept = 0;

    /// What an earlier run kept under a name. Throws InputError where it kept nothing.
    [[nodiscard]] virtual std::string kept(std::string_view name) const = 0;

    /// Keeps a text whole: whatever happens, the one before it or this one is there.
    virtual void keep(std::string_view name, std::string_view text) = 0;

    /// Keeps a text that grows after its first `size` bytes, which were kept before. Throws
    /// InputError where fewer were.
    [[nodiscard]] virtual std::unique_ptr<GrowingText> grow(std::string_view name,
                                                            std::uintmax_t size) = 0;

    /// Forgets what was kept under names that begin so.
    virtual void forget(std::string_view beginning) = 0;

    /// A name as messages have it.
    [[nodiscard]] virtual std::string shown_name(std::string_view name) const = 0;
};

class ResultStore {
  public:
    ResultStore() = default;
    ResultStore(const ResultStore&) = delete;
    ResultStore& operator=(const ResultStore&) = delete;
    virtual ~ResultStore() = default;

    /// Takes the store for one run. Throws EnvironmentError when it cannot be written to, and when
    /// another run is writing to it.
    [[nodiscard]] virtual std::unique_ptr<ResultSet> take(ResultNames names) = 0;
};

}  // namespace vesikin::format
