// SPDX-License-Identifier: Apache-2.0
// The other mechanisms in settings whose answer is known: founding, funding, joining, exchange, phases, votes,
// coordination.
#include <fmt/format.h>

#include <Eigen/Dense>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "base/parallel.h"
#include "model/exchange/rules.h"
#include "model/funding/applications.h"
#include "model/funding/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/decision.h"
#include "model/initiative/founding.h"
#include "model/initiative/joining.h"
#include "model/initiative/phases.h"
#include "model/initiative/tasks.h"
#include "random/draws.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/probe.h"

namespace gemeinsim::selfcheck {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::string text(double value) {
    return fmt::format("{}", value);
}

/// A plain scenario: `population` in TOML, one topic, no burn-in.
std::string world(const std::string& population) {
    return "[time]\nmonths = 1\nburn_in = 0\n[topics.youth]\nseverity = 0.5\n[population]\n" + population + "\n";
}

/// body(run, state) for every run, each on a fresh copy of the start under its own luck.
template <class Body>
std::vector<double> every_run(const Model& model, int runs, const Body& body) {
    const State begin = start(model, 0);
    std::vector<double> values(runs);
    parallel_for(static_cast<std::size_t>(runs), 0, [&](std::size_t run) {
        State now = begin;
        now.key.replicate = run;
        values[run] = body(now);
    });
    return values;
}

double sum(const std::vector<double>& values) {
    double total = 0;
    for (const double value : values) total += value;
    return total;
}

/// An initiative of the first `members` actors, all at full effort, in its first phase.
InitiativeId begin_initiative(const Model& model, State& now, int members, int number = 0) {
    const InitiativeId id(now.initiatives.all.size());
    Initiative initiative;
    initiative.entity = hash_name("initiative " + std::to_string(number));
    initiative.founder = initiative.broker = ActorId(0);
    initiative.topic = TopicId(0);
    initiative.place = PlaceId(0);
    initiative.conditions.fill(1);
    initiative.goal_index = 2;  // out of reach
    for (int i = 0; i < members; ++i) {
        Member member;
        member.actor = ActorId(i);
        member.status = MemberStatus::member;
        member.effort = 1;
        initiative.members.push_back(member);
    }
    initiative.account = open_initiative_account(now, "initiative " + std::to_string(number));
    now.initiatives.all.push_back(initiative);
    open_phase(model, 0, now, now.initiatives.all.back(), Phase::initiation);
    return id;
}

// A11: the volunteer's dilemma.

std::vector<Finding> run_volunteers(const Setting& s) {
    const int n = s.whole("n");
    const double ratio = s("ratio");
    constexpr double know_how = .5;
    constexpr double severity = .5;
    constexpr double omega = .5;
    std::string actors;
    for (int i = 0; i < n; ++i)
        actors += fmt::format(
            "{{id = \"a_{}\", sector = \"civil_society\", know_how = {}, salience = {{youth = 1}}}}, ", i, know_how);
    const Model model = compile(world("actors = [" + actors + "]"),
                                {{"initiatives.founding_rate", "1"},
                                 {"initiatives.omega", text(omega)},
                                 {"initiatives.founding_cost", text(ratio * omega * severity * know_how)},
                                 {"relations.awareness_within", "1"}});
    const double p = 1 - std::pow(ratio, 1.0 / (n - 1));
    const int runs = s.whole("runs");
    const std::vector<double> nobody = every_run(model, runs, [&model](State& now) {
        found_initiatives(model, 0, now);
        return now.initiatives.all.empty() ? 1.0 : 0.0;
    });
    const double chance = volunteer_probability(ratio, 1, n);
    // Each of the n clocks rings once a month on average, and each ring starts with chance p.
    return {same("chance to start", chance, p),
            same("nobody starts when all are asked once", std::pow(1 - chance, n), std::pow(ratio, n / (n - 1.0))),
            share_row("runs: nobody founds within a month", sum(nobody), runs, std::exp(-n * p))};
}

// A13: a grant lottery.

std::vector<Finding> run_lottery(const Setting& s) {
    const int n = s.whole("n");
    const int granted = s.whole("granted");
    const int own = s.whole("own");
    const Model model =
        compile(world("civil_society = 3"),
                {{"funding.programmes",
                  R"([{name = "lottery", budget = 0, grant_max = 10000, merit_weight = 0, success = 1}])"}});
    constexpr Cents grant = 1000000;
    const int runs = s.whole("runs");
    const std::vector<double> hits = every_run(model, runs, [&](State& now) {
        now.funding.ledger.transfer(now.funding.outside, now.funding.programme_account[ProgrammeId(0)],
                                    granted * grant + grant / 2, MoneyPurpose::budget);
        for (int i = 0; i < n; ++i) {
            const InitiativeId id = begin_initiative(model, now, 3, i);
            now.funding.applications.push_back({ProgrammeId(0), id, ActorId(0), grant, .1 * (i % 7), 0, 2});
        }
        decide_applications(model, 1, now);
        ensures(now.funding.grants.empty(), "applications were decided before their time was up");
        decide_applications(model, 2, now);
        ensures(now.funding.grants.size() == static_cast<std::size_t>(granted), "the budget was not used up");
        bool hit = false;
        for (const Grant& one : now.funding.grants) hit |= one.initiative.index() < static_cast<std::size_t>(own);
        return hit ? 1.0 : 0.0;
    });
    double nothing = 1;
    for (int k = 0; k < granted; ++k) nothing *= std::max(0.0, static_cast<double>(n - own - k)) / (n - k);
    return {share_row("runs: one of the own applications is granted", sum(hits), runs, 1 - nothing)};
}

// A15: thresholds.

Model thresholds_only() {
    return compile(world("civil_society = 1"), {{"initiatives.join_base", "0"},
                                                {"initiatives.omega", "0"},
                                                {"initiatives.private_benefit", "0"},
                                                {"initiatives.membership_cost", "0"},
                                                {"initiatives.autonomy", "0"},
                                                {"initiatives.position_cost", "0"},
                                                {"initiatives.bandwagon", "1"},
                                                {"initiatives.reference_size", "100"},
                                                {"initiatives.beta", "inf"}});
}

/// How many end up in the crowd where each joins once as many take part as its threshold says.
int crowd(const Model& model, const std::vector<int>& thresholds) {
    std::vector<bool> in(thresholds.size(), false);
    int active = 0;
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t i = 0; i < thresholds.size(); ++i) {
            JoinTerms terms;
            terms.active = active;
            terms.threshold = thresholds[i] / 100.;
            if (in[i] || !joins(model, join_value(model, terms), 1)) continue;
            in[i] = moved = true;
            ++active;
        }
    }
    return active;
}

