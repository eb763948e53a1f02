// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/signature.h"

#include <algorithm>
#include <array>
#include <limits>

#include "model/hierarchy/paths.h"
#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/decision.h"

namespace gemeinsim {
namespace {

bool stands_below(const State& now, ActorId unit, ActorId superior) {
    for (ActorId above = now.actors.superior[unit]; above; above = now.actors.superior[above])
        if (above == superior) return true;
    return false;
}

bool is_willing(const Model& model, const State& now, const Initiative& initiative, const Member& member) {
    // A unit whose leadership has other priorities does not sign, whoever orders it to.
    if (!supports(model, now, member.actor, initiative.topic)) return false;
    if (model.governance.decision == DecisionRule::superior_decides &&
        (member.actor == initiative.founder || stands_below(now, member.actor, initiative.founder)))
        return true;
    return member.vote == 1;
}

bool was_asked(const Member& member) {
    return takes_part(member) && member.vote >= 0;
}

/// The other signer of the unit's own hierarchy with whom it shares the highest of the lowest common superiors: what
/// departments sign together is a matter of those above all of them. None where nobody else of its hierarchy is asked.
ActorId farthest_colleague(const State& now, const Initiative& initiative, ActorId unit) {
    ActorId farthest;
    int depth = now.actors.depth[unit];
    for (const Member& other : initiative.members) {
        if (!was_asked(other)) continue;
        const ActorId common = lowest_common_superior(now.actors, unit, other.actor);
        if (!common || now.actors.depth[common] >= depth) continue;
        depth = now.actors.depth[common];
        farthest = other.actor;
    }
    return farthest;
}

/// Keeps who stands behind a text that too few sign: a desk that did not let one sign before one that did not want to,
/// and the first of each.
void blame(const State& now, const Member& member, RefusedText& text) {
    if (member.approval && text.how != Refused::by_superiors) {
        const ApprovalCase& one = now.approvals.cases[member.approval];
        const ActorId desk = one.at < one.path.size() ? one.path[one.at].desk : ActorId();
        text = {Refused::by_superiors, side_of(now, desk, {}), desk, member.actor};
    } else if (!member.approval && text.how == Refused::too_few) {
        text = {Refused::by_signers, side_of(now, member.actor, member.follows), member.actor, member.follows};
    }
}

}  // namespace

void open_signature(const Model& model, Month month, State& now, Initiative& initiative) {
    initiative.gate = Gate::signature;
    const EntityKey text = combine(initiative.entity, static_cast<EntityKey>(initiative.texts));
    for (Member& member : initiative.members) {
        member.signed_product = false;
        if (takes_part(member)) withdraw_case(month, now, member.approval);  // that of one still joining stays
        if (!was_asked(member) || !is_willing(model, now, initiative, member)) continue;
        // The desks have done this month's work already.
        const CaseId asked = submit(model, now,
                                    {.initiator = member.actor,
                                     .counterpart = farthest_colleague(now, initiative, member.actor),
                                     .kind = CaseKind::signature,
                                     .subject = text,
                                     .topic = initiative.topic,
                                     .born = static_cast<double>(month + 1)});
        if (!asked || status(now, asked) == CaseStatus::approved)
            member.signed_product = true;
        else
            member.approval = asked;
    }
}

double signatures_settled_at(const State& now, const Initiative& initiative) {
    double last = 0;
    for (const Member& member : initiative.members) {
        if (!was_asked(member) || !member.approval) continue;
        if (status(now, member.approval) == CaseStatus::waiting) return std::numeric_limits<double>::infinity();
        last = std::max(last, now.approvals.cases[member.approval].closed);
    }
    return last;
}

bool sign(const Model& model, Month month, State& now, InitiativeId id) {
    Initiative& initiative = now.initiatives.all[id];
    int signers = 0;
    std::array<bool, sector_count> sectors{};
    RefusedText unsigned_text;
    unsigned_text.how = Refused::too_few;
    for (Member& member : initiative.members) {
        if (!was_asked(member)) continue;
        if (member.approval && status(now, member.approval) == CaseStatus::approved) member.signed_product = true;
        if (!member.signed_product) blame(now, member, unsigned_text);
        member.approval = {};
        if (!member.signed_product) continue;
        ++signers;
        sectors[static_cast<std::size_t>(now.actors.sector[member.actor])] = true;
        now.events.push_back({.month = month, .kind = EventKind::signature, .actor = member.actor, .initiative = id});
    }
    const bool enough = signers >= model.initiatives.signers &&
                        std::count(sectors.begin(), sectors.end(), true) >= model.initiatives.signer_sectors;
    if (!enough) {
        // What too few sign separates nobody: all vote on the next text.
        initiative.refused_text = unsigned_text;
        return false;
    }
    for (Member& member : initiative.members) {
        if (!was_asked(member)) continue;
        const MemberStatus was = member.status;
        member.status = member.signed_product ? MemberStatus::member : MemberStatus::associate;
        if (member.status != was) member.since = month;
    }
    return true;
}

}  // namespace gemeinsim
