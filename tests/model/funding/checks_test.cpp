// SPDX-License-Identifier: Apache-2.0
// Bad programmes get the place, what is wrong, why, and what to do; ready-made ones are what their sources say.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "model/model.h"
#include "model/registry.h"
#include "scenario/describe.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::string town =
    "[time]\nmonths = 24\nstart = \"2008-01\"\n[population]\nadministration = 2\ncivil_society = 4\n[topics.youth]\n"
    "[[funding.programmes]]\n";

/// What a scenario with this programme is refused for, one line each.
std::string refusal(const std::string& programme, const std::vector<Override>& overrides = {}) {
    Issues issues;
    const Scenario scenario = parse_scenario(town + programme, "s.toml", ".", registry(), overrides, issues);
    if (!issues.any()) build(scenario, issues);
    std::string all;
    for (const Issue& issue : issues.errors()) all += to_string(issue) + "\n";
    return all;
}

std::string fund(const std::string& more) {
    return "name = \"fund\"\nbudget = 10000\ngrant_max = 5000\n" + more + "\n";
}

TEST(Programmes, ThatAreSoundAreNotRefused) {
    EXPECT_THAT(refusal(fund("")), IsEmpty());
    EXPECT_THAT(refusal(fund("budget = 0\ngrant_min = 5000").replace(fund("").find("budget = 10000\n"), 15, "")),
                IsEmpty())
        << "a budget of nothing is a programme switched off";
}

TEST(Programmes, CannotAskForMoreThanAllAsCoFinancing) {
    EXPECT_EQ(
        refusal(fund("co_financing = 1.2")),
        "s.toml:12:16: funding.programmes.co_financing: 1.2 is out of range (allowed: 0 to 0.9); choose a value in "
        "this range\n");
}

TEST(Programmes, CannotHaveLessThanNothing) {
    EXPECT_EQ(refusal("name = \"fund\"\nbudget = -1\ngrant_max = 5000\n"),
              "s.toml:10:10: funding.programmes.budget: -1 EUR is out of range (allowed: 0 to 1000000000000, in "
              "EUR/year); choose a value in this range\n");
    EXPECT_THAT(refusal("name = \"fund\"\nbudget = 1\ngrant_max = -1\n"),
                HasSubstr("s.toml:11:13: funding.programmes.grant_max: -1 EUR is out of range"));
}

// One limit in one set of words, whether the number fits into cents or not.
TEST(Programmes, CannotHaveMoreThanCanBeCounted) {
    for (const char* budget : {"1000000000001", "9223372036854775807", "1e30"})
        EXPECT_THAT(refusal(std::string("name = \"fund\"\ngrant_max = 5000\nbudget = ") + budget + "\n"),
                    HasSubstr(" EUR is out of range (allowed: 0 to 1000000000000, in EUR/year); choose a value in this "
                              "range\n"))
            << budget;
}

TEST(Programmes, MustBeAbleToFundSomebody) {
    EXPECT_EQ(
        refusal(fund("grant_min = 5000\nannuality = 1").replace(fund("").find("10000"), 5, "4000")),
        "s.toml:10:10: funding.programmes.budget: a call can fund nobody (the smallest grant, 5000.00 EUR, is above "
        "the budget of a year, 4000.00 EUR); raise the budget or lower grant_min\n");
    EXPECT_THAT(refusal(fund("grant_min = 5000\nannuality = 0").replace(fund("").find("10000"), 5, "4000")), IsEmpty())
        << "two years' budgets add up";
    EXPECT_THAT(
        refusal("name = \"fund\"\nbudget = 1\ngrant_max = 0\n"),
        HasSubstr("s.toml:11:13: funding.programmes.grant_max: a call can fund nobody (no grant is above nothing); "
                  "raise grant_max"));
    EXPECT_EQ(refusal(fund("success = 0")),
              "s.toml:12:11: funding.programmes.success: a call can fund nobody (no application passes the "
              "competition); raise success; budget = 0 switches a programme off\n");
    EXPECT_THAT(
        refusal(fund("announced_success = 0")),
        HasSubstr("funding.programmes.announced_success: nobody would apply (a chance of nothing is announced)"));
    EXPECT_EQ(refusal(fund("sectors = [\"business\"]")),
              "s.toml:12:11: funding.programmes.sectors: a call can fund nobody (none of the 6 actors has the sector, "
              "level and legal form that may apply); name others, or leave the list empty for all\n");
    EXPECT_THAT(refusal(fund("legal_forms = [\"church\"]")),
                HasSubstr("funding.programmes.legal_forms: a call can fund"));
    EXPECT_THAT(refusal(fund("legal_forms = [\"foundation\"]")), IsEmpty()) << "one may be drawn";
    EXPECT_THAT(refusal(fund("levels = [\"federal\"]")),
                HasSubstr("funding.programmes.levels: a call can fund nobody"));
    EXPECT_EQ(refusal(fund("min_members = 7")),
              "s.toml:12:15: funding.programmes.min_members: a call can fund nobody (7 members are asked for, and the "
              "population has 6 actors); lower it\n");
    EXPECT_EQ(refusal(fund("min_sectors = 3")),
              "s.toml:12:15: funding.programmes.min_sectors: a call can fund nobody (3 sectors are asked for, and the "
              "population has actors of 2); lower it\n");
}

