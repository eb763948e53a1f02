// SPDX-License-Identifier: Apache-2.0
#include "model/relations/evaluation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "model/hierarchy/rules.h"
#include "model/relations/effects.h"
#include "model/relations/money_sources.h"
#include "model/relations/pacts.h"
#include "model/relations/rules.h"

namespace gemeinsim {
namespace {

constexpr const char* asset_names[asset_count] = {"information", "competence", "resources", "influence", "control"};

bool has_costs(const RelationsParameters& p) {
    return p.contact_cost != 0 || p.pact_cost != 0;
}

/// Whether the frictions of pairs differ from 1, as their table says or, without one, as their weights allow.
bool has_frictions(const Model& model, const State& now) {
    const RelationsParameters& p = model.relations;
    return !now.relations.dyads.empty() || p.g_logic != 0 || p.g_silo != 0 || p.g_level != 0 || p.g_person != 0 ||
           p.g_compete != 0 || p.g_depend != 0 || p.g_role != 0 || p.g_distance != 0;
}

unsigned paths_of(const std::vector<EffectTerm>& effects, bool outreach) {
    unsigned paths = outreach ? two_paths_out : no_paths;
    for (const EffectTerm& term : effects) paths |= term.paths;
    return paths;
}

}  // namespace

double topic_overlap(const Actors& actors, ActorId i, ActorId j) {
    double overlap = 0;
    for (const TopicId k : IdRange<TopicId>(actors.salience.topics()))
        overlap += std::min(actors.salience(i, k), actors.salience(j, k));
    return overlap;
}

NeededAssets needed_assets(const Model& model) {
    NeededAssets needed(model.topics.size());
    for (const TopicId k : IdRange<TopicId>(model.topics.size()))
        for (const std::string& name : model.topics[k].assets)
            for (std::size_t a = 0; a < asset_count; ++a)
                if (name == asset_names[a]) needed[k].push_back(a);
    return needed;
}

DyadTerms dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors, const MoneySources& sources,
                     ActorId i, ActorId j) {
    const RelationsParameters& p = model.relations;
    const double dx = actors.personality[i][0] - actors.personality[j][0];
    const double dy = actors.personality[i][1] - actors.personality[j][1];
    const double squared = dx * dx + dy * dy;
    const double rivalry = topic_overlap(actors, i, j) * source_overlap(sources, i, j);

    const bool silo = actors.sector[i] == Sector::administration && actors.sector[j] == Sector::administration &&
                      actors.department[i] != actors.department[j] && actors.superior[i] != j &&
                      actors.superior[j] != i;
    const bool levels = actors.level[i] != Level::none && actors.level[j] != Level::none;
    const double level_distance =
        levels ? std::abs(static_cast<int>(actors.level[i]) - static_cast<int>(actors.level[j])) : 0;
    const bool funds = actors.funder[i] == j;
    const bool supervises = actors.superior[i] == j;
    const int roles =
        int(funds) + int(actors.funder[j] == i) + int(supervises) + int(actors.superior[j] == i) + int(rivalry > 0);

    DyadTerms dyad;
    dyad.friction = 1 + p.g_logic * logic_distance(actors, i, j) + p.g_silo * int(silo) + p.g_level * level_distance +
                    p.g_person * std::sqrt(squared) + p.g_compete * rivalry +
                    p.g_depend * (int(funds) + int(supervises)) + p.g_role * std::max(0, roles - 1) +
                    p.g_distance * distance_km(model.population, actors.place[i], actors.place[j]);
    dyad.liking = std::exp(-squared / 2);
    for (const TopicId k : IdRange<TopicId>(model.topics.size())) {
        double gain = 0;
        for (const std::size_t a : needed[k]) gain += std::max(0.0, actors.assets[j][a] - actors.assets[i][a]);
        if (!needed[k].empty()) dyad.competence += actors.salience(i, k) * gain / static_cast<double>(needed[k].size());
    }
    return dyad;
}

