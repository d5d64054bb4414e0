#include "vesikin/disease/fields.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "vesikin/disease/scores.hpp"

namespace vesikin::disease {
namespace {

/// Entry i of the struct is given the value i + 1 through `entries`, then read by member.
template <class Fields, class Entries>
void expect_same_order(const Fields& fields, Entries entries) {
    double next = 1.0;
    std::apply([&](auto&... entry) { ((entry = next++), ...); }, entries);
    EXPECT_EQ(next, static_cast<double>(fields.size() + 1));
}

template <class Fields>
void expect_distinct_rows(const Fields& fields) {
    std::set<std::string_view> names;
    std::set<std::string_view> symbols;
    for (const auto& field : fields) {
        EXPECT_TRUE(names.insert(field.name).second) << field.name << " twice";
        EXPECT_TRUE(symbols.insert(field.symbol).second) << field.symbol << " twice";
        EXPECT_FALSE(field.unit.empty()) << field.name;
        EXPECT_LT(field.lower, field.upper) << field.name;
        for (const char letter : field.name) {
            EXPECT_TRUE(std::islower(letter) != 0 || std::isdigit(letter) != 0 || letter == '_')
                << field.name;
        }
    }
    EXPECT_EQ(names.size(), fields.size());
}

TEST(FieldsTest, NamesAndSymbolsAreUnique) {
    expect_distinct_rows(state_fields);
    expect_distinct_rows(parameter_fields);
    expect_distinct_rows(effect_fields);
}

TEST(FieldsTest, RowOfAStateReadsTheEntryOfItsPlace) {
    State<double> x{};
    expect_same_order(state_fields, state_entries(x));
    for (std::size_t i = 0; i < state_count; ++i) {
        EXPECT_EQ(x.*state_fields[i].member, static_cast<double>(i + 1)) << state_fields[i].name;
    }
}

TEST(FieldsTest, RowOfAParameterReadsTheEntryOfItsPlace) {
    Parameters<double> k{};
    expect_same_order(parameter_fields, parameter_entries(k));
    for (std::size_t i = 0; i < parameter_count; ++i) {
        EXPECT_EQ(k.*parameter_fields[i].member, static_cast<double>(i + 1))
            << parameter_fields[i].name;
    }
}

TEST(FieldsTest, RowOfAnEffectReadsTheEntryOfItsPlace) {
    Effects<double> u{};
    expect_same_order(effect_fields, effect_entries(u));
    for (std::size_t i = 0; i < effect_count; ++i) {
        EXPECT_EQ(u.*effect_fields[i].member, static_cast<double>(i + 1)) << effect_fields[i].name;
    }
}

TEST(FieldsTest, EntriesCoverTheWholeStruct) {
    static_assert(sizeof(State<double>) == state_count * sizeof(double));
    static_assert(sizeof(Parameters<double>) == parameter_count * sizeof(double));
    static_assert(sizeof(Effects<double>) == effect_count * sizeof(double));
    SUCCEED() << "at compile time";
}

TEST(FieldsTest, SharesAreBoundedAndLevelsAreNot) {
    for (const auto& field : state_fields) {
        const bool is_share = field.name == "barrier_integrity" || field.name == "pathogens";
        EXPECT_EQ(field.lower, 0.0) << field.name;
        EXPECT_EQ(field.upper, is_share ? 1.0 : unbounded) << field.name;
    }
    for (const auto& field : effect_fields) {
        const bool is_share = field.name != "ifng_added" && field.name != "recovery_gain";
        EXPECT_EQ(field.upper, is_share ? 1.0 : unbounded) << field.name;
    }
}

TEST(FieldsTest, EffectsNameTheStateTheyActOn) {
    for (const auto& field : effect_fields) {
        // These act on rates that no single state stands for.
        if (field.name == "participation" || field.name == "t_cell_block" ||
            field.name == "recovery_gain") {
            continue;
        }
        const std::string target(field.name.substr(0, field.name.find('_')));
        EXPECT_TRUE(std::ranges::any_of(state_fields, [&](const auto& state) {
            return state.name == target;
        })) << field.name;
    }
}

// EASI = 72 (2 p + 2 (1 - s)) / 4 [Miyano2021].
TEST(EasiScoreTest, RunsFromClearToTheTopOfTheScale) {
    State<double> x{};
    x.barrier_integrity = 1.0;
    x.pathogens = 0.0;
    EXPECT_DOUBLE_EQ(easi_score(x), 0.0);
    x.barrier_integrity = 0.0;
    x.pathogens = 1.0;
    EXPECT_DOUBLE_EQ(easi_score(x), 72.0);
    x.barrier_integrity = 0.75;
    x.pathogens = 0.5;
    EXPECT_DOUBLE_EQ(easi_score(x), 27.0);  // 72 (1 + 0.5) / 4
}

}  // namespace
}  // namespace vesikin::disease