TEST(Programmes, NameTopicsAndPlacesThatAreThere) {
    EXPECT_EQ(
        refusal(fund("topics = [\"yuoth\"]")),
        "s.toml:12:10: funding.programmes.topics: there is no topic \"yuoth\" (the topics are youth); did you mean "
        "\"youth\"?\n");
    EXPECT_EQ(
        refusal(fund("place = \"twon\"")),
        "s.toml:12:9: funding.programmes.place: there is no place \"twon\" (known: town); did you mean \"town\"?\n");
}

// "civil_society_002" would else be an outside funder without a word.
TEST(Programmes, TakeASingleWordThatIsNearlyAnActorForIt) {
    EXPECT_EQ(refusal(fund("funder = \"civil_society_002\"")),
              "s.toml:12:10: funding.programmes.funder: there is no actor \"civil_society_002\" (a single word that is "
              "nearly an actor's id is taken for it); did you mean \"civil_society_0002\"? Name a funder outside of "
              "the population in several words\n");
    for (const char* outside : {"civil_society_0002", "state", "the civil society", "", "European Union"})
        EXPECT_THAT(refusal(fund(std::string("funder = \"") + outside + "\"")), IsEmpty()) << outside;
    const std::string foundation = "[[population.actors]]\nid = \"foundation_1\"\nsector = \"civil_society\"\n";
    const std::string preset = "[topics.youth]\n[[funding.programmes]]\npreset = \"foundation_grant\"\n";
    Issues issues;
    build(parse_scenario(foundation + preset, "s.toml", ".", registry(), {}, issues), issues);
    EXPECT_FALSE(issues.any()) << "a preset's word: " << to_string(issues.errors().front());
    build(parse_scenario(foundation + preset + "funder = \"foundation\"\n", "s.toml", ".", registry(), {}, issues),
          issues);
    EXPECT_TRUE(issues.any()) << "the same word of the user";
}

TEST(Programmes, CannotForbidEachOtherForTheSamePurpose) {
    const std::string second = "[[funding.programmes]]\nname = \"second\"\nbudget = 10000\ngrant_max = 5000\n";
    EXPECT_EQ(
        refusal(fund("exclusive = true") + second + "exclusive = true\n"),
        "s.toml:17:13: funding.programmes.exclusive: \"second\" and \"fund\" forbid each other for the same purpose "
        "(both are exclusive and pay for the same in the same months; the other stands in line 12); make at most "
        "one of them exclusive, or give them other earmarks, topics or dates\n");
    EXPECT_THAT(refusal(fund("exclusive = true") + second), IsEmpty());
    EXPECT_THAT(
        refusal(fund("exclusive = true\nearmark = \"measures\"") + second + "exclusive = true\nearmark = \"office\"\n"),
        IsEmpty());
    EXPECT_THAT(
        refusal(fund("exclusive = true\nlast = \"2008-12\"") + second + "exclusive = true\nfirst = \"2009-01\"\n"),
        IsEmpty());
}

