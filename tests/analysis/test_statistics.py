# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from gemeinsim.statistics import bootstrap_interval, generator, holm, sign_flip_p

OPTIONS = {"confidence": 0.95, "resamples": 1999, "seed": 7}


def test_sign_flip_counts_every_pattern_of_a_small_sample():
    # Sums of +-1 +-2 +-3: |sum| >= 6 for 2 of 8 patterns; of +-1 +-1 +-1 +1 as observed 2: |sum| >= 2 for 10 of 16.
    assert sign_flip_p(np.array([1.0, 2.0, 3.0]), flips=99, seed=1) == 2 / 8
    assert sign_flip_p(np.array([1.0, 1.0, 1.0, -1.0]), flips=99, seed=1) == 10 / 16
    assert sign_flip_p(np.zeros(5), flips=99, seed=1) == 1


def test_sign_flip_by_chance_agrees_with_all_patterns():
    values = np.array([0.3, -0.1, 0.5, 0.2, -0.4, 0.6, 0.1, 0.2, -0.3, 0.4, 0.5, -0.2, 0.3, 0.1, 0.2])
    patterns = 1 - 2.0 * ((np.arange(2**15)[:, None] >> np.arange(15)) & 1)
    exact = np.mean(np.abs(patterns @ values) >= abs(values.sum()) - 1e-12)
    flips = 20_000
    error = 4 * np.sqrt(exact * (1 - exact) / flips)  # false alarm 6e-5
    assert abs(sign_flip_p(values, flips=flips, seed=3) - exact) < error


def test_sign_flip_rejects_a_true_hypothesis_as_often_as_it_says():
    rng = np.random.default_rng(5)
    trials = 2000
    rejected = np.mean([sign_flip_p(rng.normal(size=10), flips=1, seed=1) <= 0.05 for _ in range(trials)])
    assert abs(rejected - 0.05) < 4 * np.sqrt(0.05 * 0.95 / trials)  # false alarm 6e-5


def test_holm_reproduces_a_table_worked_by_hand():
    # Sorted .005 .01 .03 .04 times 4 3 2 1 = .02 .03 .06 .04, then never falling: .02 .03 .06 .06.
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([0.5, 0.6])) == pytest.approx([1.0, 1.0])


def test_holm_leaves_unknown_p_values_out():
    adjusted = holm(np.array([0.01, np.nan, 0.04]))
    assert adjusted[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(adjusted[1])


def test_interval_of_a_single_cluster_is_unknown_and_of_equal_ones_a_point():
    assert np.isnan(bootstrap_interval(np.array([1.0]), np.array([1.0]), **OPTIONS)).all()
    assert bootstrap_interval(np.full(9, 0.4), np.full(9, 2.0), **OPTIONS) == pytest.approx((0.2, 0.2))


def test_interval_moves_and_stretches_with_the_data():
    sums, sizes = np.random.default_rng(1).gamma(2, size=40), np.ones(40)
    lower, upper = bootstrap_interval(sums, sizes, **OPTIONS)
    moved = bootstrap_interval(3 * sums - 5, sizes, **OPTIONS)
    assert moved == pytest.approx((3 * lower - 5, 3 * upper - 5), abs=1e-9)
    assert bootstrap_interval(sums, sizes, **OPTIONS) == (lower, upper)


@pytest.mark.parametrize("law", ["normal", "skewed"])
def test_interval_covers_the_truth_as_often_as_it_says(law):
    rng = np.random.default_rng(11)
    clusters, trials = 60, 1500
    covered = 0
    for _ in range(trials):
        draws = rng.normal(0.3, 1, clusters) if law == "normal" else rng.exponential(0.3, clusters)
        lower, upper = bootstrap_interval(draws, np.ones(clusters), **OPTIONS)
        covered += lower <= 0.3 <= upper
    # 95 % promised; BCa of a skewed mean of 60 falls short by up to 1.5 points. Four standard errors are 2.3.
    shortfall = 0.0 if law == "normal" else 0.015
    assert 0.95 - shortfall - 0.023 < covered / trials < 0.95 + 0.023


def test_interval_resamples_the_luck_and_not_its_copies():
    sums = np.random.default_rng(2).normal(size=30)
    once = bootstrap_interval(sums, np.ones(30), **OPTIONS)
    copied = bootstrap_interval(10 * sums, np.full(30, 10.0), **OPTIONS)
    assert copied == pytest.approx(once)


def test_interval_agrees_with_efrons_formula_written_out():
    rng, normal = np.random.default_rng(3), NormalDist()
    sums, sizes = rng.exponential(size=12), rng.integers(1, 5, 12).astype(float)
    draws = generator(7, "bootstr").integers(0, 12, size=(1999, 12))
    means = [sum(sums[row]) / sum(sizes[row]) for row in draws]
    estimate = sum(sums) / sum(sizes)
    z0 = normal.inv_cdf(sum(mean < estimate for mean in means) / 1999)
    jackknife = [(sum(sums) - sums[k]) / (sum(sizes) - sizes[k]) for k in range(12)]
    slopes = [sum(jackknife) / 12 - value for value in jackknife]
    a = sum(slope**3 for slope in slopes) / (6 * sum(slope**2 for slope in slopes) ** 1.5)
    expected = []
    for tail in (0.025, 0.975):
        score = z0 + normal.inv_cdf(tail)
        expected.append(np.quantile(means, normal.cdf(z0 + score / (1 - a * score))))
    assert bootstrap_interval(sums, sizes, **OPTIONS) == pytest.approx(expected, rel=1e-12)
