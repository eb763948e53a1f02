// SPDX-License-Identifier: Apache-2.0
#include "model/relations/revision.h"

#include <algorithm>
#include <cmath>

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

bool pact_affordable(const Model& model, const State& now, ActorId ego, ActorId j) {
    return affordable(now, ego, j, model.relations.pact_hours - model.relations.contact_hours, true);
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
    auto known = aware.begin();
    for (const ActorId partner : tied) {
        for (; known != aware.end() && known->known < partner; ++known)
            if (now_.actors.alive[known->known]) partners_.push_back(known->known);
        if (known != aware.end() && known->known == partner) ++known;
        partners_.push_back(partner);
    }
    for (; known != aware.end(); ++known)
        if (now_.actors.alive[known->known]) partners_.push_back(known->known);
}

double Revision::agreement(double change) const {
    return logistic(model_.relations.rationality * change);
}

double Revision::contact_change(ActorId from, ActorId about) {
    evaluation_.focus(from);
    return evaluation_.contact(about);
}

double Revision::pact_change(ActorId from, ActorId about) {
    evaluation_.focus(from);
    return evaluation_.pact(about);
}

void Revision::weigh_contacts(ActorId ego) {
    const RelationsParameters& p = model_.relations;
    options_.clear();
    evaluation_.focus(ego);
    std::erase_if(partners_, [&](ActorId j) {
        return evaluation_.tied(j) ? now_.relations.pacts.has(ego, j) : !contact_affordable(model_, now_, ego, j);
    });
    changes_.resize(partners_.size());
    evaluation_.contacts(partners_, changes_);
    for (std::size_t a = 0; a < partners_.size(); ++a)
        options_.push_back({partners_[a], evaluation_.tied(partners_[a]) ? -changes_[a] : changes_[a]});
    if (p.consent != Consent::joint) return;
    for (Option& option : options_)
        if (!now_.relations.contacts.has(ego, option.partner)) option.change += contact_change(option.partner, ego);
}

void Revision::weigh_pacts(ActorId ego) {
    options_.clear();
    evaluation_.focus(ego);
    for (const ActorId j : now_.relations.contacts.out(ego)) {
        if (now_.relations.pacts.has(ego, j))
            options_.push_back({j, -evaluation_.pact(j)});
        else if (may_propose(model_, now_, ego, j) && pact_affordable(model_, now_, ego, j))
            options_.push_back({j, evaluation_.pact(j)});
    }
    if (model_.relations.consent != Consent::joint) return;
    for (Option& option : options_)
        if (!now_.relations.pacts.has(ego, option.partner)) option.change += pact_change(option.partner, ego);
}

double Revision::fill_weights(double& no_change) {
    double largest = 0;
    for (const Option& option : options_) largest = std::max(largest, option.change);
    const double rationality = model_.relations.rationality;
    no_change = std::exp(-rationality * largest);
    double total = no_change;
    weights_.clear();
    for (const Option& option : options_) {
        weights_.push_back(std::exp(rationality * (option.change - largest)));
        total += weights_.back();
    }
    return total;
}

std::size_t Revision::choose(Stream& stream) {
    double no_change = 0;
    double left = fill_weights(no_change) * uniform(stream) - no_change;
    if (left < 0) return options_.size();
    for (std::size_t o = 0; o < weights_.size(); ++o) {
        left -= weights_[o];
        if (left < 0) return o;
    }
    return options_.size();  // rounding left a sliver beyond the last weight
}

bool Revision::weigh_shared(ActorId ego) {
    // Below this many actors there is nothing to gain.
    constexpr std::size_t fewest = 32;
    if (bystanders_.obstacle() != nullptr || bystanders_.living() < fewest) return false;
    evaluation_.focus(ego);
    const Neighbourhood& near = evaluation_.near();
    if (near.touched().size() > bystanders_.living() / 2) return false;
    const bool has_hours = now_.actors.hours[ego].free() >= model_.relations.contact_hours;
    partners_.clear();
    for (const ActorId j : near.touched())
        if (j != ego && (near.tied(j) ? !now_.relations.pacts.has(ego, j) : has_hours && now_.actors.alive[j] != 0))
            partners_.push_back(j);
    // One bystander stands for all of its class.
    const std::size_t touched = partners_.size();
    class_of_option_.clear();
    for (std::size_t c = 0; has_hours && c < bystanders_.classes().size(); ++c)
        for (const ActorId j : bystanders_.classes()[c].members)
            if (!near.touches(j)) {
                partners_.push_back(j);
                class_of_option_.push_back(c);
                break;
            }
    changes_.resize(partners_.size());
    evaluation_.contacts(partners_, changes_);
    double largest = 0;
    for (std::size_t a = 0; a < touched; ++a) {
        if (near.tied(partners_[a])) changes_[a] = -changes_[a];
        largest = std::max(largest, changes_[a]);
    }
    for (std::size_t a = touched; a < partners_.size(); ++a) {
        const Bystanders::Class& all = bystanders_.classes()[class_of_option_[a - touched]];
        changes_[a] += all.top - bystanders_.own_part(partners_[a]);
        largest = std::max(largest, changes_[a]);
    }
    const double rationality = model_.relations.rationality;
    no_change_ = std::exp(-rationality * largest);
    weights_.clear();
    // Many alternatives stand to ego alike: what the one before came to need not be worked out again.
    double change = 0;
    double weight = no_change_;
    for (std::size_t a = 0; a < touched; ++a) {
        if (changes_[a] != change) weight = std::exp(rationality * ((change = changes_[a]) - largest));
        weights_.push_back(weight);
    }
    class_weight_.assign(bystanders_.classes().size(), 0);
    for (std::size_t a = touched; a < partners_.size(); ++a)
        class_weight_[class_of_option_[a - touched]] = std::exp(rationality * (changes_[a] - largest));
    partners_.resize(touched);
    return true;
}

