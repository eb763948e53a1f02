// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include "record/table.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// InputError becomes ValueError, what the file system says OSError, everything else RuntimeError.
void bind_errors();
void bind_scenario(pybind11::module_& module);
void bind_run(pybind11::module_& module);

/// A scenario as Python holds it: immutable, with what its reader warned about.
struct ReadScenario {
    Scenario scenario;
    std::vector<std::string> warnings;
};

/// An ensemble as plain Python: arrays, lists of text and dictionaries. Takes the data, copies no array twice.
pybind11::dict to_python(Ensemble ensemble);

}  // namespace gemeinsim
