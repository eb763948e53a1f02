# SPDX-License-Identifier: Apache-2.0
"""How long initiatives live: survival and failure-free survival of initiatives that are watched to the end of a run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim.names import unknown
from gemeinsim.results import factors_of, tables


def survival(ds: xr.Dataset, by: str | None = None, *, confidence: float = 0.95) -> pd.DataFrame:
    """Shares of initiatives that live, and that have not failed, so many months after their founding.

    Initiatives that still exist at the end of their run are censored: nobody knows how long they would have lived.

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`Scenario.run`.
    by : str, optional
        A factor whose levels are kept apart, ``"governance_preset"``.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    DataFrame
        One row for each level and month of age in which an initiative ended, and one before the first (month -1):
        ``level``, ``month``,
        ``at_risk``, ``dissolved``, ``completed``; ``survival`` (neither has happened) with ``lower`` and ``upper``, and
        ``failure_free`` (no dissolution: completion is no death) with ``failure_free_lower`` and
        ``failure_free_upper``.

    Raises
    ------
    ValueError
        For a factor that is not there or a confidence outside (0, 1).

    Notes
    -----
    Survival is Kaplan and Meier's product over months of 1 - ended/at risk, with Greenwood's variance on the scale of
    log(-log S), so that intervals stay within [0, 1]. Failure-free survival is 1 minus the cumulative incidence of
    dissolution, which completion competes with (Aalen and Johansen); taking completion for censoring instead would
    suppose that completed initiatives could still dissolve. Its variance is Gray's, by the delta method.
    """
    from scipy.stats import norm

    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence} (it lies between 0 and 1); 0.95 is usual")
    known = tables(ds)["initiatives"]
    runs = np.atleast_1d(ds["run"].to_numpy())
    if by is not None:
        by = by.replace(".", "_")
        if by not in factors_of(ds):
            raise ValueError(unknown("factor", by, factors_of(ds)))
    levels = np.atleast_1d(ds[by].to_numpy()).astype(str) if by else np.full(len(runs), "")
    level_of = dict(zip(runs, levels, strict=True))
    months = int(ds.sizes["month"])
    z = float(norm.ppf(0.5 + confidence / 2))
    ended = known["ended"].to_numpy()
    frame = pd.DataFrame(
        {
            "level": known["run"].map(level_of).to_numpy(),
            "age": np.where(ended >= 0, ended, months) - known["founded"].to_numpy(),
            "dissolved": known["phase"].astype(str).to_numpy() == "dissolved",
            "completed": known["phase"].astype(str).to_numpy() == "completed",
        }
    )
    parts = [_curve(frame[frame["level"] == level], level, z) for level in dict.fromkeys(levels)]
    return pd.concat(parts, ignore_index=True)


def _curve(frame: pd.DataFrame, level: str, z: float) -> pd.DataFrame:
    age = frame["age"].to_numpy()
    # Who ended in a month of its age was at risk in it; who was watched for so many months only was not any more.
    watched = age + (frame["dissolved"] | frame["completed"]).to_numpy().astype(int)
    dissolved, completed = frame["dissolved"].to_numpy(), frame["completed"].to_numpy()
    rows = [(level, -1, len(frame), 0, 0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)]
    alive, failed, greenwood = 1.0, 0.0, 0.0
    steps: list[tuple[float, int, int, int, float]] = []  # S before, at risk, dissolved, completed, incidence after
    for month in np.unique(age[dissolved | completed]):
        at_risk = int((watched > month).sum())
        lost = int((dissolved & (age == month)).sum())
        done = int((completed & (age == month)).sum())
        before = alive
        failed += alive * lost / at_risk
        alive *= 1 - (lost + done) / at_risk
        if at_risk > lost + done:
            greenwood += (lost + done) / (at_risk * (at_risk - lost - done))
        steps.append((before, at_risk, lost, done, failed))
        lower, upper = _interval(alive, alive**2 * greenwood, z)
        free_lower, free_upper = _interval(1 - failed, _incidence_variance(steps), z)
        rows.append((level, int(month), at_risk, lost, done, alive, lower, upper, 1 - failed, free_lower, free_upper))
    columns = ["level", "month", "at_risk", "dissolved", "completed", "survival", "lower", "upper"]
    columns += ["failure_free", "failure_free_lower", "failure_free_upper"]
    return pd.DataFrame(rows, columns=columns)


def _incidence_variance(steps: list[tuple[float, int, int, int, float]]) -> float:
    """Variance of the last cumulative incidence."""
    last = steps[-1][4]
    total = 0.0
    for before, at_risk, lost, done, incidence in steps:
        ends = lost + done
        if at_risk > ends:
            total += (last - incidence) ** 2 * ends / (at_risk * (at_risk - ends))
        total += before**2 * lost * (at_risk - lost) / at_risk**3
        total -= 2 * (last - incidence) * before * lost / at_risk**2
    return max(0.0, total)


def _interval(share: float, variance: float, z: float) -> tuple[float, float]:
    if share <= 0 or share >= 1:
        return share, share
    spread = z * np.sqrt(variance) / (share * abs(np.log(share)))
    return float(share ** np.exp(spread)), float(share ** np.exp(-spread))