double normal_share(double z) {
    return .5 * std::erfc(-z / std::sqrt(2.0));
}

std::vector<Finding> run_thresholds(const Setting& s) {
    const Model model = thresholds_only();
    std::vector<int> uniform(100);
    for (int i = 0; i < 100; ++i) uniform[i] = i;
    std::vector<Finding> rows = {same("crowd, thresholds 0 to 99", crowd(model, uniform), 100)};
    uniform[1] = 2;
    rows.push_back(same("crowd, threshold 1 replaced by 2", crowd(model, uniform), 1));
    // The mean field: r is the share whose threshold the engine's rule accepts at r; expected by the normal law alone.
    double r = 0;
    double expected = 0;
    for (int step = 0; step < 20000; ++step) {
        double joining = -10;
        double staying = 10;
        while (staying - joining > 1e-13) {
            JoinTerms terms;
            terms.active = r;
            terms.threshold = (joining + staying) / 2;
            (joins(model, join_value(model, terms), 1) ? joining : staying) = terms.threshold;
        }
        r = 100 * normal_share((100 * joining - 25) / s("sd"));
        expected = 100 * normal_share((expected - 25) / s("sd"));
    }
    // The rule lets join at a value of -1e-9 already, which the steep field near a turning point multiplies.
    rows.push_back(about("crowd in the mean field of normal thresholds", r, expected, 1e-4));
    return rows;
}

// A16: one item on the complete graph.

std::vector<Finding> run_diffusion(const Setting& s) {
    const int n = s.whole("n");
    constexpr double rate = .01;  // months are fine grained enough for a spread that takes some 600 / n of them
    std::string ties;
    for (int i = 1; i <= n; ++i)
        for (int j = i + 1; j <= n; ++j)
            ties += fmt::format("{{from = \"civil_society_{:04}\", to = \"civil_society_{:04}\"}}, ", i, j);
    const Model model = compile(world(fmt::format("civil_society = {}\nties = [{}]", n, ties)),
                                {{"exchange.items", "1"},
                                 {"exchange.forgetting_rate", "0"},
                                 {"exchange.information_trust", "0"},
                                 {"exchange.information_rate", text(rate)},
                                 {"exchange.joint_content", "0"},
                                 {"exchange.position_rate", "0"}});
    const std::vector<double> spread = every_run(model, s.whole("runs"), [&model, n](State& now) {
        now.information.items.assign(n, 0);
        now.information.items[ActorId(0)] = 1;
        Month month = 0;
        for (bool all = false; !all; ++month) {
            ensures(month < 30000, "the item did not reach everybody");
            exchange_step(model, month, now);
            all = true;
            for (const std::uint64_t items : now.information.items) all = all && items == 1;
        }
        return (month - .5) * rate;  // the middle of the last month
    });
    double expected = 0;
    for (int k = 1; k < n; ++k) expected += 2.0 / (n * k);
    return {mean_row("runs: time until everybody knows, in units of 1/rate", spread, expected)};
}

