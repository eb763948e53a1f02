// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

#include "base/parallel.h"
#include "model/registry.h"
#include "run/command/sweep/plan_file.h"
#include "run/command/sweep/sweep_commands.h"
#include "run/core/ensemble.h"
#include "run/core/sweep/points_table.h"
#include "scenario/document.h"

namespace gemeinsim::command {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const fs::path& place, std::string problem, std::string why, std::string remedy) {
    throw InputError({{{place.string(), 0, 0}, "", std::move(problem), std::move(why), std::move(remedy)}});
}

/// The first existing folder at or above a path that may not exist yet.
fs::path existing_part(fs::path path) {
    std::error_code error;
    path = fs::absolute(path, error);
    while (!fs::exists(path, error) && path.has_parent_path() && path != path.parent_path()) path = path.parent_path();
    return path;
}

/// A folder with nothing in it but what an interrupted planning leaves may be planned into.
void check_empty(const SweepFolder& folder) {
    static const std::set<std::string, std::less<>> ours = {"points.csv", "shards.csv", "shards"};
    std::error_code error;
    if (!fs::exists(folder.path, error)) return;
    if (!fs::is_directory(folder.path, error))
        refuse(folder.path, "is no folder", "a store is one, and a result file ends in .h5",
               "choose another name with -o");
    for (const auto& entry : fs::directory_iterator(folder.path, error)) {
        const std::string name = entry.path().filename().string();
        if (!ours.contains(name) && !name.starts_with(".gemeinsim-"))
            refuse(folder.path, "is in use", "the folder holds " + name + " and no plan",
                   "choose an empty or new folder");
    }
}

/// What is wrong with the points, those of the first block that has errors only: what is wrong with one is mostly wrong
/// with all. Of more than 5,000 points as many are looked at, spread evenly; one that is missed becomes failed runs
/// with the same message. Cost: one build() for each, on all threads.
void check_points(const Sweep& sweep, Issues& issues) {
    constexpr std::size_t most = 5000;
    constexpr std::size_t at_a_time = 256;
    const std::size_t points = sweep.rows.size();
    const std::size_t looked_at = std::min(points, most);
    std::set<std::string> said;
    for (std::size_t first = 0; first < looked_at; first += at_a_time) {
        const std::size_t count = std::min(at_a_time, looked_at - first);
        std::vector<Issues> found(count);
        parallel_for(count, 0, [&](std::size_t i) {
            const Scenario point = point_scenario(sweep, (first + i) * points / looked_at, registry(), found[i]);
            if (!found[i].any()) check(point, found[i]);
        });
        for (const Issues& one : found) {
            for (const Issue& warning : one.warnings())
                if (said.insert(to_string(warning)).second) issues.warning(warning);
            for (const Issue& error : one.errors()) issues.error(error);
            if (issues.any()) return;
        }
    }
}

/// Refuses what the disk cannot hold; tells how much there is to come.
void check_space(const SweepFolder& folder, const SweepSize& size, const Plan& plan, const Output& output) {
    std::error_code error;
    const fs::space_info space = fs::space(existing_part(folder.path), error);
    const double free = error || space.capacity == 0 ? -1 : static_cast<double>(space.available) / 1e6;
    if (!output.quiet)
        fmt::print(
            stderr,
            "{} points x {} replicates = {} runs in {} shards; about {:.1f} MB of metrics before compression{}\n",
            plan.points, plan.replicates, plan.runs, plan.shards, size.megabytes,
            free < 0 ? "" : fmt::format(", {:.0f} MB are free", free));
    if (free >= 0 && size.megabytes > free)
        refuse(folder.path, fmt::format("there are {:.0f} MB free", free),
               fmt::format("the metrics of {} runs may take {:.0f} MB", plan.runs, size.megabytes),
               "take fewer points, replicates, months or outputs.metrics, or another disk");
}

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

