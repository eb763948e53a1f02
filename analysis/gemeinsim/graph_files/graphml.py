# SPDX-License-Identifier: Apache-2.0
"""GraphML by networkx, after a look of our own at what it lets pass: places of faults, unknown ends, counts."""

from __future__ import annotations

import io
import math
from pathlib import Path
from xml.parsers import expat

import networkx as nx

from gemeinsim.graph_files.build import Builder, without_plain_weights
from gemeinsim.graph_files.problems import Problems, quoted
from gemeinsim.graph_files.text import read_text

_WHOLE = ("int", "long", "integer")
_NUMBER = ("float", "double", "real")


class _Look:
    """Walks through the file once and notes in which line what stands."""

    def __init__(self, file: str) -> None:
        self.problems = Problems(file)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity
        self.directed: bool | None = None
        self.graphs = 0
        self.counts: dict[str, str] = {}
        self.nodes: list[tuple[str, int]] = []
        self.edges: list[tuple[str, str, int]] = []
        self.types: dict[str, str] = {}
        self._data: tuple[str, int] | None = None
        self._text = ""
        self._root = ""

    def walk(self, text: str) -> None:
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            problem = f"the XML is broken ({expat.ErrorString(error.code)})"
            raise self.problems.stop(error.lineno, problem, "repair or export the file anew") from None

    def _entity(self, *_: object) -> None:
        raise self.problems.stop(self.parser.CurrentLineNumber, "the file declares entities", "write their text out")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line, name = self.parser.CurrentLineNumber, tag.rsplit(" ", 1)[-1]
        if not self._root:
            self._root = name
            if name != "graphml":
                raise self.problems.stop(line, f"the XML is of {quoted(name)}, not of graphml", "name a GraphML file")
        if name == "graph":
            self.graphs += 1
            if self.graphs > 1:
                raise self.problems.stop(line, "more than one graph, or one inside another", "keep one graph in a file")
            default = attributes.get("edgedefault")
            if default not in ("directed", "undirected"):
                raise self.problems.stop(line, "edgedefault is missing", 'say edgedefault="directed" or "undirected"')
            self.directed = default == "directed"
            self.counts = {key: attributes[key] for key in ("parse.nodes", "parse.edges") if key in attributes}
        elif name == "node":
            self.nodes.append((attributes.get("id", ""), line))
        elif name == "edge":
            says = attributes.get("directed")
            if says is not None and (says == "true") != self.directed:
                self.problems.add(line, "arcs and undirected ties are mixed", "make all ties of one kind")
            self.edges.append((attributes.get("source", ""), attributes.get("target", ""), line))
        elif name in ("hyperedge", "port"):
            self.problems.add(line, f"the element {name} (ties join two actors)", "remove it")
        elif name == "key":
            self.types[attributes.get("id", "")] = attributes.get("attr.type", "string")
        elif name in ("data", "default"):
            self._data, self._text = (attributes.get("key", ""), line), ""

    def _characters(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        if tag.rsplit(" ", 1)[-1] != "data" or self._data is None:
            return
        (key, line), text = self._data, self._text.strip()
        self._data = None
        if key not in self.types:
            self.problems.add(line, f"data of the key {quoted(key)}, which is not declared", "declare or remove it")
            return
        kind = self.types[key]
        if kind in _WHOLE and not _is_number(text, int):
            self.problems.add(line, f"{quoted(text)} is no whole number", "give one, or change attr.type")
        elif kind in _NUMBER and not _is_number(text, float):
            self.problems.add(line, f"{quoted(text)} is no number", "give one, or change attr.type")
        elif kind == "boolean" and text.lower() not in ("true", "false", "0", "1"):
            self.problems.add(line, f"{quoted(text)} is no truth value", "say true or false, or change attr.type")


def _is_number(text: str, kind: type) -> bool:
    try:
        return math.isfinite(kind(text)) or kind is float
    except (ValueError, OverflowError):
        return False


def read_graphml(path: Path, encoding: str) -> nx.Graph:
    text = read_text(path, encoding)
    look = _Look(str(path))
    look.walk(text)
    problems = look.problems
    if look.directed is None:
        raise problems.stop(1, "the file holds no graph", "name a file that does")
    builder = Builder(look.directed, problems)
    for name, line in look.nodes:
        builder.actor(name, line)
    for one, other, line in look.edges:
        builder.tie(one, other, line)
    for key, found, what in (("parse.nodes", look.nodes, "nodes"), ("parse.edges", look.edges, "edges")):
        if key in look.counts and look.counts[key] != str(len(found)):
            problems.add(
                None, f"{key} says {look.counts[key]}, there are {len(found)} {what}", "the file may be cut off"
            )
    problems.raise_if_any()
    try:
        # The declaration may name another encoding; the text is decoded already.
        body = text.split("?>", 1)[1] if text.lstrip().startswith("<?xml") else text
        read = nx.read_graphml(io.BytesIO(body.encode()), node_type=str)
    except (nx.NetworkXError, KeyError, ValueError, TypeError) as error:
        raise problems.stop(None, f"networkx cannot read it ({error})", "export the file anew") from None
    graph = nx.DiGraph() if look.directed else nx.Graph()
    graph.add_nodes_from((name, dict(data)) for name, data in read.nodes(data=True))
    for one, other, data in read.edges(data=True):
        graph.add_edge(one, other, **{key: value for key, value in data.items() if key != "id"})
    return without_plain_weights(graph)


def graphml_text(graph: nx.Graph) -> str:
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue().decode().rstrip("\n") + "\n"
