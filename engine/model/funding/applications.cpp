// SPDX-License-Identifier: Apache-2.0
#include "model/funding/applications.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "model/exchange/blocks.h"
#include "model/funding/contests.h"
#include "model/funding/eligibility.h"
#include "model/funding/forecast.h"
#include "model/funding/grants.h"
#include "model/funding/hours.h"
#include "model/funding/programmes.h"
#include "model/funding/spending.h"
#include "model/math.h"
#include "model/remedies/funding_terms.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

double merit_weight(const Programme& programme) {
    return programme.selection == AwardRule::merit ? programme.merit_weight : 0;
}

/// Merit in the funder's eyes: half what the applicant can do, half what the initiative is expected to reach [A].
double merit_of(const State& now, const Initiative& initiative, ActorId applicant) {
    return .5 * now.actors.know_how[applicant] + .5 * initiative.success;
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
    now.funding.bidding[one.initiative].push_back({at, one.amount});
}

/// Whether a bid passes the competition with applicants from elsewhere.
double passing(const Model& model, const Programme& programme, double merit, bool known) {
    const double repeat = known ? programme.repeat_advantage : 1;
    const double success = programme.success.value_or(model.funding.success);
    return clip(success * (1 + merit_weight(programme) * (2 * merit - 1)) * repeat, 0, 1);
}

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
    one.free_hours = free_hours(now, initiative);
    if (one.free_hours < programme.hours_to_apply) return {};
    // Who could not spend the smallest grant asks for none.
    one.amount = usable_money(model, now, id, at);
    if (one.amount <= 0 || one.amount < programme.grant_min) return {};
    one.known = is_known(now, at, one.applicant);
    one.bids = static_cast<std::uint32_t>(now.funding.bidding[id].size());
    const bool contest = programme.selection == AwardRule::contest;
    one.success = contest ? passing(model, programme, 0, one.known) : expected_success(model, now, at, one.known);
    const double value = one.success * static_cast<double>(one.amount);
    return contest || value > programme.hours_to_apply * static_cast<double>(model.funding.wage) ? one : Wish{};
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

/// The hours that those who wish take part in a contest with, as best replies to each other.
void prepare_contest(const Model& model, const State& now, FundingRoom::Call& call) {
    const auto wage = static_cast<double>(model.funding.wage);
    call.contestants.clear();
    Cents asked = 0;
    for (const Wish& one : call.wishes) {
        call.contestants.push_back({one.success * static_cast<double>(one.amount) / wage, one.free_hours, -1});
        asked += one.amount;
    }
    if (call.wishes.empty()) return;
    // As many grants of the mean size as the budget holds.
    const Cents mean = std::max<Cents>(1, asked / static_cast<Cents>(call.wishes.size()));
    const auto prizes = static_cast<int>(std::min<Cents>(free_budget(now, call.programme) / mean, 1000000));
    if (prizes > 0) settle_contest(model.programmes[call.programme].hours_to_apply, prizes, call.contestants);
}

/// What a programme's call brings, worked out on the state at the start of all calls: reads it, writes its own room.
void prepare_call(const Model& model, Month month, const State& now, FundingRoom::Call& call) {
    const Programme& programme = model.programmes[call.programme];
    call.wishes.clear();
    for_each_initiative(now, programme, [&](InitiativeId id) {
        const Wish one = wish(model, month, now, id, call.programme);
        if (one.applicant) call.wishes.push_back(one);
    });
    if (programme.selection == AwardRule::contest) prepare_contest(model, now, call);
}

/// What of a call is still true when its turn comes: earlier calls of the month have taken hours, and whoever bid there
/// thinks again.
void write_bids(const Model& model, Month month, State& now, const FundingRoom::Call& call) {
    const Programme& programme = model.programmes[call.programme];
    for (std::size_t k = 0; k < call.wishes.size(); ++k) {
        Wish one = call.wishes[k];
        double hours = programme.hours_to_apply;
        if (programme.selection == AwardRule::contest) {
            const Contestant& own = call.contestants[k];
            if (own.hours < 0 || own.value <= own.hours) continue;
            hours = own.hours;
        }
        if (now.funding.bidding[one.initiative].size() != one.bids)
            one = wish(model, month, now, one.initiative, call.programme);
        if (!one.applicant || free_hours(now, now.initiatives.all[one.initiative]) < programme.hours_to_apply) continue;
        submit_bid(model, month, now, call.programme, one, hours);
    }
}

