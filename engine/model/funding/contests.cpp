// SPDX-License-Identifier: Apache-2.0
#include "model/funding/contests.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "model/exchange/rules.h"
#include "model/funding/grants.h"

namespace gemeinsim {
namespace {

/// The derivative of winning_chance by own effort, others above 0.
double marginal_chance(double own, double others, int rivals, int prizes) {
    const double each = others / rivals;
    double losing = 1;
    double slope = 0;
    for (int j = 0; j < prizes; ++j) {
        const double left = (rivals - j) * each;
        losing *= left / (left + own);
        slope += 1 / (left + own);
    }
    return losing * slope;
}

/// Efforts of those who take part, as best replies to each other.
void reply_in_turn(double least, int prizes, std::span<Contestant> all) {
    constexpr int most_rounds = 1000;
    constexpr double settled = 1e-13;  // of the value: far below what a test or an hour can tell
    int taking_part = 0;
    double total = 0;
    for (const Contestant& one : all)
        if (one.hours >= 0) {
            ++taking_part;
            total += one.hours;
        }
    bool moved = true;
    for (int round = 0; round < most_rounds && moved; ++round) {
        moved = false;
        for (Contestant& one : all) {
            if (one.hours < 0) continue;
            const double others = std::max(0., total - one.hours);
            const double reply = best_reply(one.value, others, taking_part - 1, prizes);
            const double wanted = std::clamp(reply, least, std::max(least, one.most));
            const double next = (one.hours + wanted) / 2;
            if (std::abs(next - one.hours) > settled * one.value) moved = true;
            one.hours = next;
            total = others + next;
        }
    }
}

/// What taking part brings beyond its hours, in hours.
double gain(const Contestant& one, double total, int taking_part, int prizes) {
    return one.value * winning_chance(one.hours, std::max(0., total - one.hours), taking_part - 1, prizes) - one.hours;
}

/// Who stands behind the bids, sorted: each with the bids of its own.
void gather_bidders(const State& now, std::span<const Bid> bids, std::vector<Bidder>& bidders) {
    bidders.clear();
    for (std::size_t k = 0; k < bids.size(); ++k)
        for (const ActorId i : full_members(now, now.initiatives.all[bids[k].initiative]))
            bidders.push_back({i, static_cast<std::uint32_t>(k)});
    std::sort(bidders.begin(), bidders.end(),
              [](const Bidder& a, const Bidder& b) { return std::tie(a.actor, a.bid) < std::tie(b.actor, b.bid); });
}

/// In how many pairs of bids the one stands against the other: bids of the one that are not the other's with bids of
/// the other that are not the one's, unless both were granted.
double rivalries(std::span<const Bid> bids, std::span<const Bidder> one, std::span<const Bidder> other) {
    double all[2] = {0, 0};
    double granted[2] = {0, 0};
    const auto count = [&](const Bidder& bidder, int side) {
        all[side] += 1;
        granted[side] += bids[bidder.bid].granted ? 1 : 0;
    };
    auto a = one.begin();
    auto b = other.begin();
    while (a != one.end() || b != other.end()) {
        if (b == other.end() || (a != one.end() && a->bid < b->bid)) {
            count(*a++, 0);
        } else if (a == one.end() || b->bid < a->bid) {
            count(*b++, 1);
        } else {
            ++a;
            ++b;
        }
    }
    return all[0] * all[1] - granted[0] * granted[1];
}

/// Bidders learn broken promises about the rivals that they know of. Both lists are sorted: they are read side by side.
void resent(const Model& model, State& now, std::span<const Bid> bids, std::span<const Bidder> bidders) {
    const auto end_of = [&](std::size_t from) {
        std::size_t to = from;
        while (to < bidders.size() && bidders[to].actor == bidders[from].actor) ++to;
        return to;
    };
    for (std::size_t from = 0; from < bidders.size(); from = end_of(from)) {
        const ActorId i = bidders[from].actor;
        const std::span<const Bidder> own = bidders.subspan(from, end_of(from) - from);
        auto other = bidders.begin();
        for (const AwarenessTable::Entry& entry : now.relations.awareness.of(i)) {
            other = std::lower_bound(other, bidders.end(), entry.known,
                                     [](const Bidder& bidder, ActorId known) { return bidder.actor < known; });
            if (other == bidders.end()) break;
            if (other->actor != entry.known || entry.known == i) continue;
            const auto begin = static_cast<std::size_t>(other - bidders.begin());
            const double times = rivalries(bids, own, bidders.subspan(begin, end_of(begin) - begin));
            if (times > 0) add_experience(now, i, entry.known, 0, times * model.funding.rivalry);
        }
    }
}

}  // namespace

double winning_chance(double own, double others, int rivals, int prizes) {
    if (prizes > rivals) return 1;
    if (own <= 0) return others > 0 ? 0 : static_cast<double>(prizes) / (rivals + 1);
    if (others <= 0) return 1;
    const double each = others / rivals;
    double losing = 1;
    for (int j = 0; j < prizes; ++j) losing *= (rivals - j) * each / ((rivals - j) * each + own);
    return 1 - losing;
}

double best_reply(double value, double others, int rivals, int prizes) {
    if (prizes > rivals || others <= 0) return 0;
    if (prizes == 1) return std::max(0., std::sqrt(value * others) - others);
    if (value * marginal_chance(0, others, rivals, prizes) <= 1) return 0;
    // The chance is concave in own effort, so the slope falls through 1 once.
    double lower = 0;
    double upper = value;
    for (int step = 0; step < 100 && upper - lower > 1e-15 * value; ++step) {
        const double middle = (lower + upper) / 2;
        (value * marginal_chance(middle, others, rivals, prizes) > 1 ? lower : upper) = middle;
    }
    return (lower + upper) / 2;
}

void settle_contest(double least, int prizes, std::span<Contestant> contestants) {
    for (Contestant& one : contestants)
        one.hours = one.most < least ? -1 : std::max(least, std::min(one.most, one.value / 4));
    for (std::size_t round = 0; round <= contestants.size(); ++round) {
        reply_in_turn(least, prizes, contestants);
        double total = 0;
        int taking_part = 0;
        for (const Contestant& one : contestants)
            if (one.hours >= 0) {
                total += one.hours;
                ++taking_part;
            }
        Contestant* worst = nullptr;
        double lost = 0;
        for (Contestant& one : contestants) {
            if (one.hours < 0) continue;
            const double gained = gain(one, total, taking_part, prizes);
            // Who wins nothing stays away as well, which matters where the form takes no hours.
            const bool idle = one.hours <= 1e-9 * one.value && total > 0 && prizes < taking_part;
            if (gained >= 0 && !idle) continue;
            if (worst == nullptr || gained < lost) {
                worst = &one;
                lost = gained;
            }
        }
        if (worst == nullptr) return;
        worst->hours = -1;
    }
}

void compete(const Model& model, State& now, std::span<const Bid> bids) {
    if (model.funding.rivalry > 0 && bids.size() > 1) {
        std::vector<Bidder>& bidders = now.funding.room->bidders;
        gather_bidders(now, bids, bidders);
        resent(model, now, bids, bidders);
    }
    if (model.funding.joint_success == 0) return;
    for (const Bid& bid : bids) {
        if (!bid.granted) continue;
        const Initiative& initiative = now.initiatives.all[bid.initiative];
        for (const ActorId i : full_members(now, initiative))
            for (const ActorId j : full_members(now, initiative))
                if (i != j) add_experience(now, i, j, model.funding.joint_success, 0);
    }
}

}  // namespace gemeinsim
