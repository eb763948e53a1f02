// SPDX-License-Identifier: Apache-2.0
#include "run/core/sweep/execute.h"

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "base/sha256.h"
#include "record/recorder.h"
#include "run/core/ensemble.h"
#include "run/core/simulate.h"
#include "scenario/convert.h"

namespace gemeinsim {
namespace {

Model build_point(const Sweep& sweep, std::size_t point, const Registry& registry) {
    Issues issues;
    const Scenario scenario = point_scenario(sweep, point, registry, issues);
    issues.throw_if_any();
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

/// A model that the first run of its point compiles; the others wait for it.
struct PointModel {
    std::once_flag built;
    std::optional<Model> model;
    std::string error;
};

struct Shard {
    std::size_t number = 0;
    ShardRange range;
    std::once_flag begun;
    bool passed_over = false;
    std::map<std::size_t, PointModel> models;  // complete before the first run looks
    std::vector<Results> results;
    std::vector<std::string> errors;  // of each run, empty where it has results
    std::atomic<std::size_t> left = 0;
};

class ShardRunner {
  public:
    ShardRunner(const Sweep& sweep, const Layout& layout, std::string context, const Registry& registry,
                const std::vector<std::size_t>& numbers, const ShardRequest& request)
        : sweep_(sweep),
          layout_(layout),
          context_(std::move(context)),
          registry_(registry),
          request_(request),
          first_(build_point(sweep, 0, registry)) {
        for (const std::size_t number : numbers) {
            shards_.push_back(std::make_unique<Shard>());
            shards_.back()->number = number;
            shards_.back()->range = layout.shards()[number];
            ends_.push_back((ends_.empty() ? 0 : ends_.back()) + shards_.back()->range.runs);
        }
    }

    void run() {
        parallel_for(ends_.back(), request_.threads, [this](std::size_t turn) {
            const auto place =
                static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), turn) - ends_.begin());
            const std::size_t before = place == 0 ? 0 : ends_[place - 1];
            run_one(*shards_[place], turn - before);
        });
        if (failure_) std::rethrow_exception(failure_);
    }

  private:
    void begin(Shard& shard) {
        const bool stopped = request_.stop != nullptr && request_.stop->load();
        if (stopped || halted_ || (request_.begin && !request_.begin(shard.number))) {
            shard.passed_over = true;
            return;
        }
        for (std::size_t i = 0; i < shard.range.runs; ++i)
            shard.models.try_emplace(layout_.cell(shard.range.first_run + i).point);
        shard.results.resize(shard.range.runs);
        shard.errors.resize(shard.range.runs);
        shard.left = shard.range.runs;
    }

    void run_one(Shard& shard, std::size_t index) {
        std::call_once(shard.begun, [&] { begin(shard); });
        if (shard.passed_over) return;
        const Cell cell = layout_.cell(shard.range.first_run + index);
        PointModel& point = shard.models.at(cell.point);
        std::call_once(point.built, [&] {
            try {
                point.model = build_point(sweep_, cell.point, registry_);
            } catch (const std::exception& error) {
                point.error = error.what();
            }
        });
        const RunKey luck{sweep_.master_seed, cell.replicate};
        if (point.model) {
            shard.results[index] = attempt(request_.simulate, *point.model, luck, shard.errors[index]);
        } else {
            shard.errors[index] = point.error;
            shard.results[index] = empty_results(first_.outputs, first_.time.months, luck.seed, luck.replicate);
        }
        const bool last = shard.left.fetch_sub(1) == 1;
        if (last) complete(shard);
        if (!request_.progress) return;
        const std::lock_guard lock(reporting_);
        request_.progress(++done_);
    }

    void complete(Shard& shard) {
        FinishedShard finished{shard.number, {}, 0};
        Ensemble& ensemble = finished.ensemble;
        describe_ensemble(first_, ensemble);
        ensemble.first_run = static_cast<std::int32_t>(shard.range.first_run);
        ensemble.runs = std::move(shard.results);
        shard.models.clear();
        std::vector<std::int64_t> world;
        std::vector<std::string> id;
        for (std::size_t i = 0; i < shard.range.runs; ++i) {
            const Cell cell = layout_.cell(shard.range.first_run + i);
            ensemble.point.push_back(static_cast<std::int32_t>(cell.point));
            world.push_back(static_cast<std::int64_t>(sweep_.world[cell.point]));
            id.push_back(run_id(sweep_, context_, cell));
        }
        ensemble.labels.push_back({"world", "1", "points of one world differ in policies alone", std::move(world), {}});
        ensemble.labels.push_back({"run_id", "1", "hash of scenario, values, luck and engine", std::move(id), {}});
        finished.failed = label_failures(ensemble, std::move(shard.errors));
        ensemble.factors = factor_columns(sweep_, ensemble.point);
        const std::lock_guard lock(handing_over_);
        if (failure_) return;
        try {
            request_.finished(std::move(finished));
        } catch (...) {
            failure_ = std::current_exception();
            halted_ = true;
        }
    }

    const Sweep& sweep_;
    const Layout& layout_;
    std::string context_;
    const Registry& registry_;
    const ShardRequest& request_;
    Model first_;  // what all shards share is told by point 0, whichever of them are run here
    std::vector<std::unique_ptr<Shard>> shards_;
    std::vector<std::size_t> ends_;  // of the turns of each shard
    std::mutex handing_over_;
    std::mutex reporting_;
    std::size_t done_ = 0;
    std::atomic<bool> halted_ = false;
    std::exception_ptr failure_;
};

}  // namespace

std::string run_id(const Sweep& sweep, const std::string& context, Cell cell) {
    Sha256 digest;
    digest.add(context);
    const std::vector<std::size_t>& row = sweep.rows[cell.point];
    for (std::size_t f = 0; f < row.size(); ++f) {
        const Factor& factor = sweep.factors[f];
        digest.add('\n' + factor.parameter.path + " = " + toml_text(factor.values[row[f]], factor.parameter));
    }
    digest.add("\nseed " + std::to_string(sweep.master_seed) + "\nreplicate " + std::to_string(cell.replicate));
    return digest.finish().substr(0, 16);
}

void run_shards(const Sweep& sweep, const Layout& layout, const std::string& context, const Registry& registry,
                const std::vector<std::size_t>& shards, const ShardRequest& request) {
    if (shards.empty()) return;
    ShardRunner(sweep, layout, context, registry, shards, request).run();
}

Results run_cell(const Sweep& sweep, const Registry& registry, Cell cell) {
    return simulate(build_point(sweep, cell.point, registry), {sweep.master_seed, cell.replicate});
}

}  // namespace gemeinsim
