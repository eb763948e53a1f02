// SPDX-License-Identifier: Apache-2.0
// The life of an initiative in settings whose answer is known: phases and votes (A19), forms of coordination (A22).
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "model/initiative/coordination.h"
#include "model/initiative/decision.h"
#include "model/initiative/phases.h"
#include "model/initiative/tasks.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A19: phases of parallel tasks, and votes.

const char* four_actors() {
    return R"(actors = [{id = "a", sector = "administration"}, {id = "b", sector = "civil_society"},
                        {id = "c", sector = "business"}, {id = "d", sector = "civil_society"}])";
}

/// Multipliers one, votes certain and at once, no desks, no end: what is left of an initiative are its tasks.
Values bare_initiative() {
    return {{"initiatives.pair_hours", "0"},        {"initiatives.work_exponent", "0"},
            {"initiatives.know_how_floor", "1"},    {"initiatives.impact_floor", "1"},
            {"initiatives.reply_rate", "inf"},      {"initiatives.vote_intercept", "50"},
            {"initiatives.vote_distance", "0"},     {"initiatives.vote_trust", "0"},
            {"initiatives.vote_quality", "0"},      {"initiatives.vote_dependence", "0"},
            {"initiatives.end_hazard", "0"},        {"initiatives.stalled_hazard", "0"},
            {"initiatives.output_goal_share", "0"}, {"hierarchy.approval_depth", "0"},
            {"jurisdiction.holders", "0"},          {"governance.broker", "lead_member"},
            {"governance.broker_paid_by", "lead"}};
}

std::vector<Finding> run_phases_case(const Setting& s) {
    Values values = bare_initiative();
    values["initiatives.rate_initiation"] = text(s("initiation"));
    values["initiatives.rate_design"] = text(s("design"));
    values["initiatives.rate_implementation"] = text(s("implementation"));
    values["initiatives.end_hazard"] = text(s("hazard"));
    const Model model = compile(world(four_actors()), values);
    const int runs = s.whole("runs");
    const std::vector<double> times = every_run(model, runs, [&model](State& now) {
        const InitiativeId id = begin_initiative(model, now, 4);
        for (Month month = 0; month < 5000; ++month) {
            live_through_month(model, month, now, id);
            now.events.clear();
            const Initiative& initiative = now.initiatives.all[id];
            if (initiative.reports > 0) return initiative.product_at;
            if (!initiative.alive()) break;
        }
        return infinity;
    });
    // A phase of n parallel tasks: the k-th last lasts 1/(k rate), and survives the hazard with k rate/(k rate + h).
    double mean = 0, variance = 0, survival = 1;
    for (const auto& [tasks, rate] :
         {std::pair(4, s("initiation")), std::pair(5, s("design")), std::pair(4, s("implementation"))})
        for (int k = 1; k <= tasks; ++k) {
            mean += 1 / (k * rate);
            variance += 1 / (k * rate * k * rate);
            survival *= k * rate / (k * rate + s("hazard"));
        }
    if (s("hazard") > 0) {
        double done = 0;
        for (const double time : times) done += std::isfinite(time);
        return {share_row("runs: share that completes all phases", done, runs, survival)};
    }
    std::vector<double> squares;
    for (const double time : times) squares.push_back((time - mean) * (time - mean));
    return {mean_row("runs: months to the first report, mean", times, mean),
            mean_row("runs: months to the first report, variance", squares, variance)};
}

std::vector<Finding> run_votes(const Setting& s) {
    const int n = s.whole("n");
    const std::vector<std::string> rules = {"consensus", "supermajority", "majority"};
    Values values = bare_initiative();
    values["initiatives.reply_rate"] = "1";
    values["initiatives.reply_delay"] = "0";
    values["governance.decision"] = rules[static_cast<std::size_t>(s.whole("rule"))];
    values["governance.quorum"] = text(s("quorum"));
    const Model model = compile(world(fmt::format("civil_society = {}", n)), values);
    const std::vector<double> times = every_run(model, s.whole("runs"), [&model, n](State& now) {
        const InitiativeId id = begin_initiative(model, now, n);
        open_decision(model, now, now.initiatives.all[id], 0);
        return decide(model, now.initiatives.all[id]).settled_at;
    });
    const int needed = s("rule") == 0   ? n
                       : s("rule") == 1 ? static_cast<int>(std::ceil(s("quorum") * n - 1e-9))
                                        : n / 2 + 1;
    double expected = 0;
    for (int j = n - needed + 1; j <= n; ++j) expected += 1.0 / j;
    return {same("votes needed", votes_needed(model, n), needed),
            mean_row("runs: time until the last vote needed", times, expected)};
}