Ranked rank(const Model& model, const State& now, const Application& one, std::size_t at) {
    const Programme& programme = model.programmes[one.programme];
    const EntityKey entity = now.initiatives.all[one.initiative].entity;
    Stream stream(now.key, combine(entity, hash_name(programme.name)), one.submitted, Purpose::award);
    const double competition = uniform(stream);
    const double lottery = uniform(stream);
    Ranked ranked{static_cast<std::uint32_t>(at), 0, entity,
                  competition < passing(model, programme, one.merit, one.known)};
    const double weight = merit_weight(programme);
    // The least of exponential times with rates h is the k-th with probability h_k / sum h, and so on among the rest.
    if (programme.selection == AwardRule::contest)
        ranked.score = one.hours > 0 ? std::log1p(-lottery) / one.hours : -std::numeric_limits<double>::infinity();
    else
        ranked.score = weight * one.merit + (1 - weight) * lottery;
    return ranked;
}

/// What a grant's money may pay: the programme's own earmark, or one drawn for the initiative and the programme.
Earmark granted_earmark(const Model& model, const State& now, const Programme& programme,
                        const Initiative& initiative) {
    Stream stream(now.key, combine(initiative.entity, hash_name(programme.name)), before_the_run, Purpose::programme);
    const double drawn = uniform(stream);
    const double pooled = uniform(stream);
    Earmark earmark = programme.earmark;
    // Whoever says which share may pay an office has no earmark against it.
    const bool earmarked = !programme.office_share && drawn < model.funding.earmarked;
    if (earmark == Earmark::drawn) earmark = earmarked ? Earmark::measures : Earmark::none;
    return pooled < now.remedies.of(RemedyKind::pooled_budget) ? Earmark::none : earmark;
}

void award(const Model& model, Month month, State& now, const Application& one) {
    const Programme& programme = model.programmes[one.programme];
    const Initiative& initiative = now.initiatives.all[one.initiative];
    Grant grant;
    grant.programme = one.programme;
    grant.initiative = one.initiative;
    grant.applicant = one.applicant;
    grant.amount = grant.left = one.amount;
    grant.earmark = granted_earmark(model, now, programme, initiative);
    const double office = remedied_allowance(now.remedies, programme.office_share.value_or(model.funding.office_share));
    // A pool that lifts the earmark of office money leaves the office all of it.
    grant.office_left = grant.earmark == Earmark::measures     ? 0
                        : programme.earmark == Earmark::office ? one.amount
                                                               : share_of(one.amount, office);
    grant.overhead_left = share_of(
        one.amount, remedied_allowance(now.remedies, programme.overhead_cap.value_or(model.funding.overhead_cap)));
    grant.forwarded = programme.forwarded;
    grant.preparation_left = share_of(largest_grant(model, now, programme), programme.preparation);
    grant.own_share = remedied_demand(now.remedies, programme.co_financing.value_or(model.funding.co_financing));
    grant.in_kind = programme.in_kind;
    grant.starts = month + 1 + gap_months(model, now, programme);
    grant.ends = grant.starts + grant_months(model, now, programme);
    add_grant(now, grant);
    reserve_for_office(model, month, now, one.initiative);
    Grant& added = now.funding.grants.back();
    if (programme.decides_projects) added.released = for_measures(added);
    std::vector<ActorId>& known = now.funding.recipients[one.programme];
    const auto at = std::lower_bound(known.begin(), known.end(), one.applicant);
    if (at == known.end() || *at != one.applicant) known.insert(at, one.applicant);
}

/// The order in which a programme's applications that are due are looked at: reads the state, writes its own room.
void rank_call(const Model& model, Month month, const State& now, FundingRoom::Call& call) {
    const std::vector<Application>& waiting = now.funding.applications[call.programme];
    call.due.clear();
    for (std::size_t at = 0; at < waiting.size(); ++at)
        if (waiting[at].decided <= month && now.initiatives.all[waiting[at].initiative].alive())
            call.due.push_back(rank(model, now, waiting[at], at));
    std::sort(call.due.begin(), call.due.end(), [](const Ranked& a, const Ranked& b) {
        if (a.score != b.score) return a.score > b.score;
        return a.entity < b.entity;
    });
}

