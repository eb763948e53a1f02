// SPDX-License-Identifier: Apache-2.0
#include "random/first_words.h"

#include <cmath>

#include "base/check.h"
#include "random/philox_four.h"

namespace gemeinsim {
namespace {

#ifdef GEMEINSIM_PHILOX_FOUR
[[gnu::target("avx2")]] inline void put(Block& to, __m128i block) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to.data()), block);
}

/// The blocks of four entities at a time, as Stream works them out. Returns how many entities it has done.
[[gnu::target("avx2")]] std::size_t by_fours(std::uint64_t run, std::uint32_t when_and_what,
                                             std::span<const EntityKey> entities, std::size_t blocks, Block* to) {
    std::size_t at = 0;
    for (; at + 4 <= entities.size(); at += 4) {
        const __m256i names = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(entities.data() + at));
        Block* const first = to + at * blocks;
        for (std::size_t b = 0; b < blocks; ++b) {
            FourBlocks four{_mm256_set1_epi64x(static_cast<long long>(b)), _mm256_set1_epi64x(when_and_what), names,
                            _mm256_srli_epi64(names, 32)};
            work_out(four, static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(run >> 32U));
            const TwoAndTwo rows = in_rows(four);
            put(first[b], _mm256_castsi256_si128(rows.first_and_third));
            put(first[blocks + b], _mm256_castsi256_si128(rows.second_and_fourth));
            put(first[2 * blocks + b], _mm256_extracti128_si256(rows.first_and_third, 1));
            put(first[3 * blocks + b], _mm256_extracti128_si256(rows.second_and_fourth, 1));
        }
    }
    return at;
}

/// The same for eight entities at a time.
[[gnu::target("avx512f")]] std::size_t by_eights(std::uint64_t run, std::uint32_t when_and_what,
                                                 std::span<const EntityKey> entities, std::size_t blocks, Block* to) {
    std::size_t at = 0;
    for (; at + 8 <= entities.size(); at += 8) {
        const __m512i names = _mm512_loadu_si512(entities.data() + at);
        Block* const first = to + at * blocks;
        for (std::size_t b = 0; b < blocks; ++b) {
            EightBlocks eight{_mm512_set1_epi64(static_cast<long long>(b)), _mm512_set1_epi64(when_and_what), names,
                              _mm512_maskz_srli_epi64(0xFF, names, 32)};
            work_out(eight, static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(run >> 32U));
            const __m512i half =
                _mm512_mask_blend_epi32(0xAAAA, eight.word0, _mm512_maskz_slli_epi64(0xFF, eight.word1, 32));
            const __m512i other_half =
                _mm512_mask_blend_epi32(0xAAAA, eight.word2, _mm512_maskz_slli_epi64(0xFF, eight.word3, 32));
            alignas(64) std::array<Block, 4> even;
            alignas(64) std::array<Block, 4> odd;
            _mm512_store_si512(even.data(), _mm512_maskz_unpacklo_epi64(0xFF, half, other_half));
            _mm512_store_si512(odd.data(), _mm512_maskz_unpackhi_epi64(0xFF, half, other_half));
            for (std::size_t k = 0; k < 4; ++k) {
                first[2 * k * blocks + b] = even[k];
                first[(2 * k + 1) * blocks + b] = odd[k];
            }
        }
    }
    return at;
}

/// words_below for two blocks at a time, of those that make up pairs.
[[gnu::target("avx2")]] std::uint64_t eight_by_eight(std::span<const Block> words, std::uint32_t bound) {
    // Comparisons are of signed numbers.
    const __m256i sign = _mm256_set1_epi32(static_cast<int>(1U << 31U));
    const __m256i limit = _mm256_xor_si256(_mm256_set1_epi32(static_cast<int>(bound)), sign);
    std::uint64_t below = 0;
    for (std::size_t b = 0; b + 2 <= words.size(); b += 2) {
        const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(words[b].data()));
        const __m256i less = _mm256_cmpgt_epi32(limit, _mm256_xor_si256(eight, sign));
        below |= std::uint64_t{static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(less)))} << (4 * b);
    }
    return below;
}

bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2");
    return has;
}

bool has_avx512() {
    static const bool has = __builtin_cpu_supports("avx512f");
    return has;
}
#endif

}  // namespace

void first_words(RunKey key, Month month, Purpose purpose, std::span<const EntityKey> entities, std::span<Block> to,
                 std::size_t at_once) {
    if (entities.empty()) return;
    const std::size_t blocks = to.size() / entities.size();
    expects(blocks * entities.size() == to.size(),
            "places for first words do not make up whole rows; pass as many blocks for each entity");
    std::size_t at = 0;
#ifdef GEMEINSIM_PHILOX_FOUR
    const std::uint64_t run = combine(key.seed, key.replicate);
    const std::uint32_t what = Stream::when_and_what(month, purpose);
    if (at_once >= 8 && has_avx512()) at = by_eights(run, what, entities, blocks, to.data());
    if (at_once >= 4 && has_avx2()) at += by_fours(run, what, entities.subspan(at), blocks, to.data() + at * blocks);
#endif
    for (; at < entities.size(); ++at) {
        Stream stream(key, entities[at], month, purpose);
        for (Block& block : to.subspan(at * blocks, blocks))
            for (std::uint32_t& word : block) word = stream();
    }
}

std::uint64_t words_below(std::span<const Block> words, double probability) {
    constexpr std::size_t most = 16;
    expects(words.size() <= most, "more words than a set has bits; pass at most sixteen blocks");
    if (probability <= 0 || words.empty()) return 0;
    const double edge = std::ceil(probability * 0x1p32);
    if (edge >= 0x1p32) return ~std::uint64_t{0} >> (64 - 4 * words.size());
    const auto bound = static_cast<std::uint32_t>(edge);
    std::uint64_t below = 0;
    std::size_t b = 0;
#ifdef GEMEINSIM_PHILOX_FOUR
    if (has_avx2()) {
        below = eight_by_eight(words, bound);
        b = words.size() / 2 * 2;
    }
#endif
    for (; b < words.size(); ++b)
        for (std::size_t w = 0; w < 4; ++w) below |= std::uint64_t{words[b][w] < bound} << (4 * b + w);
    return below;
}

}  // namespace gemeinsim
