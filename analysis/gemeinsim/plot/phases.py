# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Literal

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from gemeinsim import words
from gemeinsim.plot.style import INK, QUIET, default_factor, groups, month_axis, months_of, panels, style

#: Metric suffix, name, colour, hatch: from founding to the end, darker as it gets on; ended without is hatched.
PHASES = (
    ("initiation", "initiation", "#c7dff0", None),
    ("design", "design", "#6fb0d8", None),
    ("implementation", "implementation", "#1f6fa8", None),
    ("completed", "completed: goal reached", "#08334f", None),
    ("dissolved", "dissolved", "#f0e4d7", "////"),
)


def phases(ds: xr.Dataset, by: str | None = None, *, quantity: Literal["share", "count"] = "share") -> Figure:
    """Phase timeline: where the initiatives founded so far stand, month by month and policy by policy.

    Initiatives in the phases initiation, design and implementation, and those completed or dissolved up to the
    month, stacked. ``share``: of all initiatives founded up to that month in all runs of the policy, that is
    ``sum over runs in the phase / sum over runs founded``; ``count``: their mean number per run.

    Parameters
    ----------
    ds : Dataset
        With the monthly metrics ``initiatives_initiation``, ``initiatives_design``, ``initiatives_implementation``
        and the cumulative ``initiatives_completed`` and ``initiatives_dissolved``.
    by : str, optional
        A factor; where left out, ``governance_preset`` or the only factor there is.
    quantity : {"share", "count"}

    Raises
    ------
    ValueError
        For a dataset without these metrics or an unknown factor.
    """
    absent = [f"initiatives_{name}" for name, *_ in PHASES if f"initiatives_{name}" not in ds.data_vars]
    if absent:
        raise ValueError(
            f"no metrics {words.listing(absent)} (the timeline is drawn from them); add them to outputs.metrics"
        )
    if quantity not in ("share", "count"):
        raise ValueError(f"quantity is {quantity!r}; say 'share' or 'count'")
    levels = groups(ds, default_factor(ds, by))
    months = months_of(ds)
    numbers = np.stack([ds[f"initiatives_{name}"].transpose("run", "month").to_numpy() for name, *_ in PHASES])
    with style():
        columns = 3 if len(levels) > 1 else 1
        figure, axes = panels(len(levels), columns=columns, width=3.05 if len(levels) > 1 else 5.6, height=2.35)
        for place, (panel, (level, runs)) in enumerate(zip(axes, levels.items(), strict=True)):
            total = np.nansum(numbers[:, runs].astype(float), axis=1)
            founded = total.sum(axis=0)
            if quantity == "share":
                with np.errstate(invalid="ignore"):
                    heights = 100 * total / np.where(founded > 0, founded, np.nan)
            else:
                heights = total / len(runs)
            layers = panel.stackplot(
                months, np.nan_to_num(heights), colors=[row[2] for row in PHASES], linewidth=0.4, edgecolor="white"
            )
            for layer, (*_, hatch) in zip(layers, PHASES, strict=True):
                if hatch:
                    layer.set(hatch=hatch, edgecolor="#a58a6a", linewidth=0)
            panel.set_title(words.plain(level) if len(levels) > 1 else "phases of initiatives", color=INK, pad=14)
            panel.annotate(
                f"{founded[-1] / len(runs):.1f} founded per run" if founded[-1] else "no initiative was founded",
                (0, 1),
                xytext=(0, 3),
                xycoords="axes fraction",
                textcoords="offset points",
                fontsize=7.5,
                color=QUIET,
            )
            month_axis(panel, ds)
            panel.set_xlabel(panel.get_xlabel() if place + columns >= len(axes) else "")
            if quantity == "share":
                panel.set_ylim(0, 100)
        figure.supylabel(
            "initiatives founded so far [%]" if quantity == "share" else "initiatives per run", fontsize=9, color=INK
        )
        handles = [
            Patch(facecolor=colour, hatch=hatch, edgecolor="#a58a6a" if hatch else "none", label=name, linewidth=0)
            for _, name, colour, hatch in reversed(PHASES)
        ]
        if len(axes) % columns:  # the grid has an empty place for the legend
            legend = axes[-1].legend(handles=handles, loc="center left", bbox_to_anchor=(1.15, 0.5), handlelength=1.4)
            legend.set_in_layout(False)
        else:
            figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), handlelength=1.4)
    return figure
