// SPDX-License-Identifier: Apache-2.0
#include "store/join_shards.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

#include "base/check.h"
#include "base/sha256.h"
#include "store/hdf5_calls.h"
#include "store/reader.h"

namespace gemeinsim {
namespace {

namespace fs = std::filesystem;
using namespace hdf5;

/// Attributes that belong to the machinery of dimensions and are made anew.
bool of_machinery(std::string_view name) {
    static constexpr std::array<std::string_view, 4> names = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

void put_text(Id object, const std::string& name, const std::string& text) {
    const Scoped type(utf8_text(), "make the type of text");
    const Scoped space(H5Screate(H5S_SCALAR), "make a data space");
    const Scoped attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                           "create the attribute " + name);
    const char* const characters = text.c_str();
    check(H5Awrite(attribute, type, &characters), "write the attribute " + name);
}

void copy_attribute(Id from, Id to, const std::string& name) {
    const Scoped source(H5Aopen(from, name.c_str(), H5P_DEFAULT), "open the attribute " + name);
    const Scoped type(H5Aget_type(source), "get a type");
    const Scoped space(H5Aget_space(source), "get a data space");
    const auto count = static_cast<std::size_t>(std::max<hssize_t>(1, H5Sget_simple_extent_npoints(space)));
    std::vector<std::byte> bytes(count * H5Tget_size(type));
    check(H5Aread(source, type, bytes.data()), "read the attribute " + name);
    const Scoped target(H5Acreate2(to, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                        "create the attribute " + name);
    check(H5Awrite(target, type, bytes.data()), "write the attribute " + name);
    if (H5Tis_variable_str(type) > 0) check(H5Dvlen_reclaim(type, space, H5P_DEFAULT, bytes.data()), "free text");
}

herr_t add_name(hid_t, const char* name, const H5A_info_t*, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

void copy_attributes(Id from, Id to, const std::vector<std::pair<std::string, std::string>>& instead) {
    std::vector<std::string> names;
    check(H5Aiterate2(from, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_name, &names), "list attributes");
    for (const std::string& name : names) {
        const bool replaced =
            std::any_of(instead.begin(), instead.end(), [&](const auto& one) { return one.first == name; });
        if (!of_machinery(name) && !replaced) copy_attribute(from, to, name);
    }
    for (const auto& [name, text] : instead) put_text(to, name, text);
}

/// A variable of the target that grows shard by shard.
struct Column {
    std::string path;
    Scoped data;
    Scoped type;
    std::size_t row_elements;
    std::size_t filled = 0;
};

class Joiner {
  public:
    Joiner(const fs::path& place, const Reader& first, std::size_t runs, const std::map<std::string, std::size_t>& rows)
        : file_(create(place), "create " + place.string()), first_(first), runs_(runs), rows_(rows) {}

    void make(const std::vector<std::pair<std::string, std::string>>& attributes) {
        copy_attributes(first_.id(), file_, attributes);
        const std::vector<std::string> names = first_.names("/");
        run_.emplace(dimension("run", runs_));
        const std::uint64_t months = first_.shape("month").front();
        month_.emplace(dimension("month", months));
        const std::vector<std::int32_t> numbers = first_.numbers<std::int32_t>("month");
        if (!numbers.empty())
            check(H5Dwrite(*month_, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
                  "write the months");
        add("run", *run_);
        for (const std::string& name : names) {
            if (name == "run" || name == "month") continue;
            if (first_.is_group(name))
                group(name);
            else
                variable(file_, name, name, runs_, *run_);
        }
    }

    void append(const Reader& shard) {
        for (Column& column : columns_) append(shard, column);
    }

    void finish() {
        for (const Column& column : columns_) {
            const Scoped space(H5Dget_space(column.data), "get a data space");
            const auto wanted = static_cast<std::size_t>(H5Sget_simple_extent_npoints(space));
            ensures(column.filled * column.row_elements == wanted,
                    fmt::format("the shards hold {} rows of {} and their records say {}", column.filled, column.path,
                                wanted / column.row_elements));
        }
        columns_.clear();
        done_.clear();
        run_.reset();
        month_.reset();
        check(H5Fclose(file_.release()), "complete the file");
    }

  private:
    static Id create(const fs::path& place) {
        const Scoped access(H5Pcreate(H5P_FILE_ACCESS), "make a property list");
        check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18), "choose the file's version");
        // Nobody else knows the name, and locks fail on some network file systems.
        check(H5Pset_file_locking(access, false, true), "do without locks");
        const Scoped creation(file_properties(), "make a property list");
        return H5Fcreate(place.c_str(), H5F_ACC_TRUNC, creation, access);
    }

    /// A dimension with whole numbers, at the root.
    Scoped dimension(const std::string& name, std::uint64_t length) {
        const Scoped properties(dataset_properties(), "make a property list");
        compress(properties, std::span(&length, 1), sizeof(std::int32_t));
        const hsize_t extent = length;
        const Scoped space(H5Screate_simple(1, &extent, nullptr), "make a data space");
        Scoped data(H5Dcreate2(file_, name.c_str(), H5T_STD_I32LE, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                    "create the dimension " + name);
        check(H5DSset_scale(data, name.c_str()), "make a dimension of " + name);
        const Scoped source(H5Dopen2(first_.id(), name.c_str(), H5P_DEFAULT), "open " + name);
        copy_attributes(source, data, {});
        return data;
    }

    void group(const std::string& name) {
        const Scoped creation(group_properties(), "make a property list");
        const Scoped target(H5Gcreate2(file_, name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), "create a group");
        const bool ragged = first_.has(name + "/row_size");
        const auto known = rows_.find(name);
        const std::uint64_t rows = !ragged                ? first_.shape(name + "/row").front()
                                   : known != rows_.end() ? known->second
                                                          : 0;
        const Scoped properties(dataset_properties(), "make a property list");
        check(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), "leave the dimension empty");
        const hsize_t extent = rows;
        const Scoped space(H5Screate_simple(1, &extent, nullptr), "make a data space");
        const Scoped row(H5Dcreate2(target, "row", H5T_IEEE_F32BE, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                         "create a dimension");
        check(H5DSset_scale(row, bare_dimension_mark(rows).c_str()), "make a dimension");
        for (const std::string& column : first_.names(name)) {
            if (column == "row") continue;
            const bool sizes = column == "row_size";
            variable(target, column, fmt::format("{}/{}", name, column), sizes ? runs_ : rows, sizes ? *run_ : row);
            // What holds for every run is the same in every shard.
            if (ragged) continue;
            append(first_, columns_.back());
            done_.push_back(std::move(columns_.back()));
            columns_.pop_back();
        }
    }

    void variable(Id group, const std::string& name, const std::string& path, std::uint64_t rows, Id dimension) {
        const Scoped source(H5Dopen2(first_.id(), path.c_str(), H5P_DEFAULT), "open " + path);
        Scoped type(H5Dget_type(source), "get a type");
        std::vector<std::uint64_t> lengths = first_.shape(path);
        lengths[0] = rows;
        const Scoped properties(dataset_properties(), "make a property list");
        if (H5Tget_class(type) == H5T_FLOAT) fill_with_nan(properties, type);
        if (H5Tis_variable_str(type) <= 0) compress(properties, lengths, H5Tget_size(type));
        const std::array<hsize_t, 2> extent = {lengths[0], lengths.size() > 1 ? lengths[1] : 1};
        const Scoped space(H5Screate_simple(static_cast<int>(lengths.size()), extent.data(), nullptr), "make a space");
        Scoped data(H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                    "create the variable " + path);
        copy_attributes(source, data, {});
        check(H5DSattach_scale(data, dimension, 0), "attach a dimension");
        if (lengths.size() > 1) check(H5DSattach_scale(data, *month_, 1), "attach a dimension");
        columns_.push_back({path, std::move(data), std::move(type), lengths.size() > 1 ? lengths[1] : 1});
    }

    static void fill_with_nan(Id properties, Id type) {
        const double wide = std::numeric_limits<double>::quiet_NaN();
        const float narrow = std::numeric_limits<float>::quiet_NaN();
        const bool is_double = H5Tget_size(type) == sizeof(double);
        check(H5Pset_fill_value(properties, is_double ? H5T_NATIVE_DOUBLE : H5T_NATIVE_FLOAT,
                                is_double ? static_cast<const void*>(&wide) : &narrow),
              "set the fill value");
    }

    void add(const std::string& path, Id data) {
        H5Iinc_ref(data);
        columns_.push_back({path, Scoped(data, "keep a variable"), Scoped(H5Dget_type(data), "get a type"), 1});
    }

    static void append(const Reader& shard, Column& column) {
        const Scoped source(H5Dopen2(shard.id(), column.path.c_str(), H5P_DEFAULT), "open " + column.path);
        const std::vector<std::uint64_t> lengths = shard.shape(column.path);
        const std::size_t count = lengths[0] * column.row_elements;
        const std::size_t columns = lengths.size() > 1 ? lengths[1] : 1;
        if (columns != column.row_elements)
            throw StoreError(
                fmt::format("{}: {} has another shape than in the first shard (it belongs elsewhere); remove "
                            "the shard and run it again",
                            shard.name(), column.path));
        if (count == 0) return;
        std::vector<std::byte> bytes(count * H5Tget_size(column.type));
        const Scoped from(H5Dget_space(source), "get a data space");
        check(H5Dread(source, column.type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), "read " + column.path);
        const Scoped to(H5Dget_space(column.data), "get a data space");
        const std::array<hsize_t, 2> start = {column.filled, 0};
        const std::array<hsize_t, 2> extent = {lengths[0], columns};
        check(H5Sselect_hyperslab(to, H5S_SELECT_SET, start.data(), nullptr, extent.data(), nullptr), "select rows");
        if (H5Sselect_valid(to) <= 0)
            throw StoreError(
                fmt::format("{}: holds more rows of {} than its record says; remove the shard and run it again",
                            shard.name(), column.path));
        check(H5Dwrite(column.data, column.type, from, to, H5P_DEFAULT, bytes.data()), "write " + column.path);
        if (H5Tis_variable_str(column.type) > 0)
            check(H5Dvlen_reclaim(column.type, from, H5P_DEFAULT, bytes.data()), "free text");
        column.filled += lengths[0];
    }

    Scoped file_;
    const Reader& first_;
    std::size_t runs_;
    const std::map<std::string, std::size_t>& rows_;
    std::optional<Scoped> run_;
    std::optional<Scoped> month_;
    std::vector<Column> columns_;
    std::vector<Column> done_;
};

/// What the operating system said, out of the library's report on it.
std::string system_words(const std::string& report) {
    constexpr std::string_view mark = "error message = '";
    const std::size_t start = report.find(mark);
    if (start == std::string::npos) return report;
    std::string words =
        report.substr(start + mark.size(), report.find('\'', start + mark.size()) - start - mark.size());
    if (!words.empty()) words.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(words.front())));
    return words;
}

Reader open_shard(const SweepFolder& folder, const ShardRecord& record) {
    const fs::path file = folder.shard(record.shard);
    const std::vector<std::byte> bytes = read_bytes(file);
    if (sha256(bytes) != record.sha256)
        throw StoreError(fmt::format("{}: has changed since it was written (its digest differs); run the shard again",
                                     file.string()));
    return {bytes, file.string()};
}

}  // namespace

void join_shards(const fs::path& target, const SweepFolder& folder, const std::vector<ShardRecord>& shards,
                 const std::vector<std::pair<std::string, std::string>>& attributes) {
    expects(!shards.empty(), "no shard to join; run one first");
    // A file that could not be written is left open; the library must not try again when the process ends.
    H5dont_atexit();
    std::size_t runs = 0;
    std::map<std::string, std::size_t> rows;
    for (const ShardRecord& shard : shards) {
        runs += shard.runs;
        for (const auto& [table, count] : shard.rows) rows[table] += count;
    }
    replace_file(target, [&](const fs::path& temporary) {
        try {
            const Reader first = open_shard(folder, shards.front());
            Joiner joiner(temporary, first, runs, rows);
            joiner.make(attributes);
            joiner.append(first);
            for (std::size_t s = 1; s < shards.size(); ++s) joiner.append(open_shard(folder, shards[s]));
            joiner.finish();
        } catch (const ContractViolation& error) {
            // Here the library writes to the disk itself: what it cannot do is mostly the disk's fault.
            throw StoreError(fmt::format("{}: cannot be written ({}); free some space or choose another disk",
                                         target.string(), system_words(error.what())));
        }
    });
}

}  // namespace gemeinsim
