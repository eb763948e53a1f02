// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gemeinsim {

/// What this program was made from: nothing in it depends on the run or the machine it runs on.
struct BuildInfo {
    std::string version;     ///< of the engine, "0.1.0"
    std::string git_commit;  ///< full hash, "+changes" behind it where the tree was not clean; else "unknown"
    std::string compiler;    ///< "GNU 12.2.0"
    std::string flags;       ///< those that can change numbers or speed
    std::string build_type;  ///< "Release"
};

const BuildInfo& build_info();

/// Root attributes for Ensemble::provenance: engine_version, git_commit, compiler, compiler_flags,
/// build_type, hdf5_version.
std::vector<std::pair<std::string, std::string>> build_provenance();

}  // namespace gemeinsim
