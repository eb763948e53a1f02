// SPDX-License-Identifier: Apache-2.0
#include "record/snapshots.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/initiative/coordination.h"
#include "model/relations/contents.h"
#include "model/relations/pacts.h"
#include "model/relations/rules.h"
#include "record/columns.h"

namespace gemeinsim {
namespace {

TableColumn flag(std::string name, std::string long_name) {
    return names_column(std::move(name), std::move(long_name), {"false", "true"});
}

/// A name as a number below 2^53, which every reader holds exactly, also where missing values make a column floating.
std::int64_t plain_name(EntityKey name) {
    return static_cast<std::int64_t>(name >> 11U);
}

/// Pairs that are at work in one living initiative; sorted, the smaller number first.
std::vector<std::pair<ActorId, ActorId>> fellow_members(const State& now) {
    std::vector<std::pair<ActorId, ActorId>> pairs;
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        for (const Member& one : initiative.members)
            for (const Member& other : initiative.members)
                if (one.actor < other.actor && takes_part(one) && takes_part(other))
                    pairs.emplace_back(one.actor, other.actor);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

class Rows {
  public:
    Rows(const Model& model, Month month, const State& now, Table& table)
        : model_(model), month_(month), now_(now), columns_(table.columns), fellows_(fellow_members(now)) {}

    void add(ActorId from, ActorId to, bool pact) {
        const Pact* common = common_pact(now_.relations, from, to);
        std::size_t c = 0;
        const auto put = [&]<class T>(T value) { std::get<std::vector<T>>(columns_[c++].data).push_back(value); };
        const auto put_flag = [&](bool value) { put(static_cast<std::int8_t>(value ? 1 : 0)); };
        put(static_cast<std::int32_t>(month_));
        put(static_cast<std::int32_t>(from.index()));
        put(static_cast<std::int32_t>(to.index()));
        put_flag(pact);
        put(pact && common != nullptr ? plain_name(common->name) : std::int64_t{0});
        put_flag(carries_information(model_, now_, from, to));
        put_flag(carries_money(now_.actors, from, to));
        put_flag(topic_overlap(now_.actors, from, to) > 0 && carries_clients(model_, now_, from, to));
        put_flag(
            common != nullptr || has_joint_work(model_, month_, now_, from, to) ||
            std::binary_search(fellows_.begin(), fellows_.end(), std::pair<ActorId, ActorId>(std::minmax(from, to))));
        put(static_cast<float>(now_.trust.expected(from, to)));
        put(static_cast<float>(now_.trust.expected(to, from)));
    }

    void add_all(const Graph& graph, bool pact) {
        for (const ActorId from : IdRange<ActorId>(graph.actors()))
            for (const ActorId to : graph.out(from))
                if (graph.directed() || from < to) add(from, to, pact);
    }

  private:
    const Model& model_;
    Month month_;
    const State& now_;
    std::vector<TableColumn>& columns_;
    std::vector<std::pair<ActorId, ActorId>> fellows_;
};

}  // namespace

Table empty_snapshots() {
    return {"network",
            {column<std::int32_t>("month", "month", "Month at whose end the tie existed"),
             column<std::int32_t>("from", "1", "Row of the first actor in /actors"),
             column<std::int32_t>("to", "1", "Row of the second actor in /actors"),
             names_column("form", "Form of the tie", {"contact", "pact"}),
             column<std::int64_t>("pact_name", "1",
                                  "Name of the pact, the same for all its parties and months; 0 for contacts"),
             flag("information", "Whether information is told along the tie"),
             flag("money", "Whether one side funds the other"),
             flag("clients", "Whether the two have a common topic and send clients to each other"),
             flag("joint_work", "Whether the two had joint work in this month"),
             column<float>("trust", "1", "Expected trust of the first in the second"),
             column<float>("trust_back", "1", "Expected trust of the second in the first")}};
}

void append_snapshot(const Model& model, Month month, const State& now, Table& network) {
    Rows rows(model, month, now, network);
    rows.add_all(now.relations.contacts, false);
    rows.add_all(now.relations.pacts, true);
}

}  // namespace gemeinsim