std::optional<ActorId> Revision::choose_shared(Stream& stream) {
    constexpr int most_void_draws = 1000;
    double total = no_change_;
    for (const double weight : weights_) total += weight;
    for (std::size_t c = 0; c < class_weight_.size(); ++c) total += class_weight_[c] * bystanders_.classes()[c].mass();
    // The mass of a class holds its touched members too, though they have weights of their own: a draw that lands on
    // one is void and all is drawn again, which leaves every other outcome its proportion.
    for (int draw = 0; draw < most_void_draws; ++draw) {
        double left = uniform(stream) * total - no_change_;
        if (left < 0) return ActorId();
        for (std::size_t a = 0; a < weights_.size(); ++a) {
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
    return chosen == options_.size() ? ActorId() : options_[chosen].partner;
}

std::vector<ToggleProbability> Revision::shared_probabilities(ActorId ego) {
    std::vector<ToggleProbability> toggles;
    if (!weigh_shared(ego)) return toggles;
    double total = no_change_;
    for (std::size_t a = 0; a < weights_.size(); ++a) {
        toggles.push_back({partners_[a], weights_[a]});
        total += weights_[a];
    }
    for (std::size_t c = 0; c < class_weight_.size(); ++c) {
        const Bystanders::Class& all = bystanders_.classes()[c];
        for (const ActorId j : all.members) {
            if (class_weight_[c] == 0 || evaluation_.near().touches(j)) continue;
            const double part = model_.relations.rationality * (bystanders_.own_part(j) - all.top);
            toggles.push_back({j, class_weight_[c] * (all.upto.empty() ? 1 : std::exp(part))});
            total += toggles.back().probability;
        }
    }
    for (ToggleProbability& toggle : toggles) toggle.probability /= total;
    std::sort(toggles.begin(), toggles.end(),
              [](const ToggleProbability& a, const ToggleProbability& b) { return a.partner < b.partner; });
    return toggles;
}

double Revision::presence(bool tied, double own, double other) const {
    const RelationsParameters& p = model_.relations;
    if (p.kernel == Kernel::improving) {
        // `own` and `other` are changes by adding: cutting gains their negatives.
        if (p.directed) return tied ? (own >= -smallest_gain) : (own > smallest_gain);
        if (tied) return own >= -smallest_gain && other >= -smallest_gain;
        return own >= -smallest_gain && other >= -smallest_gain && std::max(own, other) > smallest_gain;
    }
    switch (p.consent) {
        case Consent::unilateral:
            return agreement(own);
        case Consent::joint:
            return agreement(own + other);
        case Consent::mutual:
            return agreement(own) * agreement(other);
        case Consent::forcing:
            return 1 - (1 - agreement(own)) * (1 - agreement(other));
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
        for (std::size_t o = 0; o < options_.size(); ++o) {
            const ActorId j = options_[o].partner;
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
    const auto toggled = [ego](ActorId j, bool in_force) {
        return TieChange{in_force ? TieChange::Kind::end_pact : TieChange::Kind::propose_pact, ego, j};
    };
    Stream stream(now_.key, opportunity, month, Purpose::choice);
    Stream reply(now_.key, opportunity, month, Purpose::consent);
    if (p.kernel == Kernel::actor) {
        if (now_.relations.contacts.out(ego).empty()) return {};
        weigh_pacts(ego);
        const std::size_t chosen = choose(stream);
        if (chosen == options_.size()) return {};
        const ActorId j = options_[chosen].partner;
        const bool in_force = now_.relations.pacts.has(ego, j);
        const bool asked = !in_force && p.consent == Consent::mutual;
        if (asked && !bernoulli(reply, agreement(pact_change(j, ego)))) return {};
        return toggled(j, in_force);
    }
    consider(ego);
    if (partners_.empty()) return {};
    const ActorId j = partners_[index(stream, partners_.size())];
    const bool in_force = now_.relations.pacts.has(ego, j);
    if (!in_force && (!may_propose(model_, now_, ego, j) || !pact_affordable(model_, now_, ego, j))) return {};
    const double other = pact_change(j, ego);
    const bool present = bernoulli(reply, presence(in_force, pact_change(ego, j), other));
    if (present == in_force) return {};
    return toggled(j, in_force);
}

bool commit(const Model& model, Month month, State& now, const TieChange& change, double time) {
    const ActorId ego = change.ego;
    const ActorId j = change.partner;
    Graph& contacts = now.relations.contacts;
    switch (change.kind) {
        case TieChange::Kind::none:
            return true;
        case TieChange::Kind::add_contact:
            if (contacts.has(ego, j) || !contact_affordable(model, now, ego, j)) return false;
            contacts.add(ego, j);
            break;
        case TieChange::Kind::cut_contact:
            if (now.relations.pacts.has(ego, j) || !contacts.remove(ego, j)) return false;
            break;
        case TieChange::Kind::propose_pact:
            if (!may_propose(model, now, ego, j) || !pact_affordable(model, now, ego, j)) return false;
            propose_pact(model, month, now, ego, j, time);
            return true;
        case TieChange::Kind::end_pact:
            if (!now.relations.pacts.has(ego, j)) return false;
            end_pact(model, month, now, ego, j);
            return true;
    }
    for (const ActorId side : {ego, j}) now.actors.hours[side].ties = tie_hours(model, now.relations, side);
    return true;
}

}  // namespace gemeinsim
