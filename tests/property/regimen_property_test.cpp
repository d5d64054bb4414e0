// Laws of reading dosing texts: what is written in words reads back the same, and no token of any
// text is passed over.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/layer_fixture.hpp"
#include "vesikin/analysis/texts/regimen_text.hpp"
#include "vesikin/base/units.hpp"

namespace vesikin::analysis {
namespace {

const RegimenWords& words() {
    return tests::shipped_rules().regimen_words;
}

/// A regimen that a text can say.
RegimenText any_regimen() {
    RegimenText text;
    text.dose = *rc::gen::inRange(1, 40'000) / 8.0;
    text.unit = *rc::gen::element(DoseUnit::unsaid, DoseUnit::mg, DoseUnit::mg_per_kg);
    const int form = *rc::gen::inRange(0, 4);
    if (form == 0) {
        text.is_once = true;
        return text;
    }
    if (form == 1) {
        double day = 0.0;
        for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
            text.given_day.push_back(day);
            day += *rc::gen::inRange(1, 60);
        }
        return text;
    }
    text.interval_day = *rc::gen::element(1.0 / 6.0, 0.25, 1.0 / 3.0, 0.5, 1.0, 2.0, 7.0 / 3.0, 3.5,
                                          7.0, 14.0, 28.0, 45.0, 84.0);
    const bool is_loaded = *rc::gen::arbitrary<bool>() && *text.interval_day >= 1.0;
    if (is_loaded) {
        text.loading = *rc::gen::inRange(1, 40'000) / 8.0;
        for (int i = *rc::gen::inRange(1, 4); i > 1; --i) {
            text.loading_day.insert(text.loading_day.begin(), (i - 1) * *text.interval_day);
        }
        if (!text.loading_day.empty()) {
            text.loading_day.insert(text.loading_day.begin(), 0.0);
        }
    }
    switch (*rc::gen::inRange(0, 4)) {
        case 0:
            text.count =
                *rc::gen::inRange(1, 50) +
                (is_loaded ? static_cast<int>(std::max<std::size_t>(1, text.loading_day.size()))
                           : 0);
            break;
        case 1:
            text.last_day = *rc::gen::inRange(0, 400);
            break;
        case 2:
            text.lasting_day = *rc::gen::inRange(1, 400);
            break;
        default:
            break;
    }
    return text;
}

RC_GTEST_PROP(RegimenProperty, WordsReadBackTheSame, ()) {
    const RegimenText text = any_regimen();
    const std::string written = regimen_in_words(text);
    RegimenText found = read_regimen(written, words());
    RC_LOG() << written << " | " << found.problem << " | " << regimen_in_words(found);
    RC_ASSERT(found.problem.empty());
    // A third of a day is not a whole number of anything that can be written.
    RC_ASSERT(found.interval_day.has_value() == text.interval_day.has_value());
    if (text.interval_day) {
        RC_ASSERT(std::abs(*found.interval_day - *text.interval_day) < 1e-12);
        found.interval_day = text.interval_day;
    }
    RC_ASSERT(found.loading_day.size() == text.loading_day.size());
    for (std::size_t i = 0; i < text.loading_day.size(); ++i) {
        RC_ASSERT(std::abs(found.loading_day[i] - text.loading_day[i]) < 1e-9);
    }
    found.loading_day = text.loading_day;
    RC_ASSERT(found == text);
}

RC_GTEST_PROP(RegimenProperty, AWordOfNoListIsNeverPassedOver, ()) {
    // Anywhere in a text that is understood.
    const std::string written = regimen_in_words(any_regimen());
    const auto spaces = std::ranges::count(written, ' ');
    auto place = *rc::gen::inRange<std::ptrdiff_t>(0, spaces + 1);
    std::string text;
    for (const char c : written) {
        if (c == ' ' && place-- == 0) {
            text += " xyzzy ";
        }
        text += c;
    }
    text += place >= 0 ? " xyzzy" : "";
    RC_ASSERT(read_regimen(text, words()).problem.find("xyzzy") != std::string::npos);
}

RC_GTEST_PROP(RegimenProperty, AnyTokensGiveAReasonOrAReading, ()) {
    std::string text;
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
        text += *rc::gen::oneOf(rc::gen::elementOf(words().texts()),
                                rc::gen::element<std::string>("300", "4", "1,200", "0.5", "16", ""),
                                rc::gen::element<std::string>("foo", "#", "\xFF", "-", "火"));
        text += *rc::gen::element<std::string>(" ", "", ", ");
    }
    const RegimenText found = read_regimen(text, words());
    RC_LOG() << text;
    if (!found.problem.empty()) {
        RC_ASSERT(!found.dose.has_value());
        return;
    }
    // What was read is sound.
    RC_ASSERT(!found.dose || (*found.dose > 0.0 && *found.dose <= words().largest_dose_mg));
    RC_ASSERT(!found.interval_day ||
              (*found.interval_day > 0.0 && *found.interval_day <= 520.0 * base::days_per_week));
    RC_ASSERT(!found.count || *found.count > 0);
    RC_ASSERT(!found.loading || found.dose.has_value());
    for (const RegimenToken& token : words().tokens_of(text)) {
        RC_ASSERT(token.word.kind != RegimenWordKind::unknown);
        RC_ASSERT(token.word.kind != RegimenWordKind::refused);
    }
}

RC_GTEST_PROP(RegimenProperty, AnyBytesGiveAReasonOrAReading, (const std::string& bytes)) {
    const RegimenText found = read_regimen(bytes, words());
    RC_ASSERT(found.problem.empty() || !found.dose.has_value());
    static_cast<void>(
        read_population(bytes, "a trial", tests::shipped_rules().population, {75.0, 0.2}));
    static_cast<void>(read_label_dose(bytes, words(), {}));
}

RC_GTEST_PROP(RegimenProperty, NoPartOfATextIsLostInTokens, ()) {
    const std::string text = regimen_in_words(any_regimen()) + " xyzzy";
    std::string joined;
    for (const RegimenToken& token : words().tokens_of(text)) {
        joined += token.text;
    }
    std::string wanted = text;
    for (std::string* each : {&joined, &wanted}) {
        std::erase(*each, ' ');
    }
    RC_ASSERT(joined == wanted);
}

}  // namespace
}  // namespace vesikin::analysis
