# SPDX-License-Identifier: Apache-2.0
"""The table of what the talk names: everything in it exists, and nothing is left out."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gemeinsim as gs
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def talk() -> Any:
    spec = importlib.util.spec_from_file_location("talk", ROOT / "docs" / "talk.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def elements(talk: Any) -> Iterator[dict[str, Any]]:
    for group in talk.groups():
        yield from group["elements"]


def test_every_row_has_a_place_a_proof_and_a_scenario(talk):
    names = [row["name"] for row in elements(talk)]
    assert len(names) > 50
    for row in elements(talk):
        for column in ("at", "proved_by", "shown_by"):
            assert row[column], (row["name"], column)


def columns_with_choices() -> dict[str, list[str]]:
    """The choices of parameters by path, and of columns of tables by table and column."""
    found = {path: list(row["choices"]) for path, row in gs.parameters().iterrows()}
    for table in ("population.actors", "remedies", "shocks", "funding.programmes"):
        found |= {f"{table}.{column}": list(row["choices"]) for column, row in gs.parameters(table).iterrows()}
    return found


def test_every_place_exists(talk):
    known = columns_with_choices()
    metrics = known["outputs.metrics"]
    wrong = []
    for row in elements(talk):
        for place in row["at"]:
            path, _, choice = place.partition("=")
            if place.startswith("metric:"):
                there = place.removeprefix("metric:") in metrics
            elif choice:
                there = choice in known.get(path, [])
            elif "/" in place:
                there = (ROOT / place).is_file()
            else:
                there = place in known
            if not there:
                wrong.append(f"{row['name']}: {place}")
    assert wrong == []


def test_every_test_exists(talk):
    wrong = []
    for row in elements(talk):
        for proof in row["proved_by"]:
            file, _, name = proof.partition(": ")
            if not (ROOT / file).is_file() or name not in (ROOT / file).read_text(encoding="utf-8"):
                wrong.append(f"{row['name']}: {proof}")
    assert wrong == []


def test_every_scenario_exists(talk):
    wrong = [
        f"{row['name']}: {scenario}"
        for row in elements(talk)
        for scenario in row["shown_by"]
        if not (ROOT / scenario).is_file() and not (ROOT / "scenarios" / scenario / "scenario.toml").is_file()
    ]
    assert wrong == []


def test_every_remedy_challenge_form_and_case_has_a_row(talk):
    known = columns_with_choices()
    named = {place for row in elements(talk) for place in row["at"]}
    remedies = {f"remedies.kind={kind}" for kind in known["remedies.kind"]}
    assert {one for one in named if one.startswith("remedies.kind=")} == remedies, "add the row to docs/talk.toml"
    assert {one for one in known if one.startswith("challenges.")} <= named
    assert {f"governance.preset={preset}" for preset in known["governance.preset"]} <= named
    shown = {scenario for row in elements(talk) for scenario in row["shown_by"]}
    taught = {"weakest_link", "observed_network", "germany"}  # a game, a method and a size, no elements of the talk
    cases = {file.parent.name for file in (ROOT / "scenarios").glob("*/scenario.toml")}
    assert cases - taught <= shown


def test_the_page_is_that_of_the_table(talk):
    page = (ROOT / "docs" / "talk.md").read_text(encoding="utf-8")
    assert page == talk.page(), "run python docs/talk.py"
