#include "vesikin/simulation/ad_model.hpp"

namespace vesikin::simulation {

namespace {

/// Where the right-hand side puts a differentiated rate: the value, and its derivatives into one
/// Jacobian row.
struct JacobianRow {
    double* rate = nullptr;
    std::array<double, disease::state_count>* row = nullptr;

    template <std::uint64_t Mask>
    void operator=(  // NOLINT(misc-unconventional-assign-operator): a sink, never chained
        const ode::SparseDual<double, Mask>& dual) {
        *rate = dual.value;
        for (std::size_t slot = 0; slot < dual.by.size(); ++slot) {
            (*row)[static_cast<std::size_t>(ode::input_of(Mask, slot))] = dual.by[slot];
        }
    }
};

}  // namespace

void rates_and_jacobian(const disease::State<double>& x, const disease::Parameters<double>& k,
                        const disease::Effects<double>& u, disease::State<double>& rate,
                        DenseJacobian& jacobian) {
    jacobian = {};
    disease::State<JacobianRow> rows{};
    auto targets = disease::state_entries(rows);
    auto rates = disease::state_entries(rate);
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        ((std::get<i>(targets).rate = &std::get<i>(rates), std::get<i>(targets).row = &jacobian[i]),
         ...);
    }
    (std::make_index_sequence<disease::state_count>{});
    disease::right_hand_side(detail::seed_state(x), k, u, rows);
}

}  // namespace vesikin::simulation
