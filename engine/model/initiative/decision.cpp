// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/decision.h"

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <cmath>
#include <limits>

#include "model/exchange/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/effort.h"
#include "model/initiative/structure.h"
#include "model/initiative/tasks.h"
#include "model/math.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Means over the other members: of an actor's trust in them, and of the distance of their logics from its own.
struct Others {
    double trust = 0;
    double logic_distance = 0;
};

Others others(const State& now, const Initiative& initiative, ActorId actor) {
    Others mean;
    int count = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member) || member.actor == actor) continue;
        mean.trust += now.trust.expected(actor, member.actor);
        mean.logic_distance += logic_distance(now.actors, actor, member.actor);
        ++count;
    }
    if (count == 0) return {now.trust.prior(), 0};
    return {mean.trust / count, mean.logic_distance / count};
}

/// One actor's reply to a text. Whether it follows somebody else is settled once all judgements are known.
struct Reply {
    double opinion = 0;     ///< log odds of a yes
    double luck = 1;        ///< uniform: says yes where it is below the chance to
    double dependence = 1;  ///< uniform: follows where it is below the chance to
    double at = 0;
};

bool says_yes(const Reply& reply) {
    return reply.luck < logistic(reply.opinion);
}

Reply draw_reply(const Model& model, const State& now, const Initiative& initiative, ActorId actor, double at) {
    const InitiativesParameters& p = model.initiatives;
    const EntityKey text = combine(initiative.entity, static_cast<EntityKey>(initiative.texts));
    const EntityKey name = combine(text, now.actors.entity[actor]);
    Stream when(now.key, name, 0, Purpose::reply);
    Stream what(now.key, name, 0, Purpose::vote);
    const double delay = p.reply_delay * (1 - now.remedies.of(RemedyKind::mediation));
    const double rate = p.reply_rate / (1 + delay * others(now, initiative, actor).logic_distance);
    Reply reply;
    reply.at = at + exponential(when, rate);
    reply.luck = uniform(what);
    reply.dependence = uniform(what);
    reply.opinion = own_opinion(model, now, initiative, actor, normal(what));
    return reply;
}

/// The funder or superior of a member in the group, by whom it may be led; the funder first.
const Member* patron(const State& now, const Initiative& initiative, ActorId actor) {
    for (const ActorId above : {now.actors.funder[actor], now.actors.superior[actor]}) {
        if (!above || above == actor) continue;
        for (const Member& member : initiative.members)
            if (member.actor == above && takes_part(member)) return &member;
    }
    return nullptr;
}

bool decides_alone(const Model& model) {
    return model.governance.decision == DecisionRule::broker_decides ||
           model.governance.decision == DecisionRule::superior_decides;
}

}  // namespace

Side side_of(const State& now, ActorId actor, ActorId follows) {
    if (follows) return Side::dependents;
    if (!actor) return Side::none;
    return static_cast<Side>(1 + static_cast<int>(now.actors.sector[actor]));
}

double common_goal_position(const Model& model, const State& now, const Initiative& initiative) {
    if (initiative.by_mandate) return now.actors.position(initiative.founder, initiative.topic);
    double total = 0;
    double voiced = 0;
    int count = 0;
    int voices = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        const double position = now.actors.position(member.actor, initiative.topic);
        total += position;
        ++count;
        if (now.actors.voice[member.actor] == 0) continue;
        voiced += position;
        ++voices;
    }
    if (count == 0) return initiative.goal_position;
    double mean = total / count;
    const double heard = model.initiatives.voice_goal_weight;
    if (voices > 0) mean = (1 - heard) * mean + heard * voiced / voices;
    if (broker_in_force(model, initiative) != Broker::lead_member) return mean;
    const double own = model.initiatives.lead_goal_weight;
    return (1 - own) * mean + own * now.actors.position(initiative.broker, initiative.topic);
}

double own_opinion(const Model& model, const State& now, const Initiative& initiative, ActorId actor, double noise) {
    const InitiativesParameters& p = model.initiatives;
    for (const Member& member : initiative.members)
        if (member.actor == actor && member.effort < 0)
            return -std::numeric_limits<double>::infinity();  // it is there to slow things down
    const double distance = std::abs(now.actors.position(actor, initiative.topic) - initiative.goal_position);
    const double trust = others(now, initiative, actor).trust;
    return p.vote_intercept + p.vote_trust * (trust - p.vote_trust_reference) - p.vote_distance * distance +
           p.vote_quality * (initiative.text_quality + p.quality_noise * noise);
}

