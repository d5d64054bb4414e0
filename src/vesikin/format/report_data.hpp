// Pieces shared by the answers in JSON and the reports made of them: the frame of each, the
// manifest, and putting JSON into the page. For the .cpp files of this layer only, because it shows
// the JSON library.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/outcome/outcome.hpp"
#include "vesikin/study/comparison.hpp"
#include "vesikin/study/design.hpp"

namespace vesikin::format {

/// Keys stay in the order in which they are put in.
using Json = nlohmann::ordered_json;

/// The standard normal quantile of a range of 5 to 95 %.
inline constexpr double normal_quantile_95 = 1.6448536269514722;

/// Which answer an object is, by docs/api: `kind` is the use case, `schema` the version of its
/// schema.
struct AnswerKind {
    std::string_view kind;
    int schema = 1;
};

/// What every answer begins with: schema, kind, intended use, version, seed where there is one, and
/// the manifest. Seeds are texts, since JavaScript rounds large numbers.
[[nodiscard]] Json answer_frame(const AnswerKind& kind, const Manifest& manifest);

/// JSON has no word for a number that does not exist.
template <class Value>
[[nodiscard]] Json json_or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// How people were weighed, as `likeness` of docs/api/common.schema.json has it; null where nothing
/// was asked.
[[nodiscard]] Json likeness_json(const study::LikenessReport& likeness);

/// Median and ends of a band.
[[nodiscard]] Json band_json(const study::Band& band);

[[nodiscard]] Json source_object(const catalogue::Source& source);

[[nodiscard]] Json provenance_object(const catalogue::Provenance& provenance);

/// What a person wants to know of a way: price, pain, downtime ...
[[nodiscard]] Json facts_json(const catalogue::Route& route);

/// The harms of a way that have a number.
[[nodiscard]] Json harms_json(const catalogue::Route& route);

[[nodiscard]] nlohmann::json manifest_object(const Manifest& manifest);

/// A file of JSON. Paths and names need not be UTF-8: what is not stands as U+FFFD.
[[nodiscard]] std::string json_text(const Json& json);

/// As answers have texts by language.
[[nodiscard]] Json english(const std::vector<catalogue::Label>& labels);

/// Adds title, description, notice, model, sources and limitations, which the report page shows.
void add_report_frame(Json& answer, const std::string& title, const std::string& description,
                      const catalogue::Catalogue& catalogue);

/// "continuous" or "proportion".
[[nodiscard]] std::string_view name_of(outcome::OutcomeKind kind);

[[nodiscard]] Json outcomes_json(const std::vector<outcome::Outcome>& outcomes);

[[nodiscard]] Json arm_object(const study::Arm& arm);

/// The page with its data marker replaced by `data`, escaped so that no text in it can end the
/// script element.
[[nodiscard]] std::string fill_report_page(std::string_view page, const Json& data);

}  // namespace vesikin::format
