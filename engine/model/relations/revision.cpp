// SPDX-License-Identifier: Apache-2.0
#include "model/relations/revision.h"

#include <algorithm>
#include <cmath>

#include "base/lanes.h"
#include "model/math.h"
#include "model/relations/pacts.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr double smallest_gain = 1e-9;  // of the improving kernel: rounding is no reason to change a tie

/// Whether the hard limit on hours lets both sides take on more.
bool affordable(const State& now, ActorId i, ActorId j, double hours, bool both) {
    return now.actors.hours[i].free() >= hours && (!both || now.actors.hours[j].free() >= hours);
}

/// Whether both sides (of a directed contact: ego) have the hours for a new contact.
bool contact_affordable(const Model& model, const State& now, ActorId ego, ActorId j) {
    return affordable(now, ego, j, model.relations.contact_hours, !model.relations.directed);
}

}  // namespace

void Revision::consider(ActorId ego) {
    partners_.clear();
    if (model_.relations.consideration == Consideration::complete) {
        for (const ActorId j : IdRange<ActorId>(now_.actors.size()))
            if (j != ego && now_.actors.alive[j]) partners_.push_back(j);
        return;
    }
    // Merges two sorted lists: partners may have been crowded out of a full list of acquaintances.
    const std::span<const AwarenessTable::Entry> aware = now_.relations.awareness.of(ego);
    const std::span<const ActorId> tied = now_.relations.contacts.out(ego);
    partners_.resize(aware.size() + tied.size());
    const std::uint8_t* const alive = now_.actors.alive.data();
    ActorId* to = partners_.data();
    auto known = aware.begin();
    for (const ActorId partner : tied) {
        for (; known != aware.end() && known->known < partner; ++known) {
            *to = known->known;
            to += alive[known->known.index()] != 0 ? 1 : 0;
        }
        if (known != aware.end() && known->known == partner) ++known;
        *to++ = partner;
    }
    for (; known != aware.end(); ++known) {
        *to = known->known;
        to += alive[known->known.index()] != 0 ? 1 : 0;
    }
    partners_.resize(static_cast<std::size_t>(to - partners_.data()));
}

double Revision::agreement(double change) const {
    return logistic(model_.relations.rationality * change);
}

double Revision::contact_change(ActorId from, ActorId about) {
    evaluation_.focus(from);
    return evaluation_.contact(about);
}

double Revision::pact_change(ActorId who, const TieChange& option) {
    const Pact* pact = option.pact != 0 ? pact_of(now_.relations, option.ego, option.pact) : nullptr;
    if (option.kind == TieChange::Kind::extend_pact)
        return extension_value(model_, now_, evaluation_, who, *pact, option.partner);
    if (option.kind == TieChange::Kind::leave_pact)
        return -pact_value(model_, now_, evaluation_, who, pact->parties, {});
    evaluation_.focus(who);
    return evaluation_.pact(who == option.ego ? option.partner : option.ego);
}

void Revision::others_changes(const TieChange& option) {
    others_.clear();
    if (option.kind == TieChange::Kind::extend_pact)
        for (const ActorId party : pact_of(now_.relations, option.ego, option.pact)->parties)
            if (party != option.ego) others_.push_back(pact_change(party, option));
    others_.push_back(pact_change(option.partner, option));
}

