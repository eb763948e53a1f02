// SPDX-License-Identifier: Apache-2.0
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <memory>

#include "bindings.h"

namespace py = pybind11;

namespace gemeinsim {
namespace {

/// Hands the vector over to Python without copying it.
template <class T>
py::array array(std::vector<T> values, const std::vector<py::ssize_t>& shape) {
    auto owner = std::make_unique<std::vector<T>>(std::move(values));
    T* data = owner->data();
    const py::capsule release(owner.get(), [](void* vector) { delete static_cast<std::vector<T>*>(vector); });
    static_cast<void>(owner.release());
    return py::array_t<T>(shape, data, release);
}

template <class T>
py::object values(std::vector<T> rows) {
    const auto length = static_cast<py::ssize_t>(rows.size());
    return array(std::move(rows), {length});
}
py::object values(const std::vector<std::string>& rows) {
    return py::cast(rows);
}

py::dict column(TableColumn source) {
    py::dict target;
    target["name"] = source.name;
    target["unit"] = source.unit;
    target["long_name"] = source.long_name;
    target["flag_meanings"] = source.flag_meanings;
    target["values"] = std::visit([](auto& rows) { return py::object(values(std::move(rows))); }, source.data);
    return target;
}

py::list columns(std::vector<TableColumn> sources) {
    py::list targets;
    for (TableColumn& source : sources) targets.append(column(std::move(source)));
    return targets;
}

py::dict metric(const MetricInfo& info, py::object numbers) {
    py::dict target;
    target["name"] = info.name;
    target["unit"] = info.unit;
    target["long_name"] = info.long_name;
    target["better"] = info.better;
    target["values"] = std::move(numbers);
    return target;
}

/// The rows of all runs one after the other.
py::dict ragged(std::vector<Results>& runs, std::size_t table) {
    std::vector<std::int64_t> row_size;
    for (const Results& run : runs) row_size.push_back(static_cast<std::int64_t>(run.tables[table].rows()));
    Table joined = std::move(runs.front().tables[table]);
    for (std::size_t run = 1; run < runs.size(); ++run) {
        for (std::size_t c = 0; c < joined.columns.size(); ++c) {
            std::visit(
                [&](auto& rows) {
                    using Rows = std::remove_reference_t<decltype(rows)>;
                    const auto& more = std::get<Rows>(runs[run].tables[table].columns[c].data);
                    rows.insert(rows.end(), more.begin(), more.end());
                },
                joined.columns[c].data);
        }
    }
    py::dict target;
    target["row_size"] = values(std::move(row_size));
    target["columns"] = columns(std::move(joined.columns));
    return target;
}

}  // namespace

py::dict to_python(Ensemble ensemble) {
    const auto runs = static_cast<py::ssize_t>(ensemble.runs.size());
    py::list monthly;
    for (std::size_t m = 0; m < ensemble.monthly_metrics.size(); ++m) {
        std::vector<float> series;
        series.reserve(ensemble.runs.size() * static_cast<std::size_t>(ensemble.months));
        for (const Results& run : ensemble.runs)
            series.insert(series.end(), run.monthly[m].begin(), run.monthly[m].end());
        monthly.append(metric(ensemble.monthly_metrics[m], array(std::move(series), {runs, ensemble.months})));
    }
    py::list totals;
    for (std::size_t m = 0; m < ensemble.run_metrics.size(); ++m) {
        std::vector<double> numbers;
        for (const Results& run : ensemble.runs) numbers.push_back(run.totals[m]);
        totals.append(metric(ensemble.run_metrics[m], values(std::move(numbers))));
    }
    std::vector<std::int64_t> replicate;
    std::vector<std::uint64_t> seed;
    for (const Results& run : ensemble.runs) {
        replicate.push_back(static_cast<std::int64_t>(run.replicate));
        seed.push_back(run.seed);
    }
    py::dict tables;
    if (runs > 0)
        for (std::size_t t = 0; t < ensemble.runs.front().tables.size(); ++t) {
            const std::string name = ensemble.runs.front().tables[t].name;
            tables[py::str(name)] = ragged(ensemble.runs, t);
        }
    py::dict shared;
    for (Table& table : ensemble.shared) {
        py::dict target;
        target["columns"] = columns(std::move(table.columns));
        shared[py::str(table.name)] = target;
    }

    py::dict result;
    result["months"] = ensemble.months;
    result["start"] = ensemble.start;
    result["monthly"] = monthly;
    result["totals"] = totals;
    result["point"] = values(std::move(ensemble.point));
    result["replicate"] = values(std::move(replicate));
    result["seed"] = values(std::move(seed));
    result["labels"] = columns(std::move(ensemble.labels));
    result["factors"] = columns(std::move(ensemble.factors));
    result["tables"] = tables;
    result["shared"] = shared;
    result["provenance"] = ensemble.provenance;
    return result;
}

}  // namespace gemeinsim
