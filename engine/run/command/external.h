// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gemeinsim::command {

/// Verbs that are programs of their own: `gemeinsim compare` is `gemeinsim-compare`, looked for beside this executable
/// and then on the PATH.
std::optional<std::filesystem::path> find_external(const std::string& verb);

/// Every external verb that can be found, sorted.
std::vector<std::string> external_verbs();

/// Becomes the program, with these arguments. Returns only where that fails: an exit code.
/// The program can start this command again by the name in GEMEINSIM_COMMAND.
int start_external(const std::filesystem::path& program, const std::vector<std::string>& arguments);

}  // namespace gemeinsim::command
