// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace gemeinsim {

/// Edits that turn one word into the other: insert, delete or change a byte, swap two neighbours
/// (Damerau-Levenshtein in its optimal-string-alignment form), ASCII letters compared without case.
/// Cost: O(|a| |b|) time, O(|b|) memory.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The name that the user may have meant, the first of the nearest; empty where none is plausible, that is
/// where more than a third of the longer word (at least one letter) would have to change.
std::string nearest_name(std::string_view word, std::span<const std::string> names);

/// `did you mean "months"?` or, where no name is plausible, `otherwise`.
std::string did_you_mean(std::string_view word, std::span<const std::string> names, std::string_view otherwise);

}  // namespace gemeinsim
