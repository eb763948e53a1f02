// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "model/hierarchy/desks.h"
#include "model/math.h"
#include "model/remedies/rules.h"
#include "random/draws.h"

namespace gemeinsim {

Service::Service(const Model& model, Month month, State& now, DeskBlock& block)
    : model_(model), month_(month), now_(now), block_(block), rate_(model.hierarchy.service_rate) {
    const double saved = remedy_strength(model, now, RemedyKind::fast_track, month);
    case_rate_ = rate_ / std::max(1e-3, 1 - saved);
    background_rate_ = model.hierarchy.utilisation * rate_ * (1 - model.hierarchy.return_probability);
}

void Service::run(std::span<const std::uint32_t> desks, std::span<const Birth> births) {
    block_.clocks.clear();
    for (const std::uint32_t place : desks) open(now_.approvals.staffed[place]);
    if (model_.hierarchy.background == Background::chain) {
        const std::vector<std::uint32_t>& next = now_.approvals.space.next;
        for (std::size_t c = 0; c < desks.size(); ++c) {
            const std::uint32_t after = next[desks[c]];
            if (after == DeskClock::nobody) continue;
            const auto place =
                static_cast<std::uint32_t>(std::lower_bound(desks.begin(), desks.end(), after) - desks.begin());
            block_.clocks[c].successor = place;
            block_.clocks[place].next_arrival = DeskClock::never;  // its business comes from the desk before
        }
    }
    begin_tournament();
    std::size_t next_birth = 0;
    while (true) {
        const std::uint32_t next = leaves_ > 1 ? block_.winners[1] : 0;
        const double at = std::min(soonest(next), month_ + 1.0);
        if (next_birth < births.size() && births[next_birth].born < at) {
            arrive(births[next_birth].id, births[next_birth].born);
            ++next_birth;
            continue;
        }
        if (at >= month_ + 1.0) break;
        happen(next, at);
        play(next);
    }
    for (DeskClock& clock : block_.clocks) {
        observe(clock, month_ + 1.0);
        check(clock);
    }
}

void Service::open(ActorId owner) {
    const RunKey key = now_.key;
    const EntityKey entity = now_.actors.entity[owner];
    DeskClock clock{.owner = owner,
                    .arrivals = Stream(key, entity, month_, Purpose::approval_background),
                    .services = Stream(key, entity, month_, Purpose::approval_service),
                    .absences = Stream(key, entity, month_, Purpose::approval_absence)};
    leave_again(clock, std::max<double>(month_, now_.approvals.desks[owner].absent_until));
    clock.next_arrival = month_ + exponential(clock.arrivals, background_rate_);
    block_.clocks.push_back(clock);
    begin_service(static_cast<std::uint32_t>(block_.clocks.size() - 1), month_);
}

/// The clerk comes back at a time and stays until the next absence.
void Service::leave_again(DeskClock& clock, double back) const {
    if (model_.hierarchy.absence_months > 0)
        clock.next_absence = back + exponential(clock.absences, model_.hierarchy.absence_rate);
}

void Service::begin_service(std::uint32_t c, double time) {
    DeskClock& clock = block_.clocks[c];
    clock.next_done = DeskClock::never;
    const Desk& at = now_.approvals.desks[clock.owner];
    if (at.queue.empty() || rate_ <= 0 || now_.actors.leadership_clear[clock.owner] == 0) return;
    const CaseId id = at.queue.front().id;
    double length = 0;
    if (id) {
        // A case's service is keyed by the case, so that a policy which sends fewer cases leaves it its luck.
        const ApprovalCase& one = now_.approvals.cases[id];
        Stream own(
            now_.key,
            combine(combine(one.entity, now_.actors.entity[clock.owner]), static_cast<std::uint64_t>(one.services)),
            month_, Purpose::approval_service);
        length = exponential(own, case_rate_);
    } else {
        length = exponential(clock.services, rate_);
    }
    clock.next_done = std::max(time, at.absent_until) + length;
}

void Service::observe(DeskClock& clock, double time) {
    Desk& desk = now_.approvals.desks[clock.owner];
    clock.present += static_cast<double>(desk.queue.size()) * (time - desk.observed_to);
    watch(desk, time);
}

void Service::join_queue(std::uint32_t c, CaseId id, double time) {
    observe(block_.clocks[c], time);
    std::vector<Waiting>& queue = now_.approvals.desks[block_.clocks[c].owner].queue;
    queue.push_back({id, time});
    if (queue.size() > 1) return;
    begin_service(c, time);
    play(c);
}

void Service::arrive(CaseId id, double time) {
    ApprovalCase& one = now_.approvals.cases[id];
    one.arrived = time;
    const ActorId desk = one.path[one.at].desk;
    const auto found = std::lower_bound(block_.clocks.begin(), block_.clocks.end(), desk,
                                        [](const DeskClock& clock, ActorId owner) { return clock.owner < owner; });
    join_queue(static_cast<std::uint32_t>(found - block_.clocks.begin()), id, time);
}

void Service::happen(std::uint32_t c, double time) {
    DeskClock& clock = block_.clocks[c];
    if (time == clock.next_done) {
        serve(c, time);
    } else if (time == clock.next_arrival) {
        clock.next_arrival = time + exponential(clock.arrivals, background_rate_);
        join_queue(c, CaseId(), time);
    } else {
        const double length = exponential(clock.absences, 1 / model_.hierarchy.absence_months);
        now_.approvals.desks[clock.owner].absent_until = time + length;
        if (clock.next_done < DeskClock::never) clock.next_done += length;
        leave_again(clock, time + length);
    }
}

void Service::serve(std::uint32_t c, double time) {
    DeskClock& clock = block_.clocks[c];
    const ActorId owner = clock.owner;
    observe(clock, time);
    Desk& at = now_.approvals.desks[owner];
    const CaseId id = at.queue.front().id;
    const double arrived = at.queue.front().arrived;
    at.queue.erase(at.queue.begin());
    ++at.served;
    bool returned = false;
    if (id) {
        ApprovalCase& one = now_.approvals.cases[id];
        Stream fate(now_.key,
                    combine(combine(one.entity, now_.actors.entity[owner]), static_cast<std::uint64_t>(one.services)),
                    month_, Purpose::approval_return);
        ++one.services;
        ++at.at_cases;
        returned = bernoulli(fate, model_.hierarchy.return_probability);
    } else {
        returned = bernoulli(clock.services, model_.hierarchy.return_probability);
    }
    // A return is the same stay at the same desk, at the end of the queue.
    if (returned) {
        at.queue.push_back({id, arrived});
    } else {
        at.sojourn_total += time - arrived;
        clock.stayed += time - std::max(arrived, static_cast<double>(month_));
        if (id && time >= 0) {
            at.case_sojourn += time - arrived;
            ++at.cases;
        }
    }
    begin_service(c, time);
    if (returned) return;
    if (id)
        decide(id, owner, time);
    else if (clock.successor != DeskClock::nobody)
        join_queue(clock.successor, id, time);
}

/// The superior says yes or no; after a yes the case moves on.
void Service::decide(CaseId id, ActorId owner, double time) {
    ApprovalCase& one = now_.approvals.cases[id];
    if (one.path[one.at].say == Say::consent) {
        const Actors& actors = now_.actors;
        Stream fate(now_.key, combine(one.entity, actors.entity[owner]), month_, Purpose::approval_veto);
        const HierarchyParameters& p = model_.hierarchy;
        const double distance = std::abs(actors.position(one.initiator, one.topic) - actors.position(owner, one.topic));
        const double veto = logistic(p.veto_intercept + p.veto_distance * distance -
                                     p.veto_priority * actors.priority(owner, one.topic));
        if (bernoulli(fate, veto)) {
            close(id, CaseStatus::vetoed, time);
            return;
        }
    }
    // Whoever has gone since it was submitted cannot be asked any more.
    do ++one.at;
    while (one.at < one.path.size() && now_.actors.alive[one.path[one.at].desk] == 0);
    if (one.at == one.path.size())
        close(id, CaseStatus::approved, time);
    else
        arrive(id, time);
}

void Service::close(CaseId id, CaseStatus status, double time) {
    ApprovalCase& one = now_.approvals.cases[id];
    one.status = status;
    one.closed = time;
    block_.decisions.push_back({time, one.entity, id});
}

/// Little's law as an identity on the path, within the window of the month: the integral of the number present is the
/// sum of the times spent inside. Where it fails, business was lost, doubled or moved in time.
void Service::check(const DeskClock& clock) const {
    double inside = clock.stayed;
    for (const Waiting& waiting : now_.approvals.desks[clock.owner].queue)
        inside += month_ + 1.0 - std::max(waiting.arrived, static_cast<double>(month_));
    if (std::abs(clock.present - inside) <= 1e-8 * (1 + clock.present)) return;
    ensures(false, fmt::format("the desk of {} had {} case-months present in month {}, but those inside spent {} there "
                               "(Little's law is an identity on every path); report the scenario and the seed",
                               model_.population.actors[clock.owner].id, clock.present, month_, inside));
}

double Service::soonest(std::uint32_t c) const {
    const DeskClock& clock = block_.clocks[c];
    return std::min({clock.next_arrival, clock.next_done, clock.next_absence});
}

/// The one whose next event comes first; at the same time the one further left, so that the order is fixed.
std::uint32_t Service::sooner(std::uint32_t a, std::uint32_t b) const {
    const auto count = static_cast<std::uint32_t>(block_.clocks.size());
    if (b >= count) return a;
    if (a >= count) return b;
    return soonest(b) < soonest(a) ? b : a;
}

void Service::begin_tournament() {
    leaves_ = 1;
    while (leaves_ < block_.clocks.size()) leaves_ *= 2;
    if (leaves_ == 1) return;
    block_.winners.resize(2UL * leaves_);
    for (std::uint32_t leaf = 0; leaf < leaves_; ++leaf) block_.winners[leaves_ + leaf] = leaf;
    for (std::size_t node = leaves_ - 1; node > 0; --node)
        block_.winners[node] = sooner(block_.winners[2 * node], block_.winners[2 * node + 1]);
}

void Service::play(std::uint32_t c) {
    for (std::size_t node = (leaves_ + c) / 2; node > 0; node /= 2)
        block_.winners[node] = sooner(block_.winners[2 * node], block_.winners[2 * node + 1]);
}

}  // namespace gemeinsim