TEST(Programmes, CannotContradictTheirEarmark) {
    EXPECT_EQ(refusal(fund("earmark = \"measures\"\noffice_share = 0.5")),
              "s.toml:13:16: funding.programmes.office_share: 0.5 of a grant may pay an office (earmark = \"measures\" "
              "forbids it); leave office_share out or take another earmark\n");
    EXPECT_THAT(refusal(fund("earmark = \"office\"\noffice_share = 0.5")),
                HasSubstr("only 0.5 of a grant may pay an office"));
}

TEST(Programmes, OfOfficesHaveNoRulesAboutMeasures) {
    for (const char* rule : {"preparation = 0.5", "forwarded = true", "decides_projects = true"}) {
        const std::string key = std::string(rule).substr(0, std::string(rule).find(' '));
        EXPECT_THAT(refusal(fund(std::string("earmark = \"office\"\n") + rule)),
                    HasSubstr("funding.programmes." + key +
                              ": it is a rule about money for measures (earmark = \"office\" pays none); leave it out "
                              "or take another earmark"));
        EXPECT_THAT(refusal(fund(rule)), IsEmpty());
    }
    EXPECT_THAT(refusal("preset = \"donation_fund\"\nearmark = \"office\"\noffice_share = 1\n"), IsEmpty())
        << "what a preset says is nobody's fault";
}

TEST(Programmes, LetSomebodyAskForPreparation) {
    Issues issues;
    build(parse_scenario(town + fund("preparation = 0.1\ngrant_min = 501"), "s.toml", ".", registry(), {}, issues),
          issues);
    ASSERT_FALSE(issues.any());
    ASSERT_FALSE(issues.warnings().empty());
    EXPECT_EQ(to_string(issues.warnings().front()),
              "s.toml:12:15: funding.programmes.preparation: nobody can ask for preparation alone (0.1 of the largest "
              "grant is 500.00 EUR, and the smallest is 501.00 EUR); raise preparation or lower grant_min");
}

TEST(Programmes, MustStayWithinWhatCanBeCounted) {
    std::string many;
    for (int k = 0; k < 300; ++k)
        many += fmt::format("{}name = \"fund {}\"\nbudget = 999999999999\ngrant_max = 5000\n",
                            k == 0 ? "" : "[[funding.programmes]]\n", k);
    EXPECT_EQ(
        refusal(many, {{"time.months", "1200"}}),
        "s.toml:10:10: funding.programmes.budget: over the run 3.03e+16 EUR could come together (money is counted in "
        "64-bit cents, safe up to 2.3e+16 EUR); lower the budgets or shorten the run\n");
    EXPECT_THAT(refusal(many, {{"time.months", "12"}}), IsEmpty());
}

TEST(Presets, ThatNobodyKnowsAreRefusedWithTheNearest) {
    EXPECT_EQ(refusal("preset = \"partnership_program\"\n"),
              "s.toml:9:10: funding.programmes.preset: \"partnership_program\" is none of the names (allowed: "
              "none, eu_project, federal_model_programme, foundation_grant, partnership_programme, "
              "municipal_grant, donation_fund); did you mean \"partnership_programme\"?\n")
        << "nothing about keys that the preset would have given";
    EXPECT_THAT(refusal("preset = \"none\"\n"), HasSubstr("funding.programmes.budget: the row does not give it"));
}

Programme built(const std::string& programme) {
    Issues issues;
    const Scenario scenario = parse_scenario(town + programme, "s.toml", ".", registry(), {}, issues);
    const Model model = build(scenario, issues);
    for (const Issue& issue : issues.errors()) ADD_FAILURE() << to_string(issue);
    return model.programmes[ProgrammeId(0)];
}

