// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/initiative/coordination.h"
#include "model/remedies/rules.h"

namespace gemeinsim {
namespace {

constexpr double hours_of_a_day = 8;
constexpr double days_of_a_block = 2;
constexpr Month between_blocks = 2;  ///< [A]: three blocks within three to six months

/// Days of a course; 0 where people learn at work.
double course_days(const Remedy& remedy) {
    switch (remedy.audience) {
        case Audience::participants:
            return remedy.days.value_or(0);
        case Audience::leaders:
            return remedy.days.value_or(2);
        case Audience::coordinators:
            return remedy.days.value_or(6);
    }
    return 0;
}

ActorId head_of(const Actors& actors, ActorId actor) {
    while (actors.superior[actor]) actor = actors.superior[actor];
    return actor;
}

/// Whom a training is for, as things stand.
std::vector<std::uint8_t> audience_of(const State& now, Audience audience) {
    std::vector<std::uint8_t> wanted(now.actors.size(), 0);
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        if (audience == Audience::coordinators) {
            // Where nobody was appointed the founder holds the threads, as long as it takes part.
            if (initiative.broker) wanted[initiative.broker.index()] = 1;
            for (const Member& member : initiative.members)
                if (!initiative.broker && takes_part(member) && member.actor == initiative.founder)
                    wanted[member.actor.index()] = 1;
            continue;
        }
        if (audience == Audience::participants && initiative.broker) wanted[initiative.broker.index()] = 1;
        for (const Member& member : initiative.members) {
            if (!takes_part(member)) continue;
            const bool heads = audience == Audience::leaders;
            wanted[heads ? head_of(now.actors, member.actor).index() : member.actor.index()] = 1;
        }
    }
    return wanted;
}

/// Closes a share of the gap 1 - know-how.
void learn(Actors& actors, ActorId i, double share) {
    const double gain = share * (1 - actors.know_how[i]);
    actors.know_how[i] += gain;
    actors.trained[i] += gain;
}

/// One month of a course: whoever has a block attends as many of its hours as it has, and learns in proportion.
void attend(const Remedy& remedy, Month month, State& now, Column<ActorId, Attendance>& attendance) {
    Actors& actors = now.actors;
    attendance.resize(actors.size());
    const double course = course_days(remedy) * hours_of_a_day;
    const double all = course + remedy.coaching_days * hours_of_a_day;
    const std::vector<std::uint8_t> wanted = audience_of(now, remedy.audience);
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        // Whoever has nothing to learn does not go, and keeps its hours.
        if (wanted[i.index()] == 0 || actors.alive[i] == 0 || actors.know_how[i] >= 1) continue;
        Attendance& own = attendance[i];
        if (own.who != actors.entity[i]) own = {.who = actors.entity[i]};
        if (own.hours >= all || month < own.next) continue;
        const double until = own.hours < course ? course : all;
        const double block = (own.hours < course ? days_of_a_block : 1) * hours_of_a_day;
        const double hours = take_remedy_hours(now, i, std::min(block, until - own.hours));
        if (hours <= 0) continue;
        own.hours += hours;
        own.next = month + between_blocks;
        learn(actors, i, 1 - std::pow(1 - remedy.strength, hours / course));
    }
}

}  // namespace

void train(const Model& model, Month month, State& now) {
    for (std::size_t r = 0; r < model.remedies.size(); ++r) {
        const Remedy& remedy = model.remedies[r];
        if (now.remedies.held[r] == 0 || remedy.kind != RemedyKind::training) continue;
        if (course_days(remedy) > 0) {
            now.remedies.attendance.resize(model.remedies.size());
            attend(remedy, month, now, now.remedies.attendance[r]);
            continue;
        }
        // At work: after its length the share `strength` of what was missing is gained.
        const double monthly = 1 - std::pow(1 - remedy.strength, 1.0 / remedy.months);
        const std::vector<std::uint8_t> wanted = audience_of(now, remedy.audience);
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if (wanted[i.index()] != 0 && now.actors.alive[i] != 0) learn(now.actors, i, monthly);
    }
}

}  // namespace gemeinsim
