// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/desks.h"

#include <algorithm>

namespace gemeinsim {

void watch(Desk& desk, double time) {
    const double passed = time - desk.observed_to;
    desk.load_integral += static_cast<double>(desk.queue.size()) * passed;
    if (!desk.queue.empty()) desk.busy += passed;
    desk.observed_to = time;
}

void leave_desk(Desk& desk, CaseId id, double time) {
    const auto found = std::find_if(desk.queue.begin(), desk.queue.end(), [&](const Waiting& w) { return w.id == id; });
    if (found == desk.queue.end()) return;
    watch(desk, time);
    desk.sojourn_total += time - found->arrived;
    desk.queue.erase(found);
}

double sojourn_inside(const Desk& desk) {
    double total = desk.sojourn_total;
    for (const Waiting& waiting : desk.queue) total += desk.observed_to - waiting.arrived;
    return total;
}

}  // namespace gemeinsim
