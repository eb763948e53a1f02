// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gemeinsim {

/// Time is an integer month: 0 is the first month of the run, negative months are the burn-in. Rates are per
/// month.
using Month = int;

/// Places the months of a run on real dates, so that calls, budget years and elections fall where they
/// should.
struct Calendar {
    int start_year = 2008;
    int start_month = 1;  ///< 1 .. 12

    /// Month of the year, 1 .. 12, of a month of the run (any sign).
    [[nodiscard]] int month_of_year(Month month) const;
    [[nodiscard]] int year(Month month) const;
    /// The month of the run in which a date lies.
    [[nodiscard]] Month month_at(int year, int month_of_year) const;

    bool operator==(const Calendar&) const = default;
};

/// Reads "2015-09"; nothing where the text is no such date.
std::optional<Calendar> parse_date(std::string_view text);

/// Writes "2015-09".
std::string to_string(const Calendar& date);

}  // namespace gemeinsim
