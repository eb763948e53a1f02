// SPDX-License-Identifier: Apache-2.0
#include "store/reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>
#include <utility>

#include "store/hdf5_calls.h"
#include "store/replace_file.h"

namespace gemeinsim::hdf5 {
namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& problem) {
    throw StoreError(fmt::format("{}: {} ({}); name a file that gemeinsim wrote", file, problem, last_reason()));
}

void quiet() {
    check(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "turn printing of errors off");
}

Id open_file(const std::filesystem::path& file) {
    quiet();
    const Scoped access(H5Pcreate(H5P_FILE_ACCESS), "make a property list");
    // Locks fail on some network file systems; who reads needs none, since files are replaced as a whole.
    check(H5Pset_file_locking(access, false, true), "do without locks");
    const hid_t id = H5Fopen(file.c_str(), H5F_ACC_RDONLY, access);
    if (id < 0) refuse(file.string(), "is no result file");
    return id;
}

Id open_bytes(std::span<const std::byte> bytes, const std::string& name) {
    quiet();
    const Scoped access(H5Pcreate(H5P_FILE_ACCESS), "make a property list");
    check(H5Pset_fapl_core(access, std::size_t{1} << 20U, false), "choose memory as the place");
    std::vector<std::byte> copy(bytes.begin(), bytes.end());
    check(H5Pset_file_image(access, copy.data(), copy.size()), "choose the memory");
    // The driver wants a name that no file has, and takes images of one name for one file.
    const hid_t id = H5Fopen(("/dev/null/" + name).c_str(), H5F_ACC_RDONLY, access);
    if (id < 0) refuse(name, "is no result file");
    return id;
}

template <Number T>
hid_t memory_type();
template <>
hid_t memory_type<float>() {
    return H5T_NATIVE_FLOAT;
}
template <>
hid_t memory_type<double>() {
    return H5T_NATIVE_DOUBLE;
}
template <>
hid_t memory_type<std::int8_t>() {
    return H5T_NATIVE_INT8;
}
template <>
hid_t memory_type<std::int32_t>() {
    return H5T_NATIVE_INT32;
}
template <>
hid_t memory_type<std::int64_t>() {
    return H5T_NATIVE_INT64;
}
template <>
hid_t memory_type<std::uint64_t>() {
    return H5T_NATIVE_UINT64;
}

herr_t add_name(hid_t, const char* name, const H5L_info_t*, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

/// An open variable with `rows` rows from `first` selected.
struct Selection {
    std::size_t count = 0;  // of numbers
    Scoped data;
    Scoped space;
    Scoped memory;

    Selection(Id file, const std::string& name, const std::string& path, std::size_t first, std::size_t rows)
        : data(opened(file, name, path), "open a variable"),
          space(H5Dget_space(data), "get a data space"),
          memory(selected(space, name, path, first, rows, count), "select rows") {}

  private:
    static Id opened(Id file, const std::string& name, const std::string& path) {
        const hid_t id = H5Dopen2(file, path.c_str(), H5P_DEFAULT);
        if (id < 0) refuse(name, "has no variable " + path);
        return id;
    }
    static Id selected(Id space, const std::string& name, const std::string& path, std::size_t first, std::size_t rows,
                       std::size_t& count) {
        std::array<hsize_t, 2> lengths = {0, 1};
        const int rank = H5Sget_simple_extent_ndims(space);
        if (rank < 1 || rank > 2) refuse(name, path + " has another shape");
        check(H5Sget_simple_extent_dims(space, lengths.data(), nullptr), "get a shape");
        if (first + rows > lengths[0]) refuse(name, path + " is too short");
        const std::array<hsize_t, 2> start = {first, 0};
        const std::array<hsize_t, 2> extent = {rows, lengths[1]};
        count = rows * lengths[1];
        if (count == 0)
            check(H5Sselect_none(space), "select no row");
        else
            check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, extent.data(), nullptr),
                  "select rows");
        const hid_t memory = H5Screate_simple(rank, extent.data(), nullptr);
        if (count == 0 && memory >= 0) check(H5Sselect_none(memory), "select no row");
        return memory;
    }
};

}  // namespace

Reader::Reader(const std::filesystem::path& file) : Object(open_file(file)), name_(file.string()) {}

Reader::Reader(std::span<const std::byte> bytes, std::string name)
    : Object(open_bytes(bytes, name)), name_(std::move(name)) {}

