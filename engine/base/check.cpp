// SPDX-License-Identifier: Apache-2.0
#include "base/check.h"

#include <fmt/format.h>

namespace gemeinsim {
namespace {

[[noreturn]] void fail(std::string_view kind, std::string_view message, const std::source_location& where) {
    throw ContractViolation(fmt::format("{}:{}: {} failed: {}", where.file_name(), where.line(), kind, message));
}

}  // namespace

void expects(bool condition, std::string_view message, std::source_location where) {
    if (!condition) fail("precondition", message, where);
}

void ensures(bool condition, std::string_view message, std::source_location where) {
    if (!condition) fail("promise", message, where);
}

}  // namespace gemeinsim
