// SPDX-License-Identifier: Apache-2.0
#include "model/relations/effects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "model/model.h"
#include "model/relations/effect_families.h"
#include "model/state.h"
#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

using namespace effects;

// The order is that of EffectKind. To add an effect: its function in a family's file, its kind, its row.
constexpr EffectRow table[] = {
    {.kind = EffectKind::density, .name = "density", .formula = "sum_j x_ij", .own = density, .total = density},
    {.kind = EffectKind::pact_density,
     .name = "pact_density",
     .formula = "number of partners of i in pacts",
     .own = density,
     .total = density,
     .pact = true},
    {.kind = EffectKind::reciprocity,
     .name = "reciprocity",
     .formula = "sum_j x_ij x_ji",
     .fits = Fits::directed,
     .own = reciprocity,
     .total = reciprocity},
    {.kind = EffectKind::transitive_triads,
     .name = "transitive_triads",
     .formula = "sum_{j<h} x_ij x_ih x_jh",
     .fits = Fits::undirected,
     .own = transitive_triads,
     .total = transitive_triads,
     .own_paths = two_paths_out,
     .total_paths = two_paths_out},
    {.kind = EffectKind::transitive_triplets,
     .name = "transitive_triplets",
     .formula = "sum_{j,h} x_ij x_ih x_hj",
     .fits = Fits::directed,
     .own = transitive_triplets,
     .total = transitive_triplets_total,
     .own_paths = two_paths_out | shared_targets,
     .total_paths = two_paths_out | shared_targets | shared_sources},
    {.kind = EffectKind::transitive_ties,
     .name = "transitive_ties",
     .formula = "sum_j x_ij max_h(x_ih x_hj)",
     .own = transitive_ties,
     .total = transitive_ties_total,
     .own_paths = two_paths_out | shared_targets,
     .total_paths = two_paths_out | shared_targets | shared_sources},
    {.kind = EffectKind::three_cycles,
     .name = "three_cycles",
     .formula = "sum_{j,h} x_ij x_jh x_hi",
     .fits = Fits::directed,
     .own = three_cycles,
     .total = three_cycles,
     .own_paths = two_paths_back,
     .total_paths = two_paths_back},
    {.kind = EffectKind::indegree_popularity,
     .name = "indegree_popularity",
     .formula = "sum_j x_ij x_+j",
     .scope = Scope::separable,
     .own = indegree_popularity,
     .total = indegree_popularity_total,
     .own_alter = indegree_of,
     .total_alter = twice_indegree_of},
    {.kind = EffectKind::indegree_popularity_sqrt,
     .name = "indegree_popularity_sqrt",
     .formula = "sum_j x_ij sqrt(x_+j)",
     .scope = Scope::separable,
     .own = indegree_popularity_sqrt,
     .total = indegree_popularity_sqrt_total,
     .own_alter = root_of_indegree_of,
     .total_alter = power_of_indegree_of},
    {.kind = EffectKind::outdegree_popularity,
     .name = "outdegree_popularity",
     .formula = "sum_j x_ij x_j+",
     .fits = Fits::directed,
     .scope = Scope::separable,
     .own = outdegree_popularity,
     .total = two_paths_total,
     .own_alter = outdegree_of,
     .total_alter = outdegree_of},
    {.kind = EffectKind::outdegree_popularity_sqrt,
     .name = "outdegree_popularity_sqrt",
     .formula = "sum_j x_ij sqrt(x_j+)",
     .fits = Fits::directed,
     .scope = Scope::separable,
     .own = outdegree_popularity_sqrt,
     .total = outdegree_popularity_sqrt_total,
     .own_alter = root_of_outdegree_of,
     .total_alter = root_of_outdegree_of},
    {.kind = EffectKind::indegree_activity,
     .name = "indegree_activity",
     .formula = "x_i+ x_+i",
     .fits = Fits::directed,
     .scope = Scope::separable,
     .own = indegree_activity,
     .total = two_paths_total,
     .total_alter = outdegree_of},
    {.kind = EffectKind::indegree_activity_sqrt,
     .name = "indegree_activity_sqrt",
     .formula = "x_i+ sqrt(x_+i)",
     .fits = Fits::directed,
     .scope = Scope::separable,
     .own = indegree_activity_sqrt,
     .total = indegree_activity_sqrt_total,
     .total_alter = activity_of_target},
    {.kind = EffectKind::outdegree_activity,
     .name = "outdegree_activity",
     .formula = "x_i+^2",
     .scope = Scope::separable,
     .own = outdegree_activity,
     .total = outdegree_activity_total,
     .total_alter = twice_degree_if_undirected},
    {.kind = EffectKind::outdegree_activity_sqrt,
     .name = "outdegree_activity_sqrt",
     .formula = "x_i+ sqrt(x_i+)",
     .scope = Scope::separable,
     .own = outdegree_activity_sqrt,
     .total = outdegree_activity_sqrt_total,
     .total_alter = power_of_degree_if_undirected},
    {.kind = EffectKind::distance_two,
     .name = "distance_two",
     .formula = "number of j with x_ij = 0 and max_h(x_ih x_hj) = 1",
     .scope = Scope::global,
     .own = distance_two,
     .total = distance_two_total,
     .own_paths = two_paths_out,
     .total_paths = two_paths_out},
    {.kind = EffectKind::coauthor,
     .name = "coauthor",
     .formula = "1 + (1 + 1/n_i) sum_j x_ij / n_j, 0 where n_i = 0",
     .fits = Fits::undirected,
     .scope = Scope::global,
     .own = coauthor,
     .total = coauthor_total},
    {.kind = EffectKind::covariate_ego,
     .name = "covariate_ego",
     .formula = "v_i x_i+",
     .scope = Scope::separable,
     .own = covariate_ego,
     .total = covariate_ego_total,
     .total_alter = value_if_undirected,
     .covariate = CovariateNeed::number},
    {.kind = EffectKind::covariate_alter,
     .name = "covariate_alter",
     .formula = "sum_j x_ij v_j",
     .scope = Scope::separable,
     .own = covariate_alter,
     .total = covariate_alter_total,
     .own_alter = value_of,
     .total_alter = value_of,
     .covariate = CovariateNeed::number},
    {.kind = EffectKind::covariate_similarity,
     .name = "covariate_similarity",
     .formula = "sum_j x_ij (1 - |v_i - v_j| / range - mean over pairs)",
     .scope = Scope::pairwise,
     .own = covariate_similarity,
     .total = covariate_similarity,
     .covariate = CovariateNeed::number},
    {.kind = EffectKind::covariate_same,
     .name = "covariate_same",
     .formula = "sum_j x_ij [v_i = v_j]",
     .scope = Scope::pairwise,
     .own = covariate_same,
     .total = covariate_same,
     .covariate = CovariateNeed::label},
    {.kind = EffectKind::same_sector,
     .name = "same_sector",
     .formula = "sum_j x_ij [sector_i = sector_j]",
     .scope = Scope::pairwise,
     .own = covariate_same,
     .total = covariate_same},
    {.kind = EffectKind::dyadic_covariate,
     .name = "dyadic_covariate",
     .formula = "sum_j x_ij (w_ij - mean over pairs)",
     .scope = Scope::pairwise,
     .own = dyadic_covariate,
     .total = dyadic_covariate_total,
     .covariate = CovariateNeed::dyad},
};

