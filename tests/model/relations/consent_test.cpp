// SPDX-License-Identifier: Apache-2.0
// Whose agreement the rings of contacts ask for, against the logits of both sides.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "model/relations/bare_world.h"
#include "model/relations/revision.h"

namespace gemeinsim::tests {
namespace {

constexpr int rings = 20000;
// What a contact is worth to each of three actors, whoever the partner is.
constexpr double worth[3] = {.9, -.6, .3};

struct Consenting {
    Model model;
    State now;
    Consenting(Kernel kernel, Consent consent)
        : model(bare_model(3, kernel, consent, false,
                           {{.kind = EffectKind::covariate_ego, .weight = 1, .covariate = "worth", .centred = false}})),
          now() {
        for (std::size_t i = 0; i < 3; ++i) model.population.actors[ActorId(i)].covariate["worth"] = worth[i];
        now = bare_state(model);
    }

    /// Share of the rings of actor 0 that lead to this change with this partner.
    [[nodiscard]] double share(TieChange::Kind kind, std::size_t partner) const {
        Evaluation evaluation(model, now);
        Revision revision(model, now, evaluation);
        int count = 0;
        for (int ring = 0; ring < rings; ++ring) {
            const TieChange change =
                revision.revise_contact(0, ActorId(0), combine(7, static_cast<std::uint64_t>(ring)));
            count += change.kind == kind && change.partner == ActorId(partner) ? 1 : 0;
        }
        return static_cast<double>(count) / rings;
    }
};

double sigma(double x) {
    return 1 / (1 + std::exp(-x));
}

void expect_share(double share, double law) {
    EXPECT_LE(std::abs(share - law) / std::sqrt(law * (1 - law) / rings), 4) << share << " for " << law;
}

// |z| <= 4 thirteen times here and below: a false alarm in 1,200 seeds.
TEST(Consent, OfActorsWeighsTheSumOfBothOrAsksTheOtherSide) {
    const double alone = std::exp(worth[0]);
    const Consenting unilateral(Kernel::actor, Consent::unilateral);
    expect_share(unilateral.share(TieChange::Kind::add_contact, 1), alone / (1 + 2 * alone));
    const Consenting mutual(Kernel::actor, Consent::mutual);
    for (const std::size_t j : {1, 2})
        expect_share(mutual.share(TieChange::Kind::add_contact, j), alone / (1 + 2 * alone) * sigma(worth[j]));
    const Consenting joint(Kernel::actor, Consent::joint);
    const double both[] = {0, std::exp(worth[0] + worth[1]), std::exp(worth[0] + worth[2])};
    for (const std::size_t j : {1, 2})
        expect_share(joint.share(TieChange::Kind::add_contact, j), both[j] / (1 + both[1] + both[2]));
}

// The other side has no say in an end, though both weigh a beginning.
TEST(Consent, OfActorsLetsEgoEndATieAlone) {
    Consenting joint(Kernel::actor, Consent::joint);
    joint.now.relations.contacts.add(ActorId(0), ActorId(1));
    const double end = std::exp(-worth[0]);
    const double begin = std::exp(worth[0] + worth[2]);
    expect_share(joint.share(TieChange::Kind::cut_contact, 1), end / (1 + end + begin));
    expect_share(joint.share(TieChange::Kind::add_contact, 2), begin / (1 + end + begin));
}

TEST(Consent, OfAPairThatMeetsFollowsItsRule) {
    // A partner of two is met half of the time.
    const auto added = [](Consent consent) {
        return Consenting(Kernel::pair, consent).share(TieChange::Kind::add_contact, 1);
    };
    const double own = sigma(worth[0]);
    const double other = sigma(worth[1]);
    expect_share(added(Consent::unilateral), own / 2);
    expect_share(added(Consent::joint), sigma(worth[0] + worth[1]) / 2);
    expect_share(added(Consent::mutual), own * other / 2);
    expect_share(added(Consent::forcing), (1 - (1 - own) * (1 - other)) / 2);
    Consenting joint(Kernel::pair, Consent::joint);
    joint.now.relations.contacts.add(ActorId(0), ActorId(1));
    expect_share(joint.share(TieChange::Kind::cut_contact, 1), (1 - sigma(worth[0] + worth[1])) / 2);
    expect_share(joint.share(TieChange::Kind::add_contact, 2), sigma(worth[0] + worth[2]) / 2);
}

}  // namespace
}  // namespace gemeinsim::tests
