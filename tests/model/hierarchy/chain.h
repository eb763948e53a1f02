// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "model/actors/rules.h"
#include "model/exchange/rules.h"
#include "model/hierarchy/jurisdiction.h"
#include "model/hierarchy/rules.h"
#include "model/registry.h"

namespace gemeinsim::tests {

/// A world of one hierarchy: actor 0 heads it, each further actor stands under the one before it.
inline Model chain_model(std::size_t actors) {
    Model model;
    model.time.burn_in = 0;
    model.actors = actors_parameters().defaults();
    model.attribute_laws = std::make_shared<const AttributeLaws>(model.actors);
    model.hierarchy = hierarchy_parameters().defaults();
    model.jurisdiction = jurisdiction_parameters().defaults();
    model.jurisdiction.holders = 0;
    model.leadership = leadership_parameters().defaults();
    model.hierarchy.approval_depth = 12;
    model.hierarchy.weight_membership = 1;
    model.hierarchy.utilisation = 0;
    model.hierarchy.return_probability = 0;
    model.hierarchy.veto_intercept = -100;
    model.hierarchy.veto_distance = 0;
    model.hierarchy.absence_rate = 0;
    model.hierarchy.expiry_months = 1200;
    Topic topic;
    topic.id = "youth";
    model.topics.push_back(topic);
    model.population.places.push_back({"town", 0, 0});
    for (std::size_t i = 0; i < actors; ++i) {
        ActorRow row;
        row.id = "unit_" + std::to_string(i);
        row.place = "town";
        row.sector = Sector::administration;
        row.level = Level::municipal;
        model.population.actors.push_back(row);
        model.population.superior.push_back(i > 0 ? ActorId(i - 1) : ActorId());
        model.population.funder.push_back(ActorId());
        model.population.place.push_back(PlaceId(0));
    }
    return model;
}

inline State chain_state(const Model& model, RunKey key) {
    State now;
    now.key = key;
    now.actors = initial_actors(model, key);
    now.approvals = initial_approvals(model);
    now.trust = initial_trust(model);
    return now;
}

/// Another actor of its own hierarchy; returns its number.
inline ActorId add_head(Model& model, const std::string& id, Sector sector, Level level, PlaceId place = PlaceId(0)) {
    ActorRow row;
    row.id = id;
    row.place = "town";
    row.sector = sector;
    row.level = level;
    model.population.actors.push_back(row);
    model.population.superior.push_back(ActorId());
    model.population.funder.push_back(ActorId());
    model.population.place.push_back(place);
    return ActorId(model.population.actors.size() - 1);
}

}  // namespace gemeinsim::tests
