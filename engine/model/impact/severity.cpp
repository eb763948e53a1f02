// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "model/impact/rules.h"

namespace gemeinsim {

double severity_after(double severity, double inflow, double outflow, double months) {
    const double total = inflow + outflow;
    if (total <= 0) return severity;
    const double equilibrium = inflow / total;
    return equilibrium + (severity - equilibrium) * std::exp(-total * months);
}

double lag_month(std::array<double, 2>& stages, double input, double lag) {
    // dZ1 = a (u - Z1), dZ2 = a (Z1 - Z2) with a = 2/lag: distances to the input decay as e^-a and (d2 + a d1) e^-a.
    const double a = 2 / lag;
    const double decay = std::exp(-a);
    const double first = stages[0] - input;
    const double second = stages[1] - input;
    const double mean = input + second * (1 - decay) / a + first * (1 - decay * (1 + a)) / a;
    stages = {input + first * decay, input + (second + a * first) * decay};
    return mean;
}

World initial_world(const Model& model) {
    World world;
    for (const Topic& topic : model.topics) {
        TopicState state;
        state.severity = topic.severity;
        state.untouched_severity = topic.severity;
        world.topics.push_back(state);
    }
    return world;
}

}  // namespace gemeinsim
