// SPDX-License-Identifier: Apache-2.0
#include "model/funding/applications.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/funding/offices.h"
#include "model/funding/programmes.h"
#include "model/funding/spending.h"
#include "model/math.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

int grant_months(const Model& model, const Programme& programme) {
    return std::max(1, static_cast<int>(std::lround(programme.duration.value_or(model.funding.duration))));
}

bool may_apply(const Programme& programme, Sector sector) {
    static constexpr std::array<const char*, sector_count> names{"administration", "civil_society", "business"};
    return programme.sectors.empty() || std::find(programme.sectors.begin(), programme.sectors.end(),
                                                  names[static_cast<std::size_t>(sector)]) != programme.sectors.end();
}

bool is_served(const State& now, ProgrammeId programme, InitiativeId initiative) {
    const auto same = [&](const auto& one) { return one.programme == programme && one.initiative == initiative; };
    return std::any_of(now.funding.applications.begin(), now.funding.applications.end(), same) ||
           std::any_of(now.funding.grants.begin(), now.funding.grants.end(), same);
}

/// Merit in the funder's eyes: half what the applicant can do, half what the initiative is expected to reach [A].
double merit_of(const State& now, const Initiative& initiative, ActorId applicant) {
    return .5 * now.actors.know_how[applicant] + .5 * initiative.success;
}

void apply(const Model& model, Month month, State& now, InitiativeId id, ProgrammeId at) {
    const Programme& programme = model.programmes[at];
    const Initiative& initiative = now.initiatives.all[id];
    const ActorId writes = applicant(model, now, initiative, programme);
    if (!writes) return;
    const Cents usable = usable_money(model, now, initiative, programme);
    const Cents amount = std::clamp(usable, programme.grant_min, programme.grant_max);
    const double value = expected_success(model, now, at) * static_cast<double>(std::min(usable, amount));
    if (amount == 0 || value <= programme.hours_to_apply * static_cast<double>(model.funding.wage)) return;
    std::vector<ActorId> writers = full_members(now, initiative);
    std::stable_partition(writers.begin(), writers.end(), [&](ActorId i) { return i == writes; });
    double available = 0;
    for (const ActorId i : writers) available += std::max(0., now.actors.hours[i].free());
    if (available < programme.hours_to_apply) return;
    double missing = programme.hours_to_apply;
    for (const ActorId i : writers) missing -= take_hours(now, i, missing);
    now.funding.applications.push_back(
        {at, id, writes, amount, merit_of(now, initiative, writes), month, month + programme.months_to_decide});
}

struct Ranked {
    Application application;
    double score = 0;
    EntityKey entity = 0;
    bool passes = false;
};

void award(const Model& model, Month month, State& now, const Application& one) {
    const Programme& programme = model.programmes[one.programme];
    Grant grant;
    grant.programme = one.programme;
    grant.initiative = one.initiative;
    grant.applicant = one.applicant;
    grant.left = one.amount;
    const double share = programme.office_share.value_or(model.funding.office_share);
    grant.office_left = std::min(one.amount, static_cast<Cents>(std::llround(static_cast<double>(one.amount) * share)));
    grant.own_share = programme.co_financing.value_or(model.funding.co_financing);
    grant.starts = month + 1;
    grant.ends = grant.starts + grant_months(model, programme);
    now.funding.grants.push_back(grant);
}

}  // namespace

double expected_success(const Model& model, const State& now, ProgrammeId programme) {
    const TrackRecord& record = now.funding.track_record[programme];
    const double weight = model.funding.prior_weight;
    if (weight == 0 && record.decided == 0) return model.funding.success_prior;
    return (static_cast<double>(record.granted) + weight * model.funding.success_prior) /
           (static_cast<double>(record.decided) + weight);
}