constexpr bool in_order() {
    for (std::size_t k = 0; k < std::size(table); ++k)
        if (table[k].kind != static_cast<EffectKind>(k)) return false;
    return true;
}
static_assert(in_order(), "the table of effects follows EffectKind");

using ActorReading = double (*)(const Actors&, ActorId);

template <Asset asset>
double asset_of(const Actors& actors, ActorId i) {
    return actors.assets[i][static_cast<std::size_t>(asset)];
}

/// Built-in covariates; `label` are names and no numbers.
struct BuiltIn {
    const char* name;
    bool label;
    ActorReading read;
};
constexpr BuiltIn built_in[] = {
    {"sector", true, [](const Actors& a, ActorId i) { return static_cast<double>(a.sector[i]); }},
    {"place", true, [](const Actors& a, ActorId i) { return static_cast<double>(a.place[i].index()); }},
    {"department", true, [](const Actors& a, ActorId i) { return static_cast<double>(a.department[i].index()); }},
    {"level", false, [](const Actors& a, ActorId i) { return static_cast<double>(a.level[i]); }},
    {"know_how", false, [](const Actors& a, ActorId i) { return a.know_how[i]; }},
    {"impact_orientation", false, [](const Actors& a, ActorId i) { return a.impact_orientation[i]; }},
    {"reliability", false, [](const Actors& a, ActorId i) { return a.reliability[i]; }},
    {"hours", false, [](const Actors& a, ActorId i) { return a.hours[i].capacity; }},
    {"information", false, asset_of<Asset::information>},
    {"competence", false, asset_of<Asset::competence>},
    {"resources", false, asset_of<Asset::resources>},
    {"influence", false, asset_of<Asset::influence>},
    {"control", false, asset_of<Asset::control>},
};

const BuiltIn* find_built_in(const std::string& name) {
    const auto found = std::find_if(std::begin(built_in), std::end(built_in),
                                    [&](const BuiltIn& covariate) { return covariate.name == name; });
    return found == std::end(built_in) ? nullptr : &*found;
}

