// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/effort_rules.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// An index in proportion to the weights; any alike where all are 0.
std::size_t fit_index(Stream& stream, std::span<const double> weights) {
    if (std::all_of(weights.begin(), weights.end(), [](double w) { return w == 0; }))
        return index(stream, weights.size());
    return weighted_index(stream, weights);
}

/// Weights as chances; all alike where all are 0.
void normalise(std::vector<double>& weights) {
    double total = 0;
    for (const double weight : weights) total += weight;
    for (double& weight : weights) weight = total > 0 ? weight / total : 1 / static_cast<double>(weights.size());
}

void fill_fitness(EffortGame& game, std::span<const std::size_t> of, std::vector<double>& to) {
    const double common = common_outcome(game);
    to.clear();
    for (const std::size_t j : of)
        to.push_back(fitness(game.model->membership.effort_selection, payoff(game, j, common)));
}

void fill_fitness(EffortGame& game, std::vector<double>& to) {
    const double common = common_outcome(game);
    to.clear();
    for (std::size_t j = 0; j < game.players.size(); ++j)
        to.push_back(fitness(game.model->membership.effort_selection, payoff(game, j, common)));
}

double random_level(const EffortGame& game, Stream& stream) {
    const std::vector<double>& levels = game.model->membership.effort_levels;
    return levels[index(stream, levels.size())];
}

/// The best effort from `lowest` to 1: the best of a grid, refined by golden section around it, and where the value is
/// smooth there by the vertex of a parabola, which has more digits.
double best_real(EffortGame& game, std::size_t player, double lowest) {
    constexpr int grid = 32;  // features of a payoff that are narrower are not seen
    constexpr double tolerance = 1e-9;
    constexpr double rounding = 1e-14;
    const double golden = (std::sqrt(5.) - 1) / 2;
    const double step = (1 - lowest) / grid;
    double best = lowest;
    double most = choice_value(game, player, lowest);
    const auto look_at = [&](double effort) {
        const double value = choice_value(game, player, effort);
        if (value > most) {
            most = value;
            best = effort;
        }
        return value;
    };
    for (int k = 1; k <= grid; ++k) look_at(lowest + (1 - lowest) * k / grid);
    double left = std::max(lowest, best - step);
    double right = std::min(1., best + step);
    double inner = right - golden * (right - left);
    double outer = left + golden * (right - left);
    double at_inner = look_at(inner);
    double at_outer = look_at(outer);
    while (right - left > tolerance) {
        if (at_inner >= at_outer) {
            right = outer;
            outer = inner;
            at_outer = at_inner;
            at_inner = look_at(inner = right - golden * (right - left));
        } else {
            left = inner;
            inner = outer;
            at_inner = at_outer;
            at_outer = look_at(outer = left + golden * (right - left));
        }
    }
    const double reach = std::min({step, best - lowest, 1 - best});
    if (reach <= tolerance) return best;
    const double below = choice_value(game, player, best - reach);
    const double above = choice_value(game, player, best + reach);
    const double bend = 2 * most - below - above;
    if (bend <= 0) return best;
    const double vertex = best + reach * (above - below) / (2 * bend);
    return choice_value(game, player, vertex) >= most - rounding * std::max(1., std::abs(most)) ? vertex : best;
}

void list_levels(const EffortGame& game, bool brakes, std::vector<double>& levels) {
    const std::vector<double>& given = game.model->membership.effort_levels;
    levels.assign(given.begin(), given.end());
    if (!brakes) return;
    for (const double level : given)
        if (level > 0) levels.push_back(-level);
}

/// Values of the listed levels, and the weights that logit puts on them; returns the best, the first on ties.
std::size_t weigh_levels(EffortGame& game, std::size_t player, ChoiceWork& work) {
    work.values.clear();
    for (const double level : work.levels) work.values.push_back(choice_value(game, player, level));
    const auto best =
        static_cast<std::size_t>(std::max_element(work.values.begin(), work.values.end()) - work.values.begin());
    work.weights.clear();
    for (const double value : work.values)
        work.weights.push_back(std::exp(game.model->membership.effort_beta * (value - work.values[best])));
    return best;
}

/// The chances that an event brings a player to copying, when it may take a level instead, and that it copies each of
/// its partners, mutation left aside.
struct Copying {
    std::vector<double> comes_to;
    std::vector<std::vector<double>> from;  ///< in the order of partners_of
};

