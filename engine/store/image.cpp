// SPDX-License-Identifier: Apache-2.0
#include "store/image.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>
#include <limits>
#include <type_traits>

#include "base/check.h"
#include "store/hdf5_calls.h"

namespace gemeinsim::hdf5 {
namespace {

static_assert(std::is_same_v<hid_t, Object::Id>, "this HDF5 has other ids; adapt Object::Id");

// The type in the file is little-endian whatever the machine, so that equal results are equal bytes.
template <Number T>
struct TypeOf;
template <>
struct TypeOf<float> {
    static hid_t file() { return H5T_IEEE_F32LE; }
    static hid_t memory() { return H5T_NATIVE_FLOAT; }
};
template <>
struct TypeOf<double> {
    static hid_t file() { return H5T_IEEE_F64LE; }
    static hid_t memory() { return H5T_NATIVE_DOUBLE; }
};
template <>
struct TypeOf<std::int8_t> {
    static hid_t file() { return H5T_STD_I8LE; }
    static hid_t memory() { return H5T_NATIVE_INT8; }
};
template <>
struct TypeOf<std::int32_t> {
    static hid_t file() { return H5T_STD_I32LE; }
    static hid_t memory() { return H5T_NATIVE_INT32; }
};
template <>
struct TypeOf<std::int64_t> {
    static hid_t file() { return H5T_STD_I64LE; }
    static hid_t memory() { return H5T_NATIVE_INT64; }
};
template <>
struct TypeOf<std::uint64_t> {
    static hid_t file() { return H5T_STD_U64LE; }
    static hid_t memory() { return H5T_NATIVE_UINT64; }
};

/// Shapes of up to two dimensions.
struct Shape {
    std::array<std::uint64_t, 2> lengths = {0, 0};
    int rank = 0;

