// SPDX-License-Identifier: Apache-2.0
#include "store/hdf5_calls.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <hdf5.h>
#include <stdexcept>
#include <type_traits>

#include "base/check.h"

namespace gemeinsim::hdf5 {
namespace {

static_assert(std::is_same_v<hid_t, Id>, "this HDF5 has other ids; adapt Id");

herr_t deepest_message(unsigned, const H5E_error2_t* error, void* text) {
    if (error->desc != nullptr && *error->desc != '\0') *static_cast<std::string*>(text) = error->desc;
    return 0;
}

constexpr unsigned both_orders = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

hid_t ordered(hid_t list) {
    check_id(list, "make a property list");
    check(H5Pset_obj_track_times(list, false), "turn time stamps off");
    check(H5Pset_link_creation_order(list, both_orders), "track the order of links");
    check(H5Pset_attr_creation_order(list, both_orders), "track the order of attributes");
    return list;
}

}  // namespace

std::string last_reason() {
    std::string why = "no reason given";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, deepest_message, &why);
    return why;
}

void fail(const std::string& what) {
    ensures(false, fmt::format("HDF5 could not {} ({})", what, last_reason()));
    throw std::logic_error("not reached");
}

Id check_id(Id id, const std::string& what) {
    if (id < 0) fail(what);
    return id;
}

void check(int status, const std::string& what) {
    if (status < 0) fail(what);
}

Scoped::~Scoped() {
    if (id_ >= 0) H5Idec_ref(id_);
}

Id utf8_text() {
    const hid_t type = check_id(H5Tcopy(H5T_C_S1), "copy the type of text");
    check(H5Tset_size(type, H5T_VARIABLE), "make text of variable length");
    check(H5Tset_cset(type, H5T_CSET_UTF8), "make text UTF-8");
    return type;
}

Id file_properties() {
    return ordered(H5Pcreate(H5P_FILE_CREATE));
}

Id group_properties() {
    return ordered(H5Pcreate(H5P_GROUP_CREATE));
}

Id dataset_properties() {
    const hid_t list = check_id(H5Pcreate(H5P_DATASET_CREATE), "make a property list");
    check(H5Pset_obj_track_times(list, false), "turn time stamps off");
    check(H5Pset_attr_creation_order(list, both_orders), "track the order of attributes");
    return list;
}

void compress(Id properties, std::span<const std::uint64_t> lengths, std::size_t element_bytes) {
    constexpr hsize_t target_bytes = hsize_t{256} * 1024;
    constexpr hsize_t worthwhile_bytes = 4096;
    const hsize_t row = lengths.size() == 2 ? lengths[1] : 1;
    if (lengths[0] * row * element_bytes < worthwhile_bytes) return;
    const std::array<hsize_t, 2> chunk = {std::clamp<hsize_t>(target_bytes / (row * element_bytes), 1, lengths[0]),
                                          row};
    check(H5Pset_chunk(properties, static_cast<int>(lengths.size()), chunk.data()), "set chunks");
    check(H5Pset_shuffle(properties), "set shuffling");
    check(H5Pset_deflate(properties, 1), "set compression");
}

std::string bare_dimension_mark(std::size_t length) {
    return fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", length);
}

}  // namespace gemeinsim::hdf5