std::vector<double> opinions_after_talks(const Model& model, const State& now, const std::vector<ActorId>& actors,
                                         const std::vector<double>& own) {
    const double open = model.initiatives.deliberation;
    const double slow = model.exchange.slow * (1 - now.remedies.of(RemedyKind::mediation));
    const std::size_t n = actors.size();
    std::vector<double> weights(n * n, 0);  // W without what is missing from 1, which stands on the diagonal
    for (std::size_t i = 0; i < n; ++i) {
        double row = 0;
        for (std::size_t j = 0; j < n; ++j) {
            if (j == i || std::isinf(own[j])) continue;
            const double influence = now.actors.assets[actors[j]][static_cast<std::size_t>(Asset::influence)];
            const double regard = now.trust.expected(actors[i], actors[j]) * (1 + influence);
            row += regard;
            weights[i * n + j] = regard * (1 - slow * logic_distance(now.actors, actors[i], actors[j]));
        }
        for (std::size_t j = 0; j < n && row > 0; ++j) weights[i * n + j] /= row;
    }
    std::vector<double> opinion = own;
    std::vector<double> next = own;
    // Each round the distance to the end shrinks by the factor `open`, down to what the digits of the opinions hold.
    double largest = 1;
    for (const double one : own)
        if (!std::isinf(one)) largest = std::max(largest, std::abs(one));
    double change = largest;
    while (change > 1e-12 * largest) {
        change = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (std::isinf(own[i])) continue;
            double pull = 0;
            for (std::size_t j = 0; j < n; ++j)
                if (weights[i * n + j] > 0) pull += weights[i * n + j] * (opinion[j] - opinion[i]);
            next[i] = (1 - open) * own[i] + open * (opinion[i] + pull);
            change = std::max(change, std::abs(next[i] - opinion[i]));
        }
        opinion.swap(next);
    }
    return opinion;
}

double yes_probability(const Model& model, const State& now, const Initiative& initiative, ActorId actor,
                       double noise) {
    return logistic(own_opinion(model, now, initiative, actor, noise));
}

int votes_needed(const Model& model, int voters) {
    switch (model.governance.decision) {
        case DecisionRule::supermajority:
            // The margin keeps 2/3 of 9 at 6 whatever the last bit of the quorum.
            return static_cast<int>(std::ceil(model.governance.quorum * voters - 1e-9));
        case DecisionRule::majority:
            return voters / 2 + 1;
        default:
            return voters;
    }
}

std::size_t settling_reply(std::span<const bool> yes_in_order, int needed) {
    const int most_no = static_cast<int>(yes_in_order.size()) - needed;
    int yes = 0;
    int no = 0;
    for (std::size_t reply = 0; reply < yes_in_order.size(); ++reply) {
        ++(yes_in_order[reply] ? yes : no);
        if (yes >= needed || no > most_no) return reply;
    }
    return yes_in_order.size();
}

ActorId sole_decider(const Model& model, const Initiative& initiative) {
    switch (model.governance.decision) {
        case DecisionRule::broker_decides:
            return initiative.broker;
        case DecisionRule::superior_decides:
            return initiative.founder;
        default:
            return {};
    }
}

void open_decision(const Model& model, State& now, Initiative& initiative, double at) {
    initiative.gate = Gate::decision;
    ++initiative.texts;
    Stream quality(now.key, combine(initiative.entity, static_cast<EntityKey>(initiative.texts)), 0, Purpose::quality);
    initiative.text_quality = normal(quality);
    const bool talks = model.initiatives.deliberation > 0;
    const double asked = talks ? at + model.initiatives.deliberation_time : at;
    boost::container::small_vector<ActorId, usual_members> present;
    boost::container::small_vector<Reply, usual_members> replies;
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        present.push_back(member.actor);
        replies.push_back(draw_reply(model, now, initiative, member.actor, asked));
    }
    if (talks) {
        std::vector<double> own;
        for (const Reply& reply : replies) own.push_back(reply.opinion);
        const std::vector<double> after = opinions_after_talks(model, now, {present.begin(), present.end()}, own);
        for (std::size_t k = 0; k < replies.size(); ++k) replies[k].opinion = after[k];
    }
    initiative.decider_replies_at = -1;
    if (const ActorId decider = sole_decider(model, initiative)) {
        // Whoever decides may stand outside, and then hears nothing of the talks.
        const auto here = std::find(present.begin(), present.end(), decider);
        const Reply reply = here != present.end() ? replies[static_cast<std::size_t>(here - present.begin())]
                                                  : draw_reply(model, now, initiative, decider, asked);
        initiative.decider_vote = says_yes(reply) ? 1 : 0;
        initiative.decider_replies_at = reply.at;
    }
    boost::container::small_vector<double, usual_members> dependence(initiative.members.size(), 1);
    std::size_t next = 0;
    for (std::size_t m = 0; m < initiative.members.size(); ++m) {
        Member& member = initiative.members[m];
        member.vote = -1;
        member.follows = {};
        member.replies_at = -1;
        member.signed_product = false;
        if (!takes_part(member)) continue;
        const Reply& reply = replies[next++];
        member.vote = says_yes(reply) ? 1 : 0;
        dependence[m] = reply.dependence;
        if (has_vote(model, initiative, member) && !decides_alone(model)) member.replies_at = reply.at;
    }
    // Patrons' own judgements, before anybody follows: a chain of dependence is not followed further than one step.
    boost::container::small_vector<std::int8_t, usual_members> votes;
    for (const Member& member : initiative.members) votes.push_back(member.vote);
    for (std::size_t m = 0; m < initiative.members.size(); ++m) {
        if (dependence[m] >= model.initiatives.vote_dependence) continue;
        if (const Member* above = patron(now, initiative, initiative.members[m].actor)) {
            initiative.members[m].vote = votes[static_cast<std::size_t>(above - initiative.members.data())];
            initiative.members[m].follows = above->actor;
        }
    }
}

