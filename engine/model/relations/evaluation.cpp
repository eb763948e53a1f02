// SPDX-License-Identifier: Apache-2.0
#include "model/relations/evaluation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "model/hierarchy/rules.h"
#include "model/relations/effects.h"
#include "model/relations/money_sources.h"
#include "model/relations/pacts.h"
#include "model/relations/rules.h"

namespace gemeinsim {
namespace {

bool has_costs(const RelationsParameters& p) {
    return p.contact_cost != 0 || p.pact_cost != 0;
}

/// Whether the frictions of pairs differ from 1, as their table says or, without one, as their weights allow.
bool has_frictions(const Model& model, const State& now) {
    const RelationsParameters& p = model.relations;
    return !now.relations.pairs.empty() || p.g_logic != 0 || p.g_silo != 0 || p.g_level != 0 || p.g_person != 0 ||
           p.g_compete != 0 || p.g_depend != 0 || p.g_role != 0 || p.g_distance != 0;
}

/// Where the processor has an instruction for it, it may not be used: not all have it.
int bit_count(std::uint64_t set) {
    set -= (set >> 1U) & 0x5555555555555555U;
    set = (set & 0x3333333333333333U) + ((set >> 2U) & 0x3333333333333333U);
    return static_cast<int>((((set + (set >> 4U)) & 0x0F0F0F0F0F0F0F0FU) * 0x0101010101010101U) >> 56U);
}

}  // namespace

Evaluation::Evaluation(const Model& model, const State& now, EvaluationRoom* lent)
    : EvaluationRoom(lent != nullptr ? std::move(*lent) : EvaluationRoom()),
      model_(model),
      now_(now),
      contact_effects_(ready_effects(model, now, model.relations.change, false)),
      pact_effects_(ready_effects(model, now, model.relations.change, true)),
      near_(now.relations.contacts, paths_of(contact_effects_, model.relations.motive_scale != 0), std::move(around_)),
      others_(now.actors.others()),
      asks_trust_(model.relations.motive_scale != 0 || (model.relations.h_trust != 0 && has_costs(model.relations))),
      notes_company_(model.relations.motive_scale == 0),
      asks_dyads_(model.relations.motive_scale != 0 || (has_costs(model.relations) && has_frictions(model, now))),
      prior_trust_(now.trust.prior()),
      prior_discount_(std::exp(-model.relations.h_trust * prior_trust_)),
      mediation_(now.remedies.of(RemedyKind::mediation)),
      topics_(model.topics.size()),
      lent_(lent) {
    const std::size_t n = now.actors.size();
    find_needed_assets(model, needed_);
    holder_.clear();
    holder_at_.clear();
    group_benefit_.clear();
    joint_.clear();
    known_.clear();
    fellows_.clear();
    // Who joins an initiative asks as well.
    if (model.relations.motive_scale != 0 || !now.initiatives.all.empty()) {
        wealth_.assign(n, 0);
        care_.assign(n, 0);
        items_.assign(n, 1);
        influence_.resize(n);
        reached_by_.assign(n, 0);
        if (!model.jurisdiction.competence.empty()) {
            holder_.resize(n * topics_);
            holder_at_.resize(n);
        }
        const double reference = static_cast<double>(model.relations.money_reference);
        for (const ActorId i : IdRange<ActorId>(n)) {
            for (const TopicId k : IdRange<TopicId>(topics_)) care_[i] += now.actors.salience(i, k);
            influence_[i] = now.actors.assets[i][static_cast<std::size_t>(Asset::influence)];
            if (i.index() < now.information.items.size())
                items_[i] = std::max(1, std::popcount(now.information.items[i]));
            if (i.index() >= now.funding.actor_account.size()) continue;
            const auto free_money =
                static_cast<double>(now.funding.ledger.balance(now.funding.actor_account[i]) +
                                    now.funding.joint_calls[static_cast<std::size_t>(now.actors.sector[i])]);
            wealth_[i] = std::clamp(free_money / reference, 0.0, 1.0);
        }
    }
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        const std::size_t group = group_benefit_.size();
        if (group == 0) {
            memberships_.resize(n);
            for (std::vector<std::uint32_t>& own : memberships_) own.clear();
        }
        if (groups_.size() <= group) groups_.emplace_back();
        groups_[group].clear();
        for (const Member& member : initiative.members)
            if (member.status == MemberStatus::member && member.effort > 0) {
                groups_[group].push_back(member.actor);
                memberships_[member.actor].push_back(static_cast<std::uint32_t>(group));
            }
        group_benefit_.push_back(model.relations.joint_benefit * initiative.coordination *
                                 (initiative.office_funded ? 1 : model.relations.joint_without_office));
    }
    if (asks_trust_) {
        trust_.assign(n, prior_trust_);
        known_.reserve(n);
    }
    if (!group_benefit_.empty()) {
        joint_.assign(n, 0);
        fellows_.reserve(n);
    }
    const RelationsParameters& p = model.relations;
    if (p.reach_weight != 0) {
        queue_.reserve(n);
        seen_.assign(n, 0);
    }
    only_effects_ =
        p.motive_scale == 0 && p.contact_cost == 0 && p.crowding == 0 && p.reach_weight == 0 && group_benefit_.empty();
}

