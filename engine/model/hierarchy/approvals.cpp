// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "model/calendar/parameters.h"
#include "model/hierarchy/desks.h"
#include "model/hierarchy/rules.h"
#include "model/math.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Whole part plus one with the chance of the fraction.
int rounded_by_chance(double value, Stream& stream) {
    const double whole = std::floor(value);
    return static_cast<int>(whole) + (bernoulli(stream, value - whole) ? 1 : 0);
}

Event closing(Month month, const ApprovalCase& one) {
    EventKind kind = EventKind::approval;
    if (one.status == CaseStatus::vetoed) kind = EventKind::veto;
    if (one.status == CaseStatus::expired) kind = EventKind::expiry;
    return {month, kind, one.initiator, InitiativeId(), static_cast<std::int64_t>(one.kind)};
}

/// One desk's month: what comes next, and from which streams.
struct Clock {
    ActorId owner;
    Stream arrivals;
    Stream services;
    double next_arrival = never;
    double next_done = never;  ///< of the service in progress
    double next_absence = never;
    double absence_length = 0;
};

/// The desks of one month as a discrete-event simulation in exact order of time. Services and arrivals are
/// memoryless, so that redrawing what is left of them at the turn of the month changes no distribution.
class Office {
  public:
    Office(const Model& model, Month month, State& now)
        : model_(model), month_(month), now_(now), rate_(model.hierarchy.service_rate) {
        const double saved = remedy_strength(model.remedies, RemedyKind::fast_track, month);
        case_rate_ = rate_ / std::max(1e-3, 1 - saved);
        for (const ActorId owner : now.approvals.staffed) open_desk(owner);
        for (const CaseId id : now.approvals.newborn) births_.push_back(id);
        now.approvals.newborn.clear();
        std::stable_sort(births_.begin(), births_.end(),
                         [&](CaseId a, CaseId b) { return now.approvals.cases[a].born < now.approvals.cases[b].born; });
    }

    void run() {
        while (true) {
            Clock* next = nullptr;
            double at = month_ + 1.0;
            for (Clock& clock : clocks_) {
                const double soonest = std::min({clock.next_arrival, clock.next_done, clock.next_absence});
                if (soonest >= at) continue;
                at = soonest;
                next = &clock;
            }
            if (next_birth_ < births_.size()) {
                ApprovalCase& one = now_.approvals.cases[births_[next_birth_]];
                const double born = std::max(one.born, static_cast<double>(month_));
                if (born < at) {
                    arrive(births_[next_birth_++], born);
                    continue;
                }
            }
            if (next == nullptr) break;
            happen(*next, at);
        }
        // Births due later than this month wait for the next step.
        for (; next_birth_ < births_.size(); ++next_birth_) now_.approvals.newborn.push_back(births_[next_birth_]);
        for (const Clock& clock : clocks_) observe(clock.owner, month_ + 1.0);
    }

  private:
    Desk& desk(ActorId owner) { return now_.approvals.desks[owner]; }

    Clock& open_desk(ActorId owner) {
        const RunKey key = now_.key;
        const EntityKey entity = now_.actors.entity[owner];
        Clock clock{owner, Stream(key, entity, month_, Purpose::approval_background),
                    Stream(key, entity, month_, Purpose::approval_service)};
        Stream absence(key, entity, month_, Purpose::approval_absence);
        clock.next_absence = month_ + exponential(absence, model_.hierarchy.absence_rate);
        const double mean = model_.hierarchy.absence_months;
        clock.absence_length = mean > 0 ? exponential(absence, 1 / mean) : 0;
        const double background = model_.hierarchy.utilisation * rate_ * (1 - model_.hierarchy.return_probability);
        clock.next_arrival = month_ + exponential(clock.arrivals, background);
        observe(owner, month_);
        clocks_.push_back(clock);
        begin_service(clocks_.back(), month_);
        return clocks_.back();
    }

