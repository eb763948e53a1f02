// SPDX-License-Identifier: Apache-2.0
#include "model/relations/schedules.h"

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <cmath>
#include <memory>

#include "base/parallel.h"
#include "model/relations/bystanders.h"
#include "model/relations/dyad_terms.h"
#include "model/relations/evaluation.h"
#include "model/relations/revision.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Fewer rings than this are worked out faster than a team of threads is called together.
constexpr std::size_t smallest_team_work = 256;

/// Up to this many actors all of the graph is near at hand.
constexpr std::size_t most_at_hand = 4096;

/// What works out rings: one per thread.
struct Bench {
    Evaluation evaluation;
    Revision revision;

    Bench(const Model& model, const State& now, const Bystanders& bystanders, RelationsRoom* room = nullptr)
        : evaluation(model, now, room != nullptr ? &room->evaluation : nullptr),
          revision(model, now, evaluation, bystanders, room != nullptr ? &room->revision : nullptr) {}
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    /// Whoever rings is known long beforehand: asks for the memory that its turn will need, in stages that each find in
    /// place what the one before has asked for. `ring_at(r)` is the r-th ring.
    template <class RingAt>
    void foresee(const State& now, std::size_t at, std::size_t count, RingAt ring_at) const {
        constexpr std::size_t ahead = 6;  // rings between two stages: longer than memory takes
        for (int stage = 0; stage < Neighbourhood::stages; ++stage) {
            const std::size_t later = at + ahead * static_cast<std::size_t>(Neighbourhood::stages - stage);
            if (later >= count) continue;
            const ActorId ego = ring_at(later).actor;
            if (stage == 0) __builtin_prefetch(&now.actors.hours[ego]);
            evaluation.near().foresee(ego, stage);
        }
    }

    TieChange work_out(Month month, const Ring& ring) {
        return ring.pact ? revision.revise_pact(month, ring.actor, ring.opportunity)
                         : revision.revise_contact(month, ring.actor, ring.opportunity);
    }
};

/// Puts a change into force and tells the bystanders.
void settle(const Model& model, Month month, State& now, Bystanders& bystanders, const TieChange& change, double time) {
    const bool of_contact = change.kind == TieChange::Kind::add_contact || change.kind == TieChange::Kind::cut_contact;
    if (commit(model, month, now, change, time) && of_contact)
        bystanders.follow(now.relations.contacts, change.ego, change.partner);
}

void in_order_of_time(const Model& model, Month month, State& now, const std::vector<Ring>& rings) {
    const std::vector<EffectTerm> effects = ready_effects(model, now, model.relations.change, false);
    Bystanders bystanders(model, now, effects);
    Bench bench(model, now, bystanders, &*now.relations_room);
    const bool far_apart = now.actors.size() > most_at_hand;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        if (far_apart) bench.foresee(now, r, rings.size(), [&](std::size_t at) -> const Ring& { return rings[at]; });
        settle(model, month, now, bystanders, bench.work_out(month, rings[r]), month + rings[r].time);
    }
}

/// A ring of this part of the month, its luck in conflicts, and what it leads to.
struct Proposal {
    Ring ring;
    std::uint32_t luck = 0;
    TieChange change;
};

/// Moves the first waiting ring of every actor into `part`; `taken[actor]` is the number of the last part in which
/// the actor had one.
void take_first_rings(std::vector<Ring>& waiting, Column<ActorId, std::uint32_t>& taken, std::uint32_t number,
                      std::vector<Proposal>& part) {
    part.clear();
    std::erase_if(waiting, [&](const Ring& ring) {
        if (taken[ring.actor] == number) return false;
        taken[ring.actor] = number;
        part.push_back({ring, 0, {}});
        return true;
    });
    // Actors stand place by place, and most of those they know are of their place: worked out one after the other, they
    // find each other in the caches. Proposals do not hang on their order.
    if (taken.size() > most_at_hand) std::ranges::sort(part, {}, [](const Proposal& one) { return one.ring.actor; });
}

class Parts {
  public:
    Parts(const Model& model, Month month, State& now)
        : model_(model),
          month_(month),
          now_(now),
          effects_(ready_effects(model, now, model.relations.change, false)),
          bystanders_(model, now, effects_) {
        complete_pairs(model, now);
    }

    void run(const std::vector<Ring>& rings) {
        const double parts = model_.schedule.substeps;
        Column<ActorId, std::uint32_t> taken(now_.actors.size(), 0);
        std::vector<Ring> waiting;
        std::vector<Proposal> part;
        double at = 0;  // the part that comes next
        auto next = rings.begin();
        for (std::uint32_t number = 1; next != rings.end() || !waiting.empty(); ++number, ++at) {
            if (waiting.empty()) at = std::floor(next->time * parts);  // parts without a ring change nothing
            for (; next != rings.end() && next->time * parts < at + 1; ++next) waiting.push_back(*next);
            take_first_rings(waiting, taken, number, part);
            propose(part);
            resolve(part);
        }
    }

