// What is done to a person and when: phases of constant effects and doses, and the smooth pieces
// that lie between them. Plain immutable values shared by all people of a run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vesikin/disease/parameters.hpp"

namespace vesikin::simulation {

/// From `start_day` on these effects hold, until the next phase begins.
struct Phase {
    double start_day;
    disease::Effects<double> effects;
};

enum class DoseKind : unsigned char { drug, session };

/// One dose: `amount` in mg, or in standard sessions; `repeats` doses of its kind went before.
struct DoseEvent {
    double day = 0.0;
    DoseKind kind = DoseKind::drug;
    double amount = 1.0;
    double repeats = 0.0;
};

/// One course of treatment. Phases are sorted by start, the first starts at day 0; doses are in
/// order of their days.
struct Course {
    std::string name;
    std::vector<Phase> phases;
    std::vector<DoseEvent> doses{};
};

/// A smooth stretch of a course: constant effects, and the doses given at its start.
struct Piece {
    double begin_day = 0.0;
    double end_day = 0.0;
    std::uint32_t phase = 0;
    std::uint32_t first_dose = 0;
    std::uint32_t dose_count = 0;
    bool keeps_effects = false;  ///< of the piece before
    bool has_session = false;
};

/// Cuts a course at its phases and doses, up to `last_day`. Doses after it are left out.
[[nodiscard]] std::vector<Piece> pieces_of(const Course& course, double last_day);

}  // namespace vesikin::simulation
