// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <limits>

#include "model/exchange/blocks.h"
#include "model/exchange/rules.h"
#include "model/exchange/steps.h"
#include "model/initiative/coordination.h"
#include "model/relations/contents.h"
#include "random/draws.h"
#include "random/first_words.h"

namespace gemeinsim {
namespace {

constexpr std::uint8_t clock_runs = 1;  // an actor's tellings and forgettings of the month are drawn
constexpr std::uint8_t forgets = 2;     // some of them are forgettings

std::uint64_t all_items(const ExchangeParameters& p) {
    return ~std::uint64_t{0} >> static_cast<unsigned>(64 - p.items);
}

/// A share of 2^32 as an index in 0 .. count-1; uneven by less than 64 / 2^32.
unsigned nth(std::uint32_t luck, unsigned count) {
    return static_cast<unsigned>((std::uint64_t{luck} * count) >> 32U);
}

/// The set bit number `which` (from 0) of a set.
std::uint64_t nth_item(std::uint64_t set, unsigned which) {
    for (; which > 0; --which) set &= set - 1;
    return set & -set;
}

/// What stands when: earlier first, and by names where two fall together.
struct Earlier {
    const Actors& actors;
    [[nodiscard]] EntityKey name(const Passing& one) const {
        return actors.entity[one.teller ? one.teller : one.actor];
    }
    bool operator()(const Passing& a, const Passing& b) const {
        return a.time != b.time ? a.time < b.time : name(a) < name(b);
    }
};

/// The first point of a process with this rate by a uniform luck; beyond 1 where it is not this month.
double first_point(double luck, double from, double rate) {
    // 1 - exp(-x) <= x: most months of a slow process need no logarithm.
    if (luck >= rate * (1 - from)) return 2;
    return from - std::log1p(-luck) / rate;
}

/// Members of initiatives that wait for a decision, sorted; empty where that makes no difference.
void gather_stakes(const Model& model, const State& now, std::vector<Stake>& stakes) {
    stakes.clear();
    if (model.exchange.rival_information >= 1) return;
    for (const std::vector<Application>& waiting : now.funding.applications) {
        if (waiting.size() < 2) continue;
        for (const Application& application : waiting) {
            const Initiative& initiative = now.initiatives.all[application.initiative];
            if (!initiative.alive()) continue;
            for (const Member& member : initiative.members)
                if (takes_part(member)) stakes.push_back({member.actor, application.programme, application.initiative});
        }
    }
    std::sort(stakes.begin(), stakes.end());
    stakes.erase(std::unique(stakes.begin(), stakes.end()), stakes.end());
}

std::span<const Stake> stakes_of(std::span<const Stake> stakes, ActorId i) {
    const auto [begin, end] = std::ranges::equal_range(stakes, i, {}, &Stake::actor);
    return {begin, end};
}

/// Each takes part in an applicant of one programme that the other does not belong to.
bool are_rivals(std::span<const Stake> stakes, ActorId i, ActorId j) {
    const std::span<const Stake> mine = stakes_of(stakes, i);
    if (mine.empty()) return false;
    const std::span<const Stake> theirs = stakes_of(stakes, j);
    const auto without = [](std::span<const Stake> some, ProgrammeId programme, std::span<const Stake> others) {
        return std::ranges::any_of(some, [&](const Stake& stake) {
            return stake.programme == programme && std::ranges::none_of(others, [&](const Stake& other) {
                       return other.programme == programme && other.initiative == stake.initiative;
                   });
        });
    };
    return std::ranges::any_of(mine, [&](const Stake& stake) {
        return without(mine, stake.programme, theirs) && without(theirs, stake.programme, mine);
    });
}

/// What is drawn between two: SplitMix64 from a number of the teller's month and the listener's name. A contact takes
/// one or two words a month, for which a stream of the pair would be dear.
class PairLuck {
  public:
    PairLuck(std::uint64_t own, EntityKey other) : state_(own ^ other) {}

    std::uint64_t operator()() {
        const std::uint64_t word = mix(state_);
        state_ += mix_step;
        return word;
    }
    double uniform() { return static_cast<double>((*this)() >> 11U) * 0x1p-53; }

