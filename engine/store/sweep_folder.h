// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/table.h"
#include "store/replace_file.h"

/// A store is a folder:
///
///     plan.json             what is to be run, and its digest; written once, never changed
///     points.csv            the table of points
///     shards.csv            the list of shards: number, first run, runs
///     shards/000000.h5      a result file for each shard
///     shards/000000.json    its record: plan, digest, runs; written after the shard, so that a shard with a record is
///     whole results.h5            all shards as one result file, once asked for
///
/// Every file is replaced as a whole. A shard is locked while it is run.
namespace gemeinsim {

/// What is known of a shard that has been run.
struct ShardRecord {
    std::size_t shard = 0;
    std::string plan_hash;
    std::string sha256;  ///< of the file
    std::uint64_t bytes = 0;
    std::size_t runs = 0;
    std::size_t failed = 0;                   ///< runs without results
    std::map<std::string, std::size_t> rows;  ///< of each table
    bool operator==(const ShardRecord&) const = default;
};

enum class ShardState {
    missing,
    whole,
    damaged,  ///< the file is not what its record says, or only one of both is there
    foreign,  ///< of another plan
};

struct SweepFolder {
    std::filesystem::path path;

    [[nodiscard]] std::filesystem::path plan() const { return path / "plan.json"; }
    [[nodiscard]] std::filesystem::path points() const { return path / "points.csv"; }
    [[nodiscard]] std::filesystem::path shard_list() const { return path / "shards.csv"; }
    [[nodiscard]] std::filesystem::path shards() const { return path / "shards"; }
    [[nodiscard]] std::filesystem::path results() const { return path / "results.h5"; }
    [[nodiscard]] std::filesystem::path shard(std::size_t number) const;
    [[nodiscard]] std::filesystem::path record(std::size_t number) const;
};

/// Writes shard and record. Throws StoreError.
ShardRecord write_shard(const SweepFolder& folder, std::size_t number, const std::string& plan_hash,
                        const Ensemble& ensemble, std::size_t failed);

/// The record of a shard; nothing where there is none or it cannot be understood.
std::optional<ShardRecord> read_record(const SweepFolder& folder, std::size_t number);

/// How far a shard is. With `with_digest` its bytes are compared with the digest, else only their number. `record` is
/// set where the shard is whole.
ShardState state_of(const SweepFolder& folder, std::size_t number, const std::string& plan_hash, bool with_digest,
                    std::optional<ShardRecord>& record);

/// Holds a shard for this process: a lock on one byte of a file, which ends with the process however that ends. Where
/// the file system has no locks nobody is kept out; two processes then do the same work, and the files come out alike.
class ShardLock {
  public:
    ShardLock(const SweepFolder& folder, std::size_t number);
    ShardLock(const ShardLock&) = delete;
    ShardLock& operator=(const ShardLock&) = delete;
    ShardLock(ShardLock&& other) noexcept;
    ShardLock& operator=(ShardLock&&) = delete;
    ~ShardLock();

    [[nodiscard]] bool held() const { return held_; }

  private:
    int descriptor_ = -1;
    bool held_ = false;
};

}  // namespace gemeinsim
