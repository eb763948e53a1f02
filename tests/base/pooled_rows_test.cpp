// SPDX-License-Identifier: Apache-2.0
#include "base/pooled_rows.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "base/scratch.h"

namespace gemeinsim::tests {
namespace {

struct Entry {
    ActorId about;
    int count = 0;
    bool operator==(const Entry&) const = default;
};
using Rows = PooledRows<ActorId, Entry, &Entry::about>;

/// The same steps of a generator on the rows and on a map.
void stir(Rows& rows, std::map<std::pair<std::size_t, std::size_t>, int>& expected, int steps, std::uint64_t at) {
    for (int step = 0; step < steps; ++step) {
        at = at * 6364136223846793005ULL + 1442695040888963407ULL;
        const std::size_t row = (at >> 33U) % rows.size();
        const std::size_t about = (at >> 40U) % 50;
        switch ((at >> 60U) % 8) {
            case 0:
                rows.clear(ActorId(row));
                std::erase_if(expected, [row](const auto& one) { return one.first.first == row; });
                break;
            case 1:
            case 2:
                EXPECT_EQ(rows.erase(ActorId(row), ActorId(about)), expected.erase({row, about}) > 0);
                break;
            default:
                rows.at(ActorId(row), ActorId(about)).count += 1;
                expected[{row, about}] += 1;
        }
    }
}

TEST(PooledRows, HoldWhatAMapHoldsSortedByWhomItIsAbout) {
    Rows rows(20);
    std::map<std::pair<std::size_t, std::size_t>, int> expected;
    stir(rows, expected, 20000, 1);
    std::size_t held = 0;
    for (const ActorId row : IdRange<ActorId>(rows.size())) {
        const auto list = std::as_const(rows)[row];
        EXPECT_TRUE(std::ranges::is_sorted(list, {}, &Entry::about));
        held += list.size();
    }
    EXPECT_EQ(held, expected.size());
    for (const auto& [pair, count] : expected) {
        const Entry* found = rows.find(ActorId(pair.first), ActorId(pair.second));
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(found->count, count);
    }
    EXPECT_EQ(rows.find(ActorId(0), ActorId(60)), nullptr);
}

TEST(PooledRows, SweptAsAPoolHoldEachEntryOnceAndBlanksBetween) {
    Rows rows(20);
    std::map<std::pair<std::size_t, std::size_t>, int> expected;
    stir(rows, expected, 20000, 2);
    int total = 0;
    for (const auto& [pair, count] : expected) total += count;
    std::size_t held = 0;
    for (const Entry& entry : rows.pool()) {
        total -= entry.count;
        held += entry.about ? 1 : 0;
    }
    EXPECT_EQ(total, 0);
    EXPECT_EQ(held, expected.size());
}

TEST(PooledRows, AreEqualWhereverTheyLie) {
    Rows one(3);
    Rows other(3);
    for (std::size_t j = 0; j < 9; ++j) one.at(ActorId(0), ActorId(j));
    one.at(ActorId(1), ActorId(2));
    other.at(ActorId(1), ActorId(2));
    for (std::size_t j = 9; j-- > 0;) other.at(ActorId(0), ActorId(j));
    EXPECT_EQ(one, other);
    other.at(ActorId(1), ActorId(2)).count = 1;
    EXPECT_NE(one, other);
}

TEST(Scratch, IsEmptyInACopyAndNeverTellsTwoApart) {
    Scratch<std::vector<int>> full;
    full->push_back(1);
    Scratch<std::vector<int>> copy = full;
    EXPECT_TRUE(copy->empty());
    EXPECT_EQ(copy, full);
    copy->push_back(2);
    copy = full;
    EXPECT_TRUE(copy->empty());
}

}  // namespace
}  // namespace gemeinsim::tests
