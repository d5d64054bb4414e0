// From a session followed through skin and blood to what the disease needs of it over weeks: the
// six-compartment kinetics of vesicle_kinetics.hpp with the same exposure of the skin and the same
// mean time, and the marks a session leaves.
#pragma once

#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/simulation/delivery_course.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

/// The input of one person in one world for the treated skin (through blood: for all skin). A
/// "standard session" is the one that was followed. The reduction keeps, exactly: the integral of
/// free vesicles in the living skin, its mean time, the particles that blood gives up, and the
/// shares of each. An infusion of an hour acts as given at once: effects take days.
///
/// `plan` ends late enough that little is left in the skin at its last output; what is left counts
/// as lost at the person's own rates.
[[nodiscard]] PersonalInput session_input(const DeliveryPlan& plan, const DeliveryPerson& person,
                                          const DeliveryCourse& course,
                                          const catalogue::VesicleLink& link);

/// The same person's skin elsewhere: vesicles reach it only through the immune cells of the body.
/// Needs the closed form of `input`.
[[nodiscard]] PersonalInput elsewhere(PersonalInput input);

}  // namespace vesikin::simulation
