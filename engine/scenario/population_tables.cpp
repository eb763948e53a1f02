// SPDX-License-Identifier: Apache-2.0
// What the user may write about actors, ties and places: the columns of their tables.
#include "scenario/population.h"
#include "scenario/tables.h"

namespace gemeinsim {
namespace {

constexpr Range share{0, 1};
constexpr Range not_negative{0};

}  // namespace

const ParameterTable<PopulationParameters>& population_parameters() {
    using P = PopulationParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("population")
            .integer("inhabitants", &P::inhabitants,
                     {.range = {0, 1e8},
                      .role = Role::constant,
                      .source = given_by_user,
                      .text = "people who live there; gives the number of actors where no count does"})
            .integer("administration", &P::administration,
                     {.range = {0, 2147483647},
                      .role = Role::constant,
                      .source = given_by_user,
                      .text = "units of the administration to synthesise where no actors are listed"})
            .integer("civil_society", &P::civil_society,
                     {.range = {0, 2147483647},
                      .role = Role::constant,
                      .source = given_by_user,
                      .text = "civil-society organisations to synthesise where no actors are listed"})
            .integer("business", &P::business,
                     {.range = {0, 2147483647},
                      .role = Role::constant,
                      .source = given_by_user,
                      .text = "firms to synthesise where no actors are listed"})
            .real("administration_per_1000", &P::administration_per_1000,
                  {.unit = "actors per 1000 inhabitants",
                   .range = {0, 1000},
                   .standard = .5,
                   .text = "units of the administration, where the counts come from inhabitants"})
            .real("civil_society_per_1000", &P::civil_society_per_1000,
                  {.unit = "actors per 1000 inhabitants",
                   .range = {0, 1000},
                   .standard = 7.8,
                   .source = "ZiviZ 2022: 656,888 organisations, 84 million inhabitants",
                   .text = "civil-society organisations, where the counts come from inhabitants"})
            .real("business_per_1000", &P::business_per_1000,
                  {.unit = "actors per 1000 inhabitants",
                   .range = {0, 1000},
                   .standard = 5.3,
                   .source = "Destatis 2022: 3.4 million legal units, 13 % with 10 employees or more",
                   .text = "firms with 10 employees or more, where the counts come from inhabitants"})
            .integer(
                "municipalities", &P::municipalities,
                {.range = {0, 100000},
                 .role = Role::constant,
                 .source = given_by_user,
                 .text = "municipalities over which the inhabitants are spread, by the sizes of German ones (2014: "
                         "3 of 4 below 5,000 inhabitants, 648 of 11,100 above 20,000, 77 above 100,000); 0: all "
                         "live in one place"})
            .real("municipality_area", &P::municipality_area,
                  {.unit = "km2",
                   .range = {.lower = 0, .upper = 1e6, .lower_excluded = true},
                   .standard = 33.1,
                   .role = Role::constant,
                   .source = "Germany: 357,000 km2 over 10,789 municipalities",
                   .text = "area of a municipality, which sets the distances between them"})
            .text("place", &P::place,
                  {.standard = "town",
                   .role = Role::constant,
                   .source = given_by_user,
                   .text = "the place of synthesised actors and of listed ones that name none"})
            .optional_real("memory_limit", &P::memory_limit,
                           {.unit = "GB",
                            .range = {0},
                            .role = Role::constant,
                            .source = "the memory of this machine",
                            .text = "more actors than fit are refused before they are made"});
    return table;
}

const ParameterTable<PopulationHierarchy>& population_hierarchy_parameters() {
    using P = PopulationHierarchy;
    const auto count = [](const char* text) {
        return Spec<int>{.range = {0, 10000}, .role = Role::constant, .source = given_by_user, .text = text};
    };
    const auto tiers = [](const char* text) {
        return Spec<std::vector<double>>{
            .unit = "units", .range = {1, 1000}, .role = Role::constant, .source = given_by_user, .text = text};
    };
    static const ParameterTable<P> table =
        ParameterTable<P>("population.hierarchy")
            .reals("administration", &P::administration,
                   tiers("tier by tier, how many units of the administration stand directly under each: [4, 3] makes "
                         "four departments of three units each below the head; what population.administration counts "
                         "beyond it stands under the last tier in turn; empty: all under the head"))
            .reals("business", &P::business,
                   tiers("tier by tier, the departments below the management of each firm, as further actors"))
            .reals("authority", &P::authority,
                   tiers("tier by tier, the departments below each authority of the levels above the municipality, as "
                         "further actors"))
            .integer("district", &P::district, count("authorities of districts to synthesise"))
            .integer("state", &P::state, count("authorities of states to synthesise"))
            .integer("federal", &P::federal, count("federal authorities to synthesise"))
            .integer("european", &P::european, count("European authorities to synthesise"))
            .real("boards", &P::boards,
                  {.range = share,
                   .role = Role::constant,
                   .source = given_by_user,
                   .text = "share of the civil-society organisations that stand under a board, a further actor"});
    return table;
}

const ParameterTable<ActorRow>& actor_columns() {
    using A = ActorRow;
    static const ParameterTable<A> table =
        ParameterTable<A>("")
            .text(
                "id", &A::id,
                {.role = Role::constant, .required = true, .source = given_by_user, .text = "unique name, case counts"})
            .text("title", &A::title,
                  {.role = Role::constant, .source = given_by_user, .text = "name in figures; the id where empty"})
            .choice(
                "sector", &A::sector,
                {{"administration", Sector::administration},
                 {"civil_society", Sector::civil_society},
                 {"business", Sector::business}},
                {.role = Role::constant, .required = true, .source = given_by_user, .text = "whose logic it follows"})
            .choice("level", &A::level,
                    {{"none", Level::none},
                     {"municipal", Level::municipal},
                     {"district", Level::district},
                     {"state", Level::state},
                     {"federal", Level::federal},
                     {"european", Level::european}},
                    {.standard = "none",
                     .role = Role::constant,
                     .source = given_by_user,
                     .text = "federal level; none outside them"})
            .choice("legal_form", &A::legal_form,
                    {{"drawn", LegalForm::drawn},
                     {"public_body", LegalForm::public_body},
                     {"association", LegalForm::association},
                     {"foundation", LegalForm::foundation},
                     {"company", LegalForm::company},
                     {"cooperative", LegalForm::cooperative},
                     {"church", LegalForm::church},
                     {"unregistered", LegalForm::unregistered}},
                    {.standard = "drawn",
                     .role = Role::constant,
                     .source = given_by_user,
                     .text = "what it is in law; drawn by sector where empty (churches and unregistered groups only "
                             "where they are named)"})
            .text("superior", &A::superior,
                  {.role = Role::constant, .source = given_by_user, .text = "id of the unit above"})
            .text(
                "place", &A::place,
                {.role = Role::constant, .source = given_by_user, .text = "where it is; population.place where empty"})
            .boolean(
                "broker_candidate", &A::broker_candidate,
                {.role = Role::constant, .source = given_by_user, .text = "may carry the relations of an initiative"})
            .boolean("owner", &A::owner,
                     {.role = Role::constant, .source = given_by_user, .text = "starts initiatives on its own account"})
            .boolean("voice", &A::voice,
                     {.role = Role::constant,
                      .source = given_by_user,
                      .text = "speaks for the target group: a council of parents, a tenants' association; drawn where "
                              "it says no"})
            .text("funder", &A::funder,
                  {.role = Role::constant, .source = given_by_user, .text = "id of the actor that funds it"})
            .optional_real("hours", &A::hours,
                           {.unit = "h/month",
                            .range = not_negative,
                            .source = given_by_user,
                            .text = "staff time for cooperation; drawn where empty"})
            .optional_real(
                "know_how", &A::know_how,
                {.range = share, .source = given_by_user, .text = "skill in managing networks; drawn where empty"})
            .optional_real(
                "impact_orientation", &A::impact_orientation,
                {.range = share, .source = given_by_user, .text = "engagement with impact; drawn where empty"})
            .optional_real(
                "reliability", &A::reliability,
                {.range = share, .source = given_by_user, .text = "keeps what it promises; drawn where empty"})
            .optional_real("term", &A::term,
                           {.unit = "months",
                            .range = {12, 240},
                            .role = Role::constant,
                            .source = given_by_user,
                            .text = "between two elections of its head, for heads of municipalities; that of its "
                                    "place where empty"})
            .date("appears", &A::appears,
                  {.role = Role::constant,
                   .source = given_by_user,
                   .text = "month in which it appears, as a newcomer; from before the run where empty"})
            .date(
                "ends", &A::ends,
                {.role = Role::constant,
                 .source = given_by_user,
                 .text = "month with whose beginning it ends and nobody takes its place; it ends at no other time; by "
                         "chance, if at all, where empty"})
            .money("money", &A::money,
                   {.range = not_negative, .source = given_by_user, .text = "at month 0, or when it appears"})
            .real_by_key(
                "salience", &A::salience,
                {.range = share,
                 .source = given_by_user,
                 .text = "share of its interest that a topic has; the rest goes to matters outside the scenario; drawn "
                         "where empty"})
            .real_by_key("position", &A::position,
                         {.range = share, .source = given_by_user, .text = "what it wants in a topic"})
            .real_by_key("asset", &A::asset,
                         {.range = share,
                          .source = given_by_user,
                          .text = "what it holds of information, competence, resources, influence, control"})
            .real_by_key("covariate", &A::covariate,
                         {.source = given_by_user, .text = "a number of the user's own, for effects that name it"});
    return table;
}

const ParameterTable<TieRow>& tie_columns() {
    using T = TieRow;
    static const ParameterTable<T> table =
        ParameterTable<T>("")
            .text("from", &T::from,
                  {.role = Role::constant, .required = true, .source = given_by_user, .text = "id of an actor"})
            .text("to", &T::to,
                  {.role = Role::constant, .required = true, .source = given_by_user, .text = "id of another actor"})
            .boolean("pact", &T::pact,
                     {.role = Role::constant, .source = given_by_user, .text = "formal cooperation, not only contact"});
    return table;
}

const ParameterTable<Place>& place_columns() {
    using P = Place;
    static const ParameterTable<P> table =
        ParameterTable<P>("")
            .text(
                "id", &P::id,
                {.role = Role::constant, .required = true, .source = given_by_user, .text = "unique name, case counts"})
            .real("x_km", &P::x_km,
                  {.unit = "km", .role = Role::constant, .source = given_by_user, .text = "east of any origin"})
            .real("y_km", &P::y_km,
                  {.unit = "km", .role = Role::constant, .source = given_by_user, .text = "north of any origin"})
            .optional_real("term", &P::term,
                           {.unit = "months",
                            .range = {12, 240},
                            .role = Role::constant,
                            .source = given_by_user,
                            .text = "between two elections of its administration's head; leadership.term where "
                                    "empty"})
            .integer("inhabitants", &P::inhabitants,
                     {.range = {0, 1e8},
                      .role = Role::constant,
                      .source = given_by_user,
                      .text = "people who live there; gives the actors of the place where none are listed"});
    return table;
}

std::vector<RowTable> population_tables() {
    return {{.path = "population.actors",
             .from_csv = true,
             .columns = actor_columns().parameters(),
             .text = "who there is; synthesised from counts where it is left out"},
            {.path = "population.ties",
             .from_csv = true,
             .columns = tie_columns().parameters(),
             .text = "ties that exist at month 0; an undirected one may be listed from either side or from both"},
            {.path = "population.dyads",
             .from_csv = true,
             .columns = dyad_columns().parameters(),
             .text = "what is known of pairs of actors, for effects that name it; 0 for a pair that is not listed"},
            {.path = "population.places",
             .from_csv = true,
             .columns = place_columns().parameters(),
             .text = "municipalities and where they lie"}};
}

}  // namespace gemeinsim
