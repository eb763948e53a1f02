// SPDX-License-Identifier: Apache-2.0
#include "random/first_words.h"

#include <algorithm>
#include <cstddef>

#include "random/philox_four.h"

namespace gemeinsim {
namespace {

#ifdef GEMEINSIM_PHILOX_FOUR
/// The blocks of four entities at a time, as Stream works them out, of which the first two words are kept. Returns how
/// many entities it has done.
[[gnu::target("avx2")]] std::size_t by_fours(std::uint64_t run, std::uint32_t when_and_what,
                                             std::span<const EntityKey> entities, FirstWords* to) {
    std::size_t at = 0;
    for (; at + 4 <= entities.size(); at += 4) {
        const __m256i names = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(entities.data() + at));
        FourBlocks four{_mm256_setzero_si256(), _mm256_set1_epi64x(when_and_what), names, _mm256_srli_epi64(names, 32)};
        work_out(four, static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(run >> 32U));
        const __m256i words = _mm256_blend_epi32(four.word0, _mm256_slli_epi64(four.word1, 32), 0xAA);
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
#ifdef GEMEINSIM_PHILOX_FOUR
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
#ifdef GEMEINSIM_PHILOX_FOUR
    if (has_avx2()) at = name_by_fours(one, others, names.data());
#endif
    for (; at < others.size(); ++at) names[at] = combine(std::min(one, others[at]), std::max(one, others[at]));
}

}  // namespace gemeinsim
