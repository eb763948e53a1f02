// SPDX-License-Identifier: Apache-2.0
#include "run/command/sweep/plan_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

#include "base/sha256.h"
#include "model/registry.h"
#include "run/core/sweep/points_table.h"
#include "scenario/reader.h"
#include "scenario/text.h"
#include "store/provenance.h"

namespace gemeinsim::command {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Everything but the hash.
Json to_json(const Plan& plan) {
    Json engine = Json::object();
    for (const auto& [name, text] : plan.engine) engine[name] = text;
    Json factors = Json::array();
    for (const auto& [path, policy] : plan.factors) factors.push_back({{"path", path}, {"policy", policy}});
    Json design = {{"method", plan.method}, {"replicates", plan.replicates}, {"master_seed", plan.master_seed}};
    if (!plan.origin.empty()) design["origin"] = plan.origin;
    design["factors"] = std::move(factors);
    return {{"format", plan_format},
            {"format_version", plan_format_version},
            {"engine", std::move(engine)},
            {"design", std::move(design)},
            {"points", {{"count", plan.points}, {"sha256", plan.points_sha256}}},
            {"shards", {{"count", plan.shards}, {"shard_runs", plan.shard_runs}, {"runs", plan.runs}}},
            {"scenario", plan.scenario}};
}

std::string hash_of(const Plan& plan) {
    return sha256(to_json(plan).dump());
}

std::string text_of(const fs::path& file) {
    const std::vector<std::byte> bytes = read_bytes(file);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

[[noreturn]] void refuse(const fs::path& file, std::string key, std::string problem, std::string why,
                         std::string remedy) {
    throw InputError({{{file.string(), 0, 0}, std::move(key), std::move(problem), std::move(why), std::move(remedy)}});
}

Plan parse_plan(const std::string& text, const fs::path& file) {
    Plan plan;
    try {
        const Json document = Json::parse(text);
        if (document.at("format") != plan_format)
            refuse(file, "format", "is no plan", "its format has another name", "name a folder that gemeinsim planned");
        const std::string version = document.at("format_version").get<std::string>();
        if (version != plan_format_version)
            refuse(file, "format_version", "is " + in_quotes(version),
                   fmt::format("this program reads {}", in_quotes(plan_format_version)),
                   "use the program that wrote it or plan the sweep anew");
        plan.hash = document.at("plan_hash").get<std::string>();
        for (const auto& [name, word] : document.at("engine").items())
            plan.engine.emplace_back(name, word.get<std::string>());
        const Json& design = document.at("design");
        plan.method = design.at("method").get<std::string>();
        plan.replicates = design.at("replicates").get<int>();
        plan.master_seed = design.at("master_seed").get<std::uint64_t>();
        plan.origin = design.value("origin", std::string());
        for (const Json& factor : design.at("factors"))
            plan.factors.emplace_back(factor.at("path").get<std::string>(), factor.at("policy").get<bool>());
        plan.points = document.at("points").at("count").get<std::size_t>();
        plan.points_sha256 = document.at("points").at("sha256").get<std::string>();
        plan.shards = document.at("shards").at("count").get<std::size_t>();
        plan.shard_runs = document.at("shards").at("shard_runs").get<std::size_t>();
        plan.runs = document.at("shards").at("runs").get<std::size_t>();
        plan.scenario = document.at("scenario").get<std::string>();
    } catch (const Json::exception& error) {
        refuse(file, "", "cannot be understood", error.what(), "restore it or plan the sweep anew in another folder");
    }
    return plan;
}

/// The first line in which two texts differ.
std::pair<std::string, std::string> first_difference(std::string_view a, std::string_view b) {
    const auto next_line = [](std::string_view& text) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return line;
    };
    while (!a.empty() || !b.empty()) {
        const std::string_view left = next_line(a);
        const std::string_view right = next_line(b);
        if (left != right) return {std::string(left), std::string(right)};
    }
    return {};
}

std::string shown(std::string text) {
    if (text.empty()) return "nothing";
    if (text.size() > 80) text = text.substr(0, 77) + "...";
    return text;
}

}  // namespace