bool Reader::has(const std::string& path) const {
    // Every step of a path must be there before the next may be asked for.
    for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
        if (slash > 0 && H5Lexists(id(), path.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return false;
    return H5Lexists(id(), path.c_str(), H5P_DEFAULT) > 0;
}

bool Reader::is_group(const std::string& path) const {
    const Scoped object(H5Oopen(id(), path.c_str(), H5P_DEFAULT), "open " + path);
    return H5Iget_type(object) == H5I_GROUP;
}

bool Reader::is_dimension(const std::string& path) const {
    const Scoped object(H5Oopen(id(), path.c_str(), H5P_DEFAULT), "open " + path);
    return H5Iget_type(object) == H5I_DATASET && H5DSis_scale(object) > 0;
}

std::vector<std::string> Reader::names(const std::string& group) const {
    const hid_t opened = H5Gopen2(id(), group.c_str(), H5P_DEFAULT);
    if (opened < 0) refuse(name_, "has no group " + group);
    const Scoped owner(opened, "open a group");
    std::vector<std::string> names;
    if (H5Literate(owner, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_name, &names) < 0) {
        names.clear();  // another program wrote it without an order
        check(H5Literate(owner, H5_INDEX_NAME, H5_ITER_INC, nullptr, add_name, &names), "list a group");
    }
    return names;
}

std::optional<std::string> Reader::text(const std::string& path, const std::string& attribute) const {
    const Scoped object(H5Oopen(id(), path.c_str(), H5P_DEFAULT), "open " + path);
    if (H5Aexists(object, attribute.c_str()) <= 0) return std::nullopt;
    const Scoped opened(H5Aopen(object, attribute.c_str(), H5P_DEFAULT), "open the attribute " + attribute);
    const Scoped type(H5Aget_type(opened), "get a type");
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) <= 0) return std::nullopt;
    char* characters = nullptr;
    const Scoped wanted(utf8_text(), "make the type of text");
    check(H5Aread(opened, wanted, &characters), "read the attribute " + attribute);
    std::string text = characters != nullptr ? characters : "";
    H5free_memory(characters);
    return text;
}

std::vector<std::uint64_t> Reader::shape(const std::string& path) const {
    const hid_t opened = H5Dopen2(id(), path.c_str(), H5P_DEFAULT);
    if (opened < 0) refuse(name_, "has no variable " + path);
    const Scoped data(opened, "open a variable");
    const Scoped space(H5Dget_space(data), "get a data space");
    std::vector<std::uint64_t> lengths(static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
    std::vector<hsize_t> read(lengths.size());
    check(H5Sget_simple_extent_dims(space, read.data(), nullptr), "get a shape");
    std::copy(read.begin(), read.end(), lengths.begin());
    if (lengths.empty()) refuse(name_, path + " has another shape");
    return lengths;
}

bool Reader::holds_text(const std::string& path) const {
    const Scoped data(H5Dopen2(id(), path.c_str(), H5P_DEFAULT), "open " + path);
    const Scoped type(H5Dget_type(data), "get a type");
    return H5Tget_class(type) == H5T_STRING;
}

template <Number T>
std::vector<T> Reader::numbers(const std::string& path, std::size_t first, std::size_t rows) const {
    const Selection selection(id(), name_, path, first, rows);
    std::vector<T> values(selection.count);
    if (!values.empty() &&
        H5Dread(selection.data, memory_type<T>(), selection.memory, selection.space, H5P_DEFAULT, values.data()) < 0)
        refuse(name_, path + " cannot be read");
    return values;
}

std::vector<std::string> Reader::texts(const std::string& path, std::size_t first, std::size_t rows) const {
    const Selection selection(id(), name_, path, first, rows);
    const Scoped type(utf8_text(), "make the type of text");
    std::vector<char*> pointers(selection.count, nullptr);
    if (!pointers.empty() && H5Dread(selection.data, type, selection.memory, selection.space, H5P_DEFAULT,
                                     static_cast<void*>(pointers.data())) < 0)
        refuse(name_, path + " cannot be read");
    std::vector<std::string> values;
    for (char* characters : pointers) {
        values.emplace_back(characters != nullptr ? characters : "");
        H5free_memory(characters);
    }
    return values;
}

template std::vector<float> Reader::numbers(const std::string&, std::size_t, std::size_t) const;
template std::vector<double> Reader::numbers(const std::string&, std::size_t, std::size_t) const;
template std::vector<std::int8_t> Reader::numbers(const std::string&, std::size_t, std::size_t) const;
template std::vector<std::int32_t> Reader::numbers(const std::string&, std::size_t, std::size_t) const;
template std::vector<std::int64_t> Reader::numbers(const std::string&, std::size_t, std::size_t) const;
template std::vector<std::uint64_t> Reader::numbers(const std::string&, std::size_t, std::size_t) const;

}  // namespace gemeinsim::hdf5
