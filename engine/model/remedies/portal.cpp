// SPDX-License-Identifier: Apache-2.0
#include "model/remedies/portal.h"

#include <algorithm>
#include <limits>
#include <numeric>

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

/// The portals of a month: which serves each place, and among whom it makes known.
class Service {
  public:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    /// Counts the rows that `held` says; of a place the strongest of them, the first among equals.
    template <class Held>
    Service(const Model& model, Held held) : remedies_(model.remedies), rows_(model.population.places.size(), none) {
        for (std::size_t r = 0; r < remedies_.size(); ++r) {
            if (remedies_[r].kind != RemedyKind::portal || !held(r)) continue;
            for (const PlaceId place : IdRange<PlaceId>(rows_.size())) {
                std::size_t& row = rows_[place];
                const bool better = row == none || remedies_[r].strength > remedies_[row].strength;
                if (better && remedies_[r].serves(place)) row = r;
            }
        }
        scopes_.resize(rows_.size());
        std::vector<PlaceId> first(remedies_.size());
        for (const PlaceId place : IdRange<PlaceId>(rows_.size())) {
            if (rows_[place] == none) continue;
            PlaceId& shared = first[rows_[place]];
            if (!shared) shared = place;
            scopes_[place] = remedies_[rows_[place]].across_places ? shared : place;
        }
    }

    [[nodiscard]] bool any() const {
        return std::any_of(rows_.begin(), rows_.end(), [](std::size_t row) { return row != none; });
    }
    /// The row that serves a place; `none` where no portal does.
    [[nodiscard]] std::size_t row(PlaceId place) const { return rows_[place]; }
    /// The portal of a place that one serves.
    [[nodiscard]] const Remedy& at(PlaceId place) const { return remedies_[rows_[place]]; }
    /// A place that stands for all whose actors find each other's entries.
    [[nodiscard]] PlaceId scope(PlaceId place) const { return scopes_[place]; }

  private:
    const std::vector<Remedy>& remedies_;
    Column<PlaceId, std::size_t> rows_;
    Column<PlaceId, PlaceId> scopes_;
};

/// Whom somebody who could find its entry does not know.
std::vector<std::uint8_t> overlooked(const Service& service, const State& now) {
    const Actors& actors = now.actors;
    Column<PlaceId, std::size_t> living(now.remedies.portal.pages.size(), 0);
    std::vector<std::size_t> known_by(actors.size(), 0);
    const auto scope_of = [&](ActorId i) { return service.scope(actors.place[i]); };
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        const PlaceId scope = scope_of(i);
        if (actors.alive[i] == 0 || !scope) continue;
        ++living[scope];
        for (const AwarenessTable::Entry& entry : now.relations.awareness.of(i))
            if (scope_of(entry.known) == scope) ++known_by[entry.known.index()];
    }
    std::vector<std::uint8_t> missed(actors.size(), 0);
    for (const ActorId i : IdRange<ActorId>(actors.size()))
        if (const PlaceId scope = scope_of(i); scope && actors.alive[i] != 0)
            missed[i.index()] = known_by[i.index()] + 1 < living[scope];
    return missed;
}

/// A provider lists itself where it is overlooked; once it is listed it keeps the entry up.
void see_to_entries(const Service& service, Month month, State& now) {
    Portal& portal = now.remedies.portal;
    const std::vector<std::uint8_t> missed = overlooked(service, now);
    std::vector<Submission> written;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        const bool served = service.row(now.actors.place[i]) != Service::none;
        const bool may = served && now.actors.alive[i] != 0 && portal.waits[i] == 0;
        if (!may || (portal.listings[i].who == 0 && missed[i.index()] == 0)) continue;
        const Remedy& remedy = service.at(now.actors.place[i]);
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

/// Each editor takes the oldest entries of the places of his portal; what no open portal takes waits.
void work_as_editors(const Model& model, const Service& service, const Actors& actors, Portal& portal) {
    std::vector<std::size_t> left;
    for (const Remedy& remedy : model.remedies) left.push_back(static_cast<std::size_t>(remedy.editor_entries));
    std::erase_if(portal.queue, [&](const Submission& one) {
        const std::size_t row = service.row(actors.place[one.provider]);
        if (row == Service::none || left[row] == 0) return false;
        --left[row];
        portal.listings[one.provider] = {one.who, one.written};
        portal.waits[one.provider] = 0;
        return true;
    });
}

/// Who looks finds some entries of its place or of all places of its portal, each as likely as any other.
void look_up(const Service& service, Month month, State& now) {
    const Actors& actors = now.actors;
    const Portal& portal = now.remedies.portal;
    Column<PlaceId, std::vector<ActorId>> at(portal.pages.size());
    for (const ActorId i : IdRange<ActorId>(actors.size()))
        if (portal.shown[i] != 0) at[service.scope(actors.place[i])].push_back(i);
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        const PlaceId scope = service.scope(actors.place[i]);
        if (actors.alive[i] == 0 || !scope || at[scope].empty()) continue;
        const Remedy& remedy = service.at(actors.place[i]);
        Stream stream = luck(now, i, month, Visit::reader);
        if (!bernoulli(stream, remedy.strength)) continue;
        for (int k = 0; k < remedy.look_ups; ++k)
            now.relations.awareness.hear(i, at[scope][index(stream, at[scope].size())], month);
    }
}

