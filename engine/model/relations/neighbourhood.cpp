// SPDX-License-Identifier: Apache-2.0
#include "model/relations/neighbourhood.h"

#include <bit>
#include <utility>

namespace gemeinsim {
namespace {

/// Of this many actors the table by number still fits into a cache of 512 KiB.
constexpr std::size_t most_by_number = 1U << 15U;
/// Slots of a table by hash at the start of each turn: 20 KiB.
constexpr std::size_t fewest_slots = 1U << 10U;

}  // namespace

Neighbourhood::Neighbourhood(const Graph& contacts, unsigned paths, Room room)
    : contacts_(contacts),
      paths_(paths),
      directed_(contacts.directed()),
      by_number_(contacts.actors() <= most_by_number),
      near_(std::move(room.near)),
      held_(std::move(room.held)),
      taken_(std::move(room.taken)),
      touched_(std::move(room.touched)) {
    near_.clear();
    held_.clear();
    taken_.clear();
    if (by_number_)
        near_.resize(contacts.actors());
    else
        use(fewest_slots);
    // One more than there can be: who is touched again is written there and not counted.
    touched_.resize((by_number_ ? contacts.actors() : fewest_slots) + 1);
}

Neighbourhood::Room Neighbourhood::leave() {
    return {std::move(near_), std::move(held_), std::move(taken_), std::move(touched_)};
}

void Neighbourhood::use(std::size_t slots) {
    if (near_.size() < slots) {
        near_.resize(slots);
        held_.resize(slots);
    }
    mask_ = slots - 1;
    shift_ = 64 - std::countr_zero(slots);
}

void Neighbourhood::clear() {
    if (by_number_) {
        for (const ActorId k : touched()) near_[k.index()] = Near();
    } else {
        vacate();
        use(fewest_slots);
    }
    count_ = 0;
}

void Neighbourhood::vacate() {
    for (const std::uint32_t at : taken_) {
        near_[at] = Near();
        held_[at] = ActorId();
    }
    taken_.clear();
}

void Neighbourhood::grow() {
    std::vector<Near> known;
    known.reserve(count_);
    for (const std::uint32_t at : taken_) known.push_back(near_[at]);
    const std::size_t slots = 2 * (mask_ + 1);
    vacate();
    use(slots);
    touched_.resize(slots + 1);
    for (std::size_t t = 0; t < known.size(); ++t) {
        const std::size_t at = place(touched_[t]);
        held_[at] = touched_[t];
        near_[at] = known[t];
        taken_.push_back(static_cast<std::uint32_t>(at));
    }
}

// Walked for every ring: kept small enough to be put in place at each of its uses.
template <bool by_number>
__attribute__((always_inline)) inline Neighbourhood::Near& Neighbourhood::reach(ActorId j) {
    if constexpr (by_number) {
        Near& of = near_[j.index()];
        touched_[count_] = j;
        count_ += of.empty() ? 1 : 0;
        return of;
    } else {
        std::size_t at = place(j);
        if (!held_[at]) {
            if (2 * count_ > mask_) {
                grow();
                at = place(j);
            }
            held_[at] = j;
            taken_.push_back(static_cast<std::uint32_t>(at));
            touched_[count_++] = j;
        }
        return near_[at];
    }
}

void Neighbourhood::touch(ActorId j) {
    (by_number_ ? reach<true>(j) : reach<false>(j)).sources |= mark;
}

template <bool by_number>
void Neighbourhood::walk(ActorId ego) {
    // Ego's own word keeps it from being counted as reached by anybody.
    reach<by_number>(ego).out += mark;
    for (const ActorId h : contacts_.out(ego)) {
        reach<by_number>(h).out += flag;
        if ((paths_ & two_paths_out) != 0)
            for (const ActorId k : contacts_.out(h))
                if (k != ego) reach<by_number>(k).out += 1;
    }
    if (!directed_) return;
    if ((paths_ & shared_targets) != 0)
        for (const ActorId h : contacts_.out(ego))
            for (const ActorId k : contacts_.in(h))
                if (k != ego) reach<by_number>(k).targets += 1;
    for (const ActorId h : contacts_.in(ego)) {
        reach<by_number>(h).back += flag;
        if ((paths_ & two_paths_back) != 0)
            for (const ActorId k : contacts_.in(h))
                if (k != ego) reach<by_number>(k).back += 1;
        if ((paths_ & shared_sources) != 0)
            for (const ActorId k : contacts_.out(h))
                if (k != ego) reach<by_number>(k).sources += 1;
    }
}

void Neighbourhood::turn(ActorId ego) {
    clear();
    ego_ = ego;
    if (by_number_)
        walk<true>(ego);
    else
        walk<false>(ego);
}

void Neighbourhood::look(std::span<const ActorId> actors, View* views) const {
    if (by_number_) {
        const Near* const near = near_.data();
        for (std::size_t a = 0; a < actors.size(); ++a) views[a] = View(near[actors[a].index()].out);
    } else {
        for (std::size_t a = 0; a < actors.size(); ++a) views[a] = view(actors[a]);
    }
}

void Neighbourhood::foresee(ActorId ego, int stage) const {
    switch (stage) {
        case 0:
            contacts_.prefetch_rows(ego);
            return;
        case 1:
            contacts_.prefetch_neighbours(ego);
            return;
        case 2:
            for (const ActorId h : contacts_.out(ego)) contacts_.prefetch_rows(h);
            if ((paths_ & (two_paths_back | shared_sources)) == 0 || !directed_) return;
            for (const ActorId h : contacts_.in(ego)) contacts_.prefetch_rows(h);
            return;
        default:
            for (const ActorId h : contacts_.out(ego)) contacts_.prefetch_neighbours(h);
            if ((paths_ & (two_paths_back | shared_sources)) == 0 || !directed_) return;
            for (const ActorId h : contacts_.in(ego)) contacts_.prefetch_neighbours(h);
    }
}

}  // namespace gemeinsim
