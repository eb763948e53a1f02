// SPDX-License-Identifier: Apache-2.0
#include "random/stream.h"

#include <Random123/philox.h>
#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <vector>

#include "base/check.h"
#include "random/first_words.h"

namespace gemeinsim {
namespace {

// The known answers that Random123 publishes for philox4x32 with ten rounds.
TEST(Philox, ReproducesItsPublishedKnownAnswers) {
    const r123::Philox4x32 philox;
    using Counter = r123::Philox4x32::ctr_type;
    EXPECT_EQ(philox({{0, 0, 0, 0}}, {{0, 0}}), (Counter{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
    EXPECT_EQ(philox({{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}}, {{0xffffffff, 0xffffffff}}),
              (Counter{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
    EXPECT_EQ(philox({{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, {{0xa4093822, 0x299f31d0}}),
              (Counter{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

std::vector<std::uint32_t> words(Stream stream, int count = 12) {
    std::vector<std::uint32_t> drawn;
    for (int i = 0; i < count; ++i) drawn.push_back(stream());
    return drawn;
}

TEST(Stream, IsTheDocumentedBlockOfPhilox) {
    const std::uint64_t run = combine(7, 3);
    const EntityKey entity = hash_name("youth office");
    const r123::Philox4x32 philox;
    const auto block = philox({{1U, ((5U + 32768U) << 16U) | 16U, static_cast<std::uint32_t>(entity),
                                static_cast<std::uint32_t>(entity >> 32U)}},
                              {{static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(run >> 32U)}});
    const auto drawn = words(Stream({7, 3}, entity, 5, Purpose::trust));
    for (std::size_t w = 0; w < 4; ++w) EXPECT_EQ(drawn[4 + w], block[w]);
}

// Whatever their number is: four go together, the rest one by one. The seeds fill all bits of a key.
TEST(Stream, GivesTheSameWordsAloneAndWithOthers) {
    const RunKey key{0x9E3779B97F4A7C15U, 0xD1B54A32D192ED03U};
    for (std::size_t count = 0; count <= 13; ++count) {
        std::vector<Stream> alone;
        for (std::size_t s = 0; s < count; ++s) alone.emplace_back(key, mix(s), 3, Purpose::trust);
        std::vector<Stream> together = alone;
        Stream::refill(together);
        for (std::size_t s = 0; s < count; ++s) EXPECT_EQ(words(together[s], 6), words(alone[s], 6)) << s;
        // Later blocks as well.
        for (Stream& stream : alone)
            for (int w = 0; w < 4; ++w) stream();
        Stream::refill(together);
        for (std::size_t s = 0; s < count; ++s) EXPECT_EQ(words(together[s], 6), words(alone[s], 6)) << s;
    }
}

TEST(Stream, GivesTheSameFirstWordsWhereManyAreAskedAtOnce) {
    const RunKey key{0x9E3779B97F4A7C15U, 0xD1B54A32D192ED03U};
    for (const std::size_t at_once : {1U, 4U, 8U})
        for (std::size_t count = 1; count <= 21; ++count)
            for (const std::size_t blocks : {1U, 3U}) {
                std::vector<EntityKey> entities;
                for (std::size_t e = 0; e < count; ++e) entities.push_back(mix(e));
                std::vector<Block> together(count * blocks);
                first_words(key, -20, Purpose::awareness, entities, together, at_once);
                for (std::size_t e = 0; e < count; ++e) {
                    Stream alone(key, entities[e], -20, Purpose::awareness);
                    for (std::size_t w = 0; w < 4 * blocks; ++w)
                        ASSERT_EQ(together[e * blocks + w / 4][w % 4], alone()) << e << " of " << count;
                }
            }
    std::vector<EntityKey> entities(4);
    std::vector<Block> words(4);
    EXPECT_THROW(first_words(key, 40000, Purpose::awareness, entities, words), ContractViolation);
    first_words(key, 40000, Purpose::awareness, {}, {});
    words.push_back({});
    EXPECT_THROW(first_words(key, 4, Purpose::awareness, entities, words), ContractViolation);
}

TEST(Stream, TellsWhichWordsComeTrue) {
    EXPECT_EQ(words_below({}, 1), 0U);
    EXPECT_THROW(words_below(std::vector<Block>(17), .5), ContractViolation);
    std::vector<Block> words;
    Stream stream({1, 2}, 3, 4, Purpose::choice);
    for (int b = 0; b < 16; ++b) words.push_back({stream(), stream(), stream(), stream()});
    words[1] = {0, ~0U, 1U << 31U, (1U << 31U) - 1};
    for (std::size_t blocks = 1; blocks <= words.size(); ++blocks)
        for (const double probability : {-1., 0., 1e-12, .3, .5, 1 - 1e-12, 1., 2.}) {
            const std::uint64_t below = words_below(std::span(words).first(blocks), probability);
            for (std::size_t w = 0; w < 64; ++w) {
                const bool is = w < 4 * blocks && words[w / 4][w % 4] * 0x1p-32 < probability;
                ASSERT_EQ((below >> w & 1U) != 0, is) << w << " of " << blocks << " blocks at " << probability;
            }
        }
}

TEST(Stream, DependsOnEveryPartOfItsKey) {
    std::set<std::vector<std::uint32_t>> different;
    for (const RunKey key : {RunKey{1, 1}, RunKey{1, 2}, RunKey{2, 1}})
        for (const EntityKey entity : {hash_name("a"), hash_name("b")})
            for (const Month month : {-1, 0, 1})
                for (const Purpose purpose : {Purpose::trust, Purpose::vote})
                    different.insert(words(Stream(key, entity, month, purpose)));
    EXPECT_EQ(different.size(), 3U * 2U * 3U * 2U);
}

TEST(Stream, RepeatsItselfForTheSameKey) {
    EXPECT_EQ(words(Stream({1, 1}, 9, 4, Purpose::vote)), words(Stream({1, 1}, 9, 4, Purpose::vote)));
}

TEST(Stream, RefusesMonthsThatWouldShareALuck) {
    EXPECT_THROW(Stream({1, 1}, 9, 40000, Purpose::vote), ContractViolation);
}

TEST(Hash, KeepsTheOrderOfAPair) {
    EXPECT_NE(combine(1, 2), combine(2, 1));
}

}  // namespace
}  // namespace gemeinsim
