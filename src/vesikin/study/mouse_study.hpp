// Studies of vesicles in mice, simulated: does the model move what was measured the way it was
// measured? The disease core stands for the mice's dermatitis, effects are taken in full (no
// translation to people, no world without effect), and untreated animals are the comparison.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/mouse.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/outcome/markers.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/study/comparison.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::study {

struct MouseDesign {
    std::uint64_t seed = 1;
    std::size_t animals = 40;
    std::size_t worlds = 100;
    outcome::WaterLoss water_loss;
    const catalogue::Catalogue* model = nullptr;  ///< without a trial layer; outlives the study
};

/// One analyte of one study by one route.
struct MouseRow {
    std::string study;
    catalogue::MouseRoute route = catalogue::MouseRoute::iv;
    std::string record;
    std::string analyte;
    catalogue::Direction reported = catalogue::Direction::none;
    bool is_modelled = false;
    std::vector<Band> change_percent;  ///< over untreated, by dose; bands over worlds
};

/// How far a simulated row is from the report.
enum class MouseVerdict : unsigned char { agrees, opposite, no_change, not_in_model };
inline constexpr std::array<std::string_view, 4> mouse_verdict_names{
    "agrees", "opposite", "no change", "not in the model"};

/// By the median at the highest dose; a change below a tenth of a percent is none.
[[nodiscard]] MouseVerdict verdict_of(const MouseRow& row);

struct MouseRows {
    std::vector<MouseRow> rows;
    bool is_complete = true;  ///< false: stopped, and `rows` holds whole studies only
};

/// Progress counts worlds of all studies, routes and doses.
[[nodiscard]] MouseRows run_mouse_studies(const MouseDesign& design,
                                          const catalogue::MouseCatalogue& mouse,
                                          const catalogue::EvidenceBase& evidence,
                                          const catalogue::VesicleCatalogue& vesicles,
                                          const population::PatientSource& animals,
                                          const RunControl& control);

}  // namespace vesikin::study
