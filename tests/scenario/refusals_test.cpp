// SPDX-License-Identifier: Apache-2.0
// Every kind of bad input and the exact words it gets. The table is printed, so that the words can be read
// together: test_scenario --gtest_filter='*Refusal*'.
#include <cstdio>

#include "scenario/fixture.h"

namespace gemeinsim {
namespace {

struct Refusal {
    std::string what;
    std::string file;   ///< the scenario that is read
    std::string bytes;  ///< what it holds; "-" writes nothing
    std::string messages;
    std::vector<Override> overrides = {};
    std::vector<std::pair<std::string, std::string>> beside = {};  ///< further files
};

const std::string population =
    "administration, administration_per_1000, business, business_per_1000, civil_society, "
    "civil_society_per_1000, dyads, hierarchy, inhabitants, memory_limit, municipalities, municipality_area, place";

// The population of a town of three, for scenarios whose fault lies elsewhere.
const std::string town = "population.administration = 1\npopulation.business = 2\n";

const std::string top = "challenges, funding, governance, outputs, population, relations, scenario, time, topics";

std::vector<Refusal> refusals() {
    const std::string minimal =
        "a minimal scenario holds [scenario] with name = \"my town\" and [population] with administration = 3, "
        "civil_society = 5, business = 2";
    const std::string empty =
        "s.toml: the scenario is empty (it says neither who there is nor for how long); " + minimal;
    return {
        {"empty file", "s.toml", "", empty},
        {"only a comment", "s.toml", "# later\n", empty},
        {"empty JSON object", "s.json", "{}",
         "s.json: the scenario is empty (it says neither who there is nor for how long); " + minimal},
        {"binary file", "s.toml",
         std::string("\x7f"
                     "ELF\0\1",
                     6),
         "s.toml: this is a binary file (it holds a zero byte; scenarios are TOML or JSON, tables are CSV); name a "
         "text file"},
        {"Latin-1", "s.toml",
         "scenario.name = \"S\xFC"
         "d\"\n",
         "s.toml:1:19: byte 0xFC is not UTF-8 (the file looks like Latin-1 or Windows-1252); save it as UTF-8"},
        {"UTF-16", "s.toml", "\xFF\xFEs",
         "s.toml: the file is UTF-16 (scenario and CSV files are UTF-8); save it as UTF-8"},
        {"path that does not exist",
         "scenaro.toml",
         "-",
         "scenaro.toml: the file does not exist (looked in the folder FOLDER); did you mean \"scenario.toml\"?",
         {},
         {{"scenario.toml", town}}},
        {"path that is a folder",
         ".",
         "-",
         ".: this is a folder (a file is needed); did you mean \"scenario.toml\"?",
         {},
         {{"scenario.toml", town}}},
        {"no TOML", "s.toml", "time.months = \n",
         "s.toml:1:15: this is not TOML (Error while parsing key-value pair: expected value, saw '\\n'); correct it; "
         "text stands in quotes, names of tables in [brackets]"},
        {"key given twice", "s.toml", "time.months = 1\ntime.months = 2\n",
         "s.toml:2:15: this is not TOML (Error while parsing key-value pair: cannot redefine existing integer "
         "'time.months'); correct it; text stands in quotes, names of tables in [brackets]"},
        {"table with umlaut and without quotes", "s.toml", "time.months = 1\n[[ü]]\n",
         "s.toml:2:3: this is not TOML (the table has no name made of A-Z a-z 0-9 _ -); put names with other "
         "letters in quotes, [topics.\"Büro\"]"},
        {"no JSON", "s.json", "{\"time\": 1,}",
         "s.json:1:12: this is not JSON (syntax error while parsing object key - unexpected '}'; expected string "
         "literal); correct it"},
        {"key given twice in JSON", "s.json", R"({"time": {"months": 1, "months": 2}})",
         "s.json#/time/months: the key \"months\" is given twice (each key stands once in an object); remove one of "
         "them"},
        {"JSON that is no object", "s.json", "[1]",
         "s.json#: found a list (a scenario is one JSON object); write {\"scenario\": {...}, ...}"},
        {"unknown key", "s.toml", town + "[time]\nmonth = 12\n",
         "s.toml:4:1: time.month: unknown key (allowed in [time]: months, start); did you mean \"months\"?"},
        {"unknown key without neighbour", "s.toml", town + "[time]\nweather = 12\n",
         "s.toml:4:1: time.weather: unknown key (allowed in [time]: months, start); remove it or use one of these"},
        {"unknown table", "s.toml", "[populaton]\nbusiness = 1\n",
         "s.toml:1:2: populaton: unknown key (allowed: " + top + "); did you mean \"population\"?"},
        {"key of another table", "s.toml", "months = 12\n",
         "s.toml:1:1: months: unknown key (allowed: " + top + "); did you mean \"time.months\"?"},
        {"unknown key in JSON", "s.json", R"({"time": {"month/s": 1}})",
         "s.json#/time/month~1s: time.month/s: unknown key (allowed in [time]: months, start); did you mean "
         "\"months\"?"},
        {"unknown key in a row", "s.toml", "[topics.youth]\nseverty = 1\n",
         "s.toml:2:1: topics.severty: unknown key (allowed: severity); did you mean \"severity\"?"},
        {"value where a table belongs", "s.toml", "time = 12\n",
         "s.toml:1:8: time: found the number 12 (it is a table of: months, start); write [time] and below it the "
         "keys"},
        {"table where a value belongs", "s.toml", "[time.months]\nx = 1\n",
         "s.toml:1:1: time.months: found a table (expected a whole number, 1 to 1200, in months); write for example "
         "60"},
        {"wrong type", "s.toml", "time.months = \"sixty\"\n",
         "s.toml:1:15: time.months: found the text \"sixty\" (expected a whole number, 1 to 1200, in months); write "
         "for example 60"},
        {"quoted number", "s.toml", "time.months = \"60\"\n",
         "s.toml:1:15: time.months: found the text \"60\" (expected a whole number, 1 to 1200, in months); remove the "
         "quotes"},
        {"whole number with a point", "s.toml", "time.months = 60.0\n",
         "s.toml:1:15: time.months: found the number 60 with a decimal point (expected a whole number, 1 to 1200, in "
         "months); write 60"},
        {"truth in words", "s.toml", "relations.directed = \"yes\"\n",
         "s.toml:1:22: relations.directed: found the text \"yes\" (expected true or false); write true or false"},
        {"null", "s.json", R"({"time": {"months": null}})",
         "s.json#/time/months: time.months: found null (expected a whole number, 1 to 1200, in months); write for "
         "example 60"},
        {"out of range", "s.toml", "time.months = 0\nrelations.trust = 1.5\ngovernance.delay = 0\n",
         "s.toml:1:15: time.months: 0 is out of range (allowed: 1 to 1200, in months); choose a value in this range; "
         "the default is 60\n"
         "s.toml:2:19: relations.trust: 1.5 is out of range (allowed: 0 to 1); choose a value in this range; the "
         "default is 0.65\n"
         "s.toml:3:20: governance.delay: 0 is out of range (allowed: above 0, in months); choose a value in this "
         "range; the default is 1.0"},
        {"whole number beyond all", "s.toml", "time.months = 9223372036854775807\n",
         "s.toml:1:15: time.months: 9223372036854775807 is out of range (allowed: 1 to 1200, in months); choose a "
         "value in this range; the default is 60"},
        {"not a number", "s.toml", "relations.trust = nan\nrelations.rationality = -nan\n",
         "s.toml:1:19: relations.trust: nan is not a value (allowed: 0 to 1); write a number or leave the key out\n"
         "s.toml:2:25: relations.rationality: nan is not a value (allowed: at least 0, inf allowed); write a number "
         "or leave the key out"},
        {"infinite", "s.toml", "relations.trust = inf\nrelations.rationality = -inf\n",
         "s.toml:1:19: relations.trust: inf is not finite (allowed: 0 to 1); write a finite number\n"
         "s.toml:2:25: relations.rationality: -inf is out of range (allowed: at least 0, inf allowed); choose a "
         "value in this range; the default is 5.0"},
        {"negative money", "s.toml", "funding.budget = -0.01\n",
         "s.toml:1:18: funding.budget: -0.01 EUR is out of range (allowed: at least 0, in EUR); choose a value in "
         "this range; the default is 50000"},
        {"half a cent", "s.toml", "funding.budget = 10.005\n",
         "s.toml:1:18: funding.budget: 10.005 has more than two decimals (money is kept in whole cents); write 10.01"},
        {"more money than there is", "s.toml", "funding.budget = 90071992547409930\n",
         "s.toml:1:18: funding.budget: 90071992547409930 EUR is too much (amounts are kept in whole cents up to 10 "
         "million million EUR); write a smaller amount"},
        {"infinite money", "s.toml", "funding.budget = inf\n",
         "s.toml:1:18: funding.budget: inf is no amount of money (expected an amount of money with at most two "
         "decimals, at least 0, in EUR); write a finite amount"},
        {"no month", "s.toml", "time.start = \"2015-13\"\n",
         "s.toml:1:14: time.start: found the text \"2015-13\" (expected a month such as \"2015-09\"); write the month "
         "as \"2015-09\""},
        {"day of a month", "s.toml", "time.start = 2022-01-15\n",
         "s.toml:1:14: time.start: 2022-01-15 names a day (time goes by whole months, each of which begins with its "
         "first day); write \"2022-01\""},
        {"time of day", "s.toml", "time.start = 12:00:00\n",
         "s.toml:1:14: time.start: found a time of day (expected a month such as \"2015-09\"); write the month as "
         "\"2015-09\""},
        {"name that is no choice", "s.toml", "governance.preset = \"Particpant\"\n",
         "s.toml:1:21: governance.preset: \"Particpant\" is none of the names (allowed: participant, network_office, "
         "mandated); did you mean \"participant\"?"},
        {"wrong items in a list", "s.toml", "relations.weights = [0.1, 2, \"x\"]\noutputs.metrics = [\"tie\", \"x\"]\n",
         "s.toml:1:27: relations.weights: 2 is out of range (allowed: 0 to 1); choose a value in this range\n"
         "s.toml:1:30: relations.weights: found the text \"x\" (expected a number, 0 to 1); write a number\n"
         "s.toml:2:20: outputs.metrics: \"tie\" is none of the names (allowed: ties, trust, impact); did you mean "
         "\"ties\"?\n"
         "s.toml:2:27: outputs.metrics: \"x\" is none of the names (allowed: ties, trust, impact); choose one of "
         "them"},
        {"row without what it must give", "s.toml", "[[funding.programmes]]\nbudget = -1\n",
         "s.toml:1:1: funding.programmes.name: the row does not give it (every row must: text in quotes); add it\n"
         "s.toml:2:10: funding.programmes.budget: -1 EUR is out of range (allowed: at least 0, in EUR); choose a "
         "value in this range; the default is 0"},
        {"one table where many belong", "s.toml", "[funding.programmes]\nname = \"x\"\n",
         "s.toml:1:1: funding.programmes: found a table (expected tables [[funding.programmes]]); write tables "
         "[[funding.programmes]]"},
        {"rows without names", "s.toml", "[[topics]]\nseverity = 1\n",
         "s.toml:1:1: topics: found a list (expected tables [topics.<name>]); write tables [topics.<name>]"},
        {"row that is no table", "s.toml", "population.ties = [1]\n",
         "s.toml:1:20: population.ties: found the number 1 (expected a table with the keys of one row: from, to, "
         "pact); write [[population.ties]] and below it the keys"},
        {"missing CSV file",
         "s.toml",
         "population.actors = \"actor.csv\"\n",
         "s.toml:1:21: population.actors: actor.csv: the file does not exist (looked in the folder FOLDER); did you "
         "mean \"actors.csv\"?",
         {},
         {{"actors.csv", "id,sector\n"}}},
        {"extends a missing file",
         "s.toml",
         "extends = \"bse.toml\"\n",
         "s.toml:1:11: extends: bse.toml: the file does not exist (looked in the folder FOLDER); did you mean "
         "\"base.toml\"?",
         {},
         {{"base.toml", town}}},
        {"extends itself",
         "s.toml",
         "extends = \"other.toml\"\n",
         "other.toml:1:11: extends: the scenario extends itself (s.toml -> other.toml -> s.toml); remove one extends",
         {},
         {{"other.toml", "extends = \"s.toml\"\n"}}},
        {"extends no text", "s.toml", town + "extends = 3\n",
         "s.toml:3:11: extends: found the number 3 (expected the path of a scenario file); write extends = "
         "\"other.toml\""},
        {"fault in the extended file",
         "s.toml",
         "extends = \"base.toml\"\n",
         "base.toml:1:15: time.months: 0 is out of range (allowed: 1 to 1200, in months); choose a value in this "
         "range; the default is 60",
         {},
         {{"base.toml", "time.months = 0\n"}}},
        {"--set of an unknown key",
         "s.toml",
         town,
         "--set population.busines=3: population.busines: unknown key (allowed in [population]: actors, " + population +
             ", places, ties); did you mean \"business\"?",
         {{"population.busines", "3"}}},
        {"--set without a value",
         "s.toml",
         town,
         "--set time.months=: time.months: there is no value (--set takes path=value); write the value after =",
         {{"time.months", ""}}},
        {"--set of a wrong type",
         "s.toml",
         town,
         "--set time.months=many: time.months: found the text \"many\" (expected a whole number, 1 to 1200, in "
         "months); write for example 60",
         {{"time.months", "many"}}},
        {"--set of broken TOML",
         "s.toml",
         town,
         "--set relations.weights=[1: relations.weights: the value is not TOML (Error while parsing array: "
         "encountered end-of-file); check quotes and brackets",
         {{"relations.weights", "[1"}}},
        {"--set of a row that is not there",
         "s.toml",
         "[[funding.programmes]]\nname = \"p\"\n",
         "--set funding.programmes.1.budget=3: funding.programmes.1.budget: \"1\" is no row of this list (rows count "
         "from 0 and there are 1); name a row by its number",
         {{"funding.programmes.1.budget", "3"}}},
        {"--set below a CSV file",
         "s.toml",
         "population.actors = \"a.csv\"\n",
         "--set population.actors.0.hours=3: population.actors.0.hours: nothing below the text \"a.csv\" can be set "
         "(the scenario gives a value or the name of a CSV file here, not a table); set the whole or write the rows "
         "in the scenario",
         {{"population.actors.0.hours", "3"}},
         {{"a.csv", "id,sector\na,business\n"}}},
        {"many at once", "s.toml", "[time]\nmonths = 0\nmonth = 1\n[relations]\ntrust = 2\ndirected = 1\n",
         "s.toml:2:10: time.months: 0 is out of range (allowed: 1 to 1200, in months); choose a value in this range; "
         "the default is 60\n"
         "s.toml:3:1: time.month: unknown key (allowed in [time]: months, start); did you mean \"months\"?\n"
         "s.toml:5:9: relations.trust: 2 is out of range (allowed: 0 to 1); choose a value in this range; the "
         "default is 0.65\n"
         "s.toml:6:12: relations.directed: found the number 1 (expected true or false); write true or false"},
    };
}

class Refusals : public ScenarioFiles {};

TEST_F(Refusals, SayWhatIsWrongWhyAndWhatToDo) {
    for (const Refusal& refusal : refusals()) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        for (const auto& [name, bytes] : refusal.beside) write(name, bytes);
        if (refusal.bytes != "-") write(refusal.file, refusal.bytes);
        issues_ = {};
        read(refusal.file, refusal.overrides);
        EXPECT_EQ(messages(), refusal.messages) << refusal.what;
        std::printf("| %s | %s |\n", refusal.what.c_str(), messages().c_str());
    }
}

}  // namespace
}  // namespace gemeinsim
