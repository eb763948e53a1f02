// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "base/calendar.h"
#include "base/hash.h"
#include "base/ids.h"

namespace gemeinsim {

/// What a draw is for. A new use gets a new name at the end; numbers are part of the results.
enum class Purpose : std::uint16_t {
    population = 0,
    awareness = 2,
    meeting = 3,
    opportunity = 4,
    partner = 5,
    choice = 6,
    consent = 7,
    approval_background = 8,
    approval_service = 9,
    approval_return = 10,
    approval_veto = 11,
    approval_absence = 12,
    election = 13,
    turnover = 14,
    information = 15,
    trust = 16,
    founding = 17,
    invitation = 18,
    joining = 19,
    leaving = 20,
    effort = 21,
    task = 22,
    reply = 23,
    vote = 24,
    quality = 25,
    signature = 26,
    ending = 27,
    programme = 28,
    application = 29,
    award = 30,
    donation = 31,
    measurement_error = 32,
    birth = 33,
    death = 34,
    remedy = 35,
    forgetting = 36,
    goal = 37,
    precedence = 38,
    network = 39,
    content = 40,
    priority = 41,
    watching = 42,
};

/// A month of its own: what is drawn there belongs to no step and holds for the whole run.
inline constexpr std::int32_t before_the_run = -32768;

/// The stable name of whatever a draw belongs to: an actor's id, an ordered pair, (founder, topic, month),
/// never an array position or a running number. Reordering the input changes no draw.
using EntityKey = std::uint64_t;

/// What distinguishes one run from another under the same scenario. Governance, challenges and remedies are
/// no part of it: two policies meet the same luck.
struct RunKey {
    std::uint64_t seed = 0;
    std::uint64_t replicate = 0;

    bool operator==(const RunKey&) const = default;
};

/// A stream of 32-bit words that depends on (seed, replicate, entity, month, purpose) and on nothing else.
///
/// Word w of a stream is word w mod 4 of Philox4x32-10 (Salmon et al. 2011) under the 64-bit key
/// combine(seed, replicate) and the counter (w div 4, month and purpose, low and high half of the entity).
/// Streams of different keys are statistically independent; making one costs nothing, four words cost one
/// Philox block. A UniformRandomBitGenerator; 2^34 words long. Months must lie in [-32768, 32767].
class Stream {
  public:
    using result_type = std::uint32_t;

    Stream(RunKey key, EntityKey entity, Month month, Purpose purpose) {
        const std::uint64_t run = combine(key.seed, key.replicate);
        key_[0] = static_cast<std::uint32_t>(run);
        key_[1] = static_cast<std::uint32_t>(run >> 32U);
        counter_[0] = 0;
        counter_[1] = when_and_what(month, purpose);
        counter_[2] = static_cast<std::uint32_t>(entity);
        counter_[3] = static_cast<std::uint32_t>(entity >> 32U);
    }

    /// The second word of the counter. Refuses months beyond its 16 bits.
    static std::uint32_t when_and_what(Month month, Purpose purpose) {
        if (month < -32768 || month > 32767) refuse_month();
        return (static_cast<std::uint32_t>(month + 32768) << 16U) | static_cast<std::uint32_t>(purpose);
    }

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    result_type operator()() {
        if (next_ == 4) refill();
        return words_[next_++];
    }

    /// Works out the next four words of many streams of one run at once, as each would by itself, for loops that know
    /// whose luck they will ask for. What is left of the words before is lost. Cost: about a quarter of one by one
    /// where the processor has AVX2.
    static void refill(std::span<Stream> streams);

  private:
    void refill();
    [[noreturn]] static void refuse_month();

    std::uint32_t key_[2];
    std::uint32_t counter_[4];
    std::uint32_t words_[4];  ///< those from next_ on
    int next_ = 4;
};

}  // namespace gemeinsim
