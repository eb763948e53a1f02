# SPDX-License-Identifier: Apache-2.0
"""Networks as CSV: the actors.csv and ties.csv of scenarios, plain edge lists, adjacency matrices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import networkx as nx

from gemeinsim.graph_files.build import Builder
from gemeinsim.graph_files.problems import Problems, quoted
from gemeinsim.graph_files.text import Cell, Csv, Row, csv_field, csv_text, number, read_csv, read_text

ACTORS, TIES = "actors.csv", "ties.csv"
#: What scenarios have no column for stands beside them.
MORE_ACTORS, MORE_TIES = "actors_more.csv", "ties_more.csv"

_SECTORS = ("administration", "civil_society", "business")
_ENDS = (("from", "to"), ("source", "target"))


@cache
def scenario_columns(table: str) -> tuple[str, ...]:
    """The columns that the engine reads of a table: ``salience.*`` stands for one for each topic."""
    from gemeinsim import _core

    tables = json.loads(_core.parameters_json())["tables"]
    return tuple(column["path"] for entry in tables if entry["path"] == table for column in entry["columns"])


def is_scenario_column(table: str, name: str) -> bool:
    return any(
        name == column or (column.endswith(".*") and name.startswith(column[:-1]) and len(name) >= len(column))
        for column in scenario_columns(table)
    )


# --- reading ----------------------------------------------------------------------------------------------------


def read_actors(path: Path, encoding: str) -> tuple[Csv, list[tuple[Row, dict[str, Cell]]], Problems]:
    """The rows of a list of actors; the first field of each is its name. R's unnamed column of row names will do."""
    problems = Problems(str(path))
    table = read_csv(read_text(path, encoding), problems)
    header, *rows = table.rows
    names = [cell.text for cell in header.cells]
    if names[0] not in ("id", ""):
        raise problems.stop(header.line, f"the first column is {quoted(names[0])}", "put the column id first")
    _check_header(header, names, problems)
    result = []
    for row in _whole_rows(rows, header, problems):
        result.append((row, dict(zip(names[1:], row.cells[1:], strict=True))))
    return table, result, problems


def _check_header(header: Row, names: Sequence[str], problems: Problems) -> None:
    for place, name in enumerate(names):
        if place > 0 and not name:
            raise problems.stop(header.line, f"column {place + 1} has no name", "name it in the first line")
        if name in names[:place]:
            raise problems.stop(header.line, f"two columns are called {quoted(name)}", "rename one")


def _whole_rows(rows: Sequence[Row], header: Row, problems: Problems) -> list[Row]:
    whole = []
    for row in rows:
        if len(row.cells) == len(header.cells):
            whole.append(row)
            continue
        problems.add(
            row.line,
            f"{len(row.cells)} fields (the first line has {len(header.cells)})",
            "add what is missing, or quote fields that hold the separator",
        )
    return whole


def read_csv_network(
    path: Path, *, directed: bool, actors: Path | None, encoding: str, kind: str | None = None
) -> nx.Graph:
    """An edge list (a first line with from and to) or an adjacency matrix, with the actors of another file or not."""
    problems = Problems(str(path))
    table = read_csv(read_text(path, encoding), problems)
    names = [cell.text.lower() for cell in table.rows[0].cells]
    ends = next((pair for pair in _ENDS if set(pair) <= set(names)), None)
    if kind == "edges" or (kind is None and ends is not None):
        if ends is None:
            raise problems.stop(table.rows[0].line, "no columns from and to", "name the columns in the first line")
        return _read_edges(table, ends, problems, directed, actors, encoding)
    return _read_matrix(table, problems, directed, actors, encoding)


def _listed(directed: bool, problems: Problems, actors: Path | None, encoding: str) -> tuple[Builder, list[str], bool]:
    """A builder that knows the actors of the file, if there is one; their names; whether its numbers have commas."""
    if actors is None:
        return Builder(directed, problems, listed=False), [], False
    table, rows, faults = read_actors(actors, encoding)
    builder = Builder(directed, faults)
    for row, attributes in rows:
        builder.actor(row.cells[0].text, row.line, attributes)
    faults.raise_if_any()
    builder.problems = problems
    return builder, [row.cells[0].text for row, _ in rows], table.decimal_comma


def actors_graph(path: Path, encoding: str) -> nx.Graph:
    """The actors of a list with their attributes as a graph without ties."""
    builder, _, comma = _listed(False, Problems(str(path)), path, encoding)
    return builder.graph(decimal_comma=comma)


