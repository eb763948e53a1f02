# SPDX-License-Identifier: Apache-2.0
"""What the command says of wrong input: all of it at once, with place, reason and remedy, and nothing is written."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from command_line import BAD_INPUT, TOWN, gemeinsim, sweep_of

SWEEP = sweep_of("replicates = 3\nmaster_seed = 5\n")
pytestmark = pytest.mark.usefixtures("folder")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_all_errors_come_at_once_and_nothing_is_written(folder: Path) -> None:
    (folder / "bad.toml").write_text(TOWN + "severty = 1\n[relations]\nnonsense = 1\n[time2]\nx = 1\n")
    before = names(folder)
    done = gemeinsim("run", "bad.toml", "-o", "a.h5", code=BAD_INPUT)
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert all(re.match(r"bad\.toml:\d+:\d+: .*\(.*\); .*", line) for line in lines), lines
    assert names(folder) == before


def test_contradictions_come_with_what_could_not_be_read(folder: Path) -> None:
    (folder / "a.csv").write_text("id,sector\nmayor,administration\nclub,civil\n")
    (folder / "t.csv").write_text("from,to\nmayor,nobody\n")
    (folder / "bad.toml").write_text("""
[scenario]
name = "town"
[time]
months = -1
[population]
actors = "a.csv"
ties = "t.csv"
[topics.youth]
[relations]
kernel = "improving"
consent = "joint"
""")
    lines = gemeinsim("validate", "bad.toml", code=BAD_INPUT).stderr.splitlines()
    keys = {"population.actors.sector", "time.months", "relations.consent", "population.ties.to"}
    assert len(lines) == len(keys), lines
    assert {key for key in keys for line in lines if f"{key}: " in line} == keys, lines


def test_bad_relations_are_told_with_place_reason_and_remedy(folder: Path) -> None:
    (folder / "a.csv").write_text("id,sector\nmayor,administration\nclub,civil_society\nfirm,business\n")
    (folder / "t.csv").write_text("from,to\nmayor,club\nclub,club\nmayor,club\nclub,nobody\n")
    (folder / "bad.toml").write_text("""[scenario]
name = "town"
[time]
months = 12
[population]
actors = "a.csv"
ties = "t.csv"
[topics.youth]
[relations]
directed = true
kernel = "actor"
consent = "joint"
reach_max = 0.5
[[relations.effects]]
name = "transitive_tripletts"
weight = 1
[[relations.effects]]
name = "density"
weight = inf
[[relations.effects]]
name = "reciprocity"
weight = nan
""")
    expected = [
        ("bad.toml:12:11: relations.consent: joint does not go with", "defined: unilateral, mutual", "choose one"),
        ("bad.toml:13:13: relations.reach_max: 0.5 is out of range", "at least 1", "choose a value in this range"),
        ("bad.toml:15:8: relations.effects.name: ", "allowed: density, ", 'did you mean "transitive_triplets"?'),
        ("bad.toml:19:10: relations.effects.weight: inf is not finite", "-100 to 100", "write a finite number"),
        ("bad.toml:22:10: relations.effects.weight: nan is not a value", "-100 to 100", "write a number"),
        ("t.csv:3:6: population.ties: a tie from", "a tie joins two actors", "remove it or correct one end"),
        ("t.csv:4:1: population.ties: the tie from", "first in t.csv:2", "remove one of them"),
        ("t.csv:5:6: population.ties.to: there is no actor", "known: club, firm, mayor", "correct the name"),
    ]
    lines = gemeinsim("validate", "bad.toml", code=BAD_INPUT).stderr.splitlines()
    assert len(lines) == len(expected), lines
    for line, (place, why, remedy) in zip(lines, expected, strict=True):
        problem, _, to_do = line.partition("); ")
        assert line.startswith(place), line
        assert why in problem.rpartition("(")[2], line
        assert remedy in to_do, line


def test_every_fault_of_bad_lines_is_told_at_once(folder: Path) -> None:
    (folder / "a.csv").write_text(
        "id,sector,level,superior,hours\n"
        "mayor,administraton,municipal,mayr,abc\n"  # three faults in one line
        "office,administration,municipal,mayor\n"  # short, but known to the ties
        '"club"x,civil_society,none,nobody,-3\n'
        "a,administration,municipal,b,1\n"
        "b,administration,municipal,a,1\n"
        "firm,business,none,,5,7\n"
        "firm,business,none,,5\n"
    )
    (folder / "t.csv").write_text("from,to,pact\nmayor,offce,\noffice\nclub,firm,perhaps\nfirm,firm,true\n")
    (folder / "bad.toml").write_text("""
