#include "vesikin/base/random.hpp"

#include <Random123/philox.h>
#include <Random123/boxmuller.hpp>

namespace vesikin::base {

namespace {

struct TwoWords {
    std::uint64_t first;
    std::uint64_t second;
};

TwoWords random_words(std::uint64_t seed, std::uint64_t subject, StreamPurpose purpose,
                      std::uint32_t index) noexcept {
    using Generator = r123::Philox4x32;
    const Generator::ctr_type counter = {{index, static_cast<std::uint32_t>(purpose),
                                          static_cast<std::uint32_t>(subject),
                                          static_cast<std::uint32_t>(subject >> 32U)}};
    const Generator::key_type key = {
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)}};
    const Generator::ctr_type bits = Generator{}(counter, key);
    const auto join = [](std::uint32_t low, std::uint32_t high) {
        return (static_cast<std::uint64_t>(high) << 32U) | low;
    };
    return {join(bits[0], bits[1]), join(bits[2], bits[3])};
}

}  // namespace

double RandomStream::uniform(std::uint32_t index) const noexcept {
    // The top 52 bits, centred in their cell: never 0 and never 1.
    const std::uint64_t bits = random_words(seed_, subject_, purpose_, index).first >> 12U;
    return (static_cast<double>(bits) + 0.5) * 0x1.0p-52;
}

double RandomStream::standard_normal(std::uint32_t index) const noexcept {
    // One Philox block gives two normals; neighbours with even and odd index share it.
    const TwoWords words = random_words(seed_, subject_, purpose_, index / 2U);
    const r123::double2 pair = r123::boxmuller(words.first, words.second);
    return index % 2U == 0U ? pair.x : pair.y;
}

}  // namespace vesikin::base
