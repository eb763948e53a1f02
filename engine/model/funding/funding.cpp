// SPDX-License-Identifier: Apache-2.0
#include "model/funding/applications.h"
#include "model/funding/grants.h"
#include "model/funding/hours.h"
#include "model/funding/offices.h"
#include "model/funding/rules.h"
#include "model/funding/spending.h"

namespace gemeinsim {

void funding_step(const Model& model, Month month, State& now) {
    fit_funding(now);
    draw_instalments(model, month, now);
    pay_offices(model, month, now);  // before measures: people first
    release_money(model, month, now);
    spend_on_measures(model, now);
    decide_applications(model, month, now);
    write_applications(model, month, now);
    decide_applications(model, month, now);  // where no month passes between the two
    check_books(model, month, now);
}

void check_books(const Model& model, Month month, const State& now) {
    now.funding.ledger.check(month);
    check_grants(model, month, now);
    check_hours(model, month, now);
}

}  // namespace gemeinsim