// A22: forms of coordination.

/// The size from which on one form needs more hours than another.
double crossing(const Model& model, Broker small, Broker large, double trust) {
    double lower = 1.001;
    double upper = 1e6;
    for (int step = 0; step < 200; ++step) {
        const double middle = (lower + upper) / 2;
        const bool below = total_coordination_hours(model, small, middle, trust) <
                           total_coordination_hours(model, large, middle, trust);
        (below ? lower : upper) = middle;
    }
    return lower;
}

std::vector<Finding> run_forms(const Setting& s) {
    const double k = s("pair_hours"), a = s("lead_hours"), f = s("office_hours"), e = s("office_member"),
                 trust = s("trust");
    const Model model = compile(world("civil_society = 2"), {{"initiatives.pair_hours", text(k)},
                                                             {"initiatives.lead_fixed_hours", "0"},
                                                             {"initiatives.lead_broker_hours", text(a)},
                                                             {"initiatives.lead_trust_slope", "0"},
                                                             {"initiatives.lead_member_hours", "0"},
                                                             {"initiatives.office_fixed_hours", text(f)},
                                                             {"initiatives.office_broker_hours", "0"},
                                                             {"initiatives.office_member_hours", text(e)}});
    return {same("members from which a lead is cheaper than none",
                 crossing(model, Broker::none, Broker::lead_member, trust), 2 * a / (k * (1 - trust))),
            same("members from which an office is cheaper than a lead",
                 crossing(model, Broker::lead_member, Broker::separate_office, trust), (f + a) / (a - e))};
}

}  // namespace

std::vector<Case> initiative_cases() {
    std::vector<Case> all;
    all.push_back({"A19",
                   "Phases of parallel tasks, with and without the hazard of ending",
                   "maxima of exponential times",
                   {{"initiation", .1, .02, 1, "rate of each of 4 tasks, per month"},
                    {"design", .08, .02, 1, "rate of each of 5 tasks"},
                    {"implementation", .05, .02, 1, "rate of each of 4 tasks"},
                    {"hazard", 0, 0, .1, "of ending, per month"},
                    runs_parameter(2000)},
                   {{}, {{"hazard", .01}}},
                   run_phases_case});
    all.push_back({"A19-vote",
                   "Replies of members that all agree",
                   "order statistics of exponential times",
                   {{"n", 8, 1, 60, "members", true},
                    {"rule", 0, 0, 2, "rule of decision", false, {"consensus", "supermajority", "majority"}},
                    {"quorum", 2.0 / 3, .51, 1, "share needed by a supermajority"},
                    runs_parameter(4000)},
                   {{}, {{"rule", 1}}, {{"rule", 2}}},
                   run_votes});
    all.push_back(
        {"A22",
         "Forms of coordination: the sizes at which a lead and an office begin to pay",
         "Provan & Kenis 2008, in hours",
         {{"pair_hours", .1, .01, 10, "of each pair of members without trust, h/month"},
          {"lead_hours", .2, .01, 10, "of a lead for each other member"},
          {"office_hours", 2, 0, 100, "of an office at any size"},
          {"office_member", .05, 0, 10, "of each member beside an office"},
          {"trust", .5, 0, .95, "mean trust of the members"}},
         {{}, {{"pair_hours", .3}, {"lead_hours", .9}, {"office_hours", 11}, {"office_member", .4}, {"trust", .7}}},
         run_forms,
         [](const Setting& s) {
             return s("lead_hours") > s("office_member")
                        ? std::string()
                        : "an office that takes more of each member than a lead never pays";
         }});
    return all;
}

}  // namespace gemeinsim::selfcheck
