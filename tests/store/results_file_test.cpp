// SPDX-License-Identifier: Apache-2.0
#include "store/results_file.h"

#include <cmath>
#include <cstring>
#include <gmock/gmock.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include "base/check.h"
#include "store/example.h"
#include "store/provenance.h"

namespace gemeinsim {
namespace {

using test::example;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A file image opened for reading, without the layer under test.
class Reader {
  public:
    explicit Reader(const Ensemble& ensemble) : bytes_(file_image(ensemble)) {
        file_ =
            H5LTopen_file_image(bytes_.data(), bytes_.size(), H5LT_FILE_IMAGE_DONT_COPY | H5LT_FILE_IMAGE_DONT_RELEASE);
        if (file_ < 0) throw std::runtime_error("not an HDF5 file");
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { H5Fclose(file_); }

    [[nodiscard]] hid_t open(const char* path) const { return H5Dopen2(file_, path, H5P_DEFAULT); }
    [[nodiscard]] hid_t file() const { return file_; }

    [[nodiscard]] std::vector<hsize_t> shape(const char* path) const {
        const hid_t set = open(path);
        const hid_t space = H5Dget_space(set);
        std::vector<hsize_t> lengths(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
        H5Sget_simple_extent_dims(space, lengths.data(), nullptr);
        H5Sclose(space);
        H5Dclose(set);
        return lengths;
    }

    template <class T>
    [[nodiscard]] std::vector<T> values(const char* path, hid_t type) const {
        std::size_t count = 1;
        for (const hsize_t length : shape(path)) count *= length;
        std::vector<T> result(count);
        const hid_t set = open(path);
        if (count > 0) H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, result.data());
        H5Dclose(set);
        return result;
    }

    [[nodiscard]] std::string text(const char* object, const char* attribute) const {
        const hid_t at = H5Aopen_by_name(file_, object, attribute, H5P_DEFAULT, H5P_DEFAULT);
        if (at < 0) return "<absent>";
        const hid_t type = H5Aget_type(at);
        char* characters = nullptr;
        H5Aread(at, type, &characters);
        std::string result = characters;
        H5free_memory(characters);
        EXPECT_EQ(H5Tget_cset(type), H5T_CSET_UTF8);
        H5Tclose(type);
        H5Aclose(at);
        return result;
    }

    /// The dimension scale attached to an axis of a variable, by its path in the file.
    [[nodiscard]] std::string dimension(const char* path, unsigned axis) const {
        std::string name = "<none>";
        const hid_t set = open(path);
        H5DSiterate_scales(
            set, axis, nullptr,
            [](hid_t, unsigned, hid_t scale, void* result) -> herr_t {
                char buffer[256] = {};
                H5Iget_name(scale, buffer, sizeof buffer);
                *static_cast<std::string*>(result) = buffer;
                return 1;
            },
            &name);
        H5Dclose(set);
        return name;
    }

    [[nodiscard]] bool has_attribute(const char* object, const char* attribute) const {
        return H5Aexists_by_name(file_, object, attribute, H5P_DEFAULT) > 0;
    }

    /// Names of the filters of a variable.
    [[nodiscard]] std::vector<H5Z_filter_t> filters(const char* path) const {
        const hid_t set = open(path);
        const hid_t properties = H5Dget_create_plist(set);
        std::vector<H5Z_filter_t> result;
        for (int i = 0; i < H5Pget_nfilters(properties); ++i) {
            std::size_t none = 0;
            unsigned flags = 0;
            result.push_back(
                H5Pget_filter2(properties, static_cast<unsigned>(i), &flags, &none, nullptr, 0, nullptr, nullptr));
        }
        H5Pclose(properties);
        H5Dclose(set);
        return result;
    }

  private:
    std::vector<std::byte> bytes_;
    hid_t file_ = -1;
};

TEST(ResultsFile, EqualEnsemblesGiveEqualBytes) {
    EXPECT_EQ(file_image(example()), file_image(example()));
    Ensemble other = example();
    other.runs[2].monthly[0][3] += 1;
    EXPECT_NE(file_image(example()), file_image(other));
}

TEST(ResultsFile, BytesDoNotDependOnTheClock) {
    // HDF5 stamps objects with the second of their creation unless told not to.
    const auto before = file_image(example());
    const std::time_t start = std::time(nullptr);
    while (std::time(nullptr) == start) {
    }
    EXPECT_EQ(before, file_image(example()));
}

TEST(ResultsFile, MonthlyMetricsAreFloatsOverRunAndMonth) {
    const Reader file(example());
    EXPECT_THAT(file.shape("/ties"), ElementsAre(4, 6));
    EXPECT_EQ(file.dimension("/ties", 0), "/run");
    EXPECT_EQ(file.dimension("/ties", 1), "/month");
    const auto ties = file.values<float>("/ties", H5T_NATIVE_FLOAT);
    EXPECT_TRUE(std::isnan(ties[0]));
    EXPECT_EQ(ties[2 * 6 + 5], 205);
    EXPECT_EQ(file.values<float>("/coordination", H5T_NATIVE_FLOAT)[3 * 6], 1300);
    const hid_t set = file.open("/ties");
    const hid_t type = H5Dget_type(set);
    EXPECT_GT(H5Tequal(type, H5T_IEEE_F32LE), 0);
    H5Tclose(type);
    H5Dclose(set);
    EXPECT_EQ(file.text("/ties", "long_name"), "ties in the contact network");
    EXPECT_EQ(file.text("/ties", "units"), "1");
}

TEST(ResultsFile, RunMetricsAreDoublesOverRun) {
    const Reader file(example());
    EXPECT_EQ(file.dimension("/impact_index", 0), "/run");
    const auto impact = file.values<double>("/impact_index", H5T_NATIVE_DOUBLE);
    EXPECT_TRUE(std::isnan(impact[1]));
    EXPECT_EQ(impact[3], 0.1 * 3);
}

TEST(ResultsFile, OnlyFloatsHaveAFillValue) {
    const Reader file(example());
    EXPECT_TRUE(file.has_attribute("/ties", "_FillValue"));
    EXPECT_TRUE(file.has_attribute("/events/amount", "_FillValue"));
    for (const char* path :
         {"/run", "/month", "/point", "/seed", "/governance_preset", "/events/kind", "/events/row_size", "/events/who"})
        EXPECT_FALSE(file.has_attribute(path, "_FillValue")) << path;
}

TEST(ResultsFile, CoordinatesTellPointReplicateSeedAndFactors) {
    const Reader file(example());
    EXPECT_EQ(file.text("/ties", "coordinates"), "point replicate seed governance_preset relations_weight open");
    EXPECT_EQ(file.text("/", "coordinates"), file.text("/ties", "coordinates"));
    EXPECT_THAT(file.values<std::int32_t>("/point", H5T_NATIVE_INT32), ElementsAre(0, 0, 1, 1));
    EXPECT_THAT(file.values<std::int64_t>("/replicate", H5T_NATIVE_INT64), ElementsAre(0, 1, 0, 1));
    EXPECT_EQ(file.values<std::uint64_t>("/seed", H5T_NATIVE_UINT64)[0], ~std::uint64_t{0});
    EXPECT_EQ(file.text("/governance_preset", "long_name"), "governance.preset");
    EXPECT_EQ(file.text("/open", "dtype"), "bool");
}

TEST(ResultsFile, MonthsCountFromZeroAndKnowTheirStart) {
    const Reader file(example(2, 3));
    EXPECT_THAT(file.values<std::int32_t>("/month", H5T_NATIVE_INT32), ElementsAre(0, 1, 2));
    EXPECT_EQ(file.text("/month", "start_date"), "2008-01");
}

TEST(ResultsFile, TablesAreRaggedOverTheRunsOfTheRoot) {
    const Reader file(example());
    EXPECT_EQ(file.dimension("/events/row_size", 0), "/run");
    EXPECT_THAT(file.values<std::int64_t>("/events/row_size", H5T_NATIVE_INT64), ElementsAre(0, 1, 2, 3));
    EXPECT_EQ(file.text("/events/row_size", "sample_dimension"), "row");
    EXPECT_EQ(file.dimension("/events/month", 0), "/events/row");
    EXPECT_THAT(file.values<std::int32_t>("/events/month", H5T_NATIVE_INT32), ElementsAre(10, 20, 21, 30, 31, 32));
}

TEST(ResultsFile, EnumerationsCarryTheirMeanings) {
    const Reader file(example());
    EXPECT_THAT(file.values<std::int8_t>("/events/kind", H5T_NATIVE_INT8), ElementsAre(0, 0, 1, 0, 1, 0));
    EXPECT_EQ(file.text("/events/kind", "flag_meanings"), "founding award");
    EXPECT_TRUE(file.has_attribute("/events/kind", "flag_values"));
    EXPECT_FALSE(file.has_attribute("/events/kind", "dtype"));
}

TEST(ResultsFile, UnitsNeverTurnNumbersIntoClockTime) {
    // xarray decodes units = "hours" into timedelta64.
    EXPECT_EQ(Reader(example()).text("/coordination", "units"), "h");
    Ensemble dated = example();
    dated.monthly_metrics[0].unit = "months since 2008-01-01";
    EXPECT_THROW(file_image(dated), ContractViolation);
}

TEST(ResultsFile, RootCarriesFormatAndProvenance) {
    const Reader file(example());
    EXPECT_EQ(file.text("/", "format"), "gemeinsim-results");
    EXPECT_EQ(file.text("/", "format_version"), "1.0");
    EXPECT_EQ(file.text("/", "scenario"), "[scenario]\nname = \"Prüfstand\"\n");
}

TEST(ResultsFile, TextOfAnyLengthFitsAnAttribute) {
    // Fixed-length attributes end at 64 KiB; a scenario with its actors inline does not.
    Ensemble ensemble = example();
    ensemble.provenance = {{"scenario", std::string(300000, 'x')}};
    EXPECT_EQ(Reader(ensemble).text("/", "scenario").size(), 300000U);
}

TEST(ResultsFile, LargeVariablesAreShuffledAndDeflated) {
    const Reader file(example(40, 120));
    EXPECT_THAT(file.filters("/ties"), ElementsAre(H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE));
    EXPECT_THAT(file.filters("/point"), IsEmpty());
    EXPECT_EQ(file.values<float>("/ties", H5T_NATIVE_FLOAT)[39 * 120 + 119], 3900 + 119);
}

TEST(ResultsFile, CreationOrderIsTrackedEverywhere) {
    const Reader file(example());
    for (const char* path : {"/", "/events"}) {
        const hid_t group = H5Gopen2(file.file(), path, H5P_DEFAULT);
        const hid_t properties = H5Gget_create_plist(group);
        unsigned links = 0, attributes = 0;
        H5Pget_link_creation_order(properties, &links);
        H5Pget_attr_creation_order(properties, &attributes);
        EXPECT_EQ(links, unsigned{H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED}) << path;
        EXPECT_EQ(attributes, unsigned{H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED}) << path;
        H5Pclose(properties);
        H5Gclose(group);
    }
    for (const char* path : {"/run", "/ties", "/governance_preset", "/events/row"}) {
        const hid_t set = file.open(path);
        const hid_t properties = H5Dget_create_plist(set);
        unsigned attributes = 0;
        H5Pget_attr_creation_order(properties, &attributes);
        EXPECT_EQ(attributes, unsigned{H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED}) << path;
        H5Pclose(properties);
        H5Dclose(set);
    }
}

TEST(ResultsFile, AnEmptyEnsembleIsAFileToo) {
    Ensemble empty = example(0, 0);
    const Reader file(empty);
    EXPECT_THAT(file.shape("/ties"), ElementsAre(0, 0));
    EXPECT_THAT(file.shape("/seed"), ElementsAre(0));
    EXPECT_THAT(Reader(Ensemble{}).shape("/run"), ElementsAre(0));
}

TEST(ResultsFile, ATableWithoutRowsKeepsItsColumns) {
    const Reader file(example());
    EXPECT_THAT(file.shape("/why/margin"), ElementsAre(0));
    EXPECT_THAT(file.values<std::int64_t>("/why/row_size", H5T_NATIVE_INT64), ElementsAre(0, 0, 0, 0));
}

TEST(ResultsFile, SharedTablesStandOnceForAllRuns) {
    const Reader file(example());
    EXPECT_THAT(file.values<std::int8_t>("/actors/sector", H5T_NATIVE_INT8), ElementsAre(0, 1));
    EXPECT_EQ(file.dimension("/actors/id", 0), "/actors/row");
    EXPECT_EQ(file.text("/actors/sector", "flag_meanings"), "administration civil_society");
}

TEST(ResultsFile, AMetricMayTellWhichWayIsBetter) {
    const Reader file(example());
    EXPECT_EQ(file.text("/ties", "better"), "higher");
    EXPECT_FALSE(file.has_attribute("/coordination", "better"));
}

TEST(ResultsFile, AContradictoryEnsembleIsRefused) {
    Ensemble ensemble = example();
    ensemble.runs[1].monthly[0].pop_back();
    EXPECT_THROW(file_image(ensemble), ContractViolation);
    ensemble = example();
    ensemble.point.pop_back();
    EXPECT_THROW(file_image(ensemble), ContractViolation);
    ensemble = example();
    ensemble.runs[3].tables[0].columns.pop_back();
    EXPECT_THROW(file_image(ensemble), ContractViolation);
    ensemble = example();
    ensemble.runs[3].tables[0].columns[1].data = std::vector<double>{1, 2, 3};
    EXPECT_THROW(file_image(ensemble), ContractViolation);
}

TEST(Provenance, NamesTheBuild) {
    const BuildInfo& build = build_info();
    EXPECT_THAT(build.version, ::testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
    EXPECT_THAT(build.git_commit, ::testing::MatchesRegex("unknown|[0-9a-f]{40}|[0-9a-f]{40}\\+changes"));
    EXPECT_THAT(build.flags, ::testing::HasSubstr("-ffp-contract=off"));
    EXPECT_FALSE(build.compiler.empty());
}

}  // namespace
}  // namespace gemeinsim
