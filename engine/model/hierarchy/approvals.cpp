// SPDX-License-Identifier: Apache-2.0
// The step "approvals": lapses, then a month of all desks, then what they decided is told in the order of time.
#include <algorithm>
#include <tuple>

#include "base/parallel.h"
#include "model/actors/lifetimes.h"
#include "model/hierarchy/background.h"
#include "model/hierarchy/cases.h"
#include "model/hierarchy/desks.h"
#include "model/hierarchy/groups.h"
#include "model/hierarchy/jurisdiction.h"
#include "model/hierarchy/paths.h"
#include "model/hierarchy/rules.h"
#include "model/hierarchy/service.h"

namespace gemeinsim {
namespace {

/// Desks that one thread serves in a row; fewer are not worth a team of threads.
constexpr std::size_t block_size = 1024;

/// What is a year old at the turn of the month is not served any more, nor what nobody is left to sign or to hear.
void lapse(const Model& model, Month month, State& now) {
    for (const CaseId id : now.approvals.open) {
        const ApprovalCase& one = now.approvals.cases[id];
        if (one.status != CaseStatus::waiting) continue;
        const bool heard = now.actors.alive[one.initiator] != 0 && now.actors.alive[one.path[one.at].desk] != 0;
        if (!heard || month - one.born >= model.hierarchy.expiry_months) expire(now, id, month, EventKind::expiry);
    }
    drop_closed(now);
}

/// Desks whose owner is gone close; those that an open case must visit open.
void staff(const Model& model, Month month, State& now) {
    Approvals& approvals = now.approvals;
    std::erase_if(approvals.staffed, [&](ActorId owner) {
        if (now.actors.alive[owner] != 0) return false;
        Desk& desk = approvals.desks[owner];
        watch(desk, month);
        for (const Waiting& waiting : desk.queue) desk.sojourn_total += month - waiting.arrived;
        desk.queue.clear();
        return true;
    });
    for (const CaseId id : approvals.open)
        for (const Stop& stop : approvals.cases[id].path) {
            const auto place = std::lower_bound(approvals.staffed.begin(), approvals.staffed.end(), stop.desk);
            if ((place != approvals.staffed.end() && *place == stop.desk) || now.actors.alive[stop.desk] == 0) continue;
            open_desk(model.hierarchy, background_law(model.hierarchy), now, stop.desk, month);
            approvals.staffed.insert(place, stop.desk);
        }
}

void serve_block(const Model& model, Month month, State& now, std::size_t block, std::size_t first, std::size_t last) {
    const DeskSpace& space = now.approvals.space;
    Service service(model, month, now, now.approvals.space.blocks[block]);
    for (std::size_t g = first; g < last; ++g) {
        const std::span<const std::uint32_t> desks(space.order.data() + space.starts[g],
                                                   space.starts[g + 1] - space.starts[g]);
        const auto births = std::equal_range(space.births.begin(), space.births.end(), Birth{.group = desks.front()},
                                             [](const Birth& a, const Birth& b) { return a.group < b.group; });
        service.run(desks, {births.first, births.second});
    }
}

/// Groups share no desk and no case, so that blocks of them run at the same time and nobody can tell.
void serve_all(const Model& model, Month month, State& now) {
    DeskSpace& space = now.approvals.space;
    const std::size_t groups = space.starts.size() - 1;
    const std::size_t blocks = std::max<std::size_t>(1, now.approvals.staffed.size() / block_size);
    // Boundaries fall at the first group that begins behind an equal share of the desks.
    const auto begin_of = [&](std::size_t block) {
        const auto desk = static_cast<std::uint32_t>(now.approvals.staffed.size() * block / blocks);
        return static_cast<std::size_t>(std::lower_bound(space.starts.begin(), space.starts.begin() + groups, desk) -
                                        space.starts.begin());
    };
    if (space.blocks.size() < blocks) space.blocks.resize(blocks);
    for (std::size_t b = 0; b < blocks; ++b) space.blocks[b].decisions.clear();
    if (blocks == 1)
        serve_block(model, month, now, 0, 0, groups);
    else
        parallel_for(blocks, 0, [&](std::size_t b) {
            serve_block(model, month, now, b, begin_of(b), b + 1 < blocks ? begin_of(b + 1) : groups);
        });
    space.decisions.clear();
    for (std::size_t b = 0; b < blocks; ++b)
        space.decisions.insert(space.decisions.end(), space.blocks[b].decisions.begin(),
                               space.blocks[b].decisions.end());
    std::sort(space.decisions.begin(), space.decisions.end(), [](const Decision& a, const Decision& b) {
        return std::tie(a.time, a.entity) < std::tie(b.time, b.entity);
    });
}

/// What cases took of the hours of the units whose desks they passed, as far as these had any.
void book_hours(const Model& model, State& now) {
    for (const ActorId owner : now.approvals.staffed) {
        Hours& hours = now.actors.hours[owner];
        const double wanted = static_cast<double>(now.approvals.desks[owner].at_cases) * model.hierarchy.hours_per_case;
        hours.desk = std::min(wanted, std::max(0., hours.free()));
    }
}

}  // namespace

void approvals_step(const Model& model, Month month, State& now) {
    for (const ActorId owner : now.approvals.staffed) {
        now.actors.hours[owner].desk = 0;
        now.approvals.desks[owner].at_cases = 0;
    }
    recycle(now);
    sort_by_birth(now);
    lapse(model, month, now);
    staff(model, month, now);
    group_desks(model, month, now);
    serve_all(model, month, now);
    for (const Decision& decision : now.approvals.space.decisions) tell(month, now, decision.id);
    drop_closed(now);
    book_hours(model, now);
}

Approvals initial_approvals(const Model& model) {
    const Population& population = model.population;
    Approvals approvals;
    approvals.desks.resize(population.actors.size());
    for (Desk& desk : approvals.desks) desk.observed_to = desk.absent_until = desk.opened = -model.time.burn_in;
    std::vector<std::uint8_t> has_say(population.actors.size(), 0);
    for (const ActorId superior : population.superior)
        if (superior) has_say[superior.index()] = 1;
    for (const ActorId holder : holders_of_competence(model)) has_say[holder.index()] = 1;
    for (const ActorId i : IdRange<ActorId>(population.actors.size()))
        if (has_say[i.index()] != 0 && is_there_at_first(model, i)) approvals.staffed.push_back(i);
    return approvals;
}

}  // namespace gemeinsim
