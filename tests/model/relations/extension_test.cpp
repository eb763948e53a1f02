// SPDX-License-Identifier: Apache-2.0
// Who consents to a further party of a pact, against the logits of all concerned.
#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "model/relations/bare_world.h"
#include "model/relations/pacts.h"
#include "model/relations/revision.h"

namespace gemeinsim::tests {
namespace {

/// Three actors in contact, two of them in a pact; a pact partner is worth w.
struct Extension {
    static constexpr double w = .7;
    Model model;
    State now;

    Extension(Kernel kernel, Consent consent) : model(bare_model(3, kernel, consent, false, {})) {
        model.relations.effects = {{EffectKind::pact_density, w}};
        model.relations.pact_trust = model.relations.pact_overlap = 0;
        model.hierarchy.approval_depth = 0;
        now = bare_state(model);
        for (const auto& [i, j] : {std::pair(0, 1), std::pair(0, 2), std::pair(1, 2)})
            now.relations.contacts.add(ActorId(std::size_t(i)), ActorId(std::size_t(j)));
        add_pact(now.relations, {99, {ActorId(0), ActorId(1)}, 1000});
    }

    /// Share of actor 0's rings that lead to a change of the kind.
    [[nodiscard]] double share(TieChange::Kind kind, int rings) const {
        Evaluation evaluation(model, now);
        Revision revision(model, now, evaluation);
        int count = 0;
        for (int ring = 0; ring < rings; ++ring)
            count += revision.revise_pact(0, ActorId(0), combine(7, static_cast<std::uint64_t>(ring))).kind == kind;
        return static_cast<double>(count) / rings;
    }
};

double sigma(double x) {
    return 1 / (1 + std::exp(-x));
}

void expect_share(double share, double law, int rings) {
    EXPECT_LE(std::abs(share - law) / std::sqrt(law * (1 - law) / rings), 4) << share << " for " << law;
}

// Ego's logit over nothing, leaving (-w), a pact with the third (w) and taking it in (w); then the other party agrees
// with sigma(w) and the newcomer, who gains two partners, with sigma(2w). |z| <= 4 nine times here and below: a false
// alarm in 1,700 seeds.
TEST(Extension, NeedsTheConsentOfAll) {
    constexpr int rings = 20000;
    const double w = Extension::w;
    const double total = 1 + std::exp(-w) + 2 * std::exp(w);
    const Extension mutual(Kernel::actor, Consent::mutual);
    expect_share(mutual.share(TieChange::Kind::leave_pact, rings), std::exp(-w) / total, rings);
    expect_share(mutual.share(TieChange::Kind::propose_pact, rings), std::exp(w) / total * sigma(w), rings);
    expect_share(mutual.share(TieChange::Kind::extend_pact, rings), std::exp(w) / total * sigma(w) * sigma(2 * w),
                 rings);
    const Extension alone(Kernel::actor, Consent::unilateral);
    expect_share(alone.share(TieChange::Kind::extend_pact, rings), std::exp(w) / total, rings);
    // Joint: the sum of what it changes for all, w + w + 2w, against 2w for a pact of two.
    const Extension joint(Kernel::actor, Consent::joint);
    const double sums = 1 + std::exp(-w) + std::exp(2 * w) + std::exp(4 * w);
    expect_share(joint.share(TieChange::Kind::extend_pact, rings), std::exp(4 * w) / sums, rings);
}

// One of two partners is met, one of two offers drawn, and it is there afterwards with the probability of the rule.
TEST(Extension, OfAMeetingFollowsTheConsentOfPairs) {
    constexpr int rings = 20000;
    const double w = Extension::w;
    const auto extended = [&](Consent consent) {
        return Extension(Kernel::pair, consent).share(TieChange::Kind::extend_pact, rings);
    };
    expect_share(extended(Consent::unilateral), .25 * sigma(w), rings);
    expect_share(extended(Consent::mutual), .25 * sigma(w) * sigma(w) * sigma(2 * w), rings);
    expect_share(extended(Consent::joint), .25 * sigma(4 * w), rings);
    expect_share(extended(Consent::forcing), .25 * (1 - (1 - sigma(w)) * (1 - sigma(w)) * (1 - sigma(2 * w))), rings);
    // The improving kernel takes whoever is a gain to all.
    EXPECT_NEAR(Extension(Kernel::improving, Consent::mutual).share(TieChange::Kind::extend_pact, rings), .25, .02);
}

}  // namespace
}  // namespace gemeinsim::tests
