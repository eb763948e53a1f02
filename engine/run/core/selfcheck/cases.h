// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "run/core/selfcheck/selfcheck.h"

namespace gemeinsim::selfcheck {

/// Which networks form: connections (A1), sectors (A2), a line (A3), co-authors (A4), one-sided links (A5).
std::vector<Case> formation_cases();

/// Stationary laws and passage times of the kernels (A6) and of the ladder (A20).
std::vector<Case> chain_cases();

/// Laws of the generators of initial contacts (A21).
std::vector<Case> generator_cases();

/// Founding, funding, joining, exchange, phases, votes and coordination (A11 to A17, A19, A22).
std::vector<Case> process_cases();

/// Chains of desks (A18).
std::vector<Case> approval_cases();

}  // namespace gemeinsim::selfcheck
