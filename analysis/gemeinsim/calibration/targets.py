# SPDX-License-Identifier: Apache-2.0
"""What runs are held against: statistics of the runs of one arm, with their standard errors.

==============  =====================================================================================================
``mean``        mean of `metric` over runs where it is defined, at `month` (the last where left out)
``median``      median of `metric` over all runs; a run where it is undefined counts as above all others (it never
                happened), and where that is half of them the median is the number of months simulated
``rate``        events per year: the growth of the count `metric` from `months` [a, b], over the years of exposure, the
                sum of `per` over months a + 1 to b divided by 12 (several metrics are added up)
``growth``      (mean of `metric` at month b / at month a)^(12 / (b - a)) - 1 for `months` [a, b]
``ratio``       sum of `metric` over runs divided by the sum of `per`, at `month`
``tie_creation``  share per year of the pairs apart at month a that are in contact at month b; needs snapshots of both
``tie_ending``  share per year of the contacts at month a that are gone at month b
==============  =====================================================================================================

All but ``median`` and ``until`` are functions of a ratio of sums over runs, R = sum(y) / sum(x). Its standard error is
sqrt(sum((y - R x)^2) n / (n - 1)) / sum(x) (Cochran 1977, Sampling Techniques, section 6.4); functions of it take the
derivative with them. That of these two is half the width of its distribution-free interval of 68 %.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim.names import unknown

STATISTICS = {
    "mean": (),
    "median": (),
    "rate": ("per", "months"),
    "growth": ("months",),
    "ratio": ("per",),
    "tie_creation": ("months",),
    "tie_ending": ("months",),
    "reached": ("level",),
    "until": ("level",),
    "ended_by": ("cause",),
}
_MEDIANS = ("median", "until")


@dataclass(frozen=True)
class Target:
    """A figure that is known, as a band.

    Attributes
    ----------
    name, arm : str
        What it is, and the arm whose runs it is about.
    statistic : str
        One of :data:`STATISTICS`.
    metric : str
    per : tuple of str
        Names of metrics, as the statistic needs them; those of `per` are summed.
    month : int or None
        For ``mean``, ``ratio``, ``reached`` and ``ended_by``; the last where left out.
    months : (int, int) or None
        For ``rate``, ``growth``, ``tie_creation`` and ``tie_ending``.
    level : float or None
        For ``reached`` and ``until``.
    cause : str
        For ``ended_by``.
    lower, upper : float
        The band, in the statistic's unit; one of them may be infinite. Of a check both are where nothing is known.
    discrepancy : float
        Standard deviation by which even the best values may miss the band, since the model is not the world.
    source : str
    fitted : bool
        False for a figure that is reported, but not used to fit.
    """

    name: str
    arm: str
    statistic: str
    lower: float
    upper: float
    metric: str = ""
    per: tuple[str, ...] = ()
    month: int | None = None
    months: tuple[int, int] | None = None
    discrepancy: float = 0.0
    source: str = ""
    fitted: bool = True
    level: float | None = None
    cause: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a band to hold runs against."""
        return not (math.isinf(self.lower) and math.isinf(self.upper))

    @property
    def band(self) -> str:
        if not self.known:
            return "not known"
        if math.isinf(self.lower):
            return f"at most {self.upper:g}"
        if math.isinf(self.upper):
            return f"at least {self.lower:g}"
        return f"{self.lower:g} to {self.upper:g}"

    def distance(self, value: Any) -> Any:
        """How far values lie outside the band; 0 inside."""
        return np.maximum(np.maximum(self.lower - value, value - self.upper), 0.0)


@dataclass(frozen=True)
class Estimate:
    """A statistic of some runs: NaN where it is undefined."""

    value: float
    standard_error: float
    runs: int


def parts(target: Target, runs: xr.Dataset) -> tuple[np.ndarray, np.ndarray]:
    """What each run contributes to a statistic: y and x, of which it is the ratio of sums (for medians, y alone).

    Parameters
    ----------
    target : Target
    runs : Dataset
        Runs, of one point or of many.

    Returns
    -------
    y, x : array, shape (runs,)
        NaN where the run says nothing.

    Raises
    ------
    ValueError
        A metric or month is not in the runs.
    """
    if target.statistic == "ended_by":
        return _ends(target, runs)
    if target.statistic in ("tie_creation", "tie_ending"):
        return _ties(target, runs)
    if target.statistic in ("reached", "until"):
        return _passed(target, runs)
    first, last = target.months or (0, 0)
    if target.statistic == "rate":
        events = _series(runs, target.metric, last) - _series(runs, target.metric, first)
        exposure = sum(
            _variable(runs, name).sel(month=slice(first + 1, last)).sum("month").to_numpy() for name in target.per
        )
        return events, np.asarray(exposure, dtype=float) / 12
    if target.statistic == "growth":
        return _series(runs, target.metric, last), _series(runs, target.metric, first)
    y = _series(runs, target.metric, target.month)
    if target.statistic == "ratio":
        return y, np.sum([_series(runs, name, target.month) for name in target.per], axis=0)
    return y, np.where(np.isfinite(y), 1.0, np.nan)


def estimate(target: Target, y: np.ndarray, x: np.ndarray, horizon: int) -> Estimate:
    """The statistic of runs whose :func:`parts` these are; `horizon` is the number of months simulated."""
    if target.statistic in _MEDIANS:
        return _median(y, horizon)
    ratio = _ratio(y, x)
    if target.statistic != "growth":
        return ratio
    first, last = target.months or (0, 12)
    years = (last - first) / 12
    if not ratio.value > 0:
        return Estimate(math.nan, math.nan, ratio.runs)
    grown = ratio.value ** (1 / years)
    return Estimate(grown - 1, ratio.standard_error * grown / (ratio.value * years), ratio.runs)