Evaluation::~Evaluation() {
    if (lent_ == nullptr) return;
    around_ = near_.leave();
    *lent_ = std::move(static_cast<EvaluationRoom&>(*this));
}

void Evaluation::focus(ActorId ego) {
    near_.turn(ego);
    if (!only_effects_) {
        const double hours = now_.actors.hours[ego].ties;
        const double more = model_.relations.contact_hours;
        crowding_new_ = crowding(hours, more);
        crowding_held_ = crowding(hours - more, more);
    }
    noted_ = false;
    if (asks_trust_ && notes_company_)
        for (const TrustTable::Entry& entry : now_.trust.of(ego)) near_.touch(entry.about);
    if (group_benefit_.empty()) return;
    for (const ActorId other : fellows_) joint_[other] = 0;
    fellows_.clear();
    for (const std::uint32_t group : memberships_[ego])
        for (const ActorId other : groups_[group]) {
            joint_[other] = std::max(joint_[other], group_benefit_[group]);
            fellows_.push_back(other);
            if (notes_company_) near_.touch(other);
        }
}

void Evaluation::note_trust() const {
    for (const ActorId other : known_) trust_[other] = prior_trust_;
    const std::span<const TrustTable::Entry> row = now_.trust.of(ego());
    known_.resize(row.size());
    for (std::size_t e = 0; e < row.size(); ++e) {
        trust_[row[e].about] = now_.trust.expected(row[e]);
        known_[e] = row[e].about;
    }
    noted_ = true;
}

inline const DyadTerms& Evaluation::terms(ActorId j) const {
    static const DyadTerms plain;
    if (!asks_dyads_) return plain;
    const PairTable& pairs = now_.relations.pairs;
    if (pairs.empty()) return worked_out_ = dyad_terms(model_, needed_, now_.actors, now_.relations.sources, ego(), j);
    const DyadTerms& known = pairs.of(ego())[j.index()];
    if (known.friction == 0) work_out_pair(model_, needed_, now_, ego(), j);
    return known;
}

double Evaluation::common_sources(ActorId j) const {
    const PairTable& pairs = now_.relations.pairs;
    if (pairs.empty() || !asks_dyads_) return source_overlap(now_.relations.sources, ego(), j);
    return terms(j).sources;
}

int Evaluation::reached_through(ActorId j) const {
    // Without the tie, j's partners are within reach by other paths: one path less where the tie is there now.
    const int through_j = tied(j) ? 1 : 0;
    int reached = near_.two_paths(j) == 0 ? 1 : 0;
    for (const ActorId k : now_.relations.contacts.out(j)) reached += near_.reached_only(k, through_j) ? 1 : 0;
    return reached;
}

/// Calls use(j) for everybody that is tied to one of those whom ego reaches anyway, as often as it is.
template <class Use>
inline void Evaluation::for_each_reached(const Use& use) const {
    for (const ActorId k : near_.touched())
        if (!near_.reached_only(k, 0))
            for (const ActorId j : now_.relations.contacts.in(k)) use(j);
}

inline double Evaluation::news(ActorId j) const {
    const Column<ActorId, std::uint64_t>& items = now_.information.items;
    return items.empty() ? 0 : bit_count(items[j] & ~items[ego()]) / items_[j];
}

inline double Evaluation::partners(ActorId j) const {
    return std::max(0.0, static_cast<double>(now_.relations.contacts.out(j).size()) - (tied(j) ? 1 : 0));
}

inline double Evaluation::control(double sources, ActorId j) const {
    if (sources <= 0) return 0;
    const Actors& actors = now_.actors;
    double control = 0;
    for (const TopicId k : IdRange<TopicId>(actors.salience.topics()))
        control += sources * std::min(actors.salience(ego(), k), actors.salience(j, k)) *
                   std::abs(actors.position(ego(), k) - actors.position(j, k));
    return control;
}

[[gnu::always_inline]] inline const double* Evaluation::holder(ActorId j, PlaceId place) const {
    const double* const holder = holder_.data() + j.index() * topics_;
    if (holder_at_[j] != place || !place) look_for_holders(j, place);
    return holder;
}

