# SPDX-License-Identifier: Apache-2.0
"""The figure of a case: how its rows unfold, and where they stand at the end."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr
from case_tables import Case, Level, levels
from gemeinsim.plot.style import INK, PALETTE, month_axis, months_of, new_figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PHASES = {
    "initiation": ("initiation", "#cfe0ec"),
    "design": ("design", "#86b3d1"),
    "implementation": ("implementation", "#0072B2"),
    "completed": ("goal reached", "#009E73"),
    "dissolved": ("dissolved", "#c9c9c9"),
}


def figure(case: Case, ds: xr.Dataset) -> Figure:
    """Left the mean over runs of the case's metric with its interval, one line for each row; right the end."""
    chosen = list(case.drawn) if case.drawn is not None else list(range(len(case.rows)))
    found = levels(case, ds)
    names = [_name(case, place) for place in chosen]
    with style():
        height = max(2.9, 1.3 + 0.38 * len(chosen))
        drawing = new_figure(9.2, height, w_pad=0.08, h_pad=0.06, wspace=0.03)
        left, right = drawing.subplots(1, 2, width_ratios=[1.25, 1])
        for number, place in enumerate(chosen):
            _line(left, found[place].ds, case.metric, number, names[number], several=len(chosen) > 1)
        left.set_title(case.label[:1].upper() + case.label[1:])
        month_axis(left, ds)
        left.grid(axis="y", color="#ededed", linewidth=0.7)
        left.set_axisbelow(True)
        if case.metric != "severity" and case.bars != "arcs":
            left.set_ylim(bottom=min(0, left.get_ylim()[0]))
        {"phases": _phases, "output": _output, "arcs": _spread_of_arcs}[case.bars](
            right, [found[place] for place in chosen], names
        )
        return drawing


def _name(case: Case, place: int) -> str:
    labels = list(case.rows[place][0])
    if case.drawn is not None:
        labels = labels[:1]
    several = len(labels) > 1
    told = [
        f"{head}: {label}" if several and (len(label) < 6 or label[0] in ".0123456789") else label
        for head, label in zip(case.heads, labels, strict=False)
    ]
    return ", ".join(told)


def _line(axes: Axes, ds: xr.Dataset, metric: str, number: int, name: str, *, several: bool) -> None:
    values = ds[metric].transpose("run", "month").to_numpy().astype(float)
    with np.errstate(invalid="ignore"):
        known = np.isfinite(values).sum(axis=0)
        middle = np.where(known > 0, np.nansum(values, axis=0) / np.maximum(known, 1), np.nan)
        half = 1.96 * np.nanstd(values, axis=0, ddof=0) / np.sqrt(np.maximum(known, 1))
    colour = PALETTE[number % len(PALETTE)]
    months = months_of(ds)
    if not several:
        for run in values[:40]:
            axes.plot(months, run, color=colour, alpha=0.12, linewidth=0.7)
    axes.fill_between(months, middle - half, middle + half, color=colour, alpha=0.15, linewidth=0)
    axes.plot(months, middle, color=colour, linewidth=1.7, linestyle="-" if number < 4 else "--", label=name)


def _rows(axes: Axes, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), [fill(name, 26) for name in names])
    for number, tick in enumerate(axes.get_yticklabels()):
        tick.set_color(PALETTE[number % len(PALETTE)])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)


def _phases(axes: Axes, found: list[Level], names: list[str]) -> None:
    for place, level in enumerate(found):
        shares = level.first["phase"].astype(str).value_counts(normalize=True)
        start = 0.0
        for phase, (label, colour) in PHASES.items():
            share = float(shares.get(phase, 0))
            axes.barh(place, share, left=start, color=colour, height=0.62, label=label if place == 0 else None)
            if share >= 0.12:
                dark = phase in ("implementation", "completed")
                axes.text(
                    start + share / 2, place, f"{100 * share:.0f} %", ha="center", va="center", fontsize=7.5,
                    color="white" if dark else INK,
                )  # fmt: skip
            start += share
    _rows(axes, names)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_title("First initiative, at the end")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), ncols=3, fontsize=7.5, handlelength=1.2)


def _output(axes: Axes, found: list[Level], names: list[str]) -> None:
    for place, level in enumerate(found):
        alone = float(level.ds["isolated_output"].isel(month=-1).mean())
        together = float(level.ds["collective_output"].isel(month=-1).mean())
        axes.barh(place, alone, color="#b9b9b9", height=0.62, label="alone" if place == 0 else None)
        axes.barh(
            place, together, left=alone, color="#0072B2", height=0.62, label="in initiatives" if place == 0 else None
        )
    _rows(axes, names)
    axes.set_title("Output at the end, effective h/month")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2, fontsize=8)


def _spread_of_arcs(axes: Axes, found: list[Level], _names: list[str]) -> None:
    ends = found[0].ds["contacts"].isel(month=-1).to_numpy().astype(int)
    lowest, highest = ends.min(), ends.max()
    axes.hist(ends, bins=np.arange(lowest, highest + 2, max(1, (highest - lowest) // 20)) - 0.5, color=PALETTE[0])
    axes.set_title("Arcs at the end, number of runs")
    axes.set_xlabel("arcs")