def _read_edges(
    table: Csv, ends: tuple[str, str], problems: Problems, directed: bool, actors: Path | None, encoding: str
) -> nx.Graph:
    header, *rows = table.rows
    names = [cell.text for cell in header.cells]
    _check_header(header, names, problems)
    builder, _, comma = _listed(directed, problems, actors, encoding)
    one, other = ([name.lower() for name in names].index(end) for end in ends)
    for row in _whole_rows(rows, header, problems):
        attributes = {
            name: cell for k, (name, cell) in enumerate(zip(names, row.cells, strict=True)) if k not in (one, other)
        }
        builder.tie(row.cells[one].text, row.cells[other].text, row.line, attributes)
    return builder.graph(decimal_comma=comma or table.decimal_comma)


def _read_matrix(table: Csv, problems: Problems, directed: bool, actors: Path | None, encoding: str) -> nx.Graph:
    names, rows = split_matrix(table, problems)
    builder, listed, _ = _listed(directed, problems, actors, encoding)
    if names is None:
        names = listed or [str(k + 1) for k in range(len(rows))]
    if listed and sorted(names) != sorted(listed):
        raise problems.stop(
            table.rows[0].line,
            f"the matrix is of {len(names)} actors, the list of actors names {len(listed)} or others",
            "give the list that belongs to this matrix",
        )
    if not listed:
        for name, row in zip(names, rows, strict=True):
            builder.actor(name, row.line)
    problems.raise_if_any()
    fill_matrix(builder, names, rows, decimal_comma=table.decimal_comma)
    return builder.graph(decimal_comma=table.decimal_comma)


def split_matrix(table: Csv, problems: Problems) -> tuple[list[str] | None, list[Row]]:
    """Names (None where the matrix has none) and rows of numbers of a square matrix."""
    first = table.rows[0]
    comma = table.decimal_comma
    # Names without a corner field stand above the values: then the first line is one shorter than the others.
    short = len(table.rows) > 1 and len(first.cells) + 1 == len(table.rows[1].cells)
    named = (
        first.cells[0].text == ""
        or short
        or any(number(cell.text, decimal_comma=comma) is None for cell in first.cells)
    )
    if not named:
        names, rows = None, list(table.rows)
    else:
        names = [cell.text for cell in (first.cells if short else first.cells[1:])]
        rows = []
        for place, row in enumerate(table.rows[1:]):
            label = row.cells[0].text
            if place < len(names) and label != names[place]:
                raise problems.stop(
                    row.line,
                    f"the row is of {quoted(label)}, the column of {quoted(names[place])}",
                    "put rows and columns in the same order (for an edge list, name the columns from and to)",
                )
            rows.append(Row(row.line, row.cells[1:]))
    width = len(rows[0].cells) if names is None and rows else len(names or [])
    for row in rows:
        if len(row.cells) != width:
            raise problems.stop(row.line, f"{len(row.cells)} values, not {width}", "give every row all columns")
    if len(rows) != width:
        line = rows[-1].line if rows else first.line
        raise problems.stop(
            line, f"a matrix of {len(rows)} rows and {width} columns is not square", "give one of actors by actors"
        )
    return names, rows


def fill_matrix(builder: Builder, names: Sequence[str], rows: Sequence[Row], *, decimal_comma: bool = False) -> None:
    """The ties of a square matrix of numbers; an undirected network's must be symmetric."""
    problems = builder.problems
    values = []
    for i, row in enumerate(rows):
        numbers = []
        for j, cell in enumerate(row.cells):
            value = 0.0 if i == j and cell.missing else number(cell.text, decimal_comma=decimal_comma)
            if value is None:
                shown = "a missing value" if cell.missing else f"{quoted(cell.text)} is no number"
                problems.add(row.line, f"{shown} (column {j + 1})", "give a number, 0 for no tie")
                value = 0.0
            numbers.append(value)
        values.append(numbers)
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            if not builder.directed and values[i][j] != values[j][i]:
                if j > i:
                    problems.add(
                        row.line,
                        f"{names[i]} to {names[j]} is {cell.text}, back it is {rows[j].cells[i].text}",
                        "read the network as directed, or correct the matrix",
                    )
            elif values[i][j] != 0 and (builder.directed or i <= j):
                builder.tie(names[i], names[j], row.line, {"weight": Cell(cell.text)})


def read_folder(path: Path, *, directed: bool, encoding: str) -> nx.Graph:
    """actors.csv and ties.csv of a scenario's folder, with what stands in actors_more.csv and ties_more.csv."""
    graph = read_csv_network(path / TIES, directed=directed, actors=path / ACTORS, encoding=encoding, kind="edges")
    if (path / MORE_ACTORS).exists():
        more = actors_graph(path / MORE_ACTORS, encoding)
        _known(path / MORE_ACTORS, more.nodes, graph.nodes, "actor")
        for name, data in more.nodes(data=True):
            graph.nodes[name].update(data)
    if (path / MORE_TIES).exists():
        more = read_csv_network(path / MORE_TIES, directed=directed, actors=None, encoding=encoding, kind="edges")
        _known(path / MORE_TIES, more.edges, graph.edges, "tie")
        for one, other, data in more.edges(data=True):
            graph.edges[one, other].update(data)
    return graph


