# SPDX-License-Identifier: Apache-2.0
"""Survival of initiatives against hand counts, exact laws and the engine's own share."""

from __future__ import annotations

import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from gemeinsim.results import Tables, attach_tables


def dataset(rows: list[tuple[int, int, int, str]], months: int, runs: int, **factors: list[str]) -> xr.Dataset:
    """A result with these initiatives: run, founded, ended (-1 for alive), phase."""
    coords = {"run": np.arange(runs), "month": np.arange(months)}
    coords |= {name: ("run", values) for name, values in factors.items()}
    frame = pd.DataFrame(rows, columns=["run", "founded", "ended", "phase"])
    return attach_tables(xr.Dataset(coords=coords), Tables({"initiatives": frame}))


def test_a_small_example_is_that_of_a_hand_count() -> None:
    """Five initiatives founded in month 0 of a run of 10 months, one in month 6."""
    rows = [
        (0, 0, 2, "dissolved"),
        (0, 0, 2, "completed"),
        (0, 0, 5, "dissolved"),
        (0, 0, -1, "design"),
        (0, 0, -1, "implementation"),
        (0, 6, -1, "initiation"),  # seen in months 6 to 9: up to age 3
    ]
    found = gs.survival(dataset(rows, 10, 1))
    at = {age: found.at(age).loc["all runs"] for age in (1, 2, 3, 4, 5, 9)}
    assert at[1]["at_risk"] == 6
    assert at[1]["active"] == 1
    assert at[2]["active"] == pytest.approx(4 / 6)
    assert at[2]["failure_free"] == pytest.approx(5 / 6)
    assert at[3]["at_risk"] == 4
    assert at[4]["at_risk"] == 3  # one was seen no longer than age 3
    assert at[5]["at_risk"] == 3
    assert at[5]["active"] == pytest.approx(4 / 6 * 2 / 3)
    assert at[5]["failure_free"] == pytest.approx(1 - (1 / 6 + 4 / 6 / 3))
    assert at[9]["completed"] == pytest.approx(1 / 6)
    assert np.isnan(at[5]["active_lower"])  # one run tells nothing of others
    assert found.initiatives == {"all runs": 6}


def test_censoring_does_not_bias_and_intervals_cover() -> None:
    """Hazards .02 and .01 a month, founded evenly over 60 months of a run of 60: half are seen for less than 30.

    failure_free(t) = 1 - .02 / .03 (1 - exp(-.03 t)); 4 standard errors of 8,000 initiatives are below .03."""
    chance = np.random.default_rng(3)
    rows = []
    for run in range(400):
        for _ in range(20):
            founded = int(chance.integers(0, 60))
            length = int(np.ceil(chance.exponential(1 / 0.03)))
            kind = "dissolved" if chance.random() < 2 / 3 else "completed"
            ended = founded + length
            rows.append((run, founded, ended, kind) if ended < 60 else (run, founded, -1, "design"))
    found = gs.survival(dataset(rows, 60, 400))
    for age in (6, 12, 24, 48):
        row = found.at(age).loc["all runs"]
        assert row["active"] == pytest.approx(np.exp(-0.03 * age), abs=0.03)
        truth = 1 - 2 / 3 * (1 - np.exp(-0.03 * age))
        assert row["failure_free"] == pytest.approx(truth, abs=0.03)
        assert row["failure_free_lower"] < row["failure_free"] < row["failure_free_upper"]
        assert row["failure_free"] == pytest.approx(row["active"] + row["completed"])
    naive = np.mean([ended - founded for _, founded, ended, phase in rows if phase == "dissolved"])
    assert naive < 0.7 / 0.03  # what a mean over those that ended would say


def test_levels_of_a_factor_stand_apart() -> None:
    rows = [(0, 0, 1, "dissolved"), (1, 0, -1, "design"), (2, 0, 2, "dissolved"), (3, 0, -1, "design")]
    ds = dataset(rows, 4, 4, governance_preset=["a", "b", "a", "b"])
    found = gs.survival(ds, by="governance.preset")
    assert found.at(3)["failure_free"].to_dict() == {"a": 0.0, "b": 1.0}
    assert "not dissolved" in str(found)
    with pytest.raises(ValueError, match="factor"):
        gs.survival(ds, by="size")
    with pytest.raises(ValueError, match="confidence"):
        gs.survival(ds, confidence=1)
    with pytest.raises(ValueError, match="no initiative"):
        gs.survival(dataset([], 4, 1))


def test_it_agrees_with_the_share_that_the_engine_records() -> None:
    """Where every initiative begins in month 0 nothing is censored before age 36: the share is a plain one."""
    text = """
[time]
months = 40
[population]
administration = 4
civil_society = 8
business = 4
[topics.youth]
[initiatives]
founding = "date"
end_hazard = 0.02
[[initiatives.prescribed]]
founder = "administration_0001"
topic = "youth"
date = "2008-01"
"""
    ds = gs.Scenario.parse(text).run(seed=1, replicates=40)
    found = gs.survival(ds)
    assert 0.1 < found.at(36)["failure_free"]["all runs"] < 0.95
    assert found.at(35)["failure_free"]["all runs"] == pytest.approx(float(ds["survival_36"].mean()), abs=0.03)


def test_curves_are_drawn_as_they_are() -> None:
    chance = np.random.default_rng(5)
    rows = [(run, 0, int(end), "dissolved") for run, end in enumerate(chance.integers(1, 40, size=60))]
    ds = dataset(rows, 40, 60, governance_preset=["a", "b"] * 30)
    found = gs.survival(ds, by="governance_preset")
    figure = gs.plot.survival(found)
    assert len(figure.axes) == 2
    solid = figure.axes[0].lines[0].get_ydata()
    many = (found.frame["at_risk"] >= 5) & (found.frame["level"] == "a")
    assert np.allclose(solid[~np.isnan(solid)], found.frame.loc[many, "failure_free"])
    assert "30" in figure.axes[0].get_title(loc="left")
