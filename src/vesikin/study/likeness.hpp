// People like one person: virtual people weighed by how likely each would have been seen as that
// person was, untreated, under what is used now, and under what was used before; as many as a study
// needs are drawn by these weights.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/care/enrolment.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::study {

enum class SightingKind : unsigned char {
    easi,      ///< by a physician
    poem,      ///< Patient-Oriented Eczema Measure, 0 to 28
    itch,      ///< worst itch, 0 to 10
    area,      ///< area score of EASI by region, weighted: 0 to 6
    response,  ///< place among `response_names`: what the person says of a treatment
};
inline constexpr std::array<std::string_view, 5> sighting_names{"easi", "poem", "itch", "area",
                                                                "response"};

/// How well a treatment works, as people say.
inline constexpr std::array<std::string_view, 3> response_names{"none", "some", "good"};

/// What was seen on a day of a course.
struct Sighting {
    double day = 0.0;
    SightingKind kind = SightingKind::easi;
    double value = 0.0;
};

/// A course of care and what was seen in it.
struct PastCourse {
    std::string name;
    care::CareCourse care;
    care::LeadIn lead_in{};
    std::vector<Sighting> sightings;  ///< by day
};

/// A point of the line from EASI to POEM.
struct PoemPoint {
    double easi = 0.0;
    double poem = 0.0;
};

/// How what is seen and said follows a person's course.
struct LikenessRules {
    double easi_sd_log = 0.0;     ///< of EASI + 1, between raters; visits fluctuate beside it
    std::vector<PoemPoint> poem;  ///< rising; straight lines over the logarithm of EASI + 1
    double poem_sd = 1.0;
    double itch_sd = 1.0;            ///< points, beside the fluctuation of visits
    double severity_per_area = 1.0;  ///< EASI over the area score: signs of 12, in the middle
    double severity_sd_log = 1.0;
    std::array<double, 2> response_from_frac{};  ///< better by so much: "some", "good"
    double response_sd_frac = 1.0;
    double least_effective = 200.0;     ///< people; more are drawn below it,
    std::size_t most_drawn = 0;         ///< to this many at most
    double least_plausible_frac = 0.0;  ///< where a sighting is as rare as that, nobody fits
};

struct Likeness {
    std::vector<PastCourse> past;
    LikenessRules rules;

    [[nodiscard]] bool is_asked() const noexcept { return !past.empty(); }
};

/// A sighting beside what people who fit all earlier ones would have been seen as.
struct SightingCheck {
    std::string course;
    Sighting sighting;
    double expected = 0.0;         ///< mean of people
    double as_extreme_frac = 1.0;  ///< two-sided probability of what was seen, or more extreme
    double effective = 0.0;        ///< people, with this sighting
};

struct LikenessReport {
    std::size_t drawn = 0;     ///< people who were weighed; 0 where nothing was asked
    double effective = 0.0;    ///< they count as so many: (sum of weights)^2 / sum of squares
    std::size_t distinct = 0;  ///< different people among those drawn by weight
    std::vector<SightingCheck> checks;
    bool fits = true;  ///< false: the model knows nobody who was seen like that
};

/// What would be expected of a person seen so, whose own untreated EASI is known, in the numbers of
/// `Sighting::value`; of a response, the share by which it is better.
[[nodiscard]] double expected_sighting(SightingKind kind, const care::SeenVisit& visit,
                                       double own_easi, const LikenessRules& rules);

/// The probability (density) of a sighting.
[[nodiscard]] double likelihood(const Sighting& sighting, const care::SeenVisit& visit,
                                double own_easi, const LikenessRules& rules,
                                const care::VisitNoise& noise);

/// The probability of less than a sighting, and half of that of just it.
[[nodiscard]] double below_frac(const Sighting& sighting, const care::SeenVisit& visit,
                                double own_easi, const LikenessRules& rules,
                                const care::VisitNoise& noise);

/// (sum)^2 / sum of squares; 0 where all are 0 [Kong1994].
[[nodiscard]] double effective_size(std::span<const double> weights);

/// `count` places drawn by weight, rising: systematic resampling, in which a place is taken its
/// expected number of times, rounded up or down. `uniform` is in 0..1; some weight is above 0.
[[nodiscard]] std::vector<std::size_t> resample(std::span<const double> weights, std::size_t count,
                                                double uniform);

/// Weighs people; nobody whom a course can not carry counts. Fills `drawn`, `effective`, `checks`
/// and `fits` of a report. Weights have no scale. Of the control, `cancel` is used: stopped, they
/// mean nothing.
[[nodiscard]] std::vector<double> weigh(const care::People& people, const Likeness& likeness,
                                        const care::CareWorld& world, care::Treatment& treatment,
                                        const RunControl& control, LikenessReport& report);

/// `count` people who meet the criteria, drawn by weight from as many as the rules ask for. Where
/// nobody fits, or when stopped, they are none. Throws InputError when too few meet the criteria.
[[nodiscard]] care::People enrol_like(const population::PatientSource& source, std::uint64_t seed,
                                      std::size_t count, const care::Enrolment& criteria,
                                      const care::Arm& arm, const care::CareWorld& world,
                                      const care::LeadIn& lead_in, const Likeness& likeness,
                                      care::Treatment& treatment, const RunControl& control,
                                      LikenessReport& report);

}  // namespace vesikin::study