std::array<Cents, sector_count> open_joint_calls(const Model& model, Month month, const State& now) {
    std::array<Cents, sector_count> all{};
    if (model.funding.arm == Arm::equal_money) return all;
    for (const ProgrammeId at : IdRange<ProgrammeId>(model.programmes.size())) {
        const Programme& programme = model.programmes[at];
        if (!calls(model, programme, month)) continue;
        const double grant = static_cast<double>(programme.grant_min + programme.grant_max) / 2;
        const Cents share = std::llround(expected_success(model, now, at) * grant / 2);
        for (std::size_t sector = 0; sector < all.size(); ++sector)
            if (may_apply(programme, static_cast<Sector>(sector))) all[sector] += share;
    }
    return all;
}

ActorId applicant(const Model& /*model*/, const State& now, const Initiative& initiative, const Programme& programme) {
    const ActorId first = treasurer(now, initiative);
    if (first && may_apply(programme, now.actors.sector[first])) return first;
    for (const ActorId i : full_members(now, initiative))
        if (may_apply(programme, now.actors.sector[i])) return i;
    return {};
}

Cents usable_money(const Model& model, const State& now, const Initiative& initiative, const Programme& programme) {
    const double months = grant_months(model, programme);
    const double ceiling = static_cast<double>(programme.grant_max);
    const double per_cent = model.funding.hours_per_1000_eur / 100000;
    double money = per_cent > 0 ? handling_hours(model, now, initiative) / per_cent * months : ceiling;
    if (model.governance.broker_paid_by == BrokerPaidBy::grant)
        money += std::min(static_cast<double>(office_bill(model, initiative)) * months,
                          ceiling * programme.office_share.value_or(model.funding.office_share));
    const double own = programme.co_financing.value_or(model.funding.co_financing);
    if (own > 0) {
        Cents at_hand = 0;
        for (const ActorId i : full_members(now, initiative))
            at_hand += now.funding.ledger.balance(now.funding.actor_account[i]);
        money = std::min(money, static_cast<double>(at_hand) * (1 - own) / own);
    }
    return static_cast<Cents>(std::min(money, ceiling));
}

void write_applications(const Model& model, Month month, State& now) {
    if (model.funding.arm == Arm::equal_money) return;
    for (const ProgrammeId at : IdRange<ProgrammeId>(model.programmes.size())) {
        if (!calls(model, model.programmes[at], month)) continue;
        for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size()))
            if (now.initiatives.all[id].alive() && !is_served(now, at, id)) apply(model, month, now, id, at);
    }
}

void decide_applications(const Model& model, Month month, State& now) {
    Funding& funding = now.funding;
    std::vector<Ranked> due;
    for (const Application& one : funding.applications) {
        if (one.decided > month) continue;
        const Programme& programme = model.programmes[one.programme];
        const EntityKey entity = now.initiatives.all[one.initiative].entity;
        Stream stream(now.key, combine(entity, hash_name(programme.name)), one.submitted, Purpose::award);
        const double competition = uniform(stream);
        const double lottery = uniform(stream);
        const double chance = clip(programme.success * (1 + programme.merit_weight * (2 * one.merit - 1)), 0, 1);
        due.push_back({one, programme.merit_weight * one.merit + (1 - programme.merit_weight) * lottery, entity,
                       competition < chance});
    }
    std::erase_if(funding.applications, [&](const Application& one) { return one.decided <= month; });
    std::sort(due.begin(), due.end(), [](const Ranked& a, const Ranked& b) {
        if (a.application.programme != b.application.programme)
            return a.application.programme < b.application.programme;
        if (a.score != b.score) return a.score > b.score;
        return a.entity < b.entity;
    });
    for (const Ranked& one : due) {
        const Application& application = one.application;
        const bool granted = one.passes && free_budget(now, application.programme) >= application.amount;
        if (granted) award(model, month, now, application);
        TrackRecord& record = funding.track_record[application.programme];
        ++record.decided;
        ++funding.applications_decided;
        record.granted += granted ? 1 : 0;
        funding.applications_granted += granted ? 1 : 0;
        now.events.push_back({month, granted ? EventKind::award : EventKind::rejection, application.applicant,
                              application.initiative, application.amount});
    }
}

}  // namespace gemeinsim
