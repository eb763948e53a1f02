// SPDX-License-Identifier: Apache-2.0
#include "run/core/design.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "model/registry.h"

namespace gemeinsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Design : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() / (std::string("gemeinsim-design-") + test->name());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        write("town.toml",
              "[scenario]\nname = 'town'\n[time]\nmonths = 10\n[population]\nadministration = 3\n"
              "civil_society = 5\nbusiness = 2\n[topics.youth]\n[topics.age]\n");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

    Sweep read(const std::string& head, const std::vector<std::string>& factors) {
        std::string text = head;
        for (const std::string& factor : factors) text += "[[factors]]\n" + factor + "\n";
        write("sweep.toml", text);
        return read_sweep(folder_ / "sweep.toml", registry(), issues_);
    }
    [[nodiscard]] std::string messages() const {
        std::string text;
        for (const Issue& issue : issues_.errors()) text += to_string(issue) + "\n";
        return text;
    }

    std::filesystem::path folder_;
    Issues issues_;
    const std::string grid_ = "scenario = 'town.toml'\n[design]\nmethod = 'grid'\nreplicates = 2\nmaster_seed = 7\n";
};

TEST_F(Design, AGridHoldsEveryCombinationTheLastFactorFastest) {
    const Sweep sweep = read(grid_, {"path = 'challenges.opposing_logics'\nvalues = [0, 1]",
                                     "path = 'challenges.hierarchy_silos'\nvalues = [0.1, 0.2, 0.3]"});
    ASSERT_EQ(messages(), "");
    EXPECT_THAT(sweep.rows, ElementsAre(ElementsAre(0, 0), ElementsAre(0, 1), ElementsAre(0, 2), ElementsAre(1, 0),
                                        ElementsAre(1, 1), ElementsAre(1, 2)));
    EXPECT_EQ(std::get<double>(sweep.points[5].values.at("challenges.opposing_logics").value), 1);
    EXPECT_EQ(std::get<double>(sweep.points[5].values.at("challenges.hierarchy_silos").value), .3);
    EXPECT_EQ(sweep.replicates, 2);
    EXPECT_EQ(sweep.master_seed, 7U);
}

TEST_F(Design, APresetAsFactorIsWorkedOutForEachPoint) {
    const Sweep sweep = read(grid_, {"path = 'governance.preset'\nvalues = ['network_office', 'mandated']"});
    ASSERT_EQ(messages(), "");
    EXPECT_NE(sweep.points[0].values.at("governance.decision").value,
              sweep.points[1].values.at("governance.decision").value);
}

TEST_F(Design, AFactorMayBeAColumnOfARow) {
    const Sweep sweep = read(grid_, {"path = 'topics.youth.severity'\nvalues = [0.25, 0.75]"});
    ASSERT_EQ(messages(), "");
    ASSERT_THAT(sweep.points, SizeIs(2));
    for (const Row& row : sweep.points[1].table("topics"))
        if (row.name == "youth") {
            EXPECT_EQ(std::get<double>(row.values.at("severity").value), .75);
        }
    EXPECT_THAT(sweep.points[1].table("topics"), SizeIs(2));
}

TEST_F(Design, FactorColumnsFollowTheRuns) {
    const Sweep sweep = read(grid_, {"path = 'governance.preset'\nvalues = ['network_office', 'mandated']",
                                     "path = 'outputs_free.none'\nvalues = [1]"});
    EXPECT_THAT(messages(), HasSubstr("outputs_free.none"));
    issues_ = {};
    const Sweep good = read(grid_, {"path = 'governance.preset'\nvalues = ['network_office', 'mandated']",
                                    "path = 'challenges.hierarchy_silos'\nvalues = [0.5, 1]"});
    ASSERT_EQ(messages(), "");
    const std::vector<std::int32_t> points = {0, 3, 3};  // runs may be missing
    const auto columns = factor_columns(good, points);
    ASSERT_THAT(columns, SizeIs(2));
    EXPECT_EQ(columns[0].name, "governance_preset");
    EXPECT_EQ(columns[0].long_name, "governance.preset");
    EXPECT_THAT(std::get<std::vector<std::string>>(columns[0].data),
                ElementsAre("network_office", "mandated", "mandated"));
    EXPECT_THAT(std::get<std::vector<double>>(columns[1].data), ElementsAre(.5, 1, 1));
}

TEST_F(Design, OutputsLieOverThoseOfTheScenario) {
    const Sweep sweep =
        read(grid_ + "[outputs]\nevents = false\n", {"path = 'challenges.hierarchy_silos'\nvalues = [0.5, 1]"});
    ASSERT_EQ(messages(), "");
    EXPECT_EQ(std::get<bool>(sweep.points[1].values.at("outputs.events").value), false);
}

TEST_F(Design, ItsSizeCountsRunsAndNumbers) {
    const Sweep sweep = read(grid_, {"path = 'challenges.hierarchy_silos'\nvalues = [0.5, 0.75, 1]"});
    const SweepSize size = size_of(sweep);
    EXPECT_EQ(size.points, 3U);
    EXPECT_EQ(size.runs, 6U);
    std::size_t expected = 0;
    for (const Metric& metric : metrics())
        if (metric.standard) expected += metric.monthly ? 10 : 1;
    EXPECT_EQ(size.numbers, 6 * expected);
}

TEST_F(Design, WhatIsWrongLeavesNoPoints) {
    const Sweep sweep = read(grid_, {"path = 'challenges.hierarchy_silos'\nvalues = [0.5, 7]"});
    EXPECT_THAT(messages(), HasSubstr("sweep.toml:8:16: challenges.hierarchy_silos"));
    EXPECT_THAT(sweep.points, IsEmpty());
}

TEST_F(Design, TheSameDesignHasTheSameText) {
    const std::string factor = "path = 'challenges.hierarchy_silos'\nvalues = [0.5, 1]";
    const std::string text = read(grid_, {factor}).text;
    EXPECT_EQ(read("# other spacing\n" + grid_ + "\n\n", {factor}).text, text);
    EXPECT_NE(read(grid_, {factor + "\n[[factors]]\npath = 'topics.age.severity'\nvalues = [0]"}).text, text);
}

}  // namespace
}  // namespace gemeinsim
