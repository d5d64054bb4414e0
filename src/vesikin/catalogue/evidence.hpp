// The evidence base: what was claimed about vesicles, and every study that was found, as records.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/base/message.hpp"
#include "vesikin/catalogue/drug.hpp"
#include "vesikin/catalogue/label.hpp"
#include "vesikin/catalogue/provenance.hpp"

namespace vesikin::catalogue {

/// What was studied. Order and names as in data files.
enum class StudySystem : unsigned char {
    in_vitro,
    ex_vivo_human,
    mouse,
    rat,
    human,
    review,
    article
};
inline constexpr std::array<std::string_view, 7> study_system_names{
    "in_vitro", "ex_vivo_human", "mouse", "rat", "human", "review", "article"};

/// Whom a study of people was of, and how. `other`: without AD, or not said.
enum class StudiedPeople : unsigned char { other, with_ad, with_ad_randomised };
inline constexpr std::array<std::string_view, 3> studied_people_names{"other", "with_ad",
                                                                      "with_ad_randomised"};

/// What kind of study there is at most, from none to trials in people with AD.
enum class Rung : unsigned char {
    assumption,
    cells,
    animals,
    other_people,
    people_with_ad,
    trials_in_ad
};
inline constexpr std::array<std::string_view, 6> rung_names{
    "assumption", "cells", "animals", "other_people", "people_with_ad", "trials_in_ad"};

/// How far a record can be trusted for atopic dermatitis (AD); `none`: it is no result.
enum class Certainty : unsigned char { none, very_low, low, moderate, high };
inline constexpr std::array<std::string_view, 5> certainty_names{"none", "very_low", "low",
                                                                 "moderate", "high"};

/// Where an analyte went. `none`: no change was seen; `mixed`: both, or not stated.
enum class Direction : unsigned char { down, up, none, mixed };
inline constexpr std::array<std::string_view, 4> direction_names{"down", "up", "none", "mixed"};

struct Analyte {
    std::string name;  ///< such as "IL-10" or "ceramide"
    Direction direction = Direction::none;
};

/// A claim of the founding article: B1-B3 are benefits, C1-C3 drawbacks. Never a truth.
struct Claim {
    std::string id;
    bool is_benefit = true;
    Label label;
    Label said;                         ///< in the words of the data, not of the article
    std::optional<std::string> marker;  ///< of the model, by which a benefit can be read
    std::string source;
};

struct EvidenceRecord {
    std::string id;
    std::vector<std::string> claims;
    std::vector<Analyte> analytes;
    std::string finding;
    std::optional<std::string> size;  ///< exactly as far as it was read
    std::optional<std::string> dose;
    std::optional<std::string> route;
    StudySystem system = StudySystem::in_vitro;
    std::optional<StudiedPeople> people{};  ///< of every study of people, and of no other
    std::vector<std::string> ways{};        ///< routes of the catalogue by which people got it
    std::string model;
    std::optional<std::int64_t> n;
    std::string design;
    bool is_vesicle = true;  ///< false for cells, extracts and plain biology: indirect
    Certainty certainty = Certainty::none;
    Mark mark = Mark::recalled;
    std::string reading;  ///< which part of the source was seen
    std::optional<std::string> caveat;
    std::string source;
};

struct EvidenceBase {
    std::string headline;                 ///< what the whole base amounts to
    std::vector<Claim> claims;            ///< by id
    std::vector<EvidenceRecord> records;  ///< by id

    /// Null when there is no such record.
    [[nodiscard]] const EvidenceRecord* find(std::string_view id) const;
};

/// The highest rung on which there is a study, and which studies stand there.
struct Standing {
    Rung rung = Rung::assumption;
    std::vector<std::string> rests_on;  ///< ids of records, or the source
};

/// Of a way of giving vesicles, whatever came out of the studies: cells and animals count for every
/// way, people for that by which they got vesicles. Records that are no result do not count.
[[nodiscard]] Standing standing_of_way(const EvidenceBase& base, std::string_view way);

/// Of a drug: approval that a guideline bases on people takes trials in the disease.
[[nodiscard]] Standing standing_of_drug(const Drug& drug);

/// What to list; empty fields do not filter.
struct EvidenceFilter {
    std::string claim;
    std::string analyte;  ///< upper and lower case are the same
    std::string id;
    std::optional<StudySystem> system;
};

/// Records that pass, in the order of the base. Throws InputError for a claim, analyte or id that
/// no record has, with those it could be.
[[nodiscard]] std::vector<const EvidenceRecord*> select_evidence(const EvidenceBase& base,
                                                                 const EvidenceFilter& filter);

/// A sentence such as "rests on 2 mouse studies and 1 in vitro study; no human study of vesicles".
/// Records that are no result (a dose, a registration) are not counted. Ids must be in the base.
[[nodiscard]] base::Message rests_on(const EvidenceBase& known, std::span<const std::string> ids);

/// What a number of the model rests on: the studies of `rests_on`, or its source, and how its value
/// and width are known.
[[nodiscard]] base::Message basis_of(const EvidenceBase& known, std::span<const std::string> ids,
                                     const Provenance& provenance);

}  // namespace vesikin::catalogue