void seat_successors(const Model& model, Month month, const State& now, Initiative& initiative) {
    fill_seats(now, initiative);
    if (model.governance.voters == Voters::members || initiative.gate != Gate::decision) return;
    // Nobody votes before the talks are over: the text was written in the month of the last progress.
    const double talked = initiative.last_progress + 1 + model.initiatives.deliberation_time;
    const double asked = model.initiatives.deliberation > 0 ? std::max<double>(month, talked) : month;
    for (Member& member : initiative.members) {
        if (!member.steering || member.replies_at >= 0) continue;
        const Reply reply = draw_reply(model, now, initiative, member.actor, asked);
        // Who was at the talks has its judgement already; who came after them brings its own.
        if (member.vote < 0) member.vote = says_yes(reply) ? 1 : 0;
        member.replies_at = reply.at;
    }
}

DecisionState decide(const Model& model, const Initiative& initiative) {
    if (decides_alone(model)) {
        if (initiative.decider_replies_at < 0) return {false, never, {}, {}};
        const bool yes = initiative.decider_vote == 1;
        const ActorId decider = sole_decider(model, initiative);
        return {yes, initiative.decider_replies_at, yes ? ActorId{} : decider, decider};
    }
    boost::container::small_vector<const Member*, usual_members> voters;
    for (const Member& member : initiative.members)
        if (has_vote(model, initiative, member) && member.replies_at >= 0) voters.push_back(&member);
    if (voters.empty()) return {false, never, {}, {}};
    // At one time in the order of joining, as they stand in memory.
    std::sort(voters.begin(), voters.end(), [](const Member* a, const Member* b) {
        return a->replies_at != b->replies_at ? a->replies_at < b->replies_at : a < b;
    });
    boost::container::small_vector<bool, usual_members> yes;
    for (const Member* voter : voters) yes.push_back(voter->vote == 1);
    const std::size_t last =
        settling_reply({yes.data(), yes.size()}, votes_needed(model, static_cast<int>(voters.size())));
    if (last == voters.size()) return {false, never, {}, {}};
    const bool passed = yes[last];
    const ActorId settling = voters[last]->actor;
    return {passed, voters[last]->replies_at, passed ? ActorId{} : settling, settling};
}

RefusedText voted_down(const State& now, const Initiative& initiative, const DecisionState& outcome) {
    RefusedText text;
    text.how = Refused::by_vote;
    text.actor = outcome.refusing;
    std::array<int, 5> noes{};
    for (const Member& member : initiative.members) {
        if (member.actor == outcome.refusing) text.about = member.follows;
        const bool counted = member.status == MemberStatus::member && member.replies_at >= 0 &&
                             member.replies_at <= outcome.settled_at && member.vote == 0;
        if (counted) ++noes[static_cast<std::size_t>(side_of(now, member.actor, member.follows))];
    }
    const auto most = std::max_element(noes.begin(), noes.end());
    // Whoever decides alone may be no member.
    text.side = *most > 0 ? static_cast<Side>(most - noes.begin()) : side_of(now, outcome.refusing, {});
    return text;
}

void refuse(const Model& model, Month month, State& now, InitiativeId id, ActorId refusing) {
    Initiative& initiative = now.initiatives.all[id];
    now.events.push_back({.month = month,
                          .kind = EventKind::refusal,
                          .actor = refusing,
                          .initiative = id,
                          .detail = static_cast<std::int64_t>(initiative.phase)});
    for (const Member& one : initiative.members)
        for (const Member& other : initiative.members)
            if (one.vote >= 0 && other.vote >= 0 && one.vote != other.vote)
                add_experience(now, one.actor, other.actor, 0, model.initiatives.refusal_distrust);
    note_refusal(model, initiative);
    ++initiative.refused;
    initiative.gate = Gate::tasks;
    for (Task& task : initiative.tasks) {
        if (task.strand != Strand::strategy) continue;
        reopen_task(now, initiative, task);
        now.events.push_back({.month = month,
                              .kind = EventKind::regression,
                              .actor = initiative.founder,
                              .initiative = id,
                              .detail = static_cast<std::int64_t>(initiative.phase) * 100 + task.number});
    }
}

}  // namespace gemeinsim
