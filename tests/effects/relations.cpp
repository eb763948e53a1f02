// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <string>

#include "effects/effect.h"

namespace gemeinsim::tests {
namespace {

/// Overrides that replace the town by two, 30 km apart, with money, federal levels and offices that are both
/// supervised and funded by the same unit: what the synthesised town lacks.
const char* two_towns() {
    static const std::string text = [] {
        std::string actors;
        for (const char* town : {"near", "far"}) {
            for (int i = 0; i < 6; ++i)
                actors += fmt::format(
                    "{{id=\"{0}_office_{1}\", sector=\"administration\", place=\"{0}\", level=\"{2}\", "
                    "money=1000{3}}}, ",
                    town, i, i % 2 == 0 ? "municipal" : "state",
                    i == 0 ? std::string() : fmt::format(", superior=\"{0}_office_0\", funder=\"{0}_office_0\"", town));
            for (int i = 0; i < 9; ++i)
                actors += fmt::format("{{id=\"{0}_club_{1}\", sector=\"civil_society\", place=\"{0}\", money=1000}}, ",
                                      town, i);
        }
        return "population.administration=0; population.civil_society=0; population.business=0; "
               "population.places=[{id=\"near\"}, {id=\"far\", x_km=30}]; population.actors=[" +
               actors + "]";
    }();
    return text.c_str();
}

/// Contacts that one generator draws and that then stay as they are.
const char* drawn(const char* generator) {
    static std::map<std::string, std::string> kept;  // rows hold pointers into it
    const std::string text = "relations.contact_rate=0; relations.pact_rate=0; population.network.generator=";
    return kept.emplace(generator, text + generator).first->second.c_str();
}

}  // namespace

std::vector<Effect> relations_effects() {
    return {
        {"relations.kernel", "\"actor\"", "\"pair\"", "contacts", 0},
        {"relations.consent", "\"mutual\"", "\"unilateral\"", "contacts", +1},
        {"relations.consideration", "\"aware\"", "\"complete\"", "contacts", +1},
        {"relations.change", "\"own\"", "\"total\"", "contacts", 0,
         "relations.directed=true; relations.effects=[{name=\"transitive_triplets\", weight=0.02}]"},
        {"relations.rationality", "4", "40", "contacts", 0},
        {"relations.contact_rate", "0", "1", "contacts", +1},
        {"relations.pact_rate", "0", "2", "pacts", +1},
        {"relations.motive_scale", "0.5", "2", "contacts", +1},
        {"relations.reach_weight", "0", "0.1", "contacts", +1},
        {"relations.reach_delta", "0.1", "0.5", "contacts", +1, "relations.reach_weight=0.1"},
        // Who is reached through others need not be met.
        {"relations.reach_max", "1", "inf", "contacts", -1, "relations.reach_weight=0.1; relations.contact_rate=1"},
        {"relations.reach_over", "\"out\"", "\"either\"", "contacts", 0,
         "relations.directed=true; relations.reach_weight=0.1"},
        {"relations.reach_counts_self", "false", "true", "relations_welfare", +1, "relations.reach_weight=0.1"},
        {"relations.money_reference", "1000", "1000000", "contacts", -1, two_towns()},
        {"relations.joint_benefit", "0", "3", "contacts", +1},
        {"relations.joint_without_office", "0", "1", "contacts", +1, "relations.joint_benefit=3"},
        {"relations.contact_cost", "0.1", "0.6", "contacts", -1},
        {"relations.pact_cost", "0.3", "2", "pacts", -1},
        {"relations.pact_weight", "1", "4", "pacts", +1},
        {"relations.contact_hours", "0.1", "1.5", "contacts", -1, "relations.pact_hours=1.5"},
        {"relations.pact_hours", "0.4", "6", "pacts", -1},
        {"relations.crowding", "0", "3", "contacts", -1},
        {"relations.g_logic", "0", "3", "cross_sector_share", -1},
        {"relations.g_silo", "0", "5", "contacts_administration_administration", -1},
        {"relations.g_level", "0", "5", "contacts_administration_administration", -1, two_towns()},
        {"relations.g_person", "0", "1", "contacts", -1},
        {"relations.g_compete", "0", "5", "contacts", -1},
        {"relations.g_depend", "0", "5", "contacts_administration_administration", -1},
        {"relations.g_role", "0", "5", "contacts_administration_administration", -1, two_towns()},
        {"relations.g_distance", "0", "0.3", "contacts", -1, two_towns()},
        {"relations.h_know_how", "0", "1", "contacts", +1},
        {"relations.h_trust", "0", "3", "contacts", +1},
        {"relations.pact_trust", "0.5", "0.8", "pacts", -1},
        {"relations.pact_end_trust", "0.2", "0.64", "pacts", -1},
        {"relations.pact_overlap", "0", "1", "pacts", -1},
        {"relations.pact_term", "1", "60", "pacts", +1},
        {"relations.pact_parties", "2", "6", "pact_size", +1, "relations.pact_trust=0.55"},
        {"relations.pact_further", "0", "1", "pact_size", -1, "relations.pact_trust=0.55"},
        {"relations.information_content", "0", "1", "information_coverage", +1},
        {"relations.clients_content", "0", "1", "isolated_output", +1},
        {"relations.content_choice", "0", "5", "contacts_with_information", +1, "relations.information_content=0.1"},
        {"relations.awareness_within", "0.1", "1", "awareness_within_sector", +1},
        {"relations.awareness_across", "0.02", "1", "awareness_across_sectors", +1},
        {"relations.awareness_memory", "4", "120", "awareness_across_sectors", +1},
        {"relations.awareness_cap", "5", "150", "awareness_within_sector", +1},
        {"relations.meeting_range", "1", "inf", "awareness_within_sector", +1, two_towns()},
        {"relations.meeting_cap", "0.1", "20", "awareness_within_sector", +1},
        {"relations.hearsay_rate", "0", "3", "awareness_across_sectors", +1},
        {"schedule.mode", "\"sequential\"", "\"parallel\"", "contacts", 0},
        {"schedule.substeps", "1", "64", "contacts", 0, "schedule.mode=\"parallel\""},
        {"population.network.generator", "\"none\"", "\"random\"", "contacts", 0},
        {"population.network.density", "0.05", "0.3", "contacts", +1, drawn("random")},
        {"population.network.ties", "1", "4", "contacts", +1, drawn("preferential")},
        {"population.network.neighbours", "2", "8", "contacts", +1, drawn("small_world")},
        {"population.network.rewiring", "0", "1", "clustering", -1, drawn("small_world")},
        {"population.network.administration_administration", "0", "0.5", "density_administration_administration", +1,
         drawn("blocks")},
        {"population.network.administration_civil_society", "0", "0.5", "density_administration_civil_society", +1,
         drawn("blocks")},
        {"population.network.administration_business", "0", "0.5", "density_administration_business", +1,
         drawn("blocks")},
        {"population.network.civil_society_civil_society", "0", "0.5", "density_civil_society_civil_society", +1,
         drawn("blocks")},
        {"population.network.civil_society_business", "0", "0.5", "density_civil_society_business", +1,
         drawn("blocks")},
        {"population.network.business_business", "0", "0.5", "density_business_business", +1, drawn("blocks")},
        {"challenges.opposing_logics", "0", "1", "cross_sector_share", -1},
        {"challenges.dependence_competition", "0", "1", "contacts", -1},
        {"challenges.personal_differences", "0", "1", "contacts", -1},
        {"challenges.missing_overview", "0", "1", "contacts", -1},
    };
}

}  // namespace gemeinsim::tests
