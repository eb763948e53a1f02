// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/issues.h"
#include "scenario/parameter_table.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// One line of dyads.csv: what is known of the ordered pair (from, to).
struct DyadRow {
    std::string from;
    std::string to;
    std::map<std::string, double> covariate;  ///< by name
};

const ParameterTable<DyadRow>& dyad_columns();

/// A number w_ij for every ordered pair; 0 where none is given. Rows are kept sparse.
class DyadicCovariate {
  public:
    struct Entry {
        ActorId from;
        ActorId to;
        double value = 0;
    };

    DyadicCovariate() = default;
    /// `entries` in any order, at most one for each ordered pair, none of an actor with itself.
    /// Cost: O(entries log entries).
    DyadicCovariate(std::string name, std::size_t actors, std::vector<Entry> entries);

    [[nodiscard]] const std::string& name() const { return name_; }
    /// w_ij. Cost: O(log of the entries of i).
    [[nodiscard]] double at(ActorId i, ActorId j) const;
    /// The pairs from i that are given: whom they name, sorted, and their values in that order.
    [[nodiscard]] std::span<const ActorId> others(ActorId i) const {
        return {to_.data() + first_[i.index()], given(i)};
    }
    [[nodiscard]] std::span<const double> values(ActorId i) const {
        return {value_.data() + first_[i.index()], given(i)};
    }
    /// The mean over all ordered pairs of different actors, pairs without an entry included.
    [[nodiscard]] double mean() const { return mean_; }
    /// The same mean without some of the actors, sorted. Cost: O(entries log without), O(1) where there are none.
    [[nodiscard]] double mean(std::span<const ActorId> without) const;

  private:
    [[nodiscard]] std::size_t given(ActorId i) const { return first_[i.index() + 1] - first_[i.index()]; }

    std::string name_;
    std::vector<std::size_t> first_;  ///< where the entries of an actor begin; one more than actors
    std::vector<ActorId> to_;
    std::vector<double> value_;
    double mean_ = 0;
};

/// The covariates of the table "population.dyads", sorted by name. A pair that is listed in one direction only holds
/// for both where `both_ways` (contacts are undirected). Adds to `issues`: ids that `ids` (sorted as actors are
/// numbered) does not hold, an actor with itself, and ordered pairs that are listed twice.
std::vector<DyadicCovariate> read_dyads(const Scenario& scenario, std::span<const std::string> ids, bool both_ways,
                                        Issues& issues);

}  // namespace gemeinsim
