# SPDX-License-Identifier: Apache-2.0
"""Sweep files that lie beside a scenario and compare something with it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Factor:
    path: str
    values: list[Any]


@dataclass(frozen=True)
class Sweep:
    file: Path
    factors: list[Factor]
    points: int
    replicates: int


def sweeps_beside(scenario: Path) -> Iterator[Sweep]:
    """The sweep files of a scenario's folder that name it, in the order of their names; unreadable files are none."""
    for file in sorted(scenario.parent.glob("*.toml")):
        if file.name == scenario.name:
            continue
        try:
            with file.open("rb") as opened:
                document = tomllib.load(opened)
        except (OSError, tomllib.TOMLDecodeError):
            continue
        if document.get("scenario") == scenario.name and isinstance(document.get("design"), dict):
            yield _sweep(file, document)


def _sweep(file: Path, document: dict[str, Any]) -> Sweep:
    design = document["design"]
    factors = []
    counts = []
    for row in document.get("factors", []):
        values = row.get("values")
        if values is None:
            values = row.get("range", [])
        distinct = [value for place, value in enumerate(values) if value not in values[:place]]
        factors.append(Factor(str(row.get("path", "")), distinct))
        counts.append(len(values))
    method = design.get("method")
    if method == "grid":
        points = math.prod(counts)
    elif method == "list":
        points = counts[0] if counts else 1
    else:
        points = int(design.get("size", 0))
    return Sweep(file, factors, points, int(design.get("replicates", 1)))