    Clock& clock_of(ActorId owner) {
        for (Clock& clock : clocks_)
            if (clock.owner == owner) return clock;
        std::vector<ActorId>& staffed = now_.approvals.staffed;
        staffed.insert(std::lower_bound(staffed.begin(), staffed.end(), owner), owner);
        return open_desk(owner);
    }

    /// Keeps the integral of the number present up to a time.
    void observe(ActorId owner, double time) {
        Desk& at = desk(owner);
        at.load_integral += static_cast<double>(at.queue.size()) * (time - at.observed_to);
        at.observed_to = time;
    }

    void begin_service(Clock& clock, double time) {
        clock.next_done = never;
        const Desk& at = desk(clock.owner);
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

    void join_queue(Clock& clock, CaseId id, double time) {
        observe(clock.owner, time);
        desk(clock.owner).queue.push_back({id, time});
        if (desk(clock.owner).queue.size() == 1) begin_service(clock, time);
    }

    /// A case reaches the desk at its present place in its path.
    void arrive(CaseId id, double time) {
        ApprovalCase& one = now_.approvals.cases[id];
        one.arrived = time;
        join_queue(clock_of(one.path[one.at]), id, time);
    }

    void happen(Clock& clock, double time) {
        if (time == clock.next_done) {
            serve(clock, time);
        } else if (time == clock.next_arrival) {
            const double background = model_.hierarchy.utilisation * rate_ * (1 - model_.hierarchy.return_probability);
            clock.next_arrival = time + exponential(clock.arrivals, background);
            join_queue(clock, CaseId(), time);
        } else {
            desk(clock.owner).absent_until = time + clock.absence_length;
            if (clock.next_done < never) clock.next_done += clock.absence_length;
            clock.next_absence = never;
        }
    }

    void serve(Clock& clock, double time) {
        const ActorId owner = clock.owner;
        observe(owner, time);
        Desk& at = desk(owner);
        const CaseId id = at.queue.front().id;
        const double arrived = at.queue.front().arrived;
        at.queue.erase(at.queue.begin());
        ++at.served;
        bool returned = false;
        if (id) {
            ApprovalCase& one = now_.approvals.cases[id];
            Stream fate(
                now_.key,
                combine(combine(one.entity, now_.actors.entity[owner]), static_cast<std::uint64_t>(one.services)),
                month_, Purpose::approval_return);
            ++one.services;
            returned = bernoulli(fate, model_.hierarchy.return_probability);
        } else {
            returned = bernoulli(clock.services, model_.hierarchy.return_probability);
        }
        // A return is the same stay at the same desk, at the end of the queue.
        if (returned)
            at.queue.push_back({id, arrived});
        else
            at.sojourn_total += time - arrived;
        begin_service(clock, time);
        if (id && !returned) decide(id, owner, time);
    }

    /// The superior says yes or no; after a yes the case moves on.
    void decide(CaseId id, ActorId owner, double time) {
        ApprovalCase& one = now_.approvals.cases[id];
        const Actors& actors = now_.actors;
        Stream fate(now_.key, combine(one.entity, actors.entity[owner]), month_, Purpose::approval_veto);
        const HierarchyParameters& p = model_.hierarchy;
        const double distance = std::abs(actors.position(one.initiator, one.topic) - actors.position(owner, one.topic));
        const double veto = logistic(p.veto_intercept + p.veto_distance * distance -
                                     p.veto_priority * actors.priority(owner, one.topic));
        if (bernoulli(fate, veto))
            close(one, CaseStatus::vetoed, time);
        else if (++one.at == one.path.size())
            close(one, CaseStatus::approved, time);
        else
            arrive(id, time);
    }

    void close(ApprovalCase& one, CaseStatus status, double time) {
        one.status = status;
        one.closed = time;
        now_.events.push_back(closing(month_, one));
    }

    const Model& model_;
    Month month_;
    State& now_;
    double rate_;
    double case_rate_ = 0;
    std::vector<Clock> clocks_;
    std::vector<CaseId> births_;
    std::size_t next_birth_ = 0;
};

/// Takes a case out of the queue of the desk where it waits.
void withdraw(State& now, CaseId id, double time) {
    const ApprovalCase& one = now.approvals.cases[id];
    Desk& desk = now.approvals.desks[one.path[one.at]];
    const auto found = std::find_if(desk.queue.begin(), desk.queue.end(), [&](const Waiting& w) { return w.id == id; });
    if (found == desk.queue.end()) return;
    desk.load_integral += static_cast<double>(desk.queue.size()) * (time - desk.observed_to);
    desk.observed_to = time;
    desk.sojourn_total += time - found->arrived;
    desk.queue.erase(found);
}

}  // namespace

