# SPDX-License-Identifier: Apache-2.0
"""A stochastic actor-oriented model written down from its definition, independently of the engine and slow.

Whole networks are evaluated for every alternative: no change statistics that could be wrong in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

#: s_i(x) of all actors i, for networks x of shape (..., n, n), from the manual's formulas. v: covariate, centred.
Formula = Callable[[np.ndarray, np.ndarray], np.ndarray]


def similarity(v: np.ndarray) -> np.ndarray:
    """1 - |v_i - v_j| / range, centred on its mean over pairs."""
    pairs = 1 - np.abs(v[:, None] - v[None, :]) / np.ptp(v)
    mean = pairs[~np.eye(len(v), dtype=bool)].mean()
    return pairs - mean


def same(v: np.ndarray) -> np.ndarray:
    return (v[:, None] == v[None, :]).astype(float)


FORMULAS: dict[str, Formula] = {
    "density": lambda x, _: x.sum(-1),
    "reciprocity": lambda x, _: np.einsum("...ij,...ji->...i", x, x),
    "transitive_triplets": lambda x, _: (x * (x @ x)).sum(-1),
    "three_cycles": lambda x, _: np.einsum("...ij,...ji->...i", x, x @ x),
    "indegree_popularity": lambda x, _: np.einsum("...ij,...j->...i", x, x.sum(-2)),
    "indegree_popularity_sqrt": lambda x, _: np.einsum("...ij,...j->...i", x, np.sqrt(x.sum(-2))),
    "outdegree_popularity": lambda x, _: np.einsum("...ij,...j->...i", x, x.sum(-1)),
    "outdegree_activity": lambda x, _: x.sum(-1) ** 2,
    "indegree_activity": lambda x, _: x.sum(-1) * x.sum(-2),
    "distance_two": lambda x, v: ((x == 0) & (x @ x > 0) & ~np.eye(len(v), dtype=bool)).sum(-1),
    "covariate_ego": lambda x, v: x.sum(-1) * v,
    "covariate_alter": lambda x, v: x @ v,
    "covariate_similarity": lambda x, v: (x * similarity(v)).sum(-1),
    "covariate_same": lambda x, v: (x * same(v)).sum(-1),
}


def simulate(
    start: np.ndarray,
    rate: float,
    weights: Mapping[str, float],
    runs: int,
    seed: int,
    v: np.ndarray | None = None,
) -> np.ndarray:
    """Networks after one period, shape (runs, n, n): in each event a random actor picks no change or one toggle."""
    rng = np.random.default_rng(seed)
    n = len(start)
    v = np.zeros(n) if v is None else v
    x = np.repeat(start[None].astype(float), runs, axis=0)
    events = rng.poisson(n * rate, runs)
    for event in range(events.max()):
        going = np.flatnonzero(events > event)
        ego = rng.integers(0, n, len(going))
        options = np.repeat(x[going, None], n, axis=1)  # option j: i -> j toggled; option i: no change
        rows, others = np.meshgrid(np.arange(len(going)), np.arange(n), indexing="ij")
        options[rows, others, ego[:, None], others] = 1 - options[rows, others, ego[:, None], others]
        options[:, :, np.arange(n), np.arange(n)] = 0
        value = sum(weight * FORMULAS[name](options, v)[rows, others, ego[:, None]] for name, weight in weights.items())
        choice = (value + rng.gumbel(size=value.shape)).argmax(axis=1)  # a draw from the logit
        x[going] = options[np.arange(len(going)), choice]
    return x


def statistics(x: np.ndarray, start: np.ndarray) -> dict[str, np.ndarray]:
    """What REFERENCE figures and the engine's metrics are about, by the metrics' names."""
    paths = x @ x
    return {
        "contacts": x.sum((-1, -2)),
        "reciprocated_arcs": np.einsum("rij,rji->r", x, x),
        "transitive_triplets": (x * paths).sum((-1, -2)),
        "three_cycles": np.einsum("rij,rji->r", x, paths) / 3,
        "squared_indegrees": (x.sum(-2) ** 2).sum(-1),
        "changed_ties": np.abs(x - start).sum((-1, -2)),
    }
