// SPDX-License-Identifier: Apache-2.0
#include "model/relations/looks.h"

#include <algorithm>
#include <cstring>

#include "base/lanes.h"

namespace gemeinsim {
namespace {

struct Weights {
    double cost;
    double h_know_how;
    double h_trust;
    double scale;
};

[[gnu::always_inline]] inline void look(Lanes& lanes, const Looks& looks, Looks::Quantity quantity, std::size_t at) {
    load(lanes, looks[quantity] + at);
}

/// How many of the items that stand at `held` are no part of `own`.
[[gnu::always_inline]] inline void count_news(Lanes& news, const std::uint64_t* held, std::uint64_t own) {
    WholeLanes set;
    std::memcpy(&set, held, sizeof set);
    set &= ~own;
    set -= (set >> 1U) & 0x5555555555555555U;
    set = (set & 0x3333333333333333U) + ((set >> 2U) & 0x3333333333333333U);
    set = (set + (set >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
    set += set >> 8U;
    set += set >> 16U;
    set += set >> 32U;
    // A whole number below 2^52 stands in the last bits of 2^52 + it.
    set = (set & 0x7FU) | 0x4330000000000000U;
    std::memcpy(&news, &set, sizeof news);
    news -= 0x1p52;
}

[[gnu::always_inline]] inline void add_up(Lanes& benefit, const Looks& looks, std::size_t at, const Onlooker& ego) {
    const double* const motive = ego.motives.data();
    Lanes one;
    Lanes other;
    count_news(one, looks.held() + at, ego.held);
    look(other, looks, Looks::items, at);
    benefit = motive[static_cast<std::size_t>(Motive::information)] * (one / other);
    look(one, looks, Looks::reached, at);
    benefit += motive[static_cast<std::size_t>(Motive::outreach)] * (one / ego.others);
    look(one, looks, Looks::competence, at);
    benefit += motive[static_cast<std::size_t>(Motive::competence)] * one;
    look(one, looks, Looks::wealth, at);
    benefit += motive[static_cast<std::size_t>(Motive::resources)] * one;
    look(one, looks, Looks::standing, at);
    look(other, looks, Looks::partners, at);
    benefit += motive[static_cast<std::size_t>(Motive::influence)] * (one * (1 + other / ego.others) / 2);
    // Rivalry over what the two want of their common sources.
    look(other, looks, Looks::position, at);
    Lanes apart = ego.position - other;
    WholeLanes bits;
    std::memcpy(&bits, &apart, sizeof bits);
    bits &= 0x7FFFFFFFFFFFFFFFU;  // the sign goes
    std::memcpy(&apart, &bits, sizeof apart);
    look(one, looks, Looks::sources, at);
    look(other, looks, Looks::shared, at);
    benefit += motive[static_cast<std::size_t>(Motive::control)] * (one * other * apart);
    look(one, looks, Looks::liking, at);
    look(other, looks, Looks::trust, at);
    benefit += motive[static_cast<std::size_t>(Motive::enjoyment)] * one * other;
}

[[gnu::always_inline]] inline void weigh_block(const Looks& looks, std::size_t at, const Weights& w,
                                               const Onlooker& ego, double* changes) {
    Lanes one;
    Lanes other;
    Lanes discount;
    look(discount, looks, Looks::trust, at);
    discount = -w.h_trust * discount;
    exponentiate<Lanes, WholeLanes>(discount);
    look(one, looks, Looks::friction, at);
    look(other, looks, Looks::know_how, at);
    other = (ego.know_how + other) / 2;
    Lanes change = -w.cost * (one * (1 - w.h_know_how * other) * discount);
    look(one, looks, Looks::crowding, at);
    change -= one;
    if (w.scale != 0) {
        add_up(one, looks, at, ego);
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
    held_.assign(room_, 0);
}

#if defined(__x86_64__) && defined(__gnu_linux__)
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
void weigh(const Looks& looks, const RelationsParameters& p, const Onlooker& ego, std::span<double> changes) {
    const Weights w{p.contact_cost, p.h_know_how, p.h_trust, p.motive_scale};
    in_blocks_of_lanes(
        changes, [&](std::size_t at, double* to)
                     __attribute__((always_inline)) { weigh_block(looks, at, w, ego, to); });
}

#if defined(__x86_64__) && defined(__gnu_linux__)
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
void benefits(const Looks& looks, const Onlooker& ego, std::span<double> each) {
    in_blocks_of_lanes(
        each, [&](std::size_t at, double* to) __attribute__((always_inline)) {
            Lanes sum;
            add_up(sum, looks, at, ego);
            store(sum, to);
        });
}

}  // namespace gemeinsim
