// SPDX-License-Identifier: Apache-2.0
#include "model/feasibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "scenario/resolve.h"

namespace gemeinsim {
namespace {

/// Whether initiatives begin in other ways than as rows of [[initiatives.prescribed]].
bool begin_by_themselves(const Model& model) {
    const MembershipParameters& p = model.membership;
    if (p.founding == Founding::date) return false;
    if (model.governance.convening == Convening::by_mandate) return true;
    return p.founding == Founding::volunteer ? p.founding_rate > 0 : p.founding_hazard > 0;
}

bool is_prescribed(const Model& model, TopicId topic) {
    return std::any_of(model.prescribed.begin(), model.prescribed.end(),
                       [&](const PrescribedRow& row) { return row.founder_id && row.topic_id == topic; });
}

/// The rule of interested() for an actor before its draws: can it come to be interested at all?
bool may_be_interested(const Model& model, const ActorRow& row, TopicId topic) {
    const auto given = row.salience.find(model.topics[topic].id);
    if (given == row.salience.end()) return model.membership.interest < 1;  // drawn below an even spread
    return static_cast<double>(model.topics.size()) * given->second >= model.membership.interest;
}

/// Which actors may ever be members on a topic.
std::vector<bool> possible_members(const Model& model, TopicId topic) {
    const Population& population = model.population;
    std::vector<bool> may(population.actors.size());
    for (const ActorId i : IdRange<ActorId>(may.size()))
        may[i.index()] = may_be_interested(model, population.actors[i], topic);
    for (const PrescribedRow& row : model.prescribed) {
        if (row.topic_id != topic || !row.founder_id) continue;
        may[row.founder_id.index()] = true;
        for (const ActorId member : row.member_ids) may[member.index()] = true;
    }
    return may;
}

void check_members(const Model& model, const Scenario& scenario, TopicId topic, Issues& issues) {
    if (!begin_by_themselves(model) && !is_prescribed(model, topic)) return;
    const InitiativesParameters& p = model.initiatives;
    const std::vector<bool> may = possible_members(model, topic);
    const auto people = std::count(may.begin(), may.end(), true);
    std::array<bool, sector_count> present{};
    for (const ActorId i : IdRange<ActorId>(may.size()))
        if (may[i.index()]) present[static_cast<std::size_t>(model.population.actors[i].sector)] = true;
    const auto sectors = std::count(present.begin(), present.end(), true);
    const std::string& name = model.topics[topic].id;
    const std::vector<Row>& rows = scenario.table("topics");
    const auto warn = [&](std::string problem, std::string why, std::string remedy) {
        const Location where = topic.index() < rows.size() ? rows[topic.index()].where : Location{};
        issues.warning({where, "topics." + name, std::move(problem), std::move(why), std::move(remedy)});
    };
    if (people == 0)
        return warn("nobody who is there at the start is interested in it",
                    fmt::format("the salience of every actor for it is below initiatives.interest = {:.3g} of an even "
                                "spread, so that nobody founds, asks or is asked",
                                model.membership.interest),
                    "give some actors salience." + name + ", or lower initiatives.interest");
    const auto counted = [](long number, const char* noun) {
        return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
    };
    if (people < p.signers)
        return warn("no agreement on it can be signed by those who are there at the start",
                    fmt::format("{} can be interested or {} prescribed, and initiatives.signers = {}",
                                counted(people, "actor"), people == 1 ? "is" : "are", p.signers),
                    "enlarge the population, give more actors salience." + name + ", or lower initiatives.signers");
    if (sectors < p.signer_sectors)
        return warn("no agreement on it can be signed by those who are there at the start",
                    fmt::format("its possible members come from {}, and initiatives.signer_sectors = {}",
                                counted(sectors, "sector"), p.signer_sectors),
                    "add actors of another sector, or lower initiatives.signer_sectors");
    if (people < p.minimum_members || sectors < p.minimum_sectors)
        return warn(
            "every initiative on it ends for want of members when its first months are over",
            fmt::format("those who are there at the start can be {} of {}, and initiatives.minimum_members "
                        "= {}, initiatives.minimum_sectors = {}",
                        counted(people, "member"), counted(sectors, "sector"), p.minimum_members, p.minimum_sectors),
            "enlarge the population or lower the minimum");
}

/// The most that anybody can hold of an asset: what the population says, 1 where it is drawn.
double most_held(const Population& population, const std::string& asset) {
    double most = 0;
    for (const ActorRow& row : population.actors) {
        const auto given = row.asset.find(asset);
        most = std::max(most, given != row.asset.end() ? given->second : 1.0);
    }
    return most;
}

void check_assets(const Model& model, const Scenario& scenario, TopicId topic, Issues& issues) {
    if (model.population.actors.empty()) return;
    const std::vector<Row>& rows = scenario.table("topics");
    const Location where = topic.index() < rows.size() ? where_of(rows[topic.index()], "assets") : Location{};
    const ImpactParameters& impact = model.impact;
    const bool all_needed = impact.production == ProductionForm::power_means && impact.substitution_assets <= 0;
    for (const std::string& asset : model.topics[topic].assets) {
        const double most = most_held(model.population, asset);
        const std::string key = "topics." + model.topics[topic].id + ".assets";
        // Bought hours can stand for resources that nobody has.
        if (most <= 0 && all_needed && asset != "resources")
            issues.warning({where, key, fmt::format("nobody who is there at the start holds any {}", asset),
                            fmt::format("impact.substitution_assets = {:.3g} lets nothing stand for an asset that is "
                                        "missing, so that no work on the topic yields anything",
                                        impact.substitution_assets),
                            fmt::format("give an actor asset.{}, or leave it out of the topic's assets", asset)});
        else if (most < model.membership.asset_held)
            issues.warning(
                {where, key, fmt::format("nobody who is there at the start counts as holding {}", asset),
                 fmt::format("the most that anybody has is {:.3g}, below initiatives.asset_held = {:.3g}: the "
                             "condition of reinforcing activities stays incomplete",
                             most, model.membership.asset_held),
                 fmt::format("give an actor more asset.{}, or lower initiatives.asset_held", asset)});
    }
}

/// A world in which nobody knows anybody and nothing makes two acquainted.
void check_awareness(const Model& model, const Scenario& scenario, Issues& issues) {
    const RelationsParameters& p = model.relations;
    const Population& population = model.population;
    if (population.actors.size() < 2 || p.consideration == Consideration::complete || p.contact_rate <= 0) return;
    if (p.awareness_within > 0 || p.awareness_across > 0) return;
    if (!scenario.table("population.ties").empty() || model.initial_network.generator != Generator::none) return;
    const bool introduces = std::any_of(model.remedies.begin(), model.remedies.end(), [](const Remedy& remedy) {
        const bool meets = remedy.kind == RemedyKind::round_table_meetings || remedy.kind == RemedyKind::portal;
        return meets && remedy.strength > 0;
    });
    if (introduces) return;
    const bool knows_its_own = std::any_of(population.actors.begin(), population.actors.end(), [](const ActorRow& row) {
        return !row.superior.empty() || !row.funder.empty();
    });
    const bool has_superiors = std::any_of(population.superior.begin(), population.superior.end(),
                                           [](ActorId superior) { return static_cast<bool>(superior); });
    const bool sits_together = std::any_of(model.prescribed.begin(), model.prescribed.end(),
                                           [](const PrescribedRow& row) { return !row.member_ids.empty(); });
    if (knows_its_own || has_superiors || sits_together) return;
    issues.warning(
        {{},
         "relations.awareness_across",
         "nobody ever learns of anybody, so that no contact can form",
         "awareness_within and awareness_across are 0, and there is no tie, superior, funder, meeting, portal "
         "or prescribed circle through which two could hear of each other",
         "raise them, list ties, or set relations.consideration = \"complete\""});
}

/// Contacts so dear that hardly a run ever sees one. A ring makes a tie of gain D < 0 with at most exp(rationality D),
/// twice that where either side may force it.
void check_costs(const Model& model, Issues& issues) {
    const RelationsParameters& p = model.relations;
    if (!p.effects.empty() || p.reach_weight != 0 || p.contact_rate <= 0) return;
    const double cheapest = p.contact_cost * (1 - p.h_know_how) * std::exp(-p.h_trust);
    const double best = p.motive_scale + p.joint_benefit;
    const auto n = static_cast<double>(model.population.actors.size());
    if (n < 2 || cheapest <= best) return;
    const double rings = p.contact_rate * (model.time.months + model.time.burn_in) * n;
    const double chance = p.kernel == Kernel::improving ? 0 : 2 * std::exp(p.rationality * (best - cheapest));
    constexpr double hardly = .001;  // contacts of all pairs in a run
    if (rings * (n - 1) * chance >= hardly) return;
    issues.warning(
        {{},
         "relations.contact_cost",
         "contacts cost more than they can ever be worth",
         fmt::format("with full trust and know-how a contact costs {:.3g}, and all its benefits together are "
                     "at most {:.3g}",
                     cheapest, best),
         "lower it, or raise relations.motive_scale"});
}

/// Staff time too short for a single contact. Drawn hours have no upper bound.
void check_hours(const Model& model, Issues& issues) {
    const RelationsParameters& p = model.relations;
    if (model.population.actors.size() < 2 || p.contact_hours <= 0 || p.contact_rate <= 0) return;
    double most = 0;
    for (const ActorRow& row : model.population.actors) {
        if (!row.hours && model.actors.hours_median > 0) return;
        most = std::max(most, row.hours.value_or(0));
    }
    if (most >= p.contact_hours) return;
    issues.warning({{},
                    "relations.contact_hours",
                    "nobody who is there at the start has the time for a single contact",
                    fmt::format("a contact takes {:.3g} h a month of each side, and nobody has more than {:.3g}",
                                p.contact_hours, most),
                    "raise the hours of actors, or lower it"});
}

void check_vetoes(const Model& model, Issues& issues) {
    const HierarchyParameters& p = model.hierarchy;
    const bool asks = p.approval_depth > p.delegated_depth &&
                      std::any_of(model.population.superior.begin(), model.population.superior.end(),
                                  [](ActorId superior) { return static_cast<bool>(superior); });
    if (!asks) return;
    const double mildest = 1 / (1 + std::exp(p.veto_priority - p.veto_intercept));
    constexpr double nearly_all = .999;
    if (mildest < nearly_all) return;
    issues.warning({{},
                    "hierarchy.veto_intercept",
                    "superiors refuse nearly everything that they are asked",
                    fmt::format("the chance of a veto, sigma(v0 - v2), is {:.4f} even where positions agree and the "
                                "topic has the highest priority",
                                mildest),
                    "lower it; the default is -3.4"});
}

void check_founding(const Model& model, Issues& issues) {
    const MembershipParameters& p = model.membership;
    if (model.population.actors.empty() || model.topics.empty() || !begin_by_themselves(model)) return;
    if (model.governance.convening == Convening::by_mandate) {
        // Whoever convenes is an administration with units below it.
        for (const ActorId i : IdRange<ActorId>(model.population.actors.size())) {
            ActorId root = i;
            while (model.population.superior[root]) root = model.population.superior[root];
            if (root != i && model.population.actors[root].sector == Sector::administration) return;
        }
        issues.warning({{},
                        "governance.convening",
                        model.prescribed.empty() ? "nobody can convene an initiative"
                                                 : "nobody can convene an initiative beyond those prescribed",
                        "a mandate comes from an administration with units below it, and there is none",
                        "give units their superiors, shape them with population.hierarchy, or take bottom_up"});
        return;
    }
    if (p.founding != Founding::volunteer) return;
    double salience = 0;
    double know_how = 0;
    for (const ActorRow& row : model.population.actors) {
        know_how = std::max(know_how, row.know_how.value_or(1));
        for (const Topic& topic : model.topics) {
            const auto given = row.salience.find(topic.id);
            const double drawn = 1 / static_cast<double>(model.topics.size());
            salience = std::max(salience, given != row.salience.end() ? given->second : drawn);
        }
    }
    const double best = p.omega * salience * know_how;
    if (p.founding_cost < best) return;
    issues.warning(
        {{},
         "initiatives.founding_cost",
         model.prescribed.empty() ? "nobody who is there at the start would ever found an initiative"
                                  : "nobody who is there at the start would found one beyond those prescribed",
         fmt::format("it is {:.3g}, and the benefit omega q X know-how is at most {:.3g}", p.founding_cost, best),
         "lower it or raise initiatives.omega; initiatives.founding = \"date\" founds those prescribed only"});
}

/// Initiatives that stay what their founder is: one.
void check_invitations(const Model& model, Issues& issues) {
    const MembershipParameters& p = model.membership;
    const bool alone = p.core <= 1 && p.invitation_rate <= 0 && model.governance.membership != Membership::open &&
                       std::all_of(model.prescribed.begin(), model.prescribed.end(),
                                   [](const PrescribedRow& row) { return row.member_ids.empty(); });
    const int needed = std::max(model.initiatives.minimum_members, model.initiatives.signers);
    if (!alone || needed <= 1 || (model.prescribed.empty() && !begin_by_themselves(model))) return;
    issues.warning({{},
                    "initiatives.invitation_rate",
                    "no initiative ever has a second member",
                    fmt::format("initiatives.core = {} and invitation_rate = 0 ask nobody, membership is not open, and "
                                "{} members or signatures are needed",
                                p.core, needed),
                    "raise one of the two, or prescribe members"});
}

}  // namespace

void warn_of_impossible_cooperation(const Model& model, const Scenario& scenario, Issues& issues) {
    if (model.population.actors.empty()) return;
    for (const TopicId topic : IdRange<TopicId>(model.topics.size())) {
        check_members(model, scenario, topic, issues);
        check_assets(model, scenario, topic, issues);
    }
    check_awareness(model, scenario, issues);
    check_costs(model, issues);
    check_hours(model, issues);
    check_vetoes(model, issues);
    check_founding(model, issues);
    check_invitations(model, issues);
}

}  // namespace gemeinsim
