// Use case: the ways of giving vesicles side by side for people like one person, beside nothing and
// beside a dummy treatment.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/format/comparison_files.hpp"
#include "vesikin/format/data/load_comparison.hpp"
#include "vesikin/planner/own_course.hpp"
#include "vesikin/service/question.hpp"
#include "vesikin/study/comparison.hpp"

namespace vesikin::service {

struct CompareRequest {
    std::vector<std::string> command_words;                 ///< that ask the same again
    std::optional<Given<planner::Person>> person;           ///< anybody by default
    std::optional<Given<planner::OwnCourse>> own_course{};  ///< of that person
    std::vector<std::string> ways;                          ///< empty: every route
    std::optional<std::string> state;  ///< "active" or "calm", instead of the person's
    std::optional<std::string> target;
    std::optional<std::size_t> sessions;  ///< instead of each route's usual
    std::optional<double> interval_day;
    std::optional<double> dose_particles;
    std::vector<std::string> claims_off;  ///< of B1, B2, B3
    std::optional<double> clock_day;      ///< when all arms are read; else as the settings say
    bool has_attribution = false;         ///< ask also which claim carries the effect
    std::size_t patients = 200;
    std::size_t worlds = 100;
    std::size_t delivery_people = 10;
    std::uint64_t seed = 1;
    std::string model = "vesikin";
    std::optional<std::string> care_drug;  ///< given beside the sessions, as its usual regimen says
    std::string language = "en";
    study::RunControl control;
    format::ResultStore* results = nullptr;  ///< where files go; null: nowhere
    bool answers_for_nobody = false;  ///< an answer without arms, not an error, where nobody fits
    bool resumes = false;             ///< go on where a stopped run into the out folder was
    /// Given a small calculation of the same question before the run itself, where that is long.
    std::function<void(const format::ComparisonRecord&)> on_first_look;
};

/// Refers to the knowledge; members refer to each other, so it stays where it was made.
struct CompareAnswer {
    const catalogue::Catalogue& catalogue;
    const catalogue::DeliveryCatalogue& delivery;
    const catalogue::EvidenceBase& evidence;
    const catalogue::VesicleCatalogue& vesicles;
    format::Texts texts;
    bool is_calm = false;
    std::vector<simulation::DeliveryPlan> plans{};
    study::ComparisonDesign design{};
    study::ComparisonAnswer answer{};
    format::Manifest manifest{};
    std::optional<std::string> care_drug{};      ///< given beside the sessions
    std::vector<std::filesystem::path> files{};  ///< written

    [[nodiscard]] format::ComparisonRecord record() const;
};

/// Throws InputError for what is not known or not allowed.
[[nodiscard]] std::unique_ptr<CompareAnswer> compare(const Knowledge& knowledge,
                                                     const CompareRequest& request);

}  // namespace vesikin::service
