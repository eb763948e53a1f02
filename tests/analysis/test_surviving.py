# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from gemeinsim.results import Tables, attach_tables

TOWN = Path(__file__).parents[1] / "effects" / "town.toml"


def lives(rows: list[tuple[int, int, str]], *, months: int = 60, policy: list[str] | None = None) -> xr.Dataset:
    """A SYNTHETIC result with an initiative for each (founded, ended, phase), one in each run."""
    runs = np.arange(len(rows))
    ds = xr.Dataset(coords={"run": ("run", runs), "month": ("month", np.arange(months))})
    if policy:
        ds = ds.assign_coords(governance_preset=("run", policy))
    frame = pd.DataFrame(rows, columns=["founded", "ended", "phase"])
    frame.insert(0, "run", runs)
    return attach_tables(ds, Tables({"initiatives": frame}))


def test_ends_and_what_is_not_known_are_counted_by_hand():
    ds = lives(
        [(10, 12, "dissolved"), (0, 3, "completed"), (57, -1, "design"), (4, 9, "dissolved")],
    )
    curve = gs.survival(ds)
    assert curve["month"].tolist() == [-1, 2, 3, 5]
    assert curve["at_risk"].tolist() == [4, 4, 2, 1]  # the third was watched for three months
    assert curve["survival"].tolist() == pytest.approx([1, 0.75, 0.375, 0])
    assert curve["failure_free"].tolist() == pytest.approx([1, 0.75, 0.75, 0.375])


def test_completion_is_no_death():
    curve = gs.survival(lives([(0, 5, "completed")] * 3 + [(0, 9, "dissolved")]))
    assert curve["survival"].iloc[-1] == 0
    assert curve["failure_free"].iloc[-1] == pytest.approx(0.75)


def test_without_censoring_variances_are_binomial():
    ds = lives([(0, 5, "dissolved")] * 20 + [(0, -1, "design")] * 60)
    row = gs.survival(ds).iloc[-1]
    share, z = 0.75, 1.959963984540054
    spread = z * np.sqrt(share * (1 - share) / 80) / (share * abs(np.log(share)))
    for lower, upper in (("lower", "upper"), ("failure_free_lower", "failure_free_upper")):
        assert row[lower] == pytest.approx(share ** np.exp(spread))
        assert row[upper] == pytest.approx(share ** np.exp(-spread))


def test_a_constant_hazard_is_found_under_censoring():
    # Dissolved at .02 and completed at .01 a month, watched for 5 to 60 months: S(24) = .97^24 about, F by the hazards'
    # shares. 4000 lives give a standard error of at most .009; 4 of them: a false alarm in 16,000 seeds.
    rng = np.random.default_rng(5)
    rows = []
    for _ in range(4000):
        age = int(rng.geometric(0.03)) - 1
        founded = int(rng.integers(0, 56))
        phase = "dissolved" if rng.random() < 2 / 3 else "completed"
        rows.append((founded, founded + age, phase) if founded + age < 60 else (founded, -1, "design"))
    curve = gs.survival(lives(rows)).set_index("month")
    at = curve.loc[:23].iloc[-1]
    assert at["survival"] == pytest.approx(0.97**24, abs=0.036)
    assert at["failure_free"] == pytest.approx(1 - 2 / 3 * (1 - 0.97**24), abs=0.036)
    assert at["lower"] < 0.97**24 < at["upper"]


def test_levels_of_a_factor_are_kept_apart():
    ds = lives([(0, 4, "dissolved"), (0, -1, "design")], policy=["mandated", "round_table"])
    curve = gs.survival(ds, by="governance.preset")
    assert curve.groupby("level")["survival"].min().to_dict() == {"mandated": 0, "round_table": 1}


def test_questions_that_have_no_answer_are_refused():
    with pytest.raises(ValueError, match="factor"):
        gs.survival(lives([(0, -1, "design")]), by="weather")
    with pytest.raises(ValueError, match="confidence"):
        gs.survival(lives([(0, -1, "design")]), confidence=1)


def test_real_runs_agree_with_the_share_that_the_engine_counts():
    town = gs.Scenario.load(TOWN).set({"time.months": 60, "initiatives.end_hazard": 0.02})
    ds = town.run(seed=5, replicates=12)
    curve = gs.survival(ds).set_index("month")
    known = gs.tables(ds)["initiatives"]
    old = known[known["founded"] <= 60 - 36]
    failed = (old["phase"] == "dissolved") & (old["ended"] - old["founded"] < 36)
    # The engine's share leaves out whom it cannot watch for so long; with all of them old enough both are the same.
    if len(old) == len(known):
        assert curve.loc[:35, "failure_free"].iloc[-1] == pytest.approx(1 - failed.mean())
    assert curve["failure_free"].is_monotonic_decreasing
    assert (curve["failure_free"] >= curve["survival"] - 1e-12).all()
