#include "vesikin/population/delivery_draw.hpp"

#include <algorithm>
#include <cmath>

#include "vesikin/base/random.hpp"

namespace vesikin::population {

namespace {

constexpr std::uint32_t sex_index = 1000;  // far from the indices of parameters

double cut(const catalogue::Spread& spread, double value) {
    return std::clamp(value, spread.lower, spread.upper);
}

}  // namespace

std::vector<double> draw_delivery(std::span<const catalogue::DeliveryParameter> parameters,
                                  const DeliverySubject& subject) {
    const base::RandomStream person(subject.seed, subject.person, base::StreamPurpose::delivery);
    const base::RandomStream world(subject.seed, subject.world, base::StreamPurpose::world);
    std::vector<double> normals(parameters.size());
    std::vector<double> values(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const catalogue::Spread& spread = parameters[i].inside;
        const auto index = static_cast<std::uint32_t>(i);
        double z = std::sqrt(spread.people_frac) * person.standard_normal(index) +
                   std::sqrt(1.0 - spread.people_frac) * world.standard_normal(index);
        if (parameters[i].correlated_with) {
            const double rho = parameters[i].correlation;
            z = rho * normals[*parameters[i].correlated_with] + std::sqrt(1.0 - rho * rho) * z;
        }
        normals[i] = z;
        values[i] = cut(spread, spread.median * std::exp(std::log(spread.gsd) * z));
    }
    return values;
}

std::vector<double> median_delivery(std::span<const catalogue::DeliveryParameter> parameters) {
    std::vector<double> values;
    for (const catalogue::DeliveryParameter& parameter : parameters) {
        values.push_back(cut(parameter.inside, parameter.inside.median));
    }
    return values;
}

catalogue::Sex draw_sex(const DeliverySubject& subject) {
    const base::RandomStream person(subject.seed, subject.person, base::StreamPurpose::delivery);
    return person.uniform(sex_index) < 0.5 ? catalogue::Sex::female : catalogue::Sex::male;
}

}  // namespace vesikin::population
