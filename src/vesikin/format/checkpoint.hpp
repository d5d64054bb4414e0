// A stopped trial's tally as bytes (MessagePack behind its SHA-256), so that the run can go on
// later to the same result, byte for byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "vesikin/study/tally.hpp"

namespace vesikin::format {

/// What a stopped trial goes on from.
struct TrialCheckpoint {
    study::TrialTally tally;
    std::uintmax_t table_bytes = 0;  ///< of per_patient.csv that hold the people of the tally
};

/// `identity` says which run this is; only a run with the same identity may continue it.
[[nodiscard]] std::string write_checkpoint(const std::string& identity,
                                           const study::TrialTally& tally,
                                           std::uintmax_t table_bytes);

/// `empty` has the shape of the trial. Throws InputError (naming `where`) for bytes that are
/// damaged or of another run.
[[nodiscard]] TrialCheckpoint read_checkpoint(std::string_view bytes, const std::string& identity,
                                              const std::string& where,
                                              const study::TrialTally& empty);

}  // namespace vesikin::format
