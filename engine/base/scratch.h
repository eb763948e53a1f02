// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gemeinsim {

/// Room that a step works in, kept from month to month so that it need not be allocated again. What stands in it
/// between two months means nothing: a copy begins empty, and any two are equal.
template <class T>
class Scratch {
  public:
    Scratch() = default;
    Scratch(const Scratch&) {}
    Scratch(Scratch&&) noexcept = default;
    Scratch& operator=(const Scratch& other) {
        if (this != &other) value_ = T{};
        return *this;
    }
    Scratch& operator=(Scratch&&) noexcept = default;
    ~Scratch() = default;

    T& operator*() { return value_; }
    T* operator->() { return &value_; }
    bool operator==(const Scratch&) const { return true; }

  private:
    T value_;
};

}  // namespace gemeinsim
