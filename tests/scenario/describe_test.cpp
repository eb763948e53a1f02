// SPDX-License-Identifier: Apache-2.0
#include "scenario/describe.h"

#include <nlohmann/json.hpp>

#include "scenario/fixture.h"
#include "scenario/schema.h"

namespace gemeinsim {
namespace {

using Json = nlohmann::json;

class Describe : public ScenarioFiles {
  protected:
    Scenario parse(const std::string& text) { return parse_scenario(text, "s.toml", folder_, registry_, {}, issues_); }
    static Json parameter(const Json& document, const std::string& path) {
        for (const Json& one : document["parameters"])
            if (one["path"] == path) return one;
        return nullptr;
    }
};

TEST_F(Describe, SaysWhereEachValueComesFrom) {
    const Scenario scenario = parse(
        "time.months = 12\ngovernance.preset = \"mandated\"\nchallenges.distrust = 1\n"
        "relations.rationality = inf\nfunding.budget = 1.5\n[topics.youth]\nseverity = 1\n");
    const Json document = Json::parse(describe_json(scenario, registry_));
    EXPECT_EQ(messages(), "");
    const Json months = parameter(document, "time.months");
    EXPECT_EQ(months["value"], 12);
    EXPECT_EQ(months["default"], 60);
    EXPECT_EQ(months["unit"], "months");
    EXPECT_EQ(months["origin"], "file");
    EXPECT_EQ(months["range"]["words"], "1 to 1200");
    EXPECT_EQ(months["location"], (Json{{"file", "s.toml"}, {"line", 1}, {"column", 15}}));
    EXPECT_EQ(parameter(document, "governance.delay")["origin"], "preset");
    EXPECT_EQ(parameter(document, "relations.trust")["origin"], "dial");
    EXPECT_EQ(parameter(document, "relations.trust")["dial"]["challenge"], "distrust");
    EXPECT_EQ(parameter(document, "time.start")["origin"], "default");
    EXPECT_EQ(parameter(document, "time.start")["location"], nullptr);
    EXPECT_EQ(parameter(document, "relations.rationality")["value"], "inf");
    EXPECT_EQ(parameter(document, "funding.budget")["value"], 1.5) << "euros, not cents";
    EXPECT_EQ(document["tables"]["topics"][0]["values"]["severity"]["value"], 1.0);
    EXPECT_EQ(document["tables"]["topics"][0]["name"], "youth");
}

TEST_F(Describe, AlignsItsColumnsForReading) {
    const Scenario scenario = parse("scenario.name = \"Süd\"\ntime.months = 12\n");
    EXPECT_EQ(describe_text(scenario, registry_, true),
              "parameter            value        unit    from    allowed                                meaning\n"
              "scenario.name        \"Süd\"        1       file                                           of the test\n"
              "time.months          12           months  file    1 to 1200                              of the test\n"
              "governance.decision  \"consensus\"  1       preset  consensus, majority, superior_decides  of the "
              "test\n");
    const std::string all = describe_text(scenario, registry_);
    EXPECT_NE(all.find("relations.trust"), std::string::npos) << "all parameters unless only those given";
}

TEST_F(Describe, ListsTheRegistry) {
    const Json document = Json::parse(parameters_json(registry_));
    EXPECT_EQ(document["parameters"].size(), registry_.parameters().size());
    EXPECT_EQ(document["tables"].size(), registry_.tables().size());
    EXPECT_EQ(document["presets"][2]["assigns"]["governance.delay"], .25);
    EXPECT_EQ(parameter(document, "governance.preset")["choices"].size(), 3U);
    EXPECT_FALSE(parameter(document, "time.months").contains("value"));
}

TEST_F(Describe, WritesASchemaThatNestsAndCloses) {
    const Json schema = Json::parse(schema_json(registry_));
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema["additionalProperties"], false);
    const Json& time = schema["properties"]["time"];
    EXPECT_EQ(time["additionalProperties"], false);
    EXPECT_EQ(time["properties"]["months"]["type"], "integer");
    EXPECT_EQ(time["properties"]["months"]["minimum"], 1);
    EXPECT_EQ(time["properties"]["months"]["maximum"], 1200);
    EXPECT_EQ(time["properties"]["months"]["default"], 60);
    EXPECT_EQ(time["properties"]["months"]["description"], "of the test [months]");
    const Json& governance = schema["properties"]["governance"]["properties"];
    EXPECT_EQ(governance["preset"]["enum"], (Json{"participant", "network_office", "mandated"}));
    EXPECT_EQ(governance["delay"]["exclusiveMinimum"], 0);
    EXPECT_EQ(schema["properties"]["relations"]["properties"]["rationality"]["anyOf"][1]["const"], "inf");
    const Json& actors = schema["properties"]["population"]["properties"]["actors"]["anyOf"];
    EXPECT_EQ(actors[0]["items"]["required"], (Json{"id", "sector"}));
    EXPECT_EQ(actors[0]["items"]["properties"]["salience"]["additionalProperties"]["type"], "number");
    EXPECT_EQ(actors[1]["type"], "string");
    EXPECT_EQ(schema["properties"]["topics"]["additionalProperties"]["properties"]["severity"]["maximum"], 1);
}

}  // namespace
}  // namespace gemeinsim
