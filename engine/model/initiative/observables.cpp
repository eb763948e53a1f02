// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/observables.h"

#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "base/undefined.h"
#include "model/initiative/coordination.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {
namespace {

using Reading = std::function<double(const Initiative&)>;

double total(const State& now, const Reading& reading) {
    double sum = 0;
    for (const Initiative& one : now.initiatives.all) sum += reading(one);
    return sum;
}

double living_total(const State& now, const Reading& reading) {
    return total(now, [&](const Initiative& one) { return one.alive() ? reading(one) : 0; });
}

/// Mean over the initiatives for which the reading is defined.
double mean_of(const State& now, const Reading& reading) {
    double sum = 0;
    int count = 0;
    for (const Initiative& one : now.initiatives.all) {
        const double value = reading(one);
        if (value != value) continue;
        sum += value;
        ++count;
    }
    return count > 0 ? sum / count : undefined;
}

double living_mean(const State& now, const Reading& reading) {
    return mean_of(now, [&](const Initiative& one) { return one.alive() ? reading(one) : undefined; });
}

double active_share(const State& now) {
    double members = 0;
    double active = 0;
    for (const Initiative& one : now.initiatives.all) {
        if (!one.alive()) continue;
        for (const Member& member : one.members) {
            if (!takes_part(member)) continue;
            ++members;
            if (member.effort > 0) ++active;
        }
    }
    return members > 0 ? active / members : undefined;
}

/// How far the common goals of living initiatives lie from what all living actors want on their topics on average.
double goal_bias(const State& now) {
    return living_mean(now, [&](const Initiative& one) {
        double wanted = 0;
        int actors = 0;
        for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
            if (now.actors.alive[i] == 0) continue;
            wanted += now.actors.position(i, one.topic);
            ++actors;
        }
        return actors > 0 ? std::abs(one.goal_position - wanted / actors) : undefined;
    });
}

/// Share of those founded at least `months` before the end of the run that did not dissolve within so many months.
/// Completion is no failure.
double failure_free(const Model& model, const State& now, int months) {
    return mean_of(now, [&](const Initiative& one) {
        if (model.time.months - one.founded < months) return undefined;
        return one.phase == Phase::dissolved && one.ended - one.founded < months ? 0. : 1.;
    });
}

double months_until(const State& now, Month Initiative::*reached) {
    return mean_of(now, [&](const Initiative& one) {
        return one.*reached < 0 ? undefined : static_cast<double>(one.*reached - one.founded);
    });
}

double any_reached(const State& now, Month Initiative::*reached) {
    for (const Initiative& one : now.initiatives.all)
        if (one.*reached >= 0) return 1;
    return 0;
}

Metric count_metric(const std::string& name, const std::string& unit, const std::string& text, Better better,
                    const Reading& reading) {
    return {.name = name,
            .unit = unit,
            .long_name = text,
            .better = better,
            .value = [reading](const Model&, const State& now) { return total(now, reading); }};
}

Metric living_metric(const std::string& name, const std::string& unit, const std::string& text, Better better,
                     const Reading& reading) {
    return {.name = name,
            .unit = unit,
            .long_name = text,
            .better = better,
            .value = [reading](const Model&, const State& now) { return living_total(now, reading); }};
}

Metric mean_metric(const std::string& name, const std::string& unit, const std::string& text, Better better,
                   const Reading& reading) {
    return {.name = name,
            .unit = unit,
            .long_name = text,
            .better = better,
            .value = [reading](const Model&, const State& now) { return living_mean(now, reading); }};
}

Metric run_metric(const std::string& name, const std::string& unit, const std::string& text, Better better,
                  std::function<double(const Model&, const State&)> value) {
    return {
        .name = name, .unit = unit, .long_name = text, .better = better, .monthly = false, .value = std::move(value)};
}

Reading in_phase(Phase phase) {
    return [phase](const Initiative& one) { return one.phase == phase ? 1. : 0.; };
}

}  // namespace

