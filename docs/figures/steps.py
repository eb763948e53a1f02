# SPDX-License-Identifier: Apache-2.0
"""The steps of `./dev studies`, and how many runs each is by its designs."""

from __future__ import annotations

import csv
import math
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import case_facts
import case_tables
import patterns
import provan_kenis
import sensitivity
import structure
import structure_levels

ROOT = Path(__file__).resolve().parents[2]
ALLIANCES = ROOT / "scenarios/local_alliances"


def read(file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        return tomllib.load(opened)


def of_sweep(file: Path) -> int:
    """Points of a sweep file times replicates."""
    sweep = read(file)
    design, factors = sweep["design"], sweep["factors"]
    match design["method"]:
        case "table":
            with (file.parent / design["points"]).open(encoding="utf-8", newline="") as opened:
                points = sum(1 for _ in csv.DictReader(opened))
        case "list":
            points = len(factors[0]["values"])
        case "grid":
            points = math.prod(len(factor["values"]) for factor in factors)
        case "factorial":
            points = 2 ** len(factors)
        case method:
            raise ValueError(f"{file}: cannot count the points of method {method!r}; teach of_sweep to")
    return points * design["replicates"]


def of_fit(file: Path) -> int:
    fit = read(file)
    design, arms = fit["design"], len(fit["arms"])
    return arms * (design["waves"] * design["size"] * design["replicates"] + 2 * design["confirm"])


def of_facts() -> int:
    total = 0
    for name, (wanted, facts) in case_facts.CASES.items():
        design, points = case_facts.rows_of(name)
        total += len(case_facts.chosen(points, wanted if facts else None)) * design["replicates"]
    return total


def of_screening() -> int:
    size, replicates = sensitivity.TRAJECTORIES
    return size * (len(sensitivity.assumptions()) + 1) * replicates


def of_indices() -> int:
    size, replicates = sensitivity.SALTELLI
    return size * (sensitivity.MOST + 2) * replicates


def of_structure() -> int:
    names = (*structure_levels.REPLICATES, structure.IN_DEPARTMENTS)
    return sum(of_sweep(ALLIANCES / f"{name}.toml") for name in names)


def of_patterns() -> int:
    return sum(of_sweep(patterns.FOLDER / name) for name in {claim.sweep for claim in patterns.CLAIMS})


def of_cases() -> int:
    return sum(
        case.replicates if case.alone else of_sweep(ROOT / "scenarios" / name / "sweep.toml")
        for name, case in case_tables.CASES.items()
    )


def of(name: str) -> Callable[[], int]:
    return lambda: of_sweep(ALLIANCES / f"{name}.toml")


@dataclass(frozen=True)
class Step:
    """One script with its arguments; `{out}` is the folder of results. Milliseconds are of one core, for a run."""

    name: str
    script: str
    arguments: Sequence[str]
    count: Callable[[], int]
    milliseconds: float
    page: str

    @cached_property
    def runs(self) -> int:
        return self.count()

    @property
    def minutes(self) -> float:
        return self.runs * self.milliseconds / 60_000


FOLDER = ("--folder", "{out}/sensitivity")
RESULTS = ("--results", "{out}/patterns")
STEPS = (
    Step("calibration", "calibration.py", ("--folder", "{out}/alliances.fit"),
         lambda: of_fit(ALLIANCES / "calibration.toml"), 40, "docs/calibration.md"),
    Step("named", "case_facts.py", (), of_facts, 150, "docs/calibration.md"),
    Step("governance", "governance.py", ("--folder", "{out}/governance"), of("governance"), 17, "docs/calibration.md"),
    Step("screening", "sensitivity.py", ("screening", *FOLDER), of_screening, 12, "docs/sensitivity.md"),
    Step("challenges", "sensitivity.py", ("challenges", *FOLDER), of("challenges"), 12, "docs/sensitivity.md"),
    Step("indices", "sensitivity.py", ("indices", *FOLDER), of_indices, 12, "docs/sensitivity.md"),
    Step("remedies", "sensitivity.py", ("remedies", *FOLDER), of("remedies"), 12, "docs/sensitivity.md"),
    Step("structure", "structure.py", FOLDER, of_structure, 12, "docs/sensitivity.md"),
    Step("patterns", "patterns.py", RESULTS, of_patterns, 15, "docs/patterns.md"),
    Step("provan_kenis", "provan_kenis.py", RESULTS, lambda: of_sweep(provan_kenis.FOLDER / provan_kenis.SWEEP), 12,
         "docs/provan_kenis.md"),
    Step("cases", "cases.py", (), of_cases, 100, "scenarios/*/README.md"),
)  # fmt: skip
