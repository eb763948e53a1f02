// SPDX-License-Identifier: Apache-2.0
#include "random/pair_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/hash.h"
#include "base/lanes.h"
#include "random/philox_four.h"

namespace gemeinsim {
namespace {

/// Words are compared without their last two bits, so that a bound for "always" fits into 64 bits, signed or not.
constexpr unsigned dropped = 2;

#ifdef GEMEINSIM_PHILOX_FOUR
/// The low 64 bits of products.
[[gnu::target("avx2")]] inline __m256i times(__m256i a, std::uint64_t factor) {
    const __m256i low = _mm256_set1_epi64x(static_cast<long long>(factor));
    const __m256i high = _mm256_set1_epi64x(static_cast<long long>(factor >> 32U));
    const __m256i crossed =
        _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(a, 32), low), _mm256_mul_epu32(a, high));
    return _mm256_add_epi64(_mm256_mul_epu32(a, low), _mm256_slli_epi64(crossed, 32));
}

/// mix() of four.
[[gnu::target("avx2")]] inline __m256i mix_four(__m256i x) {
    x = _mm256_add_epi64(x, _mm256_set1_epi64x(static_cast<long long>(mix_step)));
    x = times(_mm256_xor_si256(x, _mm256_srli_epi64(x, 30)), mix_first);
    x = times(_mm256_xor_si256(x, _mm256_srli_epi64(x, 27)), mix_second);
    return _mm256_xor_si256(x, _mm256_srli_epi64(x, 31));
}

/// For each set of four lanes, where those of the set go when they move together.
struct Moves {
    alignas(32) std::array<std::array<std::uint32_t, 8>, 16> words{};    ///< halves of lanes
    alignas(16) std::array<std::array<std::uint32_t, 4>, 16> offsets{};  ///< lanes of 32 bits, told by their bytes
};

constexpr Moves all_moves() {
    Moves moves;
    for (std::uint32_t set = 0; set < 16; ++set) {
        std::size_t to = 0;
        for (std::uint32_t lane = 0; lane < 4; ++lane) {
            if ((set >> lane & 1U) == 0) continue;
            moves.words[set][2 * to] = 2 * lane;
            moves.words[set][2 * to + 1] = 2 * lane + 1;
            moves.offsets[set][to] = 0x03020100U + lane * 0x04040404U;
            ++to;
        }
    }
    return moves;
}

constexpr Moves moves = all_moves();

/// Pairs from which on, how many have come true among those before.
struct Progress {
    std::size_t at = 0;
    std::size_t count = 0;
};

/// PairWords::below for pairs eight at a time, the last ones under a mask; writes up to eight places behind them.
[[gnu::target("avx512f,avx512dq,avx512vl,popcnt")]] Progress below_by_eights(std::uint64_t own,
                                                                             const std::uint64_t* others,
                                                                             std::span<const std::uint64_t> bounds,
                                                                             std::uint32_t* offsets,
                                                                             std::uint64_t* words) {
    const std::uint64_t start = own + mix_step;
    __m256i offset = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    Progress done;
    for (; done.at < bounds.size(); done.at += 8) {
        const std::size_t left = std::min<std::size_t>(8, bounds.size() - done.at);
        const auto there = static_cast<__mmask8>(0xFFU >> (8 - left));  // a bound of 0 never comes true
        auto lanes = reinterpret_cast<WholeLanes>(_mm512_maskz_loadu_epi64(there, others + done.at));
        lanes += start;
        lanes = (lanes ^ (lanes >> 30U)) * mix_first;
        lanes = (lanes ^ (lanes >> 27U)) * mix_second;
        lanes ^= lanes >> 31U;
        const auto word = reinterpret_cast<__m512i>(lanes);
        const auto shortened = reinterpret_cast<__m512i>(lanes >> dropped);
        const __m512i bound = _mm512_maskz_loadu_epi64(there, bounds.data() + done.at);
        const __mmask8 set = _mm512_cmplt_epu64_mask(shortened, bound);
        _mm512_storeu_si512(words + done.count, _mm512_maskz_compress_epi64(set, word));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(offsets + done.count), _mm256_maskz_compress_epi32(set, offset));
        done.count += static_cast<unsigned>(__builtin_popcount(set));
        offset = _mm256_add_epi32(offset, _mm256_set1_epi32(8));
    }
    done.at = bounds.size();
    return done;
}

/// The same four at a time.
[[gnu::target("avx2,popcnt")]] Progress below_by_fours(std::uint64_t own, const std::uint64_t* others,
                                                       std::span<const std::uint64_t> bounds, std::uint32_t* offsets,
                                                       std::uint64_t* words) {
    const __m256i mine = _mm256_set1_epi64x(static_cast<long long>(own));
    __m128i offset = _mm_setr_epi32(0, 1, 2, 3);
    Progress done;
    for (; done.at + 4 <= bounds.size(); done.at += 4) {
        const __m256i theirs = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(others + done.at));
        const __m256i word = mix_four(_mm256_add_epi64(mine, theirs));
        const __m256i bound = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bounds.data() + done.at));
        const __m256i come_true = _mm256_cmpgt_epi64(bound, _mm256_srli_epi64(word, dropped));
        const auto set = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(come_true)));
        // Who comes true is not foreseen by any processor, so there is no branch.
        const __m256i together = _mm256_permutevar8x32_epi32(
            word, _mm256_load_si256(reinterpret_cast<const __m256i*>(moves.words[set].data())));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(words + done.count), together);
        const __m128i theirs_together =
            _mm_shuffle_epi8(offset, _mm_load_si128(reinterpret_cast<const __m128i*>(moves.offsets[set].data())));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(offsets + done.count), theirs_together);
        done.count += static_cast<unsigned>(__builtin_popcount(set));
        offset = _mm_add_epi32(offset, _mm_set1_epi32(4));
    }
    return done;
}

/// How many pairs this processor looks at at once.
std::size_t widest() {
    static const bool eight =
        __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    static const bool four = __builtin_cpu_supports("avx2");
    return eight ? 8 : four ? 4 : 1;
}
#endif

}  // namespace

PairWords::PairWords(RunKey key, Month month, Purpose purpose, std::span<const EntityKey> entities) {
    const std::uint64_t luck = combine(combine(key.seed, key.replicate), Stream::when_and_what(month, purpose));
    own_.reserve(entities.size());
    for (const EntityKey entity : entities) own_.push_back(mix(entity ^ luck));
}

std::uint64_t PairWords::bound(double probability) {
    if (probability <= 0) return 0;
    if (probability >= 1) return std::uint64_t{1} << (64U - dropped);
    return static_cast<std::uint64_t>(std::ceil(probability * 0x1p62));
}

std::size_t PairWords::below(std::size_t one, std::size_t from, std::span<const std::uint64_t> bounds,
                             std::uint32_t* offsets, std::uint64_t* words, std::size_t at_once) const {
    std::size_t at = 0;
    std::size_t count = 0;
#ifdef GEMEINSIM_PHILOX_FOUR
    const std::size_t wide = std::min(at_once, widest());
    if (wide >= 4) {
        const auto by_width = wide >= 8 ? below_by_eights : below_by_fours;
        const Progress done = by_width(own_[one], own_.data() + from, bounds, offsets, words);
        at = done.at;
        count = done.count;
    }
#endif
    for (; at < bounds.size(); ++at) {
        const std::uint64_t word = between(one, from + at);
        if (word >> dropped >= bounds[at]) continue;
        offsets[count] = static_cast<std::uint32_t>(at);
        words[count] = word;
        ++count;
    }
    return count;
}

}  // namespace gemeinsim
