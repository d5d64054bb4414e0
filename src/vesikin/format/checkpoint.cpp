#include "vesikin/format/checkpoint.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "vesikin/base/error.hpp"
#include "vesikin/format/sealed_json.hpp"

namespace vesikin::format {

namespace {

using nlohmann::json;

json to_json(const study::Moments& moments) {
    return {moments.count, moments.mean, moments.squares};
}

study::Moments moments_of(const json& value) {
    return {.count = value.at(0).get<std::uint64_t>(),
            .mean = value.at(1).get<double>(),
            .squares = value.at(2).get<double>()};
}

/// Seven bits a byte, lowest first; the eighth says that more follow.
void add_number(std::uint64_t value, std::vector<std::uint8_t>& bytes) {
    constexpr std::uint64_t more = 0x80;
    for (; value >= more; value >>= 7U) {
        bytes.push_back(static_cast<std::uint8_t>(value | more));
    }
    bytes.push_back(static_cast<std::uint8_t>(value));
}

std::uint64_t next_number(const std::vector<std::uint8_t>& bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const std::uint8_t byte = bytes.at(at++);
        value |= (byte & std::uint64_t{0x7F}) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    throw std::out_of_range("a number of more than 64 bits");
}

/// Most bins are empty, and counts are small: of every other bin its distance from the one before,
/// and its count. Memory stays small beside that of the counts themselves.
json to_json(const study::BinCounts& bins) {
    std::vector<std::uint8_t> bytes;
    std::size_t next = 0;
    for (std::size_t bin = 0; bin < bins.counts().size(); ++bin) {
        if (bins.counts()[bin] > 0) {
            add_number(bin - next, bytes);
            add_number(bins.counts()[bin], bytes);
            next = bin + 1;
        }
    }
    return json::binary(std::move(bytes));
}

void restore_bins(const json& stored, study::BinCounts& bins) {
    const std::vector<std::uint8_t>& bytes = stored.get_binary();
    std::vector<std::uint64_t> counts(bins.counts().size());
    std::size_t bin = 0;
    for (std::size_t at = 0; at < bytes.size(); ++bin) {
        const std::uint64_t gap = next_number(bytes, at);
        if (gap >= counts.size()) {
            throw std::out_of_range("another number of bins");
        }
        bin += static_cast<std::size_t>(gap);
        counts.at(bin) = next_number(bytes, at);
    }
    bins.restore(std::move(counts));
}

study::TrialTally tally_of(const json& stored, const study::TrialTally& empty) {
    study::TrialTally tally = empty;
    study::OrderedTally& ordered = tally.ordered;
    if (stored.at("moments").size() != ordered.moments.size() ||
        stored.at("bins").size() != tally.binned.bins.size()) {
        throw std::out_of_range("another number of cells");
    }
    for (std::size_t cell = 0; cell < ordered.moments.size(); ++cell) {
        ordered.moments[cell] = moments_of(stored.at("moments").at(cell));
        restore_bins(stored.at("bins").at(cell), tally.binned.bins[cell]);
    }
    ordered.baseline_easi = moments_of(stored.at("baseline_easi"));
    ordered.by_exclusion = stored.at("by_exclusion").get<decltype(ordered.by_exclusion)>();
    ordered.failures.clear();
    for (const json& failure : stored.at("failures")) {
        ordered.failures.push_back(
            {.patient = failure.at(0).get<std::uint64_t>(),
             .reason = static_cast<simulation::StopReason>(failure.at(1).get<unsigned>())});
    }
    ordered.failures_unlisted = stored.at("failures_unlisted").get<std::uint64_t>();
    ordered.patients = stored.at("patients").get<std::uint64_t>();
    const json& work = stored.at("work");
    tally.work = {.solves = work.at(0).get<unsigned long long>(),
                  .steps = work.at(1).get<unsigned long long>(),
                  .rejected_steps = work.at(2).get<unsigned long long>(),
                  .rescued_solves = work.at(3).get<unsigned long long>()};
    return tally;
}

}  // namespace

std::string write_checkpoint(const std::string& identity, const study::TrialTally& tally,
                             std::uintmax_t table_bytes) {
    const study::OrderedTally& ordered = tally.ordered;
    json moments = json::array();
    json bins = json::array();
    for (std::size_t cell = 0; cell < ordered.moments.size(); ++cell) {
        moments.push_back(to_json(ordered.moments[cell]));
        bins.push_back(to_json(tally.binned.bins[cell]));
    }
    json failures = json::array();
    for (const study::FailedPatient& failure : ordered.failures) {
        failures.push_back({failure.patient, static_cast<unsigned>(failure.reason)});
    }
    const json stored{{"identity", identity},
                      {"table_bytes", table_bytes},
                      {"moments", moments},
                      {"bins", bins},
                      {"baseline_easi", to_json(ordered.baseline_easi)},
                      {"by_exclusion", ordered.by_exclusion},
                      {"failures", failures},
                      {"failures_unlisted", ordered.failures_unlisted},
                      {"patients", ordered.patients},
                      {"work",
                       {tally.work.solves, tally.work.steps, tally.work.rejected_steps,
                        tally.work.rescued_solves}}};
    return sealed(stored);
}

TrialCheckpoint read_checkpoint(std::string_view bytes, const std::string& identity,
                                const std::string& where, const study::TrialTally& empty) {
    const base::Message allowed =
        base::message("the checkpoint of a run with the same files, seed, solver and settings");
    constexpr int deepest = 8;
    const std::optional<json> read = unsealed(bytes, deepest);
    if (!read) {
        throw base::InputError(base::as_written(where), base::message("a damaged checkpoint"),
                               allowed);
    }
    const json& stored = *read;
    try {
        if (stored.at("identity").get<std::string>() != identity) {
            throw base::InputError(base::as_written(where),
                                   base::message("the checkpoint of another run"), allowed);
        }
        return {.tally = tally_of(stored, empty),
                .table_bytes = stored.at("table_bytes").get<std::uintmax_t>()};
    } catch (const json::exception&) {
    } catch (const std::out_of_range&) {
    }
    throw base::InputError(base::as_written(where), base::message("a damaged checkpoint"), allowed);
}

}  // namespace vesikin::format
