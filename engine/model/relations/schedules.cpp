// SPDX-License-Identifier: Apache-2.0
#include "model/relations/schedules.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/parallel.h"
#include "model/relations/evaluation.h"
#include "model/relations/revision.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Fewer rings than this are worked out faster than a team of threads is called together.
constexpr std::size_t smallest_team_work = 256;

/// What works out rings: one per thread.
struct Bench {
    Evaluation evaluation;
    Revision revision;

    Bench(const Model& model, const State& now) : evaluation(model, now), revision(model, now, evaluation) {}
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    TieChange work_out(Month month, const Ring& ring) {
        return ring.pact ? revision.revise_pact(month, ring.actor, ring.opportunity)
                         : revision.revise_contact(month, ring.actor, ring.opportunity);
    }
};

void in_order_of_time(const Model& model, Month month, State& now, const std::vector<Ring>& rings) {
    Bench bench(model, now);
    for (const Ring& ring : rings) commit(model, month, now, bench.work_out(month, ring), month + ring.time);
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
}

class Parts {
  public:
    Parts(const Model& model, Month month, State& now) : model_(model), month_(month), now_(now) {}

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
            if (!benches_[worker]) benches_[worker] = std::make_unique<Bench>(model_, now_);
            const std::size_t end = part.size() * (worker + 1) / team;
            for (std::size_t p = part.size() * worker / team; p < end; ++p) {
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
        for (const Proposal& one : part) commit(model_, month_, now_, one.change, month_ + one.ring.time);
    }

    const Model& model_;
    Month month_;
    State& now_;
    std::vector<std::unique_ptr<Bench>> benches_;
};

}  // namespace

std::vector<Ring> rings_of(const Model& model, Month month, const State& now) {
    std::vector<Ring> rings;
    rings.reserve(2 * now.actors.size());
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        for (const bool pact : {false, true}) {
            const double rate = pact ? model.relations.pact_rate : model.relations.contact_rate;
            if (rate <= 0) continue;
            const EntityKey clock = pact ? combine(now.actors.entity[i], 1) : now.actors.entity[i];
            Stream stream(now.key, clock, month, Purpose::opportunity);
            double time = exponential(stream, rate);
            for (std::uint64_t k = 0; time < 1; ++k, time += exponential(stream, rate))
                rings.push_back({time, now.actors.entity[i], combine(clock, k), i, pact});
        }
    }
    std::sort(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) {
        if (a.time != b.time) return a.time < b.time;
        return a.entity != b.entity ? a.entity < b.entity : a.pact < b.pact;
    });
    return rings;
}

void run_rings(const Model& model, Month month, State& now) {
    const std::vector<Ring> rings = rings_of(model, month, now);
    if (model.schedule.mode == ScheduleMode::sequential)
        in_order_of_time(model, month, now, rings);
    else
        Parts(model, month, now).run(rings);
}

}  // namespace gemeinsim