void decide_call(const Model& model, Month month, State& now, FundingRoom::Call& call) {
    Funding& funding = now.funding;
    const ProgrammeId at = call.programme;
    std::vector<Bid>& bids = funding.room->bids;
    bids.clear();
    TrackRecord& record = funding.track_record[at];
    for (const Ranked& one : call.due) {
        Application application = funding.applications[at][one.at];
        // Who decides about single projects takes fewer of them rather than none.
        const Programme& programme = model.programmes[at];
        const Cents free = free_budget(now, at);
        if (programme.decides_projects && free >= programme.grant_min)
            application.amount = std::min(application.amount, free);
        const bool granted = one.passes && application.amount > 0 && free >= application.amount;
        if (granted) award(model, month, now, application);
        record.decided += application.known ? programme.repeat_advantage : 1;
        ++funding.applications_decided;
        record.granted += granted ? 1 : 0;
        funding.applications_granted += granted ? 1 : 0;
        now.events.push_back({month, granted ? EventKind::award : EventKind::rejection, application.applicant,
                              application.initiative, application.amount});
        bids.push_back({application.initiative, granted});
    }
    drop_applications(now, at, [month](const Application& one) { return one.decided <= month; });
    compete(model, now, bids);
}

/// Programmes that one thread works through in a row; fewer are not worth a team of threads.
constexpr std::size_t calls_per_block = 64;

/// Room for those programmes that `wanted` names, in their order; how many they are.
template <class Wanted>
std::size_t gather_calls(const Model& model, State& now, const Wanted& wanted) {
    std::vector<FundingRoom::Call>& calls = now.funding.room->calls;
    std::size_t count = 0;
    for (const ProgrammeId at : IdRange<ProgrammeId>(model.programmes.size())) {
        if (!wanted(at)) continue;
        if (count == calls.size()) calls.emplace_back();
        calls[count++].programme = at;
    }
    return count;
}

/// prepare(state, call) for each of the first `count` calls at the same time, then settle(call) one after the other.
template <class Prepare, class Settle>
void in_turn(State& now, std::size_t count, const Prepare& prepare, const Settle& settle) {
    std::vector<FundingRoom::Call>& calls = now.funding.room->calls;
    const State& before = now;
    in_blocks(count, calls_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) prepare(before, calls[k]);
    });
    for (std::size_t k = 0; k < count; ++k) settle(calls[k]);
}

}  // namespace

bool is_known(const State& now, ProgrammeId programme, ActorId applicant) {
    const std::vector<ActorId>& known = now.funding.recipients[programme];
    return std::binary_search(known.begin(), known.end(), applicant);
}

double expected_success(const Model& model, const State& now, ProgrammeId programme, bool known) {
    const TrackRecord& record = now.funding.track_record[programme];
    const double prior = model.programmes[programme].announced_success.value_or(model.funding.success_prior);
    const double weight = model.funding.prior_weight;
    const double unknown =
        weight == 0 && record.decided == 0 ? prior : (record.granted + weight * prior) / (record.decided + weight);
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

void write_applications(const Model& model, Month month, State& now) {
    if (model.funding.arm == Arm::equal_money) return;
    fit_funding(now);
    const std::size_t count = gather_calls(model, now, [&](ProgrammeId at) {
        return calls(model, model.programmes[at], month) && has_payer(model, now, at);
    });
    in_turn(
        now, count, [&](const State& before, FundingRoom::Call& call) { prepare_call(model, month, before, call); },
        [&](const FundingRoom::Call& call) { write_bids(model, month, now, call); });
}

void decide_applications(const Model& model, Month month, State& now) {
    const std::size_t count = gather_calls(model, now, [&](ProgrammeId at) {
        const std::vector<Application>& waiting = now.funding.applications[at];
        return std::any_of(waiting.begin(), waiting.end(),
                           [month](const Application& one) { return one.decided <= month; });
    });
    in_turn(
        now, count, [&](const State& before, FundingRoom::Call& call) { rank_call(model, month, before, call); },
        [&](FundingRoom::Call& call) { decide_call(model, month, now, call); });
}

void withdraw_applications(State& now) {
    drop_applications(now, [&](const Application& one) { return !now.initiatives.all[one.initiative].alive(); });
}

}  // namespace gemeinsim
