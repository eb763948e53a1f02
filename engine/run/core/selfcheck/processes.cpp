// SPDX-License-Identifier: Apache-2.0
// Desks in settings whose answer is known.
#include <fmt/format.h>

#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "model/hierarchy/rules.h"
#include "random/draws.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

// A18: an approval chain is a tandem of queues.

Model chain_of_desks(int desks, double returns) {
    std::string actors;
    for (int i = 0; i <= desks; ++i)
        actors += fmt::format("{{id = \"unit_{:02}\", sector = \"administration\", level = \"municipal\"{}}}, ", i,
                              i > 0 ? fmt::format(", superior = \"unit_{:02}\"", i - 1) : "");
    return compile(world("actors = [" + actors + "]"), {{"jurisdiction.holders", "0"},
                                                        {"hierarchy.approval_depth", "12"},
                                                        {"hierarchy.service_rate", "1"},
                                                        {"hierarchy.utilisation", "0"},
                                                        {"hierarchy.return_probability", text(returns)},
                                                        {"hierarchy.veto_intercept", "-100"},
                                                        {"hierarchy.veto_distance", "0"},
                                                        {"hierarchy.absence_rate", "0"},
                                                        {"hierarchy.expiry_months", "1200"}});
}

std::vector<Finding> run_desks(const Setting& s) {
    const int desks = s.whole("desks");
    const double arrival = s("arrival");
    const double returns = s("returns");
    const Model model = chain_of_desks(desks, returns);
    constexpr Month months = 1000;
    constexpr Month margin = 200;  // those born late may still wait, those born early found empty desks
    // Departures of each desk are Poisson again (Burke 1956), so desks are independent queues: sojourns add up. A
    // return rejoins its desk, which serves as if it were slower by that share (as far as the mean goes).
    const double slack = 1 - returns - arrival;
    const int runs = s.whole("runs");
    std::vector<double> means(runs), squares(runs), late(runs);
    const double mean = desks / slack;
    parallel_for(static_cast<std::size_t>(runs), 0, [&](std::size_t run) {
        State now = start(model, run);
        std::vector<CaseId> ids;
        std::uint64_t subject = 0;
        for (Month month = 0; month < months; ++month) {
            Stream arrivals(now.key, hash_name("arrivals"), month, Purpose::opportunity);
            for (double at = month + exponential(arrivals, arrival); at < month + 1;
                 at += exponential(arrivals, arrival))
                ids.push_back(submit(model, now,
                                     {.initiator = ActorId(desks),
                                      .counterpart = {},
                                      .subject = ++subject,
                                      .topic = TopicId(0),
                                      .born = at}));
            approvals_step(model, month, now);
        }
        double count = 0;
        for (const CaseId id : ids) {
            const ApprovalCase& one = now.approvals.cases[id];
            if (one.born <= margin || one.born >= months - margin) continue;
            const double time = one.closed - one.born;
            count += 1;
            means[run] += time;
            squares[run] += (time - mean) * (time - mean);
            late[run] += time > 10;
        }
        for (std::vector<double>* total : {&means, &squares, &late}) (*total)[run] /= count;
    });
    std::vector<Finding> rows = {mean_row("runs: mean time in the chain", means, mean)};
    if (returns > 0) return rows;
    double beyond = 0;
    double term = std::exp(-10 * slack);
    for (int k = 0; k < desks; ++k) {
        beyond += term;
        term *= 10 * slack / (k + 1);
    }
    rows.push_back(mean_row("runs: variance of the time", squares, desks / slack / slack));
    rows.push_back(mean_row("runs: share above 10 months", late, beyond));
    return rows;
}

}  // namespace

std::vector<Case> process_cases() {
    std::vector<Case> all;
    all.push_back({"A18",
                   "An approval chain as a tandem of queues",
                   "Jackson 1957; Burke 1956",
                   {{"desks", 3, 1, 10, "superiors that must agree", true},
                    {"arrival", .5, .05, .7, "commitments per month"},
                    {"returns", 0, 0, .5, "probability that a desk sends a case back to itself"},
                    runs_parameter(100)},
                   {{}, {{"returns", .2}}},
                   run_desks,
                   [](const Setting& s) {
                       return s("arrival") + s("returns") <= .75
                                  ? std::string()
                                  : "arrival and returns load the desks beyond .75, and runs would have to be longer";
                   }});
    return all;
}

}  // namespace gemeinsim::selfcheck
