// SPDX-License-Identifier: Apache-2.0
#include "network/graph.h"

#include <algorithm>

#include "base/check.h"

namespace gemeinsim {

void ActorLists::grow(Row& row) {
    constexpr std::uint32_t smallest = 2;  // four entries
    const std::uint32_t kind = row.kind == 0 ? smallest : row.kind + 1U;
    const std::uint32_t room = 1U << kind;
    if (left_.size() <= kind) left_.resize(kind + 1);
    std::uint32_t begin = 0;
    if (left_[kind].empty()) {
        begin = static_cast<std::uint32_t>(pool_.size());
        pool_.resize(pool_.size() + room);
    } else {
        begin = left_[kind].back();
        left_[kind].pop_back();
    }
    std::copy_n(pool_.begin() + row.begin, row.size, pool_.begin() + begin);
    if (row.kind > 0) left_[row.kind].push_back(row.begin);
    row.begin = begin;
    row.kind = kind & 31U;
}

bool ActorLists::insert(std::size_t number, ActorId entry) {
    Row& row = rows_[number];
    const std::span<const ActorId> list = (*this)[number];
    const auto place = std::lower_bound(list.begin(), list.end(), entry) - list.begin();
    if (place < row.size && list[static_cast<std::size_t>(place)] == entry) return false;
    if (row.kind == 0 || row.size == 1U << row.kind) grow(row);
    const auto begin = pool_.begin() + row.begin;
    std::copy_backward(begin + place, begin + row.size, begin + row.size + 1);
    *(begin + place) = entry;
    ++row.size;
    return true;
}

bool ActorLists::erase(std::size_t number, ActorId entry) {
    Row& row = rows_[number];
    const auto begin = pool_.begin() + row.begin;
    const auto end = begin + row.size;
    const auto at = std::lower_bound(begin, end, entry);
    if (at == end || *at != entry) return false;
    std::copy(at + 1, end, at);
    --row.size;
    return true;
}

bool ActorLists::operator==(const ActorLists& other) const {
    if (size() != other.size()) return false;
    for (std::size_t list = 0; list < size(); ++list)
        if (!std::ranges::equal((*this)[list], other[list])) return false;
    return true;
}

Graph::Graph(std::size_t actors, Direction direction)
    : direction_(direction),
      actors_(actors),
      words_(actors <= largest_dense ? (actors + 63) / 64 : 0),
      bits_(actors * words_),
      lists_(direction == Direction::directed ? 2 * actors : actors) {}

bool Graph::has(ActorId from, ActorId to) const {
    if (words_ > 0) return (bits_[from.index() * words_ + to.index() / 64] >> (to.index() % 64) & 1U) != 0;
    const std::span<const ActorId> list = out(from);
    return std::binary_search(list.begin(), list.end(), to);
}

void Graph::mark(ActorId from, ActorId to, bool present) {
    if (words_ == 0) return;
    const auto set = [&](ActorId a, ActorId b) {
        const std::uint64_t bit = std::uint64_t{1} << (b.index() % 64);
        std::uint64_t& word = bits_[a.index() * words_ + b.index() / 64];
        word = present ? word | bit : word & ~bit;
    };
    set(from, to);
    if (!directed()) set(to, from);
}

bool Graph::add(ActorId from, ActorId to) {
    expects(from != to, "a tie of an actor to itself (ties join two actors); choose another partner");
    lists_.prefetch_row(in_list(to));
    if (!lists_.insert(out_list(from), to)) return false;
    lists_.insert(in_list(to), from);
    mark(from, to, true);
    ++ties_;
    return true;
}

bool Graph::remove(ActorId from, ActorId to) {
    if (!lists_.erase(out_list(from), to)) return false;
    lists_.erase(in_list(to), from);
    mark(from, to, false);
    --ties_;
    return true;
}

void Graph::isolate(ActorId actor) {
    while (!out(actor).empty()) remove(actor, out(actor).back());
    if (!directed()) return;
    while (!in(actor).empty()) remove(in(actor).back(), actor);
}

}  // namespace gemeinsim
