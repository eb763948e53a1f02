// SPDX-License-Identifier: Apache-2.0
#include "run/core/selfcheck/game_table.h"

#include <fmt/format.h>

#include "run/core/selfcheck/probe.h"

namespace gemeinsim::selfcheck {

std::string players(int n, Contacts contacts) {
    std::string actors;
    std::string ties;
    for (int i = 0; i < n; ++i) {
        actors += fmt::format(
            "{{id = \"a_{:03}\", sector = \"civil_society\", salience = {{youth = 1}}, asset = {{information = 1, "
            "competence = 1, resources = 1, influence = 1, control = 1}}}}, ",
            i);
        for (int j = 0; j < i; ++j)
            if (contacts == Contacts::complete || (contacts == Contacts::cycle && (i - j == 1 || i - j == n - 1)))
                ties += fmt::format("{{from = \"a_{:03}\", to = \"a_{:03}\"}}, ", j, i);
    }
    return "[time]\nmonths = 1\nburn_in = 0\n[topics.youth]\n[population]\nactors = [" + actors + "]\nties = [" + ties +
           "]\n";
}

InitiativeId begin_initiative(State& now, const std::vector<double>& efforts) {
    Initiative initiative;
    initiative.entity = hash_name("initiative");
    initiative.founder = ActorId(0);
    initiative.topic = TopicId(0);
    initiative.place = PlaceId(0);
    for (std::size_t i = 0; i < efforts.size(); ++i) {
        Member member;
        member.actor = ActorId(i);
        member.status = MemberStatus::member;
        member.effort = efforts[i];
        initiative.members.push_back(member);
    }
    now.initiatives.all.push_back(initiative);
    return InitiativeId(now.initiatives.all.size() - 1);
}

GameTable::GameTable(const Model& model, int players) : now_(start(model, 0)) {
    const InitiativeId id = begin_initiative(now_, std::vector<double>(static_cast<std::size_t>(players)));
    set_game(model, now_, now_.initiatives.all[id], game_);
}

void GameTable::set_first(int count) {
    for (std::size_t i = 0; i < game_.players.size(); ++i)
        game_.players[i].effort = static_cast<int>(i) < count ? 1 : 0;
}

}  // namespace gemeinsim::selfcheck
