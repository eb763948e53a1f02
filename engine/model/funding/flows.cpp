// SPDX-License-Identifier: Apache-2.0
#include "model/funding/flows.h"

namespace gemeinsim {

AccountKind account_kind(ProgrammeKind kind) {
    switch (kind) {
        case ProgrammeKind::grants:
            return AccountKind::grants;
        case ProgrammeKind::budget_line:
            return AccountKind::budget_lines;
        case ProgrammeKind::donations:
            return AccountKind::donations;
    }
    return AccountKind::grants;
}

AccountKind account_kind(Sector sector) {
    switch (sector) {
        case Sector::administration:
            return AccountKind::administration;
        case Sector::civil_society:
            return AccountKind::civil_society;
        case Sector::business:
            return AccountKind::business;
    }
    return AccountKind::civil_society;
}

std::vector<MoneyFlow> money_flows(const Ledger& ledger) {
    std::vector<MoneyFlow> flows;
    for (std::size_t from = 0; from < account_kind_count; ++from)
        for (std::size_t to = 0; to < account_kind_count; ++to)
            for (std::size_t purpose = 0; purpose < money_purpose_count; ++purpose) {
                MoneyFlow flow{static_cast<AccountKind>(from), static_cast<AccountKind>(to),
                               static_cast<MoneyPurpose>(purpose), 0};
                flow.amount = ledger.flow(flow.from, flow.to, flow.purpose);
                if (flow.amount != 0) flows.push_back(flow);
            }
    return flows;
}

std::vector<MoneyFlow> flows_since(const std::vector<MoneyFlow>& before, const std::vector<MoneyFlow>& after) {
    std::vector<MoneyFlow> flows;
    std::size_t k = 0;
    for (MoneyFlow flow : after) {
        // A flow never shrinks, so each of `before` is met again in `after`, in the same order.
        const bool same = k < before.size() && before[k].from == flow.from && before[k].to == flow.to &&
                          before[k].purpose == flow.purpose;
        if (same) flow.amount -= before[k++].amount;
        if (flow.amount != 0) flows.push_back(flow);
    }
    return flows;
}

}  // namespace gemeinsim
