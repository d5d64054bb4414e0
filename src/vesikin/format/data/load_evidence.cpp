#include "vesikin/format/data/load_evidence.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/outcome/markers.hpp"

namespace vesikin::format {

namespace {

using catalogue::Claim;
using catalogue::EvidenceRecord;

class EvidenceLoader {
  public:
    EvidenceLoader(const DataSource& data, const std::vector<catalogue::Source>& sources)
        : data_(data), sources_(sources) {}

    catalogue::EvidenceBase load() {
        constexpr std::string_view claims = "claims";
        load_claims(data_.open(path_of(claims)));
        for (const std::string& name : toml_names_in(data_, folder)) {
            if (name != claims) {
                load_records(data_.open(path_of(name)));
            }
        }
        std::ranges::sort(base_.claims, {}, &Claim::id);
        std::ranges::sort(base_.records, {}, &EvidenceRecord::id);
        return std::move(base_);
    }

  private:
    static constexpr std::string_view folder = "evidence";

    static std::string path_of(std::string_view name) {
        return fmt::format("{}/{}.toml", folder, name);
    }

    void load_claims(const DataFile& file) {
        TableReader root = file.root();
        check_schema(root);
        base_.headline = root.text("headline");
        for (TableReader& table : root.tables("claim")) {
            Claim claim;
            claim.id = unused_id(table, base_.claims, &Claim::id);
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
            base_.claims.push_back(std::move(claim));
        }
        root.refuse_unknown_keys();
        file.throw_if_any();
    }

    void load_records(const DataFile& file) {
        TableReader root = file.root();
        check_schema(root);
        for (TableReader& table : root.tables("record")) {
            base_.records.push_back(read_record(table));
        }
        root.refuse_unknown_keys();
        file.throw_if_any();
    }

    EvidenceRecord read_record(TableReader& table) {
        EvidenceRecord record;
        record.id = unused_id(table, base_.records, &EvidenceRecord::id);
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
            if (!data_.has(fmt::format("routes/{}.toml", way))) {
                table.problem("ways", base::quoted(way), base::message("names of data/routes"));
            }
        }
    }

    std::vector<std::string> read_claims(TableReader& table) {
        std::vector<std::string> known;
        std::ranges::transform(base_.claims, std::back_inserter(known), &Claim::id);
        return known_texts(table, "claims", known);
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

    const DataSource& data_;
    const std::vector<catalogue::Source>& sources_;
    catalogue::EvidenceBase base_;
};

}  // namespace

catalogue::EvidenceBase load_evidence(const DataSource& data,
                                      const std::vector<catalogue::Source>& sources) {
    return EvidenceLoader(data, sources).load();
}

}  // namespace vesikin::format
