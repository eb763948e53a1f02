# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from gemeinsim.plot.style import INK, PALETTE, QUIET, new_figure, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from gemeinsim.calibration.matching import Matched
    from gemeinsim.sensitivities import Sensitivity

_LABELS = {
    "shapley": "Shapley share",
    "main_effect": "main effect",
    "mu_star": "mean size of effect",
    "mu": "mean effect",
    "sigma": "spread of effects",
    "total": "total index",
    "first": "first-order index",
}


def sensitivity(found: Sensitivity, *, most: int = 20) -> Figure:
    """The factors of :func:`gemeinsim.sensitivity`, the most important on top, with their intervals.

    `most` factors are shown. Below stand the shares of parameters, luck and both in the variance of a run.
    """
    from gemeinsim.sensitivities import COLUMNS

    frame = found.factors.head(most).iloc[::-1]
    columns = [column for column in COLUMNS[found.method] if column != "mu"]
    with style():
        figure = new_figure(6.4, 1.3 + 0.27 * len(frame))
        axes = figure.subplots()
        rows = np.arange(len(frame))
        for number, column in enumerate(columns):
            values = frame[column].to_numpy()
            low, high = frame[f"{column}_lower"].to_numpy(), frame[f"{column}_upper"].to_numpy()
            shift = 0.16 * (0.5 * (len(columns) - 1) - number) * 2
            colour = PALETTE[number]
            axes.hlines(rows + shift, low, high, color=colour, linewidth=1.6)
            axes.plot(values, rows + shift, "os^"[number], color=colour, markersize=4.5, label=_LABELS[column])
        axes.axvline(0, color=QUIET, linewidth=0.8)
        if found.noise is not None:
            axes.axvspan(0, found.noise, color="#ececec", zorder=0, label="by chance alone")
        axes.set_yticks(rows, [_short(str(name)) for name in frame.index])
        axes.grid(axis="x", color="#ededed", linewidth=0.7)
        axes.set_axisbelow(True)
        unit = "" if found.method == "saltelli" or found.unit == "1" else f" [{found.unit}]"
        axes.set_xlabel(("share of variance" if found.method == "saltelli" else found.metric) + unit)
        axes.set_title(found.head.replace(": ", "\n", 1), fontsize=9, color=INK)
        # Within the axes it would lie among points.
        figure.legend(loc="outside lower center", ncols=len(columns) + 1, handlelength=1.4)
        shares = found.variance["share"]
        if shares.notna().all():
            words = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
            axes.annotate(f"variance of a run: {words}", (0, 0), (0, -42), xycoords="axes fraction",
                          textcoords="offset points", fontsize=7.5, color=QUIET)  # fmt: skip
    return figure


def fit(found: Matched) -> Figure:
    """The figures of :func:`gemeinsim.fit` against their bands: before (hollow) and fitted (filled), with two errors.

    Every figure has a scale of its own on which its band is the grey bar. Checks, which were not fitted, stand below
    the line, as far as a band is known.
    """
    checks = found.checks[np.isfinite(found.checks["lower"]) | np.isfinite(found.checks["upper"])]
    tables = [found.targets, checks]
    figures = [(name, row) for table in tables for name, row in table.iterrows()]
    with style():
        figure = new_figure(6.4, 0.9 + 0.34 * len(figures))
        axes = figure.subplots()
        for place, (name, row) in enumerate(reversed(figures)):
            lower, upper = _ends(row)
            width = upper - lower
            axes.barh(place, 1, left=0, height=0.55, color="#e3e3e3", zorder=1)
            for column, face in (("before", "white"), ("fitted", PALETTE[0])):
                value, error = (row[column] - lower) / width, 2 * row[f"{column}_error"] / width
                if not math.isfinite(value):
                    continue
                error = error if math.isfinite(error) else 0.0
                shift = 0.13 if column == "before" else -0.13
                edge = QUIET if column == "before" else PALETTE[0]
                at = np.clip(value, -0.95, 1.95)
                axes.hlines(place + shift, max(-1, value - error), min(2, value + error), color=edge, zorder=2)
                axes.plot(at, place + shift, "o" if at == value else "<>"[int(at > 0)], color=edge,
                          markerfacecolor=face, markersize=5, zorder=3)  # fmt: skip
            shown = f"{row['fitted']:.3g}" if math.isfinite(row["fitted"]) else "undefined"
            axes.text(2.05, place, f"{shown}  ({row['band']})", va="center", fontsize=7.5, color=INK)
            axes.text(-1.05, place, f"{name}", va="center", ha="right", fontsize=8, color=INK)
        if len(checks):
            axes.axhline(len(checks) - 0.5, color=INK, linewidth=0.8)
        axes.set_xlim(-1, 2)
        axes.set_ylim(-0.6, len(figures) - 0.4)
        axes.set_yticks([])
        axes.set_xticks([0, 1], ["lower end", "upper end"])
        axes.set_xlabel("place within the band; hollow before,\nfilled fitted, bars two standard errors")
    return figure


def _ends(row: Any) -> tuple[float, float]:
    """The band as drawn: of an open one a stretch as long as its end is large, or as four errors."""
    lower, upper = float(row["lower"]), float(row["upper"])
    errors = np.nan_to_num([row["before_error"], row["fitted_error"]]).max()
    if math.isinf(lower):
        return upper - max(abs(upper), 4 * errors, 1e-9), upper
    if math.isinf(upper):
        return lower, lower + max(abs(lower), 4 * errors, 1e-9)
    return lower, upper


def _short(path: str) -> str:
    return path.removeprefix("challenges.").replace("_", " ")
