# SPDX-License-Identifier: Apache-2.0
"""Two-mode networks, such as organisations and the events they attend: graphs whose actors have the attribute
``bipartite``, 0 or 1, as in networkx, and whose undirected ties join one of each mode."""

from __future__ import annotations

import networkx as nx

from gemeinsim.graph_files.problems import quoted

MODE = "bipartite"


def is_two_mode(graph: nx.Graph) -> bool:
    """Whether every actor has a mode and every tie joins the two. Cost: linear."""
    if graph.is_directed() or not graph:
        return False
    mode = {name: data.get(MODE) for name, data in graph.nodes(data=True)}
    return all(isinstance(one, int) and not isinstance(one, bool) and one in (0, 1) for one in mode.values()) and all(
        mode[one] != mode[other] for one, other in graph.edges
    )


def modes(graph: nx.Graph) -> tuple[list[str], list[str]]:
    """The actors of the first and of the second mode, in their order."""
    first = [name for name, data in graph.nodes(data=True) if data[MODE] == 0]
    return first, [name for name, data in graph.nodes(data=True) if data[MODE] == 1]


def project(graph: nx.Graph, how: str, onto: int = 0) -> nx.Graph:
    """One mode of a two-mode network: two actors are tied where both are tied to the same of the other mode.

    Parameters
    ----------
    graph : networkx.Graph
        Of two modes: every actor has ``bipartite`` 0 or 1, every tie joins one of each.
    how : {"sum", "binary"}
        ``sum`` gives ties the weight sum_k w_ik w_jk over what two have in common: without weights its number.
        ``binary`` gives plain ties.
    onto : {0, 1}
        Which mode stays: 0 is the first (the rows of a matrix).

    Returns
    -------
    networkx.Graph
        Undirected, with the other attributes of its actors.

    Raises
    ------
    ValueError
        The network is not of two modes, or an option is unknown.

    Notes
    -----
    Cost: O(sum of squared degrees of the mode that goes).
    """
    if how not in ("sum", "binary"):
        raise ValueError(f"the projection {how!r} is not known; give sum or binary")
    if onto not in (0, 1):
        raise ValueError(f"there is no mode {onto!r}; give 0 (first, rows) or 1 (second, columns)")
    if not is_two_mode(graph):
        raise ValueError(
            "the network is not of two modes (each actor has bipartite 0 or 1, each tie joins one of each); "
            "leave the projection out"
        )
    kept, gone = modes(graph)[:: 1 if onto == 0 else -1]
    one_mode = nx.Graph()
    for name in kept:
        one_mode.add_node(name, **{key: value for key, value in graph.nodes[name].items() if key != MODE})
    places = {name: k for k, name in enumerate(kept)}
    for event in gone:
        there = sorted(graph.adj[event], key=places.__getitem__)
        for a, one in enumerate(there):
            for other in there[a + 1 :]:
                shared = graph.edges[event, one].get("weight", 1) * graph.edges[event, other].get("weight", 1)
                before = one_mode.edges[one, other]["weight"] if one_mode.has_edge(one, other) else 0
                one_mode.add_edge(one, other, weight=before + shared)
    if how == "binary":
        for *_, data in one_mode.edges(data=True):
            del data["weight"]
    return one_mode


def refuse_two_modes(graph: nx.Graph, file: str) -> None:
    """Scenarios know one kind of actors."""
    if is_two_mode(graph) and any(graph.nodes[name][MODE] == 1 for name in graph):
        first = modes(graph)[0]
        raise ValueError(
            f"{file}: the network is of two modes (such as {quoted(first[0] if first else '')} and "
            f"{quoted(modes(graph)[1][0])}), and all actors of a scenario are of one; project it, with --project sum "
            "or --project binary"
        )