TEST(Presets, FillARowAndWhatIsGivenBeatsThem) {
    const Programme partnership = built("preset = \"partnership_programme\"\n");
    EXPECT_EQ(partnership.name, "partnership programme");
    EXPECT_EQ(partnership.budget, 12500000);
    EXPECT_EQ(partnership.grant_max, 12500000);
    EXPECT_EQ(partnership.co_financing, .1);
    EXPECT_EQ(partnership.office_share, .5);
    const Programme own = built("preset = \"partnership_programme\"\noffice_share = 0.25\nname = \"ours\"\n");
    EXPECT_EQ(own.office_share, .25);
    EXPECT_EQ(own.name, "ours");
    EXPECT_EQ(own.co_financing, .1);
    const Programme donations = built("preset = \"donation_fund\"\n");
    EXPECT_EQ(donations.budget, 7000000);
    EXPECT_EQ(donations.calls_per_year, 3);
    EXPECT_EQ(donations.grant_min, 9000);
    EXPECT_EQ(donations.earmark, Earmark::measures);
    EXPECT_EQ(donations.kind, ProgrammeKind::donations);
    const Programme foundation = built("preset = \"foundation_grant\"\n");
    EXPECT_DOUBLE_EQ(*foundation.success * foundation.repeat_advantage, .32);
}

/// What a source says of a preset, beside the columns that say it. Money in EUR; -1 where the source is silent.
struct Sourced {
    const char* preset;
    double budget;
    double grant_max;
    double grant_min;
    double success;
    double advantage;
    double duration;
    double months_to_decide;
    double calls;
    double co_financing;
    double office_share;
    const char* words;  ///< of the preset's text, which names the source
};

constexpr double silent = -1;

// The figures of the sources, written down a second time: Horizon Europe 2022-24 (15.8 to 16.4 %; 3 million EUR for 12
// participants; 95 % of agreements within 8 months), Engagierte Stadt (50 of 272; 50,000 EUR from September 2015 to the
// end of 2017; 6 to 9 months), British trusts (1 in 12, 1 in 3) with Ellerman 2013/14 (43 grants of 1, 2 and 3 years),
// Partnerschaften fuer Demokratie (125,000 EUR a year, a tenth of own funds, half for the office), Langenfeld 2019 with
// Saxony-Anhalt 2008, Pakt fuer Pirmasens (70,000 EUR a year, three sessions, single grants from 90 EUR).
TEST(Presets, AreWhatTheirSourcesSay) {
    const Sourced all[] = {
        {"eu_project", silent, 3e6 / 12, silent, .161, 1, silent, 8, silent, silent, silent, "Horizon Europe 2022-24"},
        {"federal_model_programme", silent, 50000, silent, 50. / 272, 1, 28, 7.5, silent, silent, silent,
         "Engagierte Stadt: 50 of 272"},
        {"foundation_grant", silent, 30000 * 29. / 12, silent, 1. / 12, 4, 12. * (2 * 1 + 20 * 2 + 21 * 3) / 43, silent,
         silent, silent, 0, "Ellerman 2013/14"},
        {"partnership_programme", 125000, 125000, silent, silent, silent, silent, silent, silent, .1, .5,
         "Partnerschaften fuer Demokratie"},
        {"municipal_grant", 15000, 15000, silent, .9, silent, silent, silent, silent, silent, silent,
         "Langenfeld 2019"},
        {"donation_fund", 70000, 70000. / 3, 90, silent, silent, silent, silent, 3, silent, 0, "Pakt fuer Pirmasens"},
    };
    std::set<std::string> covered;
    for (const Sourced& sourced : all) {
        const Programme row = built("preset = \"" + std::string(sourced.preset) + "\"\n");
        covered.insert(sourced.preset);
        // Rounded as far as a user would round it: 5 % (the mean of 6 to 9 months is 7.5 and months are whole: 7).
        const auto near = [&](double value, double source, const char* column, double tolerance = .05) {
            if (source == silent) return;
            EXPECT_NEAR(value, source, tolerance * source) << sourced.preset << "." << column;
        };
        const auto eur = [](Cents cents) { return static_cast<double>(cents) / 100; };
        near(eur(row.budget), sourced.budget, "budget");
        near(eur(row.grant_max), sourced.grant_max, "grant_max");
        near(eur(row.grant_min), sourced.grant_min, "grant_min");
        near(*row.success, sourced.success, "success");
        near(row.repeat_advantage, sourced.advantage, "repeat_advantage");
        near(*row.duration, sourced.duration, "duration");
        near(row.months_to_decide, sourced.months_to_decide, "months_to_decide", .07);
        near(row.calls_per_year, sourced.calls, "calls_per_year");
        near(*row.co_financing, sourced.co_financing, "co_financing");
        near(*row.office_share, sourced.office_share, "office_share");
        const auto preset = std::find_if(programme_presets().begin(), programme_presets().end(),
                                         [&](const RowPreset& one) { return one.choice == sourced.preset; });
        ASSERT_NE(preset, programme_presets().end());
        EXPECT_THAT(preset->text, HasSubstr(sourced.words));
        EXPECT_THAT(preset->text, HasSubstr("Assumption")) << "what no source gives says so";
    }
    for (const RowPreset& preset : programme_presets())
        EXPECT_TRUE(covered.contains(preset.choice)) << preset.choice << " is compared with no source";
}

