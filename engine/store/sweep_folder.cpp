// SPDX-License-Identifier: Apache-2.0
#include "store/sweep_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "base/sha256.h"
#include "store/results_file.h"

namespace gemeinsim {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* record_format = "gemeinsim-shard";

std::string text_of(const ShardRecord& record) {
    Json rows = Json::object();
    for (const auto& [table, count] : record.rows) rows[table] = count;
    const Json document = {{"format", record_format}, {"shard", record.shard},  {"plan_hash", record.plan_hash},
                           {"sha256", record.sha256}, {"bytes", record.bytes},  {"runs", record.runs},
                           {"failed", record.failed}, {"rows", std::move(rows)}};
    return document.dump(2) + "\n";
}

std::optional<ShardRecord> parse_record(std::string_view text) {
    try {
        const Json document = Json::parse(text);
        if (document.at("format") != record_format) return std::nullopt;
        ShardRecord record;
        record.shard = document.at("shard").get<std::size_t>();
        record.plan_hash = document.at("plan_hash").get<std::string>();
        record.sha256 = document.at("sha256").get<std::string>();
        record.bytes = document.at("bytes").get<std::uint64_t>();
        record.runs = document.at("runs").get<std::size_t>();
        record.failed = document.at("failed").get<std::size_t>();
        for (const auto& [table, count] : document.at("rows").items()) record.rows[table] = count.get<std::size_t>();
        return record;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

}  // namespace

fs::path SweepFolder::shard(std::size_t number) const {
    return shards() / fmt::format("{:06}.h5", number);
}

fs::path SweepFolder::record(std::size_t number) const {
    return shards() / fmt::format("{:06}.json", number);
}

ShardRecord write_shard(const SweepFolder& folder, std::size_t number, const std::string& plan_hash,
                        const Ensemble& ensemble, std::size_t failed) {
    const std::vector<std::byte> image = file_image(ensemble);
    ShardRecord record{number, plan_hash, sha256(image), image.size(), ensemble.runs.size(), failed, {}};
    for (const Results& run : ensemble.runs)
        for (const Table& table : run.tables) record.rows[table.name] += table.rows();
    // An older record must not vouch for a file that is about to change.
    std::error_code ignored;
    fs::remove(folder.record(number), ignored);
    replace_file(folder.shard(number), image);
    replace_file(folder.record(number), bytes_of(text_of(record)));
    return record;
}

std::optional<ShardRecord> read_record(const SweepFolder& folder, std::size_t number) {
    std::error_code error;
    if (!fs::exists(folder.record(number), error)) return std::nullopt;
    const std::vector<std::byte> bytes = read_bytes(folder.record(number));
    return parse_record({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

ShardState state_of(const SweepFolder& folder, std::size_t number, const std::string& plan_hash, bool with_digest,
                    std::optional<ShardRecord>& record) {
    std::error_code error;
    record = read_record(folder, number);
    const bool there = fs::exists(folder.shard(number), error);
    const std::optional<ShardRecord> found = std::exchange(record, std::nullopt);
    if (!found) {
        if (fs::exists(folder.record(number), error)) return ShardState::damaged;
        // Killed between shard and record: as if it had never been run.
        return ShardState::missing;
    }
    if (found->plan_hash != plan_hash || found->shard != number) return ShardState::foreign;
    if (!there || fs::file_size(folder.shard(number), error) != found->bytes) return ShardState::damaged;
    if (with_digest && sha256(read_bytes(folder.shard(number))) != found->sha256) return ShardState::damaged;
    record = found;
    return ShardState::whole;
}

ShardLock::ShardLock(const SweepFolder& folder, std::size_t number)
    : descriptor_(::open((folder.shards() / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) {
        held_ = true;  // whoever cannot even do this will hear of it when the shard is written
        return;
    }
    struct flock wish {};
    wish.l_type = F_WRLCK;
    wish.l_whence = SEEK_SET;
    wish.l_start = static_cast<off_t>(number);
    wish.l_len = 1;
    held_ = ::fcntl(descriptor_, F_OFD_SETLK, &wish) == 0 || (errno != EACCES && errno != EAGAIN);
}

ShardLock::ShardLock(ShardLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), held_(std::exchange(other.held_, false)) {}

ShardLock::~ShardLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace gemeinsim
