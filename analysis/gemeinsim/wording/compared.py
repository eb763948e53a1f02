# SPDX-License-Identifier: Apache-2.0
"""Sweep files that lie beside a scenario and compare something with it."""

from __future__ import annotations

import csv
import json
import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gemeinsim.sweeps.designs import METHODS, Design, parameter_of, read_design


@dataclass(frozen=True)
class Factor:
    """What is varied: the values that it takes, or the range from which they are drawn."""

    path: str
    values: list[Any]
    range: tuple[float, float] | None = None


@dataclass(frozen=True)
class Sweep:
    file: Path
    factors: list[Factor]
    points: int
    replicates: int
    at_most: bool = False  #: whether it stops earlier where results are certain enough


def sweeps_beside(scenario: Path) -> Iterator[Sweep]:
    """The sweep files of a scenario's folder that name it, in the order of their names; unreadable files are none."""
    for file in sorted(scenario.parent.glob("*.toml")):
        if file.name == scenario.name:
            continue
        try:
            with file.open("rb") as opened:
                document = tomllib.load(opened)
            # Whoever states targets fits parameters to them and compares nothing.
            if document.get("scenario") != scenario.name or "targets" in document:
                continue
            if isinstance(document.get("design"), dict):
                yield _sweep(file, document)
        except (OSError, ValueError):
            continue


def worlds(design: Design) -> int:
    """How many points a sampled design has, without drawing them; policies are crossed with every world."""
    count = len(design.uncertain)
    each = {
        "lhs": design.size,
        "sobol": design.size,
        "saltelli": design.size * (2 * count + 2 if design.second_order else count + 2),
        "morris": design.size * (count + 1),
        "factorial": 2 ** (count - design.fraction),
    }[design.method]
    return each * math.prod(len(factor.values or ()) for factor in design.policies)


def _sweep(file: Path, document: dict[str, Any]) -> Sweep:
    design = document["design"]
    method = design.get("method", "grid")
    if method in METHODS:
        plan = read_design(file)
        factors = [Factor(one.path, _distinct(one.values or ()), one.range) for one in plan.factors]
        points = worlds(plan)
    elif method == "table":
        factors, points = _table(file.parent / str(design.get("points", "")))
    else:
        rows = {str(row.get("path", "")): _values(row) for row in document.get("factors", [])}
        factors = [Factor(path, _distinct(values)) for path, values in rows.items()]
        counts = [len(values) for values in rows.values()]
        points = math.prod(counts) if method == "grid" else max(counts, default=1)
    most = document.get("stop", {}).get("max_replicates")
    return Sweep(file, factors, points, int(most or design.get("replicates", 1)), at_most=most is not None)


def _table(place: Path) -> tuple[list[Factor], int]:
    """The factors and the number of lines of a table of points."""
    with place.open(encoding="utf-8-sig", newline="") as opened:
        head, *lines = [line for line in csv.reader(opened) if line] or [[]]
    columns = {name: [line[at] for line in lines if at < len(line)] for at, name in enumerate(head)}
    factors = [
        Factor(name, _distinct([_value(cell) for cell in cells]))
        for name, cells in columns.items()
        if name not in ("point", "world")
    ]
    return factors, len(lines)


def _value(cell: str) -> Any:
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _values(row: dict[str, Any]) -> list[Any]:
    """What is given, else all that the registry knows of a choice or a truth value."""
    if row.get("values") is not None:
        return list(row["values"])
    parameter = parameter_of(str(row.get("path", ""))) or {}
    if parameter.get("kind") == "boolean":
        return [False, True]
    return list(parameter.get("choices", ()))


def _distinct(values: Sequence[Any]) -> list[Any]:
    return [value for place, value in enumerate(values) if value not in values[:place]]
