// Gates: what rules an option out for a person, asks for care, or cannot be told. Rules are data.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/label.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/planner/option.hpp"
#include "vesikin/planner/person.hpp"

namespace vesikin::planner {

enum class GateEffect : unsigned char { impossible, caution, unknown };
inline constexpr std::array<std::string_view, 3> gate_effect_names{"impossible", "caution",
                                                                   "unknown"};

/// One thing that must be true of a person: exactly one of the three is given.
struct GateClause {
    std::string question;
    std::vector<std::string> any_of{};    ///< one of these was chosen, or is a response
    std::vector<std::string> any_name{};  ///< a response is about one of these
    bool is_below_age = false;  ///< the number is below the age from which the option is approved
};

struct Gate {
    std::string id;
    GateEffect effect = GateEffect::impossible;
    std::vector<std::string> tags;  ///< an option that it concerns has all of them
    std::vector<GateClause> when;   ///< all must be true
    catalogue::Label text;
    catalogue::Label change;  ///< what would change it
    catalogue::Provenance provenance;
};

/// Whether a gate applies; `open` where an answer that it needs is missing.
enum class GateState : unsigned char { no, open, yes };
inline constexpr std::array<std::string_view, 3> gate_state_names{"no", "open", "yes"};

[[nodiscard]] GateState judge(const Gate& gate, const Person& person, const Option& option);

}  // namespace vesikin::planner
