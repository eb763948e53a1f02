// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/issues.h"
#include "model/actors/attribute_laws.h"
#include "model/actors/parameters.h"
#include "model/calendar/parameters.h"
#include "model/exchange/parameters.h"
#include "model/funding/parameters.h"
#include "model/hierarchy/parameters.h"
#include "model/impact/parameters.h"
#include "model/initiative/governance.h"
#include "model/initiative/membership_parameters.h"
#include "model/initiative/parameters.h"
#include "model/relations/parameters.h"
#include "model/remedies/parameters.h"
#include "scenario/initial_network.h"
#include "scenario/population.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// A scenario compiled for running: typed, resolved, checked; const ever after and shared by threads.
struct Model {
    Calendar calendar;
    TimeParameters time;
    Population population;
    std::vector<Lifetime> lifetimes;  ///< of those that the population dates, sorted by actor
    InitialNetworkParameters initial_network;
    Column<TopicId, Topic> topics;
    ActorsParameters actors;
    std::shared_ptr<const AttributeLaws> attribute_laws;  ///< of `actors`: who changes one makes the other anew
    RelationsParameters relations;
    ScheduleParameters schedule;
    ExchangeParameters exchange;
    HierarchyParameters hierarchy;
    JurisdictionParameters jurisdiction;
    LeadershipParameters leadership;
    FundingParameters funding;
    Column<ProgrammeId, Programme> programmes;
    GovernanceParameters governance;
    InitiativesParameters initiatives;
    MembershipParameters membership;
    std::vector<PrescribedRow> prescribed;
    ImpactParameters impact;
    std::vector<Shock> shocks;
    std::vector<Remedy> remedies;
    OutputsParameters outputs;
    std::shared_ptr<const Model> trunk;  ///< what holds before `fork`, where this is a branch; else none
    Month fork = 0;
};

/// What a run lives by in a month: the model itself, or its trunk before the fork.
inline const Model& in_force(const Model& model, Month month) {
    return model.trunk && month < model.fork ? *model.trunk : model;
}

/// Compiles a scenario. Whatever its parts contradict in each other is added to `issues`; the model may be
/// run only where there are none. Cost: linear in parameters, rows and actors; done once per point of a
/// sweep.
Model build(const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
