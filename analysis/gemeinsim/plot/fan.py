# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from gemeinsim import words
from gemeinsim.names import unknown
from gemeinsim.plot.style import (
    FAINT,
    INK,
    PALETTE,
    QUIET,
    axis_label,
    default_factor,
    groups,
    month_axis,
    months_of,
    panels,
    spread,
    style,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BANDS = ((0.95, 0.16), (0.80, 0.18), (0.50, 0.26))  # share of runs inside, opacity; they lie on each other


def fan(ds: xr.Dataset, metric: str = "impact_index", by: str | None = None) -> Figure:
    """Fan chart: the median over runs and the bands that hold 50, 80 and 95 % of them, month by month.

    One panel for each level of `by`, with the other medians in grey behind it, and a last panel with all
    medians together. A band holds the central share of the *runs* of a month: it shows how differently the same
    policy can turn out, not how exactly its mean is known (for that see :func:`gemeinsim.compare`).

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`gemeinsim.Scenario.run`.
    metric : str
        A variable on ``(run, month)``.
    by : str, optional
        A factor; where left out, ``governance_preset`` or the only factor there is.

    Raises
    ------
    ValueError
        For an unknown factor or a metric without months.

    Notes
    -----
    Missing values (NaN) are left out month by month; a level with any says so in its panel. Cost: sorting the
    runs of every month.
    """
    monthly = [str(name) for name, values in ds.data_vars.items() if set(values.dims) == {"run", "month"}]
    if metric not in monthly:
        raise ValueError(unknown("monthly metric", metric, monthly))
    levels = groups(ds, default_factor(ds, by))
    values = ds[metric].transpose("run", "month")
    numbers = values.to_numpy().astype(float)
    months = months_of(ds)
    quantiles = {level: _quantiles(numbers[places]) for level, places in levels.items()}
    several = len(levels) > 1
    with style():
        columns = 3 if several else 1
        figure, axes = panels(len(levels) + several, columns=columns, width=3.05 if several else 5.6, height=2.5)
        for number, (level, places) in enumerate(levels.items()):
            colour = PALETTE[number % len(PALETTE)]
            for other, table in quantiles.items():
                if other != level:
                    axes[number].plot(months, table[0.5], color=FAINT, linewidth=1, zorder=1)
            _bands(axes[number], months, quantiles[level], colour)
            missing = int(np.isnan(numbers[places]).any(axis=1).sum())
            title = words.plain(level) if several else f"{len(places)} runs"
            axes[number].set_title(title + (f" ({missing} runs with missing months)" if missing else ""), color=colour)
        for panel, table in zip(axes, quantiles.values(), strict=False):  # the last panel has no bands
            _band_labels(panel, months, table)
        if several:
            _medians(axes[-1], months, {level: table[0.5] for level, table in quantiles.items()})
        lowest = min(float(np.nanmin(table[0.025], initial=0)) for table in quantiles.values())
        for place, panel in enumerate(axes):
            month_axis(panel, ds)
            panel.set_xlabel(panel.get_xlabel() if place + columns >= len(axes) else "")
            panel.grid(axis="y", color="#ededed", linewidth=0.7)
            panel.set_axisbelow(True)
            if lowest < 0:
                panel.axhline(0, color="#9a9a9a", linewidth=0.8, zorder=1.5)
        figure.supylabel(axis_label(values), fontsize=9, color=INK)
    return figure


def _quantiles(values: np.ndarray) -> dict[float, np.ndarray]:
    """Quantiles over runs of each month; NaN where no run has a value."""
    shares = sorted({0.5, *(0.5 + sign * share / 2 for share, _ in _BANDS for sign in (-1, 1))})
    result = np.full((len(shares), values.shape[1]), np.nan)
    known = ~np.isnan(values).all(axis=0)
    result[:, known] = np.nanquantile(values[:, known], shares, axis=0)
    return {round(share, 6): row for share, row in zip(shares, result, strict=True)}


def _bands(axes: Axes, months: np.ndarray, table: dict[float, np.ndarray], colour: str) -> None:
    for share, opacity in _BANDS:
        lower, upper = (table[round(0.5 + sign * share / 2, 6)] for sign in (-1, 1))
        axes.fill_between(months, lower, upper, color=colour, alpha=opacity, linewidth=0, zorder=2)
    axes.plot(months, table[0.5], color=colour, linewidth=1.8, zorder=3)


def _band_labels(axes: Axes, months: np.ndarray, table: dict[float, np.ndarray]) -> None:
    """The share of runs at the upper end of each band, where there is a band at the end."""
    ends = {share: float(table[round(0.5 + share / 2, 6)][-1]) for share, _ in _BANDS}
    ends = {share: end for share, end in ends.items() if end > table[0.5][-1]}
    bottom, top = axes.get_ylim()
    places = spread(list(ends.values()), 0.065 * (top - bottom), bottom, top)
    for share, place in zip(ends, places, strict=True):
        axes.annotate(
            f"{100 * share:.0f} %",
            (months[-1], place),
            xytext=(3, 0),
            textcoords="offset points",
            fontsize=6.5,
            color=QUIET,
            va="center",
            annotation_clip=False,
        )


def _medians(axes: Axes, months: np.ndarray, medians: dict[str, np.ndarray]) -> None:
    """All medians with their names at the right end, moved apart where they would overlap."""
    known = {level: values for level, values in medians.items() if np.isfinite(values).any()}
    ends = [float(values[np.isfinite(values)][-1]) for values in known.values()]
    bottom, top = axes.get_ylim()
    places = spread(ends, 0.085 * (top - bottom), bottom + 0.03 * (top - bottom), top)
    for (level, values), end, place in zip(known.items(), ends, places, strict=True):
        colour = PALETTE[list(medians).index(level) % len(PALETTE)]
        axes.plot(months, values, color=colour, linewidth=1.8)
        axes.annotate(
            words.plain(level),
            (months[-1], end),
            xytext=(1.06, place),
            textcoords=("axes fraction", "data"),
            color=colour,
            fontsize=8,
            va="center",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.6,
                "shrinkA": 1,
                "shrinkB": 0,
                "relpos": (0, 0.5),
            },
        )
    axes.set_title("medians compared", color=INK)
