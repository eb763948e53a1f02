// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "record/table.h"
#include "store/replace_file.h"

/// The result file: one HDF5 file that xarray opens with the engines h5netcdf and netcdf4.
///
///     /                dimensions run, month
///       run, month     int32, 0, 1, ...; month carries start_date, the calendar month of month 0
///       point, replicate, seed, <label>..., <factor>...   over run, listed in the attribute `coordinates`
///       <monthly metric>  float32 (run, month), <run metric>  float64 (run); NaN is missing
///     /<table>         events, initiatives, network, why: ragged tables
///       row_size       int64 (run): how many rows belong to each run; the runs' rows follow one another
///       <column>       over the group's own dimension row
///     /<shared table>  actors: columns over the group's own dimension row, the same for every run
///
/// Every variable has `units` and `long_name`, a metric with a preferred direction `better` (higher, lower);
/// enumerations are int8 with flag_values and flag_meanings, truth values int8 with dtype = "bool". Root attributes are
/// `format`, `format_version` and the ensemble's provenance. There are no time stamps: equal ensembles give equal
/// bytes.
namespace gemeinsim {

inline constexpr const char* results_format = "gemeinsim-results";
/// The first number changes where old readers would misread, the second where something is added.
inline constexpr const char* results_format_version = "1.0";

/// The file of an ensemble as bytes. Zero runs, zero months and tables without rows are valid. Throws
/// ContractViolation where the ensemble contradicts itself.
///
/// Cost: the data once more, one variable at a time, and the compressed file.
std::vector<std::byte> file_image(const Ensemble& ensemble);

/// Writes the result file, whole or not at all; see replace_file for errors.
void write(const std::filesystem::path& path, const Ensemble& ensemble);

}  // namespace gemeinsim
