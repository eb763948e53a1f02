// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include <atomic>

#include "bindings.h"
#include "run/core/ensemble.h"

namespace py = pybind11;

namespace gemeinsim {
namespace {

/// Runs in progress. One thread is inside execute() without the interpreter's lock, others may watch and stop it.
class Job {
  public:
    Job(const std::vector<ReadScenario>& points, std::uint64_t seed, int replicates, int threads) {
        for (const ReadScenario& point : points) points_.push_back(point.scenario);
        request_.seed = seed;
        request_.replicates = replicates;
        request_.threads = threads;
        request_.stop = &stop_;
        request_.progress = [this](int done, int) { done_ = done; };
    }

    py::dict execute() {
        Outcome outcome;
        {
            const py::gil_scoped_release unlocked;
            outcome = run_points(points_, request_);
        }
        py::dict result = to_python(std::move(outcome.ensemble));
        result["complete"] = outcome.complete;
        result["failed"] = outcome.failed;
        result["first_failure"] = outcome.first_failure;
        return result;
    }
    void stop() { stop_ = true; }
    [[nodiscard]] int done() const { return done_; }

  private:
    std::vector<Scenario> points_;
    RunRequest request_;
    std::atomic<bool> stop_ = false;
    std::atomic<int> done_ = 0;
};

}  // namespace

void bind_run(py::module_& module) {
    py::class_<Job>(module, "Job")
        .def(py::init<const std::vector<ReadScenario>&, std::uint64_t, int, int>(), py::arg("points"), py::arg("seed"),
             py::arg("replicates"), py::arg("threads"))
        .def("execute", &Job::execute)
        .def("stop", &Job::stop)
        .def_property_readonly("done", &Job::done);
    module.def(
        "check",
        [](const ReadScenario& read) {
            Issues issues;
            check(read.scenario, issues);
            issues.throw_if_any();
        },
        py::arg("scenario"));
}

}  // namespace gemeinsim
