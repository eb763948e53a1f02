// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/funding/grants.h"
#include "model/funding/programmes.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {

/// One programme for grants of 12,000 EUR over a year, whose applications all pass and are decided in the month after;
/// one initiative of the first six actors with hours to use them and no other money.
struct FundWorld {
    explicit FundWorld(std::size_t actors = 6) : model(plain_model(actors)) {
        model.calendar = Calendar{2008, 1};
        add_programme("youth fund");
        model.funding.budget_administration = 0;
        model.funding.budget_civil_society = 0;
        model.funding.budget_business = 0;
        begin();
    }
    /// Starts anew, after the model has changed.
    void begin() {
        for (Programme& programme : model.programmes) place_programme(model, programme);
        now = plain_state(model, {9, 0});
        for (Hours& hours : now.actors.hours) hours = {.capacity = 100};
        id = add_initiative(now, 6);
        initiative().office_surplus_hours = 20;
        fit_funding(now);
    }
    Programme& add_programme(const std::string& name) {
        Programme programme = programme_columns().defaults();
        programme.name = name;
        programme.budget = 10000000;
        programme.grant_max = 1200000;
        programme.duration = 12;
        programme.co_financing = 0;
        programme.annuality = 0;
        programme.office_share = 0;
        programme.overhead_cap = 1;
        programme.months_to_decide = 1;
        programme.success = 1;
        programme.earmark = Earmark::none;
        programme.gap = 0;
        programme.closes = 120;
        model.programmes.push_back(programme);
        return model.programmes.back();
    }
    Programme& programme(std::size_t which = 0) { return model.programmes[ProgrammeId(which)]; }
    Initiative& initiative() { return now.initiatives.all[id]; }
    Ledger& ledger() { return now.funding.ledger; }
    Cents account() { return ledger().balance(initiative().account); }
    std::vector<Application>& waiting(std::size_t which = 0) { return now.funding.applications[ProgrammeId(which)]; }
    void run(Month month) {
        programmes_step(model, month, now);
        funding_step(model, month, now);
    }
    /// A grant that is drawn in full, held by the initiative and released.
    Grant& hold(Cents amount, Earmark earmark, Cents office_left, Cents overhead_left) {
        ledger().transfer(now.funding.outside, initiative().account, amount, MoneyPurpose::award);
        Grant grant;
        grant.programme = ProgrammeId(0);
        grant.initiative = id;
        grant.amount = grant.held = grant.released = amount;
        grant.earmark = earmark;
        grant.office_left = office_left;
        grant.overhead_left = overhead_left;
        grant.ends = 99;
        add_grant(now, grant);
        return now.funding.grants.back();
    }
    void remedy(RemedyKind kind, double strength) { now.remedies.strength[static_cast<std::size_t>(kind)] = strength; }
    void give(std::size_t actor, Cents amount) {
        ledger().transfer(now.funding.outside, now.funding.actor_account[ActorId(actor)], amount, MoneyPurpose::budget);
    }
    Model model;
    State now;
    InitiativeId id;
};

}  // namespace gemeinsim::tests
