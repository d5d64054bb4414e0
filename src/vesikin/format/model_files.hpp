// What the program knows of one model, as a table and as the answer in JSON; and the numbers of it
// that are computed to be shown, for every writer.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::format {

/// What the answer is made from; its parts outlive it.
struct ModelRecord {
    const catalogue::Catalogue& catalogue;
    const std::vector<outcome::Outcome>& outcomes;
    const Manifest& manifest;
};

/// Of a parameter between people, in the unit of its source.
struct ParameterSpread {
    double median = 0.0;
    double p05 = 0.0;
    double p95 = 0.0;
};

[[nodiscard]] ParameterSpread spread_of(const catalogue::ParameterDescription& parameter);

/// The posterior standard deviation of the logarithm of a number of the layer; empty for one that
/// was not fitted.
[[nodiscard]] std::optional<double> fitted_sd_log(const catalogue::TrialLayerDescription& layer,
                                                  std::string_view number);

/// Shares of the price that people pay.
inline constexpr std::array<double, 3> copayments_frac{0.1, 0.2, 0.3};

/// What 28 days of a drug's usual regimen cost, by co-payment; empty without regimen or price.
[[nodiscard]] std::array<std::optional<double>, copayments_frac.size()> usual_costs_jpy(
    const catalogue::Drug& drug);

/// Every number of the model: kind, name, symbol, quantity, value, unit, source, evidence, mark.
[[nodiscard]] std::string model_csv(const ModelRecord& record);

/// The answer, as docs/api/model.answer.schema.json has it.
[[nodiscard]] std::string model_json(const ModelRecord& record);

}  // namespace vesikin::format
