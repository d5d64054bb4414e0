#include "vesikin/catalogue/evidence.hpp"

#include <algorithm>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"

namespace vesikin::catalogue {

namespace {

/// "a, b, c", each once and sorted.
std::string listed(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += text.empty() ? name : ", " + name;
    }
    return text;
}

bool passes(const EvidenceRecord& record, const EvidenceFilter& filter) {
    const auto has_analyte = [&] {
        return std::ranges::any_of(record.analytes, [&](const Analyte& analyte) {
            return base::plain_text(analyte.name) == base::plain_text(filter.analyte);
        });
    };
    return (filter.id.empty() || record.id == filter.id) &&
           (filter.claim.empty() ||
            std::ranges::find(record.claims, filter.claim) != record.claims.end()) &&
           (!filter.system || record.system == *filter.system) &&
           (filter.analyte.empty() || has_analyte());
}

void check_filter(const EvidenceBase& base, const EvidenceFilter& filter) {
    std::set<std::string> claims;
    std::set<std::string> analytes;
    std::set<std::string> ids;
    bool knows_analyte = filter.analyte.empty();
    for (const Claim& claim : base.claims) {
        claims.insert(claim.id);
    }
    for (const EvidenceRecord& record : base.records) {
        ids.insert(record.id);
        for (const Analyte& analyte : record.analytes) {
            analytes.insert(analyte.name);
            knows_analyte =
                knows_analyte || base::plain_text(analyte.name) == base::plain_text(filter.analyte);
        }
    }
    if (!filter.claim.empty() && !claims.contains(filter.claim)) {
        throw base::InputError(base::field("claim"), base::as_written(filter.claim),
                               base::message("one of {}", listed(claims)));
    }
    if (!knows_analyte) {
        throw base::InputError(base::field("analyte"), base::as_written(filter.analyte),
                               base::message("one of {}", listed(analytes)));
    }
    if (!filter.id.empty() && !ids.contains(filter.id)) {
        throw base::InputError(base::field("id"), base::as_written(filter.id),
                               base::message("one of {}", listed(ids)));
    }
}

struct Noun {
    StudySystem system;
    base::Pattern<1> one;
    base::Pattern<1> several;
};

// The order in which they are named: nearest to a patient first.
constexpr std::array<Noun, 7> nouns{{
    {StudySystem::human, base::Pattern<1>("{} human study"), base::Pattern<1>("{} human studies")},
    {StudySystem::ex_vivo_human, base::Pattern<1>("{} study of human skin ex vivo"),
     base::Pattern<1>("{} studies of human skin ex vivo")},
    {StudySystem::mouse, base::Pattern<1>("{} mouse study"), base::Pattern<1>("{} mouse studies")},
    {StudySystem::rat, base::Pattern<1>("{} rat study"), base::Pattern<1>("{} rat studies")},
    {StudySystem::in_vitro, base::Pattern<1>("{} in vitro study"),
     base::Pattern<1>("{} in vitro studies")},
    {StudySystem::review, base::Pattern<1>("{} review"), base::Pattern<1>("{} reviews")},
    {StudySystem::article, base::Pattern<1>("{} claim of the founding article"),
     base::Pattern<1>("{} claims of the founding article")},
}};

/// The rung of one study; that of no study for a review, which is of others, and for the article.
Rung rung_of(const EvidenceRecord& record) {
    switch (record.system) {
        case StudySystem::human:
            switch (*record.people) {
                case StudiedPeople::other:
                    return Rung::other_people;
                case StudiedPeople::with_ad:
                    return Rung::people_with_ad;
                case StudiedPeople::with_ad_randomised:
                    return Rung::trials_in_ad;
            }
            break;
        case StudySystem::mouse:
        case StudySystem::rat:
            return Rung::animals;
        case StudySystem::in_vitro:
        case StudySystem::ex_vivo_human:
            return Rung::cells;
        case StudySystem::review:
        case StudySystem::article:
            break;
    }
    return Rung::assumption;
}

/// "a, b and c".
base::Message enumerated(const std::vector<base::Message>& parts) {
    base::Message text = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        text = i + 1 == parts.size() ? base::message("{} and {}", text, parts[i])
                                     : base::message("{}, {}", text, parts[i]);
    }
    return text;
}

}  // namespace