def _variable(runs: xr.Dataset, name: str) -> xr.DataArray:
    if name not in runs.data_vars:
        raise ValueError(unknown("metric", name, [str(each) for each in runs.data_vars]))
    return runs[name]


def _series(runs: xr.Dataset, name: str, month: int | None) -> np.ndarray:
    values = _variable(runs, name)
    if "month" in values.dims:
        if month is None:
            values = values.isel(month=-1)
        elif month in values["month"]:
            values = values.sel(month=month)
        else:
            last = int(values["month"][-1])
            raise ValueError(f"month {month} of {name} is not recorded (months 0 to {last}); take one of them")
    return values.to_numpy().astype(float)


def _ratio(y: np.ndarray, x: np.ndarray) -> Estimate:
    known = np.isfinite(y) & np.isfinite(x)
    y, x = y[known], x[known]
    n, total = len(x), float(x.sum())
    if n == 0 or total == 0:
        return Estimate(math.nan, math.nan, n)
    value = float(y.sum()) / total
    if n == 1:
        return Estimate(value, math.inf, n)
    residual = float(np.sum((y - value * x) ** 2))
    return Estimate(value, math.sqrt(residual * n / (n - 1)) / abs(total), n)


def _median(values: np.ndarray, horizon: int) -> Estimate:
    ordered = np.minimum(np.sort(np.where(np.isfinite(values), values, np.inf)), horizon)
    n = len(ordered)
    if n == 0:
        return Estimate(math.nan, math.nan, 0)
    if n == 1:
        return Estimate(float(ordered[0]), math.inf, n)
    half = math.sqrt(n) / 2  # a standard deviation of the number of values below the median
    low = ordered[max(0, math.floor(n / 2 - half))]
    high = ordered[min(n - 1, math.ceil(n / 2 + half) - 1)]
    return Estimate(float(np.median(ordered)), float(high - low) / 2, n)


def _passed(target: Target, runs: xr.Dataset) -> tuple[np.ndarray, np.ndarray]:
    """When a metric first was as high as `level`, or whether it was by `month`."""
    values = _variable(runs, target.metric)
    months = values["month"].to_numpy()
    with np.errstate(invalid="ignore"):
        high = values.transpose("run", "month").to_numpy().astype(float) >= target.level
    first = np.where(high.any(axis=1), months[high.argmax(axis=1)], np.inf)
    if target.statistic == "until":
        return first, np.ones(len(first))
    weight = np.ones(len(first))
    if target.per:
        weight = np.sum([_series(runs, name, target.month) for name in target.per], axis=0)
    return np.where(first <= (months[-1] if target.month is None else target.month), weight, 0.0), weight


def _ends(target: Target, runs: xr.Dataset) -> tuple[np.ndarray, np.ndarray]:
    """Of each run's initiatives how many had ended by `month`, and how many of them of the cause."""
    from gemeinsim.results import tables

    one = tables(runs)["initiatives"]
    labels = pd.Index(runs["run"].to_numpy())
    ended = one["ended"].to_numpy()
    gone = (ended >= 0) & (ended <= (np.inf if target.month is None else target.month))
    of_it = gone & (one["cause"].astype(str).to_numpy() == target.cause)
    rows = labels.get_indexer(one["run"])

    def count(which: np.ndarray) -> np.ndarray:
        return np.bincount(rows[which & (rows >= 0)], minlength=len(labels)).astype(float)

    return count(of_it), count(gone)


def _ties(target: Target, runs: xr.Dataset) -> tuple[np.ndarray, np.ndarray]:
    from gemeinsim.results import tables

    found = tables(runs)
    first, last = target.months or (0, 0)
    network = found["network"]
    pairs = pd.MultiIndex.from_arrays(
        [
            network["run"],
            np.minimum(network["from"], network["to"]),
            np.maximum(network["from"], network["to"]),
        ],
        names=["run", "one", "other"],
    )
    month = network["month"].to_numpy()
    before, after = pairs[month == first].unique(), pairs[month == last].unique()
    if len(before) == 0 and len(after) == 0:
        raise ValueError(
            f"{target.name}: there are no snapshots of months {first} and {last} (they are compared); "
            f"write snapshots = [{first}, {last}] into [outputs]"
        )
    labels = pd.Index(runs["run"].to_numpy())

    def count(ties: pd.MultiIndex) -> np.ndarray:
        rows = labels.get_indexer(ties.get_level_values("run"))
        return np.bincount(rows[rows >= 0], minlength=len(labels)).astype(float)

    years = (last - first) / 12
    at_first, at_last, kept = count(before), count(after), count(before.intersection(after))
    if target.statistic == "tie_ending":
        return (at_first - kept) / years, at_first
    actors = len(found["actors"])
    return (at_last - kept) / years, actors * (actors - 1) / 2 - at_first


def shrunk_variances(standard_errors: np.ndarray, runs: Sequence[int] | np.ndarray, weight: float = 10.0) -> np.ndarray:
    """Variances of estimates, drawn towards their common mean: (w v0 + (n - 1) v) / (w + n - 1).

    The standard error of a share that is 0 or 1 in a few runs is 0, which no emulator should believe.
    """
    own = np.square(standard_errors)
    known = np.isfinite(own)
    common = float(own[known].mean()) if known.any() else 0.0
    degrees = np.maximum(np.asarray(runs, dtype=float) - 1, 0)
    return (weight * common + degrees * np.where(known, own, common)) / (weight + degrees)
