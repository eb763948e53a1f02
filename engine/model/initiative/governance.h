// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "scenario/parameter_table.h"
#include "scenario/registry.h"

namespace gemeinsim {

enum class Convening { bottom_up, mandated };
enum class Broker { none, lead_member, separate_office };
enum class DecisionRule { consensus, supermajority, majority, broker_decides, superior_decides };
enum class Membership { by_invitation, open, assigned };
enum class BrokerPaidBy { nobody, lead, members, host_administration, grant };
enum class MoneyDecidedBy { all, broker, superior, committee };

/// [governance]: six independent choices. A preset is a named combination of them and is known to the reader
/// only.
struct GovernanceParameters {
    Convening convening = Convening::bottom_up;
    Broker broker = Broker::none;
    DecisionRule decision = DecisionRule::consensus;
    Membership membership = Membership::by_invitation;
    BrokerPaidBy broker_paid_by = BrokerPaidBy::nobody;
    MoneyDecidedBy money_decided_by = MoneyDecidedBy::all;
    double quorum = 0;       ///< share of votes that a supermajority needs
    int committee_size = 0;  ///< seats where a committee decides about money
};

const ParameterTable<GovernanceParameters>& governance_parameters();

/// The named combinations of MODEL section 9.
std::vector<Preset> governance_presets();

}  // namespace gemeinsim
