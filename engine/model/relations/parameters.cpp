// SPDX-License-Identifier: Apache-2.0
#include "model/relations/parameters.h"

#include <limits>
#include <utility>

#include "model/relations/effects.h"

namespace gemeinsim {
namespace {

using P = RelationsParameters;
using RelationsTable = ParameterTable<P>;

void add_choice(RelationsTable& table) {
    table
        .boolean("directed", &P::directed,
                 {.standard = false,
                  .role = Role::constant,
                  .source = "assumption",
                  .text = "Whether a contact is an arc from ego to alter instead of a tie of both"})
        .choice("kernel", &P::kernel,
                {{"actor", Kernel::actor}, {"pair", Kernel::pair}, {"improving", Kernel::improving}},
                {.standard = "actor",
                 .source = "Snijders 2001 (actor); Jackson & Watts 2002 (improving)",
                 .text = "How a ring of an actor's clock revises its ties: a choice among all partners, a meeting with "
                         "a random one, or a change only where it pays"})
        .choice("consent", &P::consent,
                {{"unilateral", Consent::unilateral},
                 {"mutual", Consent::mutual},
                 {"joint", Consent::joint},
                 {"forcing", Consent::forcing}},
                {.standard = "mutual",
                 .source = "Jackson & Wolinsky 1996",
                 .text = "Whose agreement a tie needs; either side may end it alone"})
        .choice("consideration", &P::consideration,
                {{"aware", Consideration::aware}, {"complete", Consideration::complete}},
                {.standard = "aware",
                 .source = "assumption",
                 .text = "Whether an actor chooses among those it knows of or among all"})
        .choice(
            "change", &P::change, {{"own", Change::own}, {"total", Change::total}},
            {.standard = "own",
             .source = "assumption",
             .text = "Whether a structural effect weighs the change of ego's own statistic or of the graph's count; "
                     "they differ where a tie stands in the statistics of several actors: triplets, supported "
                     "ties, degrees, distances, co-authors"})
        .real("rationality", &P::rationality,
              {.range = {0, 1000},
               .standard = 12,
               .text = "How sharply a choice follows the evaluation function: 0 is chance; only rationality times the "
                       "function is identified"})
        .real("contact_rate", &P::contact_rate,
              {.unit = "1/month",
               .range = {0, 100},
               .standard = .5,
               .source = "assumption as far as the data do not identify it; fitted to the control population, "
                         "docs/calibration.md",
               .text = "Rate at which an actor revises contacts"})
        .real("pact_rate", &P::pact_rate,
              {.unit = "1/month",
               .range = {0, 100},
               .standard = 1.0 / 6,
               .text = "Rate at which an actor revises pacts"});
}

void add_benefits(RelationsTable& table) {
    table
        .real("motive_scale", &P::motive_scale,
              {.range = {0, 100},
               .standard = 1,
               .text = "Weight of the motives: information, outreach, competence, resources, influence, control, "
                       "enjoyment"})
        .real("reach_weight", &P::reach_weight,
              {.range = {0, 100},
               .standard = 0,
               .source = "Jackson & Wolinsky 1996",
               .text = "Weight of the connections term sum_j delta^d(i,j)"})
        .real("reach_delta", &P::reach_delta,
              {.range = {0, 1},
               .standard = .5,
               .source = "Jackson & Wolinsky 1996",
               .text = "What is left of the value of a partner per step of distance"})
        .real("reach_max", &P::reach_max,
              {.unit = "steps",
               .range = {.lower = 1, .infinite = true},
               .standard = 3,
               .text = "Distance beyond which nobody counts; inf for no limit"})
        .choice("reach_over", &P::reach_over, {{"out", ReachOver::out}, {"either", ReachOver::either}},
                {.standard = "out",
                 .source = "Bala & Goyal 2000",
                 .text = "Whether directed contacts reach along their direction only (one-way flow) or both ways "
                         "(two-way flow)"})
        .boolean("reach_counts_self", &P::reach_counts_self,
                 {.standard = false,
                  .source = "Bala & Goyal 2000",
                  .text = "Whether the connections term counts ego itself, at full value; changes welfare, no choice"})
        .money("money_reference", &P::money_reference,
               {.range = {1, 1e9},
                .standard = 50000,
                .text = "Free money of a partner that fully satisfies the motive resources"})
        .real("joint_benefit", &P::joint_benefit,
              {.range = {0, 10},
               .standard = .6,
               .source = "assumption",
               .text = "Benefit of a contact between two active members of one initiative that is fully coordinated "
                       "by a paid office (the effect co_membership)"})
        .real("joint_without_office", &P::joint_without_office,
              {.range = {0, 1},
               .standard = .35,
               .source = "assumption",
               .text = "What is left of that benefit where no office works"});
}

void add_costs(RelationsTable& table) {
    table
        .real("contact_cost", &P::contact_cost,
              {.range = {0, 10}, .standard = .25, .text = "Cost of a contact without frictions"})
        .real("pact_cost", &P::pact_cost,
              {.range = {0, 10}, .standard = .45, .text = "Cost of a pact without frictions"})
        .real("pact_weight", &P::pact_weight,
              {.range = {0, 100}, .standard = 2, .text = "Benefit of a pact in contacts"})
        .real("contact_hours", &P::contact_hours,
              {.unit = "h/month",
               .range = {0, 100},
               .standard = .4,
               .text = "Staff time that a contact takes of each side"})
        .real("pact_hours", &P::pact_hours,
              {.unit = "h/month",
               .range = {0, 100},
               .standard = 1.5,
               .text = "Staff time that a pact takes of each side, its contact included"})
        .real("crowding", &P::crowding,
              {.range = {0, 100},
               .standard = .3,
               .text = "Cost of having all hours taken by ties; grows with the square of the share"})
        .real("g_logic", &P::g_logic,
              {.range = {0, 10},
               .dial = Dial{"opposing_logics", 0, 1.2},
               .text = "Extra cost across fully opposed logics of action, as a share"})
        .real("g_silo", &P::g_silo,
              {.range = {0, 10},
               .dial = Dial{"hierarchy_silos", 0, 1},
               .text = "Extra cost between departments, as a share"})
        .real("g_level", &P::g_level,
              {.unit = "1/level",
               .range = {0, 10},
               .standard = .15,
               .text = "Extra cost per federal level between two units, as a share"})
        .real("g_person", &P::g_person,
              {.range = {0, 10},
               .dial = Dial{"personal_differences", 0, .4},
               .text = "Extra cost per unit of personal distance, as a share"})
        .real("g_compete", &P::g_compete,
              {.range = {0, 10},
               .dial = Dial{"dependence_competition", 0, .8},
               .text =
                   "Extra cost between actors that work on the same topics from the same source of money, as a share"})
        .real("g_depend", &P::g_depend,
              {.range = {0, 10},
               .dial = Dial{"dependence_competition", 0, .6},
               .text = "Extra cost of a partner that funds or supervises ego, as a share"})
        .real("g_role", &P::g_role,
              {.range = {0, 10},
               .dial = Dial{"dependence_competition", 0, .4},
               .text = "Extra cost per further role between the two (funder, superior, competitor), as a share"})
        .real("g_distance", &P::g_distance,
              {.unit = "1/km",
               .range = {0, 10},
               .standard = .02,
               .text = "Extra cost per kilometre between places, as a share"})
        .real("h_know_how", &P::h_know_how,
              {.range = {0, 1}, .standard = .4, .text = "Share of the cost that full know-how of both sides saves"})
        .real("h_trust", &P::h_trust,
              {.range = {0, 10},
               .standard = 1,
               .text = "How trust lowers the cost: by the factor exp(-h_trust * E[trust])"});
}

void add_ladder(RelationsTable& table) {
    table
        .real("pact_trust", &P::pact_trust,
              {.range = {0, 1},
               .standard = .65,
               .source = "assumption",
               .text = "Trust that both sides must exceed before they propose a pact"})
        .real("pact_end_trust", &P::pact_end_trust,
              {.range = {0, 1}, .standard = .5, .text = "Trust of either side below which a pact ends"})
        .real("pact_overlap", &P::pact_overlap,
              {.range = {0, 1},
               .standard = .1,
               .text = "Common interest in topics, sum of min(q_i, q_j), that a pact needs"})
        .integer("pact_term", &P::pact_term,
                 {.unit = "months",
                  .range = {1, 32000},
                  .standard = 24,
                  .text = "Term of a pact, after which every party must renew it or leave"})
        .integer("pact_parties", &P::pact_parties,
                 {.unit = "actors",
                  .range = {2, 1000},
                  .standard = 6,
                  .source = "assumption",
                  .text = "Largest number of parties to which a pact can be extended"})
        .real("pact_further", &P::pact_further,
              {.range = {0, 1},
               .standard = .5,
               .source = "assumption",
               .text = "What each party beyond the second adds to the cost and hours of a pact, as a share of what the "
                       "second takes beyond its contact: one table serves all; 1 is as much as a pact of its own"});
}

void add_contents(RelationsTable& table) {
    table
        .real("information_content", &P::information_content,
              {.range = {0, 1},
               .standard = 1,
               .source = "assumption",
               .text = "Share of pairs along whose contact information is told"})
        .real(
            "clients_content", &P::clients_content,
            {.range = {0, 1},
             .standard = 1,
             .source = "assumption",
             .text = "Share of pairs with a common topic that in contact send clients to each other, so that nobody is "
                     "served twice"})
        .real("content_choice", &P::content_choice,
              {.range = {0, 20},
               .standard = 1,
               .source = "assumption",
               .text = "How much an actor's motives sway whether it agrees to information, clients or joint work along "
                       "a contact, which takes both sides; 0: every pair is alike, and the shares of contents hold"});
}

void add_awareness(RelationsTable& table) {
    table
        .real("awareness_within", &P::awareness_within,
              {.range = {.lower = 0, .upper = 1},
               .dial = Dial{"missing_overview", 1, .1, Scale::logarithmic},
               .source = "assumption",
               .text = "Share of its own sector in its own place that an actor knows of through chance meetings alone"})
        .real("awareness_across", &P::awareness_across,
              {.range = {.lower = 0, .upper = 1},
               .dial = Dial{"missing_overview", 1, .02, Scale::logarithmic},
               .source = "assumption",
               .text = "The same for the other sectors"})
        .integer("awareness_memory", &P::awareness_memory,
                 {.unit = "months",
                  .range = {1, 1200},
                  .standard = 24,
                  .text = "Time after which an actor that was not heard of again is forgotten"})
        .integer("awareness_cap", &P::awareness_cap,
                 {.unit = "actors",
                  .range = {1, 100000},
                  .standard = 150,
                  .source = "assumption",
                  .text = "Number of actors that one can know of"})
        .real("meeting_range", &P::meeting_range,
              {.unit = "km",
               .range = {.lower = 0, .lower_excluded = true, .infinite = true},
               .standard = 20,
               .text = "Distance over which chance meetings thin out to 1/e"})
        .real("meeting_cap", &P::meeting_cap,
              {.unit = "1/month",
               .range = {.lower = 0, .lower_excluded = true, .infinite = true},
               .standard = 20,
               .source = "assumption",
               .text =
                   "Chance meetings that an actor begins with others of its place, on average, at most: in a place of "
                   "so many that awareness_within and awareness_across would ask for more, all are rarer"})
        .real("hearsay_rate", &P::hearsay_rate,
              {.unit = "1/month",
               .range = {0, 100},
               .standard = .5,
               .text = "Rate at which a partner mentions one of its partners"});
}

}  // namespace

const ParameterTable<RelationsParameters>& relations_parameters() {
    static const RelationsTable table = [] {
        RelationsTable all("relations");
        add_choice(all);
        add_benefits(all);
        add_costs(all);
        add_ladder(all);
        add_contents(all);
        add_awareness(all);
        return all;
    }();
    return table;
}

const ParameterTable<Effect>& effect_columns() {
    static const ParameterTable<Effect> table = [] {
        std::vector<std::pair<std::string, EffectKind>> names;
        for (const EffectRow& row : effect_table()) names.emplace_back(row.name, row.kind);
        return ParameterTable<Effect>("")
            .choice("name", &Effect::kind, std::move(names),
                    {.role = Role::constant,
                     .required = true,
                     .source = "RSiena manual",
                     .text = "Which structural effect"})
            .real("weight", &Effect::weight,
                  {.range = {-100, 100},
                   .standard = 0,
                   .role = Role::uncertainty,
                   .source = "the user",
                   .text = "Its parameter beta_k in the evaluation function"})
            .choice("kind", &Effect::part,
                    {{"evaluation", EffectPart::evaluation},
                     {"creation", EffectPart::creation},
                     {"endowment", EffectPart::endowment}},
                    {.standard = "evaluation",
                     .role = Role::constant,
                     .source = "RSiena manual",
                     .text = "Whether it weighs all changes, the making of ties only (creation), or their ending only "
                             "(endowment)"})
            .text("covariate", &Effect::covariate,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "Name of the covariate that effects covariate_* and dyadic_covariate read: a column "
                           "covariate.NAME of population.actors or population.dyads, or a built-in one"})
            .boolean("centred", &Effect::centred,
                     {.standard = true,
                      .role = Role::constant,
                      .source = "RSiena manual",
                      .text = "Whether the covariate (or similarity) is taken off its mean; false keeps it as given, "
                              "for costs"});
    }();
    return table;
}

const ParameterTable<ScheduleParameters>& schedule_parameters() {
    using S = ScheduleParameters;
    static const ParameterTable<S> table =
        ParameterTable<S>("schedule")
            .choice("mode", &S::mode, {{"sequential", ScheduleMode::sequential}, {"parallel", ScheduleMode::parallel}},
                    {.standard = "sequential",
                     .role = Role::constant,
                     .source = "a numerical method: docs/model.md shows how the second converges to the first",
                     .text = "Whether each ring of a clock acts on the network as all rings before it have left it, or "
                             "those of one part of a month act on its start together, for large worlds on many "
                             "threads"})
            .integer("substeps", &S::substeps,
                     {.unit = "1/month",
                      .range = {1, 1000000},
                      .standard = 16,
                      .role = Role::constant,
                      .source = "a numerical method: docs/model.md shows how the error falls with it",
                      .text = "Parts of a month under the parallel schedule"});
    return table;
}

}  // namespace gemeinsim
