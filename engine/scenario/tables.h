// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/issues.h"
#include "scenario/document.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// The source of columns that only who describes a place can know.
inline constexpr const char* given_by_user = "given by the user";

/// The rows that a node gives to a table: a list of tables, a table of named rows, or the name of a CSV file,
/// which is read here. Everything wrong goes to `issues`; rows with complaints hold what was right in them.
std::vector<Row> read_rows(const Node& node, const RowTable& table, Issues& issues);

/// The explicit values of a row as a node, the inverse of reading one.
Node row_node(const Row& row, const RowTable& table);

/// The column that a name belongs to, "salience.*" for "salience.youth"; null where there is none.
const Parameter* find_column(const RowTable& table, std::string_view name);

}  // namespace gemeinsim
