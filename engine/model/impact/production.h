// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "base/ids.h"
#include "model/impact/worker.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// (mean of x^r)^(1/r) of non-negative numbers: the mean at r = 1, the geometric mean at r = 0, the minimum at
/// r -> -infinity, the maximum at r -> infinity; 0 where r <= 0 and an argument is 0, and for no arguments.
double power_mean(std::span<const double> values, double exponent);

/// As power_mean with weights that are normalised here; arguments of weight 0 take no part at all.
double power_mean(std::span<const double> values, std::span<const double> weights, double exponent);

/// Which assets a topic needs, in the order of Asset.
std::array<bool, asset_count> needed_assets(const Topic& topic);

/// What workers yield together before duplication and conditions, in effective hours a month:
/// m M_assets(M_members(max(0, e_i) a_i)), with r = impact.substitution_assets and impact.substitution_members;
/// or, by impact.production, their sum, and that only from a threshold of workers on. `money_hours` is delivery that
/// was bought: it adds to the asset resources.
double production(const Model& model, TopicId topic, std::span<const Worker> workers, double money_hours = 0);

/// The same by who is needed, for loops that know it.
double production(const Model& model, const std::array<bool, asset_count>& needed, std::span<const Worker> workers,
                  double money_hours = 0);

/// What a group yields with one more, asked about many. Cost: linear in the group once and constant for each, where the
/// work of members adds up; else linear for each.
class WithOneMore {
  public:
    /// The group must live as long; it is as before after each question.
    WithOneMore(const Model& model, TopicId topic, std::vector<Worker>& group);
    /// The same bits as production() of the group and `more` behind it.
    [[nodiscard]] double operator()(const Worker& more);

  private:
    const Model& model_;
    std::array<bool, asset_count> needed_;
    std::vector<Worker>& group_;
    bool adds_up_;
    double share_;  ///< of each in the mean
    std::ptrdiff_t working_;
    std::array<double, asset_count> mean_{};  ///< the group's part
};

/// The factor that the five conditions put on output: their weighted power mean.
double condition_factor(const Model& model, const std::array<double, condition_count>& conditions);

/// The share of work that an actor alone duplicates: dup0 (1 - share of the others on the topic it has contact with),
/// where `interested_actors` work on the topic. Cost: its degree.
double isolated_duplication(const Model& model, const State& now, ActorId actor, TopicId topic, int interested_actors);

/// How many living actors are interested in a topic. Cost: linear in actors.
int interested_actors(const Model& model, const State& now, TopicId topic);

/// The share of the group's hours that is duplicated: dup0 (1 - coordination) (1 - share of the others it has contact
/// with), mean over working members by hours.
double group_duplication(const Model& model, const State& now, const Initiative& initiative);

/// What an actor yields alone with `hours` a month, before duplication: the formula of a group of one.
double isolated_output(const Model& model, const State& now, ActorId actor, TopicId topic, double hours);

/// What is the same of everybody who works on a topic alone, for loops over actors.
struct Alone {
    Alone(const Model& model, TopicId topic);
    std::array<bool, asset_count> needed{};
    double factor = 1;  ///< that the conditions put on output
};
double isolated_output(const Model& model, const State& now, ActorId actor, const Alone& alone, double hours);

/// max(0, hours_i f_i (1 - regulation) - C_i) of an actor, h/month.
double working_hours(const Model& model, const State& now, ActorId actor, TopicId topic, double effort,
                     double coordination_hours);

/// The same where the share that regulation takes is known.
inline double working_hours(const State& now, ActorId actor, double unregulated, double effort,
                            double coordination_hours) {
    return std::max(0., now.actors.hours[actor].capacity * effort * unregulated - coordination_hours);
}

/// What the group of an initiative yields with all factors, in effective hours a month, before the factor of its phase.
double group_output(const Model& model, const State& now, const Initiative& initiative);

/// 0 in phase 1, impact.design_share in phase 2, 1 in phase 3 with the quality of the text.
double phase_factor(const Model& model, const Initiative& initiative);

/// How far the measures of an initiative reach, relative to one without a voice of the target group:
/// 1 + voice_reach (1 - 2^-voices).
double reach_factor(const Model& model, const State& now, const Initiative& initiative);

}  // namespace gemeinsim
