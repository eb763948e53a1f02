// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/issues.h"
#include "scenario/parameter_table.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

struct Model;

enum class Convening { bottom_up, by_mandate };
enum class Broker { none, lead_member, separate_office };
enum class DecisionRule { consensus, supermajority, majority, broker_decides, superior_decides };
enum class Membership { by_invitation, open, assigned };
enum class BrokerPaidBy { nobody, lead, members, host_administration, grant };
enum class MoneyDecidedBy { all, broker, superior, committee };
enum class Voters { members, steering_group };

/// [governance]: six independent choices. A preset is a named combination of them and is known to the reader
/// only.
struct GovernanceParameters {
    Convening convening = Convening::bottom_up;
    Broker broker = Broker::none;
    DecisionRule decision = DecisionRule::consensus;
    Membership membership = Membership::by_invitation;
    BrokerPaidBy broker_paid_by = BrokerPaidBy::nobody;
    MoneyDecidedBy money_decided_by = MoneyDecidedBy::all;
    double quorum = 0;                ///< share of votes that a supermajority needs
    Voters voters = Voters::members;  ///< who votes on texts, where votes are counted
    int committee_size = 0;           ///< seats of the steering group, and where a committee decides about money
};

const ParameterTable<GovernanceParameters>& governance_parameters();

/// The named combinations: Provan & Kenis's three forms, a mandate, a round table.
std::vector<Preset> governance_presets();

/// Adds an error, with what to change, for each pair of choices that cannot be: a broker that decides where there is
/// none, an office that nobody pays, a superior that decides where none convened.
void check_governance(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
