// SPDX-License-Identifier: Apache-2.0
#include "run/core/sweep/layout.h"

#include <algorithm>

#include "base/check.h"

namespace gemeinsim {

Layout::Layout(std::span<const std::size_t> world, std::size_t replicates, std::size_t most_runs)
    : replicates_(replicates) {
    expects(!world.empty() && replicates > 0 && most_runs > 0, "a layout of nothing; give points and replicates");
    for (std::size_t point = 1; point < world.size(); ++point) {
        expects(world[point] == world[point - 1] || world[point] == world[point - 1] + 1,
                "the points of a world do not stand together; put the sweep in order first");
        if (world[point] != world[point - 1]) first_point_.push_back(point);
    }
    first_point_.push_back(world.size());

    ShardRange open;
    const auto close = [&] {
        if (open.runs == 0) return;
        shards_.push_back(open);
        open = {open.first_run + open.runs, 0};
    };
    for (std::size_t w = 0; w + 1 < first_point_.size(); ++w) {
        const std::size_t policies = first_point_[w + 1] - first_point_[w];
        for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
            if (open.runs + policies > most_runs) close();
            const std::size_t parts = (policies + most_runs - 1) / most_runs;
            for (std::size_t part = 0; part < parts; ++part) {
                open.runs += policies * (part + 1) / parts - policies * part / parts;
                if (parts > 1) close();
            }
        }
    }
    close();
}

Cell Layout::cell(std::size_t run) const {
    expects(run < runs(), "a run beyond the end of the sweep");
    const auto world = std::upper_bound(first_point_.begin(), first_point_.end(), run / replicates_) - 1;
    const std::size_t policies = *(world + 1) - *world;
    const std::size_t inside = run - *world * replicates_;
    return {*world + inside % policies, inside / policies};
}

}  // namespace gemeinsim
