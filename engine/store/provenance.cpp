// SPDX-License-Identifier: Apache-2.0
#include "store/provenance.h"

#include "store/image.h"

namespace gemeinsim {

std::vector<std::pair<std::string, std::string>> build_provenance() {
    const BuildInfo& build = build_info();
    return {{"engine_version", build.version}, {"git_commit", build.git_commit},
            {"compiler", build.compiler},      {"compiler_flags", build.flags},
            {"build_type", build.build_type},  {"hdf5_version", hdf5::library_version()}};
}

}  // namespace gemeinsim
