# SPDX-License-Identifier: Apache-2.0
"""The networks of a run as networkx graphs."""

from __future__ import annotations

import tomllib

import networkx as nx
import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim.results import tables


def to_networkx(ds: xr.Dataset, run: int = 0, month: int | None = None) -> nx.Graph:
    """The network of contacts and pacts of one run at a snapshot.

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`gemeinsim.Scenario.run`, with snapshots (``outputs.snapshots``).
    run : int
        Label of the run, ``ds.run``.
    month : int, optional
        A month of which a snapshot was taken; the last where left out.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        Directed where the scenario's contacts are (``relations.directed``). Nodes are the ids of the actors that are
        there in that month, in the order of ``/actors``, with the attributes that are known there (title, sector,
        level, superior, place). Who has not appeared yet or has ended is told by the run's events and the scenario's
        dates; without events (``outputs.events``) who ended by chance stays a node. Ties
        have the attributes of ``/network``: ``pact``, true where there is one, and then ``pact_name``, the same number
        for all its parties and months; ``information``, ``money``, ``clients``, ``joint_work``: what runs along it;
        ``trust`` of the first actor in the second and ``trust_back`` the other way, where the first is the source of an
        arc, of an undirected tie the one that comes first among the nodes. A pact of a directed network is an arc both
        ways. Files of before may lack all but ``pact``.

    Raises
    ------
    ValueError
        The run is unknown, no snapshot was recorded, or none in that month.

    Notes
    -----
    Cost: linear in the rows of ``/network``. `write_graph` writes what this returns, scenarios read it again.
    """
    every = tables(ds)
    if "network" not in every or "actors" not in every:
        raise ValueError("the result holds no snapshots of the network; add months to outputs.snapshots")
    place = _place_of(ds, run)
    rows = every["network"]
    months = sorted({int(each) for each in rows["month"].unique()} | set(_asked(ds)))
    if not months:
        raise ValueError("the result holds no snapshots of the network; add months to outputs.snapshots")
    if month is None:
        month = months[-1]
    elif month not in months:
        raise ValueError(f"no snapshot of month {month} (there are {', '.join(map(str, months))}); take one of these")
    rows = rows[(rows["run"] == run) & (rows["month"] == month)]

    actors = every["actors"]
    names = actors["id"].astype(str).tolist()
    absent = _absent(ds, every.get("events"), run, month, names)
    directed = _directed(ds, place)
    graph = nx.DiGraph() if directed else nx.Graph()
    for name, row in zip(names, actors.drop(columns="id").to_dict("records"), strict=True):
        if name not in absent:
            graph.add_node(name, **{key: _plain(key, value, names) for key, value in row.items() if _known(key, value)})
    for row in rows.drop(columns=["run", "month"]).to_dict("records"):
        ends = names[row.pop("from")], names[row.pop("to")]
        pact = str(row.pop("form")) == "pact"
        name = row.pop("pact_name", 0)
        about = {key: _plain(key, value, names) for key, value in row.items()} | {"pact": pact}
        if pact and name:
            about["pact_name"] = int(name)
        graph.add_edge(*ends, **about)  # a pact's row comes behind that of its contact
        if pact and directed:
            back = {"trust": about["trust_back"], "trust_back": about["trust"]} if "trust" in about else {}
            graph.add_edge(*ends[::-1], **about | back)
    return graph


def _place_of(ds: xr.Dataset, run: int) -> int:
    labels = np.atleast_1d(ds["run"].to_numpy()) if "run" in ds.coords else np.arange(ds.sizes.get("run", 1))
    places = np.flatnonzero(labels == run)
    if not len(places):
        raise ValueError(f"no run {run} (there are {labels.min()} to {labels.max()}); take one of these")
    return int(places[0])


def _scenario(ds: xr.Dataset) -> dict:
    return tomllib.loads(str(ds.attrs.get("scenario", "")))


def _asked(ds: xr.Dataset) -> list[int]:
    """Months of the snapshots that the scenario asks for: one without any tie has no rows."""
    asked = _scenario(ds).get("outputs", {}).get("snapshots", [])
    return [int(month) for month in asked if month < ds.sizes.get("month", 0)]


def _absent(ds: xr.Dataset, events: pd.DataFrame | None, run: int, month: int, names: list[str]) -> set[str]:
    """Who has not appeared by a month, or has ended in it or before."""
    absent = _absent_by_date(ds, month)
    if events is None:
        return absent
    events = events[(events["run"] == run) & events["kind"].isin(["actor_birth", "actor_end"])]
    for actor, own in events.sort_values("month", kind="stable").groupby("actor"):
        so_far = own.loc[own["month"] <= month, "kind"]
        there = so_far.iloc[-1] == "actor_birth" if len(so_far) else own["kind"].iloc[0] == "actor_end"
        absent = absent - {names[actor]} if there else absent | {names[actor]}
    return absent


def _absent_by_date(ds: xr.Dataset, month: int) -> set[str]:
    """The same by the scenario's dates: all there is without events, or where a date lies beyond the run."""
    scenario = _scenario(ds)
    start = str(scenario.get("time", {}).get("start", ""))
    rows = [row for row in scenario.get("population", {}).get("actors", []) if row.keys() & {"appears", "ends"}]
    if not rows or not start:
        return set()

    def number(date: str) -> int:
        year, of_year = str(date).split("-")[:2]
        return 12 * int(year) + int(of_year)

    now = number(start) + month
    return {
        str(row["id"])
        for row in rows
        if ("appears" in row and number(row["appears"]) > now) or ("ends" in row and number(row["ends"]) <= now)
    }


def _directed(ds: xr.Dataset, place: int) -> bool:
    if "relations_directed" in ds.coords:
        return str(np.atleast_1d(ds["relations_directed"].to_numpy())[place]).lower() in ("true", "1", "1.0")
    return bool(_scenario(ds).get("relations", {}).get("directed", False))


def _known(key: str, value: object) -> bool:
    if key == "superior":
        return isinstance(value, (int, np.integer)) and value >= 0
    return not (value is None or value == "" or pd.isna(value))


def _plain(key: str, value: object, names: list[str]) -> object:
    if key == "superior":
        return names[int(value)]  # type: ignore[call-overload]
    return value.item() if isinstance(value, np.generic) else value
