// Every route file loads with units, sources and ranges; a bad one says where.
#include "vesikin/format/data/load_delivery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "support/delivery_fixture.hpp"
#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

using testing::HasSubstr;

TEST(LoadDeliveryTest, TheSixRoutesAreThere) {
    std::vector<std::string> names;
    for (const auto& route : tests::shipped_delivery().routes) {
        names.push_back(route.name);
        for (const char* fact :
             {"price", "pain", "downtime", "interval", "sessions", "session_length"}) {
            EXPECT_EQ(std::ranges::count(route.practice, fact, &catalogue::PracticeFact::name), 1)
                << route.name << " " << fact;
        }
        EXPECT_FALSE(route.device.english().empty());
        EXPECT_NE(tests::shipped_delivery().body.find_site(route.default_site), nullptr);
        EXPECT_GE(route.harms.size(), 1U) << route.name;
    }
    EXPECT_EQ(names, tests::all_ways);
}

TEST(LoadDeliveryTest, NeedleWaysAreNotOfferedOnActiveSkin) {
    for (const auto& route : tests::shipped_delivery().routes) {
        EXPECT_EQ(route.is_allowed_on_active_skin, !route.pierces_skin) << route.name;
    }
}

TEST(LoadDeliveryTest, EveryNumberSaysWhereItComesFrom) {
    const auto& all = tests::shipped_delivery();
    const auto is_known = [&](const catalogue::Provenance& provenance) {
        return std::ranges::count(all.sources, provenance.source, &catalogue::Source::key) == 1;
    };
    for (const auto& route : all.routes) {
        for (const auto& setting : route.settings) {
            EXPECT_TRUE(is_known(setting.provenance)) << route.name << " " << setting.name;
        }
        for (const auto& parameter : route.parameters) {
            EXPECT_TRUE(is_known(parameter.provenance)) << route.name << " " << parameter.name;
        }
    }
}

TEST(LoadDeliveryTest, FrequenciesBetweenTheBandsAreRefused) {
    constexpr double per_day_per_khz = 86400.0e3;
    const auto plan = [](double khz) {
        return tests::SessionChoice{.way = "ultrasound",
                                    .settings = {{"frequency", khz * per_day_per_khz}}}
            .plan();
    };
    for (const double khz : {20.0, 100.0, 700.0, 10000.0}) {
        EXPECT_NO_THROW(static_cast<void>(plan(khz))) << khz;
    }
    for (const double khz : {19.0, 100.1, 300.0, 699.0, 10001.0}) {
        EXPECT_THROW(static_cast<void>(plan(khz)), base::InputError) << khz;
    }
}

TEST(LoadDeliveryTest, RegionsOfTheBodyAddUp) {
    double weight = 0.0;
    double surface = 0.0;
    for (const auto& region : tests::shipped_delivery().body.regions) {
        weight += region.easi_weight;
        surface += region.surface_frac;
    }
    EXPECT_NEAR(weight, 1.0, 1e-12);
    EXPECT_NEAR(surface, 1.0, 1e-12);
    // Moderate disease: about a fifth of the skin.
    EXPECT_NEAR(tests::shipped_delivery().body.involved_frac, 0.2, 0.01);
    const auto& all = tests::shipped_delivery();
    const auto face = split_body(all.body, all.site("face"), 400.0);
    EXPECT_NEAR(face.treated_easi_weight, 0.1 * 400.0 / (0.09 * 17000.0), 1e-12);
}

TEST(LoadDeliveryTest, UnitsAreConvertedOnce) {
    const auto& pen = tests::shipped_delivery().route("dermapen");
    EXPECT_NEAR(pen.settings[pen.setting_index("needle_depth")].typical, 0.05, 1e-15);
    EXPECT_NEAR(pen.settings[pen.setting_index("strike_rate")].typical, 120.0 * 86400.0, 1e-6);
    EXPECT_NEAR(pen.settings[pen.setting_index("film_contact")].typical, 0.5, 1e-15);
}

