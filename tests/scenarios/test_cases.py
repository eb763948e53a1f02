# SPDX-License-Identifier: Apache-2.0
"""Every case of scenarios/: it is valid, its sweep runs, and its sources name what it is made of."""

from __future__ import annotations

import csv
import math
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import gemeinsim as gs
import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(path.parent for path in (ROOT / "scenarios").glob("*/scenario.toml"))


#: What stands for a case that takes too long for a test: the country by one average district.
SMALLER = {"germany": "district.toml"}


def case(name: str) -> Path:
    return next(path for path in CASES if path.name == name)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_case_runs_and_says_where_its_numbers_come_from(folder: Path):
    scenario = gs.Scenario.load(folder / SMALLER.get(folder.name, "scenario.toml")).set("time.months", 3)
    result = scenario.run(seed=1, replicates=2)
    assert result.sizes["run"] == 2
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    # Every citation resolves: [n] in the text has an entry [n] in the list at the end.
    head, listed = sources.rsplit("## Sources", 1) if "## Sources" in sources else (sources, sources)
    cited = set(re.findall(r"\[(\d+)\]", head))
    assert cited <= set(re.findall(r"\[(\d+)\]", listed))


#: The comparison of cases that answer a question by a sweep; the network of observed ties is continued, not compared.
COMPARED = [path for path in CASES if path.name != "observed_network"]

BEGIN, END = "<!-- measured: docs/figures/cases.py writes what follows -->", "<!-- end of what was measured -->"


def toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def circle(name: str) -> list[dict[str, str]]:
    """The actors at the table at the start of a case, the founder first."""
    prescribed = toml(case(name) / "scenario.toml")["initiatives"]["prescribed"]
    assert len(prescribed) == 1
    actors = {row["id"]: row for row in rows(case(name) / "actors.csv")}
    return [actors[one] for one in [prescribed[0]["founder"], *prescribed[0]["members"]]]


def sectors(actors: list[dict[str, str]]) -> tuple[int, int, int]:
    """How many are of administration, civil society and business."""
    return tuple(sum(row["sector"] == one for row in actors) for one in ("administration", "civil_society", "business"))


def programme(name: str) -> str:
    """The gemeinsim command; without it there is nothing to plan with."""
    found = shutil.which("gemeinsim", path=str(Path(sys.executable).parent)) or shutil.which("gemeinsim")
    assert found is not None, f"{name}: no gemeinsim beside this Python and none on the PATH"
    return found