void Revision::weigh_contacts(ActorId ego) {
    const RelationsParameters& p = model_.relations;
    evaluation_.focus(ego);
    const bool has_hours = now_.actors.hours[ego].free() >= p.contact_hours;
    const bool pacts = now_.relations.pacts.ties() > 0;
    if (tied_.size() < partners_.size()) tied_.resize(partners_.size());
    const bool asks_hours = !p.directed && p.contact_hours > 0;
    // Bytes may be anybody's memory to a compiler: what the loop needs stands in variables of its own.
    const Hours* const hours = now_.actors.hours.data();
    const double needed = p.contact_hours;
    std::uint8_t* const is_tied = tied_.data();
    ActorId* const partners = partners_.data();
    const std::size_t considered = partners_.size();
    std::size_t possible = 0;
    for (std::size_t a = 0; a < considered; ++a) {
        const ActorId j = partners[a];
        const bool tied = evaluation_.tied(j);
        if (tied ? pacts && now_.relations.pacts.has(ego, j)
                 : !has_hours || (asks_hours && hours[j.index()].free() < needed))
            continue;
        partners[possible] = j;
        is_tied[possible++] = tied ? 1 : 0;
    }
    partners_.resize(possible);
    changes_.resize(possible);
    evaluation_.contacts(partners_, changes_);
    double* const changes = changes_.data();
    for (std::size_t a = 0; a < possible; ++a)
        if (is_tied[a] != 0) changes[a] = -changes[a];
    if (p.consent != Consent::joint) return;
    for (std::size_t a = 0; a < possible; ++a)
        if (tied_[a] == 0) changes_[a] += contact_change(partners_[a], ego);
    evaluation_.focus(ego);  // the questions above turned to the partners
}

void Revision::weigh_pacts(ActorId ego) {
    const Relations& relations = now_.relations;
    pact_options_.clear();
    for (const std::uint32_t row : relations.pacts_of[ego]) {
        const Pact& pact = relations.terms[row];
        const ActorId other = pact.parties.front() == ego ? pact.parties.back() : pact.parties.front();
        pact_options_.push_back({TieChange::Kind::leave_pact, ego, other, pact.name, pact.extensions});
    }
    for (const ActorId j : relations.contacts.out(ego)) offer_pacts(ego, j);
    changes_.clear();
    for (const TieChange& option : pact_options_) {
        changes_.push_back(pact_change(ego, option));
        if (model_.relations.consent != Consent::joint || option.kind == TieChange::Kind::leave_pact) continue;
        others_changes(option);
        for (const double change : others_) changes_.back() += change;
    }
}

void Revision::offer_pacts(ActorId ego, ActorId j) {
    if (now_.relations.pacts.has(ego, j)) return;
    if (may_propose(model_, now_, ego, j) && pact_affordable(model_, now_, ego, j))
        pact_options_.push_back({TieChange::Kind::propose_pact, ego, j});
    if (model_.relations.pact_parties <= 2) return;
    for (const std::uint32_t row : now_.relations.pacts_of[ego]) {
        const Pact& pact = now_.relations.terms[row];
        if (may_extend(model_, now_, pact, j) && extension_affordable(model_, now_, pact, j))
            pact_options_.push_back({TieChange::Kind::extend_pact, ego, j, pact.name, pact.extensions});
    }
}

double Revision::fill_weights(double& no_change) {
    double largest = 0;
    for (const double change : changes_) largest = std::max(largest, change);
    const double rationality = model_.relations.rationality;
    no_change = exponential_of(-rationality * largest);
    weights_.assign(changes_.begin(), changes_.end());
    exponentiate(weights_, rationality, largest);
    double total = no_change;
    for (const double weight : weights_) total += weight;
    return total;
}

std::size_t Revision::choose(Stream& stream) {
    double no_change = 0;
    double left = fill_weights(no_change) * uniform(stream) - no_change;
    if (left < 0) return weights_.size();
    for (std::size_t o = 0; o < weights_.size(); ++o) {
        left -= weights_[o];
        if (left < 0) return o;
    }
    return weights_.size();  // rounding left a sliver beyond the last weight
}