[population]
actors = "a.csv"
ties = "t.csv"
[topics.youth]
[[jurisdiction.signatories]]
actor = "cort"
[[initiatives.prescribed]]
founder = "office"
topic = "youht"
date = "2010-01"
""")
    told = gemeinsim("validate", "bad.toml", code=BAD_INPUT).stderr
    wanted = [
        "a.csv:2:7: population.actors.sector",
        'a.csv:2:31: population.actors.superior: there is no actor "mayr"',
        "a.csv:2:36: population.actors.hours",
        "a.csv:3:1: population.actors: the line has 4 fields",
        "a.csv:4:7: population.actors: text after the closing quote",
        'population.actors.superior: there is no actor "nobody"',
        "population.actors.hours: -3 is out of range",
        "population.actors.superior: the hierarchy runs in a circle",
        "a.csv:7:1: population.actors: the line has 6 fields",
        'a.csv:8:1: population.actors.id: the actor "firm" is listed twice',
        't.csv:2:7: population.ties.to: there is no actor "offce"',
        "t.csv:3:1: population.ties: the line has 1 field",
        "t.csv:4:11: population.ties.pact",
        't.csv:5:6: population.ties: a tie from "firm" to itself',
        'jurisdiction.signatories.actor: there is no actor "cort"',
        'initiatives.prescribed.topic: there is no topic "youht"',
    ]
    assert [line for line in wanted if line not in told] == [], told
    assert len(told.splitlines()) == len(wanted), told


def test_what_follows_from_an_unreadable_table_is_not_told(folder: Path) -> None:
    (folder / "t.csv").write_text("from,to\nmayor,nobody\n")
    (folder / "bad.toml").write_text(TOWN.replace("business = 2", 'actors = "absent.csv"\nties = "t.csv"'))
    lines = gemeinsim("validate", "bad.toml", code=BAD_INPUT).stderr.splitlines()
    assert any("absent.csv" in line for line in lines)
    assert not any("nobody" in line for line in lines), lines


def test_all_errors_of_a_sweep_come_at_once(folder: Path) -> None:
    (folder / "bad.toml").write_text("""
