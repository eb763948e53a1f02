// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/hash.h"
#include "fund_world.h"

namespace gemeinsim::tests {

/// Towns of six organisations, each with two initiatives, a fund and a contest of its own, under two funds for all of
/// them, one of which forbids the other.
inline Model country(std::size_t towns) {
    constexpr std::size_t size = 6;
    Model model = plain_model(towns * size);
    model.calendar = Calendar{2008, 1};
    model.relations.motive_scale = 0;  // no table of pairs, which nobody reads here
    model.relations.contact_cost = 0;
    model.relations.pact_cost = 0;
    model.funding.rivalry = .5;
    model.governance.money_decided_by = MoneyDecidedBy::all;
    model.population.places.clear();
    const auto add = [&](std::string name, PlaceId place, Cents largest) -> Programme& {
        Programme programme = programme_columns().defaults();
        programme.name = std::move(name);
        programme.place_id = place;
        programme.budget = 1200000;
        programme.grant_max = largest;
        programme.duration = 6;
        programme.success = .7;
        programme.earmark = Earmark::none;
        programme.gap = 0;
        programme.calls_per_year = 12;
        programme.months_to_decide = 2;
        programme.hours_to_apply = 2;
        programme.co_financing = .1;
        programme.in_kind = .5;
        programme.annuality = .5;
        programme.closes = 1200;
        model.programmes.push_back(std::move(programme));
        return model.programmes.back();
    };
    for (std::size_t town = 0; town < towns; ++town) {
        const std::string name = "town_" + std::to_string(10000 + town);
        model.population.places.push_back({name, static_cast<double>(town), 0});
        for (std::size_t i = town * size; i < (town + 1) * size; ++i) {
            model.population.place[ActorId(i)] = PlaceId(town);
            model.population.superior[ActorId(i)] = ActorId();
            model.population.actors[ActorId(i)].place = name;
        }
        add("fund of " + name, PlaceId(town), 200000);
        add("contest of " + name, PlaceId(town), 100000).selection = AwardRule::contest;
    }
    add("federal fund", PlaceId(), 300000).budget = 40000000;
    add("foundation", PlaceId(), 300000).exclusive = true;
    for (const ProgrammeId id : {ProgrammeId(2 * towns), ProgrammeId(2 * towns + 1)})
        model.programmes[id].conflicts = {ProgrammeId(id.index() == 2 * towns ? 2 * towns + 1 : 2 * towns)};
    return model;
}

inline State country_state(const Model& model, std::size_t towns) {
    State now = plain_state(model, {3, 0});
    for (Hours& hours : now.actors.hours) hours = {.capacity = 60, .ties = hours.ties};
    for (std::size_t k = 0; k < 2 * towns; ++k) {
        const std::size_t first = k / 2 * 6 + k % 2 * 2;
        Initiative initiative;
        initiative.entity = hash_name("initiative " + std::to_string(k));
        initiative.founder = ActorId(first);
        initiative.topic = TopicId(0);
        initiative.place = PlaceId(k / 2);
        initiative.phase = Phase::design;
        for (std::size_t i = first; i < first + 4; ++i) {
            Member member;
            member.actor = ActorId(i);
            member.status = MemberStatus::member;
            initiative.members.push_back(member);
        }
        initiative.account = open_initiative_account(now, "initiative " + std::to_string(k));
        now.initiatives.all.push_back(std::move(initiative));
    }
    return now;
}

inline void fund_a_month(const Model& model, Month month, State& now) {
    now.events.clear();
    programmes_step(model, month, now);
    funding_step(model, month, now);
}

}  // namespace gemeinsim::tests
