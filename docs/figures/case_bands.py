# SPDX-License-Identifier: Apache-2.0
"""The table of the control: what is known of many alliances beside what was measured, with a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from case_tables import Level, number

#: What, lowest and highest of the band (None: no band), value with half its interval (NaN: none).
Row = tuple[str, tuple[float, float] | None, int, Callable[[Level], tuple[float, float]]]


def _share(hits: np.ndarray) -> tuple[float, float]:
    p = float(np.mean(hits))
    return p, 1.96 * float(np.sqrt(p * (1 - p) / hits.size))


def _mean(values: np.ndarray) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    return float(known.mean()), 1.96 * float(known.std(ddof=1) / np.sqrt(known.size))


def _ended(level: Level, month: int, *, reached_too: bool) -> np.ndarray:
    phase = level.first["phase"].astype(str)
    of_these = phase.isin(["completed", "dissolved"]) if reached_too else phase == "dissolved"
    ended = level.first["ended"].to_numpy(float)
    return of_these.to_numpy() & (ended >= 0) & (ended < month)


def _alive(month: int, *, reached_too: bool = False) -> Callable[[Level], tuple[float, float]]:
    return lambda level: _share(~_ended(level, month, reached_too=reached_too))


def _yearly(level: Level, *, reached_too: bool) -> tuple[float, float]:
    left = [1 - _ended(level, month, reached_too=reached_too).mean() for month in (36, 84)]
    return float(-np.log(left[1] / left[0]) / 4), np.nan


def _reached(level: Level) -> tuple[float, float]:
    ended = _ended(level, 84, reached_too=True)
    return _share((level.first["phase"].astype(str) == "completed").to_numpy()[ended])


def _agreement(level: Level) -> tuple[float, float]:
    reached = level.first["agreement"].to_numpy(float)
    return float(np.median(np.where(reached >= 0, reached - level.first["founded"], np.inf))), np.nan


def _with_agreement(level: Level) -> tuple[float, float]:
    return _share((level.first["agreement"] >= 0).to_numpy())


def _members(level: Level) -> tuple[float, float]:
    return float(np.nanmedian(level.ds["members"].sel(month=11))), np.nan


def _growth(level: Level) -> tuple[float, float]:
    members = level.ds["members"].sel(month=[11, 59]).to_numpy().astype(float)
    both = np.isfinite(members).all(axis=1)
    first, later = members[both].mean(axis=0)
    return float((later / first) ** (1 / 4) - 1), np.nan


def _granted_applications(level: Level) -> tuple[float, float]:
    end = level.ds.isel(month=-1)
    decided = end["applications_decided"].to_numpy().astype(float)
    success = np.nan_to_num(end["application_success"].to_numpy().astype(float))
    return float((decided * success).sum() / decided.sum()), np.nan


GRANTED: Sequence[Row] = (
    ("not dissolved after 36 months", (0.85, 0.95), 2, _alive(36)),
    ("not dissolved after 84 months", (0.60, 0.72), 2, _alive(84)),
    ("alive after 84 months, goal reached counted as an end too", (0.60, 0.72), 2, _alive(84, reached_too=True)),
    ("dissolved per year from month 36 to 84", (0.05, 0.09), 3, lambda level: _yearly(level, reached_too=False)),
    ("ended per year, goal reached included", (0.05, 0.09), 3, lambda level: _yearly(level, reached_too=True)),
    ("of those that ended by month 84, share that had reached their goal", (0.25, 0.40), 2, _reached),
    ("months to the agreement, median", (10, 24), 0, _agreement),
    ("with an agreement at all within the run", None, 2, _with_agreement),
    ("share of members at work", (0.70, 0.85), 2, lambda level: _mean(level.ds["active_share"].mean("month").values)),
    ("members after a year, median", (8, 40), 0, _members),
    ("growth per year, month 11 to 59", (0.05, 0.20), 2, _growth),
)
UNAIDED: Sequence[Row] = (
    ("months to the agreement, median", (24, 72), 0, _agreement),
    ("with an agreement at all within the run", None, 2, _with_agreement),
    ("not dissolved after 36 months", None, 2, _alive(36)),
    ("not dissolved after 84 months", None, 2, _alive(84)),
    ("share of members at work", (0.70, 0.85), 2, lambda level: _mean(level.ds["active_share"].mean("month").values)),
    ("members after a year, median", (8, 40), 0, _members),
    ("growth per year, month 11 to 59", (0.05, 0.20), 2, _growth),
    # No band: what is known is of calls with competition, and the town pays nine in ten.
    ("applications granted, the town's grants among them", None, 3, _granted_applications),
)


def _verdict(value: float, half: float, band: tuple[float, float] | None) -> str:
    if band is None:
        return ""
    if band[0] <= value <= band[1]:
        return "holds"
    near = np.isfinite(half) and value + half >= band[0] and value - half <= band[1]
    return "misses; the interval reaches into the band" if near else "misses"


def bands(found: Sequence[Level]) -> str:
    """The table of both arms, the granted first."""
    lines = ["| what | band | measured | |", "|---|---|---|---|"]
    for name, rows, level in zip(("granted", "unaided"), (GRANTED, UNAIDED), found, strict=True):
        lines.append(f"| **{name}** | | | |")
        for what, band, places, measure in rows:
            value, half = measure(level)
            known = f" to {number(band[1], 2 if band[1] < 1 else 0)}" if band else ""
            wanted = f"{number(band[0], 2 if band[1] < 1 else 0)}{known}" if band else "no band"
            told = number(value, places) if np.isfinite(value) else "none in half"
            told += f" ± {number(half, places)}" if np.isfinite(half) else ""
            lines.append(f"| {what} | {wanted} | {told} | {_verdict(value, half, band)} |".replace("|  |", "| |"))
    return "\n".join(lines)
