// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gemeinsim {

/// One run of a sweep: which point, under which luck.
struct Cell {
    std::size_t point = 0;
    std::uint64_t replicate = 0;
    bool operator==(const Cell&) const = default;
};

/// Runs that stand together in a file.
struct ShardRange {
    std::size_t first_run = 0;
    std::size_t runs = 0;
    bool operator==(const ShardRange&) const = default;
};

/// The order of the runs of a sweep and where it is cut into shards. Runs are numbered by world, then by replicate, and
/// the points of the world (its policies) stand side by side: (world 0, replicate 0, its policies), (world 0, replicate
/// 1, its policies), ... A cut lies between replicates, so that policies that are compared stand in one file; a world
/// of more policies than `most_runs` is cut into equal parts all the same.
class Layout {
  public:
    Layout() = default;
    /// `world` of each point: 0, 1, ... in blocks.
    Layout(std::span<const std::size_t> world, std::size_t replicates, std::size_t most_runs);

    [[nodiscard]] std::size_t runs() const { return first_point_.back() * replicates_; }
    [[nodiscard]] const std::vector<ShardRange>& shards() const { return shards_; }
    [[nodiscard]] Cell cell(std::size_t run) const;

  private:
    std::vector<std::size_t> first_point_ = {0};  ///< of each world, and the number of points
    std::size_t replicates_ = 0;
    std::vector<ShardRange> shards_;
};

}  // namespace gemeinsim