Plan make_plan(const Sweep& sweep, const Layout& layout, const std::string& points) {
    Plan plan;
    plan.engine = build_provenance();
    plan.scenario = to_toml(sweep.base, registry());
    plan.method = sweep.method;
    plan.origin = sweep.origin;
    plan.replicates = sweep.replicates;
    plan.master_seed = sweep.master_seed;
    for (const Factor& factor : sweep.factors) plan.factors.emplace_back(factor.parameter.path, factor.policy);
    plan.points = sweep.rows.size();
    plan.points_sha256 = sha256(points);
    plan.shard_runs = sweep.shard_runs;
    plan.runs = layout.runs();
    plan.shards = layout.shards().size();
    plan.hash = hash_of(plan);
    return plan;
}

std::string plan_text(const Plan& plan) {
    Json document = {{"format", plan_format}, {"format_version", plan_format_version}, {"plan_hash", plan.hash}};
    const Json rest = to_json(plan);
    for (const auto& [key, value] : rest.items())
        if (!document.contains(key)) document[key] = value;
    return document.dump(2) + "\n";
}

bool is_store(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(SweepFolder{folder}.plan(), error);
}

Plan read_plan(const SweepFolder& folder) {
    std::error_code error;
    if (!is_store(folder.path))
        refuse(folder.path, "", fs::exists(folder.path, error) ? "is no store" : "does not exist",
               "a store is a folder with plan.json", "make one with `gemeinsim plan DESIGN -o DIR`");
    Plan plan = parse_plan(text_of(folder.plan()), folder.plan());
    if (hash_of(plan) != plan.hash)
        refuse(folder.plan(), "plan_hash", "does not fit the plan", "the file was changed after planning",
               "restore it or plan the sweep anew in another folder");
    return plan;
}

std::vector<Issue> differences(const SweepFolder& folder, const Plan& stored, const Plan& other) {
    std::vector<Issue> found;
    const auto compare = [&](const std::string& field, const std::string& in_store, const std::string& asked) {
        if (in_store != asked)
            found.push_back({{folder.plan().string(), 0, 0},
                             field,
                             "differs from the plan of the store",
                             fmt::format("there {}, now {}", shown(in_store), shown(asked)),
                             "go on with the plan that is there (gemeinsim sweep DIR) or choose another folder"});
    };
    for (const auto& [name, text] : other.engine) {
        const auto same = std::find_if(stored.engine.begin(), stored.engine.end(),
                                       [&name = name](const auto& one) { return one.first == name; });
        compare("engine." + name, same == stored.engine.end() ? "" : same->second, text);
    }
    const auto [there, now] = first_difference(stored.scenario, other.scenario);
    compare("scenario", there, now);
    compare("design.method", stored.method, other.method);
    compare("design.replicates", std::to_string(stored.replicates), std::to_string(other.replicates));
    compare("design.master_seed", std::to_string(stored.master_seed), std::to_string(other.master_seed));
    compare("design.shard_runs", std::to_string(stored.shard_runs), std::to_string(other.shard_runs));
    const auto names = [](const Plan& plan) {
        std::string text;
        for (const auto& [path, policy] : plan.factors)
            text += (text.empty() ? "" : ", ") + path + (policy ? " (policy)" : "");
        return text;
    };
    compare("factors", names(stored), names(other));
    compare("points", std::to_string(stored.points) + " points", std::to_string(other.points) + " points");
    if (found.empty()) compare("points.sha256", stored.points_sha256, other.points_sha256);
    if (found.empty()) compare("design.origin", stored.origin, other.origin);
    if (found.empty()) compare("plan_hash", stored.hash, other.hash);
    return found;
}

