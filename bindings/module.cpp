// SPDX-License-Identifier: Apache-2.0
#include "bindings.h"

PYBIND11_MODULE(_core, module) {
    module.doc() = "The engine of gemeinsim. Use the package gemeinsim, which documents and checks what it passes on.";
    module.attr("version") = GEMEINSIM_VERSION;
    gemeinsim::bind_errors();
    gemeinsim::bind_scenario(module);
    gemeinsim::bind_run(module);
}
