// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>

/// What the files of this folder that call HDF5 share. Ids are std::int64_t here, so that no HDF5 header leaves them.
namespace gemeinsim::hdf5 {

using Id = std::int64_t;

/// Throws ContractViolation: "HDF5 could not <what> (the library's reason)".
[[noreturn]] void fail(const std::string& what);
/// The reason that the library gives for its last failure.
std::string last_reason();
Id check_id(Id id, const std::string& what);
void check(int status, const std::string& what);

/// Property lists, spaces and types: closed where they go out of scope.
class Scoped {
  public:
    Scoped(Id id, const std::string& what) : id_(check_id(id, what)) {}
    Scoped(const Scoped&) = delete;
    Scoped& operator=(const Scoped&) = delete;
    Scoped(Scoped&& other) noexcept : id_(other.release()) {}
    Scoped& operator=(Scoped&&) = delete;
    ~Scoped();
    /// Lets go of the object, for who closes it himself.
    Id release() { return std::exchange(id_, -1); }
    operator Id() const { return id_; }  // NOLINT(google-explicit-constructor): reads like the C API

  private:
    Id id_;
};

Id utf8_text();

/// Creation properties of files and groups: time stamps off, the order of links and attributes kept.
Id file_properties();
Id group_properties();

/// Creation properties of a dataset. Time stamps off and orders tracked: without the first two equal runs
/// give different bytes, without the second netCDF cannot append to the file.
Id dataset_properties();

/// Compression in chunks of whole rows of about 256 KiB. Small data stay contiguous: the index of a chunked
/// dataset would be larger than what it saves. `lengths` are those of one or two dimensions.
void compress(Id properties, std::span<const std::uint64_t> lengths, std::size_t element_bytes);

/// What stands as the name of a dimension without coordinates of this length: how netCDF tells it from a variable.
std::string bare_dimension_mark(std::size_t length);

}  // namespace gemeinsim::hdf5
