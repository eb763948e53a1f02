# SPDX-License-Identifier: Apache-2.0
"""What is offered in place of a name that does not exist."""

from __future__ import annotations

import pytest
from gemeinsim.names import unknown

METRICS = ["impact_index", "initiatives_founded", "pacts", "contacts", "triads_030t"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("impct_index", "impact_index"),  # a letter wrong
        ("contact", "contacts"),
        ("impact", "impact_index"),  # a word of it, although `pacts` has more letters in common
        ("founded", "initiatives_founded"),
        ("initiative_founded_total", "initiatives_founded"),
    ],
)
def test_what_was_meant_is_named(name: str, meant: str) -> None:
    assert unknown("metric", name, METRICS).endswith(f"; did you mean {meant!r}?")


def test_where_nothing_is_similar_the_nearest_are_named() -> None:
    said = unknown("metric", "joy", METRICS)
    assert "did you mean" not in said
    assert "take one of these; the nearest are '" in said
    assert unknown("level", "joy", ["a", "b"]).endswith("; take one of these")
