#include "vesikin/format/data/load_likeness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

constexpr double most_poem = 28.0;
constexpr double most_log = 5.0;

/// A section of the file, with the source that every one has.
template <class Read>
void read_section(TableReader& root, std::string_view name,
                  const std::vector<catalogue::Source>& sources, Read read) {
    TableReader section = root.table(name);
    read(section);
    static_cast<void>(read_provenance(section, sources));
    section.refuse_unknown_keys();
}

std::vector<study::PoemPoint> read_poem(TableReader& section) {
    const std::vector<double> easi = section.quantities("easi", "1", {0.0, disease::easi_maximum});
    const std::vector<double> poem = section.quantities("poem", "1", {0.0, most_poem});
    if (easi.size() != poem.size() || easi.size() < 2 || !std::ranges::is_sorted(easi) ||
        std::ranges::adjacent_find(easi) != easi.end() || !std::ranges::is_sorted(poem)) {
        section.problem("poem", base::message("{} and {} numbers", easi.size(), poem.size()),
                        base::message("as many as under easi, two or more, both rising"));
        return {{0.0, 0.0}, {disease::easi_maximum, most_poem}};
    }
    std::vector<study::PoemPoint> line;
    for (std::size_t i = 0; i < easi.size(); ++i) {
        line.push_back({easi[i], poem[i]});
    }
    return line;
}

/// "2026-05-01" as days since 1970.
double read_date(TableReader& table, std::string_view key) {
    const std::string text = table.text(key);
    constexpr std::size_t length = 10;
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const bool has_shape =
        text.size() == length && text[4] == '-' && text[7] == '-' &&
        std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) == length - 2;
    if (has_shape) {
        year = std::stoi(text.substr(0, 4));
        month = static_cast<unsigned>(std::stoi(text.substr(5, 2)));
        day = static_cast<unsigned>(std::stoi(text.substr(8, 2)));
    }
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!has_shape || !date.ok()) {
        table.problem(key, base::quoted(text), base::message("a date such as \"2024-11-01\""));
        return 0.0;
    }
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

planner::OwnCourse::Period read_period(TableReader& table, const catalogue::Catalogue& model) {
    planner::OwnCourse::Period period;
    std::vector<std::string_view> names;
    for (const catalogue::Drug& drug : model.drugs) {
        if (drug.action && !drug.regimens.empty()) {
            names.push_back(drug.name);
        }
    }
    period.drug = names[table.choice("drug", names)];
    if (table.has("regimen")) {
        std::vector<std::string_view> regimens;
        for (const catalogue::Regimen& regimen : model.find_drug(period.drug)->regimens) {
            regimens.push_back(regimen.name);
        }
        period.regimen = regimens[table.choice("regimen", regimens)];
    }
    period.from_day = read_date(table, "from");
    if (table.has("until")) {
        period.until_day = read_date(table, "until");
        if (*period.until_day <= period.from_day) {
            table.problem("until", base::quoted(table.text("until")),
                          base::message("a date after from"));
        }
    }
    table.refuse_unknown_keys();
    return period;
}

void read_seen(TableReader& table, planner::OwnCourse& course) {
    const double day = read_date(table, "on");
    const auto add = [&](std::string_view key, study::SightingKind kind, double most) {
        if (table.has(key)) {
            course.seen.push_back({day, kind, table.number(key, {0.0, most})});
        }
    };
    const std::size_t before = course.seen.size();
    add("easi", study::SightingKind::easi, disease::easi_maximum);
    add("poem", study::SightingKind::poem, most_poem);
    add("itch", study::SightingKind::itch, disease::itch_maximum);
    if (course.seen.size() == before) {
        table.problem("on", base::message("nothing seen"),
                      base::message("easi, poem or itch beside it"));
    }
    table.refuse_unknown_keys();
}

