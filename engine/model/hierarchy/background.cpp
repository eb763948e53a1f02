// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/background.h"

#include "random/draws.h"

namespace gemeinsim {

BackgroundLaw background_law(const HierarchyParameters& p) {
    BackgroundLaw law;
    const bool leaves = p.absence_rate > 0 && p.absence_months > 0;
    const double away = leaves ? p.absence_rate : 0;
    const double back = leaves ? 1 / p.absence_months : 1;
    const double finished = p.service_rate * (1 - p.return_probability);
    const double arrivals = p.utilisation * finished;
    law.there = back / (away + back);
    law.steady = finished > 0 && p.utilisation < law.there;
    if (!law.steady) return law;
    const double load = arrivals / finished;
    law.next[0][0] = law.next[1][0] = load;
    law.next[0][1] = load * away / (arrivals + back);
    law.next[1][1] = load * (away + finished) / (arrivals + back);
    // pi_0 (I - R)^-1 sums to 1. With (x, y) = (I - R)^-1 (1, 1)': (1 - R) (x, y)' = (1, 1)'.
    const double determinant = (1 - law.next[0][0]) * (1 - law.next[1][1]) - law.next[0][1] * law.next[1][0];
    const double x = (1 - law.next[1][1] + law.next[0][1]) / determinant;
    const double y = (1 - law.next[0][0] + law.next[1][0]) / determinant;
    const double total = (back + arrivals) * x + away * y;
    law.empty[0] = (back + arrivals) / total;
    law.empty[1] = away / total;
    // White & Christie 1958, preemptive resume: what is interrupted is taken up again.
    const double both = away + back;
    law.mean_stay = (1 + finished * away / (both * both)) / (finished * (law.there - p.utilisation));
    law.mean_present = arrivals * law.mean_stay;
    return law;
}

void open_desk(const HierarchyParameters& p, const BackgroundLaw& law, State& now, ActorId owner, Month month) {
    Desk& desk = now.approvals.desks[owner];
    desk.opened += month - desk.observed_to;
    desk.observed_to = month;
    desk.absent_until = month;
    if (!law.steady) return;
    Stream stream(now.key, combine(now.actors.entity[owner], static_cast<EntityKey>(month)), before_the_run,
                  Purpose::approval_background);
    double luck = uniform(stream);
    double there = law.empty[0];
    double away = law.empty[1];
    while (luck >= there + away && there + away > 0) {
        luck -= there + away;
        desk.queue.push_back({CaseId(), static_cast<double>(month)});
        const double one_more = there * law.next[0][0] + away * law.next[1][0];
        away = there * law.next[0][1] + away * law.next[1][1];
        there = one_more;
    }
    if (luck >= there) desk.absent_until = month + exponential(stream, 1 / p.absence_months);
}

void open_desks(const Model& model, State& now, Month month) {
    const BackgroundLaw law = background_law(model.hierarchy);
    for (const ActorId owner : now.approvals.staffed) {
        Desk& desk = now.approvals.desks[owner];
        desk.opened = desk.observed_to = month;
        open_desk(model.hierarchy, law, now, owner, month);
    }
}

}  // namespace gemeinsim
