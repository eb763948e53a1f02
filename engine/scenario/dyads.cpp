// SPDX-License-Identifier: Apache-2.0
#include "scenario/dyads.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/check.h"
#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/tables.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

using Pair = std::pair<ActorId, ActorId>;
using Numbers = std::map<std::string, std::size_t, std::less<>>;

std::optional<Pair> ends_of(const Row& row, const DyadRow& dyad, const Numbers& numbers,
                            std::span<const std::string> ids, Issues& issues) {
    Pair pair;
    bool known = true;
    for (const bool first : {true, false}) {
        const std::string& id = first ? dyad.from : dyad.to;
        const std::string column = first ? "from" : "to";
        const auto found = numbers.find(id);
        if (found == numbers.end()) {
            issues.error({where_of(row, column), "population.dyads." + column,
                          "there is no actor " + in_quotes_short(id), "a dyad joins two actors of the population",
                          did_you_mean(id, ids, "correct the name or add it to population.actors")});
            known = false;
        } else {
            (first ? pair.first : pair.second) = ActorId(found->second);
        }
    }
    if (!known) return std::nullopt;
    if (pair.first != pair.second) return pair;
    issues.error({where_of(row, "to"), "population.dyads", "a dyad of " + in_quotes_short(dyad.from) + " with itself",
                  "a dyad joins two actors", "remove it or correct one end"});
    return std::nullopt;
}

}  // namespace

const ParameterTable<DyadRow>& dyad_columns() {
    using D = DyadRow;
    static const ParameterTable<D> table =
        ParameterTable<D>("")
            .text("from", &D::from,
                  {.role = Role::constant, .required = true, .source = given_by_user, .text = "id of an actor"})
            .text("to", &D::to,
                  {.role = Role::constant, .required = true, .source = given_by_user, .text = "id of another actor"})
            .real_by_key(
                "covariate", &D::covariate,
                {.source = given_by_user, .text = "a number of the user's own for the pair, for effects that name it"});
    return table;
}

DyadicCovariate::DyadicCovariate(std::string name, std::size_t actors, std::vector<Entry> entries)
    : name_(std::move(name)), first_(actors + 1) {
    const auto pair = [](const Entry& entry) { return Pair(entry.from, entry.to); };
    std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return pair(a) < pair(b); });
    double total = 0;
    for (const Entry& entry : entries) {
        expects(entry.from != entry.to && entry.to.index() < actors && entry.from.index() < actors,
                "a dyad needs two different actors of the population; leave others out");
        ++first_[entry.from.index() + 1];
        to_.push_back(entry.to);
        value_.push_back(entry.value);
        total += entry.value;
    }
    for (std::size_t i = 0; i < actors; ++i) first_[i + 1] += first_[i];
    const auto n = static_cast<double>(actors);
    if (actors > 1) mean_ = total / (n * (n - 1));
}

double DyadicCovariate::mean(std::span<const ActorId> without) const {
    if (without.empty()) return mean_;
    const auto counts = [without](ActorId actor) { return !std::ranges::binary_search(without, actor); };
    const std::size_t actors = first_.size() - 1;
    double total = 0;
    for (const ActorId i : IdRange<ActorId>(actors)) {
        if (!counts(i)) continue;
        for (std::size_t k = 0; k < given(i); ++k)
            if (counts(others(i)[k])) total += values(i)[k];
    }
    const auto n = static_cast<double>(actors - without.size());
    return n > 1 ? total / (n * (n - 1)) : 0;
}

double DyadicCovariate::at(ActorId i, ActorId j) const {
    const auto begin = to_.begin() + static_cast<std::ptrdiff_t>(first_[i.index()]);
    const auto end = to_.begin() + static_cast<std::ptrdiff_t>(first_[i.index() + 1]);
    const auto found = std::lower_bound(begin, end, j);
    return found != end && *found == j ? value_[static_cast<std::size_t>(found - to_.begin())] : 0;
}

std::vector<DyadicCovariate> read_dyads(const Scenario& scenario, std::span<const std::string> ids, bool both_ways,
                                        Issues& issues) {
    Numbers numbers;
    for (std::size_t i = 0; i < ids.size(); ++i) numbers.emplace(ids[i], i);
    std::map<Pair, std::pair<const Row*, DyadRow>> listed;
    std::set<std::string> names;
    for (const Row& row : scenario.table("population.dyads")) {
        DyadRow dyad = dyad_columns().read(row.values);
        const std::optional<Pair> pair = ends_of(row, dyad, numbers, ids, issues);
        if (!pair) continue;
        for (const auto& [name, value] : dyad.covariate) names.insert(name);
        const auto [twin, fresh] = listed.emplace(*pair, std::pair(&row, std::move(dyad)));
        if (fresh) continue;
        const Location& before = twin->second.first->where;
        issues.error({row.where, "population.dyads",
                      "the dyad from " + in_quotes_short(twin->second.second.from) + " to " +
                          in_quotes_short(twin->second.second.to) + " is listed twice",
                      before.line > 0 ? fmt::format("first in {}:{}", before.file, before.line) : before.file,
                      "remove one of them"});
    }
    std::vector<DyadicCovariate> covariates;
    for (const std::string& name : names) {
        std::vector<DyadicCovariate::Entry> entries;
        for (const auto& [pair, line] : listed) {
            const auto value = line.second.covariate.find(name);
            if (value == line.second.covariate.end()) continue;
            entries.push_back({pair.first, pair.second, value->second});
            if (!both_ways) continue;
            const auto back = listed.find({pair.second, pair.first});
            if (back == listed.end() || !back->second.second.covariate.contains(name))
                entries.push_back({pair.second, pair.first, value->second});
        }
        covariates.emplace_back(name, ids.size(), std::move(entries));
    }
    return covariates;
}

}  // namespace gemeinsim
