# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import xarray as xr
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from gemeinsim.plot.style import INK, QUIET, panels, spread, style
from gemeinsim.results import tables

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: From left to right, from top to bottom: kinds of accounts as the file names them, and their words.
COLUMNS: tuple[dict[str, str], ...] = (
    {"outside": "outside"},
    {"administration": "administration", "civil_society": "civil society", "business": "business"},
    {"grants": "grant programmes", "budget_lines": "budget lines", "donations": "donations"},
    {"initiatives": "initiatives"},
    {"measures": "measures", "wages": "office, work", "overhead": "overhead", "returned": "returned unspent"},
)
#: What money is for: name, colour. Members' own means share a colour; where they go tells them apart.
PURPOSES = {
    "budget": ("budget", "#56B4E9"),
    "donation": ("donation", "#E69F00"),
    "award": ("grant", "#0072B2"),
    "fee": ("own means: fees, matching, hours", "#009E73"),
    "match": ("own means: fees, matching, hours", "#009E73"),
    "in_kind": ("own means: fees, matching, hours", "#009E73"),
    "preparation": ("preparation of measures", "#F0E442"),
    "measure": ("measures", "#D55E00"),
    "office": ("office", "#CC79A7"),
    "overhead": ("overhead", "#8C5E00"),
    "return": ("returned", "#a6a6a6"),
    "remedy": ("remedies", "#333333"),
}
_BAR, _GAP = 0.055, 0.06  # width of a node, and what is left free between two, as a share of the height


def money_flows(ds: xr.Dataset, run: int | None = 0) -> Figure:
    """Where the money comes from and goes to (after Sankey, M. H. 1898): ribbons as high as the amounts, in EUR.

    From left to right: the world outside, actors by sector, programmes by kind, initiatives, what the money became. A
    node is as high as what came to it or left it, whichever is more; what did not leave it was left at the end. Hours
    that count as own means stand for money at the wage.

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`gemeinsim.Scenario.run`, with the table ``flows``.
    run : int, optional
        Label of the run, ``ds.run``; None draws the mean over all runs.

    Raises
    ------
    ValueError
        The run is unknown, or no money flowed or was recorded.
    """
    flows = _flows(ds, run)
    nodes = _nodes(flows)
    scale = max(sum(node["height"] for node in column.values()) for column in nodes)
    room = _GAP * scale
    tall = max(sum(n["height"] for n in c.values()) + room * max(len(c) - 1, 0) for c in nodes)
    for place, column in enumerate(nodes):
        used = sum(node["height"] for node in column.values()) + room * max(len(column) - 1, 0)
        top = tall - (tall - used) / 2
        for node in column.values():
            node |= {"x": float(place), "top": top, "out": top, "in": top}
            top -= node["height"] + room
    every = {name: node for column in nodes for name, node in column.items()}
    with style():
        figure, (axes,) = panels(1, columns=1, width=8.6, height=4.6)
        _ribbons(axes, flows, every)
        for place, column in enumerate(nodes):
            _labels(axes, place, column, tall)
        axes.set(xlim=(-0.62, len(COLUMNS) - 1 + 0.86), ylim=(-0.03 * tall, 1.03 * tall), xticks=[])
        axes.spines[:].set_visible(False)
        axes.set_yticks([])
        months = int(flows["last"].max()) + 1
        whose = "mean of all runs" if run is None else f"run {run}"
        axes.set_title(f"flows of money over {months} months, {whose} [EUR]", color=INK, pad=10)
        shown = dict(PURPOSES[purpose] for purpose in PURPOSES if (flows["purpose"] == purpose).any())
        handles = [Patch(facecolor=colour, alpha=0.75, label=name) for name, colour in shown.items()]
        figure.legend(handles=handles, loc="outside lower center", ncols=min(len(handles), 5), handlelength=1.2)
    return figure


def _flows(ds: xr.Dataset, run: int | None) -> pd.DataFrame:
    """One row for each (from, to, purpose) with its amount, in the order of the columns."""
    every = tables(ds)
    if "flows" not in every:
        raise ValueError("the result holds no flows of money; leave outputs.money_flows at total or set it to monthly")
    rows = every["flows"]
    labels = ds["run"].to_numpy() if "run" in ds.coords else np.arange(ds.sizes["run"])
    if run is not None and run not in labels:
        raise ValueError(f"no run {run} (there are {labels.min()} to {labels.max()}); take one of these")
    rows = rows if run is None else rows[rows["run"] == run]
    if rows.empty:
        raise ValueError("no money flowed, or outputs.money_flows is none; record it and give somebody money")
    names = rows.assign(**{name: rows[name].astype(str) for name in ("from", "to", "purpose")})
    sums = names.groupby(["from", "to", "purpose"], as_index=False).agg(amount=("amount", "sum"), last=("month", "max"))
    if run is None:
        sums["amount"] /= len(labels)
    return sums[sums["amount"] > 0].reset_index(drop=True)


