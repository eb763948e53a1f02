// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/observables.h"

#include <cmath>
#include <string>

#include "base/undefined.h"
#include "model/hierarchy/desks.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {
namespace {

double total(const State& now, long CaseTotals::*member) {
    long count = 0;
    for (const CaseTotals& kind : now.approvals.totals) count += kind.*member;
    return static_cast<double>(count);
}

/// Mean time from birth to approval of the cases that desks approved.
double mean_approval_time(const Model& /*model*/, const State& now) {
    double time = 0;
    for (const CaseTotals& kind : now.approvals.totals) time += kind.approval_time;
    const double count = total(now, &CaseTotals::approved);
    return count > 0 ? time / count : undefined;
}

/// Mean time from birth to the decision, yes or no, of the cases of one kind.
double mean_decision_time(const State& now, CaseKind kind) {
    const CaseTotals& of = now.approvals.totals[static_cast<std::size_t>(kind)];
    const long count = of.approved + of.vetoed;
    return count > 0 ? (of.approval_time + of.veto_time) / static_cast<double>(count) : undefined;
}

double waiting(const State& now, CaseKind kind) {
    double count = 0;
    for (const CaseId id : now.approvals.open)
        if (now.approvals.cases[id].kind == kind) ++count;
    return count;
}

/// Mean time that the cases which still wait have waited so far.
double mean_age(const Model& /*model*/, const State& now) {
    double age = 0;
    long count = 0;
    for (const CaseId id : now.approvals.open) {
        const ApprovalCase& one = now.approvals.cases[id];
        const double today = now.approvals.desks[one.path[one.at].desk].observed_to;
        if (one.born > today) continue;  // reaches its first desk with the next month
        age += today - one.born;
        ++count;
    }
    return count > 0 ? age / static_cast<double>(count) : undefined;
}

/// Mean stay of a case at a desk of one level, of the stays that ended with a decision.
double mean_stay(const State& now, Level level) {
    double time = 0;
    long count = 0;
    for (const ActorId owner : now.approvals.staffed) {
        if (now.actors.level[owner] != level) continue;
        time += now.approvals.desks[owner].case_sojourn;
        count += now.approvals.desks[owner].cases;
    }
    return count > 0 ? time / static_cast<double>(count) : undefined;
}

/// Cases at desks of one level: the stays that have not ended yet.
double waiting_at_level(const State& now, Level level) {
    double count = 0;
    for (const CaseId id : now.approvals.open) {
        const ApprovalCase& one = now.approvals.cases[id];
        if (now.actors.level[one.path[one.at].desk] == level) ++count;
    }
    return count;
}

/// Mean over desks of a number of each desk.
template <class Number>
double over_desks(const State& now, const Number& number) {
    double sum = 0;
    for (const ActorId owner : now.approvals.staffed) sum += number(now.approvals.desks[owner]);
    return now.approvals.staffed.empty() ? undefined : sum / static_cast<double>(now.approvals.staffed.size());
}

double over_time(const Desk& desk, double integral) {
    const double time = desk.observed_to - desk.opened;
    return time > 0 ? integral / time : 0;
}

/// The largest gap between the integral of the number present and the times spent inside, as a share of the integral.
double littles_gap(const Model& /*model*/, const State& now) {
    double gap = 0;
    for (const ActorId owner : now.approvals.staffed) {
        const Desk& desk = now.approvals.desks[owner];
        if (desk.load_integral > 0)
            gap = std::fmax(gap, std::abs(desk.load_integral - sojourn_inside(desk)) / desk.load_integral);
    }
    return now.approvals.staffed.empty() ? undefined : gap;
}

double unclear_units(const Model& /*model*/, const State& now) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        if (now.actors.alive[i] != 0 && now.actors.leadership_clear[i] == 0) ++count;
    return count;
}

void add_by_kind(Metrics& metrics) {
    static constexpr std::pair<CaseKind, const char*> kinds[] = {{CaseKind::pact, "pact"},
                                                                 {CaseKind::membership, "membership"},
                                                                 {CaseKind::signature, "signature"},
                                                                 {CaseKind::budget, "budget"}};
    for (const auto& [kind, name] : kinds) {
        metrics.push_back({.name = std::string("approval_sojourn_") + name,
                           .unit = "months",
                           .long_name = std::string("Mean time to the decision of desks, kind ") + name,
                           .better = Better::lower,
                           .standard = false,
                           .value = [kind](const Model&, const State& now) { return mean_decision_time(now, kind); }});
        metrics.push_back({.name = std::string("approvals_waiting_") + name,
                           .unit = "cases",
                           .long_name = std::string("Approvals waiting at a desk, kind ") + name,
                           .better = Better::lower,
                           .standard = false,
                           .value = [kind](const Model&, const State& now) { return waiting(now, kind); }});
    }
}

