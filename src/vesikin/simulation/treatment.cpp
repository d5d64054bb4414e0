#include "vesikin/simulation/treatment.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "vesikin/base/slots.hpp"

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

/// The matrix of a linear system, one unit of each amount at a time.
template <std::size_t N, class Amounts, class Entries, class Rates>
Matrix<N> matrix_of(Entries entries, Rates rates) {
    Matrix<N> k;
    for (std::size_t column = 0; column < N; ++column) {
        Amounts x{};
        Amounts rate{};
        std::size_t i = 0;
        std::apply([&](auto&... entry) { ((entry = i++ == column ? 1.0 : 0.0), ...); }, entries(x));
        rates(x, rate);
        std::apply(
            [&](const auto&... entry) {
                Eigen::Index row = 0;
                ((k(row++, static_cast<Eigen::Index>(column)) = entry), ...);
            },
            entries(rate));
    }
    return k;
}

/// What a linear read-out sees of each amount.
template <std::size_t N, class Amounts, class Entries, class Read>
Vector<N> output_of(Entries entries, Read read) {
    Vector<N> output;
    for (std::size_t column = 0; column < N; ++column) {
        Amounts x{};
        std::size_t i = 0;
        std::apply([&](auto&... entry) { ((entry = i++ == column ? 1.0 : 0.0), ...); }, entries(x));
        output[static_cast<Eigen::Index>(column)] = read(x);
    }
    return output;
}

const auto drug_entries = [](auto& x) { return delivery::drug_amount_entries(x); };
const auto vesicle_entries = [](auto& x) { return delivery::vesicle_amount_entries(x); };

using DrugX = delivery::DrugAmounts<double>;
using VesicleX = delivery::VesicleAmounts<double>;

Vector<vesicle_modes> amounts_of(const VesicleX& x) {
    const auto amounts = base::array_of(delivery::vesicle_amount_entries(x));
    return Eigen::Map<const Vector<vesicle_modes>>(amounts.data());
}

}  // namespace

bool close_drug(PersonalInput& input) {
    input.closed_form.concentration = {};
    if (input.drug.saturable_mg_per_l_day != 0.0) {
        return false;
    }
    const auto modes = find_modes<drug_modes>(matrix_of<drug_modes, DrugX>(
        drug_entries,
        [&](const DrugX& x, DrugX& rate) { delivery::drug_rates(x, input.drug, rate); }));
    if (!modes) {
        return false;
    }
    Vector<drug_modes> dose = Vector<drug_modes>::Zero();
    dose[static_cast<Eigen::Index>(drug_entry_of(input))] = input.bioavailability_frac;
    input.closed_form.concentration = {
        modes->rates_per_day(),
        modes->weights(output_of<drug_modes, DrugX>(drug_entries,
                                                    [&](const DrugX& x) {
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
    const auto modes = find_modes<vesicle_modes>(
        matrix_of<vesicle_modes, VesicleX>(vesicle_entries, [&](const VesicleX& x, VesicleX& rate) {
            delivery::vesicle_rates(x, input.vesicle, rate);
        }));
    if (!modes) {
        return false;
    }
    const Vector<vesicle_modes> local = output_of<vesicle_modes, VesicleX>(
        vesicle_entries,
        [&](const VesicleX& x) { return delivery::acting_cargo(x, input.vesicle); });
    const Vector<vesicle_modes> systemic = output_of<vesicle_modes, VesicleX>(
        vesicle_entries, [](const VesicleX& x) { return x.systemic_cargo; });
    VesicleX skin = input.session;
    skin.central = skin.peripheral = 0.0;
    const Vector<vesicle_modes> by_skin = amounts_of(skin);
    const Vector<vesicle_modes> by_blood = amounts_of(input.session) - by_skin;
    ClosedForm& form = input.closed_form;
    form.vesicle_rate_per_day = modes->rates_per_day();
    form.local_by_skin = modes->weights(local, by_skin);
    form.local_by_blood = modes->weights(local, by_blood);
    form.systemic_by_skin = modes->weights(systemic, by_skin);
    form.systemic_by_blood = modes->weights(systemic, by_blood);
    return true;
}

std::size_t drug_entry_of(const PersonalInput& input) noexcept {
    constexpr std::size_t depot = 0;
    constexpr std::size_t absorption = 3;
    constexpr std::size_t central = 4;
    return input.is_infused ? central : input.has_transit ? depot : absorption;
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

AmountScales amounts_that_matter(const PersonalInput& input,
                                 const disease::VesicleAction<double>& action) {
    constexpr double most = 1e6;  // nothing acts
    const double drug = input.drug_action.half_effect_mg_per_l * input.drug.central_volume_l;
    const double vesicle = action.half_effect_cargo / action.potency;
    const auto limited = [](double amount) {
        return amount > 0.0 && amount < most ? amount : most;
    };
    return {drug > 0.0 ? limited(drug) : 1.0, limited(vesicle)};
}

}  // namespace vesikin::simulation
