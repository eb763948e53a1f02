// SPDX-License-Identifier: Apache-2.0
#include "run/command/sweep/stop_file.h"

#include <nlohmann/json.hpp>
#include <system_error>

namespace gemeinsim::command {

std::optional<Decision> read_decision(const SweepFolder& folder, const Plan& plan) {
    const std::filesystem::path file = folder.path / "stop.json";
    if (std::error_code error; !std::filesystem::exists(file, error)) return std::nullopt;
    try {
        const std::vector<std::byte> bytes = read_bytes(file);
        // In the order of the file, which is that of the policies in the plan.
        const auto document = nlohmann::ordered_json::parse(reinterpret_cast<const char*>(bytes.data()),
                                                            reinterpret_cast<const char*>(bytes.data()) + bytes.size());
        if (!document.at("decided").get<bool>()) return std::nullopt;
        const auto& counts = document.at("replicates");
        const auto replicates = static_cast<std::size_t>(plan.replicates);
        if (counts.empty() || plan.shards % counts.size() != 0) return std::nullopt;
        const std::size_t blocks = plan.shards / counts.size();
        if (replicates % blocks != 0) return std::nullopt;
        Decision decision{document.at("answer").get<std::string>(), std::vector<bool>(plan.shards, false)};
        std::size_t first = 0;
        for (const auto& [policy, count] : counts.items()) {
            for (std::size_t block = 0; block < blocks; ++block)
                decision.needed[first + block] = block * (replicates / blocks) < count.get<std::size_t>();
            first += blocks;
        }
        return decision;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    } catch (const StoreError&) {
        return std::nullopt;
    }
}

}  // namespace gemeinsim::command
