# SPDX-License-Identifier: Apache-2.0
"""UCINET's DL: full and half matrices, edgelist1 and nodelist1, labels listed or embedded; two-mode networks as full
matrices of rows by columns. One relation."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

import networkx as nx

from gemeinsim.graph_files.build import Builder
from gemeinsim.graph_files.problems import Problems, nearest, quoted
from gemeinsim.graph_files.tables import fill_matrix, matrix_rows, weight_text
from gemeinsim.graph_files.text import MOST_ACTORS, Cell, Row, number, read_text
from gemeinsim.graph_files.two_mode import MODE, is_two_mode, modes

FORMATS = ("fullmatrix", "lowerhalf", "upperhalf", "edgelist1", "nodelist1")

_BLANK = re.compile(r"[\s,]*")
_WORD = re.compile(r"[^\s,=:]+|[=:]")
_VALUE = re.compile(r'"([^"\n]*)"|([^\s,"]+)')
_DATA = re.compile(r"data\s*:", re.IGNORECASE)


class _Reader:
    def __init__(self, text: str, file: str, directed: bool) -> None:
        self.text = text
        self.problems = Problems(file)
        self.directed = directed
        self.at = 0
        self.starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        self.count: int | None = None  # of actors, or of rows
        self.columns: int | None = None
        self.format = "fullmatrix"
        self.diagonal = True
        self.labels: list[tuple[str, int]] = []
        self.column_labels: list[tuple[str, int]] = []
        self.embedded = False

    def line(self, at: int | None = None) -> int:
        return bisect_right(self.starts, self.at if at is None else at)

    def _skip(self) -> None:
        match = _BLANK.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def _word(self) -> str:
        self._skip()
        match = _WORD.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()

    def _peek(self) -> str:
        at = self.at
        word = self._word()
        self.at = at
        return word

    def _value(self) -> Cell | None:
        self._skip()
        if self.at >= len(self.text):
            return None
        match = _VALUE.match(self.text, self.at)
        if match is None:
            raise self.problems.stop(self.line(), "a quote that is never closed", "close it")
        self.at = match.end()
        inside, outside = match.groups()
        return Cell(outside) if inside is None else Cell(inside, True)

    def read(self) -> nx.Graph:
        if self._word().lower() != "dl":
            raise self.problems.stop(1, "the file does not start with DL", "name a UCINET DL file")
        while self._header():
            pass
        assert self.count is not None
        if self._two_modes():
            return self._rectangle()
        if self.format == "fullmatrix":
            return self._fullmatrix()
        if self.format in ("lowerhalf", "upperhalf"):
            return self._half()
        return self._list()

    def _two_modes(self) -> bool:
        """Whether rows and columns are different actors; complains where the format cannot be of two modes."""
        if self.count == self.columns and (not self.column_labels or self._texts(self.column_labels) == self._texts()):
            return False
        if self.format != "fullmatrix":
            what = (
                f"{self.count} rows and {self.columns} columns, or other labels for them, in the format {self.format}"
            )
            raise self.problems.stop(self.line(), what, "give a two-mode network as FORMAT=FULLMATRIX")
        if self.directed:
            raise self.problems.stop(
                self.line(), "rows and columns are different actors: ties have no direction", "read it as undirected"
            )
        return True

    def _texts(self, labels: list[tuple[str, int]] | None = None) -> list[str]:
        return [name for name, _ in (self.labels if labels is None else labels)]

    def _header(self) -> bool:
        """One statement of the header; false behind DATA:."""
        self._skip()
        line = self.line()
        word = self._word().lower()
        stop = self.problems.stop
        if not word:
            raise stop(line, "the file ends before DATA:", "it may be cut off")
        if word in ("n", "nr", "nc", "nm"):
            self._sign("=", word, line)
            self._size(word, self._word(), line)
        elif word == "format":
            self._sign("=", word, line)
            self.format = self._word().lower()
            if self.format not in FORMATS:
                raise stop(line, f"the format {quoted(self.format)} is not read", f"use one of {', '.join(FORMATS)}")
        elif word == "diagonal":
            self._sign("=", word, line)
            self.diagonal = self._word().lower() != "absent"
        elif word in ("labels", "row", "column", "col"):
            if word != "labels" and self._word().lower() != "labels":
                raise stop(line, f"{word} without labels", "write ROW LABELS: or COLUMN LABELS:")
            self._labels(word, line)
        elif word == "data":
            self._sign(":", word, line)
            if self.count is None or self.columns is None:
                raise stop(line, "the number of actors is not given before DATA:", "write N=..., or NR=... NC=...")
            return False
        else:
            known = "N, FORMAT, DIAGONAL, LABELS and DATA are"
            raise stop(line, f"{quoted(word)} is not read ({known})", "remove it")
        return True

    def _sign(self, sign: str, word: str, line: int) -> None:
        if self._word() != sign:
            raise self.problems.stop(line, f"no {sign!r} behind {word.upper()}", f"write {word.upper()}{sign}")

    def _size(self, word: str, text: str, line: int) -> None:
        stop = self.problems.stop
        if not text.isascii() or not text.isdigit():
            raise stop(line, f"{word.upper()}={text[:20]} is no count", "give a whole number")
        if len(text) > 9 or int(text) > MOST_ACTORS:
            raise stop(line, f"{text[:20]} actors are too many (at most {MOST_ACTORS})", "correct the count")
        size = int(text)
        if word == "nm":
            if size != 1:
                raise stop(line, f"{size} relations (one is read)", "keep one relation in a file")
        elif (word != "nc" and self.count not in (None, size)) or (word != "nr" and self.columns not in (None, size)):
            raise stop(line, f"{word.upper()}={size} against another count before it", "keep one of them")
        else:
            self.count = size if word != "nc" else self.count
            self.columns = size if word != "nr" else self.columns

    def _labels(self, word: str, line: int) -> None:
        if self._peek().lower() == "embedded":
            self._word()
            self.embedded = True
            return
        self._sign(":", "labels", line)
        count = self.columns if word in ("column", "col") else self.count
        if count is None:
            raise self.problems.stop(line, "labels before the number of actors", "write N=... first")
        if word == "labels" and self.count != self.columns:
            raise self.problems.stop(
                line, "labels of rows or of columns", "write ROW LABELS: and COLUMN LABELS: for a two-mode network"
            )
        labels: list[tuple[str, int]] = []
        while len(labels) < count:
            self._skip()
            start = self.line()
            if _DATA.match(self.text, self.at) or (cell := self._value()) is None:
                raise self.problems.stop(
                    start, f"{len(labels)} labels, but N={count}", "give every actor one, or correct N"
                )
            labels.append((cell.text, start))
        if word in ("column", "col"):
            self.column_labels = labels
        if word not in ("column", "col") or (not self.labels and self.count == count):
            self.labels = labels

    def _builder(self, names: list[tuple[str, int]]) -> Builder:
        builder = Builder(self.directed, self.problems)
        for name, line in names:
            builder.actor(name, line)
        self.problems.raise_if_any()
        return builder

    def _names(self) -> list[tuple[str, int]]:
        assert self.count is not None
        return self.labels or [(str(k), 1) for k in range(1, self.count + 1)]

    def _fullmatrix(self) -> nx.Graph:
        assert self.count is not None
        n = self.count
        per_row = n if self.diagonal else n - 1
        if n * (per_row + self.embedded) > len(self.text) - self.at:
            raise self.problems.stop(
                self.line(),
                f"the file is too short for N={n} rows of {per_row} values",
                "it may be cut off, or correct N",
            )
        names = [self._needed("label") for _ in range(n)] if self.embedded else self._names()
        rows = []
        for place in range(n):
            if self.embedded:
                name, line = self._needed("label")
                if name != names[place][0]:
                    raise self.problems.stop(
                        line, f"the row is of {quoted(name)}, the column of {quoted(names[place][0])}", "use one order"
                    )
            values = [self._needed("value") for _ in range(per_row)]
            line = values[0][1] if values else self.line()
            cells = [Cell(text) for text, _ in values]
            if not self.diagonal:
                cells.insert(place, Cell("0"))
            rows.append(Row(line, cells))
        self._skip()
        if self.at < len(self.text):
            raise self.problems.stop(self.line(), f"more values than N={n} has room for", "correct N")
        builder = self._builder(names)
        fill_matrix(builder, [name for name, _ in names], rows)
        return builder.graph()

    def _enough(self, values: int) -> None:
        if values > len(self.text) - self.at:
            raise self.problems.stop(
                self.line(), f"the file is too short for {values} values", "it may be cut off, or correct the counts"
            )

    def _half(self) -> nx.Graph:
        """The values below (or above) the diagonal, row by row, with the diagonal or without; the rest mirrors them."""
        assert self.count is not None
        n = self.count
        if self.directed:
            raise self.problems.stop(
                self.line(), f"the format {self.format} holds one half of a symmetric matrix", "read it as undirected"
            )
        if self.embedded:
            raise self.problems.stop(self.line(), "embedded labels in half a matrix", "list them behind LABELS:")
        own = 1 if self.diagonal else 0
        self._enough(n * (n - 1) // 2 + n * own)
        cells = [[Cell("0")] * n for _ in range(n)]
        lines = [self.line()] * n
        for i in range(n):
            lower = self.format == "lowerhalf"
            for j in range(i + own) if lower else range(i + 1 - own, n):
                text, lines[i] = self._needed("value")
                cells[i][j] = cells[j][i] = Cell(text)
        self._skip()
        if self.at < len(self.text):
            raise self.problems.stop(self.line(), f"more values than N={n} has room for", "correct N or DIAGONAL")
        builder = self._builder(self._names())
        fill_matrix(builder, [name for name, _ in self._names()], [Row(*row) for row in zip(lines, cells, strict=True)])
        return builder.graph()

    def _rectangle(self) -> nx.Graph:
        assert self.count is not None
        assert self.columns is not None
        sizes = (self.count, self.columns)
        self._enough(sizes[0] * sizes[1])
        if self.embedded:
            heads = [self._needed("label") for _ in range(sizes[1])]
        else:
            heads = self.column_labels or [(f"column {k}", self.line()) for k in range(1, sizes[1] + 1)]
        names = [] if self.embedded else self.labels or [(f"row {k}", self.line()) for k in range(1, sizes[0] + 1)]
        rows = []
        for _ in range(sizes[0]):
            if self.embedded:
                names.append(self._needed("label"))
            values = [self._needed("value") for _ in range(sizes[1])]
            rows.append(Row(values[0][1] if values else self.line(), [Cell(text) for text, _ in values]))
        self._skip()
        if self.at < len(self.text):
            raise self.problems.stop(self.line(), "more values than NR and NC have room for", "correct them")
        builder = Builder(False, self.problems)
        for mode, actors in enumerate((names, heads)):
            for name, line in actors:
                builder.actor(name, line, {MODE: Cell(str(mode))})
        for (one, _), row in zip(names, rows, strict=True):
            for (other, _), cell in zip(heads, row.cells, strict=True):
                value = number(cell.text)
                if value is None:
                    self.problems.add(row.line, f"{quoted(cell.text)} is no number", "give a number, 0 for no tie")
                elif value != 0:
                    builder.tie(one, other, row.line, {"weight": cell})
        return builder.graph()

    def _needed(self, what: str) -> tuple[str, int]:
        self._skip()
        line = self.line()
        cell = self._value()
        if cell is None:
            raise self.problems.stop(line, f"the file ends where a {what} belongs", "it may be cut off, or correct N")
        return cell.text, line

    def _list(self) -> nx.Graph:
        """edgelist1: one end, other end, value; nodelist1: one end and all its others. A line each."""
        assert self.count is not None
        lines = []
        first = self.line()
        for line, raw in enumerate(self.text[self.at :].split("\n"), start=first):
            cells = [Cell(inside, True) if not outside else Cell(outside) for inside, outside in _VALUE.findall(raw)]
            if raw.count('"') % 2:
                raise self.problems.stop(line, "a quote that is never closed", "close it")
            if cells:
                lines.append((line, cells))
        builder = self._builder(self._embedded_names(lines) if self.embedded else self._names())
        names = [name for name, _ in self._names()]
        for line, cells in lines:
            if self.format == "edgelist1" and len(cells) not in (2, 3):
                self.problems.add(line, f"{len(cells)} fields", "give both ends and a value or none")
                continue
            value = Cell("1")
            if self.format == "edgelist1" and len(cells) == 3:
                value = cells.pop()
                if number(value.text) is None:
                    self.problems.add(line, f"{quoted(value.text)} is no number", "give one")
                    continue
            ends = [cell.text if self.embedded else self._by_number(cell.text, names, line) for cell in cells]
            if None in ends or number(value.text) == 0:
                continue
            for other in ends[1:]:
                builder.tie(str(ends[0]), str(other), line, {"weight": value})
        return builder.graph()

    def _by_number(self, text: str, names: list[str], line: int) -> str | None:
        if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= len(names):
            return names[int(text) - 1]
        known = names if self.labels and len(self.problems) < 20 else []
        remedy = nearest(text, known, "correct it or N") if text in known or known else "correct it or N"
        self.problems.add(line, f"there is no actor {quoted(text)} (N says 1 to {len(names)})", remedy)
        return None

    def _embedded_names(self, lines: list[tuple[int, list[Cell]]]) -> list[tuple[str, int]]:
        names = dict(self.labels)
        for line, cells in lines:
            for cell in cells[:2] if self.format == "edgelist1" else cells:
                names.setdefault(cell.text, line)
        if len(names) != self.count:
            raise self.problems.stop(
                lines[-1][0] if lines else self.line(),
                f"N={self.count}, but {len(names)} actors are named",
                "correct N, or list all names behind LABELS:",
            )
        return list(names.items())


def read_dl(path: Path, *, directed: bool, encoding: str) -> nx.Graph:
    return _Reader(read_text(path, encoding), str(path), directed).read()


def dl_text(graph: nx.Graph, file: str, form: str = "fullmatrix") -> str:
    names = list(graph.nodes)
    for name in names:
        if '"' in name:
            raise ValueError(f"{file}: the name {quoted(name)} holds a double quote, which DL cannot; rename the actor")
    if form == "fullmatrix" and is_two_mode(graph):
        return _rectangle_text(graph, file)
    if form.endswith("half") and graph.is_directed():
        raise ValueError(f"{file}: {form} holds one half of a symmetric matrix, and the ties have a direction; use dl")
    lines = [f"DL N={len(names)} FORMAT={form.upper()}" + (" DIAGONAL=ABSENT" if form.endswith("half") else "")]
    if names:
        lines += ["LABELS:", *(f'"{name}"' for name in names)]
    lines.append("DATA:")
    numbers = {name: k for k, name in enumerate(names, start=1)}
    if form == "fullmatrix":
        lines += [" ".join(row) for row in matrix_rows(graph, file)]
    elif form.endswith("half"):
        for i, row in enumerate(matrix_rows(graph, file)):
            lines.append(" ".join(row[:i] if form == "lowerhalf" else row[i + 1 :]))
    elif form == "edgelist1":
        for one, other, data in graph.edges(data=True):
            text = weight_text(data.get("weight", 1), f"{file}: the tie from {quoted(one)} to {quoted(other)}")
            lines.append(f"{numbers[one]} {numbers[other]} {text}")
            if not graph.is_directed():
                lines.append(f"{numbers[other]} {numbers[one]} {text}")
    else:
        for name in names:
            others = [numbers[other] for other in graph.adj[name]]
            if others:
                lines.append(" ".join(map(str, [numbers[name], *others])))
    return "\n".join(lines) + "\n"


def _rectangle_text(graph: nx.Graph, file: str) -> str:
    rows, columns = modes(graph)
    lines = [f"DL NR={len(rows)} NC={len(columns)} FORMAT=FULLMATRIX"]
    for what, names in (("ROW", rows), ("COLUMN", columns)):
        if names:
            lines += [f"{what} LABELS:", *(f'"{name}"' for name in names)]
    lines.append("DATA:")
    for one in rows:
        values = []
        for other in columns:
            tie = graph.edges[one, other] if graph.has_edge(one, other) else {"weight": None}
            where = f"{file}: the tie from {quoted(one)} to {quoted(other)}"
            values.append("0" if tie.get("weight", 1) is None else weight_text(tie.get("weight", 1), where))
        lines.append(" ".join(values))
    return "\n".join(lines) + "\n"
