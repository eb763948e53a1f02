# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from gemeinsim import words
from gemeinsim.plot.style import INK, QUIET, panels, style
from gemeinsim.results import tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Sector: colour and marker. Told apart without colour by the marker.
SECTORS = {
    "administration": ("#0072B2", "s"),
    "civil_society": ("#009E73", "o"),
    "business": ("#D55E00", "^"),
}
_FORMS = {"contact": ("#b5b5b5", 0.7), "pact": ("#222222", 1.6)}
_LAYOUT_SEED = 7


def network(ds: xr.Dataset, run: int = 0, *, months: Sequence[int] | None = None) -> Figure:
    """The network of one run before and after: the same actors at the same places, contacts and pacts.

    Marker and colour show the sector, thin grey lines contacts, thick dark ones pacts. Places come from a
    force-directed layout of the ties of all shown months together (after Fruchterman, T. & Reingold, E. 1991, Softw.
    Pract. Exper. 21, 1129-1164), each sector drawn towards a corner of its own, started from a fixed seed: the same run
    is always drawn alike. Actors without a tie in any shown month are not drawn; those without one in a panel's month
    are hollow there.

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`gemeinsim.Scenario.run`.
    run : int
        Label of the run, ``ds.run``.
    months : sequence of int, optional
        Snapshots to show; the first and the last where left out.

    Raises
    ------
    ValueError
        The run is unknown, no snapshots were recorded or not those months.

    Notes
    -----
    Cost: quadratic in the number of actors, 300 steps; up to about 1,500 actors.
    """
    every = tables(ds)
    if "network" not in every:
        raise ValueError("the result holds no snapshots of the network; add months to outputs.snapshots")
    labels = ds["run"].to_numpy() if "run" in ds.coords else np.arange(ds.sizes["run"])
    if run not in labels:
        raise ValueError(f"no run {run} (there are {labels.min()} to {labels.max()}); take one of these")
    ties = every["network"]
    ties = ties[ties["run"] == run]
    kept = sorted(int(month) for month in ties["month"].unique())
    if not kept:
        raise ValueError(f"run {run} has no snapshot with a tie; add months to outputs.snapshots")
    shown = list(months) if months is not None else sorted({kept[0], kept[-1]})
    for month in shown:
        if month not in kept:
            raise ValueError(f"no snapshot of month {month} (there are {', '.join(map(str, kept))}); take these")
    ties = ties[ties["month"].isin(shown)]
    ends = ties[["from", "to"]].to_numpy()
    tied = np.unique(ends)
    ends = np.searchsorted(tied, ends)
    sectors = every["actors"]["sector"].astype(str).to_numpy()[tied].tolist()
    places = layout(ends, [list(SECTORS).index(name) for name in sectors])
    with style():
        tall = float(np.abs(places[:, 1]).max(initial=0.3))
        figure, axes = panels(len(shown), columns=2, width=4.4, height=4.4 * tall + 0.5)
        most = max(int((ties["month"] == month).sum()) for month in shown)
        thin = float(np.clip((2 * len(places) / most) ** 0.7, 0.25, 1))  # many lines are thin and light lines
        for panel, month in zip(axes, shown, strict=True):
            now = (ties["month"] == month).to_numpy()
            _draw(panel, ends[now], (ties["form"][now] == "pact").to_numpy(), places, sectors, thin)
            panel.set_title(f"month {month}", color=INK, pad=16)
        present = [name for name in SECTORS if name in sectors]
        handles = [
            Line2D([], [], linestyle="", marker=SECTORS[name][1], color=SECTORS[name][0], label=words.plain(name))
            for name in present
        ]
        handles += [
            Line2D([], [], color=colour, linewidth=width, label=form) for form, (colour, width) in _FORMS.items()
        ]
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
    return figure


