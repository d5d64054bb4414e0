#include "vesikin/format/data/load_server.hpp"

#include <array>
#include <cstdint>
#include <string_view>

#include "vesikin/format/data/provenance_reader.hpp"

namespace vesikin::format {

namespace {

/// A number of the file, and what is allowed there.
struct LimitField {
    std::string_view key;
    std::size_t ServerLimits::*value;
    std::int64_t lowest;
    std::int64_t highest;
};

constexpr std::int64_t day_second = 86'400;

constexpr std::array limit_fields{
    LimitField{"header_most_byte", &ServerLimits::header_most_byte, 1024, 1 << 20},
    LimitField{"body_most_byte", &ServerLimits::body_most_byte, 1024, 1 << 24},
    LimitField{"address_most_byte", &ServerLimits::address_most_byte, 256, 1 << 16},
    LimitField{"read_within_second", &ServerLimits::read_within_second, 1, 3600},
    LimitField{"write_within_second", &ServerLimits::write_within_second, 1, 3600},
    LimitField{"connections_most", &ServerLimits::connections_most, 4, 100'000},
    LimitField{"workers", &ServerLimits::workers, 1, 256},
    LimitField{"waiting_most", &ServerLimits::waiting_most, 1, 100'000},
    LimitField{"job_within_second", &ServerLimits::job_within_second, 1, day_second},
    LimitField{"answers_kept_most", &ServerLimits::answers_kept_most, 1, 100'000},
    LimitField{"answers_kept_second", &ServerLimits::answers_kept_second, 1, day_second},
    LimitField{"unwatched_within_second", &ServerLimits::unwatched_within_second, 1, day_second},
    LimitField{"patients_most", &ServerLimits::patients_most, 1, 1'000'000},
    LimitField{"worlds_most", &ServerLimits::worlds_most, 10, 100'000},
    LimitField{"delivery_people_most", &ServerLimits::delivery_people_most, 1, 10'000},
    LimitField{"people_times_worlds_most", &ServerLimits::people_times_worlds_most, 10,
               1'000'000'000},
    LimitField{"coarse_patients", &ServerLimits::coarse_patients, 1, 1'000'000},
    LimitField{"coarse_worlds", &ServerLimits::coarse_worlds, 10, 100'000},
    LimitField{"coarse_delivery_people", &ServerLimits::coarse_delivery_people, 1, 10'000},
    LimitField{"sign_of_life_second", &ServerLimits::sign_of_life_second, 1, 3600},
    LimitField{"end_within_second", &ServerLimits::end_within_second, 1, 3600}};

}  // namespace

ServerLimits load_server_limits(const DataSource& data) {
    const DataFile file = data.open("server/limits.toml");
    TableReader root = file.root();
    check_schema(root);
    ServerLimits limits;
    for (const LimitField& field : limit_fields) {
        limits.*field.value =
            static_cast<std::size_t>(root.integer(field.key, field.lowest, field.highest));
    }
    limits.questions = root.texts("questions");
    root.refuse_unknown_keys();
    file.throw_if_any();
    return limits;
}

}  // namespace vesikin::format
