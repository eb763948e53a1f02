// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <span>

#include "model/model.h"
#include "model/state.h"
#include "random/first_words.h"

namespace gemeinsim {

/// Draws what the population leaves open about actors. Each attribute has words of its own, whether a row gives the
/// value or not: giving one leaves all others as they were. Words are worked out for many actors at once.
class AttributeDraws {
  public:
    AttributeDraws(const Model& model, RunKey key);

    /// Draws for the actors from slot `first` on, whose entities, sectors and superiors are set: one for each row.
    template <class RowOf>
    void draw(Actors& actors, ActorId first, std::size_t count, const RowOf& row_of) {
        for (std::size_t begin = 0; begin < count; begin += at_once) {
            const ActorId from(first.index() + begin);
            const std::size_t some = std::min(at_once, count - begin);
            prepare(std::span<const EntityKey>(actors.entity).subspan(from.index(), some));
            for (std::size_t k = 0; k < some; ++k) {
                const ActorId i(from.index() + k);
                fill(actors, i, k, row_of(i));
            }
        }
    }

  private:
    static constexpr std::size_t at_once = 64;
    static constexpr std::size_t own_blocks = 5;

    void prepare(std::span<const EntityKey> entities);
    void fill(Actors& actors, ActorId i, std::size_t at, const ActorRow& row);

    const Model& model_;
    RunKey key_;
    // Few at a time, as newcomers are, ask for no memory.
    static constexpr std::size_t few = 4;
    boost::container::small_vector<std::uint64_t, few> topic_name_;
    std::size_t prepared_ = 0;  ///< for how many actors the following holds words
    boost::container::small_vector<EntityKey, few> names_;
    boost::container::small_vector<Block, few * own_blocks> own_;  ///< own_blocks an actor
    boost::container::small_vector<Block, few> on_topics_;         ///< one an actor, topic by topic
};

}  // namespace gemeinsim
