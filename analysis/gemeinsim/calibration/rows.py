# SPDX-License-Identifier: Apache-2.0
"""Rows of ``[[targets]]`` and ``[[checks]]``, understood and held against what runs record."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import xarray as xr

from gemeinsim.calibration.targets import STATISTICS, Target
from gemeinsim.names import unknown

_WITHOUT_METRIC = ("tie_creation", "tie_ending", "ended_by")


@lru_cache(maxsize=1)
def _smallest_run() -> xr.Dataset:
    from gemeinsim.scenario import Scenario

    smallest = "[time]\nmonths = 1\nburn_in = 0\n[population]\nadministration = 2\ncivil_society = 3\n[topics.youth]\n"
    return Scenario.parse(smallest).set("outputs.metrics", ["all"]).run(seed=1, replicates=1, progress=False)


@lru_cache(maxsize=1)
def monthly_metrics() -> dict[str, bool]:
    """Every metric that a run can record, and whether it has a value for each month. Cost: one tiny run."""
    return {str(name): "month" in values.dims for name, values in _smallest_run().data_vars.items()}


@lru_cache(maxsize=1)
def causes() -> tuple[str, ...]:
    """What an initiative can end of."""
    from gemeinsim.results import tables

    kinds = tables(_smallest_run())["initiatives"]["cause"].cat.categories
    return tuple(str(kind) for kind in kinds if kind != "none")


def check_target(target: Target, months: int, complain: Callable[[str], None]) -> None:
    """Whether a target can be estimated from runs of so many months."""
    known = monthly_metrics()
    if target.statistic == "ended_by" and target.cause not in causes():
        complain(unknown("cause", target.cause, causes()))
    named = [name for name in (target.metric, *target.per) if name]
    for name in named:
        if name not in known:
            complain(unknown("metric", name, known))
    by_month = target.statistic in ("rate", "growth", "reached", "until")
    for name in named:
        if by_month and not known.get(name, True):
            complain(
                f"{name} is one number per run (a {target.statistic} follows a metric in time); take a monthly one"
            )
    for month in (*(target.months or ()), *([target.month] if target.month is not None else [])):
        if month >= months:
            complain(f"month {month} is not simulated (months 0 to {months - 1}); take one that is")


def read_target(row: Mapping[str, Any], arms: Sequence[str], complain: Any, place: str) -> Target | None:
    """One row of ``[[targets]]`` or ``[[checks]]``, which need no band; problems go to `complain(place, text)`."""
    allowed = {"name", "arm", "statistic", "metric", "per", "month", "months", "level", "cause", "band", "discrepancy"}
    allowed.add("source")
    good = True

    def wrong(key: str, text: str) -> None:
        nonlocal good
        good = False
        complain(f"{place}.{key}", text)

    for key in row.keys() - allowed:
        wrong(key, unknown("key", key, allowed))
    name = row.get("name")
    if not isinstance(name, str) or not name:
        wrong("name", "the key is missing (tables and figures show it); give one")
    arm = row.get("arm", arms[0] if len(arms) == 1 else None)
    if arm not in arms:
        wrong("arm", unknown("arm", str(arm), arms))
    statistic = row.get("statistic", "mean")
    if statistic not in STATISTICS:
        wrong("statistic", unknown("statistic", str(statistic), STATISTICS))
        return None
    if statistic not in _WITHOUT_METRIC and not isinstance(row.get("metric"), str):
        wrong("metric", f"the key is missing (the {statistic} of a metric is taken); name one")
    needs = STATISTICS[statistic]
    per = row.get("per", [])
    per = [per] if isinstance(per, str) else per
    if not isinstance(per, list) or not all(isinstance(one, str) for one in per) or ("per" in needs and not per):
        wrong(
            "per", f"found {row.get('per')!r} (a {statistic} is divided by it); name a metric, or several to be summed"
        )
    months = row.get("months")
    if "months" in needs:
        whole = isinstance(months, list) and len(months) == 2 and all(type(one) is int for one in months)
        if not whole or not 0 <= months[0] < months[1]:
            wrong("months", f"found {months!r} (two months, the earlier first); write like [36, 84]")
    elif months is not None:
        wrong("months", f"a {statistic} has no use for it; remove it")
    month = row.get("month")
    if month is not None and (type(month) is not int or month < 0):
        wrong("month", f"found {month!r} (a month from 0); give one")
    for key, kind, told in (("level", (int, float), "a number"), ("cause", str, "what an initiative ended of")):
        value = row.get(key)
        if key in needs and (isinstance(value, bool) or not isinstance(value, kind)):
            wrong(key, f"found {value!r} ({told}; {statistic} needs it); give one")
        elif key not in needs and value is not None:
            wrong(key, f"a {statistic} has no use for it; remove it")
    band = row.get("band", [-math.inf, math.inf] if place.startswith("checks") else None)
    if (
        not isinstance(band, list)
        or len(band) != 2
        or not all(isinstance(b, (int, float)) and not isinstance(b, bool) for b in band)
    ):
        wrong("band", f"found {band!r} (lower and upper end, inf allowed); write like [0.85, 0.95]")
    elif not band[0] < band[1]:
        wrong("band", f"found {band!r} (the lower end first); swap them")
    discrepancy = row.get("discrepancy", 0.0)
    if isinstance(discrepancy, bool) or not isinstance(discrepancy, (int, float)) or not 0 <= discrepancy < math.inf:
        wrong("discrepancy", f"found {discrepancy!r} (a standard deviation, 0 or more); give one")
    if not good:
        return None
    return Target(
        name=str(name),
        arm=str(arm),
        statistic=str(statistic),
        lower=float(band[0]),
        upper=float(band[1]),
        metric=str(row.get("metric", "")),
        per=tuple(per),
        month=month,
        months=(months[0], months[1]) if months is not None else None,
        level=float(row["level"]) if "level" in row else None,
        cause=str(row.get("cause", "")),
        discrepancy=float(discrepancy),
        source=str(row.get("source", "")),
    )