/// The mean of 1 - |v_i - v_j| / range over all pairs: in sorted order the k-th value is the larger one of k pairs.
double mean_similarity(std::vector<double> values, double per_range) {
    if (values.size() < 2) return 1;
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double differences = 0;
    for (std::size_t k = 0; k < values.size(); ++k) differences += values[k] * (2 * static_cast<double>(k) - (n - 1));
    return 1 - per_range * differences / (n * (n - 1) / 2);
}

void read_values(const Model& model, const Actors& actors, const std::string& name, EffectTerm& term, bool centred) {
    const std::size_t n = actors.size();
    term.values.resize(n);
    const BuiltIn* known = find_built_in(name);
    std::vector<double> living;
    for (const ActorId i : IdRange<ActorId>(n)) {
        // A user's own column of the same name goes first: it was written on purpose.
        const std::map<std::string, double>& own = model.population.actors[i].covariate;
        const auto given = own.find(name);
        term.values[i] = given != own.end() ? given->second : known != nullptr ? known->read(actors, i) : 0;
        if (actors.alive[i]) living.push_back(term.values[i]);
    }
    if (living.empty()) return;
    const auto [least, most] = std::minmax_element(living.begin(), living.end());
    term.per_range = *most > *least ? 1 / (*most - *least) : 0;
    if (!centred) return;
    if (term.row->kind == EffectKind::covariate_similarity) {
        term.centre = mean_similarity(living, term.per_range);
    } else if (term.row->covariate == CovariateNeed::number) {
        double mean = 0;
        for (const double value : living) mean += value;
        mean /= static_cast<double>(living.size());
        for (double& value : term.values) value -= mean;
    }
}

/// Over all pairs of different actors that no date keeps away.
double mean_distance_km(const Population& population, const Actors& actors) {
    Column<PlaceId, double> actors_at(population.places.size());
    for (const PlaceId place : population.place)
        if (place) actors_at[place] += 1;
    const std::vector<ActorId> away = actors.away();
    for (const ActorId actor : away)
        if (const PlaceId place = population.place[actor]) actors_at[place] -= 1;
    double total = 0;
    for (const PlaceId a : IdRange<PlaceId>(population.places.size()))
        for (const PlaceId b : IdRange<PlaceId>(population.places.size()))
            if (a < b && actors_at[a] > 0 && actors_at[b] > 0)
                total += 2 * actors_at[a] * actors_at[b] * distance_km(population, a, b);
    const auto n = static_cast<double>(population.place.size() - away.size());
    return n > 1 ? total / (n * (n - 1)) : 0;
}

const DyadicCovariate* find_dyad(const Population& population, const std::string& name) {
    for (const DyadicCovariate& dyad : population.dyads)
        if (dyad.name() == name) return &dyad;
    return nullptr;
}

}  // namespace

std::span<const EffectRow> effect_table() {
    return table;
}

const EffectRow& effect_row(EffectKind kind) {
    return table[static_cast<std::size_t>(kind)];
}

std::vector<EffectTerm> ready_effects(const Model& model, const State& now, Change change, bool pact) {
    const bool own = change == Change::own;
    std::vector<EffectTerm> terms;
    for (const Effect& effect : model.relations.effects) {
        const EffectRow& row = effect_row(effect.kind);
        if (row.pact != pact || effect.weight == 0) continue;
        EffectTerm term;
        term.row = &row;
        term.change = own ? row.own : row.total;
        term.alter = own ? row.own_alter : row.total_alter;
        term.paths = own ? row.own_paths : row.total_paths;
        term.weight = effect.weight;
        term.part = effect.part;
        term.population = &model.population;
        term.actors = &now.actors;
        if (effect.kind == EffectKind::same_sector) {
            read_values(model, now.actors, "sector", term, false);
        } else if (row.covariate == CovariateNeed::dyad) {
            term.dyad = find_dyad(model.population, effect.covariate);
            if (effect.centred)
                term.centre = term.dyad != nullptr ? term.dyad->mean(now.actors.away())
                                                   : mean_distance_km(model.population, now.actors);
        } else if (row.covariate != CovariateNeed::none) {
            read_values(model, now.actors, effect.covariate, term, effect.centred);
        }
        terms.push_back(std::move(term));
    }
    return terms;
}

