#include "vesikin/format/data/load_likeness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

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

/// As days since 1970.
double day_of(TableReader& table, std::string_view key) {
    return static_cast<double>(table.date(key).time_since_epoch().count());
}

planner::OwnCourse::Period read_period(TableReader& table, const catalogue::Catalogue& model) {
    planner::OwnCourse::Period period;
    std::vector<std::string_view> names;
    for (const catalogue::Drug& drug : model.drugs) {
        if (drug.can_be_followed()) {
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
    period.from_day = day_of(table, "from");
    if (table.has("until")) {
        period.until_day = day_of(table, "until");
        if (*period.until_day <= period.from_day) {
            table.problem("until", base::quoted(table.text("until")),
                          base::message("a date after from"));
        }
    }
    table.refuse_unknown_keys();
    return period;
}

void read_seen(TableReader& table, planner::OwnCourse& course) {
    const double day = day_of(table, "on");
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

/// A diary, and no life: every day of it is followed for thousands of virtual people.
void check_length(TableReader& root, const planner::OwnCourse& course) {
    constexpr double longest_day = 1096.0;
    constexpr std::size_t most_scores = 400;
    if (course.seen.size() > most_scores) {
        root.problem("seen", base::message("{} scores", course.seen.size()),
                     base::message("{} at most", most_scores));
    }
    const double length_day =
        course.seen.empty() ? 0.0 : course.seen.back().day - course.first_day();
    if (length_day > longest_day) {
        root.problem("seen", base::message("{} days", length_day),
                     base::message("{} days from the first to the last at most", longest_day));
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
    std::ranges::stable_sort(course.seen, {}, &study::Sighting::day);
    check_kinetics(root, course, model);
    check_length(root, course);
    root.refuse_unknown_keys();
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