Evaluation::Evaluation(const Model& model, const State& now)
    : model_(model),
      now_(now),
      contact_effects_(ready_effects(model, now, model.relations.change, false)),
      pact_effects_(ready_effects(model, now, model.relations.change, true)),
      near_(now.relations.contacts, paths_of(contact_effects_, model.relations.motive_scale != 0)),
      others_(std::max(1.0, static_cast<double>(now.actors.size()) - 1)),
      asks_trust_(model.relations.motive_scale != 0 || (model.relations.h_trust != 0 && has_costs(model.relations))),
      notes_company_(model.relations.motive_scale == 0),
      asks_dyads_(model.relations.motive_scale != 0 || (has_costs(model.relations) && has_frictions(model, now))),
      prior_trust_(now.trust.prior()),
      prior_discount_(std::exp(-model.relations.h_trust * prior_trust_)),
      needed_(needed_assets(model)) {
    const std::size_t n = now.actors.size();
    // Who joins an initiative asks as well.
    if (model.relations.motive_scale != 0 || !now.initiatives.all.empty()) {
        wealth_.resize(n);
        care_.resize(n);
        const double reference = static_cast<double>(model.relations.money_reference);
        for (const ActorId i : IdRange<ActorId>(n)) {
            for (const TopicId k : IdRange<TopicId>(now.actors.salience.topics()))
                care_[i] += now.actors.salience(i, k);
            if (i.index() >= now.funding.actor_account.size()) continue;
            const auto free_money =
                static_cast<double>(now.funding.ledger.balance(now.funding.actor_account[i]) +
                                    now.funding.joint_calls[static_cast<std::size_t>(now.actors.sector[i])]);
            wealth_[i] = std::clamp(free_money / reference, 0.0, 1.0);
        }
    }
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        memberships_.resize(n);
        const auto group = static_cast<std::uint32_t>(groups_.size());
        groups_.emplace_back();
        for (const Member& member : initiative.members)
            if (member.status == MemberStatus::member && member.effort > 0) {
                groups_.back().push_back(member.actor);
                memberships_[member.actor].push_back(group);
            }
        group_benefit_.push_back(model.relations.joint_benefit * initiative.coordination *
                                 (initiative.office_funded ? 1 : model.relations.joint_without_office));
    }
    if (asks_trust_ || !groups_.empty()) mark_.resize(n);
    const RelationsParameters& p = model.relations;
    if (p.reach_weight != 0) {
        queue_.reserve(n);
        seen_.resize(n);
    }
    only_effects_ =
        p.motive_scale == 0 && p.contact_cost == 0 && p.crowding == 0 && p.reach_weight == 0 && groups_.empty();
}

void Evaluation::focus(ActorId ego) {
    ++turn_;
    near_.turn(ego);
    if (!only_effects_) {
        const double hours = now_.actors.hours[ego].ties;
        const double more = model_.relations.contact_hours;
        crowding_new_ = crowding(hours, more);
        crowding_held_ = crowding(hours - more, more);
    }
    if (asks_trust_)
        for (const TrustTable::Entry& entry : now_.trust.of(ego)) {
            Mark& mark = mark_[entry.about];
            mark.trust_in = turn_;
            mark.trust = now_.trust.expected(entry);
            mark.discount = std::exp(-model_.relations.h_trust * mark.trust);
            if (notes_company_) near_.touch(entry.about);
        }
    if (groups_.empty()) return;
    for (const std::uint32_t group : memberships_[ego])
        for (const ActorId other : groups_[group]) {
            Mark& mark = mark_[other];
            mark.joint = mark.joint_in == turn_ ? std::max(mark.joint, group_benefit_[group]) : group_benefit_[group];
            mark.joint_in = turn_;
            if (notes_company_) near_.touch(other);
        }
}

const DyadTerms& Evaluation::terms(ActorId j) const {
    static const DyadTerms plain;
    if (!asks_dyads_) return plain;
    const std::vector<DyadTerms>& dyads = now_.relations.dyads;
    if (dyads.empty()) return worked_out_ = dyad_terms(model_, needed_, now_.actors, now_.relations.sources, ego(), j);
    return dyads[ego().index() * now_.actors.size() + j.index()];
}

double Evaluation::outreach(ActorId j) const {
    // Without the tie, j's partners are within reach by other paths: one path less where the tie is there now.
    const int through_j = tied(j) ? 1 : 0;
    int reached = near_.two_paths(j) == 0 ? 1 : 0;
    for (const ActorId k : now_.relations.contacts.out(j)) reached += near_.reached_only(k, through_j) ? 1 : 0;
    return reached / others_;
}

/// sum_k q_ik holder_jk: competence where the scenario says who holds it, else what influence j has.
double Evaluation::standing(ActorId j) const {
    const Actors& actors = now_.actors;
    const double asset = actors.assets[j][static_cast<std::size_t>(Asset::influence)];
    if (model_.jurisdiction.competence.empty()) return care_[ego()] * asset;
    double total = 0;
    for (const TopicId k : IdRange<TopicId>(model_.jurisdiction.competence.size())) {
        const double holder = model_.jurisdiction.competence[k].given
                                  ? (holds(model_, actors, j, k, actors.place[ego()]) ? 1 : 0)
                                  : asset;
        total += actors.salience(ego(), k) * holder;
    }
    return total;
}

