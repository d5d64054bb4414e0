// Use case: what one session of one or more ways of giving brings to the cells of the skin.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/delivery_files.hpp"
#include "vesikin/service/knowledge.hpp"
#include "vesikin/study/delivery_study.hpp"

namespace vesikin::service {

/// A setting of a route, instead of the typical one.
struct SettingChoice {
    std::string name;
    double value = 0.0;
    std::string unit;   ///< may be empty where the setting has none
    std::string given;  ///< as it was asked for, for messages
};

struct DeliverRequest {
    std::vector<std::string> command_words;  ///< that ask the same again
    std::vector<std::string> ways;           ///< empty: every route
    std::string site;                        ///< empty: the route's own
    std::optional<double> dose_particles;    ///< instead of the route's typical label
    std::optional<double> treated_cm2;       ///< instead of the whole site
    std::string skin;  ///< empty: lesion where the route is allowed on it, else uninvolved
    std::vector<SettingChoice> settings;
    study::DeliveryStudy study;
    std::string language = "en";             ///< in which the page opens
    study::RunControl control;               ///< progress counts sessions of all ways
    format::ResultStore* results = nullptr;  ///< for delivery.csv, deliver.json and delivery.html
};

struct DeliverAnswer {
    const catalogue::DeliveryCatalogue& catalogue;  ///< of the knowledge, which outlives this
    bool is_complete = true;  ///< false: stopped; nothing was written and `ways` is cut short
    std::vector<format::DeliveredWay> ways{};
    study::DeliveryStudy study{};
    format::Manifest manifest{};
    std::vector<std::filesystem::path> files{};  ///< written

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::DeliveryRecord record() const {
        return {catalogue, ways, study, manifest};
    }
};

/// Throws InputError for an unknown way, site, setting or a value that is not allowed.
[[nodiscard]] DeliverAnswer deliver(const Knowledge& knowledge, const DeliverRequest& request);

}  // namespace vesikin::service
