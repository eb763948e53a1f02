// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/governance.h"

#include <string>

namespace gemeinsim {

const ParameterTable<GovernanceParameters>& governance_parameters() {
    using G = GovernanceParameters;
    static const ParameterTable<G> table =
        ParameterTable<G>("governance")
            .choice("convening", &G::convening,
                    {{"bottom_up", Convening::bottom_up}, {"mandated", Convening::mandated}},
                    {.standard = "bottom_up",
                     .role = Role::lever,
                     .source = "Provan & Kenis 2008",
                     .text = "Who brings the actors together: an owner among them, or a superior by order"})
            .choice("broker", &G::broker,
                    {{"none", Broker::none},
                     {"lead_member", Broker::lead_member},
                     {"separate_office", Broker::separate_office}},
                    {.standard = "none",
                     .role = Role::lever,
                     .source = "Provan & Kenis 2008",
                     .text = "Who carries the relations: nobody in particular, one member, or an office"})
            .choice("decision", &G::decision,
                    {{"consensus", DecisionRule::consensus},
                     {"supermajority", DecisionRule::supermajority},
                     {"majority", DecisionRule::majority},
                     {"broker_decides", DecisionRule::broker_decides},
                     {"superior_decides", DecisionRule::superior_decides}},
                    {.standard = "consensus",
                     .role = Role::lever,
                     .source = "Provan & Kenis 2008",
                     .text = "How a product is agreed"})
            .choice("membership", &G::membership,
                    {{"by_invitation", Membership::by_invitation},
                     {"open", Membership::open},
                     {"assigned", Membership::assigned}},
                    {.standard = "by_invitation",
                     .role = Role::lever,
                     .source = "Provan & Kenis 2008",
                     .text = "How an actor becomes a member"})
            .choice("broker_paid_by", &G::broker_paid_by,
                    {{"nobody", BrokerPaidBy::nobody},
                     {"lead", BrokerPaidBy::lead},
                     {"members", BrokerPaidBy::members},
                     {"host_administration", BrokerPaidBy::host_administration},
                     {"grant", BrokerPaidBy::grant}},
                    {.standard = "nobody",
                     .role = Role::lever,
                     .source = "assumption",
                     .text = "Whose account pays for the coordination"})
            .choice("money_decided_by", &G::money_decided_by,
                    {{"all", MoneyDecidedBy::all},
                     {"broker", MoneyDecidedBy::broker},
                     {"superior", MoneyDecidedBy::superior},
                     {"committee", MoneyDecidedBy::committee}},
                    {.standard = "all",
                     .role = Role::lever,
                     .source = "assumption",
                     .text = "Who decides about the initiative's money"})
            .real("quorum", &G::quorum,
                  {.range = {.5, 1},
                   .standard = 2.0 / 3,
                   .role = Role::lever,
                   .source = "assumption",
                   .text = "Share of yes votes that a supermajority needs"})
            .integer("committee_size", &G::committee_size,
                     {.unit = "seats",
                      .range = {1, 99},
                      .standard = 9,
                      .role = Role::lever,
                      .source = "Pakt fuer Pirmasens: about nine seats",
                      .text = "Seats of the committee where a committee decides about money"});
    return table;
}

std::vector<Preset> governance_presets() {
    const auto preset = [](const std::string& name, const std::string& convening, const std::string& broker,
                           const std::string& decision, const std::string& membership,
                           const std::string& broker_paid_by, const std::string& money_decided_by) {
        return Preset{"governance.preset",
                      name,
                      {{"governance.convening", convening},
                       {"governance.broker", broker},
                       {"governance.decision", decision},
                       {"governance.membership", membership},
                       {"governance.broker_paid_by", broker_paid_by},
                       {"governance.money_decided_by", money_decided_by}}};
    };
    return {
        preset("participant", "bottom_up", "none", "consensus", "by_invitation", "nobody", "all"),
        preset("lead_organisation", "bottom_up", "lead_member", "broker_decides", "by_invitation", "lead",
               "broker"),
        preset("network_office", "bottom_up", "separate_office", "supermajority", "by_invitation", "members",
               "all"),
        preset("mandated", "mandated", "separate_office", "superior_decides", "assigned",
               "host_administration", "superior"),
        preset("round_table", "bottom_up", "separate_office", "majority", "open", "host_administration",
               "committee"),
    };
}

}  // namespace gemeinsim
