// SPDX-License-Identifier: Apache-2.0
#include "store/sweep_folder.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "store/example.h"
#include "store/join_shards.h"
#include "store/reader.h"
#include "store/results_file.h"

namespace gemeinsim {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Folder : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_.path = fs::temp_directory_path() / (std::string("gemeinsim-folder-") + test->name());
        fs::remove_all(folder_.path);
        fs::create_directories(folder_.shards());
    }
    void TearDown() override { fs::remove_all(folder_.path); }

    ShardState state(std::size_t shard, const std::string& plan = "plan") {
        return state_of(folder_, shard, plan, true, record_);
    }
    /// Runs `first` to `last` of an ensemble, as a shard.
    static Ensemble part(const Ensemble& whole, std::size_t first, std::size_t last) {
        Ensemble some = whole;
        const auto cut = [&](auto& values) {
            values = {values.begin() + static_cast<std::ptrdiff_t>(first),
                      values.begin() + static_cast<std::ptrdiff_t>(last)};
        };
        cut(some.runs);
        cut(some.point);
        for (TableColumn& factor : some.factors) std::visit(cut, factor.data);
        some.first_run = static_cast<std::int32_t>(first);
        return some;
    }

    SweepFolder folder_;
    std::optional<ShardRecord> record_;
};

TEST_F(Folder, KnowsWholeShardsFromMissingDamagedAndForeignOnes) {
    EXPECT_EQ(state(7), ShardState::missing);
    const ShardRecord written = write_shard(folder_, 7, "plan", test::example(), 1);
    EXPECT_EQ(state(7), ShardState::whole);
    EXPECT_EQ(*record_, written);
    EXPECT_EQ(record_->failed, 1U);
    EXPECT_EQ(state(7, "another plan"), ShardState::foreign);

    // One bit, in the middle.
    const auto size = fs::file_size(folder_.shard(7));
    std::fstream file(folder_.shard(7), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(size / 2));
    const int byte = file.peek();
    file.seekp(static_cast<std::streamoff>(size / 2));
    file.put(static_cast<char>(byte ^ 1));
    file.close();
    EXPECT_EQ(state(7), ShardState::damaged);
    EXPECT_EQ(state_of(folder_, 7, "plan", false, record_), ShardState::whole);  // nobody looked

    write_shard(folder_, 7, "plan", test::example(), 0);
    fs::resize_file(folder_.shard(7), size - 1);
    EXPECT_EQ(state_of(folder_, 7, "plan", false, record_), ShardState::damaged);
    fs::remove(folder_.shard(7));
    EXPECT_EQ(state(7), ShardState::damaged);
    std::ofstream(folder_.record(7)) << "{\"format\": ";
    EXPECT_EQ(state(7), ShardState::damaged);
    fs::remove(folder_.record(7));
    EXPECT_EQ(state(7), ShardState::missing);
}

TEST_F(Folder, AShardWithoutItsRecordCountsAsMissing) {
    write_shard(folder_, 0, "plan", test::example(), 0);
    fs::remove(folder_.record(0));
    EXPECT_EQ(state(0), ShardState::missing);
}

TEST_F(Folder, AShardIsHeldByOneAtATime) {
    std::optional<ShardLock> first(std::in_place, folder_, 3);
    EXPECT_TRUE(first->held());
    EXPECT_FALSE(ShardLock(folder_, 3).held());
    EXPECT_TRUE(ShardLock(folder_, 4).held());
    first.reset();
    EXPECT_TRUE(ShardLock(folder_, 3).held());
}

