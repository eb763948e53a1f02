// SPDX-License-Identifier: Apache-2.0
#include "network/graph.h"

#include <algorithm>

#include "base/check.h"

namespace gemeinsim {
namespace {

bool insert_sorted(std::vector<ActorId>& list, ActorId actor) {
    const auto at = std::lower_bound(list.begin(), list.end(), actor);
    if (at != list.end() && *at == actor) return false;
    list.insert(at, actor);
    return true;
}

bool erase_sorted(std::vector<ActorId>& list, ActorId actor) {
    const auto at = std::lower_bound(list.begin(), list.end(), actor);
    if (at == list.end() || *at != actor) return false;
    list.erase(at);
    return true;
}

}  // namespace

Graph::Graph(std::size_t actors, Direction direction)
    : direction_(direction), out_(actors), in_(direction == Direction::directed ? actors : 0) {}

bool Graph::has(ActorId from, ActorId to) const {
    const std::vector<ActorId>& list = out_[from];
    return std::binary_search(list.begin(), list.end(), to);
}

bool Graph::add(ActorId from, ActorId to) {
    expects(from != to, "a tie of an actor to itself (ties join two actors); choose another partner");
    if (!insert_sorted(out_[from], to)) return false;
    insert_sorted(directed() ? in_[to] : out_[to], from);
    ++ties_;
    return true;
}

bool Graph::remove(ActorId from, ActorId to) {
    if (!erase_sorted(out_[from], to)) return false;
    erase_sorted(directed() ? in_[to] : out_[to], from);
    --ties_;
    return true;
}

void Graph::isolate(ActorId actor) {
    const std::vector<ActorId> targets(out_[actor]);
    for (const ActorId target : targets) remove(actor, target);
    if (!directed()) return;
    const std::vector<ActorId> sources(in_[actor]);
    for (const ActorId source : sources) remove(source, actor);
}

}  // namespace gemeinsim
