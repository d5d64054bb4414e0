#include "vesikin/outcome/trial_endpoints.hpp"

#include <algorithm>
#include <array>

#include "vesikin/base/units.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::outcome {

namespace {

using enum EndpointReading;

constexpr std::array<TrialEndpoint, 21> endpoints{{
    {"EASI_abs_change", "easi_change", "EASI, change"},
    {"EASI_abs_diff_vs_placebo", "easi_change", "EASI, change over placebo", over_placebo},
    {"EASI_abs_mean", "easi", "EASI"},
    {"EASI_pct_change", "easi_percent_change", "EASI, percent change"},
    {"EASI_pct_change_diff_vs_rerandomisation", "easi_percent_change",
     "EASI, percent improvement gained since re-randomisation", improvement_since},
    {"EASI50_pct", "easi_50", "EASI-50"},
    {"EASI75_pct_of_w16_responders", "easi_75", "EASI-75 kept since week 16", among_responders},
    {"EASI75_pct", "easi_75", "EASI-75"},
    {"EASI90_pct", "easi_90", "EASI-90"},
    {"IGA01_pct_of_w16_responders", "iga_0_1", "IGA 0/1 among responders of week 16",
     among_responders},
    {"IGA01_pct", "iga_0_1", "IGA 0/1"},
    {"ISGA01_pct", "iga_0_1", "ISGA 0/1", at_visit, "read as IGA 0/1"},
    {"mEASI_AUC_pct_of_baseline_median", "easi_percent_change",
     "EASI over the course, percent of baseline", median_area,
     "EASI with head and neck stands for mEASI"},
    {"mEASI_pct_change", "easi_percent_change", "mEASI, percent change", at_visit,
     "EASI with head and neck stands for mEASI"},
    {"NRS_abs_change", "itch_change", "Peak itch, change"},
    {"NRS_ge4_pct", "itch_4", "Peak itch lower by 4 or more"},
    {"NRS_pct_change", "itch_change", "Peak itch, percent change", over_mean_baseline},
    {"PGE_ge50_pct", "easi_50", "Physician's global, better by 50 % or more", at_visit,
     "EASI-50 stands for it"},
    {"PGE_ge90_pct", "easi_90", "Physician's global, better by 90 % or more", at_visit,
     "EASI-90 stands for it"},
    {"physician_ge50_improvement_pct", "easi_50", "Physician's global, better by 50 % or more",
     at_visit, "EASI-50 stands for it"},
    {"pruritusVAS_pct_change", "itch_change", "Itch on a visual scale, percent change",
     over_mean_baseline, "peak itch stands for it"},
}};

/// Changes in percent have no upper end that matters.
constexpr double highest_percent_change = 1000.0;

}  // namespace

bool TrialEndpoint::is_proportion() const {
    return seen_outcome(outcome).is_proportion();
}

std::string_view TrialEndpoint::unit() const {
    return reading == EndpointReading::over_mean_baseline
               ? "%"
               : std::string_view(seen_outcome(outcome).unit);
}

double TrialEndpoint::lowest() const {
    if (reading == EndpointReading::median_area || is_proportion()) {
        return 0.0;
    }
    if (reading == EndpointReading::improvement_since) {
        return -highest_percent_change;
    }
    return reading == EndpointReading::over_mean_baseline ? -base::percent_per_one
                                                          : seen_outcome(outcome).lowest;
}

double TrialEndpoint::highest() const {
    if (is_proportion()) {
        return base::percent_per_one;
    }
    return unit() == "%" ? highest_percent_change : seen_outcome(outcome).highest;
}

EndpointValue TrialEndpoint::read(const EndpointQuestion& question) const {
    const Outcome& read_off = seen_outcome(outcome);
    switch (reading) {
        case EndpointReading::at_visit:
        case EndpointReading::over_placebo:
            return outcome::at_visit(read_off, question);
        case EndpointReading::over_mean_baseline:
            return outcome::over_mean_baseline(read_off, seen_outcome("itch"), question);
        case EndpointReading::among_responders:
            return outcome::among_responders(read_off, question);
        case EndpointReading::improvement_since:
            return outcome::improvement_since(question);
        case EndpointReading::median_area:
            return outcome::median_area(question);
    }
    return {};
}

std::span<const TrialEndpoint> trial_endpoints() {
    return endpoints;
}

std::string endpoint_key(std::string_view name) {
    constexpr std::string_view percent = "percent";
    constexpr std::string_view percent_key = "pct";
    std::string key;
    for (const char c : base::plain_text(name)) {
        if (c == '>') {
            key += "ge";  // of ">=" as of ">": thresholds are passed or met
        }
        const bool is_of_name = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
        if (c == '%') {
            key += percent_key;
        } else if (is_of_name) {
            key += c;
        }
    }
    for (std::size_t at = key.find(percent); at != std::string::npos; at = key.find(percent)) {
        key.replace(at, percent.size(), percent_key);
    }
    return key;
}

const TrialEndpoint* find_endpoint(std::string_view name) {
    const std::string key = endpoint_key(name);
    const auto found = std::ranges::find_if(endpoints, [&](const TrialEndpoint& endpoint) {
        const std::string known = endpoint_key(endpoint.name);
        return known == key || (endpoint.is_proportion() && known == key + "pct");
    });
    return found == endpoints.end() ? nullptr : &*found;
}

std::string_view reason_without(std::string_view name) {
    if (name.starts_with("SCORAD")) {
        return "SCORAD is not simulated: no mapping from EASI is published";
    }
    if (name.starts_with("ISGA_success")) {
        return "a fall by two grades of ISGA is not simulated";
    }
    return "endpoint not simulated";
}

}  // namespace vesikin::outcome
