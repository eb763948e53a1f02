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
};

struct Wants {
    const std::array<double, motive_count>& motives;
    double others;
};

[[gnu::always_inline]] inline void look(Lanes& lanes, const Looks& looks, Looks::Quantity quantity, std::size_t at) {
    load(lanes, looks[quantity] + at);
}

[[gnu::always_inline]] inline void add_up(Lanes& benefit, const Looks& looks, std::size_t at, const Wants& wants) {
    const double* const motive = wants.motives.data();
    Lanes one;
    Lanes other;
    look(one, looks, Looks::news, at);
    look(other, looks, Looks::items, at);
    benefit = motive[static_cast<std::size_t>(Motive::information)] * (one / other);
    look(one, looks, Looks::reached, at);
    benefit += motive[static_cast<std::size_t>(Motive::outreach)] * (one / wants.others);
    look(one, looks, Looks::competence, at);
    benefit += motive[static_cast<std::size_t>(Motive::competence)] * one;
    look(one, looks, Looks::wealth, at);
    benefit += motive[static_cast<std::size_t>(Motive::resources)] * one;
    look(one, looks, Looks::standing, at);
    look(other, looks, Looks::partners, at);
    benefit += motive[static_cast<std::size_t>(Motive::influence)] * (one * (1 + other / wants.others) / 2);
    look(one, looks, Looks::control, at);
    benefit += motive[static_cast<std::size_t>(Motive::control)] * one;
    look(one, looks, Looks::liking, at);
    look(other, looks, Looks::trust, at);
    benefit += motive[static_cast<std::size_t>(Motive::enjoyment)] * one * other;
}

[[gnu::always_inline]] inline void weigh_block(const Looks& looks, std::size_t at, const Weights& w, const Wants& wants,
                                               double* changes) {
    Lanes one;
    Lanes other;
    Lanes discount;
    look(discount, looks, Looks::trust, at);
    discount = -w.h_trust * discount;
    exponentiate<Lanes, WholeLanes>(discount);
    look(one, looks, Looks::friction, at);
    look(other, looks, Looks::know_how, at);
    Lanes change = -w.cost * (one * (1 - w.h_know_how * other) * discount);
    look(one, looks, Looks::crowding, at);
    change -= one;
    if (w.scale != 0) {
        add_up(one, looks, at, wants);
        change += w.scale * one;
    }
    look(one, looks, Looks::joint, at);
    change += one;
    store(change, changes);
}

/// Calls block(at, to) for each block of eight; the last may be less.
template <class Block>
[[gnu::always_inline]] inline void in_blocks_of_lanes(std::span<double> results, const Block& block) {
    std::size_t at = 0;
    for (; at + lane_count <= results.size(); at += lane_count) block(at, results.data() + at);
    if (at == results.size()) return;
    double rest[lane_count];
    block(at, rest);
    std::copy_n(rest, results.size() - at, results.begin() + static_cast<std::ptrdiff_t>(at));
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
    const Weights w{p.contact_cost, p.h_know_how, p.h_trust, p.motive_scale};
    const Wants wants{motives, others};
    in_blocks_of_lanes(
        changes, [&](std::size_t at, double* to)
                     __attribute__((always_inline)) { weigh_block(looks, at, w, wants, to); });
}

#if defined(__x86_64__) && defined(__gnu_linux__)
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
void benefits(const Looks& looks, const std::array<double, motive_count>& motives, double others,
              std::span<double> each) {
    const Wants wants{motives, others};
    in_blocks_of_lanes(
        each, [&](std::size_t at, double* to) __attribute__((always_inline)) {
            Lanes sum;
            add_up(sum, looks, at, wants);
            store(sum, to);
        });
}

}  // namespace gemeinsim
