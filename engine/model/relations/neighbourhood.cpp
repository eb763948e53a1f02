// SPDX-License-Identifier: Apache-2.0
#include "model/relations/neighbourhood.h"

namespace gemeinsim {

Neighbourhood::Neighbourhood(const Graph& contacts, unsigned paths)
    : contacts_(contacts), paths_(paths), directed_(contacts.directed()), near_(contacts.actors()) {
    touched_.reserve(contacts.actors());
}

void Neighbourhood::touch(ActorId j) {
    Near& near = near_[j];
    if (near.empty()) touched_.push_back(j);
    near.sources |= mark;
}

void Neighbourhood::turn(ActorId ego) {
    for (const ActorId k : touched_) near_[k] = Near();
    touched_.clear();
    ego_ = ego;
    // Walked for every ring: kept small enough to be put in place at each of its uses.
    Near* const near = near_.data();
    const auto add =
        [ this, near ](ActorId k, std::uint32_t Near::*word, std::uint32_t value) __attribute__((always_inline)) {
        Near& of = near[k.index()];
        if (of.empty()) touched_.push_back(k);
        of.*word += value;
    };
    // Ego's own word keeps it from being counted as reached by anybody.
    add(ego, &Near::out, mark);
    for (const ActorId h : contacts_.out(ego)) {
        add(h, &Near::out, flag);
        if ((paths_ & two_paths_out) != 0)
            for (const ActorId k : contacts_.out(h))
                if (k != ego) add(k, &Near::out, 1);
    }
    if (!directed_) return;
    if ((paths_ & shared_targets) != 0)
        for (const ActorId h : contacts_.out(ego))
            for (const ActorId k : contacts_.in(h))
                if (k != ego) add(k, &Near::targets, 1);
    for (const ActorId h : contacts_.in(ego)) {
        add(h, &Near::back, flag);
        if ((paths_ & two_paths_back) != 0)
            for (const ActorId k : contacts_.in(h))
                if (k != ego) add(k, &Near::back, 1);
        if ((paths_ & shared_sources) != 0)
            for (const ActorId k : contacts_.out(h))
                if (k != ego) add(k, &Near::sources, 1);
    }
}

}  // namespace gemeinsim
