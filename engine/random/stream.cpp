// SPDX-License-Identifier: Apache-2.0
#include "random/stream.h"

#include <Random123/philox.h>

#include "base/check.h"
#include "random/philox_four.h"

namespace gemeinsim {
namespace {

#ifdef GEMEINSIM_PHILOX_FOUR
[[gnu::target("avx2")]] inline __m256i both(const std::uint32_t* low, const std::uint32_t* high) {
    const __m128i lower = _mm_loadu_si128(reinterpret_cast<const __m128i*>(low));
    const __m128i upper = _mm_loadu_si128(reinterpret_cast<const __m128i*>(high));
    return _mm256_inserti128_si256(_mm256_castsi128_si256(lower), upper, 1);
}

[[gnu::target("avx2")]] inline void put(std::uint32_t* to, __m128i block) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), block);
}

/// The blocks of four counters.
[[gnu::target("avx2")]] void four_blocks(const std::uint32_t* const (&counter)[4], std::uint32_t* const (&words)[4],
                                         const std::uint32_t (&key)[2]) {
    const __m256i even = both(counter[0], counter[2]);
    const __m256i odd = both(counter[1], counter[3]);
    const __m256i low = _mm256_unpacklo_epi64(even, odd);
    const __m256i high = _mm256_unpackhi_epi64(even, odd);
    FourBlocks four{low, _mm256_srli_epi64(low, 32), high, _mm256_srli_epi64(high, 32)};
    work_out(four, key[0], key[1]);
    const TwoAndTwo rows = in_rows(four);
    put(words[0], _mm256_castsi256_si128(rows.first_and_third));
    put(words[1], _mm256_castsi256_si128(rows.second_and_fourth));
    put(words[2], _mm256_extracti128_si256(rows.first_and_third, 1));
    put(words[3], _mm256_extracti128_si256(rows.second_and_fourth, 1));
}
#endif

}  // namespace

void Stream::refuse_month() {
    expects(false,
            "month outside the 16 bits of a stream's counter (two months would share their luck); use fewer "
            "months");
    __builtin_unreachable();
}

void Stream::refill() {
    const r123::Philox4x32 philox;
    const r123::Philox4x32::ctr_type block =
        philox({{counter_[0], counter_[1], counter_[2], counter_[3]}}, {{key_[0], key_[1]}});
    for (int w = 0; w < 4; ++w) words_[w] = block[static_cast<std::size_t>(w)];
    ++counter_[0];
    next_ = 0;
}

void Stream::refill(std::span<Stream> streams) {
    std::size_t at = 0;
#ifdef GEMEINSIM_PHILOX_FOUR
    static const bool at_once = __builtin_cpu_supports("avx2");
    for (; at_once && at + 4 <= streams.size(); at += 4) {
        Stream* const four = streams.data() + at;
        four_blocks({four[0].counter_, four[1].counter_, four[2].counter_, four[3].counter_},
                    {four[0].words_, four[1].words_, four[2].words_, four[3].words_}, four[0].key_);
        for (int s = 0; s < 4; ++s) {
            ++four[s].counter_[0];
            four[s].next_ = 0;
        }
    }
#endif
    for (; at < streams.size(); ++at) streams[at].refill();
}

}  // namespace gemeinsim
