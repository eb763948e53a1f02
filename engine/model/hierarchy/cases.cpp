// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/cases.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "model/hierarchy/desks.h"
#include "model/hierarchy/paths.h"
#include "model/hierarchy/rules.h"
#include "model/remedies/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Whole part plus one with the chance of the fraction.
int rounded_by_chance(double value, Stream& stream) {
    const double whole = std::floor(value);
    return static_cast<int>(whole) + (bernoulli(stream, value - whole) ? 1 : 0);
}

Event closing(Month month, EventKind kind, const ApprovalCase& one) {
    return {month, kind, one.initiator, InitiativeId(), static_cast<std::int64_t>(one.kind)};
}

/// An empty case in a place that nobody holds, with the memory of the path that stood there.
CaseId vacant_case(Approvals& approvals) {
    if (approvals.vacant.empty()) {
        approvals.cases.emplace_back();
        return CaseId(approvals.cases.size() - 1);
    }
    const CaseId id = approvals.vacant.back();
    approvals.vacant.pop_back();
    std::vector<Stop> path = std::move(approvals.cases[id].path);
    path.clear();
    approvals.cases[id] = {};
    approvals.cases[id].path = std::move(path);
    return id;
}

}  // namespace

CaseId submit(const Model& model, State& now, const CaseRequest& request) {
    const auto month = static_cast<Month>(std::floor(request.born));
    const CaseId id = vacant_case(now.approvals);
    ApprovalCase& one = now.approvals.cases[id];
    one.entity = combine(combine(now.actors.entity[request.initiator], static_cast<std::uint64_t>(request.kind)),
                         request.subject);
    one.initiator = request.initiator;
    one.topic = request.topic;
    one.kind = request.kind;
    one.born = request.born;
    Stream fate(now.key, one.entity, month, Purpose::signature);
    const double delegated = remedy_strength(model, now, RemedyKind::delegation, month);
    const double depth =
        model.hierarchy.approval_depth * weight_of(model.hierarchy, request.kind) - model.hierarchy.delegated_depth;
    const int superiors = rounded_by_chance(std::max(0.0, depth) * (1 - delegated), fate);
    const int levels = rounded_by_chance(model.jurisdiction.holders, fate);
    add_superiors(now.actors, request.initiator, request.counterpart, superiors, one.path);
    if (request.kind == CaseKind::signature)
        add_holders(model, now.actors, request.initiator, request.topic, levels, one.path);
    if (one.path.empty()) {
        one.status = CaseStatus::approved;
        one.closed = one.born;
        now.approvals.closed.push_back(id);
    } else {
        now.approvals.newborn.push_back(id);
        now.approvals.open.push_back(id);
    }
    return id;
}

CaseStatus status(const State& now, CaseId id) {
    return now.approvals.cases[id].status;
}

ActorId waiting_at(const State& now, CaseId id) {
    const ApprovalCase& one = now.approvals.cases[id];
    return one.status == CaseStatus::waiting ? one.path[one.at].desk : ActorId();
}

void expire(State& now, CaseId id, Month month, EventKind why) {
    ApprovalCase& one = now.approvals.cases[id];
    Desk& desk = now.approvals.desks[one.path[one.at].desk];
    // What the step "approvals" has served of the month is past: a case that goes after it was there to the end.
    one.closed = std::max<double>(month, desk.observed_to);
    leave_desk(desk, id, one.closed);
    one.status = CaseStatus::expired;
    if (month >= 0) {
        CaseTotals& total = now.approvals.totals[static_cast<std::size_t>(one.kind)];
        ++(why == EventKind::case_lost ? total.lost : why == EventKind::withdrawal ? total.withdrawn : total.expired);
    }
    now.events.push_back(closing(month, why, one));
}

void withdraw_case(Month month, State& now, CaseId& id) {
    const CaseId gone = std::exchange(id, CaseId());
    if (!gone || status(now, gone) != CaseStatus::waiting) return;
    expire(now, gone, month, EventKind::withdrawal);
    std::erase(now.approvals.newborn, gone);
    std::erase(now.approvals.open, gone);
    now.approvals.vacant.push_back(gone);
}

void tell(Month month, State& now, CaseId id) {
    const ApprovalCase& one = now.approvals.cases[id];
    const bool approved = one.status == CaseStatus::approved;
    if (one.closed >= 0) {
        CaseTotals& total = now.approvals.totals[static_cast<std::size_t>(one.kind)];
        ++(approved ? total.approved : total.vetoed);
        (approved ? total.approval_time : total.veto_time) += one.closed - one.born;
    }
    now.events.push_back(closing(month, approved ? EventKind::approval : EventKind::veto, one));
}

void sort_by_birth(State& now) {
    Approvals& approvals = now.approvals;
    const auto earlier = [&](CaseId a, CaseId b) {
        const ApprovalCase& one = approvals.cases[a];
        const ApprovalCase& other = approvals.cases[b];
        return std::tie(one.born, one.entity) < std::tie(other.born, other.entity);
    };
    if (approvals.newborn.empty()) return;
    std::sort(approvals.newborn.begin(), approvals.newborn.end(), earlier);
    std::sort(approvals.open.begin(), approvals.open.end(), earlier);
}

void drop_closed(State& now) {
    Approvals& approvals = now.approvals;
    const auto closed = [&](CaseId id) { return approvals.cases[id].status != CaseStatus::waiting; };
    std::erase_if(approvals.newborn, closed);
    std::erase_if(approvals.open, [&](CaseId id) {
        if (!closed(id)) return false;
        approvals.closed.push_back(id);
        return true;
    });
}

void recycle(State& now) {
    Approvals& approvals = now.approvals;
    if (approvals.closed.empty()) return;
    std::vector<std::uint8_t>& held = approvals.space.held;
    held.assign(approvals.cases.size(), 0);
    const auto hold = [&](CaseId id) {
        if (id) held[id.index()] = 1;
    };
    for (const PactProposal& proposal : now.relations.proposals)
        for (const CaseId id : proposal.cases) hold(id);
    for (const Initiative& initiative : now.initiatives.all)
        for (const Member& member : initiative.members) hold(member.approval);
    for (const Released& released : now.funding.released) hold(released.request);
    std::erase_if(approvals.closed, [&](CaseId id) {
        if (held[id.index()] != 0) return false;
        approvals.vacant.push_back(id);
        return true;
    });
}

}  // namespace gemeinsim
