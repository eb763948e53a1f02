// SPDX-License-Identifier: Apache-2.0
#include "run/core/selfcheck/worlds.h"

#include <fmt/format.h>

#include "model/funding/rules.h"
#include "model/initiative/phases.h"
#include "model/initiative/tasks.h"

namespace gemeinsim::selfcheck {

std::string text(double value) {
    return fmt::format("{}", value);
}

std::string world(const std::string& population) {
    return "[time]\nmonths = 1\nburn_in = 0\n[topics.youth]\nseverity = 0.5\n[population]\n" + population + "\n";
}

InitiativeId begin_initiative(const Model& model, State& now, int members, int number) {
    const InitiativeId id(now.initiatives.all.size());
    Initiative initiative;
    initiative.entity = hash_name("initiative " + std::to_string(number));
    initiative.founder = initiative.broker = ActorId(0);
    initiative.topic = TopicId(0);
    initiative.place = PlaceId(0);
    initiative.conditions.fill(1);
    initiative.goal_index = 2;  // out of reach
    for (int i = 0; i < members; ++i) {
        Member member;
        member.actor = ActorId(i);
        member.status = MemberStatus::member;
        member.effort = 1;
        initiative.members.push_back(member);
    }
    initiative.account = open_initiative_account(now, "initiative " + std::to_string(number));
    now.initiatives.all.push_back(initiative);
    open_phase(model, 0, now, now.initiatives.all.back(), Phase::initiation);
    return id;
}

CaseParameter runs_parameter(double standard) {
    return {"runs", standard, 100, 1e6, "runs of the engine for the rows with z", true};
}

double sum(const std::vector<double>& values) {
    double total = 0;
    for (const double value : values) total += value;
    return total;
}

}  // namespace gemeinsim::selfcheck