Metrics initiatives_metrics() {
    Metrics all = {
        count_metric("initiatives_founded", "initiatives", "Initiatives founded so far", Better::higher,
                     [](const Initiative&) { return 1.; }),
        living_metric("initiatives_active", "initiatives", "Living initiatives", Better::higher,
                      [](const Initiative&) { return 1.; }),
        count_metric("initiatives_initiation", "initiatives", "Initiatives in initiation", Better::none,
                     in_phase(Phase::initiation)),
        count_metric("initiatives_design", "initiatives", "Initiatives in design", Better::none,
                     in_phase(Phase::design)),
        count_metric("initiatives_implementation", "initiatives", "Initiatives in implementation", Better::higher,
                     in_phase(Phase::implementation)),
        count_metric("initiatives_completed", "initiatives", "Initiatives completed so far", Better::higher,
                     in_phase(Phase::completed)),
        count_metric("initiatives_dissolved", "initiatives", "Initiatives dissolved so far", Better::lower,
                     in_phase(Phase::dissolved)),
        mean_metric("members", "members", "Members and associates of a living initiative", Better::higher,
                    [](const Initiative& one) { return static_cast<double>(participants(one)); }),
        {.name = "active_share",
         .unit = "1",
         .long_name = "Share of members and associates that give hours",
         .better = Better::higher,
         .value = [](const Model&, const State& now) { return active_share(now); }},
        living_metric("coordination_hours", "h/month", "Hours spent on coordination, offices included", Better::lower,
                      [](const Initiative& one) { return one.coordination_hours; }),
        living_metric("work_hours", "h/month", "Net hours of the groups, surplus of offices included", Better::higher,
                      [](const Initiative& one) { return one.group_hours; }),
        count_metric("products", "products", "Products agreed and signed so far", Better::higher,
                     [](const Initiative& one) { return static_cast<double>(one.products); }),
        count_metric("refusals", "refusals", "Texts refused so far", Better::lower,
                     [](const Initiative& one) { return static_cast<double>(one.refused); }),
        {.name = "goal_bias",
         .unit = "1",
         .long_name = "Distance of common goals from the mean position of all actors",
         .better = Better::lower,
         .standard = false,
         .value = [](const Model&, const State& now) { return goal_bias(now); }},
    };
    constexpr std::array<std::pair<const char*, const char*>, condition_count> conditions = {
        {{"condition_goal", "Common goal"},
         {"condition_measurement", "Shared measurement"},
         {"condition_activities", "Mutually reinforcing activities"},
         {"condition_communication", "Continuous communication"},
         {"condition_coordination", "Coordination supplied"}}};
    for (std::size_t c = 0; c < condition_count; ++c)
        all.push_back(mean_metric(conditions[c].first, "1",
                                  std::string(conditions[c].second) + ", mean over living initiatives", Better::higher,
                                  [c](const Initiative& one) { return one.conditions[c]; }));
    constexpr std::array<std::pair<const char*, const char*>, constraint_count> constraints = {
        {{"months_lost_none", "nothing"},
         {"months_lost_task", "tasks: know-how and common goal"},
         {"months_lost_approval", "approval"},
         {"months_lost_money", "money"},
         {"months_lost_vote", "votes"},
         {"months_lost_hours", "hours"},
         {"months_lost_members", "further members"}}};
    for (std::size_t c = 1; c < constraints.size(); ++c)
        all.push_back(run_metric(constraints[c].first, "months",
                                 std::string("Months of initiatives in which they waited for ") + constraints[c].second,
                                 Better::lower, [c](const Model&, const State& now) {
                                     return total(now, [c](const Initiative& one) {
                                         return static_cast<double>(one.months_lost[c]);
                                     });
                                 }));
    all.push_back(run_metric("agreement_reached", "1", "Whether an initiative reached its cooperation agreement",
                             Better::higher,
                             [](const Model&, const State& now) { return any_reached(now, &Initiative::agreement); }));
    all.push_back(
        run_metric("action_plan_reached", "1", "Whether an initiative reached its action plan", Better::higher,
                   [](const Model&, const State& now) { return any_reached(now, &Initiative::action_plan); }));
    all.push_back(run_metric(
        "months_to_agreement", "months", "Months from founding to the cooperation agreement, of those that reached it",
        Better::lower, [](const Model&, const State& now) { return months_until(now, &Initiative::agreement); }));
    all.push_back(run_metric(
        "months_to_action_plan", "months", "Months from founding to the action plan, of those that reached it",
        Better::lower, [](const Model&, const State& now) { return months_until(now, &Initiative::action_plan); }));
    all.push_back(run_metric("survival_36", "1", "Share of initiatives not dissolved within 36 months", Better::higher,
                             [](const Model& model, const State& now) { return failure_free(model, now, 36); }));
    all.push_back(run_metric("survival_84", "1", "Share of initiatives not dissolved within 84 months", Better::higher,
                             [](const Model& model, const State& now) { return failure_free(model, now, 84); }));
    return all;
}

}  // namespace gemeinsim
