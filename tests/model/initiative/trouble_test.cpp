// SPDX-License-Identifier: Apache-2.0
// What goes wrong in the middle of a run is lived through: a payer that ends, a host that dissolves, an owner that
// leaves, a superior removed with cases waiting, a member in two initiatives that bid for the same call. Every month
// the books of money and hours must agree (advance() throws where they do not) and nothing may refer to who is gone.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "model/actors/rules.h"
#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/model.h"
#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim::tests {
namespace {

Model town(std::vector<Override> overrides) {
    overrides.push_back({"time.months", "60"});
    overrides.push_back({"initiatives.rate_initiation", "0.6"});
    overrides.push_back({"initiatives.rate_design", "0.6"});
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

const char* fund =
    "[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,"
    "office_share=0.8}]";

void expect_sound(const State& now) {
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        const Hours& hours = now.actors.hours[i];
        EXPECT_GE(hours.free(), -1e-9);
    }
    for (const Initiative& one : now.initiatives.all) {
        if (!one.alive()) {
            for (const Member& member : one.members) EXPECT_EQ(member.given_hours, 0);
            continue;
        }
        for (const Member& member : one.members)
            EXPECT_TRUE(member.given_hours <= 0 || now.actors.alive[member.actor] != 0);
    }
}

/// Lives `months` months; before the month `when` something happens.
State live(const Model& model, std::uint64_t replicate, Month when, const std::function<bool(State&)>& trouble,
           bool& happened, const std::function<void(const State&)>& afterwards = {}) {
    State now = initial_state(model, {21, replicate});
    happened = false;
    for (Month month = 0; month < model.time.months; ++month) {
        if (month >= when && !happened) happened = trouble(now);
        advance(model, month, now);
        expect_sound(now);
        if (happened && afterwards) afterwards(now);
    }
    return now;
}

const Initiative* living(const State& now) {
    for (const Initiative& one : now.initiatives.all)
        if (one.alive()) return &one;
    return nullptr;
}

/// Runs replicates until the trouble has struck in some of them, and says in how many.
int struck(const Model& model, Month when, const std::function<bool(State&)>& trouble,
           const std::function<void(const State&)>& afterwards = {}) {
    int times = 0;
    for (std::uint64_t replicate = 0; replicate < 4; ++replicate) {
        bool happened = false;
        live(model, replicate, when, trouble, happened, afterwards);
        times += happened ? 1 : 0;
    }
    return times;
}

TEST(Trouble, AHostThatDissolvesLeavesAnOfficeWithoutOne) {
    const Model model = town({{"governance.preset", "round_table"}});
    ActorId host;
    const auto dissolve = [&](State& now) {
        const Initiative* one = living(now);
        if (one == nullptr || !one->broker || !one->office_funded) return false;
        host = one->broker;
        end_actor(model, 20, now, host);
        return true;
    };
    EXPECT_GT(struck(model, 18, dissolve,
                     [&](const State& now) {
                         for (const Initiative& one : now.initiatives.all)
                             EXPECT_TRUE(!one.alive() || !one.broker || now.actors.alive[one.broker] != 0);
                     }),
              0);
}

TEST(Trouble, AMandateWhoseConvenerIsGoneEnds) {
    const Model model = town({{"governance.preset", "mandated"}, {"initiatives.retry_months", "1000"}});
    const auto remove = [&](State& now) {
        const Initiative* one = living(now);
        if (one == nullptr) return false;
        end_actor(model, 20, now, one->founder);
        return true;
    };
    bool happened = false;
    const State now = live(model, 0, 18, remove, happened);
    ASSERT_TRUE(happened);
    EXPECT_EQ(now.initiatives.all.front().cause, EndCause::leader_gone);
}

TEST(Trouble, APayerThatEndsLeavesTheOfficeUnpaid) {
    Model model = town({{"governance.preset", "network_office"},
                        {"governance.broker_paid_by", "grant"},
                        {"funding.programmes", fund}});
    // The programme has no money from month 20 on, and grants run out.
    int unpaid = 0;
    for (std::uint64_t replicate = 0; replicate < 4; ++replicate) {
        State now = initial_state(model, {21, replicate});
        bool was_paid = false;
        for (Month month = 0; month < 60; ++month) {
            Model later = model;
            if (month >= 20) later.shocks.push_back({ShockKind::budget, {}, 1000, "fund", 1, 20});
            advance(later, month, now);
            expect_sound(now);
            for (const Initiative& one : now.initiatives.all) {
                if (month < 20) was_paid = was_paid || one.office_funded;
                if (month == 59 && was_paid && one.alive() && !one.office_funded) ++unpaid;
            }
        }
    }
    EXPECT_GT(unpaid, 0);
}

TEST(Trouble, AMemberThatPaidFeesAndEndsIsReplacedByTheOthers) {
    const Model model = town({{"governance.preset", "network_office"}});
    const auto end_a_payer = [&](State& now) {
        const Initiative* one = living(now);
        if (one == nullptr) return false;
        for (const Member& member : one->members)
            if (member.fee > 0 && member.actor != one->founder &&
                now.actors.sector[member.actor] != Sector::administration) {
                end_actor(model, 20, now, member.actor);
                return true;
            }
        return false;
    };
    EXPECT_GT(struck(model, 12, end_a_payer), 0);
}

TEST(Trouble, AnOwnerThatLeavesDoesNotTakeTheInitiativeWithIt) {
    for (const char* preset : {"participant", "lead_organisation", "network_office", "round_table"}) {
        const Model model = town({{"governance.preset", preset}});
        int went_on = 0;
        Month month = 0;
        const auto leave = [&](State& now) {
            ++month;
            const Initiative* one = living(now);
            if (one == nullptr || participants(*one) < 6) return false;
            end_actor(model, month, now, one->founder);
            return true;
        };
        for (std::uint64_t replicate = 0; replicate < 4; ++replicate) {
            bool happened = false;
            month = 11;  // the first call is before month 12
            const State now = live(model, replicate, 12, leave, happened);
            if (!happened) continue;
            for (const Initiative& one : now.initiatives.all)
                went_on += now.actors.alive[one.founder] == 0 || one.last_progress > month ? 1 : 0;
        }
        EXPECT_GT(went_on, 0) << preset;
    }
}

TEST(Trouble, MembersThatEndAreTakenOffTheInitiative) {
    const Model model = town({{"governance.preset", "round_table"}, {"actors.birth_rate", "0"}});
    ActorId gone;
    const auto end_a_member = [&](State& now) {
        const Initiative* one = living(now);
        if (one == nullptr || one->measures.empty()) return false;
        for (const Member& member : one->members)
            if (takes_part(member) && member.actor != one->founder && member.actor != one->broker) {
                gone = member.actor;
                end_actor(model, 20, now, gone);
                return true;
            }
        return false;
    };
    EXPECT_GT(struck(model, 12, end_a_member,
                     [&](const State& now) {
                         for (const Initiative& one : now.initiatives.all) {
                             if (!one.alive()) continue;
                             for (const Member& member : one.members) EXPECT_NE(member.actor, gone);
                             for (const Measure& measure : one.measures) EXPECT_NE(measure.owner, gone);
                         }
                     }),
              0);
}

TEST(Trouble, ASuperiorRemovedWithCasesWaitingKeepsNobodyWaitingForEver) {
    const Model model = town({{"governance.preset", "round_table"},
                              {"hierarchy.approval_depth", "2"},
                              {"hierarchy.service_rate", "0.1"},
                              {"population.administration", "16"},
                              {"population.civil_society", "10"}});
    const auto remove = [&](State& now) {
        for (const Initiative& one : now.initiatives.all) {
            if (!one.alive()) continue;
            for (const Member& member : one.members) {
                if (!member.approval || status(now, member.approval) != CaseStatus::waiting) continue;
                const ActorId desk = waiting_at(now, member.approval);
                if (!desk || desk == one.founder) continue;
                end_actor(model, 20, now, desk);
                return true;
            }
        }
        return false;
    };
    EXPECT_GT(struck(model, 3, remove,
                     [&](const State& now) {
                         for (const Initiative& one : now.initiatives.all)
                             for (const Member& member : one.members) {
                                 if (!one.alive() || !member.approval) continue;
                                 const ActorId desk = waiting_at(now, member.approval);
                                 EXPECT_TRUE(!desk || now.actors.alive[desk] != 0);
                             }
                     }),
              0);
}

/// A town with two topics where every actor that founds takes both.
Model two_topics() {
    const std::string rows =
        "[{founder = \"civil_society_0001\", topic = \"youth\"}, {founder = \"civil_society_0002\", topic = \"work\"}]";
    return town({{"topics.work.title", "Work"},
                 {"initiatives.founding", "date"},
                 {"initiatives.prescribed", rows},
                 {"initiatives.core", "20"},
                 {"initiatives.interest", "0"},
                 {"governance.preset", "network_office"},
                 {"governance.broker_paid_by", "grant"},
                 {"funding.programmes", fund},
                 {"actors.end_rate", "0"},
                 {"actors.birth_rate", "0"}});
}

TEST(Trouble, AMemberOfTwoInitiativesThatBidForTheSameCallSpendsItsHoursOnce) {
    const Model model = two_topics();
    int shared = 0;
    int both_bid = 0;
    for (std::uint64_t replicate = 0; replicate < 4; ++replicate) {
        State now = initial_state(model, {21, replicate});
        for (Month month = 0; month < 36; ++month) {
            advance(model, month, now);
            expect_sound(now);
            ASSERT_EQ(now.initiatives.all.size(), 2U);
            const Initiative& first = now.initiatives.all[InitiativeId(0)];
            const Initiative& second = now.initiatives.all[InitiativeId(1)];
            if (!first.alive() || !second.alive()) continue;
            for (const Member& one : first.members)
                for (const Member& other : second.members) {
                    if (one.actor != other.actor || one.given_hours <= 0 || other.given_hours <= 0) continue;
                    ++shared;
                    const Hours& hours = now.actors.hours[one.actor];
                    EXPECT_NEAR(hours.initiatives, one.given_hours + other.given_hours, 1e-9);
                    EXPECT_LE(hours.initiatives, hours.capacity + 1e-9);
                }
            for (const std::vector<Application>& waiting : now.funding.applications) {
                bool bids[2] = {};
                for (const Application& one : waiting) bids[one.initiative.index()] = true;
                both_bid += bids[0] && bids[1] ? 1 : 0;
            }
        }
    }
    EXPECT_GT(shared, 100);
    EXPECT_GT(both_bid, 0);
}

TEST(Competition, ForTheSameMembersTakesHoursFromTheYoungerInitiative) {
    // The same youth initiative with and without an older one on another topic that draws on the same members.
    const auto work = [](const char* rows) {
        Model model = town({{"topics.work.title", "Work"},
                            {"initiatives.founding", "date"},
                            {"initiatives.prescribed", rows},
                            {"initiatives.core", "20"},
                            {"initiatives.interest", "0"}});
        double hours = 0;
        for (std::uint64_t replicate = 0; replicate < 6; ++replicate) {
            State now = initial_state(model, {21, replicate});
            for (Month month = 0; month < 12; ++month) advance(model, month, now);
            for (const Initiative& one : now.initiatives.all)
                if (model.topics[one.topic].id == "youth") hours += one.group_hours;
        }
        return hours;
    };
    const double alone = work("[{founder = \"civil_society_0001\", topic = \"youth\", date = \"2008-03\"}]");
    const double rival = work(
        "[{founder = \"civil_society_0001\", topic = \"youth\", date = \"2008-03\"},"
        " {founder = \"civil_society_0002\", topic = \"work\", date = \"2008-01\"}]");
    EXPECT_GT(alone, 0);
    EXPECT_LT(rival, .9 * alone);
}

}  // namespace
}  // namespace gemeinsim::tests
