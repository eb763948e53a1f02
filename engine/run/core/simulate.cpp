// SPDX-License-Identifier: Apache-2.0
#include "run/core/simulate.h"

#include "record/recorder.h"
#include "schedule/month.h"

namespace gemeinsim {

Results simulate(const Model& model, RunKey key) {
    State now = initial_state(in_force(model, -1), key);
    Recorder record(model);
    for (Month month = 0; month < model.time.months; ++month) {
        advance(in_force(model, month), month, now);
        record(month, now);
    }
    return std::move(record).finish(now);
}

}  // namespace gemeinsim
