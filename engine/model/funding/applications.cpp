// SPDX-License-Identifier: Apache-2.0
#include "model/funding/applications.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "model/funding/contests.h"
#include "model/funding/eligibility.h"
#include "model/funding/grants.h"
#include "model/funding/hours.h"
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

/// What of a grant of this amount may pay an office.
double office_part(const Model& model, const Programme& programme, double amount) {
    if (programme.earmark == Earmark::measures) return 0;
    if (programme.earmark == Earmark::office) return amount;
    return amount * programme.office_share.value_or(model.funding.office_share);
}

double merit_weight(const Programme& programme) {
    return programme.selection == AwardRule::merit ? programme.merit_weight : 0;
}

/// Merit in the funder's eyes: half what the applicant can do, half what the initiative is expected to reach [A].
double merit_of(const State& now, const Initiative& initiative, ActorId applicant) {
    return .5 * now.actors.know_how[applicant] + .5 * initiative.success;
}

/// A bid that might be written.
struct Wish {
    InitiativeId initiative;
    ActorId applicant;
    Cents usable = 0;
    Cents amount = 0;
    bool known = false;
};

/// What an initiative would apply for; no applicant where it may not or has no use for a grant.
Wish wish(const Model& model, Month month, const State& now, InitiativeId id, ProgrammeId at) {
    const Programme& programme = model.programmes[at];
    const Initiative& initiative = now.initiatives.all[id];
    if (!initiative.alive() || !is_supported(now, initiative, programme) || is_served(model, month, now, at, id))
        return {};
    Wish one;
    one.initiative = id;
    one.applicant = applicant(now, initiative, programme);
    if (!one.applicant) return {};
    one.usable = usable_money(model, now, initiative, programme);
    one.amount = std::clamp(one.usable, programme.grant_min, programme.grant_max);
    one.known = is_known(now, at, one.applicant);
    return one.amount > 0 ? one : Wish{};
}

double free_hours(const State& now, const Initiative& initiative) {
    double free = 0;
    for (const ActorId i : full_members(now, initiative)) free += std::max(0., now.actors.hours[i].free());
    return free;
}

/// The applicant writes as far as it has the hours, then the others in the order of joining.
double write(State& now, const Initiative& initiative, ActorId applicant, double hours) {
    double missing = hours - take_hours(now, applicant, hours, MoneyWork::application);
    for (const ActorId i : full_members(now, initiative))
        if (i != applicant && missing > 0) missing -= take_hours(now, i, missing, MoneyWork::application);
    return hours - std::max(0., missing);
}

void submit_bid(const Model& model, Month month, State& now, ProgrammeId at, const Wish& one, double hours) {
    const Programme& programme = model.programmes[at];
    const Initiative& initiative = now.initiatives.all[one.initiative];
    Application application;
    application.programme = at;
    application.initiative = one.initiative;
    application.applicant = one.applicant;
    application.amount = one.amount;
    application.merit = merit_of(now, initiative, one.applicant);
    application.submitted = month;
    application.decided = month + programme.months_to_decide;
    application.hours = write(now, initiative, one.applicant, hours);
    application.known = one.known;
    now.funding.applications[at].push_back(application);
}

/// Every initiative that a programme may support, one call after the other.
template <class Body>
void for_each_initiative(const State& now, const Programme& programme, const Body& body) {
    if (programme.place_id) {
        for (const InitiativeId id : now.funding.at_place[programme.place_id]) body(id);
    } else {
        for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) body(id);
    }
}

void call_by_merit(const Model& model, Month month, State& now, ProgrammeId at) {
    const Programme& programme = model.programmes[at];
    for_each_initiative(now, programme, [&](InitiativeId id) {
        const Wish one = wish(model, month, now, id, at);
        if (!one.applicant) return;
        const double value =
            expected_success(model, now, at, one.known) * static_cast<double>(std::min(one.usable, one.amount));
        if (value <= programme.hours_to_apply * static_cast<double>(model.funding.wage)) return;
        if (free_hours(now, now.initiatives.all[id]) < programme.hours_to_apply) return;
        submit_bid(model, month, now, at, one, programme.hours_to_apply);
    });
}

/// Whether a bid passes the competition with applicants from elsewhere.
double passing(const Programme& programme, double merit, bool known) {
    const double repeat = known ? programme.repeat_advantage : 1;
    return clip(programme.success * (1 + merit_weight(programme) * (2 * merit - 1)) * repeat, 0, 1);
}

