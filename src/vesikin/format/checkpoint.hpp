// A stopped trial's tally as bytes (CBOR behind its SHA-256), so that the run can go on later to
// the same result, byte for byte.
#pragma once

#include <string>
#include <string_view>

#include "vesikin/study/tally.hpp"

namespace vesikin::format {

/// `identity` says which run this is; only a run with the same identity may continue it.
[[nodiscard]] std::string write_checkpoint(const std::string& identity,
                                           const study::TrialTally& tally);

/// Restores `tally`, which has the shape of its trial. Throws InputError (naming `where`) for bytes
/// that are damaged or of another run; `tally` is then as before.
void read_checkpoint(std::string_view bytes, const std::string& identity, const std::string& where,
                     study::TrialTally& tally);

}  // namespace vesikin::format
