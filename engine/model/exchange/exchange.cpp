// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "model/exchange/blocks.h"
#include "model/exchange/rules.h"
#include "model/exchange/steps.h"
#include "scenario/nearest.h"
#include "scenario/text.h"

namespace gemeinsim {

void exchange_step(const Model& model, Month month, State& now) {
    ExchangeRoom& room = *now.exchange_room;
    room.blocks.resize(blocks_of(now.actors.size(), actors_per_block));
    room.circles.gather(now);
    if (!now.information.items.empty()) pass_information(model, month, now);
    move_trust(model, month, now);
    move_positions(model, now);
}

const DyadicCovariate* weights_given(const Model& model) {
    for (const DyadicCovariate& dyad : model.population.dyads)
        if (dyad.name() == model.exchange.weights) return &dyad;
    return nullptr;
}

void check_exchange(const Model& model, Issues& issues) {
    const std::string& name = model.exchange.weights;
    if (name.empty()) return;
    const std::string key = "exchange.weights";
    const DyadicCovariate* given = weights_given(model);
    if (given == nullptr) {
        std::vector<std::string> names;
        for (const DyadicCovariate& dyad : model.population.dyads) names.push_back(dyad.name());
        issues.error({{},
                      key,
                      "there is no dyadic covariate " + in_quotes_short(name),
                      "known: " + (names.empty() ? "none" : joined(names)),
                      did_you_mean(name, names, "add the column covariate." + name + " to population.dyads")});
        return;
    }
    constexpr double rounding = 1e-9;
    for (const ActorId i : IdRange<ActorId>(model.population.actors.size())) {
        double sum = 0;
        for (const double weight : given->values(i)) {
            if (weight < 0) {
                issues.error(
                    {{},
                     key,
                     fmt::format("{} gives another actor the weight {}", model.population.actors[i].id, weight),
                     "a weight is a share of what an actor listens to",
                     "give no weight below 0 in population.dyads"});
                return;
            }
            sum += weight;
        }
        if (sum > 1 + rounding) {
            issues.error({{},
                          key,
                          fmt::format("the weights of {} sum to {}", model.population.actors[i].id, sum),
                          "they are shares of 1; what is missing from 1 is the weight of itself",
                          "divide them by their sum in population.dyads"});
            return;
        }
    }
}

}  // namespace gemeinsim