// Part of every look at a tie: its sum must not pay for the call.
[[gnu::always_inline]] inline std::array<double, motive_count> Evaluation::benefits(const DyadTerms& dyad,
                                                                                    ActorId j) const {
    const Actors& actors = now_.actors;
    const std::array<double, motive_count>& want = actors.motives[ego()];
    const auto motive = [&want](Motive m) { return want[static_cast<std::size_t>(m)]; };

    double information = 0;
    if (!now_.information.items.empty()) {
        const std::uint64_t theirs = now_.information.items[j];
        const std::uint64_t news = theirs & ~now_.information.items[ego()];
        information = static_cast<double>(std::popcount(news)) / std::max(1, std::popcount(theirs));
    }
    const auto partners = static_cast<double>(now_.relations.contacts.out(j).size()) - (tied(j) ? 1 : 0);
    const double influence = standing(j) * (1 + std::max(0.0, partners) / others_) / 2;
    double control = 0;
    const double rivals = source_overlap(now_.relations.sources, ego(), j);
    if (rivals > 0)
        for (const TopicId k : IdRange<TopicId>(actors.salience.topics()))
            control += rivals * std::min(actors.salience(ego(), k), actors.salience(j, k)) *
                       std::abs(actors.position(ego(), k) - actors.position(j, k));
    const double trust = noted(j).trust_in == turn_ ? noted(j).trust : prior_trust_;
    return {motive(Motive::information) * information,      motive(Motive::outreach) * outreach(j),
            motive(Motive::competence) * dyad.competence,   motive(Motive::resources) * wealth_[j],
            motive(Motive::influence) * influence,          motive(Motive::control) * control,
            motive(Motive::enjoyment) * dyad.liking * trust};
}

double Evaluation::benefit(const DyadTerms& dyad, ActorId j) const {
    const std::array<double, motive_count> by_motive = benefits(dyad, j);
    double total = by_motive[0];
    for (std::size_t m = 1; m < motive_count; ++m) total += by_motive[m];
    return total;
}

std::array<double, motive_count> Evaluation::benefits(ActorId j) const {
    return benefits(terms(j), j);
}

double Evaluation::friction(const DyadTerms& dyad, ActorId j) const {
    const double know_how = (now_.actors.know_how[ego()] + now_.actors.know_how[j]) / 2;
    const double discount = noted(j).trust_in == turn_ ? noted(j).discount : prior_discount_;
    return dyad.friction * (1 - model_.relations.h_know_how * know_how) * discount;
}

double Evaluation::crowding(double before, double more) const {
    if (model_.relations.crowding == 0) return 0;
    const double capacity = now_.actors.hours[ego()].capacity;
    if (capacity <= 0) return 0;
    return model_.relations.crowding * more * (2 * before + more) / (capacity * capacity);
}

double Evaluation::plain_contact(ActorId j) const {
    const RelationsParameters& p = model_.relations;
    const DyadTerms& dyad = terms(j);
    double change = -p.contact_cost * friction(dyad, j) - (tied(j) ? crowding_held_ : crowding_new_);
    if (p.motive_scale != 0) change += p.motive_scale * benefit(dyad, j);
    if (noted(j).joint_in == turn_) change += noted(j).joint;
    if (p.reach_weight != 0) change += p.reach_weight * (reach(j, j) - reach(j, {}));
    return change;
}

void Evaluation::contacts(std::span<const ActorId> alternatives, std::span<double> changes) const {
    if (only_effects_)
        std::fill(changes.begin(), changes.end(), 0.0);
    else
        for (std::size_t a = 0; a < alternatives.size(); ++a) changes[a] = plain_contact(alternatives[a]);
    for (const EffectTerm& term : contact_effects_) term.change(near_, term, alternatives, changes);
}

double Evaluation::contact(ActorId j) const {
    double change = 0;
    contacts({&j, 1}, {&change, 1});
    return change;
}

double Evaluation::pact(ActorId j) const {
    const RelationsParameters& p = model_.relations;
    const DyadTerms& dyad = terms(j);
    const bool in_force = now_.relations.pacts.has(ego(), j);
    const double hours = now_.actors.hours[ego()].ties - (in_force ? p.pact_hours - p.contact_hours : 0);
    double change =
        -(p.pact_cost - p.contact_cost) * friction(dyad, j) - crowding(hours, p.pact_hours - p.contact_hours);
    for (const EffectTerm& term : pact_effects_)
        if (term.counts(in_force)) change += term.weight;  // all there are count pacts
    if (p.motive_scale != 0) change += p.motive_scale * (p.pact_weight - 1) * benefit(dyad, j);
    return change;
}