Copying copying(EffortGame& game) {
    const MembershipParameters& p = game.model->membership;
    const std::size_t m = game.players.size();
    const double each = 1 / static_cast<double>(m);
    Copying all{std::vector<double>(m), std::vector<std::vector<double>>(m)};
    std::vector<double> fit;
    if (p.effort_rule == EffortRule::moran) {
        fill_fitness(game, fit);
        normalise(fit);
    }
    for (std::size_t i = 0; i < m; ++i) {
        const std::span<const std::size_t> partners = game.partners_of(i);
        if (p.effort_rule == EffortRule::death_birth && !partners.empty()) {
            fill_fitness(game, partners, fit);
            normalise(fit);
        }
        all.comes_to[i] = p.effort_rule == EffortRule::moran ? 0 : each;
        for (std::size_t k = 0; k < partners.size(); ++k) {
            const std::size_t j = partners[k];
            if (p.effort_rule == EffortRule::fermi) {
                const double gain = payoff(game, j) - payoff(game, i);
                all.from[i].push_back(each / static_cast<double>(partners.size()) * fermi_chance(p.effort_beta, gain));
            } else if (p.effort_rule == EffortRule::death_birth) {
                all.from[i].push_back(each * fit[k]);
            } else {
                all.from[i].push_back(fit[j] / static_cast<double>(game.players[j].partners));
                all.comes_to[i] += all.from[i].back();
            }
        }
    }
    return all;
}

}  // namespace

bool imitates(EffortRule rule) {
    return rule == EffortRule::fermi || rule == EffortRule::moran || rule == EffortRule::death_birth;
}

double fermi_chance(double beta, double gain) {
    return 1 / (1 + std::exp(-beta * gain));
}

double fitness(double selection, double payoff) {
    return std::max(0., 1 + selection * payoff);
}

double choose_effort(EffortGame& game, std::size_t player, bool brakes, Stream& stream, ChoiceWork& work) {
    const MembershipParameters& p = game.model->membership;
    if (p.effort_scale == EffortScale::real) return best_real(game, player, brakes ? -1 : 0);
    list_levels(game, brakes, work.levels);
    const std::size_t best = weigh_levels(game, player, work);
    if (p.effort_rule == EffortRule::best_reply) return work.levels[best];
    return work.levels[weighted_index(stream, work.weights)];
}

double best_effort(EffortGame& game, std::size_t player, ChoiceWork& work) {
    if (game.model->membership.effort_scale == EffortScale::real) return best_real(game, player, 0);
    list_levels(game, false, work.levels);
    return work.levels[weigh_levels(game, player, work)];
}

std::vector<double> level_chances(EffortGame& game, std::size_t player) {
    ChoiceWork work;
    list_levels(game, false, work.levels);
    const std::size_t best = weigh_levels(game, player, work);
    if (game.model->membership.effort_rule == EffortRule::best_reply) {
        std::fill(work.weights.begin(), work.weights.end(), 0);
        work.weights[best] = 1;
    }
    normalise(work.weights);
    return work.weights;
}

void play_event(EffortGame& game, Stream& stream, ChoiceWork& work) {
    const MembershipParameters& p = game.model->membership;
    if (game.players.empty()) return;
    std::size_t copied = 0;
    std::size_t copies = 0;
    if (p.effort_rule == EffortRule::moran) {
        fill_fitness(game, work.weights);
        copied = fit_index(stream, work.weights);
        const std::span<const std::size_t> partners = game.partners_of(copied);
        if (partners.empty()) return;
        copies = partners[index(stream, partners.size())];
    } else {
        copies = index(stream, game.players.size());
    }
    if (p.effort_mutation > 0 && bernoulli(stream, p.effort_mutation)) {
        game.players[copies].effort = random_level(game, stream);
        return;
    }
    if (p.effort_rule != EffortRule::moran) {
        const std::span<const std::size_t> partners = game.partners_of(copies);
        if (partners.empty()) return;
        if (p.effort_rule == EffortRule::death_birth) {
            fill_fitness(game, partners, work.weights);
            copied = partners[fit_index(stream, work.weights)];
        } else {
            copied = partners[index(stream, partners.size())];
            const double gain = payoff(game, copied) - payoff(game, copies);
            if (!bernoulli(stream, fermi_chance(p.effort_beta, gain))) return;
        }
    }
    game.players[copies].effort = game.players[copied].effort;
}

std::vector<EffortChange> event_changes(EffortGame& game) {
    const MembershipParameters& p = game.model->membership;
    expects(p.effort_scale == EffortScale::levels, "on the real scale there is no list of changes; use effort_levels");
    std::vector<EffortChange> changes;
    const auto add = [&](std::size_t player, double effort, double probability) {
        if (effort != game.players[player].effort && probability > 0) changes.push_back({player, effort, probability});
    };
    if (!imitates(p.effort_rule)) {
        for (std::size_t i = 0; i < game.players.size(); ++i) {
            const std::vector<double> chances = level_chances(game, i);
            for (std::size_t l = 0; l < chances.size(); ++l)
                add(i, p.effort_levels[l], chances[l] / static_cast<double>(game.players.size()));
        }
        return changes;
    }
    const Copying all = copying(game);
    for (std::size_t i = 0; i < game.players.size(); ++i) {
        const std::span<const std::size_t> partners = game.partners_of(i);
        for (std::size_t k = 0; k < partners.size(); ++k)
            add(i, game.players[partners[k]].effort, (1 - p.effort_mutation) * all.from[i][k]);
        for (const double level : p.effort_levels)
            add(i, level, p.effort_mutation * all.comes_to[i] / static_cast<double>(p.effort_levels.size()));
    }
    return changes;
}

}  // namespace gemeinsim