// Joined shards hold, variable by variable and attribute by attribute, what one file of all runs holds.
TEST_F(Folder, JoinedShardsAreTheFileOfAllRuns) {
    const Ensemble whole = test::example();
    ASSERT_GE(whole.runs.size(), 2U);
    std::vector<ShardRecord> records;
    for (std::size_t run = 0; run < whole.runs.size(); ++run)
        records.push_back(write_shard(folder_, run, "plan", part(whole, run, run + 1), 0));
    join_shards(folder_.results(), folder_, records, {});
    const hdf5::Reader joined(folder_.results());
    const hdf5::Reader expected(file_image(whole), "whole");

    const auto same = [&](const std::string& path) {
        ASSERT_EQ(joined.shape(path), expected.shape(path)) << path;
        ASSERT_EQ(joined.holds_text(path), expected.holds_text(path)) << path;
        for (const char* name : {"units", "long_name", "better", "flag_meanings", "dtype", "coordinates", "start_date"})
            EXPECT_EQ(joined.text(path, name), expected.text(path, name)) << path << " " << name;
        const std::size_t rows = expected.shape(path).front();
        if (expected.holds_text(path)) {
            EXPECT_EQ(joined.texts(path, 0, rows), expected.texts(path, 0, rows)) << path;
        } else {
            const auto a = joined.numbers<double>(path);
            const auto b = expected.numbers<double>(path);
            ASSERT_EQ(a.size(), b.size()) << path;
            for (std::size_t i = 0; i < a.size(); ++i)
                EXPECT_TRUE(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) << path << " " << i;
        }
    };
    ASSERT_EQ(joined.names("/"), expected.names("/"));
    for (const std::string& name : expected.names("/")) {
        ASSERT_EQ(joined.is_group(name), expected.is_group(name));
        if (!expected.is_group(name)) {
            same(name);
            continue;
        }
        ASSERT_EQ(joined.names(name), expected.names(name));
        for (const std::string& column : expected.names(name))
            if (column != "row") same(name + "/" + column);
    }
    for (const char* name : {"format", "format_version", "coordinates"})
        EXPECT_EQ(joined.text("/", name), expected.text("/", name)) << name;

    const std::vector<std::byte> first = read_bytes(folder_.results());
    join_shards(folder_.results(), folder_, records, {});
    EXPECT_EQ(read_bytes(folder_.results()), first);
    join_shards(folder_.results(), folder_, {records[1]}, {{"complete", "no"}});
    EXPECT_EQ(hdf5::Reader(folder_.results()).text("/", "complete"), "no");
    EXPECT_EQ(hdf5::Reader(folder_.results()).numbers<std::int32_t>("run"), std::vector<std::int32_t>{1});
}

TEST_F(Folder, AShardThatChangedIsNotJoinedAndNothingIsWritten) {
    const ShardRecord record = write_shard(folder_, 0, "plan", test::example(), 0);
    fs::resize_file(folder_.shard(0), record.bytes / 2);
    try {
        join_shards(folder_.results(), folder_, {record}, {});
        FAIL() << "joined a damaged shard";
    } catch (const StoreError& error) {
        EXPECT_THAT(error.what(), HasSubstr("has changed since it was written"));
    }
    EXPECT_FALSE(fs::exists(folder_.results()));
    EXPECT_TRUE(fs::is_empty(folder_.path / "shards") == false);
    for (const auto& entry : fs::directory_iterator(folder_.path)) EXPECT_EQ(entry.path().filename(), "shards");
}

TEST_F(Folder, WhatIsNoResultFileIsRefusedByTheReader) {
    std::ofstream(folder_.path / "text.h5") << "no HDF5 at all";
    EXPECT_THROW(hdf5::Reader(folder_.path / "text.h5"), StoreError);
    EXPECT_THROW(hdf5::Reader(folder_.path / "absent.h5"), StoreError);
    const hdf5::Reader reader(file_image(test::example()), "example");
    EXPECT_FALSE(reader.has("nothing/at/all"));
    EXPECT_THROW(static_cast<void>(reader.shape("nothing")), StoreError);
    EXPECT_THROW(static_cast<void>(reader.numbers<double>("run", 1, 1000)), StoreError);
}

}  // namespace
}  // namespace gemeinsim
