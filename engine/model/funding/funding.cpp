// SPDX-License-Identifier: Apache-2.0
#include "model/funding/applications.h"
#include "model/funding/offices.h"
#include "model/funding/programmes.h"
#include "model/funding/rules.h"
#include "model/funding/spending.h"

namespace gemeinsim {

void funding_step(const Model& model, Month month, State& now) {
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) now.actors.hours[i].applications = 0;
    now.funding.hours_on_money = 0;
    draw_instalments(model, month, now);
    pay_offices(model, month, now);  // before measures: people first
    release_money(model, month, now);
    spend_on_measures(model, now);
    decide_applications(model, month, now);
    write_applications(model, month, now);
    now.funding.ledger.check(month);
}

}  // namespace gemeinsim
