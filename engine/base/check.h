// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <source_location>
#include <stdexcept>
#include <string_view>

namespace gemeinsim {

/// A broken promise inside the program: the caller's fault (expects) or ours (ensures). User input never ends
/// here.
class ContractViolation : public std::logic_error {
    using std::logic_error::logic_error;
};

/// Throws ContractViolation unless the condition holds. `message` reads "problem (why it is one); what to
/// do".
void expects(bool condition, std::string_view message, std::source_location where = std::source_location::current());

/// As expects, for what our own code promised.
void ensures(bool condition, std::string_view message, std::source_location where = std::source_location::current());

}  // namespace gemeinsim
