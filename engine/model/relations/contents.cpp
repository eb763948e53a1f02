// SPDX-License-Identifier: Apache-2.0
#include "model/relations/contents.h"

#include <algorithm>

#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr Month once = -32768;  // a month of its own: what is drawn here holds for the run

/// Which trait of a pair is drawn.
enum class Trait : std::uint64_t { joint_work = 1, information = 2, clients = 3, rhythm = 4 };

EntityKey trait_of(const State& now, ActorId i, ActorId j, Trait trait) {
    return combine(pair_name(now.actors, i, j), static_cast<std::uint64_t>(trait));
}

bool has_trait(const State& now, ActorId i, ActorId j, Trait trait, double probability) {
    if (probability >= 1) return true;
    Stream stream(now.key, trait_of(now, i, j, trait), once, Purpose::content);
    return bernoulli(stream, probability);
}

}  // namespace

EntityKey pair_name(const Actors& actors, ActorId i, ActorId j) {
    const auto [low, high] = std::minmax(actors.entity[i], actors.entity[j]);
    return combine(low, high);
}

bool carries_information(const Model& model, const State& now, ActorId i, ActorId j) {
    return has_trait(now, i, j, Trait::information, model.relations.information_content);
}

bool carries_clients(const Model& model, const State& now, ActorId i, ActorId j) {
    return has_trait(now, i, j, Trait::clients, model.relations.clients_content);
}

bool carries_money(const Actors& actors, ActorId i, ActorId j) {
    return actors.funder[i] == j || actors.funder[j] == i;
}

bool has_joint_work(const Model& model, Month month, const State& now, ActorId i, ActorId j) {
    const int length = model.exchange.joint_months;
    Month begun = month;
    if (length > 1) {
        // Months before the run are negative down to -32768.
        Stream rhythm(now.key, trait_of(now, i, j, Trait::rhythm), once, Purpose::content);
        const int late = static_cast<int>(index(rhythm, static_cast<std::size_t>(length)));
        begun = month - (month + 32768 + late) % length;
    }
    Stream stream(now.key, trait_of(now, i, j, Trait::joint_work), begun, Purpose::trust);
    return bernoulli(stream, model.exchange.joint_content);
}

}  // namespace gemeinsim
