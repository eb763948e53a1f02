// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/issues.h"
#include "base/money.h"
#include "scenario/dyads.h"
#include "scenario/parameter_table.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

enum class Sector { administration, civil_society, business };
inline constexpr int sector_count = 3;

/// `none` is an organisation outside the federal levels.
enum class Level { none, municipal, district, state, federal, european };
inline constexpr std::size_t level_count = 6;

/// What an organisation is in law, which funders ask for. `drawn`: left open, drawn by sector for each run.
enum class LegalForm { drawn, public_body, association, foundation, company, cooperative, church, unregistered };
inline constexpr int legal_form_count = 8;

/// One line of actors.csv, or one synthesised actor. What is left empty is drawn for each run.
struct ActorRow {
    std::string id;
    std::string title;
    Sector sector = Sector::civil_society;
    Level level = Level::none;
    LegalForm legal_form = LegalForm::drawn;
    std::string superior;  ///< id of the unit above, empty for none
    std::string place;
    bool broker_candidate = false;  ///< may carry the relations of an initiative
    bool owner = false;             ///< starts initiatives on its own account
    bool voice = false;             ///< speaks for the people whom the work is for
    std::string funder;             ///< id of the actor that funds it, empty for none
    std::optional<double> hours;    ///< h/month of staff time for cooperation
    std::optional<double> know_how;
    std::optional<double> impact_orientation;
    std::optional<double> reliability;
    std::optional<double> term;               ///< months between elections of its head
    std::optional<Calendar> appears;          ///< its first month; empty: there from the start
    std::optional<Calendar> ends;             ///< with the beginning of this month; empty: by chance, if at all
    Cents money = 0;                          ///< cents at month 0, or when it appears
    std::map<std::string, double> salience;   ///< by topic
    std::map<std::string, double> position;   ///< by topic
    std::map<std::string, double> asset;      ///< by asset: information, competence, resources, influence, control
    std::map<std::string, double> covariate;  ///< by name: numbers of the user's own
};

/// One line of ties.csv: a tie that exists at month 0.
struct TieRow {
    std::string from;
    std::string to;
    bool pact = false;
};

struct Place {
    std::string id;
    double x_km = 0;
    double y_km = 0;
    std::optional<double> term = {};  ///< months between elections of its administration's head
    int inhabitants = 0;              ///< for whom actors are synthesised
};

struct Tie {
    ActorId from;
    ActorId to;
    bool pact = false;
};

/// Who there is: rows sorted by (place, id), which gives actors their numbers, with references resolved.
struct Population {
    Column<ActorId, ActorRow> actors;
    Column<ActorId, ActorId> superior;  ///< none for the roots
    Column<ActorId, ActorId> funder;
    Column<ActorId, PlaceId> place;
    Column<PlaceId, Place> places;
    std::vector<Tie> ties;               ///< sorted by (from, to)
    std::vector<DyadicCovariate> dyads;  ///< sorted by name
};

/// Straight-line distance; 0 within a place and where either is unknown.
double distance_km(const Population& population, PlaceId a, PlaceId b);

/// [population]: counts for synthesis where no actors are listed, and the memory guard.
struct PopulationParameters {
    int inhabitants = 0;
    int administration = 0;
    int civil_society = 0;
    int business = 0;
    double administration_per_1000 = 0;  ///< used where inhabitants are given and no count is
    double civil_society_per_1000 = 0;
    double business_per_1000 = 0;
    int municipalities = 0;        ///< over which the inhabitants are spread; 0: one place
    double municipality_area = 0;  ///< km2
    std::string place;
    std::optional<double> memory_limit;  ///< GB; empty: the memory of this machine
};

/// [population.hierarchy]: the shape of what is synthesised. A list tells tier by tier how many units stand directly
/// under each unit of the tier above.
struct PopulationHierarchy {
    std::vector<double> administration;  ///< arranges the units that population.administration counts
    std::vector<double> business;        ///< departments under the management of each firm, further actors
    std::vector<double> authority;       ///< departments under each of the following, further actors
    int district = 0;                    ///< administrations of a level, each without a superior
    int state = 0;
    int federal = 0;
    int european = 0;
    double boards = 0;  ///< share of the civil-society organisations that stand under a board of their own
};

/// What one actor takes in rows, state and lists, for the memory guard; a round upper estimate.
inline constexpr std::int64_t bytes_per_actor = 4096;

const ParameterTable<PopulationParameters>& population_parameters();
const ParameterTable<PopulationHierarchy>& population_hierarchy_parameters();
const ParameterTable<ActorRow>& actor_columns();
const ParameterTable<TieRow>& tie_columns();
const ParameterTable<Place>& place_columns();

/// The tables "population.actors", "population.ties", "population.dyads" and "population.places" for the registry.
std::vector<RowTable> population_tables();

/// Actors of the scenario's tables, or synthesised from its counts, or from its inhabitants where no count is
/// given - those of one town, of every place that lists inhabitants, or of `population.municipalities`:
/// administration_0001, civil_society_0001, business_0001 ... at `population.place`, the first unit of the
/// administration heading the others, the first of each sector a broker candidate; in the shape that
/// [population.hierarchy] gives (synthesis.h). The same actors stand in the same order whatever the order of the
/// input. Adds to `issues`: no actor at all, empty and duplicate
/// ids, unknown superiors, funders, places, topics and assets, cycles in the hierarchy, ties to unknown actors
/// or to oneself, duplicate ties, more actors than memory holds (checked before they are made); warns of
/// counts that listed actors make idle. Where it adds an error the result is what is left of the population, so that
/// other checks can go on: unknown references are none, circles are cut, unknown places the first; nobody where there
/// are more actors than memory holds.
///
/// Cost: O((actors + ties) log(actors + ties)).
Population read_population(const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
