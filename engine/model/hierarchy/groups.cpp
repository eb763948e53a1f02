// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/groups.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace gemeinsim {
namespace {

/// The first desk of a group; shortens the way for those who ask next.
std::uint32_t leader_of(std::vector<std::uint32_t>& leader, std::uint32_t place) {
    while (leader[place] != place) place = leader[place] = leader[leader[place]];
    return place;
}

/// The smaller place leads, so that a group's name does not depend on the order of joining.
bool join(std::vector<std::uint32_t>& leader, std::uint32_t a, std::uint32_t b) {
    a = leader_of(leader, a);
    b = leader_of(leader, b);
    if (a == b) return false;
    leader[std::max(a, b)] = std::min(a, b);
    return true;
}

std::uint32_t place_of(const std::vector<ActorId>& staffed, ActorId owner) {
    return static_cast<std::uint32_t>(std::lower_bound(staffed.begin(), staffed.end(), owner) - staffed.begin());
}

ActorId root_of(const Actors& actors, ActorId unit) {
    while (actors.superior[unit]) unit = actors.superior[unit];
    return unit;
}

/// One stream of background business runs through all desks of a hierarchy, from the lowest to its head.
void chain_desks(State& now) {
    Approvals& approvals = now.approvals;
    DeskSpace& space = approvals.space;
    const Actors& actors = now.actors;
    const auto rank = [&](std::uint32_t place) {
        const ActorId unit = approvals.staffed[place];
        return std::tuple(root_of(actors, unit), -actors.depth[unit], place);
    };
    space.next.assign(approvals.staffed.size(), DeskClock::nobody);
    std::sort(space.order.begin(), space.order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
    for (std::size_t k = 1; k < space.order.size(); ++k) {
        const std::uint32_t before = space.order[k - 1];
        const std::uint32_t after = space.order[k];
        if (root_of(actors, approvals.staffed[before]) != root_of(actors, approvals.staffed[after])) continue;
        space.next[before] = after;
        join(space.leader, before, after);
    }
}

}  // namespace

void group_desks(const Model& model, Month month, State& now) {
    Approvals& approvals = now.approvals;
    DeskSpace& space = approvals.space;
    const std::size_t count = approvals.staffed.size();
    space.leader.resize(count);
    std::iota(space.leader.begin(), space.leader.end(), 0U);
    space.order = space.leader;
    const bool chain = model.hierarchy.background == Background::chain;
    if (chain) chain_desks(now);
    bool joined = chain;
    for (const CaseId id : approvals.open) {
        const ApprovalCase& one = approvals.cases[id];
        if (one.born >= month + 1.0) continue;
        const std::uint32_t here = place_of(approvals.staffed, one.path[one.at].desk);
        for (std::size_t k = one.at + 1; k < one.path.size(); ++k)
            if (now.actors.alive[one.path[k].desk] != 0)
                joined |= join(space.leader, here, place_of(approvals.staffed, one.path[k].desk));
    }
    if (joined) {
        for (std::uint32_t place = 0; place < count; ++place) space.leader[place] = leader_of(space.leader, place);
        std::sort(space.order.begin(), space.order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(space.leader[a], a) < std::pair(space.leader[b], b);
        });
    }
    space.starts.clear();
    for (std::uint32_t k = 0; k < count; ++k)
        if (space.leader[space.order[k]] == space.order[k]) space.starts.push_back(k);
    space.starts.push_back(static_cast<std::uint32_t>(count));

    space.births.clear();
    std::size_t later = 0;
    for (const CaseId id : approvals.newborn) {
        const ApprovalCase& one = approvals.cases[id];
        if (one.born >= month + 1.0) {
            approvals.newborn[later++] = id;
            continue;
        }
        const std::uint32_t first = place_of(approvals.staffed, one.path.front().desk);
        space.births.push_back({space.leader[first], std::max(one.born, static_cast<double>(month)),
                                static_cast<std::uint32_t>(space.births.size()), id});
    }
    approvals.newborn.resize(later);
    std::sort(space.births.begin(), space.births.end(), [](const Birth& a, const Birth& b) {
        return std::tie(a.group, a.born, a.number) < std::tie(b.group, b.born, b.number);
    });
}

}  // namespace gemeinsim
