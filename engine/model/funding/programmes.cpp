// SPDX-License-Identifier: Apache-2.0
#include "model/funding/programmes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <unordered_map>

#include "model/funding/applications.h"
#include "model/funding/blocks.h"
#include "model/funding/eligibility.h"
#include "model/funding/flows.h"
#include "model/funding/rules.h"
#include "model/hierarchy/rules.h"
#include "model/remedies/funding_terms.h"

namespace gemeinsim {
namespace {

Cents yearly_budget(const Model& model, Sector sector) {
    switch (sector) {
        case Sector::administration:
            return model.funding.budget_administration;
        case Sector::civil_society:
            return model.funding.budget_civil_society;
        case Sector::business:
            return model.funding.budget_business;
    }
    return 0;
}

/// Free money of a programme goes back, as far as `share` says.
void return_free(State& now, ProgrammeId id, double share) {
    Funding& funding = now.funding;
    funding.ledger.transfer(funding.programme_account[id], funding.returned, share_of(free_budget(now, id), share),
                            MoneyPurpose::return_);
}

/// Unspent money of the past year goes back as far as annuality says.
void lapse_year(const Model& model, Month month, State& now) {
    Funding& funding = now.funding;
    lapse_grants(model, month, now);
    for (TrackRecord& record : funding.track_record) {
        record.decided *= model.funding.record_memory;
        record.granted *= model.funding.record_memory;
    }
    for (const ProgrammeId id : IdRange<ProgrammeId>(model.programmes.size()))
        return_free(now, id,
                    remedied_demand(now.remedies, model.programmes[id].annuality.value_or(model.funding.annuality)));
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (now.actors.sector[i] != Sector::administration) continue;
        const AccountId account = funding.actor_account[i];
        funding.ledger.transfer(account, funding.returned,
                                share_of(funding.ledger.balance(account), model.funding.annuality),
                                MoneyPurpose::return_);
    }
}

/// The year's budget of a programme, by way of its funder where that is an actor.
void fill(const Programme& programme, State& now, ProgrammeId id, Cents amount) {
    Funding& funding = now.funding;
    const MoneyPurpose purpose =
        programme.kind == ProgrammeKind::donations ? MoneyPurpose::donation : MoneyPurpose::budget;
    AccountId from = funding.outside;
    if (programme.funder_id) {
        const AccountId payer = funding.actor_account[programme.funder_id];
        funding.ledger.transfer(from, payer, amount, purpose);
        from = payer;
    }
    funding.ledger.transfer(from, funding.programme_account[id], amount, purpose);
}

void fill_budgets(const Model& model, Month month, State& now) {
    Funding& funding = now.funding;
    const bool year_begins = month == 0 || model.calendar.month_of_year(month) == 1;
    const int months_left = 13 - model.calendar.month_of_year(month);
    const int year = model.calendar.year(month);
    for (const ProgrammeId id : IdRange<ProgrammeId>(model.programmes.size())) {
        const Programme& programme = model.programmes[id];
        if (funding.payer_ended[id] != 0) {
            return_free(now, id, 1);  // only what is promised is still paid
            continue;
        }
        // A budget is voted once a year: in January, when the programme opens, or when its funder supports it again.
        const bool in_force = month >= programme.opens && month <= programme.closes;
        if (in_force && funding.filled_year[id] != year) {
            if (!has_payer(model, now, id)) continue;
            funding.filled_year[id] = year;
            const double left = budget_factor(model.shocks, programme.name, month);
            const double wanted = static_cast<double>(programme.budget) * months_left / 12 * left;
            fill(programme, now, id, std::llround(wanted));
            continue;
        }
        // A cut within the year takes its share of what is not yet promised.
        for (const Shock& shock : model.shocks)
            if (shock.kind == ShockKind::budget && shock.target == programme.name && shock.month == month)
                return_free(now, id, shock.size);
    }
    if (!year_begins) return;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (now.actors.alive[i] == 0) continue;
        const double wanted = static_cast<double>(yearly_budget(model, now.actors.sector[i])) * months_left / 12;
        funding.ledger.transfer(funding.outside, funding.actor_account[i], std::llround(wanted), MoneyPurpose::budget);
    }
}

