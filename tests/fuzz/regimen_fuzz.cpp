// Doses in words: read whole or refused, and what was read says the same when it is written out.
#include "fuzz/fuzz_support.hpp"
#include "vesikin/analysis/texts/regimen_text.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_trial_table.hpp"

VESIKIN_FUZZ_WORDS("300", "1,200", "0.5", "mg", "mg/kg", "%", "g", " ", "q2w", "q 4 w", "q28d",
                   "qd", "bid", "every", "other", "week", "weeks", "monthly", "once", "daily",
                   "then", "followed by", "loading dose", "LD", "x4", "to week 16", "sc", "iv",
                   "oral", "\xE9\x80\xB1", "\xE3\x81\x94\xE3\x81\xA8", "+", "/", "(", ")", "day 1",
                   "withdrawn", "single")

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vesikin;
    static const format::UnitSystem units;
    static const catalogue::Catalogue catalogue =
        format::load_catalogue(VESIKIN_DATA_FOLDER, "vesikin", units).catalogue;
    static const analysis::TrialRules rules =
        format::load_trial_rules(VESIKIN_DATA_FOLDER, catalogue.sources, units);
    const analysis::RegimenText read =
        analysis::read_regimen(fuzz::text_of(data, size), rules.regimen_words);
    if (!read.problem.empty()) {
        return 0;
    }
    const std::string words = analysis::regimen_in_words(read);
    const analysis::RegimenText again = analysis::read_regimen(words, rules.regimen_words);
    if (!again.problem.empty() || again.dose != read.dose || again.loading != read.loading ||
        again.interval_day != read.interval_day || again.count != read.count) {
        std::abort();
    }
    return 0;
}
