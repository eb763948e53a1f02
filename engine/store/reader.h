// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/image.h"

namespace gemeinsim::hdf5 {

/// A result file that is read. Names are paths inside it: "ties", "events/month". Not for concurrent use. What is no
/// HDF5 file or lacks what is asked for throws StoreError with the name of the file.
class Reader : public Object {
  public:
    explicit Reader(const std::filesystem::path& file);
    /// A file whose bytes are at hand; `name` is for messages. The bytes are copied.
    Reader(std::span<const std::byte> bytes, std::string name);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] bool has(const std::string& path) const;
    [[nodiscard]] bool is_group(const std::string& path) const;
    /// Does it stand for a dimension?
    [[nodiscard]] bool is_dimension(const std::string& path) const;
    /// What a group holds, in the order in which it was made.
    [[nodiscard]] std::vector<std::string> names(const std::string& group) const;
    /// A text attribute; "/" is the root.
    [[nodiscard]] std::optional<std::string> text(const std::string& path, const std::string& attribute) const;
    [[nodiscard]] std::vector<std::uint64_t> shape(const std::string& path) const;
    [[nodiscard]] bool holds_text(const std::string& path) const;

    /// Rows of a variable, row-major.
    template <Number T>
    [[nodiscard]] std::vector<T> numbers(const std::string& path, std::size_t first, std::size_t rows) const;
    [[nodiscard]] std::vector<std::string> texts(const std::string& path, std::size_t first, std::size_t rows) const;
    /// All rows.
    template <Number T>
    [[nodiscard]] std::vector<T> numbers(const std::string& path) const {
        return numbers<T>(path, 0, shape(path).front());
    }

  private:
    std::string name_;
};

}  // namespace gemeinsim::hdf5
