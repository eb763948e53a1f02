// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "model/state.h"
#include "record/table.h"

namespace gemeinsim {

/// The table "why" without rows: one row for each month that an initiative lived through to its end.
Table empty_why();

/// The binding constraints of the month's living initiatives.
void append_why(Table& why, Month month, const State& now);

/// A sample of fixed size, each of a run's decisions as likely to be in it as any other: those with the smallest number
/// that the actor, the initiative and the month draw. Watching more or fewer changes no draw of the run, and a larger
/// sample contains every smaller one.
class ChoiceSample {
  public:
    explicit ChoiceSample(int size) : size_(static_cast<std::size_t>(size)) {}

    /// The month's decisions. Cost: O(log size) for each that comes in.
    void add(const State& now);

    /// The table "decisions", by month, initiative and actor. Empty where none were asked for.
    [[nodiscard]] Table table() &&;

  private:
    struct Drawn {
        double number = 0;
        Choice choice;
    };
    static bool before(const Drawn& a, const Drawn& b);

    std::size_t size_;
    std::vector<Drawn> heap_;  ///< largest number in front
};

}  // namespace gemeinsim
