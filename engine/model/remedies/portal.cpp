// SPDX-License-Identifier: Apache-2.0
#include "model/remedies/portal.h"

#include <algorithm>

#include "model/initiative/coordination.h"
#include "model/remedies/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// What an actor does with the portal in a month.
enum class Visit : std::uint64_t { provider = 1, reader = 2 };

Stream luck(const State& now, ActorId actor, Month month, Visit visit) {
    return Stream(now.key, combine(now.actors.entity[actor], static_cast<std::uint64_t>(visit)), month,
                  Purpose::remedy);
}

void drop_the_ended(Portal& portal, const Actors& actors) {
    const auto is_here = [&actors](ActorId i, EntityKey who) {
        return actors.alive[i] != 0 && actors.entity[i] == who;
    };
    for (const ActorId i : IdRange<ActorId>(actors.size()))
        if (portal.listings[i].who != 0 && !is_here(i, portal.listings[i].who)) portal.listings[i] = {};
    std::erase_if(portal.queue, [&](const Submission& one) { return !is_here(one.provider, one.who); });
    std::fill(portal.waits.begin(), portal.waits.end(), 0);
    for (const Submission& one : portal.queue) portal.waits[one.provider] = 1;
}

/// Whom somebody of its place does not know.
std::vector<std::uint8_t> overlooked(const Model& model, const State& now) {
    const Actors& actors = now.actors;
    std::vector<std::size_t> living(model.population.places.size(), 0);
    std::vector<std::size_t> known_by(actors.size(), 0);
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (actors.alive[i] == 0) continue;
        ++living[actors.place[i].index()];
        for (const AwarenessTable::Entry& entry : now.relations.awareness.of(i))
            if (actors.place[entry.known] == actors.place[i]) ++known_by[entry.known.index()];
    }
    std::vector<std::uint8_t> missed(actors.size(), 0);
    for (const ActorId i : IdRange<ActorId>(actors.size()))
        missed[i.index()] = actors.alive[i] != 0 && known_by[i.index()] + 1 < living[actors.place[i].index()];
    return missed;
}

/// A provider lists itself where it is overlooked; once it is listed it keeps the entry up.
void see_to_entries(const Model& model, const Remedy& remedy, Month month, State& now) {
    Portal& portal = now.remedies.portal;
    const std::vector<std::uint8_t> missed = overlooked(model, now);
    std::vector<Submission> written;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        const bool may = now.actors.alive[i] != 0 && portal.waits[i] == 0;
        if (!may || (portal.listings[i].who == 0 && missed[i.index()] == 0)) continue;
        Stream stream = luck(now, i, month, Visit::provider);
        if (!bernoulli(stream, remedy.strength)) continue;
        const Hours& hours = now.actors.hours[i];
        if (hours.free() < remedy.upkeep_hours) continue;
        take_remedy_hours(now, i, remedy.upkeep_hours);
        written.push_back({i, now.actors.entity[i], month});
        portal.waits[i] = 1;
    }
    // What comes in one month lies in the order of names, which hangs on no order of the input.
    std::sort(written.begin(), written.end(), [](const Submission& a, const Submission& b) { return a.who < b.who; });
    portal.queue.insert(portal.queue.end(), written.begin(), written.end());
}

void work_as_editor(const Remedy& remedy, Portal& portal) {
    const std::size_t done = std::min(portal.queue.size(), static_cast<std::size_t>(remedy.editor_entries));
    for (std::size_t k = 0; k < done; ++k) {
        const Submission& one = portal.queue[k];
        portal.listings[one.provider] = {one.who, one.written};
        portal.waits[one.provider] = 0;
    }
    portal.queue.erase(portal.queue.begin(), portal.queue.begin() + static_cast<std::ptrdiff_t>(done));
}

/// Who looks finds some entries of its place, each as likely as any other.
void look_up(const Model& model, const Remedy& remedy, Month month, State& now) {
    const Actors& actors = now.actors;
    const Portal& portal = now.remedies.portal;
    std::vector<std::vector<ActorId>> at_place(model.population.places.size());
    for (const ActorId i : IdRange<ActorId>(actors.size()))
        if (portal.shown[i] != 0) at_place[actors.place[i].index()].push_back(i);
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        const std::vector<ActorId>& entries = at_place[actors.place[i].index()];
        if (actors.alive[i] == 0 || entries.empty()) continue;
        Stream stream = luck(now, i, month, Visit::reader);
        if (!bernoulli(stream, remedy.strength)) continue;
        for (int k = 0; k < remedy.look_ups; ++k)
            now.relations.awareness.hear(i, entries[index(stream, entries.size())], month);
    }
}

/// Whether a portal is in force, paid or not.
bool is_due(const Model& model, Month month) {
    return std::any_of(model.remedies.begin(), model.remedies.end(),
                       [month](const Remedy& one) { return one.kind == RemedyKind::portal && one.in_force(month); });
}

/// A month in which nobody pays: entries and queue wait and age, and nobody sees them.
void rest(Portal& portal) {
    std::fill(portal.shown.begin(), portal.shown.end(), 0);
    portal.coverage = portal.public_reach = portal.planning = 0;
}

}  // namespace

void portal_month(const Model& model, Month month, State& now) {
    Portal& portal = now.remedies.portal;
    const Remedy* remedy = month < 0 ? nullptr : strongest(model, now, RemedyKind::portal);
    if (remedy == nullptr) {
        if (portal.listings.empty()) return;
        if (is_due(model, month))
            rest(portal);
        else
            portal = {};
        return;
    }
    const std::size_t n = now.actors.size();
    portal.listings.resize(n);
    portal.waits.resize(n);
    portal.shown.assign(n, 0);
    drop_the_ended(portal, now.actors);
    see_to_entries(model, *remedy, month, now);
    work_as_editor(*remedy, portal);
    std::size_t living = 0;
    std::size_t shown = 0;
    for (const ActorId i : IdRange<ActorId>(n)) {
        const Listing& listing = portal.listings[i];
        portal.shown[i] = listing.who != 0 && month - listing.written < remedy->stale_months;
        living += now.actors.alive[i] != 0 ? 1 : 0;
        shown += portal.shown[i];
    }
    portal.coverage = living > 0 ? static_cast<double>(shown) / static_cast<double>(living) : 0;
    portal.public_reach = remedy->public_reach;
    portal.planning = remedy->planning;
    look_up(model, *remedy, month, now);
}

double share_shown(const State& now, const Initiative& initiative) {
    const Portal& portal = now.remedies.portal;
    if (portal.shown.empty()) return 0;
    int members = 0;
    int shown = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        ++members;
        shown += portal.shown[member.actor];
    }
    return members > 0 ? static_cast<double>(shown) / members : 0;
}

double portal_reach(const State& now, const Initiative& initiative) {
    return 1 + now.remedies.portal.public_reach * share_shown(now, initiative);
}

double planning_factor(const State& now, double shown) {
    return 1 - now.remedies.portal.planning * shown;
}

}  // namespace gemeinsim