std::string message_after(const std::string& from, const std::string& to) {
    const tests::TemporaryFolder folder;
    std::filesystem::copy(VESIKIN_DATA_FOLDER, folder.path() / "data",
                          std::filesystem::copy_options::recursive);
    const auto path = folder.path() / "data" / "routes" / "dermapen.toml";
    std::string text = read_text_file(path);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    write_text_file(path, text.replace(at, from.size(), to));
    try {
        static_cast<void>(load_delivery(FolderSource(folder.path() / "data")));
    } catch (const base::InputError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(LoadDeliveryTest, ASettingAndALabelAreUsedOnce) {
    namespace fs = std::filesystem;
    const tests::TemporaryFolder folder;
    fs::copy(VESIKIN_DATA_FOLDER, folder.path(), fs::copy_options::recursive);
    const auto expect_refused = [&](const std::string& route, const std::string& part) {
        write_text_file(folder.path() / "routes" / "stamp.toml", route);
        try {
            static_cast<void>(load_delivery(FolderSource(folder.path())));
            ADD_FAILURE() << "taken: " << part;
        } catch (const base::InputError& error) {
            EXPECT_THAT(error.what(), ::testing::HasSubstr("stamp.toml"));
            EXPECT_THAT(error.what(), ::testing::HasSubstr(part));
        }
    };
    const std::string whole = read_text_file(folder.path() / "routes" / "stamp.toml");
    const std::size_t first = whole.find("[[setting]]");
    const std::size_t second = whole.find("[[setting]]", first + 1);
    const std::string setting = whole.substr(first, second - first);
    expect_refused(whole.substr(0, second) + setting + whole.substr(second), "a second time");
    fs::copy_file(folder.path() / "routes" / "dermapen.toml",
                  folder.path() / "routes" / "twin.toml");
    std::string twin = read_text_file(folder.path() / "routes" / "twin.toml");
    twin.replace(twin.find("name = \"dermapen\""), 17, "name = \"twin\"");
    write_text_file(folder.path() / "routes" / "twin.toml", twin);
    write_text_file(folder.path() / "routes" / "stamp.toml", whole);
    try {
        static_cast<void>(load_delivery(FolderSource(folder.path())));
        ADD_FAILURE() << "two routes of one label were taken";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), ::testing::HasSubstr("twin.toml"));
        EXPECT_THAT(error.what(), ::testing::HasSubstr("label"));
    }
}

TEST(LoadDeliveryTest, BadRouteFilesSayFileLineAndWhatIsAllowed) {
    EXPECT_THAT(message_after("process = \"channels\"", "process = \"magic\""),
                testing::AllOf(HasSubstr("dermapen.toml:"), HasSubstr("channels, depot")));
    EXPECT_THAT(message_after("unit = \"Hz\"", "unit = \"mm\""), HasSubstr("1/day"));
    EXPECT_THAT(message_after("name = \"piercing\"", "name = \"piercings\""),
                HasSubstr("piercings"));
    EXPECT_THAT(message_after("median = 0.4", "median = -0.4"), HasSubstr("-0.4"));
    EXPECT_THAT(message_after("source = \"KDerm2021\"", "source = \"Nobody2021\""),
                HasSubstr("a key of sources.toml"));
    EXPECT_THAT(message_after("default_site = \"face\"", "default_site = \"tail\""),
                HasSubstr("tail"));
}

TEST(LoadDeliveryTest, TheArticlesStarsAreThoseOfTheWay) {
    const auto stars = [](const char* way) {
        const auto& article = *tests::shipped_delivery().route(way).article;
        return std::array{article.ease_stars, article.price_stars, article.downtime_stars};
    };
    // As the article has them: ease, price, downtime.
    EXPECT_EQ(stars("iv_push"), (std::array{3, 2, 3}));
    EXPECT_EQ(stars("iv_drip"), (std::array{3, 1, 3}));
    EXPECT_EQ(stars("intradermal"), (std::array{2, 2, 2}));
    EXPECT_EQ(stars("stamp"), (std::array{1, 2, 1}));
    EXPECT_EQ(stars("dermapen"), (std::array{1, 2, 1}));
    EXPECT_EQ(stars("ultrasound"), (std::array{4, 3, 3}));
}

}  // namespace
}  // namespace vesikin::format
