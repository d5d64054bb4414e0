#include "vesikin/format/data/load_evidence.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/outcome/markers.hpp"

namespace vesikin::format {

namespace {

namespace fs = std::filesystem;
using catalogue::Claim;
using catalogue::EvidenceRecord;

template <class Enum, std::size_t N>
Enum choice_of(TableReader& table, std::string_view key,
               const std::array<std::string_view, N>& names) {
    return static_cast<Enum>(table.choice(key, {names.begin(), names.end()}));
}

class EvidenceLoader {
  public:
    EvidenceLoader(fs::path data_folder, const std::vector<catalogue::Source>& sources,
                   const UnitSystem& units)
        : folder_(std::move(data_folder)), sources_(sources), units_(units) {}

    LoadedEvidence load() {
        const fs::path claims = fs::path("evidence") / "claims.toml";
        load_claims(claims);
        for (const fs::path& path : sorted_entries(folder_ / "evidence")) {
            if (path.extension() == ".toml" && path.filename() != claims.filename()) {
                load_records(fs::path("evidence") / path.filename());
            }
        }
        std::ranges::sort(loaded_.base.claims, {}, &Claim::id);
        std::ranges::sort(loaded_.base.records, {}, &EvidenceRecord::id);
        return std::move(loaded_);
    }

  private:
    TomlFile open(const fs::path& relative) {
        TomlFile file(folder_ / relative, units_);
        loaded_.files.push_back(
            {relative.generic_string(), sha256(read_text_file(folder_ / relative))});
        return file;
    }

    void load_claims(const fs::path& relative) {
        const TomlFile file = open(relative);
        TableReader root = file.root();
        check_schema(root);
        loaded_.base.headline = root.text("headline");
        for (TableReader& table : root.tables("claim")) {
            Claim claim;
            claim.id = unused_id(table, loaded_.base.claims, &Claim::id);
            claim.is_benefit = table.choice("kind", {"benefit", "drawback"}) == 0;
            claim.label = table.label("label");
            claim.said = table.label("said");
            if (table.has("marker")) {
                std::vector<std::string_view> markers;
                for (const outcome::Marker& marker : outcome::all_markers()) {
                    markers.push_back(marker.name);
                }
                claim.marker = markers[table.choice("marker", markers)];
            }
            claim.source = read_source(table, sources_);
            table.refuse_unknown_keys();
            loaded_.base.claims.push_back(std::move(claim));
        }
        root.refuse_unknown_keys();
        file.throw_if_any();
    }

    void load_records(const fs::path& relative) {
        const TomlFile file = open(relative);
        TableReader root = file.root();
        check_schema(root);
        for (TableReader& table : root.tables("record")) {
            loaded_.base.records.push_back(read_record(table));
        }
        root.refuse_unknown_keys();
        file.throw_if_any();
    }

    EvidenceRecord read_record(TableReader& table) {
        EvidenceRecord record;
        record.id = unused_id(table, loaded_.base.records, &EvidenceRecord::id);
        record.claims = read_claims(table);
        if (table.has("analytes")) {
            for (TableReader& analyte : table.tables("analytes")) {
                record.analytes.push_back(
                    {analyte.text("name"), choice_of<catalogue::Direction>(
                                               analyte, "direction", catalogue::direction_names)});
                analyte.refuse_unknown_keys();
            }
        }
        record.finding = table.text("finding");
        record.size = table.optional_text("size");
        record.dose = table.optional_text("dose");
        record.route = table.optional_text("route");
        record.system =
            choice_of<catalogue::StudySystem>(table, "system", catalogue::study_system_names);
        read_people(table, record);
        record.model = table.text("model");
        if (table.has("n")) {
            record.n = table.integer("n", 1, 1'000'000);
        }
        record.design = table.text("design");
        record.is_vesicle = table.boolean("is_vesicle");
        record.certainty =
            choice_of<catalogue::Certainty>(table, "certainty", catalogue::certainty_names);
        record.mark = choice_of<catalogue::Mark>(table, "mark", catalogue::mark_names);
        record.reading = table.text("reading");
        record.caveat = table.optional_text("caveat");
        record.source = read_source(table, sources_);
        table.refuse_unknown_keys();
        return record;
    }

    /// A study of people says whom it was of, and may say by which way they got vesicles.
    void read_people(TableReader& table, EvidenceRecord& record) {
        if (record.system != catalogue::StudySystem::human) {
            return;
        }
        record.people =
            choice_of<catalogue::StudiedPeople>(table, "people", catalogue::studied_people_names);
        if (!table.has("ways")) {
            return;
        }
        record.ways = table.texts("ways");
        for (const std::string& way : record.ways) {
            if (!fs::exists(folder_ / "routes" / (way + ".toml"))) {
                table.problem("ways", base::quoted(way), base::message("names of data/routes"));
            }
        }
    }

    std::vector<std::string> read_claims(TableReader& table) {
        std::vector<std::string> claims = table.texts("claims");
        for (const std::string& claim : claims) {
            if (std::ranges::find(loaded_.base.claims, claim, &Claim::id) ==
                loaded_.base.claims.end()) {
                std::vector<std::string> known;
                std::ranges::transform(loaded_.base.claims, std::back_inserter(known), &Claim::id);
                table.problem("claims", base::quoted(claim),
                              base::message("some of {}", base::listed(known)));
            }
        }
        return claims;
    }

    template <class Item>
    std::string unused_id(TableReader& table, const std::vector<Item>& items,
                          std::string Item::*id) {
        std::string text = table.text("id");
        if (std::ranges::find(items, text, id) != items.end()) {
            table.problem("id", base::message("\"{}\" a second time", text),
                          base::message("an id used once"));
        }
        return text;
    }

    fs::path folder_;
    const std::vector<catalogue::Source>& sources_;
    const UnitSystem& units_;
    LoadedEvidence loaded_;
};

}  // namespace

LoadedEvidence load_evidence(const fs::path& data_folder,
                             const std::vector<catalogue::Source>& sources,
                             const UnitSystem& units) {
    return EvidenceLoader(data_folder, sources, units).load();
}

}  // namespace vesikin::format
