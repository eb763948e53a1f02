// SPDX-License-Identifier: Apache-2.0
#include "model/calendar/rules.h"
#include "model/funding/rules.h"
#include "model/hierarchy/rules.h"

namespace gemeinsim {

void calendar_step(const Model& model, Month month, State& now) {
    leadership_step(model, month, now);
    programmes_step(model, month, now);
}

}  // namespace gemeinsim