scenario = "town.toml"
extra = 1
[design]
method = "latin"
replicates = 0
[[factors]]
path = "governance.prest"
values = ["mandated"]
[[factors]]
path = "challenges.opposing_logics"
values = [0, 2]
[[factors]]
path = "challenges.hierarchy_silos"
values = []
[[factors]]
path = "challenges.missing_know_how"
values = [0, 0]
[[factors]]
path = "challenges.missing_know_how"
values = [1]
[[factors]]
path = "topics.yuth.severity"
values = [1]
[[factors]]
path = "time.months"
values = [1]
""")
    before = names(folder)
    errors = gemeinsim("sweep", "bad.toml", "-o", "s.h5", code=BAD_INPUT).stderr
    for expected in (
        "bad.toml:3:1: extra: unknown key",
        "grid, list",
        "design.replicates: ",
        "governance.prest: there is no such parameter (a factor is a path of the registry); did you mean",
        "challenges.opposing_logics: 2 is out of range",
        "challenges.hierarchy_silos: the list of values is empty",
        "challenges.missing_know_how: the value 0.0 stands twice",
        "challenges.missing_know_how: the factor stands twice",
        '"yuth" is no row of topics (the scenario has: youth); did you mean "youth"?',
        "time.months: cannot be a factor",
    ):
        assert expected in errors, (expected, errors)
    assert len(errors.splitlines()) == 10
    assert names(folder) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "scenario: the key is missing"),
        ('scenario = "town.toml"\n[design]\nreplicates = 2\n', "there is no factor"),
        (SWEEP.replace("town.toml", "none.toml"), "there is no file"),
        (SWEEP.replace("replicates = 3", ""), "design.replicates: the key is missing"),
        (SWEEP.replace("replicates = 3", "replicates = 900000"), "one file holds at most"),
        (SWEEP.replace("[0, 0.5, 1]", "[0]").replace("grid", "list"), "in a list the k-th values go together"),
        (SWEEP + "[outputs]\nmetrics = ['nothing']\n", "outputs.metrics"),
        (SWEEP + "[outputs]\nmetric = ['nothing']\n", 'did you mean "metrics"?'),
        (SWEEP.replace("[0, 0.5, 1]", "0.5"), "found the number 0.5"),
        ("\x00\x01\x02", "text"),
    ],
)
def test_a_bad_sweep_file_is_explained(folder: Path, text: str, message: str) -> None:
    (folder / "bad.toml").write_text(text)
    done = gemeinsim("sweep", "bad.toml", "-o", "s.h5", code=BAD_INPUT)
    assert message in done.stderr
    assert not (folder / "s.h5").exists()


def test_a_huge_grid_is_refused_without_being_built(folder: Path) -> None:
    values = ", ".join(str(i / 100) for i in range(100))
    dials = ("opposing_logics", "funding_logics", "hierarchy_silos", "personal_differences", "missing_overview")
    factors = "".join(f'[[factors]]\npath = "challenges.{dial}"\nvalues = [{values}]\n' for dial in dials)
    (folder / "huge.toml").write_text('scenario = "town.toml"\n[design]\nreplicates = 1\n' + factors)
    assert "there are 10000000000 points" in gemeinsim("sweep", "huge.toml", "-o", "s.h5", code=BAD_INPUT).stderr


UNWRITABLE = {
    "none/a.h5": "there is no folder none",
    "town.toml/a.h5": "not a directory",
    ".": "it is a folder",
    "/proc/a.h5": "takes no new files",
    "/dev/full": "no regular file",
    "town.toml": "it is the input file",
    "n" * 300: "shorter name",
}


# To a sweep a name without .h5 is the folder of a store; see test_sweep_store.py.
@pytest.mark.parametrize(
    ("verb", "place"),
    [("run", place) for place in UNWRITABLE] + [("sweep", place) for place in UNWRITABLE if place.endswith(".h5")],
)
def test_a_place_that_cannot_be_written_is_found_before_running(folder: Path, verb: str, place: str) -> None:
    # So many runs that the test would time out if they came first.
    source = ["town.toml", "--replicates", 50000, "--months", 120] if verb == "run" else ["sweep.toml"]
    before = names(folder)
    done = gemeinsim(verb, *source, "-o", place, code=BAD_INPUT)
    assert "cannot be written" in done.stderr
    assert UNWRITABLE[place] in done.stderr
    assert names(folder) == before
    assert (folder / "town.toml").read_text() == TOWN


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_without_permission_is_found_before_running(folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o500)
    done = gemeinsim("run", "town.toml", "-o", "locked/a.h5", code=BAD_INPUT)
    assert "permission denied" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no command"),
        (["rum", "town.toml"], 'unknown command "rum" (there are: run,'),
        (["rum", "town.toml"], 'did you mean "run"?'),
        (["run"], "SCENARIO is required"),
        (["run", "town.toml", "--replicate", "3"], 'did you mean "--replicates"?'),
        (["run", "town.toml", "--replicates", "0"], "a whole number from 1 to"),
        (["run", "town.toml", "--replicates", "many"], "a whole number from 1 to"),
        (["run", "town.toml", "--seed", "-1"], "a whole number from 0 to"),
        (["run", "town.toml", "--seed", "99999999999999999999"], "a whole number from 0 to"),
        (["run", "town.toml", "--threads", "0"], "a whole number from 1 to"),
        (["run", "town.toml", "--months", "0"], "time.months"),
        (["run", "town.toml", "--set", "time.months"], "write --set time.months=60"),
        (["run", "town.toml", "--set", "time.moths=3"], 'did you mean "months"?'),
        (["run", "town.toml", "other.toml"], "unexpected argument"),
        (["run", "town.toml", "--replicates", "1000000", "--months", "1200"], "one file holds at most"),
        (["run", "none.toml"], "none.toml: the file does not exist"),
        (["sweep", "sweep.toml"], "--output is required"),
        (["schema", "--nonsense"], "unknown option --nonsense"),
    ],
)
def test_bad_usage_is_explained_with_a_remedy(arguments: list[str], message: str) -> None:
    done = gemeinsim(*arguments, code=BAD_INPUT)
    assert message in done.stderr
    assert ";" in done.stderr
    assert done.stdout == ""
