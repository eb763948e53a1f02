# SPDX-License-Identifier: Apache-2.0
"""The work that is timed, in one place for all programs: what they get is a dictionary of plain values.

Only the standard library, because each program runs under the Python that it needs.
"""

from __future__ import annotations

import math
import random
import time


def clock(threads: int) -> float:
    """Seconds of the processor for one thread, so that other programs on the machine do not count; else of the wall."""
    return time.process_time() if threads == 1 else time.perf_counter()


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
    density = {50: -2.04, 200: -2.51, 1000: -3.27}.get(actors, -2.04 - 0.41 * math.log(actors / 50))
    return {
        "name": "choice",
        "actors": actors,
        "arcs": random_arcs(actors, 2, seed=1),
        "rate": rate,
        "density": density,
        "reciprocity": 1.5,
        "transitive_triplets": 0.2,
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
