// SPDX-License-Identifier: Apache-2.0
#include "record/why.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "model/initiative/coordination.h"
#include "model/initiative/joining.h"
#include "model/initiative/tasks.h"
#include "record/columns.h"

namespace gemeinsim {
namespace {

/// -1 comes first: names of what may be absent are shifted by one.
std::vector<std::string> task_names() {
    std::vector<std::string> names = {"none"};
    for (const TaskKind& kind : task_kinds()) names.emplace_back(kind.id);
    return names;
}

constexpr const char* motives[motive_count] = {"information", "outreach", "competence", "resources",
                                               "influence",   "control",  "enjoyment"};

}  // namespace

Table empty_why() {
    return {
        "why",
        {column<std::int32_t>("month", "month", "Month at whose end the initiative waited"),
         column<std::int32_t>("initiative", "1", "Number of the initiative within its run"),
         names_column("phase", "Phase of the initiative", {"initiation", "design", "implementation"}),
         names_column("constraint", "What it waited for",
                      {"none", "task", "approval", "money", "vote", "hours", "members"}),
         names_column("detail", "What exactly it was",
                      {"none",
                       "own_pace",
                       "know_how",
                       "common_goal",
                       "impact_orientation",
                       "no_host",
                       "leadership_unclear",
                       "desk_absent",
                       "desk_queue",
                       "desk_service",
                       "line_empty",
                       "host_withdrew",
                       "members_short",
                       "lead_short",
                       "account_short",
                       "reply_awaited",
                       "decider_awaited",
                       "nobody_votes",
                       "work",
                       "coordination",
                       "nobody_joins",
                       "invited",
                       "joining_approval",
                       "one_sector"}),
         names_column("task", "Open task that takes longest", task_names()),
         names_column("strand", "Strand of the task",
                      {"none", "involvement", "steering", "strategy", "impact_analysis"}),
         names_column("again", "Why the task was begun anew",
                      {"no", "by_vote", "by_superiors", "by_signers", "too_few"}),
         names_column("side", "Side of whose reply is awaited or most noes came",
                      {"none", "administration", "civil_society", "business", "dependents"}),
         column<std::int32_t>("actor", "1",
                              "Row in /actors of the desk, of who replies, who should pay or who refused, -1 for none"),
         column<std::int32_t>("about", "1",
                              "Row in /actors of whose case lies at the desk or whom the refusing actor followed, -1 "
                              "for none"),
         column<float>("speed", "1", "Speed of the task, as a share of what it would be without the constraint"),
         column<std::int32_t>("members", "1", "Members and associates"),
         column<float>("work_hours", "h/month", "Net hours of the group")}};
}

void append_why(Table& why, Month month, const State& now) {
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        const Initiative& one = now.initiatives.all[id];
        if (!one.alive()) continue;
        const WaitsFor& record = one.waits_for;
        const auto strand =
            record.task < 0 ? 0 : 1 + static_cast<int>(task_kinds()[static_cast<std::size_t>(record.task)].strand);
        push_row(why, month, number(id), static_cast<std::int8_t>(one.phase),
                 static_cast<std::int8_t>(record.constraint), static_cast<std::int8_t>(record.detail),
                 static_cast<std::int8_t>(record.task + 1), static_cast<std::int8_t>(strand),
                 static_cast<std::int8_t>(record.again), static_cast<std::int8_t>(record.side), number(record.actor),
                 number(record.about), static_cast<float>(record.speed), static_cast<std::int32_t>(participants(one)),
                 static_cast<float>(one.group_hours));
    }
}

bool ChoiceSample::before(const Drawn& a, const Drawn& b) {
    return a.number < b.number;
}

void ChoiceSample::add(const State& now) {
    if (size_ == 0) return;
    for (const Choice& choice : now.choices) {
        const Drawn drawn{sampling_number(now, choice), choice};
        if (heap_.size() == size_) {
            if (!before(drawn, heap_.front())) continue;
            std::pop_heap(heap_.begin(), heap_.end(), before);
            heap_.pop_back();
        }
        heap_.push_back(drawn);
        std::push_heap(heap_.begin(), heap_.end(), before);
    }
}

Table ChoiceSample::table() && {
    Table table{"decisions",
                {column<std::int32_t>("month", "month", "Month of the decision"),
                 column<std::int32_t>("initiative", "1", "Number of the initiative within its run"),
                 column<std::int32_t>("actor", "1", "Row in /actors of who decides"),
                 names_column("choice", "What is decided", {"join", "stay"}),
                 names_column("yes", "Whether it does so, as far as it has to say", {"false", "true"}),
                 column<double>("probability", "1", "Chance of a yes"),
                 column<double>("value", "1", "J, the sum of all that follow"),
                 column<double>("base", "1", "What speaks for it in any case"),
                 column<double>("collective", "1", "Contribution in the group against working alone")}};
    for (const char* motive : motives)
        table.columns.push_back(column<double>(std::string("benefit_") + motive, "1",
                                               std::string("Benefit of the others to the motive ") + motive));
    for (const auto& [name, about] :
         {std::pair("bandwagon", "Number of those who work there against the own threshold"),
          std::pair("cost_membership", "Hours of coordination and fee, negative"),
          std::pair("cost_autonomy", "Lack of a voice, negative"),
          std::pair("cost_position", "Distance from the common goal, negative"),
          std::pair("cost_competition", "Rivals for the same money, negative")})
        table.columns.push_back(column<double>(name, "1", about));

    std::sort(heap_.begin(), heap_.end(), [](const Drawn& a, const Drawn& b) {
        return std::tuple(a.choice.month, a.choice.initiative, a.choice.actor) <
               std::tuple(b.choice.month, b.choice.initiative, b.choice.actor);
    });
    for (const Drawn& drawn : heap_) {
        const Choice& c = drawn.choice;
        const std::array<double, motive_count>& m = c.motives;
        push_row(table, c.month, number(c.initiative), number(c.actor), static_cast<std::int8_t>(c.kind),
                 static_cast<std::int8_t>(c.yes), c.probability, c.value, c.parts.base, c.parts.collective, m[0], m[1],
                 m[2], m[3], m[4], m[5], m[6], c.parts.bandwagon, c.parts.membership, c.parts.autonomy,
                 c.parts.position, c.parts.competition);
    }
    return table;
}

}  // namespace gemeinsim