Standing standing_of_way(const EvidenceBase& base, std::string_view way) {
    Standing standing;
    for (const EvidenceRecord& record : base.records) {
        const Rung rung = rung_of(record);
        const bool is_of_way = record.system != StudySystem::human ||
                               std::ranges::find(record.ways, way) != record.ways.end();
        if (!record.is_vesicle || record.certainty == Certainty::none || !is_of_way ||
            rung == Rung::assumption || rung < standing.rung) {
            continue;
        }
        if (rung > standing.rung) {
            standing = {.rung = rung, .rests_on = {}};
        }
        standing.rests_on.push_back(record.id);
    }
    return standing;
}

Standing standing_of_drug(const Drug& drug) {
    const std::optional<Approval>& approval = drug.approval;
    if (!approval || approval->status != "approved" ||
        approval->provenance.evidence != Evidence::measured_human) {
        return {};
    }
    return {.rung = Rung::trials_in_ad, .rests_on = {approval->provenance.source}};
}

const EvidenceRecord* EvidenceBase::find(std::string_view id) const {
    const auto found = std::ranges::find(records, id, &EvidenceRecord::id);
    return found == records.end() ? nullptr : &*found;
}

std::vector<const EvidenceRecord*> select_evidence(const EvidenceBase& base,
                                                   const EvidenceFilter& filter) {
    check_filter(base, filter);
    std::vector<const EvidenceRecord*> found;
    for (const EvidenceRecord& record : base.records) {
        if (passes(record, filter)) {
            found.push_back(&record);
        }
    }
    return found;
}

base::Message rests_on(const EvidenceBase& known, std::span<const std::string> ids) {
    std::vector<const EvidenceRecord*> studies;
    for (const std::string& id : ids) {
        const EvidenceRecord* record = known.find(id);
        VESIKIN_CHECK(record != nullptr, "a record that is named is in the base");
        if (record->certainty != Certainty::none) {
            studies.push_back(record);
        }
    }
    if (studies.empty()) {
        return base::message("rests on no study: assumed");
    }
    std::vector<base::Message> parts;
    for (const Noun& noun : nouns) {
        const auto count = std::ranges::count(studies, noun.system, &EvidenceRecord::system);
        if (count > 0) {
            parts.push_back(base::message(count == 1 ? noun.one : noun.several, count));
        }
    }
    base::Message text = base::message("rests on {}", enumerated(parts));
    const auto indirect = std::ranges::count(studies, false, &EvidenceRecord::is_vesicle);
    if (indirect > 0) {
        text = base::message("{}; {} not of vesicles", text, indirect);
    }
    const auto recalled = std::ranges::count(studies, Mark::recalled, &EvidenceRecord::mark);
    if (recalled > 0) {
        text = base::message("{}; {} recalled, not read", text, recalled);
    }
    const bool has_human = std::ranges::any_of(studies, [](const EvidenceRecord* record) {
        return record->system == StudySystem::human && record->is_vesicle;
    });
    return has_human ? text : base::message("{}; no human study of vesicles", text);
}

base::Message basis_of(const EvidenceBase& known, std::span<const std::string> ids,
                       const Provenance& provenance) {
    const bool is_own = ids.empty() && provenance.evidence != Evidence::assumed;
    return base::message(
        "{}; value and width: {}",
        is_own ? base::message("from {}, {}", provenance.source, name_of(provenance.evidence))
               : rests_on(known, ids),
        name_of(provenance.mark));
}

}  // namespace vesikin::catalogue
