// Doses in words: read whole or refused, and what was read says the same when it is written out.
#include <cstdio>

#include "fuzz/fuzz_support.hpp"
#include "vesikin/analysis/texts/regimen_text.hpp"

VESIKIN_FUZZ_WORDS("300", "1,200", "0.5", "mg", "mg/kg", "%", "g", " ", "q2w", "q 4 w", "q28d",
                   "qd", "bid", "every", "other", "week", "weeks", "monthly", "once", "daily",
                   "then", "followed by", "loading dose", "LD", "x4", "to week 16", "sc", "iv",
                   "oral", "\xE9\x80\xB1", "\xE3\x81\x94\xE3\x81\xA8", "+", "/", "(", ")", "day 1",
                   "withdrawn", "single")

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vesikin;
    const analysis::RegimenText read =
        analysis::read_regimen(fuzz::text_of(data, size), fuzz::shipped().rules.regimen_words);
    if (!read.problem.empty() || !read.dose) {
        return 0;  // without a dose, it is no regimen yet, and is not written out
    }
    const std::string words = analysis::regimen_in_words(read);
    const analysis::RegimenText again =
        analysis::read_regimen(words, fuzz::shipped().rules.regimen_words);
    if (!analysis::says_the_same(read, again)) {
        std::fprintf(stderr, "read as \"%s\", and that as \"%s\" %s\n", words.c_str(),
                     analysis::regimen_in_words(again).c_str(), again.problem.c_str());
        std::abort();
    }
    return 0;
}