void Evaluation::look_for_holders(ActorId j, PlaceId place) const {
    double* const holder = holder_.data() + j.index() * topics_;
    holder_at_[j] = place;
    const Column<TopicId, Competence>& competence = model_.jurisdiction.competence;
    for (const TopicId k : IdRange<TopicId>(competence.size()))
        holder[k.index()] = competence[k].given ? (holds(model_, now_.actors, j, k, place) ? 1 : 0) : influence_[j];
}

/// sum_k q_ik holder_jk: competence where the scenario says who holds it, else what influence j has.
[[gnu::always_inline]] inline double Evaluation::standing(ActorId j) const {
    if (holder_.empty()) return care_[ego()] * influence_[j];
    const double* const held = holder(j, now_.actors.place[ego()]);
    double total = 0;
    for (const TopicId k : IdRange<TopicId>(topics_)) total += now_.actors.salience(ego(), k) * held[k.index()];
    return total;
}

// Part of every look at a tie: its sum must not pay for the call.
[[gnu::always_inline]] inline std::array<double, motive_count> Evaluation::benefits(const DyadTerms& dyad, ActorId j,
                                                                                    double trust, int reached) const {
    const std::array<double, motive_count>& want = now_.actors.motives[ego()];
    const auto motive = [&want](Motive m) { return want[static_cast<std::size_t>(m)]; };
    const double information = news(j);
    const double influence = standing(j) * (1 + partners(j) / others_) / 2;
    return {motive(Motive::information) * information,      motive(Motive::outreach) * (reached / others_),
            motive(Motive::competence) * dyad.competence,   motive(Motive::resources) * wealth_[j],
            motive(Motive::influence) * influence,          motive(Motive::control) * control(dyad.sources, j),
            motive(Motive::enjoyment) * dyad.liking * trust};
}

[[gnu::always_inline]] inline double Evaluation::benefit(const DyadTerms& dyad, ActorId j, double trust,
                                                         int reached) const {
    const std::array<double, motive_count> by_motive = benefits(dyad, j, trust, reached);
    double total = by_motive[0];
    for (std::size_t m = 1; m < motive_count; ++m) total += by_motive[m];
    return total;
}

double Evaluation::benefit(ActorId j) const {
    return benefit(terms(j), j, trust(j), reached_through(j));
}

std::array<double, motive_count> Evaluation::benefits(ActorId j) const {
    return benefits(terms(j), j, trust(j), reached_through(j));
}

[[gnu::always_inline]] inline double Evaluation::friction(const DyadTerms& dyad, ActorId j, double trust) const {
    const double know_how = (now_.actors.know_how[ego()] + now_.actors.know_how[j]) / 2;
    const double discount = trust == prior_trust_ ? prior_discount_ : std::exp(-model_.relations.h_trust * trust);
    return mediated(dyad, j) * (1 - model_.relations.h_know_how * know_how) * discount;
}

inline double Evaluation::mediated(const DyadTerms& dyad, ActorId j) const {
    if (mediation_ <= 0) return dyad.friction;
    const RelationsParameters& p = model_.relations;
    return dyad.friction - mediation_ * (p.g_logic * logic_distance(now_.actors, ego(), j) +
                                         p.g_person * personal_distance(now_.actors, ego(), j));
}

double Evaluation::crowding(double before, double more) const {
    if (model_.relations.crowding == 0) return 0;
    const double capacity = now_.actors.hours[ego()].capacity;
    if (capacity <= 0) return 0;
    return model_.relations.crowding * more * (2 * before + more) / (capacity * capacity);
}

Onlooker Evaluation::onlooker() const {
    const Actors& actors = now_.actors;
    Onlooker own{actors.motives[ego()], others_, actors.know_how[ego()]};
    if (!now_.information.items.empty()) own.held = now_.information.items[ego()];
    // Of several topics the rivalry stands ready with the sources: 1 and 1 are all that is left to multiply.
    own.position = topics_ == 1 ? actors.position(ego(), TopicId(0)) : 1;
    return own;
}

