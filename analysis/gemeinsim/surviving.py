# SPDX-License-Identifier: Apache-2.0
"""How long initiatives last: censored data with two ends, dissolution and completion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim import words
from gemeinsim.names import unknown
from gemeinsim.results import factors_of, tables
from gemeinsim.statistics import Floats, generator

_SEED = 20080101
_STATES = ("completed", "dissolved")


@dataclass(frozen=True)
class Survival:
    """What :func:`survival` found.

    Attributes
    ----------
    frame : DataFrame
        One row per level of the factor and month of age t, columns

        - ``level``, ``age`` [months];
        - ``at_risk``: initiatives that are alive and under observation at age t (before its ends);
        - ``active``, ``active_lower``, ``active_upper``: share neither completed nor dissolved by age t;
        - ``failure_free``, with ``_lower`` and ``_upper``: share not dissolved by age t, completion being no death;
        - ``completed``: share completed by age t; ``failure_free = active + completed``.
    by : str or None
        The factor.
    confidence : float
        Of the intervals, pointwise.
    initiatives : dict
        Initiatives of each level.
    """

    frame: pd.DataFrame
    by: str | None
    confidence: float
    initiatives: dict[str, int]

    def at(self, age: int) -> pd.DataFrame:
        """The rows of one age, indexed by level."""
        return self.frame[self.frame["age"] == age].set_index("level").drop(columns="age")

    def _table(self) -> pd.DataFrame:
        ages = [age for age in (12, 36, 60, 84, 120) if age <= self.frame["age"].max()]
        wide = self.frame[self.frame["age"].isin(ages)].pivot(index="level", columns="age", values="failure_free")
        wide.columns = [f"after {age} months" for age in wide.columns]
        wide.insert(0, "initiatives", pd.Series(self.initiatives))
        wide.index = [words.plain(str(level)) for level in wide.index]
        return wide

    def __str__(self) -> str:
        return f"Share of initiatives not dissolved\n{self._table().to_string(float_format='%.3f')}"

    def _repr_html_(self) -> str:
        return f"<p>Share of initiatives not dissolved</p>{self._table().to_html(float_format='%.3f')}"


def survival(
    ds: xr.Dataset, by: str | None = None, *, confidence: float = 0.95, resamples: int = 999, seed: int = _SEED
) -> Survival:
    """How many initiatives are still there, by age: Aalen & Johansen's estimator of competing risks.

    At each age t, with n(t) initiatives alive and under observation and d_k(t) of them ending by k (completed or
    dissolved)::

        active(t)       = product over s <= t of 1 - (d_completed(s) + d_dissolved(s)) / n(s)     (Kaplan & Meier)
        ended_k(t)      = sum over s <= t of active(s - 1) d_k(s) / n(s)
        failure_free(t) = 1 - ended_dissolved(t)

    An initiative that lives at the end of its run is censored at the age it has then: it counts for as long as it was
    seen. A mean over those that ended would be biased to the short-lived.

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`gemeinsim.Scenario.run`.
    by : str, optional
        A factor, to tell its levels apart.
    confidence, resamples, seed
        Intervals are percentiles of a bootstrap over runs, since initiatives of one run share its town and its luck.
        They are missing (NaN) where a level has fewer than two runs.

    Raises
    ------
    ValueError
        For an unknown factor, a confidence outside (0, 1), or where there is no initiative.

    Notes
    -----
    Cost: O(initiatives + resamples * runs * ages). Sources: Kaplan & Meier (1958), JASA 53; Aalen & Johansen (1978),
    Scandinavian Journal of Statistics 5.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence} (it lies between 0 and 1); 0.95 is usual")
    if by is not None:
        by = by.replace(".", "_")
        if by not in factors_of(ds):
            raise ValueError(unknown("factor", by, factors_of(ds)))
    rows = tables(ds)["initiatives"]
    if rows.empty:
        raise ValueError("there is no initiative in these runs (nothing to wait for); take runs in which some begin")
    months = int(ds.sizes["month"])
    runs = ds["run"].to_numpy()
    level = np.full(len(runs), "all runs", dtype=object) if by is None else ds[by].to_numpy().astype(str)
    ends, censored = _counts(rows, runs, months)
    frames, counts = [], {}
    for name in dict.fromkeys(level):
        chosen = level == name
        table = _curves(ends[chosen].sum(axis=0)[None], censored[chosen].sum(axis=0)[None])
        frame = pd.DataFrame({"level": name, "age": np.arange(months)} | {key: v[0] for key, v in table.items()})
        limits = _limits(ends[chosen], censored[chosen], confidence, resamples, seed)
        for key, (lower, upper) in limits.items():
            column = frame.columns.get_loc(key)
            frame.insert(column + 1, f"{key}_lower", lower)
            frame.insert(column + 2, f"{key}_upper", upper)
        frames.append(frame)
        counts[str(name)] = int(ends[chosen].sum() + censored[chosen].sum())
    return Survival(pd.concat(frames, ignore_index=True), by, confidence, counts)


