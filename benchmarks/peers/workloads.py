# SPDX-License-Identifier: Apache-2.0
"""The work that is timed, in one place for all programs: what they get is a dictionary of plain values.

Only the standard library, because each program runs under the Python that it needs.
"""

from __future__ import annotations

import math
import random


def random_arcs(actors: int, degree: float, seed: int) -> list[tuple[int, int]]:
    """Distinct arcs between random actors, `degree` for each on average, sorted."""
    source = random.Random(seed)
    arcs: set[tuple[int, int]] = set()
    while len(arcs) < round(actors * degree):
        one, other = source.randrange(actors), source.randrange(actors)
        if one != other:
            arcs.add((one, other))
    return sorted(arcs)


def random_ties(actors: int, degree: int, seed: int) -> list[tuple[int, int]]:
    """Distinct undirected ties between random actors, `degree` for each on average, sorted."""
    source = random.Random(seed)
    ties: set[tuple[int, int]] = set()
    while len(ties) < actors * degree // 2:
        one, other = source.randrange(actors), source.randrange(actors)
        if one != other:
            ties.add((min(one, other), max(one, other)))
    return sorted(ties)


def choice(actors: int, rate: float) -> dict:
    """Actor-oriented choice of ties: in each event a random actor picks no change or one toggle among all others.

    Density is set so that the mean outdegree stays near 2.
    """
    density = {50: -2.45, 200: -3.7, 1000: -5.25}.get(actors, -2.45 - 0.94 * math.log(actors / 50))
    return {
        "name": "choice",
        "actors": actors,
        "arcs": random_arcs(actors, 2, seed=1),
        "rate": rate,
        "density": density,
        "reciprocity": 2.2,
        "transitive_triplets": 0.5,
        "seed": 7,
    }


def spread(actors: int, months: int) -> dict:
    """News along ties: in a month a holder passes it on with .05 along each of 10 ties and forgets it with .1."""
    return {
        "name": "spread",
        "actors": actors,
        "ties": random_ties(actors, 10, seed=2),
        "months": months,
        "passing": 0.05,
        "forgetting": 0.1,
        "seed": 7,
    }
