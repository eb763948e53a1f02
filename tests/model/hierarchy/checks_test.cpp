// SPDX-License-Identifier: Apache-2.0
// Hierarchies, desks, holders and terms that cannot be as the scenario says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/model.h"
#include "model/registry.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* town = R"([topics.youth]
[population]
actors = [
  {id = "mayor", sector = "administration", level = "municipal"},
  {id = "office", sector = "administration", level = "municipal", superior = "mayor"},
  {id = "ministry", sector = "administration", level = "state"},
  {id = "club", sector = "civil_society"},
]
)";

Issues issues_of(const std::string& text) {
    Issues issues;
    const Scenario scenario = parse_scenario(text, "town.toml", ".", registry(), {}, issues);
    if (!issues.any()) build(scenario, issues);
    return issues;
}

std::string words(const std::vector<Issue>& issues) {
    std::string all;
    for (const Issue& issue : issues) all += (all.empty() ? "" : "\n") + to_string(issue);
    return all;
}

std::string errors_of(const std::string& more) {
    return words(issues_of(town + more).errors());
}

std::string warnings_of(const std::string& more) {
    const Issues issues = issues_of(town + more);
    EXPECT_THAT(words(issues.errors()), IsEmpty());
    return words(issues.warnings());
}

TEST(HierarchyChecks, ASoundScenarioHasNothingToComplainOf) {
    EXPECT_THAT(errors_of(""), IsEmpty());
    EXPECT_THAT(warnings_of(R"([jurisdiction.topics.youth]
levels = ["municipal", "state"]
regulation = {state = 0.1}
[[jurisdiction.signatories]]
actor = "club"
)"),
                IsEmpty());
}

TEST(HierarchyChecks, SuperiorsAreThereAndRunInNoCircle) {
    EXPECT_THAT(
        words(issues_of(R"([topics.youth]
[population]
actors = [
  {id = "a", sector = "administration", superior = "b"},
  {id = "b", sector = "administration", superior = "a"},
  {id = "c", sector = "administration", superior = "mayr"},
  {id = "mayor", sector = "administration"},
])")
                  .errors()),
        AllOf(HasSubstr("town.toml:4:"), HasSubstr("population.actors.superior: the hierarchy runs in a circle"),
              HasSubstr("town.toml:6:"), HasSubstr("there is no actor \"mayr\""),
              HasSubstr("did you mean \"mayor\"?")));
}

TEST(HierarchyChecks, DesksServe) {
    EXPECT_THAT(errors_of("[hierarchy]\nservice_rate = 0\n"),
                AllOf(StartsWith("town.toml:10:"), HasSubstr("hierarchy.service_rate"), HasSubstr("above 0")));
}

TEST(HierarchyChecks, BusinessThatFillsADeskIsPointedOut) {
    EXPECT_THAT(warnings_of("[hierarchy]\nutilisation = 0.9\nreturn_probability = 0.2\nabsence_rate = 0.5\n"),
                AllOf(StartsWith("town.toml:10:15: hierarchy.utilisation: the queues at desks grow without end"),
                      HasSubstr("rho = lambda / (mu (1 - r)) of background business alone, 0.72 / (1 (1 - 0.2)) = 0.9"),
                      HasSubstr("0.8, and cases come on top")));
    EXPECT_THAT(warnings_of("[hierarchy]\nutilisation = 1\n"),
                StartsWith("town.toml:10:15: hierarchy.utilisation: the queues at desks grow without end"));
}

TEST(HierarchyChecks, DesksOfHoldersAreLookedAtWithoutAnySuperior) {
    EXPECT_THAT(warnings_of("[hierarchy]\napproval_depth = 0\nutilisation = 1.2\n[jurisdiction.topics.youth]\nlevels = "
                            "[\"state\"]\n"),
                HasSubstr("hierarchy.utilisation: the queues at desks grow without end"));
}

TEST(HierarchyChecks, AStartOfWhichNoSteadyStateIsKnownIsPointedOut) {
    const std::string chain =
        "[hierarchy]\napproval_depth = 1\nexpiry_months = 100\nutilisation = 0.8\nbackground = \"chain\"\n";
    EXPECT_THAT(warnings_of(chain), AllOf(StartsWith("town.toml:13:14: hierarchy.background: early approvals may be"),
                                          HasSubstr("no steady state is known"), HasSubstr("time.burn_in = 18")));
    EXPECT_THAT(warnings_of(chain + "absence_rate = 0\n"), IsEmpty()) << "a product form";
    EXPECT_THAT(warnings_of(chain + "[time]\nburn_in = 600\n"), IsEmpty()) << "long enough to forget";
}

TEST(HierarchyChecks, ADepthThatNobodyStandsForIsPointedOut) {
    EXPECT_THAT(warnings_of("[hierarchy]\napproval_depth = 3\nexpiry_months = 100\n"),
                AllOf(StartsWith("town.toml:10:18: hierarchy.approval_depth: 3 superiors must agree"),
                      HasSubstr("no unit has more than 1")));
}

TEST(HierarchyChecks, APathThatOutlastsItsCasesIsPointedOut) {
    EXPECT_THAT(
        warnings_of("[hierarchy]\napproval_depth = 1\nutilisation = 0.9\n"),
        AllOf(StartsWith("town.toml:10:18: hierarchy.approval_depth: most of what the lowest units ask for lapses"),
              HasSubstr("= 22.5 months each"), HasSubstr("hierarchy.expiry_months = 12")));
    EXPECT_THAT(warnings_of("[hierarchy]\napproval_depth = 1\nutilisation = 0.5\n"), IsEmpty());
}

