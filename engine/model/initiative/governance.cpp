// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/governance.h"

#include <string>

#include "model/model.h"

namespace gemeinsim {

const ParameterTable<GovernanceParameters>& governance_parameters() {
    using G = GovernanceParameters;
    static const ParameterTable<G> table =
        ParameterTable<G>("governance")
            .choice("convening", &G::convening,
                    {{"bottom_up", Convening::bottom_up}, {"mandated", Convening::by_mandate}},
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
            .choice("voters", &G::voters, {{"members", Voters::members}, {"steering_group", Voters::steering_group}},
                    {.standard = "members",
                     .role = Role::lever,
                     .source = "assumption",
                     .text = "Who votes on a text where votes are counted: all members, or, once it is formed, the "
                             "steering group in their place"})
            .integer(
                "committee_size", &G::committee_size,
                {.unit = "seats",
                 .range = {1, 99},
                 .standard = 9,
                 .role = Role::lever,
                 .source = "Pakt fuer Pirmasens: about nine seats",
                 .text = "Seats of the steering group, and of the committee where a committee decides about money"});
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
        preset("lead_organisation", "bottom_up", "lead_member", "broker_decides", "by_invitation", "lead", "broker"),
        preset("network_office", "bottom_up", "separate_office", "supermajority", "by_invitation", "members", "all"),
        preset("mandated", "mandated", "separate_office", "superior_decides", "assigned", "host_administration",
               "superior"),
        preset("round_table", "bottom_up", "separate_office", "majority", "open", "host_administration", "committee"),
    };
}

namespace {

/// A pair of choices that cannot be together.
struct Impossible {
    bool holds = false;
    const char* first = "";  ///< names of the two parameters
    const char* second = "";
    const char* why = "";
    const char* remedy = "";
};

std::string words(const Scenario& scenario, const std::string& path) {
    const auto found = scenario.values.find(path);
    const std::string* word = found != scenario.values.end() ? std::get_if<std::string>(&found->second.value) : nullptr;
    return path + " = \"" + (word != nullptr ? *word : std::string()) + "\"";
}

/// The one of two parameters that was given last: it is the one to point at.
std::string to_blame(const Scenario& scenario, const std::string& first, const std::string& second) {
    const auto one = scenario.values.find(first);
    const auto other = scenario.values.find(second);
    if (one == scenario.values.end() || other == scenario.values.end()) return first;
    return other->second.origin > one->second.origin ? second : first;
}

}  // namespace

void check_governance(const Model& model, const Scenario& scenario, Issues& issues) {
    const GovernanceParameters& g = model.governance;
    const bool office = g.broker == Broker::separate_office;
    const bool third_party = g.broker_paid_by == BrokerPaidBy::members ||
                             g.broker_paid_by == BrokerPaidBy::host_administration ||
                             g.broker_paid_by == BrokerPaidBy::grant;
    const Impossible pairs[] = {
        {g.decision == DecisionRule::broker_decides && g.broker == Broker::none, "decision", "broker",
         "nobody is there to decide", "choose a broker, or let the members decide"},
        {g.voters == Voters::steering_group &&
             (g.decision == DecisionRule::broker_decides || g.decision == DecisionRule::superior_decides),
         "voters", "decision", "one alone decides, nobody votes",
         "choose voters = \"members\", or consensus, supermajority or majority"},
        {g.money_decided_by == MoneyDecidedBy::broker && g.broker == Broker::none, "money_decided_by", "broker",
         "nobody is there to decide", "choose a broker, or \"all\""},
        {g.broker_paid_by != BrokerPaidBy::nobody && g.broker == Broker::none, "broker_paid_by", "broker",
         "there is nobody to pay", "choose broker_paid_by = \"nobody\", or a broker"},
        {g.broker_paid_by == BrokerPaidBy::lead && office, "broker_paid_by", "broker",
         "an office has no lead member behind it", "let members, the host administration or a grant pay"},
        {g.broker_paid_by == BrokerPaidBy::nobody && office, "broker_paid_by", "broker", "an office costs wages",
         "let members, the host administration or a grant pay"},
        {third_party && g.broker == Broker::lead_member, "broker_paid_by", "broker",
         "a lead member pays with hours of its own", "choose broker_paid_by = \"lead\", or a separate office"},
        {g.decision == DecisionRule::superior_decides && g.convening != Convening::by_mandate, "decision", "convening",
         "no superior convened the members", "choose convening = \"mandated\", or let others decide"},
        {g.money_decided_by == MoneyDecidedBy::superior && g.convening != Convening::by_mandate, "money_decided_by",
         "convening", "no superior convened the members", "choose convening = \"mandated\", or let others decide"},
        {g.membership == Membership::assigned && g.convening != Convening::by_mandate, "membership", "convening",
         "nobody has the power to assign members", "choose convening = \"mandated\", or membership by invitation"},
    };
    for (const Impossible& pair : pairs) {
        if (!pair.holds) continue;
        const std::string first = std::string("governance.") + pair.first;
        const std::string second = std::string("governance.") + pair.second;
        const std::string key = to_blame(scenario, first, second);
        Issue issue;
        issue.key = key;
        if (const auto found = scenario.values.find(key); found != scenario.values.end())
            issue.where = found->second.where;
        issue.problem = words(scenario, first) + " does not go with " + words(scenario, second);
        issue.why = pair.why;
        issue.remedy = pair.remedy;
        issues.error(std::move(issue));
    }
}

}  // namespace gemeinsim
