# SPDX-License-Identifier: Apache-2.0
"""The study of structural uncertainty, and named cases against their figures."""

from __future__ import annotations

import csv
import math
import tomllib
from pathlib import Path

import case_facts
import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
import structure
import structure_levels as levels
import xarray as xr

ROOT = Path(__file__).resolve().parents[2]
FIGURES, CASE = ROOT / "docs" / "figures", ROOT / "scenarios" / "local_alliances"


@pytest.mark.parametrize("name", list(levels.REPLICATES))
def test_the_points_of_the_sweeps_are_those_of_the_script(name: str):
    with (CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        stored = list(csv.DictReader(file))
    assert stored == [{path: str(value) for path, value in line.items()} for line in levels.points(name)]
    with (CASE / f"{name}.toml").open("rb") as file:
        sweep = tomllib.load(file)
    assert [factor["path"] for factor in sweep["factors"]] == list(stored[0])
    assert sweep["design"]["replicates"] == levels.REPLICATES[name]


def test_every_level_is_another_form_of_the_model():
    known = gs.parameters()
    assert not levels.LEVELS[0].set
    for level in levels.LEVELS[1:]:
        assert level.set, level.words
        changed = [path for path, value in level.set.items() if value != known.loc[path, "default"]]
        assert changed, level.words
    lines = levels.points("structure")
    assert len({tuple(line.values()) for line in lines}) == len(lines)


def test_an_effect_is_the_mean_of_paired_differences_where_both_are_defined():
    luck = np.random.default_rng(1).normal(size=40)
    more = luck + 0.5 + 0.01 * np.arange(40)
    more[3] = math.nan
    by_chance = luck + np.tile([1.0, -1.0], 20)
    up, none, noise = structure.effects(np.stack([luck, more, luck, by_chance]))
    assert up.mean == pytest.approx(np.nanmean(more - luck))
    assert up.lower < up.mean < up.upper
    assert up.told
    assert (none.mean, none.lower, none.upper, none.told) == (0, 0, 0, False)
    assert (up.pairs, none.pairs) == (39, 40)
    assert not noise.told


def test_who_pays_hangs_on_the_arm_where_somebody_is_paid():
    assert [levels.payer(form, "granted") for form in levels.FORMS] == [
        "nobody",
        "lead",
        "grant",
        "grant",
        "grant",
    ]
    unaided = ["nobody", "lead", "members", "members", "members"]
    assert [levels.payer(form, "unaided") for form in levels.FORMS] == unaided
    with (CASE / "governance.toml").open("rb") as file:
        factors = {factor["path"]: factor["values"] for factor in tomllib.load(file)["factors"]}
    cells = [(arm, form) for arm in levels.ARMS for form in levels.FORMS]
    assert factors["governance.preset"] == [form for _, form in cells]
    assert factors["governance.broker_paid_by"] == [levels.payer(form, arm) for arm, form in cells]
    for path in levels.ARMS["granted"]:
        assert factors[path] == [levels.ARMS[arm][path] for arm, _ in cells]


def test_what_is_known_of_a_case_is_asked_of_one_row_of_its_sweep():
    for name, (wanted, facts) in case_facts.CASES.items():
        points = case_facts.rows_of(name)[1]
        matching = [point for point in points if wanted.items() <= point.items()]
        assert len(matching) == 1, name
        for fact in facts:
            assert fact.lower < fact.upper


def test_a_known_figure_holds_misses_or_is_near():
    fact = case_facts.Fact("", "", 10, 20, case_facts.works)
    assert case_facts.verdict(fact, 12, 1) == "holds"
    assert case_facts.verdict(fact, 22, 1) == "misses"
    assert case_facts.verdict(fact, 22, 3).startswith("misses; the interval")
    assert case_facts.verdict(fact, math.inf, math.nan) == "misses"


def test_an_initiative_works_from_its_founding_until_it_ends_or_reaches_its_goal():
    first = pd.DataFrame(
        {
            "phase": ["completed", "dissolved", "design", "implementation", math.nan],
            "founded": [0, 2, 0, 5, math.nan],
            "ended": [8, 3, -1, -1, math.nan],
        }
    )
    level = case_facts.Level(xr.Dataset(coords={"month": range(10)}), first)
    assert case_facts.lives(level)[0] == 0.6
    assert case_facts.works(level)[0] == 0.4
    by_month = [case_facts.works_in(month)(level)[0] for month in range(10)]
    assert by_month == [0.4, 0.4, 0.6, 0.4, 0.4, 0.6, 0.6, 0.6, 0.4, 0.4]
