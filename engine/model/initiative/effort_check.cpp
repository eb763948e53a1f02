// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/effort_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "model/initiative/effort_rules.h"

namespace gemeinsim {
namespace {

std::string word(const Scenario& scenario, const std::string& key) {
    const auto found = scenario.values.find(key);
    const std::string* text = found != scenario.values.end() ? std::get_if<std::string>(&found->second.value) : nullptr;
    return fmt::format("{} = \"{}\"", key, text != nullptr ? *text : std::string());
}

Origin origin(const Scenario& scenario, const std::string& key) {
    const auto found = scenario.values.find(key);
    return found != scenario.values.end() ? found->second.origin : Origin::standard;
}

/// Two choices that cannot be together.
struct Clash {
    bool holds = false;
    const char* first = "";
    const char* second = "";
    const char* why = "";
    const char* remedy = "";
};

void check_clashes(const Model& model, const Scenario& scenario, Issues& issues) {
    const MembershipParameters& p = model.membership;
    const bool copies = imitates(p.effort_rule);
    const bool joint = p.effort_objective == EffortObjective::joint;
    const Clash clashes[] = {
        {p.effort_scale == EffortScale::real && p.effort_rule == EffortRule::logit, "initiatives.effort_scale",
         "initiatives.effort_rule", "a logit weighs a list of levels",
         "choose effort_rule = \"best_reply\", or levels"},
        {p.effort_scale == EffortScale::real && copies, "initiatives.effort_scale", "initiatives.effort_rule",
         "whoever copies takes over levels and finds none between them",
         "choose effort_rule = \"best_reply\", or levels"},
        {joint && copies, "initiatives.effort_objective", "initiatives.effort_rule",
         "whoever copies compares what each gets for itself",
         "choose effort_objective = \"own\", or a rule that chooses"},
        {joint && p.effort_payoff == EffortPayoff::belief, "initiatives.effort_objective", "initiatives.effort_payoff",
         "what a member believes of its own effort is worth nothing to the others",
         "choose effort_objective = \"own\", or another payoff"},
        {p.joining == Joining::payoff && p.effort_payoff != EffortPayoff::production, "initiatives.joining",
         "initiatives.effort_payoff", "only what a group produces is there for those outside too",
         "choose effort_payoff = \"production\", or joining = \"value\""},
    };
    for (const Clash& clash : clashes) {
        if (!clash.holds) continue;
        // The one that was given last is the one to point at.
        const bool second = origin(scenario, clash.second) > origin(scenario, clash.first);
        issues.error({{},
                      second ? clash.second : clash.first,
                      word(scenario, clash.first) + " does not go with " + word(scenario, clash.second),
                      clash.why,
                      clash.remedy});
    }
}

void check_levels(const MembershipParameters& p, Issues& issues) {
    if (p.effort_levels.empty())
        issues.error({{},
                      "initiatives.effort_levels",
                      "the list is empty",
                      "members choose their effort from it",
                      "give at least one level"});
    for (std::size_t l = 1; l < p.effort_levels.size(); ++l)
        if (p.effort_levels[l] <= p.effort_levels[l - 1]) {
            issues.error({{},
                          "initiatives.effort_levels",
                          fmt::format("{} follows {}", p.effort_levels[l], p.effort_levels[l - 1]),
                          "each level stands once, from the lowest up, since ties go to the lowest",
                          "sort the list and leave out what stands twice"});
            break;
        }
}

void check_sizes(const Model& model, Issues& issues) {
    const MembershipParameters& p = model.membership;
    const bool reads_threshold =
        model.impact.production == ProductionForm::threshold || p.effort_payoff == EffortPayoff::risk;
    const std::size_t actors = model.population.actors.size();
    if (reads_threshold && actors > 0 && static_cast<std::size_t>(model.impact.threshold) > actors)
        issues.error({{},
                      "impact.threshold",
                      fmt::format("the threshold is {}, but there are {} actors", model.impact.threshold, actors),
                      "no group can be large enough to reach it",
                      fmt::format("give at most {}", actors)});
    const bool fit = p.effort_rule == EffortRule::moran || p.effort_rule == EffortRule::death_birth;
    const double lowest = 1 - p.effort_selection * p.effort_cost;
    if (fit && p.effort_payoff != EffortPayoff::belief && lowest < 0)
        issues.error({{},
                      "initiatives.effort_selection",
                      fmt::format("fitness falls to {:.4g}", lowest),
                      "fitness is 1 + effort_selection payoff, and who works for nothing gets -effort_cost",
                      p.effort_cost > 0 ? fmt::format("give at most 1 / effort_cost = {:.4g}", 1 / p.effort_cost)
                                        : std::string("give a lower value")});
}

/// A parameter of effort and whether anything reads it under the choices made.
struct Reader {
    const char* key = "";
    bool reads = false;
    const char* under = "";
};

void warn_unread(const Model& model, const Scenario& scenario, Issues& issues) {
    const MembershipParameters& p = model.membership;
    const EffortPayoff pay = p.effort_payoff;
    const bool belief = pay == EffortPayoff::belief;
    const bool produces = pay == EffortPayoff::production;
    const bool copies = imitates(p.effort_rule);
    const bool fit = p.effort_rule == EffortRule::moran || p.effort_rule == EffortRule::death_birth;
    const bool logit = p.effort_rule == EffortRule::logit;
    const Reader readers[] = {
        {"initiatives.effort_benefit", !belief && pay != EffortPayoff::risk,
         "effort_payoff = donation, production or minimum"},
        {"initiatives.effort_pooling", pay == EffortPayoff::donation, "effort_payoff = donation"},
        {"initiatives.effort_sharing", produces, "effort_payoff = production"},
        {"initiatives.effort_cost_form", produces, "effort_payoff = production"},
        {"initiatives.effort_cost", !produces || p.effort_cost_form != EffortCostForm::none,
         "effort_cost_form other than none"},
        {"initiatives.effort_risk", pay == EffortPayoff::risk, "effort_payoff = risk"},
        {"initiatives.effort_base", belief, "effort_payoff = belief"},
        {"initiatives.effort_fixed_cost", belief, "effort_payoff = belief"},
        {"initiatives.prevention_control", belief && !copies, "effort_payoff = belief where members choose"},
        {"initiatives.prevention_distance", belief && !copies, "effort_payoff = belief where members choose"},
        {"initiatives.effort_beta", logit || p.effort_rule == EffortRule::fermi, "effort_rule = logit or fermi"},
        {"initiatives.effort_selection", fit, "effort_rule = moran or death_birth"},
        {"initiatives.effort_mutation", copies, "effort_rule = fermi, moran or death_birth"},
        {"initiatives.effort_levels", p.effort_scale == EffortScale::levels, "effort_scale = levels"},
        {"initiatives.expectation_start", belief || pay == EffortPayoff::minimum, "effort_payoff = belief or minimum"},
        {"initiatives.expectation_gap", belief || pay == EffortPayoff::minimum, "effort_payoff = belief or minimum"},
        {"impact.threshold", model.impact.production == ProductionForm::threshold || pay == EffortPayoff::risk,
         "impact.production = threshold or initiatives.effort_payoff = risk"},
    };
    for (const Reader& one : readers)
        if (!one.reads && origin(scenario, one.key) >= Origin::file)
            issues.warning({{},
                            one.key,
                            "nothing reads this parameter here",
                            std::string("it counts under ") + one.under + " only",
                            "leave it out, or choose what reads it"});
}

}  // namespace

void check_effort(const Model& model, const Scenario& scenario, Issues& issues) {
    check_clashes(model, scenario, issues);
    check_levels(model.membership, issues);
    check_sizes(model, issues);
    warn_unread(model, scenario, issues);
}

}  // namespace gemeinsim