// Quantities are copied a few at a time, so that their places all stay in registers.
void Evaluation::look_at(std::span<const ActorId> alternatives) const {
    const std::size_t count = alternatives.size();
    looks_.make_room(count);
    double* const friction = looks_[Looks::friction];
    double* const liking = looks_[Looks::liking];
    double* const competence = looks_[Looks::competence];
    double* const sources = looks_[Looks::sources];
    if (asks_dyads_ && !now_.relations.pairs.empty()) {
        const DyadTerms* const row = now_.relations.pairs.of(ego());
        for (std::size_t a = 0; a < count; ++a) {
            const std::size_t j = alternatives[a].index();
            if (std::bit_cast<std::uint64_t>(row[j].friction) == 0)
                work_out_pair(model_, needed_, now_, ego(), alternatives[a]);
            friction[a] = row[j].friction;
        }
        for (std::size_t a = 0; a < count; ++a) {
            const DyadTerms& dyad = row[alternatives[a].index()];
            liking[a] = dyad.liking;
            competence[a] = dyad.competence;
            sources[a] = dyad.sources;
        }
    } else if (asks_dyads_) {
        find_dyad_terms(model_, needed_, now_.actors, now_.relations.sources, ego(), alternatives,
                        {friction, liking, competence, sources});
    } else {
        constexpr DyadTerms plain;
        std::fill_n(friction, count, plain.friction);
        std::fill_n(liking, count, plain.liking);
        std::fill_n(competence, count, plain.competence);
        std::fill_n(sources, count, plain.sources);
    }
    if (mediation_ > 0)
        for (std::size_t a = 0; a < count; ++a) friction[a] = mediated(terms(alternatives[a]), alternatives[a]);
    // Fewer than this are sooner looked up than laid out.
    constexpr std::size_t few = 6;
    if (asks_trust_ && !noted_ && count > few) note_trust();
    if (views_.size() < count) views_.resize(count);
    near_.look(alternatives, views_.data());
    const Neighbourhood::View* const views = views_.data();
    double* const know_how = looks_[Looks::know_how];
    double* const trusted = looks_[Looks::trust];
    double* const crowding = looks_[Looks::crowding];
    const double* const skill = now_.actors.know_how.data();
    const double by_tie[] = {crowding_new_, crowding_held_};
    if (noted_) {
        const double* const all_trusted = trust_.data();
        for (std::size_t a = 0; a < count; ++a) {
            const std::size_t j = alternatives[a].index();
            know_how[a] = skill[j];
            trusted[a] = all_trusted[j];
            crowding[a] = by_tie[views[a].tied() ? 1 : 0];
        }
    } else {
        for (std::size_t a = 0; a < count; ++a) {
            know_how[a] = skill[alternatives[a].index()];
            trusted[a] = trust(alternatives[a]);
            crowding[a] = by_tie[views[a].tied() ? 1 : 0];
        }
    }
    double* const together = looks_[Looks::joint];
    if (fellows_.empty())
        std::fill_n(together, count, 0);
    else
        for (std::size_t a = 0; a < count; ++a) together[a] = joint_[alternatives[a]];
}

void Evaluation::look_for_motives(std::span<const ActorId> alternatives) const {
    const std::size_t count = alternatives.size();
    look_for_partners(alternatives);
    double* const wealth = looks_[Looks::wealth];
    double* const items = looks_[Looks::items];
    const double* const all_wealth = wealth_.data();
    const double* const all_items = items_.data();
    for (std::size_t a = 0; a < count; ++a) {
        const std::size_t j = alternatives[a].index();
        wealth[a] = all_wealth[j];
        items[a] = all_items[j];
    }
    std::uint64_t* const held = looks_.held();
    const std::uint64_t* const all_held = now_.information.items.data();
    if (now_.information.items.empty())
        std::fill_n(held, count, 0);
    else
        for (std::size_t a = 0; a < count; ++a) held[a] = all_held[alternatives[a].index()];
    double* const shared = looks_[Looks::shared];
    double* const position = looks_[Looks::position];
    double* const standings = looks_[Looks::standing];
    if (topics_ == 1) {
        const double own = now_.actors.salience(ego(), TopicId(0));
        const double* const saliences = &now_.actors.salience(ActorId(0), TopicId(0));
        const double* const positions = &now_.actors.position(ActorId(0), TopicId(0));
        for (std::size_t a = 0; a < count; ++a) {
            const std::size_t j = alternatives[a].index();
            shared[a] = std::min(own, saliences[j]);
            position[a] = positions[j];
        }
    } else {
        double* const sources = looks_[Looks::sources];
        std::fill_n(shared, count, 1);
        std::fill_n(position, count, 0);
        for (std::size_t a = 0; a < count; ++a) sources[a] = control(sources[a], alternatives[a]);
    }
    if (holder_.empty()) {
        const double care = care_[ego()];
        for (std::size_t a = 0; a < count; ++a) standings[a] = care * influence_.data()[alternatives[a].index()];
    } else if (topics_ == 1) {
        const PlaceId place = now_.actors.place[ego()];
        const double own = now_.actors.salience(ego(), TopicId(0));
        for (std::size_t a = 0; a < count; ++a) standings[a] = own * *holder(alternatives[a], place);
    } else {
        for (std::size_t a = 0; a < count; ++a) standings[a] = standing(alternatives[a]);
    }
}

