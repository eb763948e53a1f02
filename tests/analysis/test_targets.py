# SPDX-License-Identifier: Apache-2.0
"""What a fit compares and believes: statistics against hand-made runs, emulators against functions."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from gemeinsim.calibration.emulators import fit_emulator, worst
from gemeinsim.calibration.targets import Estimate, Target, estimate, parts, shrunk_variances
from gemeinsim.results import Tables, attach_tables

# --- statistics -----------------------------------------------------------------------------------------------------


def runs_of(**metrics: object) -> xr.Dataset:
    variables = {}
    for name, values in metrics.items():
        array = np.asarray(values, dtype=float)
        variables[name] = (("run", "month") if array.ndim == 2 else ("run",), array)
    ds = xr.Dataset(variables)
    if "month" in ds.dims:
        ds = ds.assign_coords(month=np.arange(ds.sizes["month"]))
    return ds.assign_coords(run=np.arange(ds.sizes["run"]))


def of(ds: xr.Dataset, statistic: str, **more: object) -> Estimate:
    target = Target("t", "all", statistic, 0, 1, **more)  # type: ignore[arg-type]
    return estimate(target, *parts(target, ds), horizon=48)


def test_a_mean_leaves_undefined_runs_out() -> None:
    found = of(runs_of(x=[1.0, 3.0, math.nan, 5.0]), "mean", metric="x")
    assert found.value == 3.0
    assert found.runs == 3
    assert found.standard_error == pytest.approx(np.std([1, 3, 5], ddof=1) / math.sqrt(3))


def test_a_rate_is_events_over_years_of_exposure() -> None:
    ended_by = [[0, 0, 1], [0, 0, 0]]
    alive = [[1, 1, 0], [1, 1, 1]]
    found = of(runs_of(dissolved=ended_by, active=alive), "rate", metric="dissolved", per=("active",), months=(0, 2))
    assert found.value == pytest.approx(1 / (3 / 12))


def test_growth_is_per_year() -> None:
    members = [[10.0] + [0.0] * 23 + [14.4], [20.0] + [0.0] * 23 + [28.8]]
    found = of(runs_of(members=members), "growth", metric="members", months=(0, 24))
    assert found.value == pytest.approx(0.2)
    assert found.standard_error == pytest.approx(0)


def test_what_never_happened_lies_above_the_median() -> None:
    values = [10.0, 20.0, 30.0, math.nan, math.nan]
    assert of(runs_of(x=values), "median", metric="x").value == 30.0
    assert of(runs_of(x=[10.0, math.nan, math.nan]), "median", metric="x").value == 48.0


def test_the_error_of_a_median_is_that_of_many_samples() -> None:
    rng = np.random.default_rng(1)
    samples = rng.exponential(20, (400, 101))
    errors = [of(runs_of(x=each), "median", metric="x").standard_error for each in samples]
    assert np.mean(errors) == pytest.approx(np.median(samples, axis=1).std(), rel=0.15)


def test_the_error_of_a_ratio_is_that_of_many_samples() -> None:
    rng = np.random.default_rng(2)
    years = rng.uniform(1, 3, (400, 60))
    events = rng.poisson(0.5 * years)
    found = [
        of(runs_of(events=e, years=y), "ratio", metric="events", per=("years",))
        for e, y in zip(events, years, strict=True)
    ]
    assert np.mean([each.standard_error for each in found]) == pytest.approx(
        np.std([each.value for each in found]), rel=0.1
    )


def test_ties_are_followed_pair_by_pair() -> None:
    ties = {0: [(0, 1), (1, 2)], 12: [(1, 0), (2, 3)]}  # the order of a pair does not matter
    rows = [(0, month, a, b, "contact") for month, pairs in ties.items() for a, b in pairs]
    network = pd.DataFrame(rows, columns=["run", "month", "from", "to", "form"])
    actors = pd.DataFrame({"id": list("abcd")})
    ds = attach_tables(runs_of(x=[0.0]), Tables({"network": network, "actors": actors}))
    assert of(ds, "tie_ending", months=(0, 12)).value == pytest.approx(1 / 2)
    assert of(ds, "tie_creation", months=(0, 12)).value == pytest.approx(1 / 4)
    with pytest.raises(ValueError, match="no snapshots"):
        of(ds, "tie_ending", months=(24, 36))


def test_a_level_is_reached_once_and_for_all() -> None:
    index = [[0.0, 0.1, 0.0, 0.0], [0.0, 0.0, 0.0, 0.2], [0.0, 0.05, 0.0, 0.0], [math.nan] * 4]
    alive = [[1, 1, 1, 1], [1, 1, 3, 1], [1, 1, 1, 1], [1, 1, 1, 1]]
    ds = runs_of(index=index, alive=alive)
    assert of(ds, "reached", metric="index", level=0.1).value == pytest.approx(2 / 4)
    assert of(ds, "reached", metric="index", level=0.1, month=2).value == pytest.approx(1 / 4)
    weighted = of(ds, "reached", metric="index", level=0.1, month=2, per=("alive",))
    assert weighted.value == pytest.approx(1 / 6)


def test_the_first_month_of_a_level_is_a_median_over_all_runs() -> None:
    index = [[0.0, 0.1, 0.0, 0.0], [0.0, 0.0, 0.0, 0.2], [0.0, 0.0, 0.3, 0.0], [0.0] * 4, [math.nan] * 4]
    ds = runs_of(index=index)
    assert of(ds, "until", metric="index", level=0.1).value == 3  # of 1, 2, 3, never, never
    assert of(ds, "until", metric="index", level=0.3).value == 48


def test_ends_are_told_by_cause() -> None:
    rows = [  # run, month, cause
        (0, 5, "base"),
        (0, 9, "completed"),
        (1, 3, "completed"),
        (1, -1, "none"),
        (2, 20, "base"),
    ]
    initiatives = pd.DataFrame(rows, columns=["run", "ended", "cause"]).astype({"cause": "category"})
    ds = attach_tables(runs_of(x=[0.0] * 3), Tables({"initiatives": initiatives}))
    assert of(ds, "ended_by", cause="completed").value == pytest.approx(2 / 4)
    assert of(ds, "ended_by", cause="completed", month=9).value == pytest.approx(2 / 3)
    assert of(ds, "ended_by", cause="base", month=8).value == pytest.approx(1 / 2)
    assert math.isnan(of(ds, "ended_by", cause="base", month=2).value)


def test_a_share_of_nought_in_few_runs_is_not_believed_to_be_sure() -> None:
    variances = shrunk_variances(np.array([0.0, 0.2, 0.2]), [5, 5, 5])
    assert 0 < variances[0] < variances[1]


# --- emulators ------------------------------------------------------------------------------------------------------


def curve(cube: np.ndarray) -> np.ndarray:
    return np.sin(3 * cube[:, 0]) + cube[:, 1] ** 2


def test_an_emulator_knows_a_smooth_function_and_how_sure_it_is() -> None:
    rng = np.random.default_rng(3)
    cube, elsewhere = rng.random((80, 3)), rng.random((500, 3))
    noise = 0.05
    target = Target("t", "all", "mean", 0.9, 1.1)
    found = fit_emulator(target, cube, curve(cube) + rng.normal(0, noise, 80), np.full(80, noise**2), seed=1)
    assert found is not None
    mean, deviation = found.predict(elsewhere)
    off = np.abs(mean - curve(elsewhere))
    assert np.sqrt(np.mean(off**2)) < noise
    assert np.mean(off < 3 * deviation) > 0.97
    assert found.held_out > 0.95
    far = worst([found], elsewhere)
    inside = (curve(elsewhere) > 0.9) & (curve(elsewhere) < 1.1)
    assert np.all(far[inside] < 3)
    assert np.all(far[np.abs(curve(elsewhere) - 1) > 0.6] > 3)
