// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/model.h"
#include "model/relations/evaluation.h"
#include "model/relations/revision.h"
#include "model/state.h"
#include "run/core/selfcheck/enumerator.h"

namespace gemeinsim::selfcheck {

/// Values by path of the registry, in TOML syntax: what a scenario file or `--set` would say.
using Values = std::map<std::string, std::string>;

/// Compiles a scenario: a text and what differs from it. Throws InputError where it is wrong.
Model compile(const std::string& toml, const Values& values);

/// The text of a world in which nothing but what else is set moves ties: no motives, costs, hours, frictions and
/// pacts, everybody considered, rationality 1, `actors` organisations of civil society.
std::string bare_world(int actors);

/// A row of relations.effects.
struct Weight {
    std::string effect;
    double weight = 0;
};
/// These rows as a value; effects of weight 0 are left out.
std::string effects_value(const std::vector<Weight>& weights);

/// The engine asked about every graph of a few actors: what its evaluation function says and what one ring of its
/// clocks would do. The actors are those of the model, node by node.
class Probe {
  public:
    explicit Probe(const Model& model);

    [[nodiscard]] const GraphSpace& space() const { return space_; }
    [[nodiscard]] const State& state() const { return *now_; }
    /// Makes the contacts those of one graph.
    void set(Code graph);
    /// What one ring of an actor would change, as the engine's kernel has it.
    [[nodiscard]] std::vector<ToggleProbability> toggles(int ego);
    /// No ring of any clock changes the graph.
    [[nodiscard]] bool stable(Code graph);
    /// U_i, less U_i without ties of i's own: the sum of what the engine gives for one tie after the other.
    [[nodiscard]] double utility(Code graph, int i);
    [[nodiscard]] double welfare(Code graph);
    /// U_i of every actor in every graph, as the engine's levels have it.
    [[nodiscard]] Utilities levels();
    /// One step per ring of a random actor.
    [[nodiscard]] Chain chain();

  private:
    const Model& model_;
    GraphSpace space_;
    std::unique_ptr<State> now_;
    Evaluation evaluation_;
    Revision revision_;
    Code graph_ = 0;
};

/// The graph of a state's contacts.
Code code_of(const GraphSpace& space, const Graph& contacts);

/// The state at the start of a run of the model.
State start(const Model& model, std::uint64_t replicate);

}  // namespace gemeinsim::selfcheck
