// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/task_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "model/initiative/tasks.h"

namespace gemeinsim {
namespace {

constexpr const char* key = "initiatives.after";

const TaskKind* find_task(const std::string& id) {
    const auto kinds = task_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const TaskKind& kind) { return kind.id == id; });
    return found == kinds.end() ? nullptr : &*found;
}

std::string all_tasks() {
    std::string names;
    for (const TaskKind& kind : task_kinds()) names += (names.empty() ? "" : ", ") + std::string(kind.id);
    return names;
}

std::size_t place(const TaskKind& kind) {
    return static_cast<std::size_t>(&kind - task_kinds().data());
}

/// Whether some tasks of a phase wait for each other: no order of the phase lets each begin.
bool goes_round(const InitiativesParameters& p, Phase phase) {
    std::uint8_t done = 0;
    for (std::size_t pass = 0; pass < task_count; ++pass)
        for (const TaskKind& kind : task_kinds())
            if (kind.phase == phase && (p.predecessors[place(kind)] & ~done) == 0)
                done = static_cast<std::uint8_t>(done | 1U << static_cast<unsigned>(kind.number));
    return std::any_of(task_kinds().begin(), task_kinds().end(), [&](const TaskKind& kind) {
        return kind.phase == phase && (done >> static_cast<unsigned>(kind.number) & 1U) == 0;
    });
}

}  // namespace

void read_task_order(Model& model, Issues& issues) {
    InitiativesParameters& p = model.initiatives;
    for (const std::string& rule : p.after) {
        const std::string word = " after ";
        const std::size_t middle = rule.find(word);
        const TaskKind* later = find_task(rule.substr(0, middle));
        const TaskKind* earlier = middle == std::string::npos ? nullptr : find_task(rule.substr(middle + word.size()));
        if (later == nullptr || earlier == nullptr) {
            issues.error({{},
                          key,
                          fmt::format("\"{}\" names no two tasks", rule),
                          "the tasks are: " + all_tasks(),
                          "write \"action_plan after working_groups\""});
            continue;
        }
        if (later->phase != earlier->phase) {
            issues.error({{},
                          key,
                          fmt::format("\"{}\" names tasks of two phases", rule),
                          "phases follow each other anyway",
                          "order tasks of one phase"});
            continue;
        }
        std::uint8_t& before = p.predecessors[place(*later)];
        before = static_cast<std::uint8_t>(before | 1U << static_cast<unsigned>(earlier->number));
    }
    for (const Phase phase : {Phase::initiation, Phase::design, Phase::implementation})
        if (goes_round(p, phase))
            issues.error({{},
                          key,
                          "tasks wait for each other in a circle",
                          "none of them could ever begin",
                          "leave out one of the orders"});
}

}  // namespace gemeinsim