void write_plan(const SweepFolder& folder, const Plan& plan, const Layout& layout, const std::string& points) {
    std::error_code error;
    fs::create_directories(folder.shards(), error);
    if (error) refuse(folder.path, "cannot be written", error.message(), "choose another folder");
    // Tried before anything is computed: the kind words of check_writable are for people who chose a wrong place.
    check_writable(folder.plan());
    std::string list = "shard,first_run,runs\n";
    for (std::size_t shard = 0; shard < layout.shards().size(); ++shard)
        list += fmt::format("{},{},{}\n", shard, layout.shards()[shard].first_run, layout.shards()[shard].runs);
    replace_file(folder.points(), bytes_of(points));
    replace_file(folder.shard_list(), bytes_of(list));
    // Last: a folder with a plan is a store.
    replace_file(folder.plan(), bytes_of(plan_text(plan)));
}

bool has_results(const SweepFolder& folder) {
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder.shards(), error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (entry->path().extension() == ".json") return true;
    return false;
}

std::string line_that_differs(const SweepFolder& folder, const std::string& points) {
    const std::vector<std::byte> bytes = read_bytes(folder.points());
    const std::string_view stored(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::size_t line = 1;
    std::size_t start = 0;
    while (start < stored.size() && start < points.size()) {
        const std::size_t end = std::min(stored.find('\n', start), stored.size());
        if (points.compare(start, end - start + 1, stored.substr(start, end - start + 1)) != 0) break;
        start = end + 1;
        ++line;
    }
    return fmt::format(
        "line {} of points.csv is there {}, now {}", line,
        stored.substr(start, std::min(stored.find('\n', start), stored.size()) - start),
        std::string_view(points).substr(start, std::min(points.find('\n', start), points.size()) - start));
}

}  // namespace

bool needs_planner(const fs::path& design) {
    static constexpr std::array<std::string_view, 6> sampled = {"lhs",      "sobol",     "morris",
                                                                "saltelli", "factorial", "random"};
    Issues ignored;
    std::error_code error;
    if (!fs::is_regular_file(design, error)) return false;
    const std::optional<Node> root = load_document(design, ignored);
    if (!root) return false;
    if (root->find("stop") != nullptr) return true;
    const Node* table = root->find("design");
    const Node* method = table != nullptr && table->kind == Node::Kind::table ? table->find("method") : nullptr;
    return method != nullptr && std::find(sampled.begin(), sampled.end(), method->text) != sampled.end();
}

void plan_into(const SweepOptions& options, bool resume, const Output& output) {
    const SweepFolder folder{options.output};
    Issues issues;
    Sweep sweep = read_design(options.design, registry(), issues);
    if (issues.any()) check(sweep.base, issues);
    if (!issues.any()) {
        put_in_order(sweep);
        check_points(sweep, issues);
    }
    print_warnings(issues, output);
    issues.throw_if_any();
    const Layout layout(sweep.world, static_cast<std::size_t>(sweep.replicates), sweep.shard_runs);
    const std::string points = points_text(sweep);
    const Plan plan = make_plan(sweep, layout, points);
    if (is_store(folder.path)) {
        std::vector<Issue> found = differences(folder, read_plan(folder), plan);
        for (Issue& issue : found)
            if (issue.key == "points.sha256") {
                issue.key = "points";
                issue.why = line_that_differs(folder, points);
            }
        if (!found.empty()) throw InputError(std::move(found));
        if (!resume && has_results(folder))
            refuse(folder.path, "holds results of this plan", "they are kept", "add --resume to go on with them");
        return;
    }
    check_empty(folder);
    check_space(folder, size_of(sweep), plan, output);
    write_plan(folder, plan, layout, points);
}

int plan(const SweepOptions& options, const Output& output) {
    if (needs_planner(options.design)) return start_planner("plan", options);
    // To plan the same once more changes nothing, results or not.
    plan_into(options, true, output);
    const SweepFolder folder{options.output};
    const Plan stored = read_plan(folder);
    if (output.json) {
        const Json document = {{"command", "plan"},
                               {"design", options.design.string()},
                               {"output", folder.path.string()},
                               {"plan_hash", stored.hash},
                               {"points", stored.points},
                               {"replicates", stored.replicates},
                               {"runs", stored.runs},
                               {"shards", stored.shards}};
        print_document(document);
    } else {
        fmt::print("{}: {} runs in {} shards; run them with `gemeinsim sweep {}`\n", folder.path.string(), stored.runs,
                   stored.shards, folder.path.string());
    }
    return done;
}

}  // namespace gemeinsim::command
