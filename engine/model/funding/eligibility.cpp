// SPDX-License-Identifier: Apache-2.0
#include "model/funding/eligibility.h"

#include <algorithm>
#include <bit>

#include "model/funding/forecast.h"
#include "model/funding/grants.h"
#include "model/funding/spending.h"

namespace gemeinsim {
namespace {

bool holds(std::uint32_t set, int k) {
    return ((set >> static_cast<unsigned>(k)) & 1U) != 0;
}

bool overlap(const Programme& a, const Programme& b) {
    if (a.place_id && b.place_id && a.place_id != b.place_id) return false;
    if (a.closes < b.opens || b.closes < a.opens) return false;
    return a.topic_ids.empty() || b.topic_ids.empty() ||
           std::any_of(a.topic_ids.begin(), a.topic_ids.end(), [&](TopicId topic) {
               return std::find(b.topic_ids.begin(), b.topic_ids.end(), topic) != b.topic_ids.end();
           });
}

}  // namespace

bool may_apply(const Programme& programme, const Actors& actors, ActorId actor) {
    return holds(programme.sector_set, static_cast<int>(actors.sector[actor])) &&
           holds(programme.level_set, static_cast<int>(actors.level[actor])) &&
           holds(programme.form_set, static_cast<int>(actors.legal_form[actor]));
}

ActorId applicant(const State& now, const Initiative& initiative, const Programme& programme) {
    const auto eligible = [&](ActorId i) { return may_apply(programme, now.actors, i); };
    if (programme.lead == ApplicationLead::broker) {
        const ActorId broker = initiative.broker;
        return broker && is_full_member(now, initiative, broker) && eligible(broker) ? broker : ActorId();
    }
    const ActorId first = treasurer(now, initiative);
    if (first && eligible(first)) return first;
    if (programme.lead == ApplicationLead::treasurer) return {};
    for (const ActorId i : full_members(now, initiative))
        if (eligible(i)) return i;
    return {};
}

bool is_supported(const State& now, const Initiative& initiative, const Programme& programme) {
    if (programme.place_id && programme.place_id != initiative.place) return false;
    const std::vector<TopicId>& topics = programme.topic_ids;
    if (!topics.empty() && std::find(topics.begin(), topics.end(), initiative.topic) == topics.end()) return false;
    if (programme.min_members <= 1 && programme.min_sectors <= 1) return true;
    int members = 0;
    std::uint32_t sectors = 0;
    for (const ActorId i : full_members(now, initiative)) {
        ++members;
        sectors |= 1U << static_cast<unsigned>(now.actors.sector[i]);
    }
    return members >= programme.min_members && std::popcount(sectors) >= programme.min_sectors;
}

void find_conflicts(Column<ProgrammeId, Programme>& programmes) {
    const auto exclusive = [](const Programme& one) { return one.exclusive; };
    if (std::none_of(programmes.begin(), programmes.end(), exclusive)) return;
    for (const ProgrammeId a : IdRange<ProgrammeId>(programmes.size()))
        for (const ProgrammeId b : IdRange<ProgrammeId>(programmes.size()))
            if (a != b && (programmes[a].exclusive || programmes[b].exclusive) &&
                same_purpose(programmes[a], programmes[b]) && overlap(programmes[a], programmes[b]))
                programmes[a].conflicts.push_back(b);
}

bool same_purpose(const Programme& a, const Programme& b) {
    const auto is_open = [](const Programme& one) {
        return one.earmark == Earmark::none || one.earmark == Earmark::drawn;
    };
    return is_open(a) || is_open(b) || a.earmark == b.earmark;
}

bool is_served(const Model& model, Month month, const State& now, ProgrammeId programme, InitiativeId initiative) {
    const Funding& funding = now.funding;
    const Programme& wanted = model.programmes[programme];
    int own = 0;
    // A long grant counts for the time of an ordinary one: a year's money is asked for each year, whatever its length.
    const int months = own_grant_months(model, wanted);
    const bool longer = grant_months(model, now, wanted) > months;
    const auto counts_until = [&](const Grant& grant) {
        return longer && grant.programme == programme ? std::min(grant.ends, grant.starts + months) : grant.ends;
    };
    const auto forbids = [&](ProgrammeId other) {
        if (other == programme) return ++own >= wanted.at_once;
        return std::binary_search(wanted.conflicts.begin(), wanted.conflicts.end(), other);
    };
    for (const std::uint32_t row : funding.grants_of[initiative])
        if (month < counts_until(funding.grants[row]) && forbids(funding.grants[row].programme)) return true;
    const std::vector<Bidding>& bids = funding.bidding[initiative];
    return std::any_of(bids.begin(), bids.end(), [&](const Bidding& bid) { return forbids(bid.programme); });
}

}  // namespace gemeinsim
