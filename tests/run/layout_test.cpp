// SPDX-License-Identifier: Apache-2.0
#include "run/core/sweep/layout.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace gemeinsim {
namespace {

using ::testing::ElementsAre;

std::vector<std::size_t> equal_worlds(std::size_t worlds, std::size_t policies) {
    std::vector<std::size_t> world;
    for (std::size_t w = 0; w < worlds; ++w) world.insert(world.end(), policies, w);
    return world;
}

TEST(Layout, PutsThePoliciesOfAWorldAndReplicateSideBySide) {
    const Layout layout(equal_worlds(2, 2), 2, 100);
    std::vector<Cell> cells;
    for (std::size_t run = 0; run < layout.runs(); ++run) cells.push_back(layout.cell(run));
    EXPECT_THAT(cells, ElementsAre(Cell{0, 0}, Cell{1, 0}, Cell{0, 1}, Cell{1, 1}, Cell{2, 0}, Cell{3, 0}, Cell{2, 1},
                                   Cell{3, 1}));
}

TEST(Layout, CutsBetweenReplicatesSoThatPairsStayTogether) {
    const Layout layout(equal_worlds(3, 3), 5, 7);  // 45 runs in units of 3, two of which fit
    for (const ShardRange& shard : layout.shards()) EXPECT_EQ(shard.runs % 3, 0U);
    EXPECT_THAT(layout.shards().front(), (ShardRange{0, 6}));
    EXPECT_EQ(layout.shards().size(), 8U);
}

// Every cell exactly once and no shard empty, for worlds of different size, also larger than a shard.
TEST(Layout, HoldsEveryRunOnce) {
    for (const std::size_t most_runs : {1U, 2U, 5U, 7U, 1000U}) {
        const std::vector<std::size_t> world = {0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4, 4, 4};
        const Layout layout(world, 3, most_runs);
        ASSERT_EQ(layout.runs(), world.size() * 3);
        std::set<std::pair<std::size_t, std::uint64_t>> seen;
        std::size_t next = 0;
        for (const ShardRange& shard : layout.shards()) {
            EXPECT_EQ(shard.first_run, next);
            EXPECT_GT(shard.runs, 0U);
            EXPECT_LE(shard.runs, most_runs);
            next += shard.runs;
            for (std::size_t run = shard.first_run; run < next; ++run) {
                const Cell cell = layout.cell(run);
                EXPECT_TRUE(seen.insert({cell.point, cell.replicate}).second);
            }
        }
        EXPECT_EQ(next, layout.runs());
        EXPECT_EQ(seen.size(), layout.runs());
    }
}

}  // namespace
}  // namespace gemeinsim
