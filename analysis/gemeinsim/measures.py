# SPDX-License-Identifier: Apache-2.0
"""Measures of a network, observed or simulated, under the names of the engine's metrics."""

from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement

import networkx as nx
import numpy as np
import pandas as pd

from gemeinsim.graph_files.problems import quoted


def network_measures(graph: nx.Graph, groups: str | None = None) -> pd.Series:
    """Measures by which networks are compared, each under the name of the metric that runs record.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        From :func:`gemeinsim.read_graph`, :func:`gemeinsim.to_networkx` or anywhere else, without self-loops.
    groups : str, optional
        An attribute of all actors: ``density_A_B`` is then the density between actors of A and of B (within A for
        ``density_A_A``), of both directions together in a directed network; ``cross_group_share`` the share of ties
        between groups, ``cross_sector_share`` where the attribute is ``sector``.

    Returns
    -------
    pandas.Series
        ``contacts`` (ties, or arcs), ``density``, ``mean_degree``, ``degree_spread``, ``largest_degree`` (of arcs sent
        where directed), ``isolates``, ``reciprocity`` (NaN where undirected), ``transitivity`` (share of two-paths
        that are closed), ``components``, ``largest_component`` (weak ones where directed), and the triad census
        ``triads_003`` to ``triads_300`` (Holland & Leinhardt 1976; an undirected tie counts as mutual). Undefined
        is NaN.

    Raises
    ------
    ValueError
        Parallel ties, self-loops, or an actor without the attribute ``groups``.

    Notes
    -----
    Cost: O(ties * largest degree), about 1 s for 20,000 ties.
    """
    if graph.is_multigraph():
        raise ValueError("the network has parallel ties; make it simple: networkx.Graph(g) or DiGraph(g)")
    loop = next(nx.selfloop_edges(graph), None)
    if loop is not None:
        raise ValueError(f"a tie from {quoted(loop[0])} to itself (a tie joins two actors); remove it")
    n, ties, directed = graph.number_of_nodes(), graph.number_of_edges(), graph.is_directed()
    degrees = np.array([degree for _, degree in (graph.out_degree() if directed else graph.degree())], float)
    values: dict[str, float] = {
        "contacts": ties,
        "density": nx.density(graph) if n > 1 else np.nan,
        "mean_degree": degrees.mean() if n else np.nan,
        "degree_spread": degrees.std() if n else np.nan,
        "largest_degree": degrees.max() if n else np.nan,
        "isolates": nx.number_of_isolates(graph),
        "reciprocity": nx.overall_reciprocity(graph) if directed and ties else np.nan,
        "transitivity": _transitivity(graph),
        "components": _components(graph)[0],
        "largest_component": _components(graph)[1] / n if n else np.nan,
    }
    census = nx.triadic_census(graph if directed else graph.to_directed())
    values |= {f"triads_{kind.lower()}": count for kind, count in census.items()}
    if groups is not None:
        values |= _blocks(graph, groups)
    return pd.Series(values, dtype=float)


def degree_distribution(graph: nx.Graph, direction: str = "out") -> pd.Series:
    """How many actors have 0, 1, 2, ... ties, up to the largest number.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        As for :func:`network_measures`.
    direction : {"out", "in"}
        Which arcs of a directed network are counted: those sent or those received.

    Returns
    -------
    pandas.Series
        Numbers of actors; the index ``degree`` runs from 0.
    """
    if direction not in ("out", "in"):
        raise ValueError(f"direction is {direction!r}; give 'out' or 'in'")
    degrees = (
        graph.degree() if not graph.is_directed() else graph.out_degree() if direction == "out" else graph.in_degree()
    )
    counts = Counter(degree for _, degree in degrees)
    index = pd.RangeIndex(max(counts, default=-1) + 1, name="degree")
    return pd.Series([counts[degree] for degree in index], index=index, dtype=int, name="actors")


def _transitivity(graph: nx.Graph) -> float:
    """Share of two-paths i - h - j, i other than j, that a tie from i to j closes."""
    after = {node: set(graph.adj[node]) for node in graph}
    paths = closed = 0
    for i, partners in after.items():
        for h in partners:
            further = after[h] - {i}
            paths += len(further)
            closed += len(further & partners)
    return closed / paths if paths else np.nan


def _components(graph: nx.Graph) -> tuple[int, int]:
    sizes = [
        len(part)
        for part in (nx.weakly_connected_components if graph.is_directed() else nx.connected_components)(graph)
    ]
    return len(sizes), max(sizes, default=0)


def _blocks(graph: nx.Graph, groups: str) -> dict[str, float]:
    label = {}
    for node, data in graph.nodes(data=True):
        if data.get(groups) is None:
            raise ValueError(f"the actor {quoted(node)} has no attribute {quoted(groups)}; give it one")
        label[node] = str(data[groups])
    size = Counter(label.values())  # in the order of the actors
    between: Counter[frozenset[str]] = Counter(frozenset((label[one], label[other])) for one, other in graph.edges)
    # In the order in which groups first appear, unless these are the sectors, which have an order of their own.
    sectors = ("administration", "civil_society", "business")
    names = [name for name in sectors if name in size] if set(size) <= set(sectors) else list(size)
    values = {}
    for one, other in combinations_with_replacement(names, 2):
        pairs = size[one] * (size[one] - 1) / 2 if one == other else size[one] * size[other]
        pairs *= 2 if graph.is_directed() else 1
        values[f"density_{one}_{other}"] = between[frozenset((one, other))] / pairs if pairs else np.nan
    across = sum(count for pair, count in between.items() if len(pair) == 2)
    values["cross_sector_share" if groups == "sector" else "cross_group_share"] = (
        across / graph.number_of_edges() if graph.number_of_edges() else np.nan
    )
    return values
