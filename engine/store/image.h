// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// A thin layer over the HDF5 C library for files that netCDF-4 readers (xarray with h5netcdf or netcdf4)
/// open. The file is built in memory and handed out as bytes: writing them is then a plain write whose errors
/// are errno's, and no HDF5 header leaves this layer. Not for
/// concurrent use: the library is one big lock at best.
namespace gemeinsim::hdf5 {

template <class T>
concept Number = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, std::int8_t> ||
                 std::same_as<T, std::int32_t> || std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t>;

/// An open HDF5 object, closed at the end of its life. Anything that the library refuses throws
/// ContractViolation with the library's own words: nothing here depends on the world outside the program.
class Object {
  public:
    using Id = std::int64_t;  ///< hid_t

    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;
    Object(Object&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
    Object& operator=(Object&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Object() { close(); }

    /// Attaches UTF-8 text of any length.
    void attribute(const std::string& name, const std::string& text) const;
    /// Attaches a vector of numbers.
    template <Number T>
    void attribute(const std::string& name, std::span<const T> values) const;

    [[nodiscard]] Id id() const { return id_; }

  protected:
    explicit Object(Id id) : id_(id) {}
    void close();
    [[nodiscard]] Id release() { return std::exchange(id_, -1); }

  private:
    Id id_;
};

class Variable : public Object {
  private:
    friend class Group;
    using Object::Object;
};

/// A named length (an HDF5 dimension scale). Variables of the same group and of groups below may use it.
class Dimension : public Object {
  public:
    [[nodiscard]] std::size_t length() const { return length_; }

  private:
    friend class Group;
    Dimension(Id id, std::size_t length) : Object(id), length_(length) {}
    std::size_t length_;
};

class Group : public Object {
  public:
    using Dimensions = std::initializer_list<const Dimension*>;

    [[nodiscard]] Group group(const std::string& name) const;

    /// A dimension with the coordinates `values`.
    [[nodiscard]] Dimension dimension(const std::string& name, std::span<const std::int32_t> values) const;
    /// A dimension of `length` without coordinates.
    [[nodiscard]] Dimension dimension(const std::string& name, std::size_t length) const;

    /// A variable over one or two dimensions, row-major, values.size() = product of their lengths. Compressed
    /// (gzip 1 and shuffle, in chunks of whole rows) where that can pay. Floats get `_FillValue` NaN.
    template <Number T>
    Variable variable(const std::string& name, std::span<const T> values, Dimensions dimensions) const;
    Variable variable(const std::string& name, std::span<const std::string> values, Dimensions dimensions) const;

  protected:
    using Object::Object;
};

/// The file under construction; it is its own root group.
class Image : public Group {
  public:
    Image() : Image(std::make_unique<std::vector<std::byte>>()) {}
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    Image(Image&&) = delete;
    Image& operator=(Image&&) = delete;
    ~Image() { close(); }  // before the memory goes: closing writes

    /// Closes the file and hands out its bytes: a function of what was put in, without time stamps. Its groups,
    /// dimensions and variables must be gone by then; the image is empty afterwards.
    [[nodiscard]] std::vector<std::byte> finish();

  private:
    explicit Image(std::unique_ptr<std::vector<std::byte>> memory);
    std::unique_ptr<std::vector<std::byte>> memory_;  ///< where the library builds the file
};

/// The release of the HDF5 library in use, "1.10.8".
std::string library_version();

}  // namespace gemeinsim::hdf5
