// The files that users write: a trial, a person, a calibration plan. The first byte chooses.
#include "fuzz/fuzz_support.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/study/design.hpp"

VESIKIN_FUZZ_WORDS("[[arm]]", "[[arm.treatment]]", "[schedule]", "[inclusion]", "value", "unit",
                   "\"week\"", "\"day\"", "\"kg\"", "\"1\"", "nan", "inf", "-1", "1e308", "0",
                   "1e-320", "true", "[]", "{}", "\"\"", "drugs", "\"dupilumab\"",
                   "\"baricitinib\"", "missed", "start", "stop", "dose", "visits", "horizon",
                   "name", "9223372036854775807", "\n", "'''", "\"\"\"", "\\u0000", "2020-01-01")

/// UDUNITS' lexer loses a copy of a unit that it does not know.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:utlex\n";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vesikin;
    if (size == 0) {
        return 0;
    }
    const std::filesystem::path& file = fuzz::scratch_file_with(fuzz::text_of(data + 1, size - 1));
    try {
        if (data[0] % 3 == 0) {
            const study::TrialDesign design =
                format::load_trial(file, fuzz::shipped().catalogue, fuzz::shipped().units);
            for (const study::Arm& arm : design.arms) {
                static_cast<void>(
                    study::care_of(arm, fuzz::shipped().catalogue, design.horizon_day));
            }
        } else if (data[0] % 3 == 1) {
            static_cast<void>(
                format::load_person(file, fuzz::shipped().questions, fuzz::shipped().units));
        } else {
            static_cast<void>(format::load_calibration_plan(file, fuzz::shipped().units));
        }
    } catch (const base::InputError&) {
    }
    return 0;
}
