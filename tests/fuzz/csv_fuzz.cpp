// Tables as people have them, read as a table of trials and its rows as arms.
#include "fuzz/fuzz_support.hpp"
#include "vesikin/analysis/arm_reading.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/csv.hpp"

VESIKIN_FUZZ_WORDS(",", ";", "\t", "\"", "\"\"", "\r\n", "\r", "\n", "sep=;", "\xEF\xBB\xBF",
                   "\xFF\xFE", "1,5", "1.5", "EASI75_pct", "IGA01_pct", "dupilumab", "placebo",
                   "none", "300 mg q2w", "16+36", "adult mod-severe", "children 6-11 y severe",
                   "nan", "1e999", "-0", "yes", "no", "calibration", "recalled")

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vesikin;
    const std::filesystem::path& file = fuzz::scratch_file_with(fuzz::text_of(data, size));
    try {
        const analysis::TrialTable table = format::load_trial_table(file);
        std::vector<analysis::RowReading> readings;
        for (const analysis::TrialRow& row : table.rows) {
            readings.push_back(
                analysis::read_row(row, fuzz::shipped().rules, fuzz::shipped().catalogue));
        }
        static_cast<void>(analysis::group_rows(table.rows, readings));
    } catch (const base::InputError&) {
    }
    return 0;
}