// Rules of the programmes that a number does not show.
TEST(Presets, HaveTheirFundersRules) {
    const auto row = [](const char* preset) { return built("preset = \"" + std::string(preset) + "\"\n"); };
    EXPECT_EQ(row("eu_project").kind, ProgrammeKind::grants);
    EXPECT_EQ(row("federal_model_programme").annuality, 1) << "federal money lapses with the budget year";
    EXPECT_EQ(row("foundation_grant").earmark, Earmark::measures) << "recurring cost is rarely funded";
    EXPECT_THAT(row("foundation_grant").legal_forms, testing::Contains("association"));
    EXPECT_THAT(row("partnership_programme").sectors, testing::ElementsAre("administration"))
        << "the municipality applies";
    EXPECT_EQ(row("municipal_grant").kind, ProgrammeKind::budget_line);
    EXPECT_EQ(row("municipal_grant").annuality, 1) << "money lapses with the budget year";
    EXPECT_EQ(row("donation_fund").kind, ProgrammeKind::donations);
    EXPECT_EQ(row("donation_fund").earmark, Earmark::measures) << "all donations go to projects";
    EXPECT_GE(*row("donation_fund").success, .9) << "rarely rejected";
}

TEST(Presets, AreAllSound) {
    for (const RowPreset& preset : programme_presets()) {
        Issues issues;
        const std::string text =
            "[population]\nadministration = 2\ncivil_society = 4\nbusiness = 2\n[topics.youth]\n"
            "[[funding.programmes]]\npreset = \"" +
            preset.choice + "\"\n";
        build(parse_scenario(text, "s.toml", ".", registry(), {}, issues), issues);
        EXPECT_TRUE(issues.errors().empty()) << preset.choice << ": " << to_string(issues.errors().front());
    }
}

TEST(Presets, StandInDescribeWithTheirNumbersAndSources) {
    Issues issues;
    const Scenario scenario = parse_scenario(town + "preset = \"donation_fund\"\nhours_to_apply = 5\n", "s.toml", ".",
                                             registry(), {}, issues);
    const std::string text = describe_text(scenario, registry(), true);
    EXPECT_THAT(text, HasSubstr("donation_fund: Pakt fuer Pirmasens: about 70,000 EUR of donations a year"));
    EXPECT_THAT(text, HasSubstr("    budget = 70000 EUR/year  (preset)\n"));
    EXPECT_THAT(text, HasSubstr("    hours_to_apply = 5.0 h  (file)\n"));
    EXPECT_THAT(parameters_json(registry()), HasSubstr("\"choice\": \"donation_fund\""));
}

TEST(Presets, SurviveBeingWrittenAndReadAgain) {
    Issues issues;
    const Scenario scenario =
        parse_scenario(town + "preset = \"municipal_grant\"\nbudget = 20000\n", "s.toml", ".", registry(), {}, issues);
    const std::string text = to_toml(scenario, registry());
    EXPECT_THAT(text, HasSubstr("preset = \"municipal_grant\""));
    EXPECT_THAT(text, testing::Not(HasSubstr("grant_max")));
    const Scenario again = parse_scenario(text, "t.toml", ".", registry(), {}, issues);
    EXPECT_EQ(to_toml(again, registry()), text);
    const Row& row = again.table("funding.programmes").front();
    EXPECT_EQ(std::get<std::int64_t>(row.values.at("budget").value), 2000000);
    EXPECT_EQ(std::get<std::int64_t>(row.values.at("grant_max").value), 1500000);
    EXPECT_FALSE(issues.any());
}

}  // namespace
}  // namespace gemeinsim::tests
