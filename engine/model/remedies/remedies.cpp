// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/hash.h"
#include "model/funding/grants.h"
#include "model/remedies/rules.h"

namespace gemeinsim {

namespace {

/// Whether an actor that should pay has ended; a later one in its slot owes nothing.
bool payer_is_gone(const State& now, const Remedy& remedy) {
    if (!remedy.payer_id) return false;
    return now.actors.alive[remedy.payer_id] == 0 || now.actors.entity[remedy.payer_id] != hash_name(remedy.payer);
}

}  // namespace

Cents money_for_remedy(const State& now, const Remedy& remedy) {
    const Funding& funding = now.funding;
    if (payer_is_gone(now, remedy)) return 0;
    if (remedy.payer_id) return std::max<Cents>(0, funding.ledger.balance(funding.actor_account[remedy.payer_id]));
    // What a programme has promised to others is not its to spend.
    if (remedy.payer_programme) return std::max<Cents>(0, free_budget(now, remedy.payer_programme));
    return std::numeric_limits<Cents>::max();
}

bool pay_remedy(State& now, const Remedy& remedy, AccountId to, Cents amount) {
    if (payer_is_gone(now, remedy) || money_for_remedy(now, remedy) < amount) return false;
    Funding& funding = now.funding;
    const AccountId from = remedy.payer_id          ? funding.actor_account[remedy.payer_id]
                           : remedy.payer_programme ? funding.programme_account[remedy.payer_programme]
                                                    : funding.outside;
    funding.ledger.transfer(from, to, amount, MoneyPurpose::remedy);
    return true;
}

double take_remedy_hours(State& now, ActorId actor, double hours) {
    Hours& budget = now.actors.hours[actor];
    const double left = budget.capacity - budget.regulation - budget.ties - budget.desk - budget.remedies;
    const double taken = std::clamp(hours, 0., std::max(0., left));
    budget.remedies += taken;
    now.remedies.hours += taken;
    return taken;
}

double remedy_strength(const Model& model, const State& now, RemedyKind kind, Month month) {
    if (month < 0 && kind != RemedyKind::round_table_meetings) return 0;
    const std::vector<std::uint8_t>& held = now.remedies.held;
    double strength = 0;
    for (std::size_t r = 0; r < model.remedies.size(); ++r) {
        const Remedy& remedy = model.remedies[r];
        const bool paid = r >= held.size() || held[r] != 0;
        if (remedy.kind == kind && remedy.in_force(month) && paid) strength = std::max(strength, remedy.strength);
    }
    return strength;
}

const Remedy* strongest(const Model& model, const State& now, RemedyKind kind) {
    const Remedy* best = nullptr;
    for (std::size_t r = 0; r < std::min(model.remedies.size(), now.remedies.held.size()); ++r) {
        const Remedy& remedy = model.remedies[r];
        if (remedy.kind != kind || now.remedies.held[r] == 0) continue;
        if (best == nullptr || remedy.strength > best->strength) best = &remedy;
    }
    return best;
}

double backbone_hours(const Model& model, State& now, double missing) {
    const double share = now.remedies.of(RemedyKind::backbone_funding);
    if (share <= 0 || missing <= 0) return 0;
    const Remedy& remedy = *strongest(model, now, RemedyKind::backbone_funding);
    const double hours = share * missing;
    const auto wage = static_cast<double>(model.funding.wage);
    const Cents wanted = std::llround(hours * wage);
    const Cents bill = std::min(wanted, money_for_remedy(now, remedy));
    pay_remedy(now, remedy, now.funding.wages, bill);
    return bill < wanted ? static_cast<double>(bill) / wage : hours;
}

void remedies_act(const Model& model, Month month, State& now) {
    Remedies& remedies = now.remedies;
    remedies.held.assign(model.remedies.size(), 0);
    remedies.strength.fill(0);
    remedies.hours = 0;
    for (Hours& hours : now.actors.hours) hours.remedies = 0;
    for (std::size_t r = 0; r < model.remedies.size(); ++r) {
        const Remedy& remedy = model.remedies[r];
        if (!remedy.in_force(month)) continue;
        if (!pay_remedy(now, remedy, now.funding.measures, remedy.cost)) {
            ++remedies.unpaid;
            continue;
        }
        if (remedy.strength <= 0) continue;
        remedies.held[r] = 1;
        double& strength = remedies.strength[static_cast<std::size_t>(remedy.kind)];
        strength = std::max(strength, remedy.strength);
    }
    train(model, month, now);
    spread_guides(model, now);
}

}  // namespace gemeinsim
