# SPDX-License-Identifier: Apache-2.0
"""Two-level factorials of switches, whole and in regular fractions of the highest resolution that is found."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np


def factorial(factors: int, fraction: int = 0) -> tuple[np.ndarray, int]:
    """A two-level factorial of `factors` switches in 2^(factors - fraction) runs, and its resolution.

    A regular fraction: the first factors - fraction columns are all combinations, each further one is the product of
    some of them (as +-1; level 1 stands for +1), so that the shortest word of the defining relation is as long as can
    be (Box & Hunter 1961). Resolution R: no effect of p factors is confounded with one of fewer than R - p. A full
    factorial confounds nothing; its resolution is told as factors + 1.

    Notes
    -----
    The longest words are sought first, at most 20,000 trials for each length: enough for the resolutions of the
    published tables up to 15 factors; beyond that a better fraction may exist.
    """
    basic = factors - fraction
    if fraction < 0 or basic < 1 or factors > 2**basic - 1:
        raise ValueError(f"fraction is {fraction} of {factors} factors (the runs could not tell them apart); take less")
    columns = (
        next(found for least in range(factors, 2, -1) if (found := _generators(basic, fraction, least)) is not None)
        if fraction
        else []
    )
    runs = np.array(list(itertools.product((0, 1), repeat=basic)), dtype=np.int64).reshape(2**basic, basic)
    # The product of p signs is +1 where an even number of them is -1.
    extra = [runs[:, [b for b in range(basic) if bits >> b & 1]].sum(axis=1) + bits.bit_count() for bits in columns]
    table = np.column_stack([runs, *[(column % 2 == 0).astype(np.int64) for column in extra]])
    words = _words(columns, basic)
    return table, min((word.bit_count() for word in words[1:]), default=factors + 1)


def _words(columns: Sequence[int], basic: int) -> list[int]:
    """The defining relation: all products of the words, as sets of factors in bits; the empty one first."""
    words = [0]
    for number, bits in enumerate(columns):
        words += [(bits | 1 << (basic + number)) ^ other for other in words]
    return words


def _generators(basic: int, fraction: int, least: int) -> list[int] | None:
    """Columns whose defining relation has no word shorter than `least`; None where the search finds none."""
    candidates = [bits for bits in range(3, 2**basic) if bits.bit_count() >= least - 1]
    trials = 20_000

    def search(columns: list[int], words: list[int], start: int) -> list[int] | None:
        nonlocal trials
        if len(columns) == fraction:
            return columns
        for place in range(start, len(candidates)):
            trials -= 1
            if trials < 0:
                return None
            word = candidates[place] | 1 << (basic + len(columns))
            new = [word ^ other for other in words]
            if min(each.bit_count() for each in new) >= least:
                found = search([*columns, candidates[place]], words + new, place + 1)
                if found is not None:
                    return found
        return None

    return search([], [0], 0)
