// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "model/hierarchy/clocks.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The month of one group of desks: a discrete-event simulation in exact order of time. Events at the same time come in
/// the order of the desks' owners. Services and arrivals are memoryless, so that redrawing what is left of them at the
/// turn of the month changes no distribution.
///
/// Groups write their own desks and cases only and read nothing that another writes: they may run at the same time.
/// Cost: O(log desks) for each event; no allocation once `block` has grown to the largest group.
class Service {
  public:
    Service(const Model& model, Month month, State& now, DeskBlock& block);

    /// `desks` are places in `staffed` in rising order; no case of theirs visits another desk this month. Decisions are
    /// left in the block. Stops the run where Little's law is broken on the path of a desk.
    void run(std::span<const std::uint32_t> desks, std::span<const Birth> births);

  private:
    void open(ActorId owner);
    void leave_again(DeskClock& clock, double back) const;
    void begin_service(std::uint32_t c, double time);
    void observe(DeskClock& clock, double time);
    void join_queue(std::uint32_t c, CaseId id, double time);
    void arrive(CaseId id, double time);
    void happen(std::uint32_t c, double time);
    void serve(std::uint32_t c, double time);
    void decide(CaseId id, ActorId owner, double time);
    void close(CaseId id, CaseStatus status, double time);
    void check(const DeskClock& clock) const;

    [[nodiscard]] double soonest(std::uint32_t c) const;
    [[nodiscard]] std::uint32_t sooner(std::uint32_t a, std::uint32_t b) const;
    void begin_tournament();
    void play(std::uint32_t c);  ///< after a clock has changed

    const Model& model_;
    Month month_;
    State& now_;
    DeskBlock& block_;
    double rate_;
    double case_rate_;
    double background_rate_;
    std::uint32_t leaves_ = 1;  ///< of the tournament, a power of two
};

}  // namespace gemeinsim
