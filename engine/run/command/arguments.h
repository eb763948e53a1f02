// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

#include "run/command/command.h"

namespace gemeinsim::command {

/// The command line is wrong: message as "problem (why); what to do".
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A command line understood: what to do, and how to talk.
struct Request {
    Output output;
    std::function<int()> act;
};

/// Reads the command line of the native verbs; `--help` is an act that prints. Throws UsageError.
Request parse_arguments(int argc, char** argv);

/// Is it a verb of this executable?
bool is_native(const std::string& verb);

/// The complaint about a verb that nobody knows, with the nearest one.
std::string unknown_verb(const std::string& verb);

}  // namespace gemeinsim::command
