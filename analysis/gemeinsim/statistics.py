# SPDX-License-Identifier: Apache-2.0
"""The statistics of paired comparisons: cluster bootstrap, sign-flip test, Holm's adjustment.

A *cluster* is one piece of luck, that is one (seed, replicate): all pairs of runs that share it are resampled
and flipped together, so that a sweep over further factors is not mistaken for more independent runs.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NORMAL = NormalDist()
_EXACT_CLUSTERS = 13  # 2^13 sign patterns are fewer than the default number of random ones


def generator(seed: int, purpose: str) -> np.random.Generator:
    """A generator of its own for each purpose, so that no result hangs on what was drawn before it."""
    word = int.from_bytes(purpose.encode("utf-8")[:8].ljust(8, b"\0"), "little")
    return np.random.Generator(np.random.Philox(key=np.array([seed, word], dtype=np.uint64)))


@lru_cache(maxsize=4)
def _resampled_counts(clusters: int, resamples: int, seed: int) -> NDArray[np.uint8]:
    """How often each cluster is drawn in each bootstrap sample, shape (resamples, clusters)."""
    rng = generator(seed, "bootstr")
    counts = np.empty((resamples, clusters), dtype=np.uint8)  # more than 255 has probability 0
    block = max(1, 4_000_000 // clusters)
    for first in range(0, resamples, block):
        rows = min(block, resamples - first)
        draws = rng.integers(0, clusters, size=(rows, clusters), dtype=np.int64)
        draws += clusters * np.arange(rows, dtype=np.int64)[:, None]
        drawn = np.bincount(draws.ravel(), minlength=rows * clusters)
        counts[first : first + rows] = drawn.reshape(rows, clusters)
    return counts


def bootstrap_interval(
    sums: Floats, sizes: Floats, *, confidence: float, resamples: int, seed: int
) -> tuple[float, float]:
    """Bias-corrected and accelerated (BCa) bootstrap interval of a mean over clusters.

    The estimate is ``sum(sums) / sum(sizes)``; clusters are drawn with replacement. With z0 the normal score
    of the share of resampled means below the estimate, a the acceleration from the jackknife over clusters
    and z the normal quantile, the interval's ends are the quantiles
    ``Phi(z0 + (z0 + z) / (1 - a (z0 + z)))`` of the resampled means; where z0 is infinite or a denominator
    is not positive, plain percentiles.

    Parameters
    ----------
    sums, sizes : array, shape (clusters,)
        Sum and number of the values in each cluster; sizes above 0.
    confidence : float
        Coverage in (0, 1), for example .95.
    resamples : int
        Number of bootstrap samples.
    seed : int
        Of the bootstrap's own generator: the same data and seed give the same interval.

    Returns
    -------
    lower, upper : float
        NaN for fewer than two clusters.

    Notes
    -----
    Cost: ``resamples * clusters`` draws (kept for the next call with as many clusters) and as many bytes.
    Source: Efron, B. (1987), Better bootstrap confidence intervals, JASA 82, 171-185; here on clusters.
    """
    clusters = len(sums)
    if clusters < 2:
        return float("nan"), float("nan")
    total, size = float(sums.sum()), float(sizes.sum())
    estimate = total / size
    if np.ptp(sums / sizes) == 0:
        return estimate, estimate
    counts = _resampled_counts(clusters, resamples, seed)
    # einsum without optimisation sums in a fixed order; a BLAS would bring its own and with it other bits.
    means = np.einsum("bc,c->b", counts, sums) / np.einsum("bc,c->b", counts, sizes)
    below = float(np.mean(means < estimate) + 0.5 * np.mean(means == estimate))
    tails = np.array([(1 - confidence) / 2, (1 + confidence) / 2])
    levels = tails
    if 0 < below < 1:
        z0 = _NORMAL.inv_cdf(below)
        left_out = (total - sums) / (size - sizes)
        slope = left_out.mean() - left_out
        spread = float(np.sum(slope**2))
        acceleration = float(np.sum(slope**3)) / (6 * spread**1.5) if spread > 0 else 0.0
        scores = z0 + np.array([_NORMAL.inv_cdf(float(tail)) for tail in tails])
        room = 1 - acceleration * scores
        if np.all(room > 0):
            levels = np.array([_NORMAL.cdf(float(value)) for value in z0 + scores / room])
    lower, upper = np.quantile(means, levels)
    return float(lower), float(upper)


def sign_flip_p(sums: Floats, *, flips: int, seed: int) -> float:
    """Two-sided p-value of the hypothesis that differences are symmetric about zero.

    The statistic is ``abs(sum(sums))``; under the hypothesis every cluster's sign is as likely to be + as -.
    Up to 13 clusters all sign patterns are counted and the p-value is exact; above, `flips` random patterns
    are drawn and ``p = (1 + number at least as extreme) / (1 + flips)``, which never is below 1/(1 + flips).

    Parameters
    ----------
    sums : array, shape (clusters,)
        Sum of the paired differences in each cluster.
    flips : int
        Number of random sign patterns.
    seed : int
        Of the test's own generator.

    Notes
    -----
    Cost: ``flips * clusters``. Source: Fisher, R. A. (1935), The Design of Experiments, section 21; the
    correction by one from Phipson, B. & Smyth, G. K. (2010), Stat. Appl. Genet. Mol. Biol. 9, art. 39.
    """
    moving = sums[sums != 0]  # a zero stays zero whatever its sign
    clusters = len(moving)
    if clusters == 0:
        return 1.0
    observed = abs(float(moving.sum()))
    tolerance = 1e-12 * float(np.abs(moving).sum())  # equal sums in another order count as equal
    if clusters <= _EXACT_CLUSTERS:
        patterns = (np.arange(2**clusters)[:, None] >> np.arange(clusters)) & 1
        totals = np.abs(np.einsum("bc,c->b", 1.0 - 2.0 * patterns, moving))
        return float(np.mean(totals >= observed - tolerance))
    rng = generator(seed, "signflip")
    extreme, left = 0, flips
    while left > 0:
        rows = min(left, max(1, 4_000_000 // clusters))
        signs = 1.0 - 2.0 * rng.integers(0, 2, size=(rows, clusters), dtype=np.int8)
        totals = np.abs(np.einsum("bc,c->b", signs, moving))
        extreme += int(np.sum(totals >= observed - tolerance))
        left -= rows
    return (1 + extreme) / (1 + flips)


def holm(p_values: Floats) -> Floats:
    """Holm's step-down adjustment: ``p'_(i) = max over j <= i of min(1, (m - j + 1) p_(j))``.

    NaN stays NaN and does not count among the m hypotheses.

    Source: Holm, S. (1979), A simple sequentially rejective multiple test procedure, Scand. J. Stat. 6, 65-70.
    """
    adjusted = np.full(len(p_values), np.nan)
    known = np.flatnonzero(~np.isnan(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    weights = len(order) - np.arange(len(order))
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(weights * p_values[order]))
    return adjusted


def t_quantile(p: float, freedom: int) -> float:
    """Quantile of Student's t by inverting its distribution, exact to 1e-10; no SciPy needed.

    The distribution function is a finite sum for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4).
    """

    def distribution(t: float) -> float:
        theta = math.atan(t / math.sqrt(freedom))
        if freedom % 2:
            total, term = (0.0, math.cos(theta)) if freedom > 1 else (0.0, 0.0)
            for j in range(1, (freedom - 1) // 2 + 1):
                total += term
                term *= math.cos(theta) ** 2 * (2 * j) / (2 * j + 1)
            both = 2 / math.pi * (theta + math.sin(theta) * total)
        else:
            total, term = 0.0, 1.0
            for j in range(1, freedom // 2 + 1):
                total += term
                term *= math.cos(theta) ** 2 * (2 * j - 1) / (2 * j)
            both = math.sin(theta) * total
        return 0.5 + 0.5 * both

    if freedom > 2000:  # the expansion of Cornish & Fisher; its error is of the order of 1 / freedom^3
        z = _NORMAL.inv_cdf(p)
        return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    low, high = 0.0, 1.0
    while distribution(high) < p:
        low, high = high, 2 * high
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if distribution(middle) < p else (low, middle)
    return (low + high) / 2
