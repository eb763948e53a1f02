// SPDX-License-Identifier: Apache-2.0
#include "base/issues.h"

#include <gtest/gtest.h>

namespace gemeinsim {
namespace {

TEST(Issue, ReadsPlaceKeyProblemReasonRemedy) {
    const Issue issue{{"a.toml", 3, 7}, "time.months", "-1 is too small", "allowed: 1 to 1200", "choose another"};
    EXPECT_EQ(to_string(issue), "a.toml:3:7: time.months: -1 is too small (allowed: 1 to 1200); choose another");
}

TEST(Issues, ThrowAllErrorsAtOnceInTheOrderOfTheInput) {
    Issues issues;
    issues.error({{"a.toml", 9, 1}, "b", "second", "", ""});
    issues.error({{"a.toml", 2, 1}, "a", "first", "", ""});
    issues.warning({{"a.toml", 1, 1}, "w", "only a warning", "", ""});
    try {
        issues.throw_if_any();
        FAIL() << "two errors must throw";
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(), "a.toml:2:1: a: first\na.toml:9:1: b: second");
        EXPECT_EQ(error.issues().size(), 2U);
    }
}

TEST(Issues, WarningsAloneDoNotThrow) {
    Issues issues;
    issues.warning({{}, "w", "only a warning", "", ""});
    EXPECT_NO_THROW(issues.throw_if_any());
}

}  // namespace
}  // namespace gemeinsim
