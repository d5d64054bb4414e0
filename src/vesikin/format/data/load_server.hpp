// Reads what a server takes on: sizes, times and numbers of data/server/limits.toml.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

struct ServerLimits {
    std::size_t header_most_byte = 0;
    std::size_t body_most_byte = 0;
    std::size_t address_most_byte = 0;
    std::size_t read_within_second = 0;
    std::size_t write_within_second = 0;
    std::size_t connections_most = 0;
    std::vector<std::string> questions;  ///< that are taken, by their "ask"
    std::size_t workers = 0;
    std::size_t waiting_most = 0;
    std::size_t job_within_second = 0;
    std::size_t answers_kept_most = 0;
    std::size_t answers_kept_second = 0;
    std::size_t unwatched_within_second = 0;
    std::size_t patients_most = 0;
    std::size_t worlds_most = 0;
    std::size_t delivery_people_most = 0;
    std::size_t people_times_worlds_most = 0;
    std::size_t coarse_patients = 0;
    std::size_t coarse_worlds = 0;
    std::size_t coarse_delivery_people = 0;
    std::size_t sign_of_life_second = 0;
    std::size_t end_within_second = 0;
};

/// Throws InputError with every problem of the file.
[[nodiscard]] ServerLimits load_server_limits(const DataSource& data);

}  // namespace vesikin::format
