// SPDX-License-Identifier: Apache-2.0
#include "model/relations/looks.h"

#include <algorithm>

#include "base/lanes.h"

namespace gemeinsim {
namespace {

struct Weights {
    double cost;
    double h_know_how;
    double h_trust;
    double scale;
    double others;
    std::array<double, motive_count> motives;
};

[[gnu::always_inline]] inline void weigh_block(const Looks& looks, std::size_t at, const Weights& w, double* changes) {
    const auto look = [&](Lanes & lanes, Looks::Quantity quantity) __attribute__((always_inline)) {
        load(lanes, looks[quantity] + at);
    };
    const auto motive = [&w](Motive m) { return w.motives[static_cast<std::size_t>(m)]; };
    Lanes trust;
    Lanes one;
    Lanes other;
    look(trust, Looks::trust);
    Lanes discount = -w.h_trust * trust;
    exponentiate<Lanes, WholeLanes>(discount);
    look(one, Looks::friction);
    look(other, Looks::know_how);
    Lanes change = -w.cost * (one * (1 - w.h_know_how * other) * discount);
    look(one, Looks::crowding);
    change -= one;
    if (w.scale != 0) {
        look(one, Looks::news);
        look(other, Looks::items);
        Lanes benefit = motive(Motive::information) * (one / other);
        look(one, Looks::reached);
        benefit += motive(Motive::outreach) * (one / w.others);
        look(one, Looks::competence);
        benefit += motive(Motive::competence) * one;
        look(one, Looks::wealth);
        benefit += motive(Motive::resources) * one;
        look(one, Looks::standing);
        look(other, Looks::partners);
        benefit += motive(Motive::influence) * (one * (1 + other / w.others) / 2);
        look(one, Looks::control);
        benefit += motive(Motive::control) * one;
        look(one, Looks::liking);
        benefit += motive(Motive::enjoyment) * one * trust;
        change += w.scale * benefit;
    }
    look(one, Looks::joint);
    change += one;
    store(change, changes);
}

}  // namespace

void Looks::make_room(std::size_t alternatives) {
    if (alternatives <= room_) return;
    room_ = (alternatives + lane_count - 1) / lane_count * lane_count;
    values_.assign(quantities * room_, 0);
}

#if defined(__x86_64__) && defined(__gnu_linux__)
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
void weigh(const Looks& looks, const RelationsParameters& p, const std::array<double, motive_count>& motives,
           double others, std::span<double> changes) {
    const Weights w{p.contact_cost, p.h_know_how, p.h_trust, p.motive_scale, others, motives};
    std::size_t at = 0;
    for (; at + lane_count <= changes.size(); at += lane_count) weigh_block(looks, at, w, changes.data() + at);
    if (at == changes.size()) return;
    double rest[lane_count];
    weigh_block(looks, at, w, rest);
    std::copy_n(rest, changes.size() - at, changes.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace gemeinsim