bool Revision::weigh_shared(ActorId ego) {
    // Below this many actors there is nothing to gain.
    constexpr std::size_t fewest = 32;
    if (bystanders_.obstacle() != nullptr || bystanders_.living() < fewest) return false;
    evaluation_.focus(ego);
    const Neighbourhood& near = evaluation_.near();
    const std::span<const ActorId> around = near.touched();
    if (around.size() > bystanders_.living() / 2) return false;
    const bool has_hours = now_.actors.hours[ego].free() >= model_.relations.contact_hours;
    const std::vector<Bystanders::Class>& classes = bystanders_.classes();
    const std::size_t most = around.size() + classes.size();
    partners_.resize(most);
    if (tied_.size() < most) tied_.resize(most);
    if (changes_.size() < most) changes_.resize(most);
    if (weights_.size() < most) weights_.resize(most);
    // Who has a tie is alive: only those touched for other reasons must be asked.
    const bool pacts = now_.relations.pacts.ties() > 0;
    std::size_t touched = 0;
    for (std::size_t t = 0; t < around.size(); ++t) {
        const ActorId j = around[t];
        const bool tied = near.touched_is_tied(t);
        if (j == ego || (tied ? pacts && now_.relations.pacts.has(ego, j)
                              : !has_hours || (near.touched_is_marked(t) && now_.actors.alive[j] == 0)))
            continue;
        partners_[touched] = j;
        tied_[touched++] = tied ? 1 : 0;
    }
    // One bystander stands for all of its class.
    std::size_t count = touched;
    class_of_option_.clear();
    for (std::size_t c = 0; has_hours && c < classes.size(); ++c)
        for (const ActorId j : classes[c].members)
            if (!near.touches(j)) {
                partners_[count++] = j;
                class_of_option_.push_back(c);
                break;
            }
    const std::span<double> changes = std::span(changes_).first(count);
    evaluation_.contacts(std::span(partners_).first(count), changes);
    double largest = 0;
    for (std::size_t a = 0; a < touched; ++a) {
        if (tied_[a] != 0) changes[a] = -changes[a];
        largest = std::max(largest, changes[a]);
    }
    for (std::size_t a = touched; a < count; ++a) {
        changes[a] += classes[class_of_option_[a - touched]].top - bystanders_.own_part(partners_[a]);
        largest = std::max(largest, changes[a]);
    }
    const double rationality = model_.relations.rationality;
    no_change_ = exp_(-rationality * largest);
    for (std::size_t a = 0; a < touched; ++a) weights_[a] = exp_(rationality * (changes[a] - largest));
    class_weight_.assign(classes.size(), 0);
    for (std::size_t a = touched; a < count; ++a)
        class_weight_[class_of_option_[a - touched]] = exp_(rationality * (changes[a] - largest));
    partners_.resize(touched);
    return true;
}

std::optional<ActorId> Revision::choose_shared(Stream& stream) {
    constexpr int most_void_draws = 1000;
    double total = no_change_;
    for (std::size_t a = 0; a < partners_.size(); ++a) total += weights_[a];
    for (std::size_t c = 0; c < class_weight_.size(); ++c) total += class_weight_[c] * bystanders_.classes()[c].mass();
    // The mass of a class holds its touched members too, though they have weights of their own: a draw that lands on
    // one is void and all is drawn again, which leaves every other outcome its proportion.
    for (int draw = 0; draw < most_void_draws; ++draw) {
        double left = uniform(stream) * total - no_change_;
        if (left < 0) return ActorId();
        for (std::size_t a = 0; a < partners_.size(); ++a) {
            left -= weights_[a];
            if (left < 0) return partners_[a];
        }
        for (std::size_t c = 0; c < class_weight_.size(); ++c) {
            left -= class_weight_[c] * bystanders_.classes()[c].mass();
            if (left >= 0) continue;
            const ActorId j = bystanders_.classes()[c].draw(stream);
            if (!evaluation_.near().touches(j)) return j;
            break;
        }
    }
    return std::nullopt;
}

ActorId Revision::choose_partner(ActorId ego, Stream& stream) {
    if (weigh_shared(ego))
        if (const std::optional<ActorId> chosen = choose_shared(stream)) return *chosen;
    // Also where nearly all of the mass lies with touched members: what went before has no part in this draw.
    consider(ego);
    weigh_contacts(ego);
    const std::size_t chosen = choose(stream);
    return chosen == partners_.size() ? ActorId() : partners_[chosen];
}

