// Where virtual patients come from: drawn from a model's distributions, or listed in a file.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "vesikin/catalogue/model_description.hpp"
#include "vesikin/disease/parameters.hpp"

namespace vesikin::population {

/// Gives patient i, always the same one. Safe to share between threads.
class PatientSource {
  public:
    PatientSource() = default;
    PatientSource(const PatientSource&) = delete;
    PatientSource& operator=(const PatientSource&) = delete;
    virtual ~PatientSource() = default;

    [[nodiscard]] virtual std::uint64_t count() const noexcept = 0;

    /// Writes patients first, first + 1, ... to `patients`; first + patients.size() <= count().
    virtual void draw(std::uint64_t first,
                      std::span<disease::Parameters<double>> patients) const = 0;

    /// The name of patient i in files.
    [[nodiscard]] virtual std::string patient_name(std::uint64_t patient) const = 0;
};

/// `count` patients with independent log-normal parameters (rates per day), patient i from the
/// stream (seed, i).
[[nodiscard]] std::unique_ptr<PatientSource> sample_population(
    const catalogue::ModelDescription& model, std::uint64_t seed, std::uint64_t count);

/// A patient of a list, with the name it has there.
struct ListedPatient {
    std::string name;
    disease::Parameters<double> parameters;
};

[[nodiscard]] std::unique_ptr<PatientSource> list_population(std::vector<ListedPatient> patients);

}  // namespace vesikin::population
