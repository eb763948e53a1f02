// SPDX-License-Identifier: Apache-2.0
// Funding in settings whose answer is known: contests for grants (A12) and lotteries (A13).
#include <fmt/format.h>

#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "model/funding/applications.h"
#include "model/funding/programmes.h"
#include "model/funding/rules.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/probe.h"

namespace gemeinsim::selfcheck {
namespace {

constexpr ProgrammeId only{0};

/// A town of a few actors with time, the programme of a row, nothing else that pays and no luck with rivals from
/// elsewhere.
Model one_programme(const std::string& row, int actors) {
    std::string list;
    for (int i = 0; i < actors; ++i)
        list += fmt::format("{{id = \"a_{}\", sector = \"civil_society\", hours = 1e7}}, ", i);
    return compile("[time]\nmonths = 1\nburn_in = 0\n[topics.youth]\n[population]\nactors = [" + list + "]\n",
                   {{"funding.programmes", "[{" + row + ", success = 1, months_to_decide = 0}]"},
                    {"funding.hours_per_1000_eur", "0"},
                    {"funding.co_financing", "0"},
                    {"funding.rivalry", "0"},
                    {"funding.joint_success", "0"},
                    {"jurisdiction.regulation", "0"}});
}

/// Initiative k of the actors k m to k m + m - 1.
InitiativeId add_initiative(State& now, int number, int members) {
    const InitiativeId id(now.initiatives.all.size());
    Initiative initiative;
    initiative.entity = hash_name("initiative " + std::to_string(number));
    initiative.founder = ActorId(static_cast<std::size_t>(number * members));
    initiative.topic = TopicId(0);
    initiative.place = PlaceId(0);
    for (int i = 0; i < members; ++i) {
        Member member;
        member.actor = ActorId(static_cast<std::size_t>(number * members + i));
        member.status = MemberStatus::member;
        initiative.members.push_back(member);
    }
    initiative.phase = Phase::design;  // before it nobody applies
    initiative.account = open_initiative_account(now, "initiative " + std::to_string(number));
    now.initiatives.all.push_back(initiative);
    return id;
}

void give_budget(State& now, Cents amount) {
    now.funding.ledger.transfer(now.funding.outside, now.funding.programme_account[only], amount, MoneyPurpose::budget);
}

/// body(state) for every run, each on a fresh copy of the start under its own luck.
template <class Body>
double share_of_runs(const Model& model, const State& begin, int runs, const Body& body) {
    std::vector<double> hits(static_cast<std::size_t>(runs));
    parallel_for(hits.size(), 0, [&](std::size_t run) {
        State now = begin;
        now.key.replicate = run;
        decide_applications(model, 0, now);
        hits[run] = body(now) ? 1 : 0;
    });
    double total = 0;
    for (const double hit : hits) total += hit;
    return total;
}

bool won(const State& now, std::size_t initiative) {
    for (const Grant& grant : now.funding.grants)
        if (grant.initiative.index() == initiative) return true;
    return false;
}

// A12: a contest for grants.

std::vector<Finding> run_contest(const Setting& s) {
    const int n = s.whole("n");
    const int prizes = s.whole("prizes");
    const double value = s("value");
    const Model model = one_programme(
        fmt::format(
            R"(name = "contest", budget = {:.2f}, grant_max = {:.2f}, selection = "contest", hours_to_apply = 0)",
            value * prizes, value),
        n);
    const auto grant = static_cast<Cents>(std::llround(value * 100));
    State now = start(model, 0);
    give_budget(now, grant * prizes);
    for (int k = 0; k < n; ++k) add_initiative(now, k, 1);
    write_applications(model, 0, now);
    const std::vector<Application>& bids = now.funding.applications[only];
    ensures(bids.size() == static_cast<std::size_t>(n), "not everybody took part in the contest");
    // Best reply of equals, in hours: V (n - 1) / n^2 for one grant; for more the sum over those still to be drawn.
    double sum = 0;
    for (int j = 0; j < prizes; ++j) sum += 1.0 / (n - j);
    const double expected =
        static_cast<double>(grant) / static_cast<double>(model.funding.wage) * (n - prizes) / n * sum;
    double least = bids.front().hours;
    double most = bids.front().hours;
    for (const Application& one : bids) {
        least = std::min(least, one.hours);
        most = std::max(most, one.hours);
    }
    const int runs = s.whole("runs");
    std::vector<Finding> rows = {
        same("least hours put into an application", least, expected), same("most hours", most, expected),
        share_row("runs: the first wins a grant",
                  share_of_runs(model, now, runs, [](const State& one) { return won(one, 0); }), runs,
                  static_cast<double>(prizes) / n)};
    if (prizes > 1) return rows;
    // Efforts 1, 2, 3, ...: each wins with its share of them.
    double all = 0;
    for (int k = 0; k < n; ++k) {
        now.funding.applications[only][static_cast<std::size_t>(k)].hours = k + 1;
        all += k + 1;
    }
    rows.push_back(share_row(
        "runs: the last of efforts 1, 2, ... wins",
        share_of_runs(model, now, runs, [n](const State& one) { return won(one, static_cast<std::size_t>(n - 1)); }),
        runs, n / all));
    return rows;
}

// A13: a grant lottery.

std::vector<Finding> run_lottery(const Setting& s) {
    const int n = s.whole("n");
    const int granted = s.whole("granted");
    const int own = s.whole("own");
    const Model model = one_programme(
        R"(name = "lottery", budget = 10000, grant_max = 10000, selection = "lottery", hours_to_apply = 1)", n);
    constexpr Cents grant = 1000000;
    State now = start(model, 0);
    give_budget(now, granted * grant + grant / 2);
    for (int k = 0; k < n; ++k) add_initiative(now, k, 1);
    write_applications(model, 0, now);
    ensures(now.funding.applications[only].size() == static_cast<std::size_t>(n), "not everybody applied");
    const int runs = s.whole("runs");
    const double hits = share_of_runs(model, now, runs, [&](const State& one) {
        ensures(one.funding.grants.size() == static_cast<std::size_t>(granted), "the budget was not used up");
        for (int k = 0; k < own; ++k)
            if (won(one, static_cast<std::size_t>(k))) return true;
        return false;
    });
    double nothing = 1;
    for (int k = 0; k < granted; ++k) nothing *= std::max(0.0, static_cast<double>(n - own - k)) / (n - k);
    return {share_row("runs: one of the own applications is granted", hits, runs, 1 - nothing)};
}

}  // namespace

std::vector<Case> funding_cases() {
    std::vector<Case> all;
    all.push_back({"A12",
                   "A contest for grants: the hours of applicants are best replies to each other",
                   "Tullock 1980; Clark & Riis 1996",
                   {{"n", 4, 2, 60, "applicants", true},
                    {"value", 10000, 100, 1e6, "EUR of a grant"},
                    {"prizes", 1, 1, 59, "grants", true},
                    {"runs", 4000, 100, 1e6, "runs of the engine for the rows with z", true}},
                   {{}, {{"n", 9}, {"value", 2500}}, {{"n", 7}, {"prizes", 3}}},
                   run_contest,
                   [](const Setting& s) {
                       return s("prizes") < s("n") ? std::string()
                                                   : "with as many grants as applicants nobody competes";
                   }});
    all.push_back({"A13",
                   "A grant lottery",
                   "hypergeometric law",
                   {{"n", 20, 1, 200, "applications", true},
                    {"granted", 5, 1, 200, "grants", true},
                    {"own", 3, 1, 200, "applications of one's own", true},
                    {"runs", 4000, 100, 1e6, "runs of the engine for the rows with z", true}},
                   {{}, {{"n", 6}, {"granted", 2}, {"own", 1}}},
                   run_lottery,
                   [](const Setting& s) {
                       return s("granted") <= s("n") && s("own") <= s("n")
                                  ? std::string()
                                  : "more grants or own applications than applications in all";
                   }});
    return all;
}

}  // namespace gemeinsim::selfcheck