    explicit Shape(Group::Dimensions dimensions) {
        expects(dimensions.size() == 1 || dimensions.size() == 2, "variables have one or two dimensions here");
        for (const Dimension* dimension : dimensions) lengths[static_cast<std::size_t>(rank++)] = dimension->length();
    }
    [[nodiscard]] std::span<const std::uint64_t> span() const {
        return std::span(lengths).first(static_cast<std::size_t>(rank));
    }
    [[nodiscard]] hsize_t count() const { return rank == 1 ? lengths[0] : lengths[0] * lengths[1]; }
};

hid_t create_dataset(hid_t group, const std::string& name, hid_t type, const Shape& shape, hid_t properties) {
    const std::array<hsize_t, 2> dimensions = {shape.lengths[0], shape.lengths[1]};
    const Scoped space(H5Screate_simple(shape.rank, dimensions.data(), nullptr), "make a data space");
    return check_id(H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                    "create the variable " + name);
}

void attach(hid_t dataset, Group::Dimensions dimensions) {
    unsigned axis = 0;
    for (const Dimension* dimension : dimensions)
        check(H5DSattach_scale(dataset, dimension->id(), axis++), "attach a dimension");
}

using Memory = std::vector<std::byte>;

void* grow(void*, std::size_t size, H5FD_file_image_op_t, void* memory) {
    try {
        static_cast<Memory*>(memory)->resize(size);
        return static_cast<Memory*>(memory)->data();
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

// The bytes outlive the library's file: finish() takes them.
herr_t keep(void*, H5FD_file_image_op_t, void*) {
    return 0;
}

void* same_memory(void* memory) {
    return memory;
}

herr_t keep_memory(void*) {
    return 0;
}

/// A file that lives in `memory` only. (H5Fget_file_image is no way to get at the bytes: with files of this
/// version it clears a flag without correcting the checksum over it.)
hid_t create_file(Memory* memory) {
    // Errors are thrown with their reason; the library's own printing on stderr would only repeat them.
    check(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "turn printing of errors off");
    const Scoped creation(file_properties(), "make a property list");
    const Scoped access(H5Pcreate(H5P_FILE_ACCESS), "make a property list");
    check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18), "choose the file's version");
    check(H5Pset_fapl_core(access, std::size_t{4} << 20U, false), "choose memory as the place");
    H5FD_file_image_callbacks_t callbacks = {nullptr, nullptr, grow, keep, same_memory, keep_memory, memory};
    check(H5Pset_file_image_callbacks(access, &callbacks), "choose the memory");
    return check_id(H5Fcreate("results", H5F_ACC_TRUNC, creation, access), "create a file in memory");
}

}  // namespace

void Object::close() {
    if (id_ >= 0) H5Idec_ref(release());
}

void Object::attribute(const std::string& name, const std::string& text) const {
    const Scoped type(utf8_text(), "make the type of text");
    const Scoped space(H5Screate(H5S_SCALAR), "make a data space");
    const Scoped attribute(H5Acreate2(id_, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                           "create the attribute " + name);
    const char* const characters = text.c_str();
    check(H5Awrite(attribute, type, &characters), "write the attribute " + name);
}

template <Number T>
void Object::attribute(const std::string& name, std::span<const T> values) const {
    const hsize_t count = values.size();
    const Scoped space(H5Screate_simple(1, &count, nullptr), "make a data space");
    const Scoped attribute(H5Acreate2(id_, name.c_str(), TypeOf<T>::file(), space, H5P_DEFAULT, H5P_DEFAULT),
                           "create the attribute " + name);
    check(H5Awrite(attribute, TypeOf<T>::memory(), values.data()), "write the attribute " + name);
}

Group Group::group(const std::string& name) const {
    const Scoped creation(group_properties(), "make a property list");
    return Group(
        check_id(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), "create the group " + name));
}

Dimension Group::dimension(const std::string& name, std::span<const std::int32_t> values) const {
    Dimension result(-1, values.size());
    const Shape shape({&result});
    const Scoped properties(dataset_properties(), "make a property list");
    compress(properties, shape.span(), sizeof(std::int32_t));
    result = Dimension(create_dataset(id(), name, H5T_STD_I32LE, shape, properties), values.size());
    if (!values.empty())
        check(H5Dwrite(result.id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              "write the dimension " + name);
    check(H5DSset_scale(result.id(), name.c_str()), "make a dimension of " + name);
    return result;
}

Dimension Group::dimension(const std::string& name, std::size_t length) const {
    Dimension result(-1, length);
    const Shape shape({&result});
    const Scoped properties(dataset_properties(), "make a property list");
    // Never allocated and never read; the name below is how netCDF tells a length from a coordinate.
    check(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), "leave the dimension empty");
    result = Dimension(create_dataset(id(), name, H5T_IEEE_F32BE, shape, properties), length);
    check(H5DSset_scale(result.id(), bare_dimension_mark(length).c_str()), "make a dimension of " + name);
    return result;
}

template <Number T>
Variable Group::variable(const std::string& name, std::span<const T> values, Dimensions dimensions) const {
    const Shape shape(dimensions);
    expects(values.size() == shape.count(), "the variable " + name + " has another size than its dimensions");
    const Scoped properties(dataset_properties(), "make a property list");
    constexpr T nan = std::numeric_limits<T>::quiet_NaN();
    if constexpr (std::floating_point<T>)
        check(H5Pset_fill_value(properties, TypeOf<T>::memory(), &nan), "set the fill value");
    compress(properties, shape.span(), sizeof(T));
    Variable result(create_dataset(id(), name, TypeOf<T>::file(), shape, properties));
    if (!values.empty())
        check(H5Dwrite(result.id(), TypeOf<T>::memory(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              "write the variable " + name);
    if constexpr (std::floating_point<T>) result.attribute("_FillValue", std::span<const T>(&nan, 1));
    attach(result.id(), dimensions);
    return result;
}

Variable Group::variable(const std::string& name, std::span<const std::string> values, Dimensions dimensions) const {
    const Shape shape(dimensions);
    expects(values.size() == shape.count(), "the variable " + name + " has another size than its dimensions");
    const Scoped properties(dataset_properties(), "make a property list");
    const Scoped type(utf8_text(), "make the type of text");
    Variable result(create_dataset(id(), name, type, shape, properties));
    std::vector<const char*> pointers;
    pointers.reserve(values.size());
    for (const std::string& value : values) pointers.push_back(value.c_str());
    if (!pointers.empty())
        check(H5Dwrite(result.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()),
              "write the variable " + name);
    attach(result.id(), dimensions);
    return result;
}

Image::Image(std::unique_ptr<Memory> memory) : Group(create_file(memory.get())), memory_(std::move(memory)) {}

std::vector<std::byte> Image::finish() {
    expects(H5Fget_obj_count(id(), H5F_OBJ_ALL) == 1, "an image still has open groups or variables; close them");
    check(H5Fclose(release()), "complete the file");
    // Memory grows in large steps. Where the file ends stands in its superblock (version 2): 8 bytes from 28.
    std::size_t size = 0;
    for (std::size_t byte = 8; byte-- > 0;) size = (size << 8U) | std::to_integer<std::size_t>(memory_->at(28 + byte));
    ensures(size <= memory_->size(), "HDF5 closed a file before its end");
    memory_->resize(size);
    return std::move(*memory_);
}

std::string library_version() {
    unsigned major = 0, minor = 0, release = 0;
    check(H5get_libversion(&major, &minor, &release), "tell its version");
    return fmt::format("{}.{}.{}", major, minor, release);
}

template void Object::attribute(const std::string&, std::span<const float>) const;
template void Object::attribute(const std::string&, std::span<const double>) const;
template void Object::attribute(const std::string&, std::span<const std::int8_t>) const;
template void Object::attribute(const std::string&, std::span<const std::int32_t>) const;
template void Object::attribute(const std::string&, std::span<const std::int64_t>) const;
template void Object::attribute(const std::string&, std::span<const std::uint64_t>) const;
template Variable Group::variable(const std::string&, std::span<const float>, Dimensions) const;
template Variable Group::variable(const std::string&, std::span<const double>, Dimensions) const;
template Variable Group::variable(const std::string&, std::span<const std::int8_t>, Dimensions) const;
template Variable Group::variable(const std::string&, std::span<const std::int32_t>, Dimensions) const;
template Variable Group::variable(const std::string&, std::span<const std::int64_t>, Dimensions) const;
template Variable Group::variable(const std::string&, std::span<const std::uint64_t>, Dimensions) const;

}  // namespace gemeinsim::hdf5
