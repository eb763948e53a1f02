// SPDX-License-Identifier: Apache-2.0
#include "scenario/reader.h"

#include <clocale>
#include <limits>
#include <locale>

#include "scenario/fixture.h"

namespace gemeinsim {
namespace {

class Reader : public ScenarioFiles {
  protected:
    Scenario parse(const std::string& text, std::vector<Override> overrides = {}, const std::string& name = "s.toml") {
        return parse_scenario(text, name, folder_, registry_, overrides, issues_);
    }
};

template <class T>
T get(const Scenario& scenario, const std::string& path) {
    return std::get<T>(scenario.values.at(path).value);
}

TEST_F(Reader, GivesEveryParameterItsDefaultWhereTheFileIsSilent) {
    const Scenario scenario = parse("scenario.name = \"x\"");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(scenario.values.size(), registry_.parameters().size());
    EXPECT_EQ(get<std::int64_t>(scenario, "time.months"), 60);
    EXPECT_EQ(scenario.values.at("time.months").origin, Origin::standard);
    EXPECT_EQ(scenario.values.at("scenario.name").origin, Origin::file);
}

TEST_F(Reader, ReadsEveryKindOfValue) {
    const Scenario scenario = parse(R"(
[scenario]
name = "Süd"
sources = ["a", "b"]
[time]
months = 12
start = 2015-09-01
[relations]
rationality = inf
trust = 1
weights = [0, 0.25]
directed = true
[funding]
budget = 1234.56
[governance]
decision = "majority"
)");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(get<std::string>(scenario, "scenario.name"), "Süd");
    EXPECT_EQ(get<std::vector<std::string>>(scenario, "scenario.sources"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(get<std::string>(scenario, "time.start"), "2015-09");
    EXPECT_EQ(get<double>(scenario, "relations.rationality"), std::numeric_limits<double>::infinity());
    EXPECT_EQ(get<double>(scenario, "relations.trust"), 1.0) << "a whole number is a number";
    EXPECT_EQ(get<std::vector<double>>(scenario, "relations.weights"), (std::vector<double>{0, .25}));
    EXPECT_TRUE(get<bool>(scenario, "relations.directed"));
    EXPECT_EQ(get<std::int64_t>(scenario, "funding.budget"), 123456) << "euros become cents";
    EXPECT_EQ(get<std::string>(scenario, "governance.decision"), "majority");
    EXPECT_EQ(scenario.values.at("time.months").where, (Location{"s.toml", 6, 10}));
}

TEST_F(Reader, ReadsUmlautsWhereverTomlAllowsThem) {
    const Scenario scenario =
        parse("# Überschrift\nscenario.name = \"\"\"\\\n  Übung \\\n ü\"\"\" # ä\n[topics.\"Büro\"]\n");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(get<std::string>(scenario, "scenario.name"), "Übung ü");
    EXPECT_EQ(scenario.table("topics")[0].name, "Büro");
}

TEST_F(Reader, ReadsNamedAndListedRows) {
    const Scenario scenario = parse(R"(
[topics.youth]
severity = 0.9
[topics.age]
[[funding.programmes]]
name = "first"
budget = 10
[[population.actors]]
id = "a"
sector = "business"
salience = {youth = 0.5}
"salience.age" = 0.25
)");
    EXPECT_EQ(messages(), "");
    ASSERT_EQ(scenario.table("topics").size(), 2U);
    EXPECT_EQ(scenario.table("topics")[0].name, "age") << "named rows are sorted";
    EXPECT_EQ(std::get<double>(scenario.table("topics")[0].values.at("severity").value), .5);
    EXPECT_EQ(std::get<double>(scenario.table("topics")[1].values.at("severity").value), .9);
    ASSERT_EQ(scenario.table("funding.programmes").size(), 1U);
    EXPECT_EQ(std::get<std::int64_t>(scenario.table("funding.programmes")[0].values.at("budget").value), 1000);
    const ActorRow actor = actor_columns().read(scenario.table("population.actors")[0].values);
    EXPECT_EQ(actor.salience, (std::map<std::string, double>{{"age", .25}, {"youth", .5}}));
}

TEST_F(Reader, ReadsTheSameFromJson) {
    const Scenario scenario = parse(
        R"({"time": {"months": 12}, "relations": {"rationality": "inf", "trust": 0.25},
            "topics": {"youth": {"severity": 0.9}},
            "population": {"actors": [{"id": "a", "sector": "business", "salience": {"youth": 1}}]}})",
        {}, "s.json");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(get<std::int64_t>(scenario, "time.months"), 12);
    EXPECT_EQ(get<double>(scenario, "relations.rationality"), std::numeric_limits<double>::infinity());
    EXPECT_EQ(get<double>(scenario, "relations.trust"), .25);
    EXPECT_EQ(scenario.values.at("time.months").where.file, "s.json#/time/months");
    ASSERT_EQ(scenario.table("population.actors").size(), 1U);
    EXPECT_EQ(actor_columns().read(scenario.table("population.actors")[0].values).salience.at("youth"), 1);
}

TEST_F(Reader, LaysAScenarioOverTheOneItExtends) {
    std::filesystem::create_directories(folder_ / "base");
    write("base/actors.csv", "id,sector\na,business\n");
    write("base/base.toml",
          "time.months = 12\nrelations.trust = 0.1\npopulation.actors = \"actors.csv\"\n"
          "[topics.youth]\nseverity = 0.1\n[[funding.programmes]]\nname = \"old\"\n");
    write("over.toml",
          "extends = \"base/base.toml\"\nrelations.trust = 0.2\n[topics.age]\n"
          "[[funding.programmes]]\nname = \"new\"\n");
    const Scenario scenario = read("over.toml");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(get<std::int64_t>(scenario, "time.months"), 12);
    EXPECT_EQ(get<double>(scenario, "relations.trust"), .2);
    EXPECT_EQ(scenario.table("topics").size(), 2U) << "tables join";
    ASSERT_EQ(scenario.table("funding.programmes").size(), 1U) << "lists of tables replace";
    EXPECT_EQ(std::get<std::string>(scenario.table("funding.programmes")[0].values.at("name").value), "new");
    EXPECT_EQ(scenario.table("population.actors").size(), 1U) << "a CSV file lies beside the file that names it";
}

TEST_F(Reader, TakesValuesFromTheCommandLine) {
    const Scenario scenario =
        parse("[time]\nmonths = 12\n[[funding.programmes]]\nname = \"p\"\n", {{"time.months", "24"},
                                                                              {"time.start", "2015-09"},
                                                                              {"governance.preset", "mandated"},
                                                                              {"scenario.name", "\"quoted\""},
                                                                              {"relations.weights", "[1, 0]"},
                                                                              {"topics.youth.severity", "0.25"},
                                                                              {"funding.programmes.0.budget", "7.5"}});
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(get<std::int64_t>(scenario, "time.months"), 24);
    EXPECT_EQ(scenario.values.at("time.months").origin, Origin::override_);
    EXPECT_EQ(get<std::string>(scenario, "time.start"), "2015-09");
    EXPECT_EQ(get<std::string>(scenario, "governance.preset"), "mandated") << "a bare word is text";
    EXPECT_EQ(get<std::string>(scenario, "scenario.name"), "quoted");
    EXPECT_EQ(std::get<double>(scenario.table("topics")[0].values.at("severity").value), .25);
    EXPECT_EQ(std::get<std::int64_t>(scenario.table("funding.programmes")[0].values.at("budget").value), 750);
}

TEST_F(Reader, LetsPresetsFillWhatTheUserLeavesOpen) {
    const Scenario chosen = parse("governance.preset = \"mandated\"");
    EXPECT_EQ(get<std::string>(chosen, "governance.decision"), "superior_decides");
    EXPECT_EQ(chosen.values.at("governance.decision").origin, Origin::preset);
    EXPECT_EQ(get<double>(chosen, "governance.delay"), .25);
    const Scenario both = parse("governance.preset = \"mandated\"\ngovernance.decision = \"majority\"");
    EXPECT_EQ(get<std::string>(both, "governance.decision"), "majority") << "an explicit value beats the preset";
    EXPECT_EQ(get<double>(both, "governance.delay"), .25);
}

TEST_F(Reader, LetsDialsSetWhatTheUserLeavesOpen) {
    const Scenario open = parse("challenges.distrust = 1");
    EXPECT_EQ(get<double>(open, "relations.trust"), .9);
    EXPECT_EQ(open.values.at("relations.trust").origin, Origin::dial);
    EXPECT_EQ(get<std::int64_t>(open, "relations.depth"), 2);
    const Scenario both = parse("challenges.distrust = 0\nrelations.trust = 0.7");
    EXPECT_EQ(get<double>(both, "relations.trust"), .7) << "an explicit value beats its dial";
    EXPECT_EQ(get<std::int64_t>(both, "relations.depth"), 0);
    const Scenario silent = parse("scenario.name = \"x\"");
    EXPECT_EQ(silent.values.at("relations.trust").origin, Origin::standard);
}

TEST_F(Reader, ChangesAScenarioWithoutReadingItAgain) {
    write("actors.csv", "id,sector\na,business\n");
    const Scenario base = parse("population.actors = \"actors.csv\"\nrelations.trust = 0.3\n[topics.youth]\n");
    std::filesystem::remove(folder_ / "actors.csv");
    const std::vector<Override> wishes{{"governance.preset", "mandated"}, {"topics.youth.severity", "1"}};
    const Scenario changed = with_overrides(base, registry_, wishes, issues_);
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(get<std::string>(changed, "governance.decision"), "superior_decides");
    EXPECT_EQ(get<double>(changed, "relations.trust"), .3);
    EXPECT_EQ(changed.table("population.actors").size(), 1U);
    EXPECT_EQ(std::get<double>(changed.table("topics")[0].values.at("severity").value), 1);
    // A preset that is taken back leaves nothing behind.
    const std::vector<Override> back{{"governance.preset", "participant"}};
    const Scenario again = with_overrides(changed, registry_, back, issues_);
    EXPECT_EQ(get<double>(again, "governance.delay"), 1.0);
}

TEST_F(Reader, DoesNotDependOnTheLocale) {
    struct CommaPoint : std::numpunct<char> {
        [[nodiscard]] char do_decimal_point() const override { return ','; }
        [[nodiscard]] char do_thousands_sep() const override { return '.'; }
        [[nodiscard]] std::string do_grouping() const override { return "\3"; }
    };
    const std::locale before = std::locale::global(std::locale(std::locale(), new CommaPoint));
    std::setlocale(LC_NUMERIC, "de_DE.UTF-8");  // where the machine has it
    write("actors.csv", "id,sector,hours\na,business,1234.5\n");
    const Scenario scenario = parse("population.actors = \"actors.csv\"\nrelations.trust = 0.25");
    const Scenario json = parse("{\"relations\": {\"trust\": 0.25}}", {}, "s.json");
    const std::string written = to_toml(scenario, registry_);
    std::setlocale(LC_NUMERIC, "C");
    std::locale::global(before);
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(get<double>(scenario, "relations.trust"), .25);
    EXPECT_EQ(get<double>(json, "relations.trust"), .25);
    EXPECT_EQ(std::get<double>(scenario.table("population.actors")[0].values.at("hours").value), 1234.5);
    EXPECT_NE(written.find("hours = 1234.5\n"), std::string::npos) << written;
}

TEST_F(Reader, WritesWhatWasExplicitAsToml) {
    write("actors.csv", "id,sector,salience.youth\na,business,0.5\n");
    const Scenario scenario = parse(
        "time.months = 12\npopulation.actors = \"actors.csv\"\nfunding.budget = 12.3\n"
        "[topics.\"the young\"]\nseverity = 1\n[[funding.programmes]]\nname = \"a \\\"b\\\"\"\n");
    EXPECT_EQ(to_toml(scenario, registry_), R"([funding]
budget = 12.3

[time]
months = 12

[[funding.programmes]]
name = "a \"b\""

[[population.actors]]
id = "a"
"salience.youth" = 0.5
sector = "business"

[topics."the young"]
severity = 1.0
)");
}

}  // namespace
}  // namespace gemeinsim
