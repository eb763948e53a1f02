// SPDX-License-Identifier: Apache-2.0
#include "model/relations/bystanders.h"

#include <algorithm>
#include <cmath>
#include <map>

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
        // What an undirected graph would add of alter's degree is 0 in a directed one.
        const bool none_of_alter = p.directed && term.row->fits == Fits::both && term.row->own_alter == nullptr;
        if (term.alter != nullptr && term.row->covariate == CovariateNeed::none && !none_of_alter)
            return "an effect counts the degrees of others, which change with every ring";
        if (term.row->covariate == CovariateNeed::dyad && term.dyad != nullptr) return "an effect names pairs";
    }
    return nullptr;
}

}  // namespace

ActorId Bystanders::Class::draw(Stream& stream) const {
    if (upto.empty()) return members[index(stream, members.size())];
    const double at = uniform(stream) * upto.back();
    const auto found = std::upper_bound(upto.begin(), upto.end() - 1, at);
    return members[static_cast<std::size_t>(found - upto.begin())];
}

Bystanders::Bystanders(const Model& model, const State& now, const std::vector<EffectTerm>& effects)
    : obstacle_(obstacle_of(model.relations, effects)) {
    if (obstacle_ != nullptr) return;
    const std::size_t n = now.actors.size();
    bool own_parts = false;
    for (const EffectTerm& term : effects) own_parts = own_parts || (term.alter != nullptr && term.counts(false));
    if (own_parts) own_part_.resize(n);
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
            if (own_parts && term.alter != nullptr && term.counts(false))
                own_part_[j] += term.weight * term.alter(now.relations.contacts, term, j);
        }
        const std::size_t number = numbers.emplace(name, classes_.size()).first->second;
        if (number == classes_.size()) {
            if (classes_.size() == most_classes) {
                obstacle_ = "covariates make too many classes";
                return;
            }
            classes_.emplace_back();
        }
        classes_[number].members.push_back(j);
    }
    if (!own_parts) return;
    for (Class& one : classes_) {
        one.top = own_part_[one.members.front()];
        for (const ActorId j : one.members) one.top = std::max(one.top, own_part_[j]);
        double sum = 0;
        for (const ActorId j : one.members) {
            sum += std::exp(model.relations.rationality * (own_part_[j] - one.top));
            one.upto.push_back(sum);
        }
    }
}

}  // namespace gemeinsim
