// SPDX-License-Identifier: Apache-2.0
#include "model/exchange/circles.h"

#include <algorithm>

#include "model/initiative/coordination.h"
#include "model/state.h"

namespace gemeinsim {

void Circles::gather(const State& now) {
    all_.clear();
    members_.clear();
    const auto here = [this] { return static_cast<std::uint32_t>(members_.size()); };
    const auto close = [&](std::uint32_t begin, TopicId topic, double coordination) {
        std::sort(members_.begin() + begin, members_.end());
        if (here() - begin > 1)
            all_.push_back({begin, here(), topic, coordination});
        else
            members_.resize(begin);
    };
    for (const Pact& pact : now.relations.terms) {
        const std::uint32_t begin = here();
        for (const ActorId party : pact.parties)
            if (now.actors.alive[party] != 0) members_.push_back(party);
        close(begin, {}, 0);
    }
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        const std::uint32_t begin = here();
        for (const Member& member : initiative.members)
            if (takes_part(member) && now.actors.alive[member.actor] != 0) members_.push_back(member.actor);
        close(begin, initiative.topic, initiative.coordination);
    }
    if (all_.empty()) return;
    first_.assign(now.actors.size() + 1, 0);
    for (const ActorId member : members_) ++first_[ActorId(member.index() + 1)];
    for (std::size_t i = 0; i < now.actors.size(); ++i) first_[ActorId(i + 1)] += first_[ActorId(i)];
    circle_.resize(members_.size());
    // Filled from behind, which leaves each actor's circles in their order and its mark where they begin.
    for (std::uint32_t circle = static_cast<std::uint32_t>(all_.size()); circle-- > 0;)
        for (const ActorId member : members(circle)) circle_[--first_[ActorId(member.index() + 1)]] = circle;
    // Every mark has moved to the begin of its own actor, one place early.
    for (std::size_t i = 0; i < now.actors.size(); ++i) first_[ActorId(i)] = first_[ActorId(i + 1)];
    first_[ActorId(now.actors.size())] = static_cast<std::uint32_t>(members_.size());
}

}  // namespace gemeinsim
