#include "vesikin/population/patient_source.hpp"

#include <cmath>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/disease/fields.hpp"

namespace vesikin::population {

namespace {

class SampledPopulation final : public PatientSource {
  public:
    SampledPopulation(const catalogue::ModelDescription& model, std::uint64_t seed,
                      std::uint64_t count)
        : seed_(seed), count_(count) {
        for (std::size_t i = 0; i < disease::parameter_count; ++i) {
            distributions_[i] = model.parameters[i].inside;
        }
    }

    [[nodiscard]] std::uint64_t count() const noexcept override { return count_; }

    void draw(std::uint64_t first, std::span<disease::Parameters<double>> patients) const override {
        VESIKIN_CHECK(first + patients.size() <= count_, "patients asked for exist");
        for (std::size_t i = 0; i < patients.size(); ++i) {
            const base::RandomStream stream(seed_, first + i,
                                            base::StreamPurpose::patient_parameters);
            std::uint32_t index = 0;
            std::apply(
                [&](auto&... parameter) {
                    ((parameter =
                          std::exp(distributions_[index].mu_log +
                                   distributions_[index].sigma_log * stream.standard_normal(index)),
                      ++index),
                     ...);
                },
                disease::parameter_entries(patients[i]));
        }
    }

    [[nodiscard]] std::string patient_name(std::uint64_t patient) const override {
        return std::to_string(patient);
    }

  private:
    std::array<catalogue::LogNormal, disease::parameter_count> distributions_;
    std::uint64_t seed_;
    std::uint64_t count_;
};

class ListedPopulation final : public PatientSource {
  public:
    explicit ListedPopulation(std::vector<ListedPatient> patients)
        : patients_(std::move(patients)) {}

    [[nodiscard]] std::uint64_t count() const noexcept override { return patients_.size(); }

    void draw(std::uint64_t first, std::span<disease::Parameters<double>> patients) const override {
        VESIKIN_CHECK(first + patients.size() <= patients_.size(), "patients asked for exist");
        for (std::size_t i = 0; i < patients.size(); ++i) {
            patients[i] = patients_[first + i].parameters;
        }
    }

    [[nodiscard]] std::string patient_name(std::uint64_t patient) const override {
        return patients_[patient].name;
    }

  private:
    std::vector<ListedPatient> patients_;
};

}  // namespace

std::unique_ptr<PatientSource> sample_population(const catalogue::ModelDescription& model,
                                                 std::uint64_t seed, std::uint64_t count) {
    return std::make_unique<SampledPopulation>(model, seed, count);
}

std::unique_ptr<PatientSource> list_population(std::vector<ListedPatient> patients) {
    return std::make_unique<ListedPopulation>(std::move(patients));
}

}  // namespace vesikin::population
