# SPDX-License-Identifier: Apache-2.0
"""What all figures share: palette, type sizes, labels from attributes, files that are equal byte for byte."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import xarray as xr
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from gemeinsim import words
from gemeinsim.names import unknown
from gemeinsim.results import factors_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

# Okabe, M. & Ito, K. (2008), Color Universal Design; without its yellow, which is faint on white.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8C5E00", "#56B4E9", "#E69F00", "#333333")
INK, QUIET, FAINT = "#222222", "#6b6b6b", "#d9d9d9"

_STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "axes.labelcolor": INK,
    "axes.edgecolor": "#9a9a9a",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "text.color": INK,
    "figure.dpi": 110,
    "svg.hashsalt": "gemeinsim",
    "svg.fonttype": "path",
    "path.simplify": True,
}


@contextmanager
def style() -> Iterator[None]:
    """The look of all figures; matplotlib's own settings come back afterwards."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


class _ShownFigure(Figure):
    """A figure that a notebook shows as it stands, without pyplot and its list of open figures."""

    def _repr_png_(self) -> bytes:
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=110, facecolor="white")
        return buffer.getvalue()


def new_figure(width: float, height: float, **room: float) -> Figure:
    """An empty figure of so many inches; `room` is what stays free, as of matplotlib's constrained layout."""
    figure = _ShownFigure(figsize=(width, height), layout=ConstrainedLayoutEngine(**room))
    FigureCanvasAgg(figure)
    return figure


def panels(number: int, *, columns: int, width: float, height: float) -> tuple[Figure, list[Axes]]:
    """A figure with a grid of panels that share both axes; unused places stay empty."""
    columns = min(columns, number)
    rows = -(-number // columns)
    figure = new_figure(width * columns, height * rows + 0.55, w_pad=0.06, h_pad=0.05, wspace=0.02, hspace=0.04)
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).ravel()
    for unused in grid[number:]:
        unused.set_visible(False)
    for place in range(number):
        if place + columns >= number:  # the lowest panel of its column carries the labels of months
            grid[place].xaxis.set_tick_params(labelbottom=True)
    return figure, list(grid[:number])


def groups(ds: xr.Dataset, by: str | None) -> dict[str, np.ndarray]:
    """Places of the runs of each level of a factor, in the file's order; one group where `by` is None."""
    if by is None:
        return {"all runs": np.arange(ds.sizes["run"])}
    by = by.replace(".", "_")
    if by not in factors_of(ds):
        raise ValueError(unknown("factor", by, factors_of(ds)))
    labels = np.array([str(value) for value in ds[by].to_numpy()], dtype=object)
    return {level: np.flatnonzero(labels == level) for level in dict.fromkeys(labels)}


def default_factor(ds: xr.Dataset, by: str | None) -> str | None:
    """`by` itself, or the governance preset or the only factor where it is left out."""
    factors = factors_of(ds)
    if by is not None or not factors:
        return by
    return "governance_preset" if "governance_preset" in factors else factors[0] if len(factors) == 1 else None


def axis_label(values: xr.DataArray) -> str:
    """``long name [unit]`` from the attributes, the name where there are none; no unit for pure numbers."""
    text = str(values.attrs.get("long_name", words.plain(str(values.name))))
    unit = str(values.attrs.get("units", "1"))
    return text if unit in ("", "1") else f"{text} [{unit}]"


def month_axis(axes: Axes, ds: xr.Dataset) -> None:
    """Labels the months, with the calendar's first month where the file says it."""
    months = months_of(ds)
    start = ds["month"].attrs.get("start_date") if "month" in ds.coords else None
    axes.set_xlabel(f"months since {start}" if start else "months since the start")
    span = int(months[-1] - months[0]) if len(months) > 1 else 1
    step = next((step for step in (3, 6, 12, 24, 36, 60, 120) if span / step <= 6), 240)
    axes.set_xticks(np.arange(months[0], months[-1] + 1, step))
    axes.set_xlim(months[0], months[-1] if len(months) > 1 else months[0] + 1)


def months_of(ds: xr.Dataset) -> np.ndarray:
    return ds["month"].to_numpy() if "month" in ds.coords else np.arange(ds.sizes["month"])


def spread(wanted: Sequence[float], room: float, lower: float, upper: float) -> np.ndarray:
    """Places for labels near the wanted ones, at least `room` apart and inside the limits where they fit."""
    order = np.argsort(wanted, kind="stable")
    places = np.asarray(wanted, float)[order].copy()
    for _ in range(200):
        gaps = room - np.diff(places)
        tight = gaps > 1e-9 * room
        if not tight.any():
            break
        move = np.where(tight, gaps / 2, 0)
        places[:-1] -= move
        places[1:] += move
        places = np.clip(places, lower, upper) if room * (len(places) - 1) <= upper - lower else places
    result = np.empty_like(places)
    result[order] = places
    return result


def svg(figure: Figure) -> str:
    """The figure as an SVG text without time stamp; equal figures give equal text."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "gemeinsim", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, facecolor="white")
    return buffer.getvalue()


def save(figure: Figure, path: str | os.PathLike[str], *, dpi: int = 200) -> Path:
    """Write a figure as .svg, .png or .pdf; equal figures give equal bytes with one version of matplotlib.

    Raises
    ------
    ValueError
        For another ending.
    OSError
        The file cannot be written.
    """
    place = Path(path)
    ending = place.suffix.lower()
    if ending == ".svg":
        place.write_text(svg(figure), encoding="utf-8")
    elif ending == ".png":
        figure.savefig(place, dpi=dpi, metadata={"Software": None}, facecolor="white")
    elif ending == ".pdf":
        figure.savefig(place, metadata={"CreationDate": None, "Producer": None, "Creator": None}, facecolor="white")
    else:
        raise ValueError(f"{place}: cannot write figures as {ending or 'nothing'!r}; take .svg, .png or .pdf")
    return place