/// One drug with kinetics is followed at a time.
void check_kinetics(TableReader& root, const planner::OwnCourse& course,
                    const catalogue::Catalogue& model) {
    std::string with_kinetics;
    for (const planner::OwnCourse::Period& period : course.treatments) {
        if (model.find_drug(period.drug)->kinetics) {
            if (!with_kinetics.empty() && with_kinetics != period.drug) {
                root.problem("treatment", base::quoted(period.drug),
                             base::message("one drug that is injected at most; {} is there already",
                                           with_kinetics));
            }
            with_kinetics = period.drug;
        }
    }
}

}  // namespace

planner::LikenessSettings load_likeness(const DataSource& data,
                                        const std::vector<catalogue::Source>& sources) {
    const DataFile file = data.open("scores/likeness.toml");
    TableReader root = file.root();
    check_schema(root);
    planner::LikenessSettings settings;
    study::LikenessRules& rules = settings.rules;
    read_section(root, "poem", sources, [&](TableReader& section) {
        rules.poem = read_poem(section);
        rules.poem_sd = section.quantity("spread", "1", {0.1, most_poem}).inside;
    });
    read_section(root, "easi", sources, [&](TableReader& section) {
        rules.easi_sd_log = section.quantity("spread_log", "1", {0.01, most_log}).inside;
    });
    read_section(root, "itch", sources, [&](TableReader& section) {
        rules.itch_sd = section.quantity("spread", "1", {0.1, disease::itch_maximum}).inside;
    });
    read_section(root, "area", sources, [&](TableReader& section) {
        constexpr double most_signs = 12.0;
        rules.severity_per_area = section.quantity("signs", "1", {0.1, most_signs}).inside;
        rules.severity_sd_log = section.quantity("spread_log", "1", {0.01, most_log}).inside;
    });
    read_section(root, "response", sources, [&](TableReader& section) {
        constexpr double longest_day = 366.0;
        rules.response_from_frac[0] = section.quantity("some_from", "1", {0.0, 1.0}).inside;
        rules.response_from_frac[1] =
            section.quantity("good_from", "1", {rules.response_from_frac[0], 1.0}).inside;
        rules.response_sd_frac = section.quantity("spread", "1", {0.001, 1.0}).inside;
        const auto judged = [&](std::string_view key) {
            return section.quantity(key, "day", {1.0, longest_day}).inside;
        };
        settings.judged_topical_day = judged("judged_topical");
        settings.judged_oral_day = judged("judged_oral");
        settings.judged_antibody_day = judged("judged_antibody");
    });
    read_section(root, "people", sources, [&](TableReader& section) {
        constexpr std::int64_t most_people = 1'000'000;
        rules.least_effective =
            static_cast<double>(section.integer("least_effective", 1, most_people));
        rules.most_drawn = static_cast<std::size_t>(section.integer("most_drawn", 1, most_people));
        rules.least_plausible_frac = section.quantity("least_plausible", "1", {0.0, 0.5}).inside;
    });
    root.refuse_unknown_keys();
    file.throw_if_any();
    return settings;
}

planner::OwnCourse read_own_course(TableReader root, const catalogue::Catalogue& model) {
    check_schema(root);
    planner::OwnCourse course;
    if (root.has("treatment")) {
        for (TableReader& table : root.tables("treatment")) {
            course.treatments.push_back(read_period(table, model));
        }
    }
    for (TableReader& table : root.tables("seen")) {
        read_seen(table, course);
    }
    check_kinetics(root, course, model);
    root.refuse_unknown_keys();
    std::ranges::stable_sort(course.seen, {}, &study::Sighting::day);
    return course;
}

planner::OwnCourse load_own_course(const std::filesystem::path& path,
                                   const catalogue::Catalogue& model, const Units& units) {
    const DataFile file = read_named_file(path, units);
    planner::OwnCourse course = read_own_course(file.root(), model);
    file.throw_if_any();
    return course;
}

}  // namespace vesikin::format