std::vector<ToggleProbability> Revision::shared_probabilities(ActorId ego) {
    std::vector<ToggleProbability> toggles;
    if (!weigh_shared(ego)) return toggles;
    double total = no_change_;
    for (std::size_t a = 0; a < partners_.size(); ++a) {
        toggles.push_back({partners_[a], weights_[a]});
        total += weights_[a];
    }
    for (std::size_t c = 0; c < class_weight_.size(); ++c) {
        const Bystanders::Class& all = bystanders_.classes()[c];
        for (const ActorId j : all.members) {
            if (class_weight_[c] == 0 || evaluation_.near().touches(j)) continue;
            const double part = model_.relations.rationality * (bystanders_.own_part(j) - all.top);
            toggles.push_back({j, class_weight_[c] * (all.alike ? 1 : std::exp(part))});
            total += toggles.back().probability;
        }
    }
    for (ToggleProbability& toggle : toggles) toggle.probability /= total;
    std::sort(toggles.begin(), toggles.end(),
              [](const ToggleProbability& a, const ToggleProbability& b) { return a.partner < b.partner; });
    return toggles;
}

double Revision::presence(bool tied, double own, double other) const {
    return presence(tied, own, std::span(&other, 1));
}

double Revision::presence(bool tied, double own, std::span<const double> others) const {
    const RelationsParameters& p = model_.relations;
    if (p.kernel == Kernel::improving) {
        // `own` and `others` are changes by adding: cutting gains their negatives.
        if (p.directed) return tied ? (own >= -smallest_gain) : (own > smallest_gain);
        const double least = std::min(own, *std::min_element(others.begin(), others.end()));
        const double most = std::max(own, *std::max_element(others.begin(), others.end()));
        return least >= -smallest_gain && (tied || most > smallest_gain);
    }
    double joint = own;
    double all = agreement(own);
    double nobody = 1 - agreement(own);
    for (const double other : others) {
        joint += other;
        all *= agreement(other);
        nobody *= 1 - agreement(other);
    }
    switch (p.consent) {
        case Consent::unilateral:
            return agreement(own);
        case Consent::joint:
            return agreement(joint);
        case Consent::mutual:
            return all;
        case Consent::forcing:
            return 1 - nobody;
    }
    return 0;
}

bool Revision::open_to_meeting(ActorId ego, ActorId j, bool tied) const {
    if (tied) return !now_.relations.pacts.has(ego, j);
    return contact_affordable(model_, now_, ego, j);
}

TieChange Revision::revise_contact(Month month, ActorId ego, EntityKey opportunity) {
    const RelationsParameters& p = model_.relations;
    const auto toggled = [ego](ActorId j, bool tied) {
        return TieChange{tied ? TieChange::Kind::cut_contact : TieChange::Kind::add_contact, ego, j};
    };
    Stream stream(now_.key, opportunity, month, Purpose::choice);
    if (p.kernel == Kernel::actor) {
        const ActorId j = choose_partner(ego, stream);
        if (!j) return {};
        // Not of the evaluation, which a joint choice has turned to others.
        const bool tied = now_.relations.contacts.has(ego, j);
        if (!tied && p.consent == Consent::mutual) {
            Stream reply(now_.key, opportunity, month, Purpose::consent);
            // Directed: j accepts the arc i -> j by what an arc back to i would be worth to it.
            if (!bernoulli(reply, agreement(contact_change(j, ego)))) return {};
        }
        return toggled(j, tied);
    }
    consider(ego);
    if (partners_.empty()) return {};
    const ActorId j = partners_[index(stream, partners_.size())];
    const bool tied = now_.relations.contacts.has(ego, j);
    if (!open_to_meeting(ego, j, tied)) return {};
    const double other = p.directed ? 0 : contact_change(j, ego);
    const double own = contact_change(ego, j);
    Stream outcome(now_.key, opportunity, month, Purpose::consent);
    const bool present = bernoulli(outcome, presence(tied, own, other));
    if (present == tied) return {};
    return toggled(j, tied);
}

