// SPDX-License-Identifier: Apache-2.0
#include "base/calendar.h"

#include <gtest/gtest.h>

namespace gemeinsim {
namespace {

TEST(Calendar, FollowsTheYearInBothDirections) {
    const Calendar calendar{2008, 1};
    EXPECT_EQ(calendar.month_of_year(0), 1);
    EXPECT_EQ(calendar.month_of_year(-1), 12);
    EXPECT_EQ(calendar.year(-1), 2007);
    EXPECT_EQ(calendar.year(-12), 2007);
    EXPECT_EQ(calendar.year(-13), 2006);
    EXPECT_EQ(calendar.month_of_year(92), 9);
    EXPECT_EQ(calendar.year(92), 2015);
}

TEST(Calendar, MonthAtInvertsYearAndMonthOfYear) {
    const Calendar calendar{2015, 9};
    for (Month month = -40; month < 40; ++month)
        EXPECT_EQ(calendar.month_at(calendar.year(month), calendar.month_of_year(month)), month);
}

TEST(Calendar, ReadsAndRefusesDates) {
    EXPECT_EQ(parse_date("2015-09"), (Calendar{2015, 9}));
    for (const char* wrong : {"", "2015", "2015-13", "2015-00", "15-09", "2015-9", "2015/09", "2015-0x"})
        EXPECT_FALSE(parse_date(wrong)) << wrong;
    EXPECT_EQ(to_string(Calendar{2015, 9}), "2015-09");
}

}  // namespace
}  // namespace gemeinsim
