// SPDX-License-Identifier: Apache-2.0
// Stationary laws of the kernels on small graphs against the numbers of the validation plan (A6).
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "model/math.h"
#include "model/relations/exact_chain.h"

namespace gemeinsim::tests {
namespace {

constexpr double printed = 5e-9;  // half a unit of the last printed digit

struct Directed {
    double arcs = 0;
    double mutual = 0;
    double triplets = 0;
};

void expect_directed(Kernel kernel, Change change, std::vector<Effect> effects, const Directed& expected) {
    Model model = bare_model(3, kernel, Consent::unilateral, true, std::move(effects));
    model.relations.change = change;
    const ExactChain chain(model);
    const Eigen::VectorXd law = chain.stationary();
    EXPECT_NEAR(chain.expectation(law, arcs), expected.arcs, printed);
    EXPECT_NEAR(chain.expectation(law, mutual_dyads), expected.mutual, printed);
    EXPECT_NEAR(chain.expectation(law, transitive_triplets), expected.triplets, printed);
}

std::vector<Effect> density_only() {
    return {{EffectKind::density, -1}};
}
std::vector<Effect> three_effects() {
    return {{EffectKind::density, -1}, {EffectKind::reciprocity, 1}, {EffectKind::transitive_triplets, .3}};
}

TEST(PairKernel, UndirectedLawIsTheRandomGraphOfItsPotential) {
    const struct {
        std::size_t n;
        double edges, variance, triangles;
    } rows[] = {{3, .83415545, .64168042, .03167190}, {4, 1.73294275, 1.41737728, .14241350}};
    for (const auto& row : rows) {
        const ExactChain chain(bare_model(row.n, Kernel::pair, Consent::unilateral, false,
                                          {{EffectKind::density, -1}, {EffectKind::transitive_triads, .5}}));
        const Eigen::VectorXd law = chain.stationary();
        const double mean = chain.expectation(law, edges);
        EXPECT_NEAR(mean, row.edges, printed);
        EXPECT_NEAR(chain.expectation(law, [](const Graph& g) { return edges(g) * edges(g); }) - mean * mean,
                    row.variance, printed);
        EXPECT_NEAR(chain.expectation(law, triangles), row.triangles, printed);
    }
}

TEST(PairKernel, DirectedLawFollowsEgosChange) {
    expect_directed(Kernel::pair, Change::own, density_only(), {1.61364853, .21698846, .11671437});
    expect_directed(Kernel::pair, Change::own, three_effects(), {2.26099865, .59555418, .42744670});
}

TEST(PairKernel, DirectedLawIsARandomGraphUnderTotalChange) {
    expect_directed(Kernel::pair, Change::total, three_effects(), {2.38613950, .65640713, .56514421});
}

TEST(ActorKernel, DirectedLawIsThatOfTheActorOrientedModel) {
    expect_directed(Kernel::actor, Change::own, density_only(), {1.36007513, .15415036, .05417493});
    expect_directed(Kernel::actor, Change::own, three_effects(), {2.01579681, .53249023, .29990491});
}

// pi(d) follows from the chances of one tie more and one less; the plan gives its mean in closed form.
TEST(ActorKernel, OutdegreeUnderDensityAloneHasItsClosedForm) {
    const std::pair<std::size_t, double> rows[] = {{3, .4533583767}, {4, .6090661638}, {10, 1.3978900837}};
    for (const auto& [n, expected] : rows) {
        const Model model = bare_model(n, Kernel::actor, Consent::unilateral, true, density_only());
        State now = bare_state(model);
        std::vector<double> more(n), less(n);
        for (std::size_t degree = 0; degree < n; ++degree) {
            if (degree > 0) now.relations.contacts.add(ActorId(0), ActorId(degree));
            for (const ToggleProbability& toggle : toggle_probabilities(model, now, ActorId(0)))
                (now.relations.contacts.has(ActorId(0), toggle.partner) ? less : more)[degree] += toggle.probability;
        }
        double weight = 1;
        double total = 1;
        double mean = 0;
        for (std::size_t degree = 1; degree < n; ++degree) {
            weight *= more[degree - 1] / less[degree];
            total += weight;
            mean += weight * static_cast<double>(degree);
        }
        EXPECT_NEAR(mean / total, expected, 5e-11);
    }
}

/// Share of time for which two actors are tied whose gains from the tie differ, set through their frictions.
double tied_share(Kernel kernel, Consent consent, double own, double other) {
    Model model = bare_model(2, kernel, consent, false, {});
    State now = bare_state(model);
    model.relations.contact_cost = 1;
    now.relations.dyads[1].friction = -own;    // of actor 0 about 1
    now.relations.dyads[2].friction = -other;  // of actor 1 about 0
    double create = 0;
    double end = 0;
    for (const ActorId ego : IdRange<ActorId>(2)) create += toggle_probabilities(model, now, ego).front().probability;
    now.relations.contacts.add(ActorId(0), ActorId(1));
    for (const ActorId ego : IdRange<ActorId>(2)) end += toggle_probabilities(model, now, ego).front().probability;
    return create / (create + end);
}

TEST(Consent, OfTwoActorsGivesTheSharesOfTheirLogits) {
    for (const auto& [own, other] : {std::pair(-.7, .4), std::pair(1.2, 2.0)}) {
        const double s = logistic(own);
        const double t = logistic(other);
        EXPECT_NEAR(tied_share(Kernel::pair, Consent::mutual, own, other), s * t, 1e-12);
        EXPECT_NEAR(tied_share(Kernel::pair, Consent::joint, own, other), logistic(own + other), 1e-12);
        EXPECT_NEAR(tied_share(Kernel::pair, Consent::unilateral, own, other), (s + t) / 2, 1e-12);
        EXPECT_NEAR(tied_share(Kernel::pair, Consent::forcing, own, other), 1 - (1 - s) * (1 - t), 1e-12);
        EXPECT_NEAR(tied_share(Kernel::actor, Consent::mutual, own, other), 2 * s * t / (2 * s * t + 2 - s - t), 1e-12);
    }
}

// The probabilities above are those that the step draws from. |z| <= 4: a false alarm in 16,000 seeds.
TEST(ActorKernel, RunsReachTheExactOutdegree) {
    Model model = bare_model(3, Kernel::actor, Consent::unilateral, true, density_only());
    model.relations.contact_rate = 10;
    model.relations.pact_rate = 0;
    constexpr int runs = 3000;
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; ++run) {
        State now = bare_state(model, {7, static_cast<std::uint64_t>(run)});
        for (Month month = 0; month < 3; ++month) relations_step(model, month, now);
        const double outdegree = arcs(now.relations.contacts) / 3;
        sum += outdegree;
        squares += outdegree * outdegree;
    }
    const double mean = sum / runs;
    const double error = std::sqrt((squares / runs - mean * mean) / runs);
    const double z = (mean - .4533583767) / error;
    RecordProperty("z", std::to_string(z));
    EXPECT_LE(std::abs(z), 4) << "mean " << mean << ", z " << z;
}

}  // namespace
}  // namespace gemeinsim::tests
