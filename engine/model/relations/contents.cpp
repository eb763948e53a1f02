// SPDX-License-Identifier: Apache-2.0
#include "model/relations/contents.h"

#include <algorithm>
#include <cmath>

#include "model/math.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Which trait of a pair is drawn.
enum class Trait : std::uint64_t { joint_work = 1, information = 2, clients = 3, rhythm = 4 };

EntityKey trait_of(const State& now, ActorId i, ActorId j, Trait trait) {
    return combine(pair_name(now.actors, i, j), static_cast<std::uint64_t>(trait));
}

/// How much a content serves an actor's motives; 1 where it serves them as much as any other would on average.
double stake(const Actors& actors, ActorId actor, Content content) {
    const auto motive = [&](Motive m) {
        return static_cast<double>(motive_count) * actors.motives[actor][static_cast<std::size_t>(m)];
    };
    switch (content) {
        case Content::information:
            return motive(Motive::information);
        case Content::clients:
            return motive(Motive::outreach);
        case Content::joint_work:
            return (motive(Motive::competence) + motive(Motive::resources)) / 2;
    }
    return 1;
}

bool has_trait(const State& now, ActorId i, ActorId j, Trait trait, double probability) {
    if (probability >= 1) return true;
    Stream stream(now.key, trait_of(now, i, j, trait), before_the_run, Purpose::content);
    return bernoulli(stream, probability);
}

}  // namespace

double willingness(const Model& model, const Actors& actors, ActorId side, Content content, double share) {
    const double even = std::sqrt(share);
    const double odds = std::log(even / (1 - even));
    return logistic(odds + model.relations.content_choice * (stake(actors, side, content) - 1));
}

double agreement(const Model& model, const Actors& actors, ActorId i, ActorId j, Content content, double share) {
    if (model.relations.content_choice == 0 || share <= 0 || share >= 1) return share;
    return willingness(model, actors, i, content, share) * willingness(model, actors, j, content, share);
}

bool carries_information(const Model& model, const State& now, ActorId i, ActorId j) {
    return has_trait(now, i, j, Trait::information,
                     agreement(model, now.actors, i, j, Content::information, model.relations.information_content));
}

bool carries_clients(const Model& model, const State& now, ActorId i, ActorId j) {
    return has_trait(now, i, j, Trait::clients,
                     agreement(model, now.actors, i, j, Content::clients, model.relations.clients_content));
}

bool carries_money(const Actors& actors, ActorId i, ActorId j) {
    return actors.funder[i] == j || actors.funder[j] == i;
}

bool has_joint_work(const Model& model, Month month, const State& now, ActorId i, ActorId j) {
    return has_joint_work(model, month, now, i, j,
                          agreement(model, now.actors, i, j, Content::joint_work, model.exchange.joint_content));
}

bool has_joint_work(const Model& model, Month month, const State& now, ActorId i, ActorId j, double agreement) {
    const int length = model.exchange.joint_months;
    Month begun = month;
    if (length > 1) {
        // Months before the run are negative down to -32768.
        Stream rhythm(now.key, trait_of(now, i, j, Trait::rhythm), before_the_run, Purpose::content);
        const int late = static_cast<int>(index(rhythm, static_cast<std::size_t>(length)));
        begun = month - (month + 32768 + late) % length;
    }
    Stream stream(now.key, trait_of(now, i, j, Trait::joint_work), begun, Purpose::trust);
    return bernoulli(stream, agreement);
}

}  // namespace gemeinsim
