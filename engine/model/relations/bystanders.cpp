// SPDX-License-Identifier: Apache-2.0
#include "model/relations/bystanders.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Every class costs an evaluation at each ring: beyond this number, looking at everybody is no slower.
constexpr std::size_t most_classes = 32;

const char* obstacle_of(const RelationsParameters& p, const std::vector<EffectTerm>& effects) {
    if (p.kernel != Kernel::actor || p.consent == Consent::joint) return "the kernel or its consent asks every partner";
    if (p.consideration != Consideration::complete) return "only the known are considered";
    if (p.motive_scale != 0) return "motives differ by pair";
    if (p.reach_weight != 0) return "reach looks at the whole graph";
    if (!p.directed && p.contact_hours != 0) return "partners need hours";
    const bool frictions = p.g_logic != 0 || p.g_silo != 0 || p.g_level != 0 || p.g_person != 0 || p.g_compete != 0 ||
                           p.g_depend != 0 || p.g_role != 0 || p.g_distance != 0 || p.h_know_how != 0;
    if (p.contact_cost != 0 && frictions) return "costs differ by pair";
    for (const EffectTerm& term : effects) {
        if (term.row->scope == Scope::global) return "an effect is global";
        if (term.row->covariate == CovariateNeed::dyad && term.dyad != nullptr) return "an effect names pairs";
    }
    return nullptr;
}

}  // namespace

ActorId Bystanders::Class::draw(Stream& stream) const {
    const std::size_t drawn = alike ? index(stream, members.size()) : weights.draw(stream);
    // Where all actors are one class each stands at its own number: one look into memory less.
    return members.back().index() + 1 == members.size() ? ActorId(drawn) : members[drawn];
}

double Bystanders::own_part_now(const Graph& contacts, ActorId j) const {
    double sum = 0;
    for (const EffectTerm& term : effects_)
        if (term.alter != nullptr && term.counts(false)) sum += term.weight * term.alter(contacts, term, j);
    return sum;
}

void Bystanders::weigh(Class& one) const {
    one.top = own_part_[one.members.front()];
    for (const ActorId j : one.members) one.top = std::max(one.top, own_part_[j]);
    std::vector<double> weights;
    weights.reserve(one.members.size() + 16);
    for (const ActorId j : one.members) weights.push_back(std::exp(rationality_ * (own_part_[j] - one.top)));
    one.weights = SumTree(std::move(weights));
}

void Bystanders::follow(const Graph& contacts, ActorId one, ActorId other) {
    if (!of_degrees_ || obstacle_ != nullptr) return;
    follow(contacts, one);
    follow(contacts, other);
}

void Bystanders::follow(const Graph& contacts, ActorId j) {
    // Far beyond these the weights would leave the range of numbers: the class is weighed anew.
    constexpr double largest_exponent = 300;
    constexpr double smallest_mass = 1e-100;
    own_part_[j] = own_part_now(contacts, j);
    Class& own = classes_[seat_[j].in_class];
    const double exponent = rationality_ * (own_part_[j] - own.top);
    if (exponent < largest_exponent) {
        own.weights.set(seat_[j].member, std::exp(exponent));
        if (own.weights.total() > smallest_mass) return;
    }
    weigh(own);
}

Bystanders::Bystanders(const Model& model, const State& now, const std::vector<EffectTerm>& effects)
    : effects_(effects), rationality_(model.relations.rationality), obstacle_(obstacle_of(model.relations, effects)) {
    if (obstacle_ != nullptr) return;
    const std::size_t n = now.actors.size();
    bool own_parts = false;
    for (const EffectTerm& term : effects) {
        if (term.alter == nullptr || !term.counts(false)) continue;
        own_parts = true;
        // What an undirected graph would add of alter's degree is 0 in a directed one.
        const bool none_of_alter =
            model.relations.directed && term.row->fits == Fits::both && term.row->own_alter == nullptr;
        of_degrees_ = of_degrees_ || (term.row->covariate == CovariateNeed::none && !none_of_alter);
    }
    if (own_parts) own_part_.resize(n);
    if (of_degrees_) seat_.resize(n);
    std::map<std::vector<double>, std::size_t> numbers;
    std::vector<double> name;
    for (const ActorId j : IdRange<ActorId>(n)) {
        if (!now.actors.alive[j]) continue;
        ++living_;
        name.clear();
        for (const EffectTerm& term : effects) {
            if (term.row->scope == Scope::pairwise)
                name.push_back(term.row->covariate == CovariateNeed::dyad
                                   ? static_cast<double>(now.actors.place[j].index())
                                   : term.values[j]);
        }
        if (own_parts) own_part_[j] = own_part_now(now.relations.contacts, j);
        const std::size_t number = numbers.emplace(name, classes_.size()).first->second;
        if (number == classes_.size()) {
            if (classes_.size() == most_classes) {
                obstacle_ = "covariates make too many classes";
                return;
            }
            classes_.emplace_back();
        }
        if (of_degrees_)
            seat_[j] = {static_cast<std::uint32_t>(number),
                        static_cast<std::uint32_t>(classes_[number].members.size())};
        classes_[number].members.push_back(j);
    }
    if (!own_parts) return;
    for (Class& one : classes_) {
        one.alike = false;
        weigh(one);
    }
}

}  // namespace gemeinsim
