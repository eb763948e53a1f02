# SPDX-License-Identifier: Apache-2.0
"""Runs that fork in a month, and twins that lack one thing: what they share and where they differ."""

from __future__ import annotations

import gemeinsim as gs
import numpy as np
import pytest
from small_town import small_town


@pytest.fixture(scope="module")
def small() -> gs.Scenario:
    return gs.Scenario.parse(small_town(12))


def test_a_fork_differs_only_from_its_month_on(small):
    forked = small.fork(
        "2008-07",
        {
            "as it was": {},
            "mandate": {"governance.preset": "mandated"},
            "no tasks": {"initiatives.rate_initiation": 10},
        },
        seed=3,
        replicates=2,
    )
    assert forked.attrs["fork"] == 6
    assert list(forked["continuation"].to_numpy()) == ["as it was"] * 2 + ["mandate"] * 2 + ["no tasks"] * 2
    plain = small.run(seed=3, replicates=2)
    kept = forked.isel(run=forked["continuation"].to_numpy() == "as it was")
    mandate = forked.isel(run=forked["continuation"].to_numpy() == "mandate")
    for name in plain.data_vars:
        assert np.array_equal(plain[name].to_numpy(), kept[name].to_numpy(), equal_nan=True)
        if "month" in plain[name].dims:
            before = {"month": slice(0, 6)}
            assert np.array_equal(
                kept[name].isel(before).to_numpy(), mandate[name].isel(before).to_numpy(), equal_nan=True
            )
    assert any(
        not np.array_equal(kept[name].to_numpy(), mandate[name].to_numpy(), equal_nan=True) for name in kept.data_vars
    )
    events = gs.tables(forked)["events"]
    early = [events[(events["run"] == run) & (events["month"] < 6)].drop(columns="run") for run in (0, 2, 4)]
    assert early[0].reset_index(drop=True).equals(early[1].reset_index(drop=True))
    assert early[0].reset_index(drop=True).equals(early[2].reset_index(drop=True))


def test_a_fork_is_compared_by_its_continuations(small):
    forked = small.fork(6, {"slow": {"initiatives.rate_initiation": 0.01}, "fast": {}}, seed=3, replicates=3)
    compared = gs.compare(forked, by="continuation", metric="products")
    assert list(compared.table.index) == ["slow", "fast"]
    assert compared.pairs["pairs"].tolist() == [3]


@pytest.mark.parametrize(
    ("month", "continuations", "words"),
    [
        (0, {"a": {}}, "month is 0"),
        ("soon", {"a": {}}, "write it as"),
        (6, {}, "no continuation"),
        (6, {"grown": {"population.business": 4}}, "continuation 'grown'.*cannot change at time.fork"),
        (12, {"a": {}}, "lies outside the run"),
        (6, {"a": {"governance.presets": "mandated"}}, "governance.preset"),
    ],
)
def test_forks_that_cannot_be_are_refused(small, month, continuations, words):
    with pytest.raises(ValueError, match=words):
        small.fork(month, continuations, seed=1)


def test_twins_lack_one_initiative_or_one_remedy(small):
    town = small.set(
        {
            "initiatives.founding": "date",
            "initiatives.prescribed": [],
            "remedies": [],
        }
    )
    assert town.without_initiative("civil_society_0001", "youth")["initiatives.without"] == ["civil_society_0001 youth"]
    trained = gs.Scenario.parse(
        small_town(12)
        + '\n[[remedies]]\nkind = "training"\nstart = "2008-03"\nstrength = 0.5\ncost = 100\npayer = "outside"\n'
    )
    twin = trained.without_remedy(0)
    assert twin.rows("remedies")["strength"].tolist() == [0]
    with pytest.raises(ValueError, match="number"):
        trained.without_remedy(1)
