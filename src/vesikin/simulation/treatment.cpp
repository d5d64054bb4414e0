#include "vesikin/simulation/treatment.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "vesikin/base/slots.hpp"
#include "vesikin/simulation/amount_system.hpp"

namespace vesikin::simulation {

namespace {

template <std::size_t N>
using Matrix = Eigen::Matrix<double, static_cast<int>(N), static_cast<int>(N)>;
template <std::size_t N>
using Vector = Eigen::Matrix<double, static_cast<int>(N), 1>;

/// Modes of x' = K x as far as they are real and well apart.
template <std::size_t N>
struct Modes {
    Vector<N> rate;  ///< eigenvalues
    Matrix<N> shape;
    Eigen::PartialPivLU<Matrix<N>> inverse;

    /// Weights of exp(rate t) in output . x(t) after x(0) = input.
    [[nodiscard]] std::array<double, N> weights(const Vector<N>& output,
                                                const Vector<N>& input) const {
        const Vector<N> excited = inverse.solve(input);
        const Vector<N> seen = shape.transpose() * output;
        std::array<double, N> weight{};
        for (std::size_t m = 0; m < N; ++m) {
            const auto i = static_cast<Eigen::Index>(m);
            weight[m] = seen[i] * excited[i];
        }
        return weight;
    }

    [[nodiscard]] std::array<double, N> rates_per_day() const {
        std::array<double, N> rates{};
        for (std::size_t m = 0; m < N; ++m) {
            rates[m] = -rate[static_cast<Eigen::Index>(m)];
        }
        return rates;
    }
};

template <std::size_t N>
std::optional<Modes<N>> find_modes(const Matrix<N>& k) {
    // Beyond this the weights lose more digits than the solvers' tightest tolerance leaves.
    constexpr double smallest_condition = 1e-7;
    // Rounding may split an eigenvalue that is there twice, such as the loss of effect in skin and
    // in immune cells, into a complex pair with parts as small as this.
    constexpr double rounding = 1e-13;
    const Eigen::EigenSolver<Matrix<N>> solver(k);
    if (solver.info() != Eigen::Success || !k.allFinite()) {
        return std::nullopt;
    }
    const auto& value = solver.eigenvalues();
    const double largest = value.cwiseAbs().maxCoeff();
    if ((value.imag().array().abs() > rounding * largest).any() ||
        (value.real().array() > 1e-12).any()) {
        return std::nullopt;
    }
    // Of a pair this close, Eigen gives the two vectors that span its plane as real ones.
    Modes<N> modes{value.real(), solver.eigenvectors().real(), {}};
    modes.inverse.compute(modes.shape);
    if (!(modes.inverse.rcond() > smallest_condition)) {
        return std::nullopt;
    }
    return modes;
}

template <class Block>
using State = typename AmountSystem<Block>::State;

template <class Block>
Vector<Block::size> vector_of(const State<Block>& x) {
    return Eigen::Map<const Vector<Block::size>>(x.data());
}

template <class Block>
State<Block> one_unit_of(std::size_t amount) {
    State<Block> x{};
    x[amount] = 1.0;
    return x;
}

/// The matrix of linear kinetics, one unit of each amount at a time.
template <class Block>
Matrix<Block::size> matrix_of(const typename Block::template Kinetics<double>& kinetics) {
    Matrix<Block::size> k;
    for (std::size_t column = 0; column < Block::size; ++column) {
        State<Block> rate;
        AmountSystem<Block>{kinetics}.rates(0.0, one_unit_of<Block>(column), rate);
        k.col(static_cast<Eigen::Index>(column)) = vector_of<Block>(rate);
    }
    return k;
}

/// What a linear read-out sees of each amount.
template <class Block, class Read>
Vector<Block::size> output_of(Read read) {
    Vector<Block::size> output;
    for (std::size_t i = 0; i < Block::size; ++i) {
        output[static_cast<Eigen::Index>(i)] =
            read(AmountSystem<Block>::amounts_of(one_unit_of<Block>(i)));
    }
    return output;
}

Vector<vesicle_modes> vector_of_amounts(const delivery::VesicleAmounts<double>& x) {
    return vector_of<VesicleBlock>(base::array_of(delivery::vesicle_amount_entries(x)));
}

}  // namespace

bool close_drug(PersonalInput& input) {
    input.closed_form.concentration = {};
    if (input.drug.saturable_mg_per_l_day != 0.0) {
        return false;
    }
    const auto modes = find_modes<drug_modes>(matrix_of<DrugBlock>(input.drug));
    if (!modes) {
        return false;
    }
    const Vector<drug_modes> dose =
        input.bioavailability_frac *
        vector_of<DrugBlock>(one_unit_of<DrugBlock>(drug_entry_of(input)));
    input.closed_form.concentration = {modes->rates_per_day(),
                                       modes->weights(output_of<DrugBlock>([&](const auto& x) {
                                                          return delivery::drug_concentration(
                                                              x, input.drug);
                                                      }),
                                                      dose)};
    return true;
}

bool close_vesicle(PersonalInput& input) {
    if (input.vesicle.is_saturable != 0.0) {
        return false;
    }
    const auto modes = find_modes<vesicle_modes>(matrix_of<VesicleBlock>(input.vesicle));
    if (!modes) {
        return false;
    }
    const auto local = output_of<VesicleBlock>(
        [&](const auto& x) { return delivery::acting_cargo(x, input.vesicle); });
    const auto systemic = output_of<VesicleBlock>([](const auto& x) { return x.systemic_cargo; });
    delivery::VesicleAmounts<double> skin = input.session;
    skin.central = skin.peripheral = 0.0;
    const Vector<vesicle_modes> by_skin = vector_of_amounts(skin);
    const Vector<vesicle_modes> by_blood = vector_of_amounts(input.session) - by_skin;
    ClosedForm& form = input.closed_form;
    form.vesicle_rate_per_day = modes->rates_per_day();
    form.local_by_skin = modes->weights(local, by_skin);
    form.local_by_blood = modes->weights(local, by_blood);
    form.systemic_by_skin = modes->weights(systemic, by_skin);
    form.systemic_by_blood = modes->weights(systemic, by_blood);
    return true;
}

std::size_t drug_entry_of(const PersonalInput& input) noexcept {
    return input.is_infused    ? delivery::drug_central
           : input.has_transit ? delivery::drug_depot
                               : delivery::drug_absorption;
}

bool close_form(PersonalInput& input) {
    PersonalInput closed = input;
    if (!close_drug(closed) || !close_vesicle(closed)) {
        return false;
    }
    input = closed;
    return true;
}

KineticsPath path_for(bool is_drug_closed, bool is_vesicle_closed) noexcept {
    if (!is_vesicle_closed) {
        return KineticsPath::full;
    }
    return is_drug_closed ? KineticsPath::closed_form : KineticsPath::known;
}

KineticsPath choose_path(PersonalInput& input) {
    const bool is_drug_closed = close_drug(input);
    return path_for(is_drug_closed, close_vesicle(input));
}

double concentration_that_matters(const PersonalInput& input) noexcept {
    constexpr double without_action = 1e-3;
    return std::max(input.drug_action.half_effect_mg_per_l, without_action);
}

double cargo_that_matters(const disease::VesicleAction<double>& action) noexcept {
    constexpr double without_action = 1e6;
    const double cargo = action.half_effect_cargo / action.potency;
    return cargo < without_action ? cargo : without_action;
}

}  // namespace vesikin::simulation
