// SPDX-License-Identifier: Apache-2.0
#include "random/first_words.h"

#include <Random123/philox.h>

#include <algorithm>
#include <cstddef>

#if defined(__x86_64__) && defined(__gnu_linux__)
#include <immintrin.h>
#define GEMEINSIM_FOUR_ENTITIES
#endif

namespace gemeinsim {
namespace {

#ifdef GEMEINSIM_FOUR_ENTITIES
/// Philox4x32-10 of four entities at a time, as Stream works it out, of which the first two words are kept. Each word
/// stands in the low half of a lane of 64 bits: what stands in the high half is no part of a product, and is cut off
/// at the end. Returns how many entities it has done.
[[gnu::target("avx2")]] std::size_t by_fours(std::uint64_t run, std::uint32_t when_and_what,
                                             std::span<const EntityKey> entities, FirstWords* to) {
    const __m256i multiplier0 = _mm256_set1_epi64x(PHILOX_M4x32_0);
    const __m256i multiplier1 = _mm256_set1_epi64x(PHILOX_M4x32_1);
    const __m256i step0 = _mm256_set1_epi32(static_cast<int>(PHILOX_W32_0));
    const __m256i step1 = _mm256_set1_epi32(static_cast<int>(PHILOX_W32_1));
    const __m256i first_key0 = _mm256_set1_epi32(static_cast<int>(run));
    const __m256i first_key1 = _mm256_set1_epi32(static_cast<int>(run >> 32U));
    const __m256i counter1 = _mm256_set1_epi64x(when_and_what);
    std::size_t at = 0;
    for (; at + 4 <= entities.size(); at += 4) {
        __m256i c0 = _mm256_setzero_si256();
        __m256i c1 = counter1;
        __m256i c2 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(entities.data() + at));
        __m256i c3 = _mm256_srli_epi64(c2, 32);
        __m256i key0 = first_key0;
        __m256i key1 = first_key1;
#pragma GCC unroll 10
        for (int round = 0; round < 10; ++round) {
            const __m256i product0 = _mm256_mul_epu32(c0, multiplier0);
            const __m256i product1 = _mm256_mul_epu32(c2, multiplier1);
            c0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product1, 32), c1), key0);
            c2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product0, 32), c3), key1);
            c1 = product1;
            c3 = product0;
            key0 = _mm256_add_epi32(key0, step0);
            key1 = _mm256_add_epi32(key1, step1);
        }
        const __m256i words = _mm256_blend_epi32(c0, _mm256_slli_epi64(c1, 32), 0xAA);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + at), words);
    }
    return at;
}

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
    x = _mm256_add_epi64(x, _mm256_set1_epi64x(static_cast<long long>(0x9e3779b97f4a7c15ULL)));
    x = times(_mm256_xor_si256(x, _mm256_srli_epi64(x, 30)), 0xbf58476d1ce4e5b9ULL);
    x = times(_mm256_xor_si256(x, _mm256_srli_epi64(x, 27)), 0x94d049bb133111ebULL);
    return _mm256_xor_si256(x, _mm256_srli_epi64(x, 31));
}

/// combine(smaller, larger) of four pairs at a time. Returns how many it has done.
[[gnu::target("avx2")]] std::size_t name_by_fours(EntityKey one, std::span<const EntityKey> others, EntityKey* names) {
    const __m256i mine = _mm256_set1_epi64x(static_cast<long long>(one));
    // Comparisons are of signed numbers.
    const __m256i sign = _mm256_set1_epi64x(static_cast<long long>(1ULL << 63U));
    const __m256i shifted = _mm256_xor_si256(mine, sign);
    const __m256i apart = _mm256_set1_epi64x(static_cast<long long>(0x632be59bd9b4e019ULL));
    std::size_t at = 0;
    for (; at + 4 <= others.size(); at += 4) {
        const __m256i theirs = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(others.data() + at));
        const __m256i larger = _mm256_cmpgt_epi64(_mm256_xor_si256(theirs, sign), shifted);
        const __m256i low = _mm256_blendv_epi8(theirs, mine, larger);
        const __m256i high = _mm256_blendv_epi8(mine, theirs, larger);
        const __m256i name = mix_four(_mm256_xor_si256(mix_four(low), _mm256_add_epi64(high, apart)));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(names + at), name);
    }
    return at;
}

bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2");
    return has;
}
#endif

}  // namespace

void first_words(RunKey key, Month month, Purpose purpose, std::span<const EntityKey> entities,
                 std::span<FirstWords> to) {
    std::size_t at = 0;
#ifdef GEMEINSIM_FOUR_ENTITIES
    const bool in_range = month >= -32768 && month <= 32767;  // else the stream says what is wrong
    if (has_avx2() && in_range) {
        const std::uint32_t what =
            (static_cast<std::uint32_t>(month + 32768) << 16U) | static_cast<std::uint32_t>(purpose);
        at = by_fours(combine(key.seed, key.replicate), what, entities, to.data());
    }
#endif
    for (; at < entities.size(); ++at) {
        Stream stream(key, entities[at], month, purpose);
        to[at].first = stream();
        to[at].second = stream();
    }
}

void pair_names(EntityKey one, std::span<const EntityKey> others, std::span<EntityKey> names) {
    std::size_t at = 0;
#ifdef GEMEINSIM_FOUR_ENTITIES
    if (has_avx2()) at = name_by_fours(one, others, names.data());
#endif
    for (; at < others.size(); ++at) names[at] = combine(std::min(one, others[at]), std::max(one, others[at]));
}

}  // namespace gemeinsim