void call_a_contest(const Model& model, Month month, State& now, ProgrammeId at) {
    const Programme& programme = model.programmes[at];
    const auto wage = static_cast<double>(model.funding.wage);
    std::vector<Wish> wishes;
    std::vector<Contestant> contestants;
    Cents asked = 0;
    for_each_initiative(now, programme, [&](InitiativeId id) {
        const Wish one = wish(model, month, now, id, at);
        if (!one.applicant) return;
        const double value = passing(programme, 0, one.known) * static_cast<double>(std::min(one.usable, one.amount));
        wishes.push_back(one);
        contestants.push_back({value / wage, free_hours(now, now.initiatives.all[id]), 0});
        asked += one.amount;
    });
    if (wishes.empty()) return;
    // As many grants of the mean size as the budget holds.
    const Cents mean = std::max<Cents>(1, asked / static_cast<Cents>(wishes.size()));
    const auto prizes = static_cast<int>(std::min<Cents>(free_budget(now, at) / mean, 1000000));
    if (prizes == 0) return;
    settle_contest(programme.hours_to_apply, prizes, contestants);
    for (std::size_t k = 0; k < wishes.size(); ++k) {
        const bool enters = contestants[k].hours >= 0 && contestants[k].value > contestants[k].hours;
        if (enters) submit_bid(model, month, now, at, wishes[k], contestants[k].hours);
    }
}

struct Ranked {
    Application application;
    double score = 0;
    EntityKey entity = 0;
    bool passes = false;
    bool granted = false;
};

Ranked rank(const Model& model, const State& now, const Application& one) {
    const Programme& programme = model.programmes[one.programme];
    const EntityKey entity = now.initiatives.all[one.initiative].entity;
    Stream stream(now.key, combine(entity, hash_name(programme.name)), one.submitted, Purpose::award);
    const double competition = uniform(stream);
    const double lottery = uniform(stream);
    Ranked ranked{one, 0, entity, competition < passing(programme, one.merit, one.known), false};
    const double weight = merit_weight(programme);
    // The least of exponential times with rates h is the k-th with probability h_k / sum h, and so on among the rest.
    if (programme.selection == AwardRule::contest)
        ranked.score = one.hours > 0 ? std::log1p(-lottery) / one.hours : -std::numeric_limits<double>::infinity();
    else
        ranked.score = weight * one.merit + (1 - weight) * lottery;
    return ranked;
}

void award(const Model& model, Month month, State& now, const Application& one) {
    const Programme& programme = model.programmes[one.programme];
    Grant grant;
    grant.programme = one.programme;
    grant.initiative = one.initiative;
    grant.applicant = one.applicant;
    grant.amount = grant.left = one.amount;
    grant.office_left = std::min(
        one.amount, static_cast<Cents>(std::llround(office_part(model, programme, static_cast<double>(one.amount)))));
    grant.overhead_left = share_of(one.amount, programme.overhead_cap.value_or(model.funding.overhead_cap));
    grant.earmark = programme.earmark;
    grant.own_share = programme.co_financing.value_or(model.funding.co_financing);
    grant.in_kind = programme.in_kind;
    grant.starts = month + 1;
    grant.ends = grant.starts + grant_months(model, programme);
    add_grant(now, grant);
    std::vector<ActorId>& known = now.funding.recipients[one.programme];
    const auto at = std::lower_bound(known.begin(), known.end(), one.applicant);
    if (at == known.end() || *at != one.applicant) known.insert(at, one.applicant);
}

void decide_call(const Model& model, Month month, State& now, ProgrammeId at) {
    Funding& funding = now.funding;
    std::vector<Ranked> due;
    for (const Application& one : funding.applications[at])
        if (one.decided <= month && now.initiatives.all[one.initiative].alive()) due.push_back(rank(model, now, one));
    std::erase_if(funding.applications[at], [&](const Application& one) { return one.decided <= month; });
    std::sort(due.begin(), due.end(), [](const Ranked& a, const Ranked& b) {
        if (a.score != b.score) return a.score > b.score;
        return a.entity < b.entity;
    });
    TrackRecord& record = funding.track_record[at];
    for (Ranked& one : due) {
        const Application& application = one.application;
        one.granted = one.passes && free_budget(now, at) >= application.amount;
        if (one.granted) award(model, month, now, application);
        record.decided += application.known ? model.programmes[at].repeat_advantage : 1;
        ++funding.applications_decided;
        record.granted += one.granted ? 1 : 0;
        funding.applications_granted += one.granted ? 1 : 0;
        now.events.push_back({month, one.granted ? EventKind::award : EventKind::rejection, application.applicant,
                              application.initiative, application.amount});
    }
    std::vector<Bid> bids;
    for (const Ranked& one : due) bids.push_back({one.application.initiative, one.granted});
    compete(model, now, bids);
}

}  // namespace

