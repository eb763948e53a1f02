// SPDX-License-Identifier: Apache-2.0
// Chains of desks, whose law is known: Poisson arrivals, exponential services, first come first served.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/hierarchy/desks.h"
#include "model/hierarchy/rules.h"
#include "random/draws.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

/// A unit below a chain of superiors that must all agree and never refuse.
Model chain_of_desks(const Setting& s) {
    std::string actors;
    for (int i = 0; i <= s.whole("desks"); ++i)
        actors += fmt::format("{{id = \"unit_{:02}\", sector = \"administration\", level = \"municipal\"{}}}, ", i,
                              i > 0 ? fmt::format(", superior = \"unit_{:02}\"", i - 1) : "");
    const double load = s("arrival") / (s("service") * (1 - s("returns")));
    return compile(world("actors = [" + actors + "]"),
                   {{"jurisdiction.holders", "0"},
                    {"hierarchy.approval_depth", "12"},
                    {"hierarchy.weight_membership", "1"},
                    {"hierarchy.service_rate", text(s("service"))},
                    {"hierarchy.background", s("background") == 0 ? "poisson" : "chain"},
                    {"hierarchy.utilisation", text(s("share") * load)},
                    {"hierarchy.return_probability", text(s("returns"))},
                    {"hierarchy.veto_intercept", "-100"},
                    {"hierarchy.veto_distance", "0"},
                    {"hierarchy.absence_rate", "0"},
                    {"hierarchy.expiry_months", "1200"}});
}

/// What one run shows of the cases that are born well within it.
struct Seen {
    double cases = 0;
    double time = 0;
    double squares = 0;
    double late = 0;
    double busy = 0;   ///< share of the time in which a desk is in use
    double gap = 0;    ///< of Little's law
    double first = 0;  ///< mean business present at a desk when month 0 begins
};

Seen look(const Model& model, const Setting& s, std::uint64_t run, double mean) {
    // The slower the desks, the longer they remember that they began empty.
    const auto margin = static_cast<Month>(std::ceil(200 / s("service")));
    const Month months = 5 * margin;
    const int desks = s.whole("desks");
    const double rate = s("arrival") * (1 - s("share"));
    State now = start(model, run);
    Seen seen;
    for (const ActorId owner : now.approvals.staffed)
        seen.first += static_cast<double>(now.approvals.desks[owner].queue.size()) / desks;
    std::vector<CaseId> waiting;
    std::uint64_t subject = 0;
    for (Month month = 0; month < months; ++month) {
        Stream arrivals(now.key, hash_name("arrivals"), month, Purpose::opportunity);
        for (double at = month + exponential(arrivals, rate); at < month + 1; at += exponential(arrivals, rate))
            waiting.push_back(submit(model, now,
                                     {.initiator = ActorId(desks),
                                      .counterpart = {},
                                      .subject = ++subject,
                                      .topic = TopicId(0),
                                      .born = at}));
        now.events.clear();
        approvals_step(model, month, now);
        // Heard at once: later another case may stand in its place.
        std::erase_if(waiting, [&](CaseId id) {
            const ApprovalCase& one = now.approvals.cases[id];
            if (one.status == CaseStatus::waiting) return false;
            if (one.born <= margin || one.born >= months - margin) return true;
            const double time = one.closed - one.born;
            seen.cases += 1;
            seen.time += time;
            seen.squares += (time - mean) * (time - mean);
            seen.late += time > s("beyond") ? 1 : 0;
            return true;
        });
        if (month + 1 == margin || month + 1 == months - margin)
            for (const ActorId owner : now.approvals.staffed)
                seen.busy += (month + 1 == margin ? -1 : 1) * now.approvals.desks[owner].busy;
    }
    seen.busy /= static_cast<double>(desks) * (months - 2 * margin);
    for (const ActorId owner : now.approvals.staffed) {
        const Desk& desk = now.approvals.desks[owner];
        seen.gap = std::max(seen.gap, std::abs(desk.load_integral - sojourn_inside(desk)) / desk.load_integral);
    }
    return seen;
}

std::vector<Finding> run_desks(const Setting& s) {
    const Model model = chain_of_desks(s);
    // Departures of each desk are Poisson again (Burke 1956), so desks are independent queues, and a case overtakes
    // none on its way: sojourns add up (Walrand & Varaiya 1980). A return rejoins its desk, which serves as if it were
    // slower by that share, as far as means and loads go. Background that ends at each desk or runs through all of them
    // makes no difference to a case: it meets the same number of others.
    const double slack = s("service") * (1 - s("returns")) - s("arrival");
    const double mean = s("desks") / slack;
    const auto runs = static_cast<std::size_t>(s.whole("runs"));
    std::vector<double> means(runs), squares(runs), late(runs), busy(runs), gaps(runs), first(runs);
    parallel_for(runs, 0, [&](std::size_t run) {
        const Seen seen = look(model, s, run, mean);
        means[run] = seen.time / seen.cases;
        squares[run] = seen.squares / seen.cases;
        late[run] = seen.late / seen.cases;
        busy[run] = seen.busy;
        gaps[run] = seen.gap;
        first[run] = seen.first;
    });
    std::vector<Finding> rows = {mean_row("runs: mean time in the chain", means, mean)};
    if (s("returns") == 0) {
        double beyond = 0;
        double term = std::exp(-s("beyond") * slack);
        for (int k = 0; k < s.whole("desks"); ++k) {
            beyond += term;
            term *= s("beyond") * slack / (k + 1);
        }
        rows.push_back(mean_row("runs: variance of the time", squares, s("desks") / slack / slack));
        rows.push_back(mean_row(fmt::format("runs: share above {:g} months", s("beyond")), late, beyond));
    }
    rows.push_back(mean_row("runs: load of a desk", busy, s("arrival") / (s("service") * (1 - s("returns")))));
    // Before the first case comes, desks have been at work on background business for ever.
    const double background = s("share") * s("arrival") / (s("service") * (1 - s("returns")));
    if (background > 0)
        rows.push_back(mean_row("runs: business at a desk when month 0 begins", first, background / (1 - background)));
    rows.push_back(same("largest gap of Little's law on any path", *std::max_element(gaps.begin(), gaps.end()), 0));
    return rows;
}

}  // namespace

std::vector<Case> approval_cases() {
    return {
        {"A18",
         "An approval chain as a tandem of queues",
         "Jackson 1957; Burke 1956; Walrand & Varaiya 1980; Little 1961",
         {{"desks", 3, 1, 10, "superiors that must agree", true},
          {"service", 1, .2, 20, "rate at which a desk finishes business, per month"},
          {"arrival", .5, .05, 15, "commitments and other business per month"},
          {"returns", 0, 0, .5, "probability that a desk sends a case back to itself"},
          {"share", 0, 0, .9, "part of the arrivals that is background business"},
          {"background", 1, 0, 1, "to each desk a stream of its own, or one through all", false, {"poisson", "chain"}},
          {"beyond", 10, .1, 200, "months that the share of late cases is about"},
          {"runs", 100, 100, 1e6, "runs of the engine for the rows with z", true}},
         {{},
          {{"returns", .2}},
          {{"share", .8}},
          {{"share", .8}, {"returns", .2}},
          {{"share", .5}, {"background", 0}, {"service", 2}, {"arrival", 1.2}, {"desks", 4}, {"beyond", 6}}},
         run_desks,
         [](const Setting& s) {
             return s("arrival") <= .75 * s("service") * (1 - s("returns"))
                        ? std::string()
                        : "the load arrival / (service (1 - returns)) is above .75, and runs would have to be longer";
         }}};
}

}  // namespace gemeinsim::selfcheck
