# SPDX-License-Identifier: Apache-2.0
"""Pajek's .net. networkx reads it too, but takes wrong counts, unknown ends and repeated ties without a word and
makes every attribute a text; so this is a reader of our own, and tests hold the two against each other."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx

from gemeinsim.graph_files.build import Builder
from gemeinsim.graph_files.problems import Problems, quoted
from gemeinsim.graph_files.tables import fill_matrix, weight_text
from gemeinsim.graph_files.text import MOST_ACTORS, Cell, Row, looks_like_no_text, number, plain, read_text
from gemeinsim.graph_files.two_mode import MODE, is_two_mode, modes

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_SHAPES = ("ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman")
_NO_PLACE = ["0.0", "0.0", "ellipse"]  # what stands where attributes follow but no place is known; as networkx does
_PLACE = ("x", "y", "z")


def _tokens(text: str, line: int, problems: Problems) -> list[Cell]:
    cells = []
    for match in _TOKEN.finditer(text):
        inside, outside = match.groups()
        if inside is not None:
            cells.append(Cell(re.sub(r'\\(["\\])', r"\1", inside), True))
        elif outside.startswith('"'):
            raise problems.stop(line, "a quote that is never closed", "close it")
        else:
            cells.append(Cell(outside))
    return cells


class _Reader:
    def __init__(self, file: str) -> None:
        self.problems = Problems(file)
        self.count: int | None = None
        self.first: int | None = None  # vertices of the first mode, of two
        self.actors: dict[int, tuple[str, int, dict[str, Cell]]] = {}
        self.ties: list[tuple[bool, int, int, int, dict[str, Cell]]] = []
        self.matrix: list[Row] = []
        self.kinds: set[str] = set()
        self.section = ""
        self.opened = 0

    def read(self, text: str) -> nx.Graph:
        for line, raw in enumerate(text.split("\n"), start=1):
            content = raw.strip()
            if not content or content.startswith("%"):
                continue
            if content.startswith("*"):
                self._open(content, line)
                continue
            if not self.section:
                raise self.problems.stop(line, "the file does not start with *Vertices", "name a Pajek .net file")
            self._content(_tokens(content, line, self.problems), line)
        return self._graph()

    def _open(self, content: str, line: int) -> None:
        words = content[1:].split()
        name = words[0].lower() if words else ""
        if name == "vertices":
            if self.count is not None:
                raise self.problems.stop(line, "a second *Vertices", "keep one network in a file")
            if len(words) not in (2, 3) or not all(word.isascii() and word.isdigit() for word in words[1:]):
                raise self.problems.stop(
                    line, f"{quoted(content)} (a count belongs here)", "write *Vertices and the number of actors"
                )
            if len(words[1]) > 9 or int(words[1]) > MOST_ACTORS:
                raise self.problems.stop(
                    line, f"{words[1][:20]} actors are too many (at most {MOST_ACTORS})", "correct the count"
                )
            self.count = int(words[1])
            if len(words) == 3:
                self.first = int(words[2]) if len(words[2]) <= 9 else self.count + 1
                if self.first > self.count:
                    why = f"{words[2][:20]} of {self.count} vertices are of the first mode"
                    raise self.problems.stop(line, why, "correct one of the two counts")
        elif name in ("arcs", "edges", "arcslist", "edgeslist", "matrix"):
            if self.count is None:
                raise self.problems.stop(line, f"*{words[0]} stands before *Vertices", "put *Vertices first")
            if name in self.kinds or (name == "matrix" and self.kinds):
                raise self.problems.stop(line, f"a second *{words[0]} (relation)", "keep one relation in a file")
            self.kinds.add(name)
        elif name != "network":
            known = "*Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix are"
            raise self.problems.stop(line, f"the section {quoted(content)} is not read ({known})", "remove it")
        self.section, self.opened = name, line

    def _number(self, cell: Cell, line: int) -> int | None:
        assert self.count is not None
        if cell.text.isascii() and cell.text.isdigit() and len(cell.text) < 10 and 1 <= int(cell.text) <= self.count:
            return int(cell.text)
        self.problems.add(
            line, f"there is no vertex {quoted(cell.text)} (*Vertices says 1 to {self.count})", "correct one of the two"
        )
        return None

    def _content(self, cells: list[Cell], line: int) -> None:
        if self.section == "network":
            return
        if self.section == "matrix":
            self.matrix.append(Row(line, cells))
            return
        if any(cell.text.startswith("[") and not cell.is_quoted for cell in cells):
            self.problems.add(line, "a time interval (times are not read)", "remove it")
            return
        if self.section == "vertices":
            self._vertex(cells, line)
            return
        arc = self.section.startswith("arcs")
        ends = [self._number(cell, line) for cell in (cells if self.section.endswith("list") else cells[:2])]
        if None in ends:
            return
        if len(ends) < 2:
            self.problems.add(line, "a tie with one end", "give two vertices")
        elif self.section.endswith("list"):
            self.ties.extend((arc, ends[0], end, line, {"weight": Cell("1")}) for end in ends[1:])
        else:
            weight, rest = Cell("1"), cells[2:]
            if rest and not rest[0].is_quoted and number(rest[0].text) is not None:
                weight, rest = rest[0], rest[1:]
            self.ties.append((arc, ends[0], ends[1], line, {"weight": weight} | self._pairs(rest, line)))

    def _vertex(self, cells: list[Cell], line: int) -> None:
        place = self._number(cells[0], line)
        if place is None:
            return
        if place in self.actors:
            self.problems.add(
                line, f"vertex {place} is listed twice (first in line {self.actors[place][1]})", "remove one"
            )
            return
        name, rest = cells[1].text if len(cells) > 1 else str(place), cells[2:]
        if [cell.text for cell in rest[:3]] == _NO_PLACE:
            rest = rest[3:]
        attributes: dict[str, Cell] = {}
        for axis in _PLACE:
            if rest and not rest[0].is_quoted and number(rest[0].text) is not None:
                attributes[axis], rest = rest[0], rest[1:]
        if rest and not rest[0].is_quoted and rest[0].text.lower() in _SHAPES and len(rest) % 2 == 1:
            if rest[0].text.lower() != "ellipse":  # Pajek's default is no attribute
                attributes["shape"] = rest[0]
            rest = rest[1:]
        self.actors[place] = (name, line, attributes | self._pairs(rest, line))

    def _pairs(self, cells: list[Cell], line: int) -> dict[str, Cell]:
        if len(cells) % 2:
            self.problems.add(line, f"{quoted(cells[-1].text)} has no value", "give names and values in turn")
        pairs = dict(zip([cell.text for cell in cells[::2]], cells[1::2], strict=False))
        if len(pairs) < len(cells) // 2:
            self.problems.add(line, "an attribute stands twice", "remove one")
        return pairs

    def _graph(self) -> nx.Graph:
        problems = self.problems
        if self.count is None:
            raise problems.stop(1, "no *Vertices", "name a Pajek .net file")
        if self.actors and len(self.actors) < self.count and not len(problems):
            problems.add(
                self.opened, f"*Vertices says {self.count}, {len(self.actors)} are listed", "the file may be cut off"
            )
        problems.raise_if_any()
        # Lists of a two-mode network are often of arcs from its first mode to its second, which say nothing more.
        directed = self.first is None and bool(self.kinds & {"arcs", "arcslist", "matrix"})
        builder = Builder(directed, problems)
        for place in range(1, self.count + 1):
            name, line, attributes = self.actors.get(place, (str(place), 1, {}))
            if self.first is not None:
                attributes = attributes | {MODE: Cell("0" if place <= self.first else "1")}
            builder.actor(name, line, attributes)
        problems.raise_if_any()
        names = [self.actors[place][0] if place in self.actors else str(place) for place in range(1, self.count + 1)]
        for arc, one, other, line, attributes in self.ties:
            if self.first is not None and (one <= self.first) == (other <= self.first):
                problems.add(
                    line,
                    f"a tie between {quoted(names[one - 1])} and {quoted(names[other - 1])} of one mode",
                    "remove it, or write one count behind *Vertices",
                )
                continue
            builder.tie(names[one - 1], names[other - 1], line, attributes)
            if directed and not arc:
                builder.tie(names[other - 1], names[one - 1], line, attributes)
        if "matrix" in self.kinds and self.first is not None:
            self._rectangle(builder, names)
        elif "matrix" in self.kinds:
            for row in self.matrix:
                if len(row.cells) != self.count:
                    raise problems.stop(
                        row.line, f"{len(row.cells)} values, not {self.count}", "give every row all columns"
                    )
            if len(self.matrix) != self.count:
                raise problems.stop(
                    self.opened, f"{len(self.matrix)} rows of the matrix, not {self.count}", "the file may be cut off"
                )
            fill_matrix(builder, names, self.matrix)
        return builder.graph()

    def _rectangle(self, builder: Builder, names: list[str]) -> None:
        """A row for each actor of the first mode, a column for each of the second."""
        assert self.count is not None
        assert self.first is not None
        if len(self.matrix) != self.first:
            raise self.problems.stop(
                self.opened, f"{len(self.matrix)} rows of the matrix, not {self.first}", "the file may be cut off"
            )
        for one, row in zip(names, self.matrix, strict=False):
            if len(row.cells) != self.count - self.first:
                why = f"{len(row.cells)} values, not {self.count - self.first}"
                raise self.problems.stop(row.line, why, "give every row all columns")
            for other, cell in zip(names[self.first :], row.cells, strict=True):
                value = number(cell.text)
                if value is None:
                    self.problems.add(row.line, f"{quoted(cell.text)} is no number", "give a number, 0 for no tie")
                elif value != 0:
                    builder.tie(one, other, row.line, {"weight": cell})


def read_pajek(path: Path, encoding: str) -> nx.Graph:
    return _Reader(str(path)).read(read_text(path, encoding))


def pajek_text(graph: nx.Graph, file: str) -> str:
    """Vertices with their attributes as names and values behind place and shape, ties with weight and attributes."""
    lines = [f"*Vertices {graph.number_of_nodes()}"]
    order = list(graph.nodes)
    if is_two_mode(graph):
        first, second = modes(graph)
        order, lines = [*first, *second], [f"*Vertices {len(first) + len(second)} {len(first)}"]
    numbers = {name: k for k, name in enumerate(order, start=1)}
    for name in order:
        rest = dict(graph.nodes[name])
        if is_two_mode(graph):
            rest.pop(MODE)
        place: list[str] = []
        if _is_place(rest):
            # 0 and not 0.0, so that a place at the origin is not taken for none.
            place = ["0" if rest[axis] == 0 else plain(rest[axis]) for axis in _PLACE if axis in rest]
            place.append(str(rest.get("shape", "ellipse")))
            for axis in (*_PLACE, *(("shape",) if rest.get("shape") in _SHAPES else ())):
                rest.pop(axis, None)
        elif rest:
            place = _NO_PLACE
        lines.append(" ".join([str(numbers[name]), _quoted(name), *place, *_fields(rest)]))
    lines.append("*Arcs" if graph.is_directed() else "*Edges")
    for one, other, data in graph.edges(data=True):
        where = f"{file}: the tie from {quoted(one)} to {quoted(other)}"
        rest = {key: value for key, value in data.items() if key != "weight"}
        ends = f"{numbers[one]} {numbers[other]}"
        lines.append(" ".join([ends, weight_text(data.get("weight", 1), where), *_fields(rest)]))
    return "\n".join(lines) + "\n"


def _is_place(data: dict[str, object]) -> bool:
    numbers = [isinstance(data.get(axis), (int, float)) and not isinstance(data.get(axis), bool) for axis in _PLACE]
    return numbers[0] and numbers[1] and data.get("shape", "ellipse") in _SHAPES


def _fields(data: dict[str, object]) -> list[str]:
    fields = []
    for key, value in data.items():
        text = plain(value)  # type: ignore[arg-type]
        bare = not isinstance(value, str) or (re.fullmatch(r"[A-Za-z_]\w*", text) and not looks_like_no_text(text))
        fields += [_quoted(key) if not re.fullmatch(r"[A-Za-z_]\w*", key) else key, text if bare else _quoted(text)]
    return fields


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
