// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gemeinsim::tests {

/// How often the program has asked for memory. A test that counts is a program of its own, with allocations.cpp in it.
long allocations();

}  // namespace gemeinsim::tests