bool is_known(const State& now, ProgrammeId programme, ActorId applicant) {
    const std::vector<ActorId>& known = now.funding.recipients[programme];
    return std::binary_search(known.begin(), known.end(), applicant);
}

double expected_success(const Model& model, const State& now, ProgrammeId programme, bool known) {
    const TrackRecord& record = now.funding.track_record[programme];
    const double weight = model.funding.prior_weight;
    const double unknown =
        weight == 0 && record.decided == 0
            ? model.funding.success_prior
            : (static_cast<double>(record.granted) + weight * model.funding.success_prior) / (record.decided + weight);
    return known ? std::min(1., unknown * model.programmes[programme].repeat_advantage) : unknown;
}

std::array<Cents, sector_count> open_joint_calls(const Model& model, Month month, const State& now) {
    std::array<Cents, sector_count> all{};
    if (model.funding.arm == Arm::equal_money) return all;
    for (const ProgrammeId at : IdRange<ProgrammeId>(model.programmes.size())) {
        const Programme& programme = model.programmes[at];
        if (!calls(model, programme, month) || !has_payer(model, now, at)) continue;
        if (programme.place_id && model.population.places.size() > 1) continue;
        const double grant = static_cast<double>(programme.grant_min + programme.grant_max) / 2;
        const Cents share = std::llround(expected_success(model, now, at) * grant / 2);
        for (std::size_t sector = 0; sector < all.size(); ++sector)
            if (((programme.sector_set >> sector) & 1U) != 0) all[sector] += share;
    }
    return all;
}

Cents usable_money(const Model& model, const State& now, const Initiative& initiative, const Programme& programme) {
    const double months = grant_months(model, programme);
    const auto ceiling = static_cast<double>(programme.grant_max);
    const double per_cent = model.funding.hours_per_1000_eur / 100000;
    double money = per_cent > 0 ? handling_hours(model, now, initiative) / per_cent * months : ceiling;
    if (programme.earmark == Earmark::office) money = 0;
    if (model.governance.broker_paid_by == BrokerPaidBy::grant)
        money += std::min(static_cast<double>(office_bill(model, initiative)) * months,
                          office_part(model, programme, ceiling));
    const double own = programme.co_financing.value_or(model.funding.co_financing);
    if (own > 0) {
        double at_hand = 0;
        double hours = 0;
        for (const ActorId i : full_members(now, initiative))
            at_hand += static_cast<double>(now.funding.ledger.balance(now.funding.actor_account[i]));
        for (const Member& member : initiative.members) hours += member.given_hours;
        // Of the own share hours may stand for a part, as many as are given at present.
        const double in_kind = hours * static_cast<double>(model.funding.wage) * months;
        const double matched =
            std::min(at_hand + in_kind, programme.in_kind < 1 ? at_hand / (1 - programme.in_kind) : at_hand + in_kind);
        money = std::min(money, matched * (1 - own) / own);
    }
    return static_cast<Cents>(std::min(money, ceiling));
}

void write_applications(const Model& model, Month month, State& now) {
    if (model.funding.arm == Arm::equal_money) return;
    fit_funding(now);
    for (const ProgrammeId at : IdRange<ProgrammeId>(model.programmes.size())) {
        const Programme& programme = model.programmes[at];
        if (!calls(model, programme, month) || !has_payer(model, now, at)) continue;
        if (programme.selection == AwardRule::contest)
            call_a_contest(model, month, now, at);
        else
            call_by_merit(model, month, now, at);
    }
}

void decide_applications(const Model& model, Month month, State& now) {
    for (const ProgrammeId at : IdRange<ProgrammeId>(model.programmes.size()))
        if (!now.funding.applications[at].empty()) decide_call(model, month, now, at);
}

void withdraw_applications(State& now) {
    for (std::vector<Application>& waiting : now.funding.applications)
        std::erase_if(waiting, [&](const Application& one) { return !now.initiatives.all[one.initiative].alive(); });
}

}  // namespace gemeinsim
