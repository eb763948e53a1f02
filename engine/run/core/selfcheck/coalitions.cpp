// SPDX-License-Identifier: Apache-2.0
// Games of effort in which all hang together: the stable coalition (A10), the weakest link (A14).
#include <algorithm>
#include <cmath>
#include <functional>

#include "model/initiative/effort.h"
#include "model/initiative/joining.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/enumerator.h"
#include "run/core/selfcheck/game_table.h"
#include "run/core/selfcheck/probe.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

// A10: the stable coalition.

/// What one gets in a coalition of s of n, and outside it: b Q - c q^2, where outsiders work for themselves.
double expected_payoff(int n, int s, bool inside, double b, double c) {
    const double alone = b / (2 * c);
    const double member = s * alone;
    const double own = inside ? member : alone;
    return b * (s * member + (n - s) * alone) - c * own * own;
}

/// The first and the last size at which nobody gains by leaving and nobody by joining; 0 where there is none.
std::pair<int, int> stable_sizes(int n, const std::function<double(int size)>& gain_of_last) {
    constexpr double tie = 1e-9;
    std::pair<int, int> sizes{0, 0};
    for (int s = 2; s <= n; ++s) {
        if (gain_of_last(s) < -tie || (s < n && gain_of_last(s + 1) > tie)) continue;
        if (sizes.first == 0) sizes.first = s;
        sizes.second = s;
    }
    return sizes;
}

std::vector<Finding> run_coalition(const Setting& s) {
    const int n = s.whole("n");
    const double b = s("benefit");
    const double c = s("cost");
    const double full = n * b / (2 * c);  // work of one at full effort, the most that pays in any coalition
    const Model model = compile(players(n, Contacts::none), {{"initiatives.joining", "\"payoff\""},
                                                             {"initiatives.join_base", "0"},
                                                             {"initiatives.beta", "inf"},
                                                             {"initiatives.effort_rule", "\"best_reply\""},
                                                             {"initiatives.effort_scale", "\"real\""},
                                                             {"initiatives.effort_objective", "\"joint\""},
                                                             {"initiatives.effort_payoff", "\"production\""},
                                                             {"initiatives.effort_benefit", text(b * full)},
                                                             {"initiatives.effort_cost", text(c * full * full)},
                                                             {"initiatives.effort_revision", "1"},
                                                             {"impact.production", "\"linear\""},
                                                             {"hierarchy.approval_depth", "0"}});
    const double scale = b * b / c;
    const auto engine_gain = [&](int size) {
        State now = start(model, 0);
        const InitiativeId id = begin_initiative(now, std::vector<double>(static_cast<std::size_t>(size), .5));
        const ActorId last(static_cast<std::size_t>(size) - 1);
        return join_value(model, now, now.initiatives.all[id], last) / scale;
    };
    const auto expected_gain = [&](int size) {
        return (expected_payoff(n, size, true, b, c) - expected_payoff(n, size - 1, false, b, c)) / scale;
    };
    const std::pair<int, int> found = stable_sizes(n, engine_gain);
    const std::pair<int, int> expected = stable_sizes(n, expected_gain);

    // From one founder: all others are asked month by month. Who is indifferent joins, as under thresholds (A15).
    State now = start(model, 0);
    const InitiativeId id = begin_initiative(now, {.5});
    for (Month month = 0; month < 4; ++month) {
        for (int i = 1; i < n; ++i) {
            Member member;
            member.actor = ActorId(static_cast<std::size_t>(i));
            member.since = month - 1;
            member.effort = .5;
            std::vector<Member>& members = now.initiatives.all[id].members;
            if (std::none_of(members.begin(), members.end(),
                             [&](const Member& other) { return other.actor == member.actor; }))
                members.push_back(member);
        }
        revise_membership(model, month, now, id);
        revise_effort(model, month, now, id);
    }
    const std::vector<Member>& members = now.initiatives.all[id].members;
    return {same("gain of the third who joins, in b^2/c", n > 2 ? engine_gain(3) : 0, n > 2 ? expected_gain(3) : 0),
            same("smallest stable coalition", found.first, expected.first),
            same("largest stable coalition", found.second, expected.second),
            same("members in the end, from one founder", static_cast<double>(members.size()), expected.second),
            same("work of each member then", members.front().effort * full, expected.second * b / (2 * c))};
}

// A14: the weakest link.

