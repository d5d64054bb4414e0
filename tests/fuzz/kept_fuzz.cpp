// What a stopped run left: a checkpoint and lines of a log, behind digests that are right, so that
// the contents are read. The first byte chooses.
#include "fuzz/fuzz_support.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/checkpoint.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/format/work_log.hpp"
#include "vesikin/outcome/list.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vesikin;
    static const std::vector<outcome::Outcome> outcomes = [] {
        std::vector<outcome::Outcome> all = outcome::all_outcomes(fuzz::shipped().catalogue);
        all.erase(all.begin() + 2, all.end());
        return all;
    }();
    static const study::TrialTally empty({.arms = 1, .times = 2, .outcomes = 2}, outcomes);
    if (size == 0) {
        return 0;
    }
    const std::string content(fuzz::text_of(data + 1, size - 1));
    if (data[0] % 2 == 0) {
        try {
            static_cast<void>(
                format::read_checkpoint(format::sha256(content) + content, "id", "fuzz", empty));
        } catch (const base::InputError&) {
        }
    } else {
        study::FinishedWork work;
        const std::string line = content + " " + format::sha256(content).substr(0, 16);
        if (format::read_work_line(line, work)) {
            const auto& [key, result] = *work.known().begin();
            study::FinishedWork again;
            std::string written = format::work_line(key, result);
            written.pop_back();
            if (!format::read_work_line(written, again)) {
                std::abort();
            }
        }
    }
    return 0;
}
