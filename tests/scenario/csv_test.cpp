// SPDX-License-Identifier: Apache-2.0
#include "scenario/csv.h"

#include "scenario/fixture.h"

namespace gemeinsim {
namespace {

class Csv : public ScenarioFiles {
  protected:
    std::vector<ActorRow> actors(const std::string& bytes) {
        write("actors.csv", bytes);
        write("s.toml", "population.actors = \"actors.csv\"\n");
        const Scenario scenario = read("s.toml");
        std::vector<ActorRow> rows;
        for (const Row& row : scenario.table("population.actors")) rows.push_back(actor_columns().read(row.values));
        return rows;
    }
};

TEST_F(Csv, IsReadWithMarkCarriageReturnsAndUmlauts) {
    const auto rows =
        actors("\xEF\xBB\xBFid,sector,title\r\namt,administration,Jugendamt Süd\r\n\r\nb,business,Bäcker\r\n");
    EXPECT_EQ(messages(), "");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].id, "amt");
    EXPECT_EQ(rows[0].title, "Jugendamt Süd");
    EXPECT_EQ(rows[1].title, "Bäcker");
}

TEST_F(Csv, IsReadWithSemicolonsAndDecimalCommas) {
    const auto rows = actors("id;sector;hours;money;salience.youth\na;business;0,5;1234,50;1\nb;business;12;3;0,25\n");
    EXPECT_EQ(messages(), "");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].hours, .5);
    EXPECT_EQ(rows[0].money, 123450);
    EXPECT_EQ(rows[1].hours, 12);
    EXPECT_EQ(rows[1].salience.at("youth"), .25);
}

TEST_F(Csv, IsReadWithSemicolonsAndDecimalPoints) {
    const auto rows = actors("id;sector;hours\na;business;0.125\nb;business;12.5\n");
    EXPECT_EQ(messages(), "");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].hours, .125);
    EXPECT_EQ(rows[1].hours, 12.5);
}

TEST_F(Csv, KeepsSeparatorsLinesAndQuotesInsideQuotes) {
    const auto rows = actors("id,sector,title\n\"a,b\",business,\"two\nlines and \"\"quotes\"\"\"\nc,business,\n");
    EXPECT_EQ(messages(), "");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].id, "a,b");
    EXPECT_EQ(rows[0].title, "two\nlines and \"quotes\"");
    EXPECT_EQ(rows[1].id, "c");
}

TEST_F(Csv, TakesTabsBlanksTruthValuesAndEmptyFields) {
    const auto rows = actors("id\tsector\towner\thours\n a \tbusiness\tTRUE\t\n");
    EXPECT_EQ(messages(), "");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].id, "a");
    EXPECT_TRUE(rows[0].owner);
    EXPECT_FALSE(rows[0].hours.has_value());
}

TEST_F(Csv, CountsLinesAndColumnsInCharacters) {
    Issues issues;
    const CsvTable table = parse_csv("a,b\r\n\"x\ny\",ü\r\nüü, z\r\n", "t.csv", "key", issues);
    ASSERT_EQ(table.records.size(), 2U);
    EXPECT_EQ(table.records[0][1].line, 3) << "the quoted field before holds a line break";
    EXPECT_EQ(table.records[1][1].line, 4);
    EXPECT_EQ(table.records[1][1].column, 5);
    EXPECT_EQ(table.records[1][1].text, "z");
}

TEST_F(Csv, RefusesRaggedLinesWithTheirNumbers) {
    actors("id,sector\na,business,x\nb\nc,business\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:1: population.actors: the line has 3 fields (the header has 2, separated by commas); "
              "add what is missing, or quote fields that hold the separator\n"
              "actors.csv:3:1: population.actors: the line has 1 field (the header has 2, separated by commas); "
              "add what is missing, or quote fields that hold the separator");
}

