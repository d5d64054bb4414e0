#include "vesikin/format/data/provenance_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

bool has_source(const std::vector<catalogue::Source>& sources, const std::string& key) {
    return std::ranges::find(sources, key, &catalogue::Source::key) != sources.end();
}

}  // namespace

void check_schema(TableReader& root) {
    static_cast<void>(root.integer("schema", data_schema_version, data_schema_version));
}

std::vector<catalogue::Source> read_sources(const DataFile& file) {
    TableReader root = file.root();
    check_schema(root);
    std::vector<catalogue::Source> sources;
    for (TableReader& table : root.tables("source")) {
        catalogue::Source source;
        source.key = table.text("key");
        source.authors = table.text("authors");
        source.year = static_cast<int>(table.integer("year", 1800, 2100));
        source.title = table.text("title");
        source.published_in = table.text("published_in");
        source.doi = table.optional_text("doi");
        source.url = table.optional_text("url");
        source.note = table.optional_text("note");
        if (!source.doi && !source.url) {
            table.problem("doi", base::message("neither doi nor url"),
                          base::message("at least one of doi, url"));
        }
        // A page makes a link of it: no other scheme, such as javascript.
        if (source.url && source.url->find(':') != std::string::npos &&
            !source.url->starts_with("https://") && !source.url->starts_with("http://")) {
            table.problem("url", base::as_written(*source.url),
                          base::message("https://..., http://... or a file of docs/"));
        }
        if (has_source(sources, source.key)) {
            table.problem("key", base::message("\"{}\" a second time", source.key),
                          base::message("a key used once"));
        }
        table.refuse_unknown_keys();
        sources.push_back(std::move(source));
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
    std::ranges::sort(sources, {}, &catalogue::Source::key);
    return sources;
}

std::string read_source(TableReader& table, const std::vector<catalogue::Source>& sources) {
    std::string source = table.text("source");
    if (!source.empty() && !has_source(sources, source)) {
        table.problem("source", base::quoted(source), base::message("a key of sources.toml"));
    }
    return source;
}

catalogue::Provenance read_provenance(TableReader& table,
                                      const std::vector<catalogue::Source>& sources) {
    catalogue::Provenance provenance;
    provenance.source = read_source(table, sources);
    provenance.evidence =
        choice_of<catalogue::Evidence>(table, "evidence", catalogue::evidence_names);
    provenance.mark = choice_of<catalogue::Mark>(table, "mark", catalogue::mark_names);
    return provenance;
}

}  // namespace vesikin::format