@pytest.mark.parametrize("folder", COMPARED, ids=lambda path: path.name)
def test_the_comparison_of_a_case_can_be_planned(folder: Path, tmp_path: Path):
    design = toml(folder / "sweep.toml")
    counts = [len(factor["values"]) for factor in design["factors"]]
    points = counts[0] if design["design"]["method"] == "list" else math.prod(counts)
    command = [programme(folder.name), "plan", str(folder / "sweep.toml"), "-o", str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert len(rows(tmp_path / "store" / "points.csv")) == points > 1


@pytest.mark.parametrize("folder", COMPARED, ids=lambda path: path.name)
def test_a_case_has_a_page_with_its_question_its_command_and_what_was_measured(folder: Path):
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert page.startswith("# ")
    assert "**The question:**" in page or "**The point:**" in page
    assert f"gemeinsim sweep scenarios/{folder.name}/sweep.toml" in page
    # The table says how often and under which seed it was measured, and these are those of the sweep.
    design = toml(folder / "sweep.toml")["design"]
    assert re.search(rf"\b{design['replicates']} replicates\b", page)
    assert re.search(rf"[Ss]eed {design['master_seed']}\b", page)
    assert "SOURCES.md" in page
    # Pages refer to files that are there.
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        assert (folder / target).exists(), target


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_page_shows_the_table_and_the_figure_that_one_command_writes(folder: Path):
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    measured = page.split(BEGIN)[1].split(END)[0]
    assert re.search(r"\d+ replicates of each row, \d+ runs, seed \d+, engine commit [0-9a-f]{8}", measured)
    assert f"](../../docs/images/case_{folder.name}.png)" in measured
    assert (ROOT / "docs" / "images" / f"case_{folder.name}.png").is_file()
    rows = [line for line in measured.splitlines() if line.startswith("|")]
    assert len(rows) >= 3
    assert len({line.count("|") for line in rows}) == 1
    assert f"images/case_{folder.name}.png" in (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_every_number_of_a_case_is_marked(folder: Path):
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    if folder.name == "observed_network":
        return  # all of it is made up, and says so
    assert "## What the case does not use" in sources
    for line in sources.splitlines():
        if not line.startswith("| ") or line.endswith("mark and source |"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        assert re.search(r"\b[SDLA]\b|gemeinsim describe", cells[-1]), f"{folder.name}: no mark: {line}"


def test_pirmasens_starts_with_the_eight_of_its_committee():
    assert len(circle("pirmasens")) == 8


def test_langenfeld_starts_with_fourteen_institutions_and_three_of_the_town_hall():
    actors = circle("langenfeld")
    assert sectors(actors) == (3, 9, 5)
    assert actors[0]["broker_candidate"] == "true"
    assert toml(case("langenfeld") / "scenario.toml")["time"]["start"] == "2011-01"
    # One group of people over 55 in each of the six parts of the town.
    assert sum(row["id"].startswith("zwar_group") for row in rows(case("langenfeld") / "actors.csv")) == 6


def test_project_u_turn_has_the_eighteen_seats_without_business_and_its_crisis_in_the_summer_of_2011():
    actors = circle("project_u_turn")
    assert sectors(actors) == (6, 12, 0)
    assert actors[0]["id"] == "youth_network"
    shocks = toml(case("project_u_turn") / "scenario.toml")["shocks"]
    assert [shock["kind"] for shock in shocks] == ["budget", "budget", "severity"]
    assert {(shock["date"], shock["months"]) for shock in shocks} == {("2011-07", 24)}
    # Without and with the crisis in turn, for each way to carry the coalition.
    factors = {one["path"]: one["values"] for one in toml(case("project_u_turn") / "sweep.toml")["factors"]}
    for number in range(len(shocks)):
        sizes = factors[f"shocks.{number}.size"]
        assert all(size == 0 for size in sizes[::2])
        assert all(size > 0 for size in sizes[1::2])


def test_opportunity_chicago_has_three_that_carry_it_and_twenty_advisers():
    actors = circle("opportunity_chicago")
    assert len(actors) == 23
    assert sectors(actors[3:]) == (6, 10, 4)
    programmes = toml(case("opportunity_chicago") / "scenario.toml")["funding"]["programmes"]
    # 27.5 million in five years.
    assert 5 * sum(one["budget"] for one in programmes) == 27_500_000


def test_new_york_sits_on_three_levels_without_business():
    actors = circle("new_york_juvenile_justice")
    assert sectors(actors) == (13, 7, 0)
    offices = {row["level"] for row in actors if row["sector"] == "administration"}
    assert offices == {"state", "district", "municipal"}
    scenario = toml(case("new_york_juvenile_justice") / "scenario.toml")
    # The courts are heard and refuse nobody.
    assert {row["actor"] for row in scenario["jurisdiction"]["signatories"] if row.get("say") == "hearing"} == {
        "family_courts"
    }
    assert scenario["time"]["start"] == "2010-09"


@pytest.mark.parametrize("name", ["silo_trap", "funding_cliff", "weakest_link"])
def test_teaching_cases_share_one_town(name: str):
    scenario = toml(case(name) / "scenario.toml")
    assert scenario["extends"] == "../from_isolated_to_cooperation/scenario.toml"
    assert "actors" not in scenario.get("population", {})


def test_the_grant_of_the_cliff_pays_thirty_six_months_and_no_more():
    scenario = gs.Scenario.load(case("funding_cliff") / "scenario.toml")
    scenario = scenario.set({"time.months": 48, "funding.programmes.0.budget": 300000, "initiatives.join_base": 0.6})
    paid = scenario.run(seed=3, replicates=4)["offices_paid"].values
    assert (paid[:, 12:34] > 0).any(axis=1).sum() >= 3  # somebody at least, in most runs
    assert not paid[:, 42:].any()  # the last call is half a year after the start


def test_local_alliances_are_one_a_town_in_two_arms():
    result = gs.Scenario.load(case("local_alliances") / "scenario.toml").set("time.months", 6).run(seed=7, replicates=3)
    assert (result["initiatives_founded"].values[:, -1] == 1).all()
    design = toml(case("local_alliances") / "sweep.toml")
    assert design["design"]["replicates"] == 200
    arms = {one["path"]: one["values"] for one in design["factors"]}
    assert arms["governance.preset"] == ["network_office", "participant"]


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
