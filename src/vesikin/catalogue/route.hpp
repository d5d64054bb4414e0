// Routes: ways of giving a product, each with its input process, session, uncertainty, practice and
// harms.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/body.hpp"
#include "vesikin/catalogue/label.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/delivery/processes.hpp"

namespace vesikin::catalogue {

/// An uncertain quantity: ln(value) ~ Normal(ln median, ln gsd), cut at `lower` and `upper`; a
/// fixed value has gsd 1.
struct Spread {
    double median = 0.0;
    double gsd = 1.0;
    double lower = 0.0;
    double upper = delivery::unbounded;
    double people_frac = 0.0;  ///< share of the log-variance between people; the rest is ignorance
};

/// A parameter of delivery as its data file describes it. `inside` is in our units.
struct DeliveryParameter {
    std::string name;
    std::string unit;  ///< as written
    double inside_per_given = 1.0;
    Spread inside;
    std::optional<std::size_t> correlated_with;  ///< an earlier parameter of the same list
    double correlation = 0.0;
    std::string meaning;
    Provenance provenance;
};

/// What a session can choose, with the device's range, in our units.
struct RouteSetting {
    std::string name;
    std::string unit;
    double inside_per_given = 1.0;
    double typical = 0.0;
    double lowest = 0.0;
    double highest = 0.0;

    /// What lies strictly between is refused.
    struct Gap {
        double from = 0.0;
        double to = 0.0;
    };

    std::optional<Gap> gap;
    std::string meaning;
    Provenance provenance;
};

/// What a person wants to know of a way: price, pain, downtime ... in `unit` as written.
struct PracticeFact {
    std::string name;
    std::string unit;
    double typical = 0.0;
    double lowest = 0.0;
    double highest = 0.0;
    Label meaning;
    Provenance provenance;
};

/// A harm and how often per session (probability).
struct Harm {
    std::string name;
    Label label;
    double per_session_frac = 0.0;
    double lowest_frac = 0.0;
    double highest_frac = 0.0;
    Provenance provenance;
};

/// What the founding article says of a way: claims, never truths.
struct ArticleStatement {
    int ease_stars = 0;  ///< of these three, more is better for the patient
    int price_stars = 0;
    int downtime_stars = 0;
    std::vector<std::string> claims;  ///< ids of the claims of benefit
    std::optional<Label> also;        ///< what it claims beside atopic dermatitis
    Label says;
    Provenance provenance;
};

struct Route {
    std::string name;
    Label label;
    Label description;
    Label device;
    std::string acts_on;
    std::string default_site;
    int order = 0;  ///< the place in lists of ways, as the founding article has them
    bool is_allowed_on_active_skin = false;
    bool pierces_skin = false;
    delivery::Process process;

    /// In the order of the process's tables: settings of the session (without the area), then of
    /// the process.
    std::vector<RouteSetting> settings;

    /// Shared parameters in the order of `delivery::shared_parameter_fields`, then those of the
    /// process.
    std::vector<DeliveryParameter> parameters;

    std::vector<PracticeFact> practice;
    std::vector<Harm> harms;
    std::optional<ArticleStatement> article;  ///< nothing where the article has no such way

    /// The index of a setting. Throws InputError with the known names.
    [[nodiscard]] std::size_t setting_index(std::string_view name) const;

    /// A fact of practice; null where there is none of that name.
    [[nodiscard]] const PracticeFact* fact(std::string_view name) const;
};

/// All that is known of delivery.
struct DeliveryCatalogue {
    Body body;
    std::vector<Route> routes;    ///< sorted by name
    std::vector<Source> sources;  ///< sorted by key

    /// Throws InputError with the known names.
    [[nodiscard]] const Route& route(std::string_view name) const;
    [[nodiscard]] const BodySite& site(std::string_view name) const;
};

}  // namespace vesikin::catalogue
