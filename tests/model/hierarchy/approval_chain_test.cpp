// SPDX-License-Identifier: Apache-2.0
// Case A18: an approval chain is a tandem of M/M/1 queues, and Little's law holds on every path.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "model/hierarchy/chain.h"
#include "model/hierarchy/desks.h"
#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

/// Sends a Poisson stream of commitments of the lowest unit through all desks above it; times in stationarity.
std::vector<double> sojourn_times(const Model& model, double arrival_rate, std::uint64_t replicate, Month months) {
    State now = chain_state(model, {2024, replicate});
    const ActorId initiator(now.actors.size() - 1);
    std::vector<CaseId> ids;
    std::uint64_t subject = 0;
    for (Month month = 0; month < months; ++month) {
        Stream arrivals(now.key, hash_name("arrivals"), month, Purpose::opportunity);
        for (double at = month + exponential(arrivals, arrival_rate); at < month + 1;
             at += exponential(arrivals, arrival_rate))
            ids.push_back(submit(
                model, now,
                {.initiator = initiator, .counterpart = {}, .subject = ++subject, .topic = TopicId(0), .born = at}));
        approvals_step(model, month, now);
    }
    std::vector<double> times;
    for (const CaseId id : ids) {
        const ApprovalCase& one = now.approvals.cases[id];
        // Those born late may still wait: leave a margin at both ends so that none is missing by its length.
        if (one.born > 200 && one.born < months - 200) times.push_back(one.closed - one.born);
    }
    return times;
}

// Means over independent replicates, so that the dependence of neighbouring cases does not matter; the false-alarm rate
// of |z| <= 4 with 199 degrees of freedom is 9e-5 per statistic.
void expect_tandem(const Model& model, double rate, double mean, double variance, double beyond_ten) {
    constexpr int replicates = 200;
    std::vector<double> means;
    std::vector<double> squares;
    std::vector<double> late;
    for (int r = 0; r < replicates; ++r) {
        const std::vector<double> times = sojourn_times(model, rate, static_cast<std::uint64_t>(r), 1000);
        const auto count = static_cast<double>(times.size());
        double sum = 0;
        double sum_squares = 0;
        double above = 0;
        for (const double t : times) {
            sum += t;
            sum_squares += (t - mean) * (t - mean);
            above += t > 10 ? 1 : 0;
        }
        means.push_back(sum / count);
        squares.push_back(sum_squares / count);
        late.push_back(above / count);
    }
    const auto expect_z = [](const std::vector<double>& values, double expected, const char* name) {
        const double n = static_cast<double>(values.size());
        const double m = std::accumulate(values.begin(), values.end(), 0.0) / n;
        double spread = 0;
        for (const double v : values) spread += (v - m) * (v - m);
        const double z = (m - expected) / std::sqrt(spread / (n - 1) / n);
        EXPECT_LE(std::abs(z), 4) << name << ": " << m << ", expected " << expected << ", z " << z;
    };
    expect_z(means, mean, "mean sojourn");
    expect_z(squares, variance, "variance");
    expect_z(late, beyond_ten, "P(T > 10)");
}

TEST(ApprovalChain, HasTheSojournOfATandemOfQueues) {
    expect_tandem(chain_model(4), .5, 6, 12, .1246520195);
}

TEST(ApprovalChain, ReturnsAddToTheLoadOfTheDesk) {
    // Feedback to the same desk: an M/M/1 queue with service rate mu (1 - return) has the same number present, hence
    // by Little's law the same mean sojourn, 1 / (mu (1 - r) - lambda) = 1 / .3 at each of three desks.
    Model model = chain_model(4);
    model.hierarchy.return_probability = .2;
    double total = 0;
    double squares = 0;
    constexpr int replicates = 200;
    for (int r = 0; r < replicates; ++r) {
        const std::vector<double> times = sojourn_times(model, .5, static_cast<std::uint64_t>(r), 1000);
        const double m = std::accumulate(times.begin(), times.end(), 0.0) / static_cast<double>(times.size());
        total += m;
        squares += m * m;
    }
    const double mean = total / replicates;
    const double error = std::sqrt((squares / replicates - mean * mean) / (replicates - 1));
    EXPECT_LE(std::abs(mean - 10) / error, 4) << mean;
}

TEST(ApprovalChain, LittlesLawHoldsOnEveryPath) {
    Model model = chain_model(5);
    model.hierarchy = hierarchy_parameters().defaults();  // background, returns, vetoes, absences and lapses
    model.hierarchy.expiry_months = 4;
    State now = chain_state(model, {7, 0});
    for (Month month = 0; month < 240; ++month) {
        submit(model, now,
               {.initiator = ActorId(4),
                .counterpart = ActorId(0),
                .subject = static_cast<std::uint64_t>(month),
                .topic = TopicId(0),
                .born = month + .25});
        approvals_step(model, month, now);
    }
    for (const ActorId owner : now.approvals.staffed) {
        const Desk& desk = now.approvals.desks[owner];
        EXPECT_GT(desk.served, 50);
        EXPECT_NEAR(desk.load_integral, sojourn_inside(desk), 1e-6 * desk.load_integral);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
