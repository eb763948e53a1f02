// SPDX-License-Identifier: Apache-2.0
// Valid scenarios with random byte edits: the reader never crashes, and what it does not read it explains.
#include <random>

#include "scenario/describe.h"
#include "scenario/fixture.h"

namespace gemeinsim {
namespace {

const std::string toml = R"([scenario]
name = "Süd"
sources = ["a", 'b']
[time]
months = 12
start = 2015-09-01
[relations]
rationality = inf
trust = 0.25
weights = [0.5, 0.25]
directed = true
[funding]
budget = 1234.56
[governance]
preset = "mandated"
[population]
actors = "actors.csv"
[[population.ties]]
from = "amt"
to = "b"
[topics.youth]
severity = 0.9
[[funding.programmes]]
name = "p"
budget = 10
)";

const std::string json = R"({"time": {"months": 12}, "relations": {"trust": 0.25, "rationality": "inf"},
"topics": {"youth": {"severity": 0.9}}, "population": {"actors": [{"id": "a", "sector": "business",
"salience": {"youth": 1}}], "ties": []}})";

const std::string csv =
    "id;sector;superior;hours;salience.youth\r\nstadt;administration;;1,5;1\r\namt;administration;stadt;;0,5\r\n"
    "\"b\";business;;2;\r\n";

// Replaces, removes, inserts or doubles a few bytes; half of the new ones mean something to a parser.
std::string mutated(std::string text, std::mt19937& chance) {
    const std::string telling = "[]{}=\"'.,;\n\r#\\-+0eE_\0\xff";
    const auto below = [&](std::size_t limit) { return chance() % limit; };
    for (std::size_t edits = 1 + below(4); edits > 0 && !text.empty(); --edits) {
        const std::size_t at = below(text.size());
        const char fresh = below(2) == 0 ? telling[below(telling.size())] : static_cast<char>(below(256));
        switch (below(4)) {
            case 0:
                text[at] = fresh;
                break;
            case 1:
                text.erase(at, 1 + below(8));
                break;
            case 2:
                text.insert(at, 1, fresh);
                break;
            default:
                text.insert(below(text.size()), text.substr(at, below(40)));
        }
    }
    return text;
}

class Mutations : public ScenarioFiles {
  protected:
    // Reads as far as it goes; true where nothing was wrong.
    bool survives(const std::string& file) {
        Issues issues;
        const Scenario scenario = read_scenario(folder_ / file, registry_, {}, issues);
        if (!issues.any()) (void)read_population(scenario, issues);
        for (const Issue& issue : issues.errors()) {
            EXPECT_FALSE(issue.where.file.empty()) << to_string(issue);
            EXPECT_FALSE(issue.problem.empty());
            EXPECT_FALSE(issue.why.empty()) << to_string(issue);
            EXPECT_FALSE(issue.remedy.empty()) << to_string(issue);
        }
        EXPECT_EQ(scenario.values.size(), registry_.parameters().size()) << "complete whatever the input";
        if (issues.any()) return false;
        Issues again;
        const std::string written = to_toml(scenario, registry_);
        (void)parse_scenario(written, "again.toml", folder_, registry_, {}, again);
        EXPECT_FALSE(again.any()) << again.errors().front().problem << "\n" << written;
        return true;
    }
    void mutate(const std::string& file, const std::string& start, unsigned seed, const std::string& read_from) {
        constexpr int rounds = 1500;
        std::mt19937 chance(seed);  // mt19937's numbers are fixed by the standard
        int read = 0;
        for (int round = 0; round < rounds; ++round) {
            const std::string text = mutated(start, chance);
            write(file, text);
            if (survives(read_from)) ++read;
            if (HasFailure()) FAIL() << "round " << round << ":\n" << text;
        }
        EXPECT_GT(read, 0) << "some edits are harmless";
        EXPECT_LT(read, rounds) << "some are not";
    }
};

TEST_F(Mutations, OfTomlAreReadOrExplained) {
    write("actors.csv", csv);
    write("s.toml", toml);
    ASSERT_TRUE(survives("s.toml"));
    mutate("s.toml", toml, 1, "s.toml");
}

TEST_F(Mutations, OfJsonAreReadOrExplained) {
    write("s.json", json);
    ASSERT_TRUE(survives("s.json"));
    mutate("s.json", json, 2, "s.json");
}

TEST_F(Mutations, OfCsvAreReadOrExplained) {
    write("s.toml", "population.actors = \"actors.csv\"\n[topics.youth]\n");
    write("actors.csv", csv);
    ASSERT_TRUE(survives("s.toml"));
    mutate("actors.csv", csv, 3, "s.toml");
}

TEST_F(Mutations, DeepNestingIsRefused) {
    write("list.json", std::string(100'000, '['));
    write("list.toml", "a = " + std::string(100'000, '['));
    std::string key = "a";
    for (int i = 0; i < 100'000; ++i) key += ".a";
    write("key.toml", key + " = 1\n");
    write("table.toml", "[" + key + "]\n");
    for (const char* file : {"list.json", "list.toml", "key.toml", "table.toml"}) EXPECT_FALSE(survives(file)) << file;
}

}  // namespace
}  // namespace gemeinsim
