// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "model/registry.h"
#include "run/command/command.h"
#include "run/core/ensemble.h"
#include "scenario/reader.h"
#include "store/results_file.h"

namespace gemeinsim::command {
namespace {

using Json = nlohmann::ordered_json;

constexpr int thread_counts[] = {1, 2, 3, 8};

/// Several small runs share the threads among them; one run of many actors has them for the parts of its months.
struct Workload {
    const char* schedule;
    int runs;
    int actors_of_sector;
};
constexpr Workload workloads[] = {
    {"sequential", 6, 15}, {"parallel", 6, 15}, {"sequential", 1, 200}, {"parallel", 1, 200}};

Scenario town(const Workload& workload) {
    const std::string text = fmt::format(
        "[time]\nmonths = 8\nburn_in = 4\n[topics.youth]\nseverity = 0.5\n[population]\nadministration = {0}\n"
        "civil_society = {0}\nbusiness = {0}\n[schedule]\nmode = \"{1}\"\nsubsteps = 2\n"
        "[[funding.programmes]]\nname = \"fund\"\nbudget = 100000\ngrant_max = 30000\n"
        "[initiatives]\nfounding_rate = 0.2\n[outputs]\nmetrics = [\"all\"]\nsnapshots = [7]\n",
        workload.actors_of_sector, workload.schedule);
    Issues issues;
    Scenario scenario = parse_scenario(text, "determinism.toml", ".", registry(), {}, issues);
    issues.throw_if_any();
    return scenario;
}

/// Of all bytes that a result file would have: every metric, event, initiative and tie of every run.
std::uint64_t hash_of_results(const Scenario& scenario, int runs, int threads) {
    RunRequest request;
    request.seed = 1;
    request.replicates = runs;
    request.threads = threads;
    const std::vector<std::byte> bytes = file_image(run_points({scenario}, request).ensemble);
    return hash_name({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

int run_determinism(const Output& output) {
    Json rows = Json::array();
    bool all_same = true;
    if (!output.json)
        fmt::print("{:10}  {:>5}  {:>6}  {:>7}  {:16}  verdict\n", "schedule", "runs", "actors", "threads",
                   "hash of the file");
    for (const Workload& workload : workloads) {
        const Scenario scenario = town(workload);
        std::uint64_t first = 0;
        for (const int threads : thread_counts) {
            const std::uint64_t hash = hash_of_results(scenario, workload.runs, threads);
            if (threads == 1) first = hash;
            const bool same = hash == first;
            all_same = all_same && same;
            const std::string shown = fmt::format("{:016x}", hash);
            rows.push_back({{"schedule", workload.schedule},
                            {"runs", workload.runs},
                            {"actors", 3 * workload.actors_of_sector},
                            {"threads", threads},
                            {"hash", shown},
                            {"passed", same}});
            if (!output.json)
                fmt::print("{:10}  {:>5}  {:>6}  {:>7}  {:16}  {}\n", workload.schedule, workload.runs,
                           3 * workload.actors_of_sector, threads, shown, same ? "same" : "DIFFERS");
        }
    }
    if (output.json)
        fmt::print("{}\n", Json({{"command", "selfcheck"}, {"determinism", rows}, {"passed", all_same}}).dump(2));
    else
        fmt::print("{}\n", all_same ? "results do not depend on the number of threads, byte by byte"
                                    : "results depend on the number of threads; please report this table");
    return all_same ? done : failed;
}

}  // namespace gemeinsim::command