def _counts(rows: pd.DataFrame, runs: np.ndarray, months: int) -> tuple[Floats, Floats]:
    """Ends by run, age and kind, and censorings by run and age."""
    founded, ended = rows["founded"].to_numpy(), rows["ended"].to_numpy()
    phase = rows["phase"].astype(str).to_numpy()
    open_ = ~np.isin(phase, _STATES)
    age = np.where(open_, months - 1, ended) - founded  # the last month of its age that it is seen in
    run = np.searchsorted(runs, rows["run"].to_numpy())
    ends = np.zeros((len(runs), months, len(_STATES)))
    for kind, state in enumerate(_STATES):
        place = phase == state
        np.add.at(ends, (run[place], age[place], kind), 1.0)
    censored = np.zeros((len(runs), months))
    np.add.at(censored, (run[open_], age[open_]), 1.0)
    return ends, censored


def _curves(ends: Floats, censored: Floats) -> dict[str, Floats]:
    """The estimator for each sample: ends (samples, ages, kinds), censored (samples, ages)."""
    leaving = ends.sum(axis=2) + censored
    at_risk = leaving[:, ::-1].cumsum(axis=1)[:, ::-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        hazard = np.where(at_risk[..., None] > 0, ends / at_risk[..., None], 0.0)
    active = np.cumprod(1 - hazard.sum(axis=2), axis=1)
    before = np.concatenate([np.ones((len(active), 1)), active[:, :-1]], axis=1)
    ended = np.cumsum(before[..., None] * hazard, axis=1)
    # Beyond the last age that anybody was seen at, nothing is known of those who were still there.
    seen = (at_risk > 0) | (active == 0)
    return {
        "at_risk": at_risk,
        "active": np.where(seen, active, np.nan),
        "failure_free": np.where(seen, 1 - ended[..., 1], np.nan),
        "completed": np.where(seen, ended[..., 0], np.nan),
    }


def _limits(
    ends: Floats, censored: Floats, confidence: float, resamples: int, seed: int
) -> dict[str, tuple[Floats, Floats]]:
    names = ("active", "failure_free")
    runs, ages = censored.shape
    if runs < 2:
        return {name: (np.full(ages, np.nan), np.full(ages, np.nan)) for name in names}
    chance = generator(seed, "survival")
    weights = chance.multinomial(runs, np.full(runs, 1 / runs), size=resamples).astype(float)
    drawn = _curves(
        np.einsum("br,rak->bak", weights, ends, optimize=True), np.einsum("br,ra->ba", weights, censored, optimize=True)
    )
    tail = (1 - confidence) / 2
    found = {}
    for name in names:
        with np.errstate(invalid="ignore"):
            known = ~np.isnan(drawn[name]).all(axis=0)
        limits = np.full((2, ages), np.nan)
        limits[:, known] = np.nanquantile(drawn[name][:, known], (tail, 1 - tail), axis=0)
        found[name] = (limits[0], limits[1])
    return found
