#include "vesikin/format/text_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"

namespace vesikin::format {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

class TextFileTest : public ::testing::Test {
  protected:
    tests::TemporaryFolder folder_;
    fs::path path_ = folder_.path() / "results.csv";
};

TEST_F(TextFileTest, ReadsBackEveryByte) {
    std::string text;
    for (int byte = 0; byte < 256; ++byte) {
        text += static_cast<char>(byte);
    }
    write_text_file(path_, text);
    EXPECT_EQ(read_text_file(path_), text);
    write_text_file(path_, "");
    EXPECT_EQ(read_text_file(path_), "");
}

TEST_F(TextFileTest, MissingFileAndFolderAreBadInput) {
    try {
        static_cast<void>(read_text_file(path_));
        FAIL() << "there is no such file";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr(path_.string()));
        EXPECT_THAT(error.what(), HasSubstr("no such file"));
    }
    EXPECT_THROW(static_cast<void>(read_text_file(folder_.path())), base::InputError);
}

// FIPS 180-2, appendix B.1, and the hash of nothing.
TEST(Sha256Test, GivesThePublishedDigests) {
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(TextFileTest, FileAppearsOnlyWithCommit) {
    AtomicFile file(path_);
    file.write("half ");
    EXPECT_FALSE(fs::exists(path_));
    file.write("whole");
    file.commit();
    EXPECT_EQ(read_text_file(path_), "half whole");
    EXPECT_EQ(names_in(folder_.path()), std::set<std::string>{"results.csv"});
}

TEST_F(TextFileTest, NothingIsLeftWithoutCommit) {
    {
        AtomicFile file(path_);
        file.write("half");
    }
    EXPECT_TRUE(names_in(folder_.path()).empty());
}

TEST_F(TextFileTest, OldFileStaysUntilCommit) {
    write_text_file(path_, "old");
    {
        AtomicFile file(path_);
        file.write("new");
    }
    EXPECT_EQ(read_text_file(path_), "old");
    write_text_file(path_, "new");
    EXPECT_EQ(read_text_file(path_), "new");
}

TEST_F(TextFileTest, FullDiskIsAnEnvironmentErrorAndLeavesTheOldFile) {
    write_text_file(path_, "old");
    // The temporary name leads to the device that is always full.
    fs::path temporary = path_;
    temporary += ".part-" + std::to_string(::getpid());
    fs::create_symlink("/dev/full", temporary);
    try {
        write_text_file(path_, std::string(1U << 20U, 'x'));
        FAIL() << "the disk is full";
    } catch (const base::EnvironmentError& error) {
        EXPECT_THAT(error.what(), HasSubstr("No space left on device"));
        EXPECT_THAT(error.what(), HasSubstr(path_.string()));
    }
    EXPECT_EQ(read_text_file(path_), "old");
    EXPECT_EQ(names_in(folder_.path()), std::set<std::string>{"results.csv"});

    // A text that fits the buffer meets the full disk at commit.
    fs::create_symlink("/dev/full", temporary);
    EXPECT_THROW(write_text_file(path_, "short"), base::EnvironmentError);
    EXPECT_EQ(read_text_file(path_), "old");
    EXPECT_EQ(names_in(folder_.path()), std::set<std::string>{"results.csv"});
}

TEST_F(TextFileTest, TargetThatIsAFolderIsAnEnvironmentErrorAndLeavesNothing) {
    fs::create_directory(path_);
    EXPECT_THROW(write_text_file(path_, "text"), base::EnvironmentError);
    EXPECT_EQ(names_in(folder_.path()), std::set<std::string>{"results.csv"});
}

TEST_F(TextFileTest, WhatIsNoRegularFileIsRefusedAtOnce) {
    const fs::path pipe = folder_.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto given = [](const fs::path& path) -> std::string {
        try {
            static_cast<void>(read_text_file(path));
        } catch (const base::InputError& error) {
            return error.problems().at(0).given.text();
        }
        return "read";
    };
    EXPECT_EQ(given(pipe), "a pipe");
    EXPECT_EQ(given("/dev/zero"), "a device");
    EXPECT_EQ(given("/dev/null"), "a device");
    EXPECT_EQ(given(folder_.path()), "a folder");
}

TEST_F(TextFileTest, AFileThatIsTooLargeIsRefusedWithTheLimit) {
    write_text_file(path_, "");
    fs::resize_file(path_, most_input_bytes + 1);  // takes no room on the disk
    try {
        static_cast<void>(read_text_file(path_));
        FAIL() << "larger than the limit";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("536870912"));
    }
}

// The first page of memory is a place that cannot be read, as a bad block of a disk is.
TEST_F(TextFileTest, AnErrorWhileReadingIsNotTheEnd) {
    EXPECT_THROW(static_cast<void>(read_text_file("/proc/self/mem")), base::EnvironmentError);
}

TEST_F(TextFileTest, DigestOfAFileIsThatOfItsText) {
    write_text_file(path_, "abc");  // FIPS 180-2, appendix B.1
    EXPECT_EQ(sha256_of_file(path_),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_THROW(static_cast<void>(sha256_of_file(folder_.path() / "none")),
                 base::EnvironmentError);
}

TEST_F(TextFileTest, AGrowingFileGoesOnAfterWhatIsKeptOfIt) {
    write_text_file(path_, "kept, torn of");
    {
        AppendFile file(path_, 6);
        EXPECT_EQ(file.size(), 6U);
        file.write("whole\n");
        EXPECT_EQ(file.size(), 12U);
        file.sync();
    }
    EXPECT_EQ(read_text_file(path_), "kept, whole\n");
    try {
        const AppendFile file(path_, 13);
        FAIL() << "there are 12 bytes";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("12 bytes"));
    }
    EXPECT_EQ(read_text_file(path_), "kept, whole\n");
}

TEST_F(TextFileTest, MissingFolderIsAnEnvironmentError) {
    EXPECT_THROW(AtomicFile(folder_.path() / "none" / "file"), base::EnvironmentError);
}

TEST_F(TextFileTest, MakesTheFolderAndThoseAboveIt) {
    const fs::path deep = folder_.path() / "a" / "b" / "c";
    require_writable_folder(deep);
    EXPECT_TRUE(fs::is_directory(deep));
    EXPECT_NO_THROW(require_writable_folder(deep));
}

TEST_F(TextFileTest, AFileInTheWayOfAFolderIsAnEnvironmentError) {
    write_text_file(path_, "text");
    EXPECT_THROW(require_writable_folder(path_), base::EnvironmentError);
    EXPECT_THROW(require_writable_folder(path_ / "below"), base::EnvironmentError);
}

}  // namespace
}  // namespace vesikin::format