void check_engine(const SweepFolder& folder, const Plan& plan) {
    std::vector<Issue> issues;
    Plan here = plan;
    here.engine = build_provenance();
    for (Issue& issue : differences(folder, plan, here)) {
        issue.problem = "is of another program";
        issue.remedy = "use the program that planned it or plan the sweep anew in another folder";
        if (issue.key.starts_with("engine.")) issues.push_back(std::move(issue));
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

LoadedPlan load_plan(const SweepFolder& folder, WhichPoints which, std::optional<std::size_t> shard) {
    LoadedPlan loaded;
    loaded.plan = read_plan(folder);
    const Plan& plan = loaded.plan;
    loaded.points = text_of(folder.points());
    if (sha256(loaded.points) != plan.points_sha256)
        refuse(folder.points(), "", "is not the table of the plan", "its digest differs",
               "restore it or plan the sweep anew in another folder");
    Issues issues;
    Sweep& sweep = loaded.sweep;
    sweep.base =
        parse_scenario(plan.scenario, folder.plan().string() + ":scenario", folder.path, registry(), {}, issues);
    issues.throw_if_any();
    sweep.method = plan.method;
    sweep.origin = plan.origin;
    sweep.replicates = plan.replicates;
    sweep.master_seed = plan.master_seed;
    sweep.shard_runs = plan.shard_runs;
    for (const auto& [path, policy] : plan.factors)
        if (std::optional<Parameter> parameter =
                find_factor(path, {folder.plan().string(), 0, 0}, sweep.base, registry(), issues))
            sweep.factors.push_back({std::move(*parameter), {}, policy});
    issues.throw_if_any();
    sweep.world = stored_worlds(loaded.points, folder.points().string(), issues);
    issues.throw_if_any();
    if (sweep.world.size() != plan.points)
        refuse(folder.points(), "", fmt::format("has {} points", sweep.world.size()),
               fmt::format("the plan has {}", plan.points), "plan the sweep anew in another folder");
    loaded.layout = Layout(sweep.world, static_cast<std::size_t>(plan.replicates), plan.shard_runs);
    if (loaded.layout.shards().size() != plan.shards)
        refuse(folder.plan(), "shards.count", "does not fit the plan", "the file was changed after planning",
               "plan the sweep anew in another folder");
    if (which == WhichPoints::none && !shard) return loaded;
    std::size_t first = 0;
    std::size_t count = plan.points;
    if (shard) {
        const ShardRange range = loaded.layout.shards().at(*shard);
        // A shard may begin inside a world and end inside another: all points of these.
        first = loaded.layout.cell(range.first_run).point;
        std::size_t last = first;
        for (std::size_t run = range.first_run; run < range.first_run + range.runs; ++run) {
            const std::size_t point = loaded.layout.cell(run).point;
            first = std::min(first, point);
            last = std::max(last, point);
        }
        count = last + 1 - first;
    }
    read_stored_points(loaded.points, folder.points().string(), first, count, sweep, issues);
    issues.throw_if_any();
    return loaded;
}

std::vector<std::pair<std::string, std::string>> shard_provenance(const LoadedPlan& loaded) {
    const Plan& plan = loaded.plan;
    std::string text = fmt::format("[design]\nmethod = {}\nreplicates = {}\nmaster_seed = {}\n", in_quotes(plan.method),
                                   plan.replicates, plan.master_seed);
    for (const auto& [path, policy] : plan.factors)
        text += fmt::format("\n[[factors]]\npath = {}\npolicy = {}\n", in_quotes(path), policy);
    std::vector<std::pair<std::string, std::string>> all = {{"scenario", plan.scenario},
                                                            {"master_seed", std::to_string(plan.master_seed)},
                                                            {"plan", text},
                                                            {"plan_hash", plan.hash},
                                                            {"replicates", std::to_string(plan.replicates)},
                                                            {"points_sha256", plan.points_sha256}};
    if (!plan.origin.empty()) all.emplace_back("design_origin", plan.origin);
    for (const auto& pair : plan.engine) all.push_back(pair);
    return all;
}

}  // namespace gemeinsim::command
