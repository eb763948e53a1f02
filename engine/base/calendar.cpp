// SPDX-License-Identifier: Apache-2.0
#include "base/calendar.h"

#include <charconv>
#include <fmt/format.h>

namespace gemeinsim {
namespace {

constexpr int floor_div(int a, int b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

int Calendar::month_of_year(Month month) const {
    const int since_start = start_month - 1 + month;
    return since_start - 12 * floor_div(since_start, 12) + 1;
}

int Calendar::year(Month month) const {
    return start_year + floor_div(start_month - 1 + month, 12);
}

Month Calendar::month_at(int year, int month_of_year) const {
    return 12 * (year - start_year) + (month_of_year - start_month);
}

std::optional<Calendar> parse_date(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    Calendar date;
    const auto whole = [](std::string_view digits, int& value) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc() && end == digits.data() + digits.size();
    };
    if (!whole(text.substr(0, 4), date.start_year) || !whole(text.substr(5, 2), date.start_month)) return std::nullopt;
    if (date.start_month < 1 || date.start_month > 12) return std::nullopt;
    return date;
}

std::string to_string(const Calendar& date) {
    return fmt::format("{:04}-{:02}", date.start_year, date.start_month);
}

}  // namespace gemeinsim
