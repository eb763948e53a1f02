// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "run/core/selfcheck/probe.h"
#include "run/core/selfcheck/selfcheck.h"

// What the cases of several mechanisms share: plain worlds, and many runs of a body on them.
namespace gemeinsim::selfcheck {

/// As TOML takes it.
std::string text(double value);

/// A plain scenario: `population` in TOML, one topic, no burn-in.
std::string world(const std::string& population);

/// An initiative of the first `members` actors, all at full effort, in its first phase; `number` names it.
InitiativeId begin_initiative(const Model& model, State& now, int members, int number = 0);

/// How many runs of the engine stand behind the rows with z.
CaseParameter runs_parameter(double standard);

double sum(const std::vector<double>& values);

/// body(state) for every run, each on a fresh copy of the start under its own luck.
template <class Body>
std::vector<double> every_run(const Model& model, int runs, const Body& body) {
    const State begin = start(model, 0);
    std::vector<double> values(static_cast<std::size_t>(runs));
    parallel_for(values.size(), 0, [&](std::size_t run) {
        State now = begin;
        now.key.replicate = run;
        values[run] = body(now);
    });
    return values;
}

}  // namespace gemeinsim::selfcheck
