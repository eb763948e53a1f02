// SPDX-License-Identifier: Apache-2.0
#include "random/pair_words.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/hash.h"

namespace gemeinsim {
namespace {

std::vector<EntityKey> names(std::size_t count) {
    std::vector<EntityKey> all;
    for (std::size_t e = 0; e < count; ++e) all.push_back(hash_name("actor " + std::to_string(e)));
    return all;
}

TEST(PairWords, AreTheDocumentedFunctionOfBothNames) {
    const std::vector<EntityKey> all = names(3);
    const PairWords words({7, 3}, 5, Purpose::awareness, all);
    const std::uint64_t luck = combine(combine(7, 3), ((5U + 32768U) << 16U) | 2U);
    EXPECT_EQ(words.between(0, 2), mix(mix(all[0] ^ luck) + mix(all[2] ^ luck)));
    EXPECT_EQ(words.between(2, 0), words.between(0, 2));
    EXPECT_THROW(PairWords({7, 3}, 40000, Purpose::awareness, all), ContractViolation);
}

// Whoever else there is, and in which order.
TEST(PairWords, BelongToTheTwoAlone) {
    const std::vector<EntityKey> all = names(5);
    const std::vector<EntityKey> some{all[4], all[1]};
    const PairWords words({7, 3}, 5, Purpose::awareness, all);
    EXPECT_EQ(PairWords({7, 3}, 5, Purpose::awareness, some).between(0, 1), words.between(1, 4));
}

TEST(PairWords, DependOnEveryPartOfTheirKey) {
    const std::vector<EntityKey> all = names(2);
    std::set<std::uint64_t> different;
    for (const RunKey key : {RunKey{1, 1}, RunKey{1, 2}, RunKey{2, 1}})
        for (const Month month : {-1, 0, 1})
            for (const Purpose purpose : {Purpose::awareness, Purpose::network})
                different.insert(PairWords(key, month, purpose, all).between(0, 1));
    EXPECT_EQ(different.size(), 3U * 3U * 2U);
}

// However many are looked at at once: the same pairs with the same words.
TEST(PairWords, TellWhoComesTrueAtEveryWidth) {
    const std::vector<EntityKey> all = names(40);
    const PairWords words({1, 0}, -3, Purpose::awareness, all);
    for (std::size_t count = 0; count <= 39; ++count) {
        std::vector<std::uint64_t> bounds;
        for (std::size_t k = 0; k < count; ++k)
            bounds.push_back(PairWords::bound(k % 5 == 0 ? 0 : k % 5 == 1 ? 1 : static_cast<double>(k % 5) / 5));
        std::vector<std::uint32_t> expected;
        for (std::size_t k = 0; k < count; ++k)
            if (words.between(0, 40 - count + k) >> 2U < bounds[k]) expected.push_back(static_cast<std::uint32_t>(k));
        for (const std::size_t at_once : {1U, 4U, 8U}) {
            std::vector<std::uint32_t> offsets(count + PairWords::overhang);
            std::vector<std::uint64_t> drawn(count + PairWords::overhang);
            const std::size_t found = words.below(0, 40 - count, bounds, offsets.data(), drawn.data(), at_once);
            ASSERT_EQ(std::vector(offsets.begin(), offsets.begin() + static_cast<std::ptrdiff_t>(found)), expected)
                << count << " pairs, " << at_once << " at once";
            for (std::size_t k = 0; k < found; ++k)
                ASSERT_EQ(drawn[k], words.between(0, 40 - count + offsets[k])) << count << ", " << at_once;
        }
    }
}

TEST(PairWords, CertainAndImpossiblePairsAreExact) {
    EXPECT_EQ(PairWords::bound(0), 0U);
    EXPECT_EQ(PairWords::bound(-1), 0U);
    EXPECT_GT(PairWords::bound(1), ~std::uint64_t{0} >> 2U);
    EXPECT_EQ(PairWords::bound(.25), std::uint64_t{1} << 60U);
}

// Shares, lower halves, triangles and four-cycles of pairs whose words share their terms, against independence. |z| <=
// 4 nine times: a false alarm in 1,800.
TEST(PairWords, AreIndependent) {
    constexpr std::size_t n = 400;
    constexpr double p = .3;
    const std::vector<EntityKey> all = names(n);
    const PairWords words({11, 5}, 0, Purpose::awareness, all);
    std::vector<std::vector<std::uint8_t>> tied(n, std::vector<std::uint8_t>(n));
    double ties = 0;
    double lower = 0;
    double square = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j) {
            const std::uint64_t word = words.between(i, j);
            if (word >> 2U >= PairWords::bound(p)) continue;
            tied[i][j] = tied[j][i] = 1;
            const double low = static_cast<double>(word & 0xffffffffU) * 0x1p-32;
            ++ties;
            lower += low;
            square += low * low;
        }
    const double pairs = n * (n - 1) / 2.;
    EXPECT_LE(std::abs(ties - p * pairs) / std::sqrt(pairs * p * (1 - p)), 4);
    EXPECT_LE(std::abs(lower - ties / 2) / std::sqrt(ties / 12), 4);
    EXPECT_LE(std::abs(square - ties / 3) / std::sqrt(ties * 4 / 45), 4);

    // Four actors each: a triangle of the first three, a cycle of all. They share no pair, so counts are binomial.
    double triangles = 0;
    double cycles = 0;
    for (std::size_t i = 0; i + 3 < n; i += 4) {
        triangles += tied[i][i + 1] * tied[i + 1][i + 2] * tied[i][i + 2];
        cycles += tied[i][i + 1] * tied[i + 1][i + 2] * tied[i + 2][i + 3] * tied[i + 3][i];
    }
    const auto z = [](double count, double trials, double share) {
        return std::abs(count - trials * share) / std::sqrt(trials * share * (1 - share));
    };
    EXPECT_LE(z(triangles, n / 4., p * p * p), 4);
    EXPECT_LE(z(cycles, n / 4., p * p * p * p), 4);

    // Of words in the corners of rectangles the parity of their highest bits, and of bit 30, the highest of `ago`.
    double odd = 0;
    double odd_low = 0;
    double rectangles = 0;
    for (std::size_t i = 0; i + 1 < n / 2; i += 2)
        for (std::size_t j = n / 2; j + 1 < n; j += 2) {
            const std::uint64_t parity =
                words.between(i, j) ^ words.between(i + 1, j) ^ words.between(i, j + 1) ^ words.between(i + 1, j + 1);
            odd += static_cast<double>(parity >> 63U);
            odd_low += static_cast<double>(parity >> 30U & 1U);
            ++rectangles;
        }
    EXPECT_LE(z(odd, rectangles, .5), 4);
    EXPECT_LE(z(odd_low, rectangles, .5), 4);
}

}  // namespace
}  // namespace gemeinsim
