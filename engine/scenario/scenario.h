// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/value.h"

namespace gemeinsim {

/// One row of a table of the scenario: an actor, a tie, a programme, a topic.
struct Row {
    std::string name;  ///< the key of a named table, "youth" of [topics.youth]; else empty
    Location where;
    Values values;  ///< by column name, complete
};

/// What the user asked for, read and checked against the registry and completed with presets, dials and
/// defaults. It knows no mechanism: model/ turns it into a Model.
struct Scenario {
    std::string file;                                           ///< where it was read from, for messages
    Values values;                                              ///< by path, complete
    std::map<std::string, std::vector<Row>, std::less<>> rows;  ///< by path of the table; absent means no rows
    /// Where this is a branch: how the world lives before the month time.fork. Else none.
    std::shared_ptr<const Scenario> trunk;

    /// The rows of a table, none where the scenario gives none.
    [[nodiscard]] const std::vector<Row>& table(std::string_view path) const;
};

}  // namespace gemeinsim
