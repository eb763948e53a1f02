// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/issues.h"
#include "run/core/design.h"

/// The points of a sweep as CSV: a line for each point, a column for each factor under its path; `point` and `world`
/// may stand in front. Values are written as in a scenario, words without quotes.
namespace gemeinsim {

/// Fills the values of the factors, the rows and, where the file has that column, the worlds. The header must name the
/// factors of the sweep, in any order.
void read_points(const std::filesystem::path& file, const Location& asked, Sweep& sweep, Issues& issues);

/// Numbers the worlds in the order in which each first comes and sorts the points by them: then whatever part of a
/// sweep is there, it holds pairs of policies.
void put_in_order(Sweep& sweep);

/// The table of a sweep in order. Equal sweeps give equal text.
std::string points_text(const Sweep& sweep);

/// The world of each point of a text of points_text. Cost: one pass over the text.
std::vector<std::size_t> stored_worlds(std::string_view text, const std::string& name, Issues& issues);

/// As read_points, from such a text, for point 0 and `count` points from `first`; the rows of the others stay
/// empty, so that a worker that needs two hundred points of a million reads no more.
void read_stored_points(std::string_view text, const std::string& name, std::size_t first, std::size_t count,
                        Sweep& sweep, Issues& issues);

}  // namespace gemeinsim