/// Places that no portal in force serves, paid or not, keep no entries; where one rests unpaid they wait and age.
void close_pages(const Service& due, const Actors& actors, Portal& portal) {
    const auto closed = [&](ActorId i) { return due.row(actors.place[i]) == Service::none; };
    for (const ActorId i : IdRange<ActorId>(portal.listings.size()))
        if (closed(i)) portal.listings[i] = {};
    std::erase_if(portal.queue, [&](const Submission& one) { return closed(one.provider); });
    std::fill(portal.shown.begin(), portal.shown.end(), 0);
    std::fill(portal.pages.begin(), portal.pages.end(), PortalPage{});
    portal.coverage = 0;
}

/// What is shown, and how much of its places' offers each portal shows.
void show(const Model& model, const Service& service, Month month, State& now) {
    Portal& portal = now.remedies.portal;
    const Actors& actors = now.actors;
    std::vector<std::size_t> living(model.remedies.size(), 0);
    std::vector<std::size_t> shown(model.remedies.size(), 0);
    std::size_t all = 0;
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        all += actors.alive[i] != 0 ? 1 : 0;
        const std::size_t row = service.row(actors.place[i]);
        if (row == Service::none) continue;
        const Listing& listing = portal.listings[i];
        portal.shown[i] = listing.who != 0 && month - listing.written < model.remedies[row].stale_months;
        living[row] += actors.alive[i] != 0 ? 1 : 0;
        shown[row] += portal.shown[i];
    }
    const auto share = [](std::size_t part, std::size_t whole) {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
    };
    for (const PlaceId place : IdRange<PlaceId>(portal.pages.size()))
        if (const std::size_t row = service.row(place); row != Service::none)
            portal.pages[place] = {share(shown[row], living[row]), model.remedies[row].public_reach,
                                   model.remedies[row].planning};
    portal.coverage = share(std::accumulate(shown.begin(), shown.end(), std::size_t{0}), all);
}

}  // namespace

void portal_month(const Model& model, Month month, State& now) {
    Portal& portal = now.remedies.portal;
    const bool asked = std::any_of(model.remedies.begin(), model.remedies.end(),
                                   [](const Remedy& one) { return one.kind == RemedyKind::portal; });
    if (!asked && portal.listings.empty()) return;
    const std::vector<std::uint8_t>& held = now.remedies.held;
    const Service open(model, [&](std::size_t row) { return month >= 0 && row < held.size() && held[row] != 0; });
    if (!open.any() && portal.listings.empty()) return;
    const Service due(model, [&](std::size_t row) { return model.remedies[row].in_force(month); });
    if (!due.any()) {
        portal = {};
        return;
    }
    const std::size_t n = now.actors.size();
    portal.listings.resize(n);
    portal.waits.resize(n);
    portal.shown.resize(n);
    portal.pages.resize(model.population.places.size());
    close_pages(due, now.actors, portal);
    if (!open.any()) return;
    drop_the_ended(portal, now.actors);
    see_to_entries(open, month, now);
    work_as_editors(model, open, now.actors, portal);
    show(model, open, month, now);
    look_up(open, month, now);
}

const PortalPage& portal_page(const State& now, PlaceId place) {
    static const PortalPage none;
    const Column<PlaceId, PortalPage>& pages = now.remedies.portal.pages;
    return place && place.index() < pages.size() ? pages[place] : none;
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
    return 1 + portal_page(now, initiative.place).public_reach * share_shown(now, initiative);
}

double planning_factor(const State& now, PlaceId place, double shown) {
    return 1 - portal_page(now, place).planning * shown;
}

}  // namespace gemeinsim