// A17: opinion dynamics.

std::vector<Finding> run_positions(const Setting& s) {
    const double susceptibility = s("susceptibility");
    const std::vector<std::vector<InfluenceWeight>> rows = {{{1, .5}, {2, .5}}, {{0, 1}}, {{1, 1}}};
    const std::vector<double> initial = {.9, .2, .4};
    std::vector<double> positions = initial;
    for (int month = 0; month < 20000; ++month) influence_step(rows, initial, susceptibility, s("rate"), positions);
    Eigen::Vector3d expected;
    Eigen::Matrix3d w;
    w << 0, .5, .5, 1, 0, 0, 0, 1, 0;
    const Eigen::Vector3d begin(.9, .2, .4);
    if (susceptibility == 1) {
        // The left eigenvector of W to the eigenvalue 1, (.4, .4, .2): what each counts in the consensus.
        Eigen::Matrix3d system = w.transpose() - Eigen::Matrix3d::Identity();
        system.row(0).setOnes();
        const Eigen::Vector3d weights = system.partialPivLu().solve(Eigen::Vector3d(1, 0, 0));
        expected.setConstant(weights.dot(begin));
    } else {
        expected =
            (Eigen::Matrix3d::Identity() - susceptibility * w).partialPivLu().solve((1 - susceptibility) * begin);
    }
    std::vector<Finding> found;
    for (int i = 0; i < 3; ++i)
        found.push_back(same(fmt::format("position of actor {} in the end", i + 1),
                             positions[static_cast<std::size_t>(i)], expected(i)));
    return found;
}

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

CaseParameter runs_parameter(double standard) {
    return {"runs", standard, 100, 1e6, "runs of the engine for the rows with z", true};
}

}  // namespace

std::vector<Case> process_cases() {
    std::vector<Case> all;
    all.push_back({"A11",
                   "Founding as a volunteer's dilemma",
                   "Diekmann 1985",
                   {{"n", 5, 2, 100, "actors that care", true},
                    {"ratio", .3, .01, .99, "cost of starting over its benefit"},
                    runs_parameter(4000)},
                   {{}, {{"n", 12}, {"ratio", .6}}},
                   run_volunteers});
    all.push_back({"A13",
                   "A grant lottery",
                   "hypergeometric law",
                   {{"n", 20, 1, 200, "applications", true},
                    {"granted", 5, 1, 200, "grants", true},
                    {"own", 3, 1, 200, "applications of one's own", true},
                    runs_parameter(4000)},
                   {{}, {{"n", 6}, {"granted", 2}, {"own", 1}}},
                   run_lottery,
                   [](const Setting& s) {
                       return s("granted") <= s("n") && s("own") <= s("n")
                                  ? std::string()
                                  : "more grants or own applications than applications in all";
                   }});
    all.push_back({"A15",
                   "Joining with thresholds: two crowds that differ in one person, and a tipping point",
                   "Granovetter 1978",
                   {{"sd", 12.2, 1, 100, "spread of normal thresholds about 25"}},
                   {{}, {{"sd", 12.3}}},
                   run_thresholds});
    all.push_back({"A16",
                   "One item of information on the complete graph",
                   "SI process",
                   {{"n", 10, 2, 60, "actors", true}, runs_parameter(1000)},
                   {{}},
                   run_diffusion});
    all.push_back({"A17",
                   "Positions of three actors: DeGroot (susceptibility 1) and Friedkin-Johnsen",
                   "DeGroot 1974; Friedkin & Johnsen 1990",
                   {{"susceptibility", 1, 0, 1, "weight of the others against one's own start"},
                    {"rate", 1, .01, 1, "share of the way per month"}},
                   {{}, {{"susceptibility", .83}, {"rate", .14}}},
                   run_positions});
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
