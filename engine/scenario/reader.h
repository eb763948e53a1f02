// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/issues.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// One `--set path=value`: the value in TOML syntax; a bare word counts as text.
struct Override {
    std::string path;
    std::string value;
    std::string place = {};  ///< where the user wrote it, for messages; empty means --set path=value
};

/// Reads a scenario from a TOML 1.0 file (JSON where the name ends in .json), follows `extends`, loads the
/// CSV files it names, applies the overrides and completes it. Everything wrong is added to `issues`; the
/// scenario is then fit for further checks only.
Scenario read_scenario(const std::filesystem::path& file, const Registry& registry, std::span<const Override> overrides,
                       Issues& issues);

/// As read_scenario, from text; relative paths in it are looked up from `folder`, messages call it `name`.
Scenario parse_scenario(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                        const Registry& registry, std::span<const Override> overrides, Issues& issues);

/// The same scenario with other values for some paths, presets and dials worked out anew; no file is read
/// again.
Scenario with_overrides(const Scenario& scenario, const Registry& registry, std::span<const Override> overrides,
                        Issues& issues);

/// A point of a design: the base with other values. Where the point names a month time.fork it is a branch: up to that
/// month it lives as the base.
Scenario with_factors(const Scenario& base, const Registry& registry, std::span<const Override> factors,
                      Issues& issues);

/// The explicit part of the scenario as one self-contained TOML text (tables and CSV rows inline, sorted), so
/// that parsing it gives the same scenario. Goes into the provenance of results.
std::string to_toml(const Scenario& scenario, const Registry& registry);

}  // namespace gemeinsim