def _draw(axes: Axes, ends: np.ndarray, pact: np.ndarray, places: np.ndarray, sectors: list[str], thin: float) -> None:
    seen = np.bincount(ends.ravel(), minlength=len(places))
    for form, (colour, width) in _FORMS.items():
        lines = places[ends[pact == (form == "pact")]]
        axes.add_collection(
            LineCollection(
                list(lines),
                colors=colour,
                linewidths=width * (1 if form == "pact" else thin),
                zorder=1 + (form == "pact"),
            )
        )
    size = np.clip(2200 / max(len(places), 1), 14, 90)
    for sector in dict.fromkeys(sectors):
        mine = np.array([value == sector for value in sectors])
        colour, marker = SECTORS[sector]
        tied = mine & (seen > 0)
        axes.scatter(*places[tied].T, s=size, c=colour, marker=marker, edgecolors="white", linewidths=0.7, zorder=4)
        alone = mine & (seen == 0)
        axes.scatter(
            *places[alone].T,
            s=0.6 * size,
            facecolors="white",
            marker=marker,
            edgecolors=colour,
            linewidths=0.7,
            zorder=3,
        )
    pairs = {tuple(sorted(pair)) for pair in ends.tolist()}
    pacts = {tuple(sorted(pair)) for pair in ends[pact].tolist()}
    across = sum(sectors[a] != sectors[b] for a, b in pairs)
    share = words.percent(across / len(pairs)) if pairs else "–"
    axes.annotate(
        f"{len(pairs)} pairs in contact, {len(pacts)} with a pact; {share} across sectors",
        (0, 1),
        xytext=(0, 3),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=8,
        color=QUIET,
    )
    tall = np.abs(places[:, 1]).max(initial=0.3) + 0.08
    axes.set(xlim=(-1.08, 1.08), ylim=(-tall, tall), aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set_visible(False)


def layout(ends: np.ndarray, groups: Sequence[int], *, steps: int = 300) -> np.ndarray:
    """Force-directed places in the square from -1 to 1, shape (actors, 2); the same ties give the same places.

    Ties attract with d^2/k, all pairs repel with k^2/d, a weak pull brings each of the three `groups` towards a
    corner of its own, so that ties across them are seen; the longest step falls linearly to zero. In large and dense
    networks ties attract less, and places far outside are drawn nearer. Cost: ``steps * actors^2``.
    """
    actors = len(groups)
    if actors > 2000:
        raise ValueError(f"{actors} actors are too many for a drawing; select some of them first")
    if actors < 2:
        return np.zeros((actors, 2))
    angle = np.pi / 2 + 2 * np.pi / 3 * np.asarray(groups)
    home = 0.8 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    places = home + np.random.default_rng(_LAYOUT_SEED).uniform(-0.5, 0.5, (actors, 2))
    weight = np.zeros((actors, actors))
    np.add.at(weight, (ends[:, 0], ends[:, 1]), 1.0)
    weight = np.sqrt(weight + weight.T)
    weight *= min(1.0, 4 * actors / max(1.0, float((weight > 0).sum()))) * min(1.0, 6 / np.sqrt(actors))
    ideal = 1.6 / np.sqrt(actors)
    for step in range(steps):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2))
        np.fill_diagonal(distance, 1)
        distance = np.maximum(distance, 0.01)
        force = ideal**2 / distance**2 - weight * distance / (2 * ideal)
        np.fill_diagonal(force, 0)
        move = (apart * force[:, :, None]).sum(axis=1) - 0.35 * (places - home)
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        limit = 0.15 * (1 - step / steps)
        places = places + move / length[:, None] * np.minimum(length, limit)[:, None]
    places = places - places.mean(axis=0)
    radius = np.maximum(np.sqrt((places**2).sum(axis=1)), 1e-9)
    usual = np.quantile(radius, 0.9)
    drawn = np.where(radius > usual, usual * (1 + 0.5 * np.log(radius / usual)), radius)
    places = places * (drawn / radius)[:, None]
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return places / np.abs(places).max()