std::vector<ToggleProbability> Revision::contact_probabilities(ActorId ego) {
    std::vector<ToggleProbability> toggles;
    consider(ego);
    if (model_.relations.kernel == Kernel::actor) {
        weigh_contacts(ego);
        double no_change = 0;
        const double total = fill_weights(no_change);
        for (std::size_t o = 0; o < weights_.size(); ++o) {
            const ActorId j = partners_[o];
            double probability = weights_[o] / total;
            if (model_.relations.consent == Consent::mutual && !now_.relations.contacts.has(ego, j))
                probability *= agreement(contact_change(j, ego));
            toggles.push_back({j, probability});
        }
        return toggles;
    }
    for (const ActorId j : partners_) {
        const bool tied = now_.relations.contacts.has(ego, j);
        if (!open_to_meeting(ego, j, tied)) continue;
        const double other = model_.relations.directed ? 0 : contact_change(j, ego);
        const double present = presence(tied, contact_change(ego, j), other);
        toggles.push_back({j, (tied ? 1 - present : present) / static_cast<double>(partners_.size())});
    }
    return toggles;
}

TieChange Revision::revise_pact(Month month, ActorId ego, EntityKey opportunity) {
    const RelationsParameters& p = model_.relations;
    Stream stream(now_.key, opportunity, month, Purpose::choice);
    Stream reply(now_.key, opportunity, month, Purpose::consent);
    if (p.kernel == Kernel::actor) {
        if (now_.relations.contacts.out(ego).empty()) return {};
        weigh_pacts(ego);
        const std::size_t chosen = choose(stream);
        if (chosen == pact_options_.size()) return {};
        const TieChange& option = pact_options_[chosen];
        if (option.kind == TieChange::Kind::leave_pact || p.consent != Consent::mutual) return option;
        others_changes(option);
        double all = 1;
        for (const double change : others_) all *= agreement(change);
        if (!bernoulli(reply, all)) return {};
        return option;
    }
    consider(ego);
    if (partners_.empty()) return {};
    const ActorId j = partners_[index(stream, partners_.size())];
    if (const Pact* pact = common_pact(now_.relations, ego, j)) {
        const double own = pact_value(model_, now_, evaluation_, ego, pact->parties, {});
        const double other = pact_value(model_, now_, evaluation_, j, pact->parties, {});
        if (bernoulli(reply, presence(true, own, other))) return {};
        return {TieChange::Kind::leave_pact, ego, j, pact->name, pact->extensions};
    }
    pact_options_.clear();
    offer_pacts(ego, j);
    if (pact_options_.empty()) return {};
    const TieChange& option = pact_options_[pact_options_.size() > 1 ? index(stream, pact_options_.size()) : 0];
    others_changes(option);
    if (!bernoulli(reply, presence(false, pact_change(ego, option), others_))) return {};
    return option;
}

bool commit(const Model& model, Month month, State& now, const TieChange& change, double time) {
    const ActorId ego = change.ego;
    const ActorId j = change.partner;
    Graph& contacts = now.relations.contacts;
    switch (change.kind) {
        case TieChange::Kind::none:
            return true;
        case TieChange::Kind::add_contact:
            if (!contact_affordable(model, now, ego, j) || !contacts.add(ego, j)) return false;
            break;
        case TieChange::Kind::cut_contact:
            if ((now.relations.pacts.ties() > 0 && now.relations.pacts.has(ego, j)) || !contacts.remove(ego, j))
                return false;
            break;
        case TieChange::Kind::propose_pact:
            if (!may_propose(model, now, ego, j) || !pact_affordable(model, now, ego, j)) return false;
            propose_pact(model, month, now, ego, j, time);
            return true;
        case TieChange::Kind::extend_pact: {
            const Pact* pact = pact_of(now.relations, ego, change.pact);
            // Who has come in meanwhile has not been asked.
            if (pact == nullptr || pact->extensions != change.extensions || !may_extend(model, now, *pact, j) ||
                !extension_affordable(model, now, *pact, j))
                return false;
            propose_extension(model, month, now, change.pact, ego, j, time);
            return true;
        }
        case TieChange::Kind::leave_pact:
            if (pact_of(now.relations, ego, change.pact) == nullptr) return false;
            leave_pact(model, month, now, change.pact, ego);
            return true;
    }
    now.actors.hours[ego].ties = tie_hours(model, now.relations, ego);
    // An arc takes time of the one who sends it.
    if (!model.relations.directed) now.actors.hours[j].ties = tie_hours(model, now.relations, j);
    return true;
}

}  // namespace gemeinsim
