#include "vesikin/simulation/course.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "vesikin/base/error.hpp"

namespace vesikin::simulation {

std::vector<Piece> pieces_of(const Course& course, double last_day) {
    VESIKIN_CHECK(!course.phases.empty() && course.phases.front().start_day == 0.0,
                  "a course begins with a phase at day 0");
    std::set<double> cuts{0.0};
    for (const Phase& phase : course.phases) {
        cuts.insert(phase.start_day);
    }
    for (const DoseEvent& dose : course.doses) {
        cuts.insert(dose.day);
    }
    cuts.erase(cuts.lower_bound(last_day), cuts.end());
    std::vector<Piece> pieces;
    std::uint32_t phase = 0;
    std::uint32_t dose = 0;
    for (const double begin_day : cuts) {
        while (phase + 1 < course.phases.size() &&
               course.phases[phase + 1].start_day <= begin_day) {
            ++phase;
        }
        Piece piece{
            .begin_day = begin_day, .end_day = last_day, .phase = phase, .first_dose = dose};
        while (dose < course.doses.size() && course.doses[dose].day <= begin_day) {
            ++dose;
        }
        piece.dose_count = dose - piece.first_dose;
        piece.has_session =
            std::ranges::any_of(std::span(course.doses).subspan(piece.first_dose, piece.dose_count),
                                [](const DoseEvent& each) { return each.kind != DoseKind::drug; });
        if (!pieces.empty()) {
            piece.keeps_effects = piece.phase == pieces.back().phase;
            pieces.back().end_day = begin_day;
        }
        pieces.push_back(piece);
    }
    return pieces;
}

}  // namespace vesikin::simulation