std::vector<Finding> run_weakest(const Setting& s) {
    const int n = s.whole("n");
    const int levels = s.whole("levels");
    const double beta = s("beta");
    std::string list;
    for (int l = 1; l <= levels; ++l) list += text(static_cast<double>(l) / levels) + ", ";
    const Values shared = {{"initiatives.effort_levels", "[" + list + "]"},
                           {"initiatives.effort_beta", text(beta)},
                           {"initiatives.effort_benefit", text(s("benefit"))},
                           {"initiatives.effort_cost", text(s("cost"))}};
    Values values = shared;
    values["initiatives.effort_payoff"] = "\"minimum\"";
    const Model model = compile(players(n, Contacts::none), values);
    values = shared;
    values["initiatives.effort_payoff"] = "\"production\"";
    values["initiatives.effort_sharing"] = "\"shared\"";
    values["initiatives.effort_cost_form"] = "\"linear\"";
    values["impact.substitution_members"] = "-inf";
    const Model limit = compile(players(n, Contacts::none), values);
    values["impact.substitution_members"] = "-300";
    const Model near_limit = compile(players(n, Contacts::none), values);

    GameTable table(model, n);
    GameTable of_limit(limit, n);
    GameTable of_near(near_limit, n);
    const auto count = static_cast<std::size_t>(std::lround(std::pow(levels, n)));
    const auto players = static_cast<std::size_t>(n);
    Chain chain(count);
    std::vector<double> weights(count), lowest(count);
    double apart = 0, nearly = 0, nash = 0, equal_nash = 0, total = 0;
    for (std::size_t state = 0; state < count; ++state) {
        std::vector<int> level(players);
        std::size_t rest = state;
        double sum = 0;
        for (std::size_t i = 0; i < players; ++i, rest /= static_cast<std::size_t>(levels)) {
            level[i] = static_cast<int>(rest % static_cast<std::size_t>(levels)) + 1;
            const double effort = static_cast<double>(level[i]) / levels;
            for (GameTable* one : {&table, &of_limit, &of_near}) one->game().players[i].effort = effort;
            sum += effort;
        }
        const int weakest = *std::min_element(level.begin(), level.end());
        lowest[state] = static_cast<double>(weakest) / levels;
        weights[state] = std::exp(beta * (s("benefit") * lowest[state] - s("cost") * sum));
        total += weights[state];
        bool stays = true;
        for (std::size_t i = 0; i < players; ++i) {
            const double gets = table.pays(i);
            apart = std::max(apart, std::abs(gets - of_limit.pays(i)));
            nearly = std::max(nearly, std::abs(gets - of_near.pays(i)));
            Player& player = table.game().players[i];
            const double present = player.effort;
            for (int other = 1; other <= levels; ++other) {
                player.effort = static_cast<double>(other) / levels;
                stays = stays && table.pays(i) <= gets + 1e-12;
            }
            player.effort = present;
            // Members know what the others do: they expect the lowest of them.
            player.expectation = 1;
            for (std::size_t j = 0; j < players; ++j)
                if (j != i) player.expectation = std::min(player.expectation, static_cast<double>(level[j]) / levels);
        }
        nash += stays ? 1 : 0;
        equal_nash += stays && *std::max_element(level.begin(), level.end()) == weakest ? 1 : 0;
        for (const EffortChange& change : event_changes(table.game())) {
            const int to = static_cast<int>(std::lround(change.effort * levels));
            const double places = std::pow(levels, static_cast<double>(change.player));
            chain[state].push_back(
                {static_cast<Code>(static_cast<double>(state) + (to - level[change.player]) * places),
                 change.probability});
        }
    }
    // b min f is what a change is worth to whoever makes it: with the costs a potential, so that logit choices have the
    // law of Gibbs (Blume 1993).
    const std::vector<double> law = stationary(chain);
    double from_chain = 0;
    double from_law = 0;
    for (std::size_t state = 0; state < count; ++state) {
        from_chain += law[state] * lowest[state];
        from_law += weights[state] / total * lowest[state];
    }
    return {same("difference from shared production at exponent -inf, largest", apart, 0),
            about("difference at exponent -300, largest", nearly, 0, .02 * s("benefit")),
            same("Nash equilibria", nash, levels), same("of them with equal efforts", equal_nash, levels),
            about("mean lowest effort under logit", from_chain, from_law, 1e-9)};
}

}  // namespace

std::vector<Case> coalition_cases() {
    std::vector<Case> all;
    all.push_back({"A10",
                   "The size of a coalition that decides jointly",
                   "d'Aspremont et al. 1983; Barrett 1994",
                   {{"n", 10, 2, 40, "actors that care", true},
                    {"benefit", 1, .01, 100, "b, of work by anybody"},
                    {"cost", 1, .01, 100, "c, of the square of one's work"}},
                   {{}, {{"n", 4}}, {{"n", 25}, {"benefit", 2}, {"cost", .7}}},
                   run_coalition});
    all.push_back({"A14",
                   "The weakest link: equilibria and logit choices",
                   "Van Huyck et al. 1990; Blume 1993",
                   {{"n", 3, 2, 5, "members", true, {}, "all profiles are enumerated"},
                    {"levels", 4, 2, 7, "levels of effort", true},
                    {"benefit", 1, .01, 100, "of the lowest effort"},
                    {"cost", .5, .01, 100, "of one's own"},
                    {"beta", 5, 0, 20, "of the logit"}},
                   {{}, {{"n", 2}, {"levels", 7}, {"benefit", 1.4}, {"cost", .7}}, {{"n", 5}}},
                   run_weakest,
                   [](const Setting& s) {
                       if (s("benefit") <= s("cost"))
                           return std::string("an effort that costs what it brings pays nobody");
                       return std::pow(s("levels"), s("n")) <= 1100
                                  ? std::string()
                                  : std::string("so many profiles cannot be enumerated; at most 1,100 can");
                   }});
    return all;
}

}  // namespace gemeinsim::selfcheck
