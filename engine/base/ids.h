// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace gemeinsim {

/// An index into the columns of one kind of thing. Ids of different kinds do not convert into each other,
/// so that an actor is never used to look up an initiative. The default value names nothing.
template <class Tag>
class Id {
  public:
    using Value = std::uint32_t;
    static constexpr Value nothing = std::numeric_limits<Value>::max();

    constexpr Id() = default;
    constexpr explicit Id(std::size_t value) : value_(static_cast<Value>(value)) {}

    [[nodiscard]] constexpr std::size_t index() const { return value_; }
    constexpr explicit operator bool() const { return value_ != nothing; }
    constexpr auto operator<=>(const Id&) const = default;

  private:
    Value value_ = nothing;
};

using ActorId = Id<struct ActorTag>;
using PlaceId = Id<struct PlaceTag>;
using TopicId = Id<struct TopicTag>;
using InitiativeId = Id<struct InitiativeTag>;
using ProgrammeId = Id<struct ProgrammeTag>;
using CaseId = Id<struct CaseTag>;
using AccountId = Id<struct AccountTag>;

/// A vector that is indexed by one kind of id only.
template <class Key, class T>
class Column : public std::vector<T> {
  public:
    using std::vector<T>::vector;
    decltype(auto) operator[](Key id) { return std::vector<T>::operator[](id.index()); }
    decltype(auto) operator[](Key id) const { return std::vector<T>::operator[](id.index()); }
};

/// The ids 0 .. count-1, for range-based loops over a column.
template <class Key>
class IdRange {
  public:
    constexpr explicit IdRange(std::size_t count) : count_(count) {}
    class Iterator {
      public:
        constexpr explicit Iterator(std::size_t at) : at_(at) {}
        constexpr Key operator*() const { return Key(at_); }
        constexpr Iterator& operator++() {
            ++at_;
            return *this;
        }
        constexpr bool operator==(const Iterator&) const = default;

      private:
        std::size_t at_;
    };
    [[nodiscard]] constexpr Iterator begin() const { return Iterator(0); }
    [[nodiscard]] constexpr Iterator end() const { return Iterator(count_); }

  private:
    std::size_t count_;
};

}  // namespace gemeinsim