namespace {

bool is_given(const Population& population, const std::string& name) {
    return std::any_of(population.actors.begin(), population.actors.end(),
                       [&](const ActorRow& actor) { return actor.covariate.contains(name); });
}

void check_actor_covariate(const Model& model, const Row& row, const Effect& effect, CovariateNeed need,
                           Issues& issues) {
    const Location where = where_of(row, "covariate");
    const std::string key = "relations.effects.covariate";
    if (is_given(model.population, effect.covariate)) {
        for (const ActorRow& actor : model.population.actors)
            if (!actor.covariate.contains(effect.covariate)) {
                issues.error({where, key,
                              fmt::format("actor {} has no covariate.{}", in_quotes_short(actor.id), effect.covariate),
                              "an effect needs a value for every actor",
                              "fill the column of population.actors for every actor"});
                return;
            }
        return;
    }
    const BuiltIn* known = find_built_in(effect.covariate);
    if (known == nullptr) {
        std::vector<std::string> names;
        for (const BuiltIn& covariate : built_in) names.emplace_back(covariate.name);
        for (const ActorRow& actor : model.population.actors)
            for (const auto& [name, value] : actor.covariate)
                if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        issues.error({where, key, "there is no covariate " + in_quotes_short(effect.covariate),
                      "known: " + joined(names),
                      did_you_mean(effect.covariate, names,
                                   "add the column covariate." + effect.covariate + " to population.actors")});
    } else if (known->label && need == CovariateNeed::number) {
        issues.error({where, key, in_quotes_short(effect.covariate) + " is a name and no number",
                      "only covariate_same compares names", "use covariate_same or a covariate that is a number"});
    }
}

void check_dyadic_covariate(const Model& model, const Row& row, const Effect& effect, Issues& issues) {
    if (effect.covariate == distance_covariate || find_dyad(model.population, effect.covariate) != nullptr) return;
    std::vector<std::string> names = {distance_covariate};
    for (const DyadicCovariate& dyad : model.population.dyads) names.push_back(dyad.name());
    issues.error({where_of(row, "covariate"), "relations.effects.covariate",
                  "there is no dyadic covariate " + in_quotes_short(effect.covariate), "known: " + joined(names),
                  did_you_mean(effect.covariate, names,
                               "add the column covariate." + effect.covariate + " to population.dyads")});
}

}  // namespace

void check_effects(const Model& model, const Scenario& scenario, Issues& issues) {
    const bool directed = model.relations.directed;
    const std::vector<Row>& rows = scenario.table("relations.effects");
    for (std::size_t e = 0; e < rows.size(); ++e) {
        const Row& row = rows[e];
        // Where the name was refused or left out, that has been told, and nothing else is known of the row.
        if (!is_given(row, "name")) continue;
        const Effect& effect = model.relations.effects[e];
        const EffectRow& known = effect_row(effect.kind);
        for (std::size_t before = 0; before < e; ++before) {
            const Effect& other = model.relations.effects[before];
            if (!is_given(rows[before], "name") || other.kind != effect.kind || other.part != effect.part ||
                other.covariate != effect.covariate)
                continue;
            issues.error({row.where, "relations.effects", fmt::format("{} is listed twice", known.name),
                          fmt::format("first in line {}", rows[before].where.line),
                          "remove one of them, or add the weights"});
            break;
        }
        if (known.fits != Fits::both && (known.fits == Fits::directed) != directed) {
            std::vector<std::string> names;
            for (const EffectRow& other : table)
                if (other.fits == Fits::both || (other.fits == Fits::directed) == directed)
                    names.emplace_back(other.name);
            issues.error({where_of(row, "name"), "relations.effects.name",
                          fmt::format("{} needs {} contacts", known.name, directed ? "undirected" : "directed"),
                          fmt::format("its formula is {}; contacts here are {}", known.formula,
                                      directed ? "directed" : "undirected"),
                          fmt::format("set relations.directed = {} or use one of: {}", !directed, joined(names))});
        }
        if (known.covariate == CovariateNeed::none) {
            if (!effect.covariate.empty())
                issues.error({where_of(row, "covariate"), "relations.effects.covariate",
                              fmt::format("{} reads no covariate", known.name),
                              "its formula holds none: " + std::string(known.formula),
                              "remove the key or use an effect covariate_*"});
        } else if (effect.covariate.empty()) {
            issues.error({row.where, "relations.effects.covariate", fmt::format("{} names no covariate", known.name),
                          "its formula needs one: " + std::string(known.formula), "add covariate = \"NAME\""});
        } else if (known.covariate == CovariateNeed::dyad) {
            check_dyadic_covariate(model, row, effect, issues);
        } else {
            check_actor_covariate(model, row, effect, known.covariate, issues);
        }
    }
}

unsigned paths_of(const std::vector<EffectTerm>& effects, bool outreach) {
    unsigned paths = outreach ? two_paths_out : no_paths;
    for (const EffectTerm& term : effects) paths |= term.paths;
    return paths;
}

}  // namespace gemeinsim
