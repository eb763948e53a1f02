# SPDX-License-Identifier: Apache-2.0
"""What `gemeinsim convert` does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from gemeinsim.graph_files import format_of, project, read_graph, write_graph

_RESULTS = "results"


@dataclass(frozen=True)
class Conversion:
    """What was read and written; prints as a line."""

    source: str
    source_format: str
    directed: bool
    actors: int
    ties: int
    target_format: str
    files: list[str]
    left_out: list[str]

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": {"file": self.source, "format": self.source_format},
            "network": {"actors": self.actors, "ties": self.ties, "directed": self.directed},
            "target": {"files": self.files, "format": self.target_format, "left_out": self.left_out},
        }

    def __str__(self) -> str:
        ties = f"{self.ties} {'arc' if self.directed else 'tie'}{'' if self.ties == 1 else 's'}"
        actors = f"{self.actors} actor{'' if self.actors == 1 else 's'}"
        return f"{self.source} ({self.source_format}): {actors}, {ties} -> {', '.join(self.files)}"


def convert_file(
    source: str,
    target: str,
    *,
    actors: str | None = None,
    source_format: str | None = None,
    target_format: str | None = None,
    directed: bool | None = None,
    sector: str | None = None,
    encoding: str = "utf-8",
    run: int | None = None,
    month: int | None = None,
    projection: str | None = None,
    onto: int = 0,
) -> Conversion:
    """Reads one file and writes another; the parameters are the options of the command."""
    results = source_format == _RESULTS or (source_format is None and Path(source).suffix.lower() == ".h5")
    form = target_format or format_of(target)  # before anything is read: a slip in the name shows at once
    if results:
        if directed is not None or actors is not None:
            raise ValueError(f"{source}: a result file knows its actors and their ties; leave such options out")
        graph = _from_results(source, run or 0, month)
    elif run is not None or month is not None:
        raise ValueError(f"{source}: is no result file, so that it has no runs and months; leave --run and --month out")
    else:
        graph = read_graph(source, directed=directed, actors=actors, format=source_format, encoding=encoding)
        source_format = source_format or format_of(source)
    if projection is not None:
        graph = project(graph, projection, onto)
    written = write_graph(graph, target, format=form, sector=sector)
    return Conversion(
        source=source,
        source_format=_RESULTS if results else str(source_format),
        directed=graph.is_directed(),
        actors=graph.number_of_nodes(),
        ties=graph.number_of_edges(),
        target_format=written.format,
        files=[str(path) for path in written.files],
        left_out=written.left_out,
    )


def _from_results(source: str, run: int, month: int | None) -> nx.Graph:
    import gemeinsim as gs

    with gs.open(source) as ds:
        return gs.to_networkx(ds, run=run, month=month)
