// SPDX-License-Identifier: Apache-2.0
#include "model/funding/hours.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "model/funding/blocks.h"
#include "model/relations/rules.h"

namespace gemeinsim {
namespace {

/// The accounts of one actor, as they are called in messages.
std::array<std::pair<const char*, double>, 7> uses(const Hours& hours) {
    return {{{"regulation", hours.regulation},
             {"ties", hours.ties},
             {"initiatives", hours.initiatives},
             {"applications", hours.applications},
             {"money", hours.money},
             {"desk", hours.desk},
             {"remedies", hours.remedies}}};
}

void stop(const Model& model, Month month, ActorId actor, const std::string& what) {
    ensures(false, fmt::format("month {}: {} {}; take hours from what is free only", month,
                               model.population.actors[actor].id, what));
}

void check_actor(const Model& model, Month month, const State& now, ActorId actor) {
    const Hours& hours = now.actors.hours[actor];
    double spent = 0;
    for (const auto& [name, amount] : uses(hours)) {
        spent += amount;
        if (!(amount >= -hours_tolerance))
            stop(model, month, actor,
                 fmt::format("has {} hours for {} (an account of hours is never below zero)", amount, name));
    }
    if (!(spent <= hours.capacity + hours_tolerance)) {
        std::string list;
        for (const auto& [name, amount] : uses(hours))
            list += fmt::format("{}{} {:.6g}", list.empty() ? "" : ", ", name, amount);
        stop(model, month, actor,
             fmt::format("has {:.6g} hours and spends {:.6g} (hours are never above capacity: {})", hours.capacity,
                         spent, list));
    }
    const double ties = now.actors.alive[actor] != 0 ? tie_hours(model, now.relations, actor) : 0;
    if (!(std::abs(hours.ties - ties) <= hours_tolerance))
        stop(model, month, actor,
             fmt::format("spends {:.6g} hours on ties that take {:.6g} (both sides of an account "
                         "must agree)",
                         hours.ties, ties));
}

/// What living initiatives got of everybody's hours.
double given_hours(const State& now) {
    double total = 0;
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.alive())
            for (const Member& member : initiative.members) total += member.given_hours;
    return total;
}

/// Whose two sides of the account of initiatives differ the most.
void name_the_wrong(const Model& model, Month month, const State& now) {
    Column<ActorId, double> got(now.actors.size(), 0.0);
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.alive())
            for (const Member& member : initiative.members) got[member.actor] += member.given_hours;
    ActorId worst(0);
    const auto gap = [&](ActorId i) { return std::abs(now.actors.hours[i].initiatives - got[i]); };
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        if (gap(i) > gap(worst)) worst = i;
    stop(model, month, worst,
         fmt::format("spends {:.6g} hours on initiatives that got {:.6g} of it (both sides of an account must agree)",
                     now.actors.hours[worst].initiatives, got[worst]));
}

}  // namespace

double take_hours(State& now, ActorId actor, double hours, MoneyWork work) {
    Hours& budget = now.actors.hours[actor];
    const double taken = std::clamp(hours, 0., std::max(0., budget.free()));
    (work == MoneyWork::application ? budget.applications : budget.money) += taken;
    now.funding.hours_on_money += taken;
    return taken;
}

void fit_hours_to_ties(State& now) {
    for (Hours& hours : now.actors.hours) hours.capacity = std::max(hours.capacity, hours.regulation + hours.ties);
}

void check_hours(const Model& model, Month month, const State& now) {
    const std::size_t n = now.actors.size();
    BlockSums<double> of_initiatives{};
    BlockSums<double> of_money{};
    BlockSums<double> of_remedies{};
    in_few_blocks(n, [&](std::size_t block, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            check_actor(model, month, now, ActorId(i));
            const Hours& hours = now.actors.hours[ActorId(i)];
            of_initiatives[block] += hours.initiatives;
            of_money[block] += hours.applications + hours.money;
            of_remedies[block] += hours.remedies;
        }
    });
    const double initiatives = std::accumulate(of_initiatives.begin(), of_initiatives.end(), 0.);
    const double money = std::accumulate(of_money.begin(), of_money.end(), 0.);
    const double remedies = std::accumulate(of_remedies.begin(), of_remedies.end(), 0.);
    const double all = static_cast<double>(now.actors.size());
    if (std::abs(initiatives - given_hours(now)) > hours_tolerance * all) name_the_wrong(model, month, now);
    if (std::abs(money - now.funding.hours_on_money) > hours_tolerance * all)
        ensures(false,
                fmt::format("month {}: actors spend {:.6g} hours on money and {:.6g} were taken (both sides of an "
                            "account must agree); take hours by take_hours only",
                            month, money, now.funding.hours_on_money));
    if (std::abs(remedies - now.remedies.hours) > hours_tolerance * all)
        ensures(false,
                fmt::format("month {}: actors spend {:.6g} hours on remedies and {:.6g} were taken (both sides of "
                            "an account must agree); take hours by take_remedy_hours only",
                            month, remedies, now.remedies.hours));
}

}  // namespace gemeinsim