Evaluation::PactTerms Evaluation::pact_terms(ActorId j) const {
    const RelationsParameters& p = model_.relations;
    const DyadTerms& dyad = terms(j);
    const bool in_force = now_.relations.pacts.has(ego(), j);
    double worth = 0;
    for (const EffectTerm& term : pact_effects_)
        if (term.counts(in_force)) worth += term.weight;  // all there are count partners in pacts
    if (p.motive_scale != 0) worth += p.motive_scale * (p.pact_weight - 1) * benefit(dyad, j);
    return {worth, friction(dyad, j)};
}

double Evaluation::reach(ActorId except, ActorId extra) const {
    const Graph& contacts = now_.relations.contacts;
    const bool either = contacts.directed() && model_.relations.reach_over == ReachOver::either;
    ++walk_;
    queue_.clear();
    seen_[ego()] = walk_;
    const auto visit = [&](ActorId actor) {
        if (seen_[actor] == walk_) return;
        seen_[actor] = walk_;
        queue_.push_back(actor);
    };
    // An arc that `except` sends is not ego's to take away.
    for (const ActorId h : contacts.out(ego()))
        if (h != except) visit(h);
    if (extra) visit(extra);
    if (either)
        for (const ActorId h : contacts.in(ego())) visit(h);
    // Breadth first: what stands in the queue from `level` on is at the present distance.
    double total = 0;
    double value = model_.relations.reach_delta;
    std::size_t level = 0;
    for (int distance = 1; level < queue_.size() && distance <= model_.relations.reach_max; ++distance) {
        const std::size_t end = queue_.size();
        total += value * static_cast<double>(end - level);
        for (; level < end; ++level) {
            const ActorId at = queue_[level];
            for (const ActorId next : contacts.out(at)) visit(next);
            if (either)
                for (const ActorId next : contacts.in(at)) visit(next);
        }
        value *= model_.relations.reach_delta;
    }
    return total;
}

double Evaluation::level() const {
    const RelationsParameters& p = model_.relations;
    const Relations& relations = now_.relations;
    double total = 0;
    for (const ActorId j : relations.contacts.out(ego())) {
        const bool pact = relations.pacts.has(ego(), j);
        const DyadTerms& dyad = terms(j);
        const Pact* common = pact ? common_pact(relations, ego(), j) : nullptr;
        const double share = common != nullptr ? pact_share(p, common->parties.size()) : 0;
        total -= (p.contact_cost + share * (p.pact_cost - p.contact_cost)) * friction(dyad, j);
        if (p.motive_scale != 0) total += p.motive_scale * (pact ? p.pact_weight : 1) * benefit(dyad, j);
        if (noted(j).joint_in == turn_) total += noted(j).joint;
    }
    if (p.reach_weight != 0) total += p.reach_weight * (reach({}, {}) + (p.reach_counts_self ? 1 : 0));
    return total - crowding(0, now_.actors.hours[ego()].ties);
}

Column<ActorId, double> utilities(const Model& model, const State& now) {
    Column<ActorId, double> all(now.actors.size());
    Evaluation evaluation(model, now);
    const std::vector<EffectTerm> on_contacts = ready_effects(model, now, Change::own, false);
    const std::vector<EffectTerm> on_pacts = ready_effects(model, now, Change::own, true);
    // A statistic is the sum of its changes by ego's ties, laid one after the other: nobody without ties has any.
    Graph contacts = now.relations.contacts;
    Neighbourhood near(contacts, paths_of(on_contacts, false));
    const auto add_change = [&](const EffectTerm& term, ActorId j, double& to) {
        if (term.part == EffectPart::evaluation) term.change(near, term, {&j, 1}, {&to, 1});
    };
    for (const ActorId ego : IdRange<ActorId>(all.size())) {
        if (!now.actors.alive[ego]) continue;
        evaluation.focus(ego);
        all[ego] = evaluation.level();
        if (!on_contacts.empty()) {
            const std::span<const ActorId> ties = now.relations.contacts.out(ego);
            for (const ActorId j : ties) contacts.remove(ego, j);
            for (const ActorId j : ties) {
                near.turn(ego);
                for (const EffectTerm& term : on_contacts) add_change(term, j, all[ego]);
                contacts.add(ego, j);
            }
        }
        if (on_pacts.empty()) continue;
        near.turn(ego);
        for (const ActorId j : now.relations.pacts.out(ego))
            for (const EffectTerm& term : on_pacts) add_change(term, j, all[ego]);
    }
    return all;
}

}  // namespace gemeinsim