  private:
    std::uint64_t state_;
};

/// The tellings and forgettings of one actor from a point of the month on, in no order. It tells each contact at the
/// same rate; who is told hears with the probability that the teller's trust in it and their rivalry leave, which is
/// exact thinning. Luck belongs to the two names, so that whom else an actor knows changes nothing between them; in
/// most months of a contact its first number says that nothing is told. Forgetting is proposed for every item that
/// there is.
template <class Add>
bool draw_clock(const Model& model, Month month, const State& now, std::span<const Stake> stakes, ActorId i,
                double from, const Add& add) {
    const ExchangeParameters& p = model.exchange;
    Stream stream(now.key, now.actors.entity[i], month, Purpose::information);
    const double forgetting = p.forgetting_rate * p.items;
    const double first_forgotten = forgetting > 0 ? first_point(uniform(stream), from, forgetting) : 2;
    if (p.information_rate > 0) {
        const std::uint64_t high = stream();
        const std::uint64_t own = high << 32U | stream();
        for (const ActorId listener : now.relations.contacts.in(i)) {
            PairLuck luck(own, now.actors.entity[listener]);
            double time = first_point(luck.uniform(), from, p.information_rate);
            if (time >= 1) continue;
            if (model.relations.information_content < 1 && !carries_information(model, now, i, listener)) continue;
            const double rivalry = !stakes.empty() && are_rivals(stakes, i, listener) ? p.rival_information : 1;
            do {
                const std::uint64_t word = luck();
                const double heard = static_cast<double>(word >> 32U) * 0x1p-32;
                const bool hears =
                    heard < rivalry && (heard < rivalry * (1 - p.information_trust) ||
                                        heard < rivalry * (1 - p.information_trust +
                                                           p.information_trust * now.trust.expected(i, listener)));
                if (hears) add(Passing{time, listener, i, static_cast<std::uint32_t>(word)});
                time = first_point(luck.uniform(), time, p.information_rate);
            } while (time < 1);
        }
    }
    for (double time = first_forgotten; time < 1; time += exponential(stream, forgetting))
        add(Passing{time, i, {}, stream()});
    return first_forgotten < 1;
}

/// What was drawn in the blocks in the order of time, less what is told to those who have everything and keep it.
/// Sorted by slots of the month, of which each holds about one, so the cost is linear.
void sort_passings(const Model& model, const State& now, ExchangeRoom& room) {
    const Information& information = now.information;
    const std::uint64_t all = all_items(model.exchange);
    const auto matters = [&](const Passing& one) {
        if (!one.teller) return true;
        const std::uint64_t gone = information.forgotten.empty() ? 0 : information.forgotten[one.actor];
        return (information.items[one.actor] | gone) != all || (room.clocks[one.actor] & forgets) != 0;
    };
    std::size_t count = 0;
    for (ExchangeRoom::Block& block : room.blocks) {
        std::erase_if(block.passings, [&](const Passing& one) { return !matters(one); });
        count += block.passings.size();
    }
    const auto slot = [count](const Passing& one) { return static_cast<std::size_t>(one.time * double(count)); };
    room.slots.assign(count + 1, 0);
    room.passings.resize(count);
    for (const ExchangeRoom::Block& block : room.blocks)
        for (const Passing& one : block.passings) ++room.slots[slot(one)];
    std::uint32_t before = 0;
    for (std::uint32_t& of_slot : room.slots) before += std::exchange(of_slot, before);
    for (const ExchangeRoom::Block& block : room.blocks)
        for (const Passing& one : block.passings) room.passings[room.slots[slot(one)]++] = one;
    // Only neighbours can still stand the wrong way round.
    const Earlier earlier{now.actors};
    for (std::size_t k = 1; k < count; ++k) {
        const Passing one = room.passings[k];
        std::size_t place = k;
        for (; place > 0 && earlier(one, room.passings[place - 1]); --place)
            room.passings[place] = room.passings[place - 1];
        room.passings[place] = one;
    }
}

}  // namespace

/// Who holds nothing has no clock until it hears something; the clock that starts then is as good as one that ran all
/// month, because waiting times have no memory.
void pass_information(const Model& model, Month month, State& now) {
    const ExchangeParameters& p = model.exchange;
    if (p.information_rate <= 0 && p.forgetting_rate <= 0) return;
    ExchangeRoom& room = *now.exchange_room;
    const std::size_t n = now.actors.size();
    gather_stakes(model, now, room.stakes);
    room.clocks.resize(n);
    Column<ActorId, std::uint64_t>& items = now.information.items;
    Column<ActorId, std::uint64_t>& forgotten = now.information.forgotten;
    in_blocks(n, actors_per_block, [&](std::size_t b, std::size_t begin, std::size_t end) {
        std::vector<Passing>& passings = room.blocks[b].passings;
        passings.clear();
        for (std::size_t row = begin; row < end; ++row) {
            const ActorId i(row);
            room.clocks[i] = 0;
            if (now.actors.alive[i] == 0 || items[i] == 0) continue;
            const bool some =
                draw_clock(model, month, now, room.stakes, i, 0, [&](const Passing& one) { passings.push_back(one); });
            room.clocks[i] = static_cast<std::uint8_t>(clock_runs | (some ? forgets : 0));
        }
    });
    sort_passings(model, now, room);

    const Earlier earlier{now.actors};
    const auto later = [&](const Passing& a, const Passing& b) { return earlier(b, a); };
    room.late.clear();
    const auto happens = [&](const Passing& one) {
        if (!one.teller) {
            const std::uint64_t item = std::uint64_t{1} << nth(one.luck, static_cast<unsigned>(p.items));
            if (!forgotten.empty()) forgotten[one.actor] |= items[one.actor] & item;
            items[one.actor] &= ~item;
            return;
        }
        const std::uint64_t known = items[one.teller];
        if (known == 0) return;
        const std::uint64_t item = nth_item(known, nth(one.luck, static_cast<unsigned>(std::popcount(known))));
        if (!forgotten.empty() && (forgotten[one.actor] & item) != 0) return;
        items[one.actor] |= item;
        if ((room.clocks[one.actor] & clock_runs) != 0 || now.actors.alive[one.actor] == 0) return;
        room.clocks[one.actor] |= clock_runs;
        draw_clock(model, month, now, room.stakes, one.actor, one.time, [&](const Passing& more) {
            room.late.push_back(more);
            std::push_heap(room.late.begin(), room.late.end(), later);
        });
    };
    std::size_t next = 0;
    while (next < room.passings.size() || !room.late.empty()) {
        if (room.late.empty() || (next < room.passings.size() && earlier(room.passings[next], room.late.front()))) {
            happens(room.passings[next++]);
            continue;
        }
        const Passing one = room.late.front();
        std::pop_heap(room.late.begin(), room.late.end(), later);
        room.late.pop_back();
        happens(one);
    }
}

Information initial_information(const Model& model, const State& now) {
    Information information;
    information.items.assign(now.actors.size(), 0);
    if (!model.exchange.relearn) information.forgotten.assign(now.actors.size(), 0);
    constexpr std::size_t at_once = 64;
    const auto items = static_cast<std::size_t>(model.exchange.items);
    const std::size_t blocks = (items + 3) / 4;  // of four words each
    std::vector<Block> words(at_once * blocks);
    const std::span<const EntityKey> entities = now.actors.entity;
    for (std::size_t begin = 0; begin < entities.size(); begin += at_once) {
        const std::size_t some = std::min(at_once, entities.size() - begin);
        const std::span<Block> of_some = std::span(words).first(some * blocks);
        first_words(now.key, before_the_run, Purpose::information, entities.subspan(begin, some), of_some);
        for (std::size_t k = 0; k < some; ++k) {
            const ActorId i(begin + k);
            if (now.actors.alive[i] == 0) continue;
            const double share =
                model.exchange.initial_items * now.actors.assets[i][static_cast<std::size_t>(Asset::information)];
            information.items[i] =
                words_below(std::span(words).subspan(k * blocks, blocks), share) & all_items(model.exchange);
        }
    }
    return information;
}

}  // namespace gemeinsim
