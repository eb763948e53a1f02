# SPDX-License-Identifier: Apache-2.0
"""Every case of scenarios/: it is valid, its sweep runs, and its sources name what it is made of."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import gemeinsim as gs
import pytest

CASES = sorted(path.parent for path in (Path(__file__).resolve().parents[2] / "scenarios").glob("*/scenario.toml"))


def case(name: str) -> Path:
    return next(path for path in CASES if path.name == name)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_case_runs_and_says_where_its_numbers_come_from(folder: Path):
    scenario = gs.Scenario.load(folder / "scenario.toml").set("time.months", 3)
    result = scenario.run(seed=1, replicates=2)
    assert result.sizes["run"] == 2
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    # Every citation resolves: [n] in the text has an entry [n] in the list at the end.
    head, listed = sources.rsplit("## Sources", 1) if "## Sources" in sources else (sources, sources)
    cited = set(re.findall(r"\[(\d+)\]", head))
    assert cited <= set(re.findall(r"\[(\d+)\]", listed))


def test_refugees_are_dealt_with_on_four_levels():
    actors = rows(case("refugees") / "actors.csv")
    offices = {row["id"]: row for row in actors if row["sector"] == "administration"}
    assert {row["level"] for row in offices.values()} == {"municipal", "district", "state", "federal"}
    # A superior stands on the same level, but for schools under the state's supervision.
    for name, row in offices.items():
        if row["superior"] and not name.startswith("school_"):
            assert offices[row["superior"]]["level"] == row["level"], name
    assert not offices["administrative_court"]["superior"]
    assert not any(row["superior"] == "administrative_court" for row in actors)
