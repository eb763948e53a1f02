// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/hierarchy/rules.h"
#include "model/impact/production.h"
#include "model/impact/room.h"
#include "model/impact/rules.h"
#include "model/initiative/coordination.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// What everybody yields alone: at full hours and before duplication, and with the hours and overlaps of this month.
void work_alone(const Model& model, State& now, TopicId topic, int on_topic) {
    TopicState& state = now.world.topics[topic];
    state.full_isolated_output = 0;
    state.isolated_output = 0;
    const double own_time = 1 - regulation_share(model, topic);
    const Alone alone(model, topic);
    const std::size_t n = now.actors.size();
    // In larger worlds what is kept would cost more memory than it saves time.
    constexpr std::size_t most_kept = 1U << 14U;
    const bool keeps = n <= most_kept;
    ImpactRoom& room = *now.impact_room;
    room.topics.resize(model.topics.size());
    ImpactRoom::OnTopic& kept = room.topics[topic];
    if (keeps) {
        const KeptOutputs::Rule rule{model.impact.production, model.impact.substitution_members,
                                     model.impact.substitution_assets, alone.needed, alone.factor};
        kept.at_full_hours.prepare(rule, n);
        kept.with_what_is_left.prepare(rule, n);
    }
    const auto output = [&](KeptOutputs& outputs, ActorId i, double hours) {
        const auto work_out = [&] { return isolated_output(model, now, i, alone, hours); };
        return keeps ? outputs(i, now.actors.assets[i], hours, work_out) : work_out();
    };
    for (const ActorId i : IdRange<ActorId>(n)) {
        if (!now.actors.alive[i]) continue;
        const Hours& hours = now.actors.hours[i];
        state.full_isolated_output += output(kept.at_full_hours, i, hours.capacity);
        const double left = std::max(0., hours.capacity * own_time - hours.initiatives);
        state.isolated_output +=
            output(kept.with_what_is_left, i, left) * (1 - isolated_duplication(model, now, i, topic, on_topic));
    }
}

/// The shared measurement of the topic's best initiative: what others know of impact they know from it.
double best_measurement(const Model& model, const State& now, TopicId topic) {
    double best = model.membership.measurement_start;
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.alive() && initiative.topic == topic)
            best = std::max(best, initiative.conditions[static_cast<std::size_t>(Condition::measurement)]);
    return best;
}

/// Who is helped this month is helped by the measures that are carried out, each initiative's in proportion to what it
/// adds (`each`: persons per hour added), its measures in proportion to the hours they are given. What still comes from
/// work of initiatives that have ended is no measure's.
void credit_measures(const Model& model, State& now, TopicId topic, double each) {
    for (Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive() || initiative.topic != topic || initiative.measures.empty()) continue;
        const double added = phase_factor(model, initiative) * reach_factor(model, now, initiative) *
                             (initiative.group_output - initiative.withdrawn_output);
        double hours = 0;
        for (const Measure& measure : initiative.measures) hours += measure.hours;
        if (added <= 0 || hours <= 0) continue;
        for (Measure& measure : initiative.measures) measure.beneficiaries += each * added * measure.hours / hours;
    }
}

void observe(const Model& model, Month month, State& now, TopicId topic) {
    TopicState& state = now.world.topics[topic];
    const double helped = now.remedies.of(RemedyKind::indicator_support);
    const double blind = (1 - best_measurement(model, now, topic)) * (1 - helped);
    Stream stream(now.key, hash_name(model.topics[topic].id), month, Purpose::measurement_error);
    state.observed_index = state.impact_index() * (1 + model.impact.overstatement * blind) +
                           normal(stream) * model.impact.observation_error * blind;
}

}  // namespace

double withdrawn_output(const Model& model, const State& now, const Initiative& initiative, int on_topic) {
    double total = 0;
    const Alone alone(model, initiative.topic);
    for (const Member& member : initiative.members)
        if (takes_part(member))
            total += isolated_output(model, now, member.actor, alone, member.net_hours + member.coordination_hours) *
                     (1 - isolated_duplication(model, now, member.actor, initiative.topic, on_topic));
    return total;
}

void impact_step(const Model& model, Month month, State& now) {
    for (const TopicId topic : IdRange<TopicId>(model.topics.size())) {
        const int on_topic = interested_actors(model, now, topic);
        work_alone(model, now, topic, on_topic);
        TopicState& state = now.world.topics[topic];
        state.collective_output = 0;
        double surplus = 0;
        double positive = 0;
        for (Initiative& initiative : now.initiatives.all) {
            if (initiative.topic != topic) continue;
            initiative.group_output = 0;
            initiative.withdrawn_output = 0;
            if (!initiative.alive()) continue;
            initiative.group_output = group_output(model, now, initiative);
            initiative.withdrawn_output = withdrawn_output(model, now, initiative, on_topic);
            const double reach = phase_factor(model, initiative) * reach_factor(model, now, initiative);
            state.collective_output += reach * initiative.group_output;
            const double added = reach * (initiative.group_output - initiative.withdrawn_output);
            surplus += added;
            positive += std::max(0., added);
        }
        const ImpactParameters& impact = model.impact;
        const double per_output = state.full_isolated_output > 0 ? impact.outflow / state.full_isolated_output : 0;
        const double extra = lag_month(state.lag, per_output * impact.alignment * surplus, impact.lag);
        // Work that misleads can undo what everybody achieves alone, but makes nobody ill by itself.
        const double outflow = std::max(0., impact.outflow + extra);
        const double helped = model.topics[topic].target_group * state.severity * std::max(0., extra);
        state.beneficiaries += helped;
        if (positive > 0) credit_measures(model, now, topic, helped / positive);
        state.severity = severity_after(state.severity, impact.inflow, outflow, 1);
        state.untouched_severity = severity_after(state.untouched_severity, impact.inflow, impact.outflow, 1);
        observe(model, month, now, topic);
    }
}

}  // namespace gemeinsim