def _nodes(flows: pd.DataFrame) -> list[dict[str, dict]]:
    """The nodes that money touched, column by column, with what came, what left and their height."""
    columns = []
    for column in COLUMNS:
        nodes = {}
        for name, label in column.items():
            came = float(flows.loc[flows["to"] == name, "amount"].sum())
            left = float(flows.loc[flows["from"] == name, "amount"].sum())
            if came or left:
                nodes[name] = {"label": label, "came": came, "left": left, "height": max(came, left)}
        columns.append(nodes)
    return columns


def _ribbons(axes: Axes, flows: pd.DataFrame, nodes: dict[str, dict]) -> None:
    """Ribbons leave and reach a node in the order of their other ends, so that few of them cross."""
    purposes = list(PURPOSES)
    rows = flows.to_dict("records")

    def far(name: str) -> tuple[float, float]:
        return (-nodes[name]["top"], nodes[name]["x"])

    for row in sorted(rows, key=lambda r: (far(r["to"]), purposes.index(r["purpose"]))):
        node = nodes[row["from"]]
        row["y0"], node["out"] = node["out"], node["out"] - row["amount"]
    for row in sorted(rows, key=lambda r: (far(r["from"]), purposes.index(r["purpose"]))):
        node = nodes[row["to"]]
        row["y1"], node["in"] = node["in"], node["in"] - row["amount"]
    for row in sorted(rows, key=lambda r: -r["amount"]):  # thin ones on top
        patch = _ribbon(
            nodes[row["from"]]["x"] + _BAR, row["y0"], nodes[row["to"]]["x"], row["y1"], float(row["amount"])
        )
        patch.set(facecolor=PURPOSES[row["purpose"]][1], alpha=0.62, linewidth=0, zorder=1)
        patch.set_gid(f"{row['from']} {row['to']} {row['purpose']}")
        axes.add_patch(patch)


def _ribbon(x0: float, y0: float, x1: float, y1: float, height: float) -> PathPatch:
    """A band of the same height all along, from the upper edge y0 at x0 to y1 at x1."""
    middle = (x0 + x1) / 2
    corners = [
        (x0, y0),
        (middle, y0),
        (middle, y1),
        (x1, y1),
        (x1, y1 - height),
        (middle, y1 - height),
        (middle, y0 - height),
        (x0, y0 - height),
        (x0, y0),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return PathPatch(Path(corners, codes))


def _labels(axes: Axes, place: int, column: dict[str, dict], tall: float) -> None:
    """Bars of a column, and beside each its name, its money and what was left there."""
    if not column:
        return
    last = place == len(COLUMNS) - 1
    heights = [node["top"] - node["height"] / 2 for node in column.values()]
    middles = spread(heights, 0.115 * tall, 0.05 * tall, 0.95 * tall)
    for (name, node), middle in zip(column.items(), middles, strict=True):
        bar = Rectangle(
            (place, node["top"] - node["height"]), _BAR, node["height"], facecolor=INK, linewidth=0, zorder=3
        )
        bar.set_gid(name)
        axes.add_patch(bar)
        kept = node["came"] - node["left"]
        rest = f"\n{_eur(kept)} left" if not last and name != "outside" and kept > 0.005 * node["height"] else ""
        axes.annotate(
            f"{node['label']}\n{_eur(node['height'])}{rest}",
            (place + (_BAR if place else 0), middle),
            xytext=(4 if place else -4, 0),
            textcoords="offset points",
            ha="left" if place else "right",
            va="center",
            fontsize=7.8,
            color=INK if node["height"] > 0 else QUIET,
            zorder=5,
            linespacing=1.15,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "alpha": 0.78, "linewidth": 0},
        )


def _eur(amount: float) -> str:
    """Three digits are enough for a picture."""
    for limit, unit in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if amount >= limit * 0.9995:
            return f"{float(f'{amount / limit:.3g}'):g} {unit}"
    return f"{amount:.0f}"
