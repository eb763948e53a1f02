// SPDX-License-Identifier: Apache-2.0
#include "model/impact/observables.h"

#include "base/undefined.h"
#include "model/impact/production.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {
namespace {

/// The mean over topics, each weighted with its target group (evenly where all target groups are empty).
template <class Quantity>
double topic_mean(const Model& model, const State& now, Quantity quantity) {
    double total = 0;
    double people = 0;
    for (const TopicId topic : IdRange<TopicId>(model.topics.size())) people += model.topics[topic].target_group;
    double weights = 0;
    for (const TopicId topic : IdRange<TopicId>(model.topics.size())) {
        const double weight = people > 0 ? model.topics[topic].target_group : 1;
        total += weight * quantity(now.world.topics[topic]);
        weights += weight;
    }
    return weights > 0 ? total / weights : undefined;
}

template <class Quantity>
double topic_sum(const Model& model, const State& now, Quantity quantity) {
    double total = 0;
    for (const TopicId topic : IdRange<TopicId>(model.topics.size())) total += quantity(now.world.topics[topic]);
    return total;
}

double severity(const Model& model, const State& now) {
    return topic_mean(model, now, [](const TopicState& topic) { return topic.severity; });
}
double untouched_severity(const Model& model, const State& now) {
    return topic_mean(model, now, [](const TopicState& topic) { return topic.untouched_severity; });
}
double impact_index(const Model& model, const State& now) {
    return topic_mean(model, now, [](const TopicState& topic) { return topic.impact_index(); });
}
double observed_impact_index(const Model& model, const State& now) {
    return topic_mean(model, now, [](const TopicState& topic) { return topic.observed_index; });
}
double collective_output(const Model& model, const State& now) {
    return topic_sum(model, now, [](const TopicState& topic) { return topic.collective_output; });
}
double isolated_output_of_all(const Model& model, const State& now) {
    return topic_sum(model, now, [](const TopicState& topic) { return topic.isolated_output; });
}
double beneficiaries(const Model& model, const State& now) {
    return topic_sum(model, now, [](const TopicState& topic) { return topic.beneficiaries; });
}
double conditions_met(const Model& model, const State& now) {
    double total = 0;
    int count = 0;
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        total += condition_factor(model, initiative.conditions);
        ++count;
    }
    return count > 0 ? total / count : undefined;
}

}  // namespace

Metrics impact_metrics() {
    return {
        {.name = "severity",
         .unit = "1",
         .long_name = "Severity of the problems (share of the target groups affected)",
         .better = Better::lower,
         .value = severity},
        {.name = "untouched_severity",
         .unit = "1",
         .long_name = "Severity without any initiative",
         .better = Better::lower,
         .standard = false,
         .value = untouched_severity},
        {.name = "impact_index",
         .unit = "1",
         .long_name = "Impact index (share of severity taken away)",
         .better = Better::higher,
         .value = impact_index},
        {.name = "observed_impact_index",
         .unit = "1",
         .long_name = "Impact index as those involved see it",
         .standard = false,
         .value = observed_impact_index},
        {.name = "collective_output",
         .unit = "h/month",
         .long_name = "Output of initiatives (effective hours)",
         .better = Better::higher,
         .value = collective_output},
        {.name = "isolated_output",
         .unit = "h/month",
         .long_name = "Output of everybody alone (effective hours)",
         .value = isolated_output_of_all},
        {.name = "beneficiaries",
         .unit = "persons",
         .long_name = "People helped by initiatives so far",
         .better = Better::higher,
         .value = beneficiaries},
        {.name = "conditions_met",
         .unit = "1",
         .long_name = "Conditions of collective impact, joint factor of living initiatives",
         .better = Better::higher,
         .value = conditions_met},
    };
}

}  // namespace gemeinsim