def _known(file: Path, names: object, known: object, what: str) -> None:
    for name in names:  # type: ignore[attr-defined]
        if name not in known:  # type: ignore[operator]
            beside = ACTORS if what == "actor" else TIES
            raise ValueError(f"{file}: there is no {what} {quoted(name)} in {beside}; remove the line or add it there")


# --- writing ----------------------------------------------------------------------------------------------------


def actors_csv(graph: nx.Graph, columns: Sequence[str]) -> str:
    rows = [["id", *(csv_field(name, is_name=True) for name in columns)]]
    for name, data in graph.nodes(data=True):
        rows.append([csv_field(name, is_name=True), *(csv_field(data.get(column)) for column in columns)])
    return csv_text(rows)


def ties_csv(graph: nx.Graph, columns: Sequence[str]) -> str:
    rows = [["from", "to", *(csv_field(name, is_name=True) for name in columns)]]
    for one, other, data in graph.edges(data=True):
        ends = [csv_field(one, is_name=True), csv_field(other, is_name=True)]
        rows.append([*ends, *(csv_field(data.get(column)) for column in columns)])
    return csv_text(rows)


def actor_columns(graph: nx.Graph) -> list[str]:
    """Names of the actors' attributes in the order in which they first appear."""
    return list(dict.fromkeys(key for _, data in graph.nodes(data=True) for key in data))


def tie_columns(graph: nx.Graph) -> list[str]:
    return list(dict.fromkeys(key for *_, data in graph.edges(data=True) for key in data))


def check_columns(graph: nx.Graph, file: str) -> None:
    for name in actor_columns(graph):
        if name == "id":
            raise ValueError(f"{file}: the actors have an attribute 'id', which names the column of names; rename it")
    for name in tie_columns(graph):
        if name.lower() in ("from", "to", "source", "target"):
            raise ValueError(f"{file}: the ties have an attribute {name!r}, which names a column of ends; rename it")


def folder_files(graph: nx.Graph, path: Path, sector: str | None) -> dict[Path, str]:
    """The texts of actors.csv and ties.csv as scenarios read them; other attributes go into files beside them."""
    if sector is not None and sector not in _SECTORS:
        raise ValueError(f"there is no sector {sector!r}; give one of {', '.join(_SECTORS)}")
    check_columns(graph, str(path))
    columns = actor_columns(graph)
    known = [name for name in columns if is_scenario_column("population.actors", name)]
    if "sector" not in known:
        known.insert(0, "sector")
    for name, data in graph.nodes(data=True):
        value = data.get("sector", sector)
        if value not in _SECTORS:
            problem = f"the actor {quoted(name)} has " + (
                "no sector" if value is None else f"the sector {quoted(value)}"
            )
            remedy = f"give one of {', '.join(_SECTORS)}" + (
                "" if value else ", with --sector for those that have none"
            )
            raise ValueError(f"{path / ACTORS}: {problem}; {remedy}")
        data["sector"] = value
    files = {path / ACTORS: actors_csv(graph, known)}
    more = [name for name in columns if name not in known]
    if more:
        files[path / MORE_ACTORS] = actors_csv(graph, more)
    columns = tie_columns(graph)
    known = [name for name in columns if is_scenario_column("population.ties", name)]
    files[path / TIES] = ties_csv(graph, known)
    more = [name for name in columns if name not in known]
    if more:
        files[path / MORE_TIES] = ties_csv(graph, more)
    return files


def matrix_rows(graph: nx.Graph, file: str) -> list[list[str]]:
    """The adjacency matrix as texts: weights where the ties have them, else 1."""
    most = 7000
    if graph.number_of_nodes() > most:
        raise ValueError(f"{file}: a matrix of {graph.number_of_nodes()} actors is too large; write a list of ties")
    places = {name: k for k, name in enumerate(graph.nodes)}
    rows = [["0"] * len(places) for _ in places]
    for one, other, data in graph.edges(data=True):
        text = weight_text(data.get("weight", 1), f"{file}: the tie from {quoted(one)} to {quoted(other)}")
        rows[places[one]][places[other]] = text
        if not graph.is_directed():
            rows[places[other]][places[one]] = text
    return rows


def weight_text(weight: object, where: str) -> str:
    if isinstance(weight, (bool, str)):
        raise ValueError(f"{where} has the weight {weight!r}, which is no number; rename the attribute")
    if weight == 0:
        raise ValueError(f"{where} has the weight 0, which says that there is none; remove the tie or its weight")
    return str(weight) if isinstance(weight, int) else repr(weight)


def matrix_csv(graph: nx.Graph, file: str) -> str:
    names = [csv_field(name, is_name=True) for name in graph.nodes]
    rows = matrix_rows(graph, file)
    return csv_text([["", *names], *([name, *row] for name, row in zip(names, rows, strict=True))])