TEST(HierarchyChecks, HoldersExistAndBelongToTheirLevel) {
    EXPECT_THAT(errors_of("[[jurisdiction.signatories]]\nactor = \"minstry\"\n"),
                AllOf(StartsWith("town.toml:10:9: jurisdiction.signatories.actor: there is no actor \"minstry\""),
                      HasSubstr("did you mean \"ministry\"?")));
    EXPECT_THAT(errors_of("[[jurisdiction.signatories]]\nactor = \"ministry\"\nplace = \"towm\"\n"),
                AllOf(StartsWith("town.toml:11:9: jurisdiction.signatories.place: there is no place \"towm\""),
                      HasSubstr("did you mean \"town\"?")));
    EXPECT_THAT(errors_of("[[jurisdiction.signatories]]\nactor = \"ministry\"\nlevel = \"federal\"\n"),
                AllOf(StartsWith("town.toml:11:9: jurisdiction.signatories.level: \"ministry\" does not belong to the "
                                 "level federal (its level is state)")));
    EXPECT_THAT(errors_of("[[jurisdiction.signatories]]\nactor = \"ministry\"\ntopic = \"yuoth\"\n"),
                AllOf(StartsWith("town.toml:11:9: jurisdiction.signatories.topic: there is no topic \"yuoth\""),
                      HasSubstr("did you mean \"youth\"?")));
}

TEST(HierarchyChecks, TheMatrixNamesTopicsAndLevelsThatExist) {
    EXPECT_THAT(errors_of("[jurisdiction.topics.yuoth]\nlevels = [\"state\"]\n"),
                AllOf(StartsWith("town.toml:9:"), HasSubstr("there is no topic \"yuoth\"")));
    EXPECT_THAT(errors_of("[jurisdiction.topics.youth]\nlevels = [\"states\"]\n"),
                HasSubstr("did you mean \"state\"?"));
    EXPECT_THAT(errors_of("[jurisdiction.topics.youth]\nlevels = [\"state\"]\nregulation = {stat = 0.1}\n"),
                AllOf(HasSubstr("town.toml:11:"), HasSubstr("there is no level \"stat\""),
                      HasSubstr("did you mean \"state\"?")));
    EXPECT_THAT(errors_of("[jurisdiction.topics.youth]\nlevels = [\"state\"]\nregulation = {federal = 0.1}\n"),
                HasSubstr("the level federal holds no competence for the topic"));
    EXPECT_THAT(errors_of("[jurisdiction.topics.youth]\nlevels = [\"state\", \"municipal\"]\n"
                          "regulation = {state = 0.6, municipal = 0.5}\n"),
                HasSubstr("rules take 1.1 of the hours"));
    EXPECT_THAT(
        warnings_of("[jurisdiction.topics.youth]\nlevels = [\"federal\"]\n"),
        AllOf(StartsWith("town.toml:10:10: jurisdiction.topics.youth.levels: nobody signs for the level federal"),
              HasSubstr("jurisdiction.signatories")));
}

TEST(HierarchyChecks, TermsAreWholeMonthsWithinReason) {
    EXPECT_THAT(errors_of("[[population.places]]\nid = \"town\"\nterm = 8\n"),
                AllOf(StartsWith("town.toml:11:8: population.places.term"), HasSubstr("12 to 240")));
    EXPECT_THAT(errors_of("[[population.places]]\nid = \"town\"\nterm = 95.5\n"),
                AllOf(StartsWith("town.toml:11:8: population.places.term: 95.5 is no whole number of months")));
    EXPECT_THAT(errors_of("[leadership]\nterm = 8\n"), HasSubstr("leadership.term"));
    EXPECT_THAT(errors_of("[leadership]\nstate = \"bavria\"\n"), HasSubstr("did you mean \"bavaria\"?"));
}

TEST(HierarchyChecks, AStateSetsTheTermOfItsMayors) {
    // Years in the laws of the states; the middle where a statute decides.
    const std::pair<const char*, int> years[] = {{"baden_wuerttemberg", 8},
                                                 {"bavaria", 6},
                                                 {"brandenburg", 8},
                                                 {"hesse", 6},
                                                 {"lower_saxony", 8},
                                                 {"saarland", 10},
                                                 {"mecklenburg_vorpommern", 8},
                                                 {"saxony", 7},
                                                 {"north_rhine_westphalia", 5},
                                                 {"thuringia", 6},
                                                 {"rhineland_palatinate", 8},
                                                 {"saxony_anhalt", 7},
                                                 {"schleswig_holstein", 7}};
    for (const auto& [state, term] : years) {
        Issues issues;
        const Scenario scenario = parse_scenario(std::string(town) + "[leadership]\nstate = \"" + state + "\"\n",
                                                 "town.toml", ".", registry(), {}, issues);
        EXPECT_EQ(build(scenario, issues).leadership.term, 12 * term) << state;
        EXPECT_FALSE(issues.any()) << state;
    }
}

TEST(HierarchyChecks, AStateWithoutElectedMayorsIsRefusedAndTheOthersNamed) {
    for (const char* state : {"berlin", "bremen", "hamburg"})
        EXPECT_THAT(errors_of(std::string("[leadership]\nstate = \"") + state + "\"\n"),
                    AllOf(HasSubstr("leadership.state"), HasSubstr("baden_wuerttemberg"), HasSubstr("thuringia")))
            << state;
}

}  // namespace
}  // namespace gemeinsim::tests
