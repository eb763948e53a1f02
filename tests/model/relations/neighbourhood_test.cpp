// SPDX-License-Identifier: Apache-2.0
// In a world too large for a table by number the same is known of everybody.
#include "model/relations/neighbourhood.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

constexpr unsigned all_paths = two_paths_out | two_paths_back | shared_targets | shared_sources;
constexpr std::size_t few = 1500;
constexpr std::size_t many = 60000;
/// Where one of the few stands among the many.
ActorId among_many(ActorId i) {
    return ActorId(i.index() * 40 + 3);
}

TEST(Neighbourhood, OfALargeWorldIsThatOfTheSameActorsInASmallOne) {
    for (const Direction direction : {Direction::directed, Direction::undirected}) {
        Graph small(few, direction);
        Graph large(many, direction);
        const auto tie = [&](ActorId i, ActorId j) {
            if (i != j && small.add(i, j)) large.add(among_many(i), among_many(j));
        };
        Stream stream({1, 0}, 1, 0, Purpose::choice);
        for (int t = 0; t < 4000; ++t) tie(ActorId(index(stream, few)), ActorId(index(stream, few)));
        for (std::size_t j = 0; j < few; j += 2) tie(ActorId(7), ActorId(j));  // touches most: the table must grow
        Neighbourhood here(small, all_paths);
        Neighbourhood there(large, all_paths);
        for (std::size_t at = 0; at < 200; ++at) {
            const ActorId ego(at % 20 == 5 ? 7 : at);
            here.turn(ego);
            there.turn(among_many(ego));
            here.touch(ActorId(few - 1));
            there.touch(among_many(ActorId(few - 1)));
            ASSERT_EQ(here.touched().size(), there.touched().size());
            EXPECT_TRUE(std::ranges::equal(here.touched(), there.touched(),
                                           [](ActorId a, ActorId b) { return among_many(a) == b; }));
            std::size_t differ = 0;
            for (std::size_t t = 0; t < here.touched().size(); ++t)
                differ += here.touched_is_tied(t) != there.touched_is_tied(t) ||
                          here.touched_is_tied(t) != here.tied(here.touched()[t]) ||
                          here.touched_is_marked(t) != there.touched_is_marked(t);
            for (const ActorId j : IdRange<ActorId>(few)) {
                const ActorId k = among_many(j);
                differ += here.tied(j) != there.tied(k) || here.tied_back(j) != there.tied_back(k) ||
                          here.two_paths(j) != there.two_paths(k) || here.paths_back(j) != there.paths_back(k) ||
                          here.targets_shared(j) != there.targets_shared(k) ||
                          here.sources_shared(j) != there.sources_shared(k) || here.touches(j) != there.touches(k) ||
                          here.reached_only(j, 1) != there.reached_only(k, 1);
            }
            EXPECT_EQ(differ, 0U) << "ego " << ego.index();
            EXPECT_FALSE(there.touches(ActorId(0)));
        }
    }
}

}  // namespace
}  // namespace gemeinsim::tests
