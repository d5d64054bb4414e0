// Kinetics alone as the `System` that `ode` integrates: amounts of a drug, or of vesicles.
#pragma once

#include <array>
#include <cstddef>

#include "vesikin/base/slots.hpp"
#include "vesikin/delivery/drug_kinetics.hpp"
#include "vesikin/delivery/vesicle_kinetics.hpp"
#include "vesikin/ode/dependence.hpp"
#include "vesikin/ode/number.hpp"
#include "vesikin/ode/sparsity.hpp"
#include "vesikin/simulation/rate_sink.hpp"

namespace vesikin::simulation {

/// The amounts of a drug.
struct DrugBlock {
    static constexpr std::size_t size = delivery::drug_amount_count;
    template <class Slots>
    using Amounts = delivery::DrugAmountsOf<Slots>;
    template <class Number>
    using Kinetics = delivery::DrugKinetics<Number>;

    template <class AnyAmounts>
    static constexpr auto entries(AnyAmounts& x) {
        return delivery::drug_amount_entries(x);
    }

    template <class AnyAmounts, class AnyKinetics, class Rates>
    static constexpr void rates(const AnyAmounts& x, const AnyKinetics& k, Rates&& rate) {
        delivery::drug_rates(x, k, rate);
    }
};

/// The amounts of vesicles and of their cargo.
struct VesicleBlock {
    static constexpr std::size_t size = delivery::vesicle_amount_count;
    template <class Slots>
    using Amounts = delivery::VesicleAmountsOf<Slots>;
    template <class Number>
    using Kinetics = delivery::VesicleKinetics<Number>;

    template <class AnyAmounts>
    static constexpr auto entries(AnyAmounts& x) {
        return delivery::vesicle_amount_entries(x);
    }

    template <class AnyAmounts, class AnyKinetics, class Rates>
    static constexpr void rates(const AnyAmounts& x, const AnyKinetics& k, Rates&& rate) {
        delivery::vesicle_rates(x, k, rate);
    }
};

/// For every amount, the amounts that its rate depends on.
template <class Block>
constexpr ode::Sparsity<Block::size> amount_dependence() {
    using D = ode::Dependence;
    using Amounts = typename Block::template Amounts<base::Uniform<D>>;
    Amounts x{};
    Amounts rate{};
    ode::number_inputs(Block::entries(x));
    Block::rates(x, typename Block::template Kinetics<D>{}, rate);
    return ode::inputs_of(Block::entries(rate));
}

/// The system of one block.
template <class Block>
struct AmountSystem {
    static constexpr std::size_t size = Block::size;
    static constexpr ode::Sparsity<size> sparsity = amount_dependence<Block>();
    static constexpr bool is_autonomous = true;
    using State = std::array<double, size>;
    using Amounts = typename Block::template Amounts<base::Uniform<double>>;

    const typename Block::template Kinetics<double>& kinetics;

    static Amounts amounts_of(const State& x) {
        Amounts amounts{};
        base::take_entries(x, Block::entries(amounts));
        return amounts;
    }

    void rates(double /*day*/, const State& x, State& rate) const {
        Amounts result{};
        Block::rates(amounts_of(x), kinetics, result);
        base::put_entries(Block::entries(result), rate);
    }

    template <class Matrix>
    void linearise(double /*day*/, const State& x, State& rate, State& time_slope,
                   Matrix& matrix) const {
        typename Block::template Amounts<SinkSlots<double, Matrix, size>> sinks{};
        aim_sinks(Block::entries(sinks), rate, time_slope, matrix);
        typename Block::template Amounts<SeededSlots<double>> seeded{};
        auto seeds = Block::entries(seeded);
        ode::for_each_index<size>([&]<std::size_t i>(ode::Index<i>) {
            std::get<i>(seeds) = {x[i], {1.0}};
        });
        Block::rates(seeded, kinetics, sinks);
    }
};

}  // namespace vesikin::simulation