/// Bit k is set where the list holds the k-th name; all bits where it is empty.
std::uint32_t set_of(const std::vector<std::string>& wanted, std::span<const char* const> names) {
    if (wanted.empty()) return ~0U;
    std::uint32_t set = 0;
    for (std::size_t k = 0; k < names.size(); ++k)
        if (std::find(wanted.begin(), wanted.end(), names[k]) != wanted.end()) set |= 1U << k;
    return set;
}

using ActorsById = std::unordered_map<std::string_view, ActorId>;

ActorsById actors_by_id(const Model& model, bool wanted) {
    ActorsById actors;
    if (!wanted) return actors;
    for (const ActorId i : IdRange<ActorId>(model.population.actors.size()))
        actors.emplace(model.population.actors[i].id, i);
    return actors;
}

void place(const Model& model, const ActorsById& actors, Programme& programme) {
    static constexpr std::array<const char*, sector_count> sectors{"administration", "civil_society", "business"};
    static constexpr std::array<const char*, 6> levels{"none", "municipal", "district", "state", "federal", "european"};
    static constexpr std::array<const char*, legal_form_count> forms{
        "drawn", "public_body", "association", "foundation", "company", "cooperative", "church", "unregistered"};
    programme.sector_set = set_of(programme.sectors, sectors);
    programme.level_set = set_of(programme.levels, levels);
    programme.form_set = set_of(programme.legal_forms, forms);
    programme.topic_ids.clear();
    for (const std::string& name : programme.topics)
        for (const TopicId topic : IdRange<TopicId>(model.topics.size()))
            if (model.topics[topic].id == name) programme.topic_ids.push_back(topic);
    const Column<PlaceId, Place>& places = model.population.places;  // sorted by id
    const auto found = std::lower_bound(places.begin(), places.end(), programme.place,
                                        [](const Place& one, const std::string& id) { return one.id < id; });
    const bool known = !programme.place.empty() && found != places.end() && found->id == programme.place;
    programme.place_id = known ? PlaceId(static_cast<std::size_t>(found - places.begin())) : PlaceId();
    const auto payer = actors.find(programme.funder);
    programme.funder_id = payer != actors.end() ? payer->second : ActorId();
}

}  // namespace

bool calls(const Model& model, const Programme& programme, Month month) {
    if (programme.budget <= 0 || month < programme.opens || month > programme.closes) return false;
    const int k = model.calendar.month_of_year(month) - 1;
    return k == 0 || k * programme.calls_per_year / 12 != (k - 1) * programme.calls_per_year / 12;
}

bool has_payer(const Model& model, const State& now, ProgrammeId id) {
    const Programme& programme = model.programmes[id];
    const ActorId payer = programme.funder_id;
    if (now.funding.payer_ended[id] != 0) return false;
    if (!payer) return true;
    if (now.actors.alive[payer] == 0) return false;  // it has not appeared yet
    return programme.topic_ids.empty() ||
           std::any_of(programme.topic_ids.begin(), programme.topic_ids.end(),
                       [&](TopicId topic) { return supports(model, now, payer, topic); });
}

void place_programme(const Model& model, Programme& programme) {
    place(model, actors_by_id(model, !programme.funder.empty()), programme);
}

Column<ProgrammeId, Programme> read_programmes(const Model& model, const Scenario& scenario) {
    Column<ProgrammeId, Programme> programmes;
    const ActorsById actors = actors_by_id(model, !scenario.table("funding.programmes").empty());
    for (const Row& row : scenario.table("funding.programmes")) {
        Programme programme = programme_columns().read(row.values);
        const auto month = [&](const std::optional<Calendar>& date, Month otherwise) {
            return date ? model.calendar.month_at(date->start_year, date->start_month) : otherwise;
        };
        programme.opens = std::max(0, month(programme.first, 0));
        programme.closes = month(programme.last, model.time.months);
        place(model, actors, programme);
        programmes.push_back(std::move(programme));
    }
    find_conflicts(programmes);
    return programmes;
}