TEST_F(Csv, LooksAtWhatElseABadLineHolds) {
    const auto rows = actors(
        "id,sector,hours,money\na,busines,x\n\"b\"c,busness,1,2\nd,business,\"3\"4,y\ne,business,z,1,2\n"
        "f,business,\"5,6\ng,business,v,1\n");
    EXPECT_EQ(
        messages(),
        "actors.csv:2:1: population.actors: the line has 3 fields (the header has 4, separated by commas); add "
        "what is missing, or quote fields that hold the separator\n"
        "actors.csv:2:3: population.actors.sector: \"busines\" is none of the names (allowed: administration, "
        "civil_society, business); did you mean \"business\"?\n"
        "actors.csv:2:11: population.actors.hours: found the text \"x\" (expected a number, at least 0, in "
        "h/month); write a number\n"
        "actors.csv:3:4: population.actors: text after the closing quote (a quoted field ends with its quote); "
        "double the quotes that belong to the text\n"
        "actors.csv:3:6: population.actors.sector: \"busness\" is none of the names (allowed: administration, "
        "civil_society, business); did you mean \"business\"?\n"
        "actors.csv:4:15: population.actors: text after the closing quote (a quoted field ends with its quote); "
        "double the quotes that belong to the text\n"
        "actors.csv:4:17: population.actors.money: found the text \"y\" (expected an amount of money with at most two "
        "decimals, at least 0, in EUR); write for example 0\n"
        "actors.csv:5:1: population.actors: the line has 5 fields (the header has 4, separated by commas); add "
        "what is missing, or quote fields that hold the separator\n"
        "actors.csv:5:12: population.actors.hours: found the text \"z\" (expected a number, at least 0, in "
        "h/month); write a number\n"
        "actors.csv:6:12: population.actors: the quote is never closed (the file ends inside the field); add the "
        "closing quote\n"
        "actors.csv:7:12: population.actors.hours: found the text \"v\" (expected a number, at least 0, in "
        "h/month); write a number");
    ASSERT_EQ(rows.size(), 6U) << "nobody is missing for those who refer to them";
    EXPECT_EQ(rows[1].id, "b");
}

TEST_F(Csv, RefusesDecimalCommasAmongCommas) {
    actors("id,sector,hours\na,business,\"0,5\"\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:12: population.actors.hours: found the text \"0,5\" (expected a number, at least 0, in "
              "h/month); write decimals with a point");
}

TEST_F(Csv, RefusesNumbersThatMayMeanTwoThings) {
    actors("id;sector;hours\na;business;1.500\nb;business;1.234,5\nc;business;0,5\nd;business;0.5\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:12: population.actors.hours: \"1.500\" is ambiguous (with semicolons or tabs a point may "
              "separate thousands or decimals); write 1500 or 1,5 for what you mean\n"
              "actors.csv:3:12: population.actors.hours: \"1.234,5\" holds a comma and a point (thousands are not "
              "separated in numbers); write digits and one decimal sign\n"
              "actors.csv:5:12: population.actors.hours: \"0.5\" uses another decimal sign than the rest (\"0,5\" "
              "stands in line 4); use commas or points throughout the file");
}

TEST_F(Csv, RefusesBadHeaders) {
    actors("id,sektor,id,\na,b,c,d\n");
    EXPECT_EQ(
        messages(),
        "actors.csv:1:1: population.actors.sector: the column is missing (every row must give it: a name: "
        "administration, civil_society, business); add it to the header line\n"
        "actors.csv:1:4: population.actors.sektor: unknown key (allowed: id, title, sector, level, legal_form, "
        "superior, place, broker_candidate, owner, voice, funder, hours, know_how, impact_orientation, reliability, "
        "term, appears, ends, money, salience.<name>, position.<name>, asset.<name>, covariate.<name>); did you mean "
        "\"sector\"?\n"
        "actors.csv:1:11: population.actors.id: the column is given twice (first as column 1); remove one of "
        "them\n"
        "actors.csv:1:14: population.actors: column 4 has no name (the first line names the columns); name it "
        "or remove it");
}

TEST_F(Csv, RefusesTwoKindsOfSeparators) {
    actors("id;sector,hours\na;b,c\n");
    EXPECT_EQ(messages(),
              "actors.csv:1:1: population.actors: the header line mixes commas, semicolons or tabs (one of them "
              "separates all columns); use one separator, and quotes around names that hold another");
}

TEST_F(Csv, RefusesBrokenQuotes) {
    actors("id,sector\n\"a\"b,business\nc\"d,business\n\"e,business\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:4: population.actors: text after the closing quote (a quoted field ends with its quote); "
              "double the quotes that belong to the text\n"
              "actors.csv:3:2: population.actors: a quote inside a field (a quoted field starts with its quote); put "
              "the whole field in quotes and double the quotes in it\n"
              "actors.csv:4:1: population.actors: the quote is never closed (the file ends inside the field); add "
              "the closing quote");
}

TEST_F(Csv, RefusesLatin1Utf16AndNothing) {
    actors("id,sector\nB\xFCro,administration\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:2: population.actors: byte 0xFC is not UTF-8 (the file looks like Latin-1 or "
              "Windows-1252); save it as UTF-8");
    issues_ = {};
    actors(std::string("\xFF\xFEi\0d\0", 6));
    EXPECT_EQ(messages(),
              "actors.csv: population.actors: the file is UTF-16 (scenario and CSV files are UTF-8); save it as UTF-8");
    issues_ = {};
    actors("");
    EXPECT_EQ(messages(),
              "actors.csv:1:1: population.actors: the table is empty (its first line names the columns); write a "
              "header line");
}

}  // namespace
}  // namespace gemeinsim
