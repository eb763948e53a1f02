// SPDX-License-Identifier: Apache-2.0
#include "model/funding/eligibility.h"

#include <gtest/gtest.h>

#include "fund_world.h"
#include "model/funding/applications.h"

namespace gemeinsim::tests {
namespace {

TEST(Eligibility, AsksForSectorLevelAndLegalForm) {
    FundWorld world;
    EXPECT_EQ(applicant(world.now, world.initiative(), world.programme()), ActorId(0));
    world.programme().levels = {"none"};
    place_programme(world.model, world.programme());
    EXPECT_EQ(applicant(world.now, world.initiative(), world.programme()), ActorId(1));
    world.programme().legal_forms = {"company"};
    place_programme(world.model, world.programme());
    world.now.actors.legal_form[ActorId(1)] = LegalForm::association;
    world.now.actors.legal_form[ActorId(4)] = LegalForm::association;
    EXPECT_EQ(applicant(world.now, world.initiative(), world.programme()), ActorId(2));
    world.programme().legal_forms = {"unregistered"};
    place_programme(world.model, world.programme());
    EXPECT_FALSE(applicant(world.now, world.initiative(), world.programme()));
}

TEST(Eligibility, SaysHowManyGrantsAtATime) {
    FundWorld world;
    const auto served = [&] { return is_served(world.model, 0, world.now, ProgrammeId(0), world.id); };
    world.programme().at_once = 3;
    EXPECT_FALSE(served());
    world.hold(100000, Earmark::measures, 0, 0);
    world.now.funding.bidding[world.id].push_back({ProgrammeId(0), 1000});
    EXPECT_FALSE(served()) << "a grant and a bid";
    world.hold(100000, Earmark::measures, 0, 0);
    EXPECT_TRUE(served());
    world.now.funding.grants.back().ends = 0;
    EXPECT_FALSE(served()) << "one is over";
    world.programme().at_once = 1;
    EXPECT_TRUE(served());
}

TEST(Eligibility, SaysWhoLeads) {
    FundWorld world;
    world.programme().sectors = {"business"};
    place_programme(world.model, world.programme());
    world.programme().lead = ApplicationLead::treasurer;
    EXPECT_FALSE(applicant(world.now, world.initiative(), world.programme())) << "the founder keeps the books";
    world.programme().lead = ApplicationLead::broker;
    EXPECT_FALSE(applicant(world.now, world.initiative(), world.programme()));
    world.initiative().broker = ActorId(5);
    EXPECT_EQ(applicant(world.now, world.initiative(), world.programme()), ActorId(5));
    world.now.actors.alive[ActorId(5)] = 0;
    EXPECT_FALSE(applicant(world.now, world.initiative(), world.programme()));
}

TEST(Eligibility, AsksForAConsortiumATopicAndAPlace) {
    FundWorld world;
    const auto supported = [&] { return is_supported(world.now, world.initiative(), world.programme()); };
    world.programme().min_members = 6;
    world.programme().min_sectors = 3;
    EXPECT_TRUE(supported());
    world.programme().min_members = 7;
    EXPECT_FALSE(supported());
    world.programme().min_members = 2;
    world.initiative().members.resize(2);
    EXPECT_FALSE(supported()) << "two sectors";
    world.programme().min_sectors = 2;
    EXPECT_TRUE(supported());
    world.programme().topic_ids = {TopicId(1)};
    EXPECT_FALSE(supported());
    world.programme().topic_ids = {TopicId(1), TopicId(0)};
    EXPECT_TRUE(supported());
    world.programme().place_id = PlaceId(1);
    EXPECT_FALSE(supported());
}

TEST(Eligibility, OfAnExclusiveProgrammeForbidsAnotherForTheSamePurpose) {
    for (const bool exclusive : {true, false}) {
        FundWorld world;
        world.add_programme("second fund");
        world.programme(0).exclusive = exclusive;
        find_conflicts(world.model.programmes);
        world.begin();
        write_applications(world.model, 0, world.now);
        EXPECT_EQ(world.waiting(0).size(), 1U);
        EXPECT_EQ(world.waiting(1).size(), exclusive ? 0U : 1U);
    }
    FundWorld apart;
    apart.add_programme("offices").earmark = Earmark::office;
    apart.programme(0).exclusive = true;
    apart.programme(0).earmark = Earmark::measures;
    find_conflicts(apart.model.programmes);
    EXPECT_TRUE(apart.programme(0).conflicts.empty());
}

TEST(Repeaters, AreLikelierToSucceedAndKnowIt) {
    FundWorld world;
    world.programme().repeat_advantage = 4;
    world.programme().success = .2;
    EXPECT_FALSE(is_known(world.now, ProgrammeId(0), ActorId(0)));
    world.now.funding.recipients[ProgrammeId(0)] = {ActorId(0)};
    EXPECT_TRUE(is_known(world.now, ProgrammeId(0), ActorId(0)));
    EXPECT_DOUBLE_EQ(expected_success(world.model, world.now, ProgrammeId(0), true), 4 * .16);
    EXPECT_DOUBLE_EQ(expected_success(world.model, world.now, ProgrammeId(0), false), .16);
    world.model.funding.success_prior = .5;
    EXPECT_DOUBLE_EQ(expected_success(world.model, world.now, ProgrammeId(0), true), 1);
}

// 2,000 applications each: a difference of .6 stands out of a standard error of .015 by far (4 of them: .06).
TEST(Repeaters, WinAsOftenAsTheProgrammeSays) {
    for (const bool known : {false, true}) {
        FundWorld world;
        world.programme().repeat_advantage = 4;
        world.programme().success = .2;
        world.programme().merit_weight = 0;
        world.programme().budget = 1;
        int granted = 0;
        constexpr int runs = 2000;
        for (int run = 0; run < runs; ++run) {
            State now = world.now;
            now.key.replicate = static_cast<std::uint64_t>(run);
            now.funding.ledger.transfer(now.funding.outside, now.funding.programme_account[ProgrammeId(0)], 1000000,
                                        MoneyPurpose::budget);
            Application one;
            one.programme = ProgrammeId(0);
            one.initiative = world.id;
            one.applicant = ActorId(0);
            one.amount = 1000;
            one.known = known;
            now.funding.applications[ProgrammeId(0)].push_back(one);
            decide_applications(world.model, 0, now);
            granted += now.funding.grants.size() == 1;
            EXPECT_EQ(is_known(now, ProgrammeId(0), ActorId(0)), !now.funding.grants.empty());
        }
        EXPECT_NEAR(granted / double(runs), known ? .8 : .2, .036);  // 4 standard errors; false alarm 6e-5
    }
}

TEST(LegalForms, AreDrawnBySectorAndKeptWhereGiven) {
    Model model = plain_model(3000);
    model.population.actors[ActorId(1)].legal_form = LegalForm::church;
    const Actors actors = initial_actors(model, {3, 0});
    EXPECT_EQ(actors.legal_form[ActorId(1)], LegalForm::church);
    int associations = 0;
    for (const ActorId i : IdRange<ActorId>(3000)) {
        const LegalForm otherwise = actors.sector[i] == Sector::business ? LegalForm::company : LegalForm::public_body;
        EXPECT_TRUE(actors.sector[i] == Sector::civil_society || actors.legal_form[i] == otherwise);
        associations += actors.legal_form[i] == LegalForm::association;
    }
    EXPECT_NEAR(associations / 999.0, .94, .03);  // 4 standard errors of .0075; false alarm 6e-5
}

// The committee of a local fund rarely refuses and often pays less than was asked for.
TEST(Decisions, AboutSingleProjectsGiveWhatIsThere) {
    for (const bool projects : {false, true})
        for (const Cents least : {Cents(0), Cents(300001)}) {
            FundWorld world;
            world.programme().budget = 300000;
            world.programme().grant_min = least;
            world.programme().decides_projects = projects;
            world.programme().months_to_decide = 0;
            world.model.funding.success_prior = 1;
            world.begin();
            world.run(0);
            ASSERT_EQ(world.now.funding.applications_decided, 1);
            const bool granted = projects && least == 0;
            ASSERT_EQ(world.now.funding.grants.size(), granted ? 1U : 0U) << projects << least;
            if (granted) {
                EXPECT_EQ(world.now.funding.grants.front().amount, 300000);
            }
        }
}

}  // namespace
}  // namespace gemeinsim::tests