  private:
    /// Every proposal is worked out on the same state and writes its own slot.
    void propose(std::vector<Proposal>& part) {
        const std::size_t team =
            part.size() < smallest_team_work ? 1 : std::min(part.size(), std::size_t(available_threads()));
        if (benches_.size() < team) benches_.resize(team);
        parallel_for(team, static_cast<int>(team), [&](std::size_t worker) {
            if (!benches_[worker]) benches_[worker] = std::make_unique<Bench>(model_, now_, bystanders_);
            const std::size_t end = part.size() * (worker + 1) / team;
            const auto ring_at = [&part](std::size_t at) -> const Ring& { return part[at].ring; };
            for (std::size_t p = part.size() * worker / team; p < end; ++p) {
                if (now_.actors.size() > most_at_hand) benches_[worker]->foresee(now_, p, end, ring_at);
                part[p].change = benches_[worker]->work_out(month_, part[p].ring);
                Stream stream(now_.key, part[p].ring.opportunity, month_, Purpose::precedence);
                part[p].luck = stream();
            }
        });
    }

    void resolve(std::vector<Proposal>& part) {
        std::erase_if(part, [](const Proposal& one) { return one.change.kind == TieChange::Kind::none; });
        std::sort(part.begin(), part.end(), [](const Proposal& a, const Proposal& b) {
            return a.luck != b.luck ? a.luck < b.luck : a.ring.opportunity < b.ring.opportunity;
        });
        for (const Proposal& one : part) settle(model_, month_, now_, bystanders_, one.change, month_ + one.ring.time);
    }

    const Model& model_;
    Month month_;
    State& now_;
    std::vector<EffectTerm> effects_;
    Bystanders bystanders_;  ///< shared by all benches, so that their sums do not hang on which of them there are
    std::vector<std::unique_ptr<Bench>> benches_;
};

/// Rings are spread evenly over the month: each goes to its own small share of it, where few must be compared.
void sort_by_time(const Actors& actors, RelationsRoom& room) {
    std::vector<Ring>& rings = room.rings;
    const auto before = [&actors](const Ring& a, const Ring& b) {
        if (a.time != b.time) return a.time < b.time;
        return a.actor != b.actor ? actors.entity[a.actor] < actors.entity[b.actor] : a.pact < b.pact;
    };
    const std::size_t shares = rings.size();
    const auto share_of = [shares](const Ring& ring) {
        return static_cast<std::size_t>(ring.time * static_cast<double>(shares));
    };
    std::vector<std::uint32_t>& end = room.shares;
    end.assign(shares + 1, 0);
    for (const Ring& ring : rings) ++end[share_of(ring) + 1];
    for (std::size_t s = 0; s < shares; ++s) end[s + 1] += end[s];
    std::vector<Ring>& sorted = room.sorted;
    sorted.resize(rings.size());
    for (const Ring& ring : rings) sorted[end[share_of(ring)]++] = ring;
    for (std::size_t r = 1; r < sorted.size(); ++r) {
        if (!before(sorted[r], sorted[r - 1])) continue;
        const Ring late = sorted[r];
        std::size_t at = r;
        for (; at > 0 && before(late, sorted[at - 1]); --at) sorted[at] = sorted[at - 1];
        sorted[at] = late;
    }
    rings.swap(sorted);
}

/// rings_of() in room that is there.
void find_rings(const Model& model, Month month, const State& now, RelationsRoom& room) {
    struct Clock {
        ActorId actor;
        bool pact = false;
        EntityKey name = 0;
        double rate = 0;
    };
    constexpr std::size_t at_once = 64;
    boost::container::static_vector<Clock, at_once> clocks;
    boost::container::static_vector<Stream, at_once> streams;
    std::vector<Ring>& rings = room.rings;
    rings.clear();
    rings.reserve(2 * now.actors.size());
    const auto let_run = [&] {
        Stream::refill({streams.data(), streams.size()});
        for (std::size_t c = 0; c < clocks.size(); ++c) {
            const Clock& clock = clocks[c];
            // -ln(1 - u) >= u: most months of a slow clock need no logarithm.
            const double luck = uniform(streams[c]);
            if (luck >= clock.rate) continue;
            double time = -std::log1p(-luck) / clock.rate;
            for (std::uint64_t k = 0; time < 1; ++k, time += exponential(streams[c], clock.rate))
                rings.push_back({time, combine(clock.name, k), clock.actor, clock.pact});
        }
        clocks.clear();
        streams.clear();
    };
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        for (const bool pact : {false, true}) {
            const double rate = pact ? model.relations.pact_rate : model.relations.contact_rate;
            if (rate <= 0) continue;
            const EntityKey name = pact ? combine(now.actors.entity[i], 1) : now.actors.entity[i];
            clocks.push_back({i, pact, name, rate});
            streams.emplace_back(now.key, name, month, Purpose::opportunity);
            if (clocks.size() == at_once) let_run();
        }
    }
    let_run();
    sort_by_time(now.actors, room);
}

}  // namespace

std::vector<Ring> rings_of(const Model& model, Month month, const State& now) {
    RelationsRoom room;
    find_rings(model, month, now, room);
    return std::move(room.rings);
}

void run_rings(const Model& model, Month month, State& now) {
    RelationsRoom& room = *now.relations_room;
    find_rings(model, month, now, room);
    const std::vector<Ring>& rings = room.rings;
    if (model.schedule.mode == ScheduleMode::sequential)
        in_order_of_time(model, month, now, rings);
    else
        Parts(model, month, now).run(rings);
}

}  // namespace gemeinsim
