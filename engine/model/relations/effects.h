// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/issues.h"
#include "model/relations/neighbourhood.h"
#include "model/relations/parameters.h"
#include "scenario/scenario.h"

namespace gemeinsim {

struct Actors;
class DyadicCovariate;
struct Model;
struct Population;
struct State;

/// How far the change that a tie with j makes to ego's statistic looks.
enum class Scope {
    local,      ///< the same for all j that no tie and no counted path of length two joins to ego
    separable,  ///< for such j a part of ego and a part of j: its covariate or its degrees
    pairwise,   ///< for such j a function of what is known of the pair
    global,     ///< anything else
};

/// Which contacts an effect is defined for.
enum class Fits { both, directed, undirected };

/// What an effect needs to be told by name.
enum class CovariateNeed { none, number, label, dyad };

struct EffectTerm;

/// Adds weight * change to `changes` for each of the alternatives: the change of the statistic by a tie with it
/// against none, everything else as it is.
using EffectChange = void (*)(const Neighbourhood&, const EffectTerm&, std::span<const ActorId> alternatives,
                              std::span<double> changes);
/// The part of the change that j alone makes where no tie or path joins it to ego.
using AlterPart = double (*)(const Graph&, const EffectTerm&, ActorId j);

/// One row of the table of effects: all that the engine knows about one.
struct EffectRow {
    EffectKind kind;
    const char* name;
    const char* formula;  ///< s_i
    Fits fits = Fits::both;
    Scope scope = Scope::local;
    EffectChange own = nullptr;
    EffectChange total = nullptr;     ///< of the graph's count instead of ego's statistic
    unsigned own_paths = no_paths;    ///< which counts `own` reads
    unsigned total_paths = no_paths;  ///< which counts `total` reads
    AlterPart own_alter = nullptr;    ///< separable effects whose untouched change is a(ego) + g(j): g
    AlterPart total_alter = nullptr;  ///< the same of `total`
    CovariateNeed covariate = CovariateNeed::none;
    bool pact = false;  ///< counts pacts instead of contacts
};

/// Every effect there is, in the order of EffectKind.
std::span<const EffectRow> effect_table();
const EffectRow& effect_row(EffectKind kind);

/// One effect of a scenario made ready to be asked: its weight, and its covariate as it stands.
struct EffectTerm {
    const EffectRow* row = nullptr;
    EffectChange change = nullptr;
    AlterPart alter = nullptr;
    unsigned paths = no_paths;
    double weight = 0;
    EffectPart part = EffectPart::evaluation;
    Column<ActorId, double> values;         ///< of the actor covariate, centred where that is asked for
    double per_range = 0;                   ///< 1 / (largest - smallest value), 0 where all are the same
    const DyadicCovariate* dyad = nullptr;  ///< null for distance_km
    const Population* population = nullptr;
    const Actors* actors = nullptr;
    double centre = 0;  ///< what is taken off a similarity or a dyadic covariate

    /// Whether it counts for a tie that is there (or not): creation looks at new ties only, endowment at old ones.
    [[nodiscard]] bool counts(bool tied) const {
        return part == EffectPart::evaluation || (part == EffectPart::endowment) == tied;
    }
};

/// The effects of a model that have a weight, ready for the state as it is: those on pacts, or on contacts.
/// Cost: O(actors) for each effect with a covariate, O(actors log actors) for similarity.
std::vector<EffectTerm> ready_effects(const Model& model, const State& now, Change change, bool pact);

/// The built-in covariate of pairs.
inline constexpr const char* distance_covariate = "distance_km";

/// Complains about effects that do not fit the direction of contacts, lack a covariate, name an unknown one, or name
/// one that some actor has no value for.
void check_effects(const Model& model, const Scenario& scenario, Issues& issues);

/// What a Neighbourhood has to count for these effects.
unsigned paths_of(const std::vector<EffectTerm>& effects, bool outreach);

}  // namespace gemeinsim
