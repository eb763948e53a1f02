# SPDX-License-Identifier: Apache-2.0
"""Networks from and to files: CSV, GraphML, Pajek .net and UCINET DL, as networkx graphs."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx

from gemeinsim.graph_files import graphml, pajek, tables, ucinet
from gemeinsim.graph_files.build import cleaned
from gemeinsim.graph_files.problems import quoted
from gemeinsim.graph_files.text import read_csv, read_text
from gemeinsim.graph_files.two_mode import MODE, is_two_mode, refuse_two_modes
from gemeinsim.graph_files.two_mode import project as project
from gemeinsim.names import unknown

#: What can be read and written, with a word on each.
FORMATS = {
    "scenario": "a folder with actors.csv and ties.csv as scenarios read them",
    "edges": "CSV: a line per tie, columns from and to",
    "matrix": "CSV: a row and a column per actor",
    "graphml": "GraphML",
    "pajek": "Pajek .net",
    "dl": "UCINET DL, full matrix (of a two-mode network: rows by columns)",
    "dl-lowerhalf": "UCINET DL, the half of a symmetric matrix below its diagonal",
    "dl-upperhalf": "UCINET DL, the half above",
    "dl-edgelist1": "UCINET DL, a line per tie",
    "dl-nodelist1": "UCINET DL, a line per actor",
}
_SUFFIXES = {".graphml": "graphml", ".net": "pajek", ".dl": "dl", ".csv": "edges"}
#: These say themselves whether ties have a direction and hold the attributes of actors.
_COMPLETE = ("graphml", "pajek")


def format_of(path: str | os.PathLike[str]) -> str:
    """The format that a name stands for: by its ending, or `scenario` for a folder."""
    place = Path(path)
    if place.is_dir() or not place.suffix:
        return "scenario"
    if place.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[place.suffix.lower()]
    raise ValueError(
        f"{place}: the ending {quoted(place.suffix)} names no format of networks; "
        f"use {', '.join(_SUFFIXES)} or a folder, or name the format"
    )


def _checked(name: str) -> str:
    if name not in FORMATS:
        raise ValueError(unknown("format", name, FORMATS))
    return name


def read_graph(
    path: str | os.PathLike[str],
    *,
    directed: bool | None = None,
    actors: str | os.PathLike[str] | None = None,
    format: str | None = None,  # noqa: A002 - the natural name
    encoding: str = "utf-8",
) -> nx.Graph:
    """Read a network from a file, or from a scenario's folder with ``actors.csv`` and ``ties.csv``.

    Parameters
    ----------
    path : path
        ``.graphml``, ``.net`` (Pajek), ``.dl`` (UCINET), ``.csv`` (edge list or adjacency matrix), or a folder.
    directed : bool, optional
        Whether ties have a direction: needed for CSV and DL, which do not say; not allowed for the others, which do.
    actors : path, optional
        CSV with the actors and their attributes for formats that hold ties only; its first column names them. Then
        a tie to anybody else is a fault, and actors without ties are known.
    format : str, optional
        One of ``scenario, edges, matrix, graphml, pajek, dl``; told from the name and content where left out.
    encoding : str
        Of text files.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        Nodes are names (texts) in the order of the file. Attributes of CSV, Pajek and DL have the type of their
        column: truth values, whole numbers, numbers or texts; missing values are absent. Actors of a two-mode
        network (two counts behind Pajek's *Vertices, a DL matrix with NR and NC, GraphML with such an attribute) have
        the attribute ``bipartite``, 0 or 1, as in networkx. Values of ties are the
        attribute ``weight``, absent where all are 1. An undirected tie may be listed from both sides.

    Raises
    ------
    ValueError
        With ``file:line: problem; what to do`` for every self-loop, duplicate, unknown name, wrong count and broken
        line; for files that are empty, cut off, binary or in another encoding.
    OSError
        As the file system says.

    Notes
    -----
    Cost: linear in the file, quadratic in actors for matrices; about 1 s for 100,000 ties.
    """
    place = Path(path)
    if format is not None:
        _checked(format)
    elif not place.exists():
        raise FileNotFoundError(f"{place}: no such file or folder; check the name")
    form = format or format_of(place)
    if form in _COMPLETE:
        if directed is not None:
            raise ValueError(f"{place}: the file says itself whether ties have a direction; leave directed out")
        if actors is not None:
            raise ValueError(f"{place}: the file holds the actors itself; leave the list of actors out")
        return graphml.read_graphml(place, encoding) if form == "graphml" else pajek.read_pajek(place, encoding)
    if directed is None:
        raise ValueError(
            f"{place}: the format {form} does not say whether ties have a direction; say directed or undirected"
        )
    if form == "scenario":
        if actors is not None:
            raise ValueError(f"{place}: the folder holds the actors itself; leave the list of actors out")
        if not place.is_dir():
            raise ValueError(f"{place}: is no folder; name the folder that holds actors.csv and ties.csv")
        return tables.read_folder(place, directed=directed, encoding=encoding)
    listed = None if actors is None else Path(actors)
    if form.startswith("dl"):
        graph = ucinet.read_dl(place, directed=directed, encoding=encoding)
        return graph if listed is None else _with_actors(graph, listed, encoding)
    kind = form if format is not None else None
    return tables.read_csv_network(place, directed=directed, actors=listed, encoding=encoding, kind=kind)


def _with_actors(graph: nx.Graph, path: Path, encoding: str) -> nx.Graph:
    attributes = tables.actors_graph(path, encoding)
    for name in attributes:
        if name not in graph:
            raise ValueError(f"{path}: there is no actor {quoted(name)} in the network; remove the line or correct it")
    for name, data in attributes.nodes(data=True):
        graph.nodes[name].update(data)
    return graph


@dataclass(frozen=True)
class Written:
    """What :func:`write_graph` wrote."""

    format: str
    files: list[Path]
    left_out: list[str] = field(default_factory=list)


def write_graph(
    graph: nx.Graph,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - the natural name
    sector: str | None = None,
) -> Written:
    """Write a network to a file or a scenario's folder. All of it or nothing is written.

    CSV and DL hold ties only: attributes of actors (for edge lists all actors) go into ``NAME_actors.csv`` beside,
    which :func:`read_graph` takes as ``actors``. DL and matrices keep one number for a tie, its ``weight``. What
    scenarios have no column for goes into ``actors_more.csv`` and ``ties_more.csv``.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Names and attributes are checked, see Raises; missing attributes are None or NaN.
    path : path
        Its ending gives the format; without one it is the folder of a scenario, made where it is not there.
    format : str, optional
        One of :data:`FORMATS`.
    sector : str, optional
        For scenarios: the sector of actors that have no attribute ``sector``.

    Returns
    -------
    Written
        The files, and what the format had no room for.

    Raises
    ------
    ValueError
        The graph has parallel ties, self-loops, or what no format or this one cannot hold.
    OSError
        As the file system says.
    """
    place = Path(path)
    form = _checked(format) if format is not None else format_of(place)
    clean = cleaned(graph, str(place))
    left_out: list[str] = []
    if form == "scenario":
        refuse_two_modes(clean, str(place))
        files = tables.folder_files(clean, place, sector)
    elif form == "graphml":
        files = {place: graphml.graphml_text(clean)}
    elif form == "pajek":
        files = {place: pajek.pajek_text(clean, str(place))}
    else:
        tables.check_columns(clean, str(place))
        if form == "edges":
            files = {place: tables.ties_csv(clean, tables.tie_columns(clean))}
        else:
            kept = () if form == "dl-nodelist1" else ("weight",)
            left_out = [name for name in tables.tie_columns(clean) if name not in kept]
            text = (
                tables.matrix_csv(clean, str(place))
                if form == "matrix"
                else ucinet.dl_text(clean, str(place), form.partition("-")[2] or "fullmatrix")
            )
            files = {place: text}
        columns = tables.actor_columns(clean)
        if form == "dl" and is_two_mode(clean):
            columns = [name for name in columns if name != MODE]  # said by the shape of the matrix
        if form == "edges" or columns:
            beside = place.with_name(place.stem + "_actors.csv")
            files[beside] = tables.actors_csv(clean, columns)
    if form == "scenario":
        place.mkdir(parents=True, exist_ok=True)
    _replace_all(files)
    return Written(form, list(files), left_out)


def _replace_all(files: dict[Path, str]) -> None:
    """Writes every file under another name first, so that a full disk leaves the old ones alone."""
    ready: list[tuple[str, Path]] = []
    try:
        for path, text in files.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            ready.append((name, path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, 0o666 & ~mask)  # mkstemp's are for the owner alone
        for name, path in ready:
            os.replace(name, path)
    except BaseException:
        for name, _ in ready:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
        raise


def read_matrix(path: str | os.PathLike[str], *, encoding: str = "utf-8"):
    """Read a square table of numbers about pairs of actors, such as preference similarity, from CSV.

    Returns
    -------
    pandas.DataFrame
        Rows and columns named by the actors, or 1, 2, ... where the file does not name them; missing values NaN.

    Raises
    ------
    ValueError
        The table is not square or holds anything but numbers, with ``file:line``.
    """
    import numpy as np
    import pandas as pd

    from gemeinsim.graph_files.problems import Problems
    from gemeinsim.graph_files.text import number

    place = Path(path)
    problems = Problems(str(place))
    table = read_csv(read_text(place, encoding), problems)
    names, rows = tables.split_matrix(table, problems)
    names = names or [str(k + 1) for k in range(len(rows))]
    values = np.full((len(rows), len(rows)), np.nan)
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            value = number(cell.text, decimal_comma=table.decimal_comma)
            if value is not None:
                values[i, j] = value
            elif not cell.missing:
                problems.add(row.line, f"{quoted(cell.text)} is no number (column {j + 1})", "give a number")
    problems.raise_if_any()
    return pd.DataFrame(values, index=names, columns=names)