void add_by_level(Metrics& metrics) {
    static constexpr std::pair<Level, const char*> levels[] = {
        {Level::none, "none"},   {Level::municipal, "municipal"}, {Level::district, "district"},
        {Level::state, "state"}, {Level::federal, "federal"},     {Level::european, "european"}};
    for (const auto& [level, name] : levels) {
        metrics.push_back({.name = std::string("approval_sojourn_") + name,
                           .unit = "months",
                           .long_name = std::string("Mean stay of a case at a desk, level ") + name,
                           .better = Better::lower,
                           .standard = false,
                           .value = [level](const Model&, const State& now) { return mean_stay(now, level); }});
        metrics.push_back({.name = std::string("approvals_waiting_") + name,
                           .unit = "cases",
                           .long_name = std::string("Approvals waiting at a desk, level ") + name,
                           .better = Better::lower,
                           .standard = false,
                           .value = [level](const Model&, const State& now) { return waiting_at_level(now, level); }});
    }
}

}  // namespace

Metrics hierarchy_metrics() {
    Metrics metrics = {
        {.name = "approvals_waiting",
         .unit = "cases",
         .long_name = "Approvals waiting at a desk",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return static_cast<double>(now.approvals.open.size()); }},
        {.name = "approvals_approved",
         .unit = "cases",
         .long_name = "Approvals given by desks since month 0",
         .value = [](const Model&, const State& now) { return total(now, &CaseTotals::approved); }},
        {.name = "approvals_vetoed",
         .unit = "cases",
         .long_name = "Approvals vetoed since month 0",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return total(now, &CaseTotals::vetoed); }},
        {.name = "approvals_expired",
         .unit = "cases",
         .long_name = "Approvals lapsed since month 0",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return total(now, &CaseTotals::expired); }},
        {.name = "approvals_lost",
         .unit = "cases",
         .long_name = "Approvals lost with the head of a desk since month 0",
         .better = Better::lower,
         .standard = false,
         .value = [](const Model&, const State& now) { return total(now, &CaseTotals::lost); }},
        {.name = "approvals_withdrawn",
         .unit = "cases",
         .long_name = "Approvals withdrawn by whoever asked since month 0",
         .better = Better::lower,
         .standard = false,
         .value = [](const Model&, const State& now) { return total(now, &CaseTotals::withdrawn); }},
        {.name = "approval_sojourn",
         .unit = "months",
         .long_name = "Mean time to approval by desks",
         .better = Better::lower,
         .value = mean_approval_time},
        {.name = "approval_age",
         .unit = "months",
         .long_name = "Mean age of the approvals that wait at a desk",
         .better = Better::lower,
         .standard = false,
         .value = mean_age},
        {.name = "desk_load",
         .unit = "1",
         .long_name = "Share of the time in which a desk has business",
         .standard = false,
         .value =
             [](const Model&, const State& now) {
                 return over_desks(now, [](const Desk& desk) { return over_time(desk, desk.busy); });
             }},
        {.name = "desk_queue",
         .unit = "cases",
         .long_name = "Mean business present at a desk, background included",
         .standard = false,
         .value =
             [](const Model&, const State& now) {
                 return over_desks(now, [](const Desk& desk) { return over_time(desk, desk.load_integral); });
             }},
        {.name = "desk_hours",
         .unit = "h/month",
         .long_name = "Hours that cases took at desks",
         .standard = false,
         .value =
             [](const Model&, const State& now) {
                 double total = 0;
                 for (const ActorId owner : now.approvals.staffed) total += now.actors.hours[owner].desk;
                 return total;
             }},
        {.name = "littles_gap",
         .unit = "1",
         .long_name = "Largest gap between number present and time spent at a desk (Little's law), rounding only",
         .better = Better::lower,
         .standard = false,
         .value = littles_gap},
        {.name = "units_unclear",
         .unit = "actors",
         .long_name = "Actors with unclear leadership",
         .better = Better::lower,
         .value = unclear_units},
    };
    add_by_kind(metrics);
    add_by_level(metrics);
    return metrics;
}

}  // namespace gemeinsim
