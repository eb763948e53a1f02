// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/issues.h"
#include "scenario/document.h"
#include "scenario/parameter.h"

namespace gemeinsim {

/// What a parameter takes, for messages: "a whole number, 1 to 1200, in months".
std::string expectation(const Parameter& parameter);

/// The range in words, whole numbers and money included: "1 to 1200, in months".
std::string range_words(const Parameter& parameter);

/// The value that the node gives to the parameter; where it has the wrong type, lies outside the range or is
/// none of the names, says so under `key` and returns nothing.
std::optional<Value> to_value(const Node& node, const Parameter& parameter, const std::string& key, Issues& issues);

/// The node that gives the parameter this value: the inverse of to_value. The value must be given.
Node to_node(const Value& value, const Parameter& parameter);

/// The value as it is written in TOML; "-" where it is not given.
std::string toml_text(const Value& value, const Parameter& parameter);

/// A number in TOML, always with a point, an exponent or inf.
std::string toml_real(double value);

}  // namespace gemeinsim
