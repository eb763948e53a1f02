// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "run/core/selfcheck/selfcheck.h"

namespace gemeinsim::selfcheck {

/// Which networks form: connections (A1), sectors (A2), a line (A3), co-authors (A4), one-sided links (A5).
std::vector<Case> formation_cases();

/// Stationary laws and passage times of the kernels (A6) and of the ladder (A20).
std::vector<Case> chain_cases();

/// Games of effort: imitation (A7), thresholds of a group (A8, A9).
std::vector<Case> effort_cases();

/// Games of effort: coalitions (A10), the weakest link (A14).
std::vector<Case> coalition_cases();

/// Laws of the generators of initial contacts (A21).
std::vector<Case> generator_cases();

/// Founding (A11) and joining (A15).
std::vector<Case> founding_cases();

/// Contests and lotteries for grants (A12, A13).
std::vector<Case> funding_cases();

/// Information (A16) and positions (A17).
std::vector<Case> exchange_cases();

/// Chains of desks (A18).
std::vector<Case> approval_cases();

/// Phases and votes (A19), forms of coordination (A22).
std::vector<Case> initiative_cases();

}  // namespace gemeinsim::selfcheck
