// SPDX-License-Identifier: Apache-2.0
#include "model/exchange/observables.h"

#include <bit>
#include <cmath>
#include <span>

#include "base/undefined.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {
namespace {

/// Mean trust over contacts, both directions, within or across sectors. Contacts and histories are sorted alike, so
/// each row is read once.
double mean_trust(const State& now, bool within) {
    double total = 0;
    double count = 0;
    const double prior = now.trust.prior();
    const auto add = [&](ActorId i, std::span<const ActorId> contacts) {
        const std::span<const TrustTable::Entry> row = now.trust.of(i);
        auto at = row.begin();
        for (const ActorId j : contacts) {
            if ((now.actors.sector[i] == now.actors.sector[j]) != within) continue;
            while (at != row.end() && at->about < j) ++at;
            total += at != row.end() && at->about == j ? now.trust.expected(*at) : prior;
            count += 1;
        }
    };
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        add(i, now.relations.contacts.out(i));
        if (now.relations.contacts.directed()) add(i, now.relations.contacts.in(i));
    }
    return count > 0 ? total / count : undefined;
}

double polarisation(const Model&, const State& now) {
    double total = 0;
    const std::size_t topics = now.actors.position.topics();
    for (const TopicId k : IdRange<TopicId>(topics)) {
        double n = 0;
        double sum = 0;
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if (now.actors.alive[i]) {
                n += 1;
                sum += now.actors.position(i, k);
            }
        if (n == 0) return undefined;
        double squares = 0;
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if (now.actors.alive[i]) squares += std::pow(now.actors.position(i, k) - sum / n, 2);
        total += 2 * std::sqrt(squares / n);
    }
    return topics > 0 ? total / static_cast<double>(topics) : undefined;
}

double coverage(const Model& model, const State& now) {
    if (now.information.items.empty()) return undefined;
    double held = 0;
    double n = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        if (now.actors.alive[i]) {
            held += std::popcount(now.information.items[i]);
            n += 1;
        }
    return n > 0 ? held / (n * model.exchange.items) : undefined;
}

}  // namespace

Metrics exchange_metrics() {
    return {
        {"trust_within_sector", "1", "Trust between partners of the same sector", Better::higher, true, true,
         [](const Model&, const State& now) { return mean_trust(now, true); }},
        {"trust_across_sectors", "1", "Trust between partners of different sectors", Better::higher, true, true,
         [](const Model&, const State& now) { return mean_trust(now, false); }},
        {"polarisation", "1", "Polarisation of positions (twice their standard deviation, mean over topics)",
         Better::none, true, true, polarisation},
        {"information_coverage", "1", "Share of all information that an actor holds on average", Better::higher, true,
         true, coverage},
    };
}

}  // namespace gemeinsim
