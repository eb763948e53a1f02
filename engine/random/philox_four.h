// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__)
#include <Random123/philox.h>
#include <immintrin.h>

#include <cstdint>

#define GEMEINSIM_PHILOX_FOUR

namespace gemeinsim {

/// The four words of four Philox counters, then of their blocks: each word in the low half of a lane of 64 bits. What
/// stands in the high half is no part of a product, and is for the caller to cut off.
struct FourBlocks {
    __m256i word0;
    __m256i word1;
    __m256i word2;
    __m256i word3;
};

/// Philox4x32-10 of four counters under one key.
[[gnu::target("avx2"), gnu::always_inline]] inline void work_out(FourBlocks& four, std::uint32_t key0,
                                                                 std::uint32_t key1) {
    const __m256i multiplier0 = _mm256_set1_epi64x(PHILOX_M4x32_0);
    const __m256i multiplier1 = _mm256_set1_epi64x(PHILOX_M4x32_1);
    const __m256i step0 = _mm256_set1_epi32(static_cast<int>(PHILOX_W32_0));
    const __m256i step1 = _mm256_set1_epi32(static_cast<int>(PHILOX_W32_1));
    __m256i own0 = _mm256_set1_epi32(static_cast<int>(key0));
    __m256i own1 = _mm256_set1_epi32(static_cast<int>(key1));
#pragma GCC unroll 10
    for (int round = 0; round < 10; ++round) {
        const __m256i product0 = _mm256_mul_epu32(four.word0, multiplier0);
        const __m256i product1 = _mm256_mul_epu32(four.word2, multiplier1);
        four.word0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product1, 32), four.word1), own0);
        four.word2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product0, 32), four.word3), own1);
        four.word1 = product1;
        four.word3 = product0;
        own0 = _mm256_add_epi32(own0, step0);
        own1 = _mm256_add_epi32(own1, step1);
    }
}

/// The words of four blocks, each block in a half of 128 bits.
struct TwoAndTwo {
    __m256i first_and_third;
    __m256i second_and_fourth;
};

[[gnu::target("avx2"), gnu::always_inline]] inline TwoAndTwo in_rows(const FourBlocks& four) {
    const __m256i first = _mm256_blend_epi32(four.word0, _mm256_slli_epi64(four.word1, 32), 0xAA);
    const __m256i second = _mm256_blend_epi32(four.word2, _mm256_slli_epi64(four.word3, 32), 0xAA);
    return {_mm256_unpacklo_epi64(first, second), _mm256_unpackhi_epi64(first, second)};
}

/// Eight Philox counters, then their blocks, as FourBlocks.
struct EightBlocks {
    __m512i word0;
    __m512i word1;
    __m512i word2;
    __m512i word3;
};

/// Philox4x32-10 of eight counters under one key. Products are taken under a mask of all lanes, since GCC 12 warns of
/// the lanes that the plain ones leave open.
[[gnu::target("avx512f"), gnu::always_inline]] inline void work_out(EightBlocks& eight, std::uint32_t key0,
                                                                    std::uint32_t key1) {
    const __m512i multiplier0 = _mm512_set1_epi64(PHILOX_M4x32_0);
    const __m512i multiplier1 = _mm512_set1_epi64(PHILOX_M4x32_1);
#pragma GCC unroll 10
    for (std::uint32_t round = 0; round < 10; ++round) {
        const __m512i own0 = _mm512_set1_epi32(static_cast<int>(key0 + round * PHILOX_W32_0));
        const __m512i own1 = _mm512_set1_epi32(static_cast<int>(key1 + round * PHILOX_W32_1));
        const __m512i product0 = _mm512_maskz_mul_epu32(0xFF, eight.word0, multiplier0);
        const __m512i product1 = _mm512_maskz_mul_epu32(0xFF, eight.word2, multiplier1);
        eight.word0 = _mm512_maskz_srli_epi64(0xFF, product1, 32) ^ eight.word1 ^ own0;
        eight.word2 = _mm512_maskz_srli_epi64(0xFF, product0, 32) ^ eight.word3 ^ own1;
        eight.word1 = product1;
        eight.word3 = product0;
    }
}

}  // namespace gemeinsim
#endif