void forget_ended(State& now) {
    Funding& funding = now.funding;
    if (!funding.applicants_ended) return;
    funding.applicants_ended = false;
    const auto ended = [&now](ActorId actor) { return actor && now.actors.alive[actor] == 0; };
    for (Grant& grant : funding.grants)
        if (ended(grant.applicant)) grant.applicant = ActorId();
    drop_applications(now, [&](const Application& one) { return ended(one.applicant); });
    for (std::vector<ActorId>& known : funding.recipients) std::erase_if(known, ended);
    for (const ProgrammeId id : IdRange<ProgrammeId>(funding.payer.size()))
        if (ended(funding.payer[id])) funding.payer_ended[id] = 1;
}

void programmes_step(const Model& model, Month month, State& now) {
    // What applications and money took last month is free again before anybody plans this one.
    in_few_blocks(now.actors.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            Hours& hours = now.actors.hours[ActorId(i)];
            hours.applications = hours.money = 0;
        }
    });
    now.funding.hours_on_money = 0;
    fit_funding(now);
    forget_ended(now);
    close_grants(model, month, now);
    withdraw_applications(now);
    if (month > 0 && model.calendar.month_of_year(month) == 1) lapse_year(model, month, now);
    fill_budgets(model, month, now);
    now.funding.joint_calls = open_joint_calls(model, month, now);
}

Funding initial_funding(const Model& model, const State& now) {
    Funding funding;
    Ledger& ledger = funding.ledger;
    constexpr std::size_t common = 5;
    ledger.reserve(common + model.programmes.size() + now.actors.size());
    funding.actor_account.reserve(now.actors.size());
    funding.outside = ledger.open(AccountKind::outside, "outside");
    funding.wages = ledger.open(AccountKind::wages, "wages");
    funding.measures = ledger.open(AccountKind::measures, "measures");
    funding.overhead = ledger.open(AccountKind::overhead, "overhead");
    funding.returned = ledger.open(AccountKind::returned, "returned");
    for (const Programme& programme : model.programmes)
        funding.programme_account.push_back(ledger.open(account_kind(programme.kind), programme.name));
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        const ActorRow& row = model.population.actors[i];
        funding.actor_account.push_back(ledger.open(account_kind(row.sector), row.id));
        if (now.actors.alive[i] != 0)
            ledger.transfer(funding.outside, funding.actor_account[i], row.money, MoneyPurpose::budget);
    }
    funding.track_record.resize(model.programmes.size());
    funding.applications.resize(model.programmes.size());
    funding.recipients.resize(model.programmes.size());
    funding.promised.resize(model.programmes.size());
    funding.payer_ended.resize(model.programmes.size());
    funding.filled_year.resize(model.programmes.size());
    // Whoever is still to come takes over its programmes when it does.
    for (const Programme& programme : model.programmes) {
        const ActorId payer = programme.funder_id;
        funding.payer.push_back(payer && now.actors.alive[payer] != 0 ? payer : ActorId());
    }
    funding.host_line.resize(now.actors.size());
    funding.at_place.resize(model.population.places.size());
    return funding;
}

AccountId open_initiative_account(State& now, const std::string& name) {
    return now.funding.ledger.open(AccountKind::initiatives, name);
}

void endow(const Model& model, State& now, std::span<const ActorId> newcomers) {
    Funding& funding = now.funding;
    for (const ActorId i : newcomers)
        funding.ledger.transfer(funding.outside, funding.actor_account[i], model.population.actors[i].money,
                                MoneyPurpose::budget);
    for (const ProgrammeId id : IdRange<ProgrammeId>(funding.payer.size()))
        if (const ActorId payer = model.programmes[id].funder_id; std::ranges::binary_search(newcomers, payer))
            funding.payer[id] = payer;
}

void close_actor_account(State& now, ActorId actor) {
    Funding& funding = now.funding;
    const AccountId account = funding.actor_account[actor];
    funding.ledger.transfer(account, funding.returned, funding.ledger.balance(account), MoneyPurpose::return_);
    // Looked through once a month for all that have ended: forget_ended().
    funding.applicants_ended = true;
}

}  // namespace gemeinsim
