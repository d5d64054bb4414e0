#include "vesikin/format/work_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/result_folder.hpp"

namespace vesikin::format {
namespace {

using ::testing::HasSubstr;

const study::WorkKey first{.kind = "world", .of = {0.0}};
const study::WorkKey second{.kind = "stage", .of = {1.0, -0.1, 1e-300}};

class WorkLogTest : public ::testing::Test {
  protected:
    [[nodiscard]] std::string text() const { return read_text_file(path_); }

    tests::TemporaryFolder folder_;
    ResultFolder results_{folder_.path(), {.manifest = "manifest.json", .files = {}}};
    std::filesystem::path path_ = folder_.path() / "worlds.log";
};

TEST_F(WorkLogTest, ARunGoesOnWithWhatAStoppedOneFinished) {
    const std::vector<double> numbers{1.0 / 3.0, -0.0, std::numeric_limits<double>::infinity(),
                                      std::numeric_limits<double>::denorm_min()};
    {
        study::FinishedWork work;
        const WorkLog log(results_, "worlds.log", "this run", LogStart::anew, work);
        work.add(first, numbers);
        work.add(second, {});
    }
    study::FinishedWork work;
    const WorkLog log(results_, "worlds.log", "this run", LogStart::resumed, work);
    EXPECT_EQ(log.taken_over(), 2U);
    EXPECT_EQ(work.find(first), numbers);
    EXPECT_TRUE(std::signbit(work.find(first)->at(1)));
    EXPECT_EQ(work.find(second), std::vector<double>{});
    EXPECT_EQ(work.find({.kind = "world", .of = {1.0}}), std::nullopt);
}

TEST_F(WorkLogTest, ANumberThatIsNoneIsKept) {
    study::FinishedWork work;
    std::string line = work_line(first, {std::nan("")});
    line.pop_back();
    ASSERT_TRUE(read_work_line(line, work));
    EXPECT_TRUE(std::isnan(work.find(first)->at(0)));
}

TEST_F(WorkLogTest, ALineCutOffOrChangedIsLeftOutAndTheOthersAreTaken) {
    {
        study::FinishedWork work;
        const WorkLog log(results_, "worlds.log", "this run", LogStart::anew, work);
        work.add(first, {1.0, 2.0});
        work.add(second, {3.0});
    }
    const std::string whole = text();
    const std::size_t last_line = whole.rfind('\n', whole.size() - 2) + 1;
    for (std::size_t size = last_line; size < whole.size() - 1; ++size) {
        write_text_file(path_, whole.substr(0, size));
        study::FinishedWork work;
        const WorkLog log(results_, "worlds.log", "this run", LogStart::resumed, work);
        EXPECT_EQ(log.taken_over(), 1U) << size;
        EXPECT_EQ(work.find(first), (std::vector<double>{1.0, 2.0}));
        // And nothing is ever written behind half a line.
        work.add(second, {3.0});
        EXPECT_EQ(text(), whole);
    }
    for (std::size_t i = last_line; i < whole.size() - 1; ++i) {
        std::string changed = whole;
        changed[i] = changed[i] == '7' ? '8' : '7';
        write_text_file(path_, changed);
        study::FinishedWork work;
        EXPECT_EQ(WorkLog(results_, "worlds.log", "this run", LogStart::resumed, work).taken_over(),
                  1U)
            << i;
    }
}

TEST_F(WorkLogTest, TheWorkOfAnotherRunIsRefusedAndStays) {
    {
        study::FinishedWork work;
        const WorkLog log(results_, "worlds.log", "another run", LogStart::anew, work);
        work.add(first, {1.0});
    }
    const std::string before = text();
    study::FinishedWork work;
    try {
        const WorkLog log(results_, "worlds.log", "this run", LogStart::resumed, work);
        FAIL() << "it is of another run";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("another run"));
        EXPECT_THAT(error.what(), HasSubstr(path_.string()));
    }
    EXPECT_EQ(text(), before);
    EXPECT_THROW(WorkLog(results_, "none.log", "this run", LogStart::resumed, work),
                 base::InputError);
}

TEST_F(WorkLogTest, ARunThatStartsAnewForgetsWhatWasThere) {
    {
        study::FinishedWork work;
        const WorkLog log(results_, "worlds.log", "this run", LogStart::anew, work);
        work.add(first, {1.0});
    }
    study::FinishedWork work;
    const WorkLog log(results_, "worlds.log", "this run", LogStart::anew, work);
    EXPECT_TRUE(work.known().empty());
    EXPECT_EQ(text(), "this run\n");
}

TEST(ComputedOnceTest, APieceIsComputedOnceAndKept) {
    study::FinishedWork work;
    int runs = 0;
    const auto compute = [&] {
        ++runs;
        return std::vector<double>{5.0};
    };
    EXPECT_EQ(study::computed_once(&work, first, compute), std::vector<double>{5.0});
    EXPECT_EQ(study::computed_once(&work, first, compute), std::vector<double>{5.0});
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(study::computed_once(nullptr, first, compute), std::vector<double>{5.0});
    EXPECT_EQ(runs, 2);
}

}  // namespace
}  // namespace vesikin::format