CaseId submit(const Model& model, State& now, const CaseRequest& request) {
    const auto month = static_cast<Month>(std::floor(request.born));
    ApprovalCase one;
    one.entity = combine(combine(now.actors.entity[request.initiator], static_cast<std::uint64_t>(request.kind)),
                         request.subject);
    one.initiator = request.initiator;
    one.topic = request.topic;
    one.kind = request.kind;
    one.born = request.born;
    Stream fate(now.key, one.entity, month, Purpose::signature);
    const int depth =
        rounded_by_chance(std::max(0.0, model.hierarchy.approval_depth - model.hierarchy.delegated_depth), fate);
    const int holders = rounded_by_chance(model.jurisdiction.holders, fate);
    one.path = approval_path(model, now.actors, request.initiator, request.counterpart, depth,
                             request.kind == CaseKind::signature ? holders : 0);
    const CaseId id(now.approvals.cases.size());
    if (one.path.empty()) {
        one.status = CaseStatus::approved;
        one.closed = one.born;
    } else {
        now.approvals.newborn.push_back(id);
        now.approvals.open.push_back(id);
    }
    now.approvals.cases.push_back(std::move(one));
    return id;
}

CaseStatus status(const State& now, CaseId id) {
    return now.approvals.cases[id].status;
}

ActorId waiting_at(const State& now, CaseId id) {
    const ApprovalCase& one = now.approvals.cases[id];
    return one.status == CaseStatus::waiting ? one.path[one.at] : ActorId();
}

void approvals_step(const Model& model, Month month, State& now) {
    // Lapses come first: what is a year old at the turn of the month is not served any more.
    for (const CaseId id : now.approvals.open) {
        ApprovalCase& one = now.approvals.cases[id];
        if (one.status != CaseStatus::waiting) continue;
        const bool heard = now.actors.alive[one.initiator] != 0 && now.actors.alive[one.path[one.at]] != 0;
        if (heard && month - one.born < model.hierarchy.expiry_months) continue;
        withdraw(now, id, month);
        one.status = CaseStatus::expired;
        one.closed = month;
        now.events.push_back(closing(month, one));
    }
    std::erase_if(now.approvals.newborn,
                  [&](CaseId id) { return now.approvals.cases[id].status != CaseStatus::waiting; });
    Office(model, month, now).run();
    std::erase_if(now.approvals.open, [&](CaseId id) { return now.approvals.cases[id].status != CaseStatus::waiting; });
}

double regulation_share(const Model& model) {
    return model.jurisdiction.regulation;
}

Approvals initial_approvals(const Model& model) {
    const Population& population = model.population;
    Approvals approvals;
    approvals.desks.resize(population.actors.size());
    for (Desk& desk : approvals.desks) desk.observed_to = desk.absent_until = -model.time.burn_in;
    std::vector<std::uint8_t> is_superior(population.actors.size(), 0);
    for (const ActorId superior : population.superior)
        if (superior) is_superior[superior.index()] = 1;
    for (const ActorId i : IdRange<ActorId>(population.actors.size()))
        if (is_superior[i.index()] != 0) approvals.staffed.push_back(i);
    return approvals;
}

}  // namespace gemeinsim