void Evaluation::look_for_partners(std::span<const ActorId> alternatives) const {
    const Graph& contacts = now_.relations.contacts;
    const std::size_t count = alternatives.size();
    // One walk around those whom ego reaches anyway serves all alternatives.
    const bool by_count = 2 * count > near_.touched().size();
    if (by_count) for_each_reached([this](ActorId j) { ++reached_by_[j]; });
    double* const reached = looks_[Looks::reached];
    double* const partners = looks_[Looks::partners];
    const Neighbourhood::View* const views = views_.data();
    if (!by_count) {
        for (std::size_t a = 0; a < count; ++a) {
            const auto degree = static_cast<int>(contacts.out(alternatives[a]).size());
            reached[a] = reached_through(alternatives[a]);
            partners[a] = std::max(0, degree - (views[a].tied() ? 1 : 0));
        }
        return;
    }
    const std::uint32_t* const anyway = reached_by_.data();
    for (std::size_t a = 0; a < count; ++a) {
        const ActorId j = alternatives[a];
        const auto degree = static_cast<int>(contacts.out(j).size());
        reached[a] = degree - static_cast<int>(anyway[j.index()]) + (views[a].two_paths() == 0 ? 1 : 0);
        partners[a] = std::max(0, degree - (views[a].tied() ? 1 : 0));
    }
    for (std::size_t a = 0; a < count; ++a)
        if (views[a].tied()) reached[a] = reached_through(alternatives[a]);
    // Zero again for the next, however many others there are in the world.
    for_each_reached([this](ActorId j) { reached_by_[j] = 0; });
}

void Evaluation::benefits(std::span<const ActorId> others, std::span<double> each) const {
    look_at(others);
    look_for_motives(others);
    gemeinsim::benefits(looks_, onlooker(), each.first(others.size()));
}

void Evaluation::plain_contacts(std::span<const ActorId> alternatives, std::span<double> changes) const {
    const RelationsParameters& p = model_.relations;
    look_at(alternatives);
    if (p.motive_scale != 0) look_for_motives(alternatives);
    weigh(looks_, p, onlooker(), changes.first(alternatives.size()));
    if (p.reach_weight == 0) return;
    for (std::size_t a = 0; a < alternatives.size(); ++a)
        changes[a] += p.reach_weight * (reach(alternatives[a], alternatives[a]) - reach(alternatives[a], {}));
}

void Evaluation::contacts(std::span<const ActorId> alternatives, std::span<double> changes) const {
    if (only_effects_)
        std::fill(changes.begin(), changes.end(), 0.0);
    else
        plain_contacts(alternatives, changes);
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
    const double trusted = trust(j);
    double change =
        -(p.pact_cost - p.contact_cost) * friction(dyad, j, trusted) - crowding(hours, p.pact_hours - p.contact_hours);
    for (const EffectTerm& term : pact_effects_)
        if (term.counts(in_force)) change += term.weight;  // all there are count pacts
    if (p.motive_scale != 0)
        change += p.motive_scale * (p.pact_weight - 1) * benefit(dyad, j, trusted, reached_through(j));
    return change;
}

Evaluation::PactTerms Evaluation::pact_terms(ActorId j) const {
    const RelationsParameters& p = model_.relations;
    const DyadTerms& dyad = terms(j);
    const bool in_force = now_.relations.pacts.has(ego(), j);
    double worth = 0;
    for (const EffectTerm& term : pact_effects_)
        if (term.counts(in_force)) worth += term.weight;  // all there are count partners in pacts
    const double trusted = trust(j);
    if (p.motive_scale != 0)
        worth += p.motive_scale * (p.pact_weight - 1) * benefit(dyad, j, trusted, reached_through(j));
    return {worth, friction(dyad, j, trusted)};
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
        const double trusted = trust(j);
        total -= (p.contact_cost + share * (p.pact_cost - p.contact_cost)) * friction(dyad, j, trusted);
        if (p.motive_scale != 0)
            total += p.motive_scale * (pact ? p.pact_weight : 1) * benefit(dyad, j, trusted, reached_through(j));
        total += joint(j);
    }
    if (p.reach_weight != 0) total += p.reach_weight * (reach({}, {}) + (p.reach_counts_self ? 1 : 0));
    return total - crowding(0, now_.actors.hours[ego()].ties);
}

}  // namespace gemeinsim
