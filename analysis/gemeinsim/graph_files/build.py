# SPDX-License-Identifier: Apache-2.0
"""From the lines of a file to a simple graph, and from any graph to one that every format can hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from gemeinsim.graph_files.problems import Problems, nearest, quoted
from gemeinsim.graph_files.text import MOST_ACTORS, Cell, Value, plain, typed, unprintable


class Builder:
    """Collects actors and ties with the lines they stand in; complains about what makes no simple graph.

    Parameters
    ----------
    listed : bool
        Whether actors are listed, so that a tie to anybody else is a fault; otherwise ties name the actors.
    """

    def __init__(self, directed: bool, problems: Problems, *, listed: bool = True) -> None:
        self.directed = directed
        self.problems = problems
        self.listed = listed
        self._actors: dict[str, int] = {}
        self._ties: dict[tuple[str, str], tuple[int, tuple[Any, ...]]] = {}
        self._columns: dict[str, dict[str, Cell]] = {}
        self._tie_columns: dict[str, dict[tuple[str, str], Cell]] = {}

    def actor(self, name: str, line: int, attributes: Mapping[str, Cell] | None = None) -> None:
        fault = name_fault(name)
        if fault:
            self.problems.add(line, fault, "name every actor")
        elif name in self._actors:
            self.problems.add(
                line, f"the actor {quoted(name)} is listed twice (first in line {self._actors[name]})", "remove one"
            )
        elif len(self._actors) >= MOST_ACTORS:
            raise self.problems.stop(line, f"more than {MOST_ACTORS} actors", "split the file")
        else:
            self._actors[name] = line
            for key, cell in (attributes or {}).items():
                self._columns.setdefault(key, {})[name] = cell

    def tie(self, one: str, other: str, line: int, attributes: Mapping[str, Cell] | None = None) -> None:
        known = True
        for name in (one, other):
            if name in self._actors:
                continue
            if self.listed:
                remedy = nearest(name, list(self._actors) if len(self.problems) < 20 else [], "list it or correct it")
                self.problems.add(line, f"there is no actor {quoted(name)}", remedy)
                known = False
            else:
                before = len(self.problems)
                self.actor(name, line)
                known = known and len(self.problems) == before
        if not known:
            return
        if one == other:
            self.problems.add(line, f"a tie from {quoted(one)} to itself (a tie joins two actors)", "remove it")
            return
        content = tuple((key, cell.text) for key, cell in (attributes or {}).items())
        pair = (one, other)
        if not self.directed and (other, one) in self._ties:
            pair = (other, one)
            first, same = self._ties[pair]
            if same == content:  # lists of undirected ties often name each from both sides
                self._ties[pair] = (first, (*content, "both sides"))
                return
        if pair in self._ties:
            first = self._ties[pair][0]
            why = f"the tie from {quoted(one)} to {quoted(other)} is listed twice (first in line {first})"
            self.problems.add(line, why, "remove one of them, or add their values")
            return
        self._ties[pair] = (line, content)
        for key, cell in (attributes or {}).items():
            self._tie_columns.setdefault(key, {})[pair] = cell

    def graph(self, *, decimal_comma: bool = False) -> nx.Graph:
        """The graph; raises where anything was complained about."""
        self.problems.raise_if_any()
        graph = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self._actors)
        graph.add_edges_from(self._ties)
        for key, cells in self._columns.items():
            for name, value in zip(cells, typed(list(cells.values()), decimal_comma=decimal_comma), strict=True):
                if value is not None:
                    graph.nodes[name][key] = value
        for key, pairs in self._tie_columns.items():
            for pair, value in zip(pairs, typed(list(pairs.values()), decimal_comma=decimal_comma), strict=True):
                if value is not None:
                    graph.edges[pair][key] = value
        return without_plain_weights(graph)


def name_fault(name: str) -> str | None:
    if not name:
        return "an empty name"
    sign = unprintable(name)
    return f"the name {quoted(name)} holds the character {sign}" if sign else None


def without_plain_weights(graph: nx.Graph) -> nx.Graph:
    """Weights that are all 1 say nothing: formats write them where the ties have none."""
    if all(data.get("weight", 1) == 1 for *_, data in graph.edges(data=True)):
        for *_, data in graph.edges(data=True):
            data.pop("weight", None)
    return graph


def cleaned(graph: nx.Graph, file: str) -> nx.Graph:
    """A copy that every format can hold: a simple graph, names as texts, one plain type for each attribute.

    Missing attributes (None, NaN) are left out; numbers and texts mixed under one name become texts.

    Raises
    ------
    ValueError
        Parallel ties, self-loops, two names that are the same as text, values that are no text, number or truth
        value, or characters that XML or a line of text cannot hold.
    """
    problems = Problems(file)
    if graph.is_multigraph():
        raise problems.stop(None, "the network has parallel ties", "make it simple: networkx.Graph(g) or DiGraph(g)")
    clean = nx.DiGraph() if graph.is_directed() else nx.Graph()
    names: dict[Any, str] = {}
    for node in graph.nodes:
        name = str(node)
        fault = name_fault(name)
        if fault:
            problems.add(None, fault, "rename the actor")
        elif name in clean:
            problems.add(None, f"two actors are called {quoted(name)}", "rename one")
        names[node] = name
        clean.add_node(name)
    problems.raise_if_any()
    for one, other in graph.edges:
        if one == other:
            problems.add(None, f"a tie from {quoted(one)} to itself (a tie joins two actors)", "remove it")
        clean.add_edge(names[one], names[other])
    actor_columns = _columns(((names[node], data) for node, data in graph.nodes(data=True)), "actor", problems)
    tie_columns = _columns(
        (((names[one], names[other]), data) for one, other, data in graph.edges(data=True)), "tie", problems
    )
    problems.raise_if_any()
    for key, values in actor_columns.items():
        for name, value in values.items():
            clean.nodes[name][key] = value
    for key, values in tie_columns.items():
        for pair, value in values.items():
            clean.edges[pair][key] = value
    return clean


def _columns(rows: Iterable[tuple[Any, Mapping[Any, Any]]], of: str, problems: Problems) -> dict[str, dict[Any, Value]]:
    columns: dict[str, dict[Any, Value]] = {}
    for place, data in rows:
        for key, raw in data.items():
            name = str(key)
            value = raw.item() if isinstance(raw, np.generic) else raw
            if value is None or (isinstance(value, float) and math.isnan(value)):
                continue
            where = f"the attribute {quoted(name)} of the {of} {quoted(place)}"
            if not name or unprintable(name):
                problems.add(None, f"{where} has a name that files cannot hold", "rename it")
            elif not isinstance(value, (bool, int, float, str)):
                problems.add(None, f"{where} is a {type(value).__name__}", "make it a text, number or truth value")
            elif isinstance(value, float) and math.isinf(value):
                problems.add(None, f"{where} is infinite", "give a finite number, or none")
            elif isinstance(value, str) and unprintable(value):
                problems.add(None, f"{where} holds the character {unprintable(value)}", "remove it")
            elif isinstance(value, int) and abs(value) >= 10**18:
                problems.add(None, f"{where} is too large for a whole number", "make it a text")
            else:
                columns.setdefault(name, {})[place] = value
    for values in columns.values():
        kinds = {type(value) for value in values.values()}
        if kinds == {int, float}:
            values.update({place: float(value) for place, value in values.items()})
        elif len(kinds) > 1:
            values.update({place: plain(value) for place, value in values.items()})
    return columns
