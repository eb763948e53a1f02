// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace gemeinsim {

struct Model;
struct State;

/// Which direction of a metric users wish for; none where that is a matter of opinion.
enum class Better { none, higher, lower };

/// A number that can be read off a state. Undefined values are NaN, never zero.
struct Metric {
    std::string name;  ///< snake_case: the variable in files, the key in outputs.metrics
    std::string unit;
    std::string long_name;  ///< the label of a figure
    Better better = Better::none;
    bool monthly = true;   ///< false: read once, after the last month
    bool standard = true;  ///< part of the default subset
    std::function<double(const Model&, const State&)> value;
};

using Metrics = std::vector<Metric>;

}  // namespace gemeinsim
