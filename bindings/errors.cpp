// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <ios>

#include "base/issues.h"
#include "bindings.h"

namespace py = pybind11;

namespace gemeinsim {
namespace {

void translate(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const InputError& e) {
        PyErr_SetString(PyExc_ValueError, e.what());
    } catch (const std::filesystem::filesystem_error& e) {
        const py::object arguments = py::make_tuple(e.code().value(), e.code().message(), e.path1().string());
        PyErr_SetObject(PyExc_OSError, arguments.ptr());
    } catch (const std::ios_base::failure& e) {
        PyErr_SetString(PyExc_OSError, e.what());
    }
}

}  // namespace

// Newer translators are asked first; what none takes, pybind11 makes a RuntimeError (and a MemoryError of bad_alloc).
void bind_errors() {
    // pybind11 asks for a function that takes the pointer by value.
    // NOLINTNEXTLINE(performance-unnecessary-value-param)
    py::register_exception_translator([](std::exception_ptr error) {
        if (error) translate(error);
    });
}

}  // namespace gemeinsim
