# SPDX-License-Identifier: Apache-2.0
"""What two scenarios differ in, in words: `gs.diff` and `gemeinsim diff`."""

from __future__ import annotations

import json

import gemeinsim as gs
import pytest
from gemeinsim.wording import commands
from worded_town import FUND, PIRMASENS, ROOT, TOWN, town_with, training


def test_the_same_scenario_does_not_differ_from_itself():
    town = gs.Scenario.load(TOWN)
    assert gs.diff(town, town).same
    assert "no value differs" in str(gs.diff(town, town))
    # A default that is written out is the same value.
    assert gs.diff(town, town.set("relations.rationality", 12)).same


def test_what_a_choice_sets_stands_below_the_choice():
    town = gs.Scenario.load(TOWN)
    found = gs.diff(town.set("governance.preset", "participant"), town.set("governance.preset", "round_table"))
    [group] = found.groups
    first, *followers = group.lines
    assert (first.path, first.a, first.b) == ("governance.preset", "participants among themselves", "round table")
    assert {line.because for line in followers} == {"governance.preset"}
    assert {line.path for line in followers} == {
        "governance.broker",
        "governance.decision",
        "governance.membership",
        "governance.broker_paid_by",
        "governance.money_decided_by",
    }
    told = str(gs.diff(town, town.set("governance.preset", "round_table"), lang="de"))
    assert "Wie entschieden wird: Konsens → Mehrheit" in told


def test_what_a_challenge_sets_stands_below_the_challenge():
    town = gs.Scenario.load(TOWN)
    found = gs.diff(town, town.set({"challenges.hierarchy_silos": 0, "hierarchy.utilisation": 0.3}))
    lines = {line.path: line for group in found.groups for line in group.lines}
    assert lines["relations.g_silo"].because == "challenges.hierarchy_silos"
    assert lines["hierarchy.utilisation"].because is None, "what the file gives itself is not the challenge's doing"
    assert lines["hierarchy.approval_depth"].b == "0 superiors"


def test_values_have_their_units():
    town = gs.Scenario.load(TOWN)
    changed = town.set({"time.start": "2015-09", "time.months": 1, "funding.office_cost": 6000.5})
    lines = {line.path: line for group in gs.diff(town, changed).groups for line in group.lines}
    assert (lines["time.start"].a, lines["time.start"].b) == ("January 2008", "September 2015")
    assert (lines["time.months"].a, lines["time.months"].b) == ("48 months", "1 month")
    assert lines["funding.office_cost"].b.endswith("EUR a month")


def rows_of(found: gs.Difference) -> list[str]:
    return [row for group in found.groups for row in group.rows]


def test_rows_are_told_apart_by_their_names():
    def town(more: str) -> gs.Scenario:
        return gs.Scenario.parse(TOWN.read_text(encoding="utf-8") + more)

    fund = '[[funding.programmes]]\nname = "{}"\nbudget = {}\ngrant_max = 500\n'
    one = town(fund.format("a", 1000) + fund.format("b", 2000))
    other = town(fund.format("b", 3000) + fund.format("c", 1000))
    assert rows_of(gs.diff(one, other)) == [
        "1 programme only in A: a",
        "1 programme only in B: c",
        "Programme “b”, budget: 2,000 EUR a year → 3,000 EUR a year",
    ]
    assert gs.diff(one, town(fund.format("b", 2000) + fund.format("a", 1000))).same, "the order of rows says nothing"


def test_rows_of_one_kind_are_not_told_apart_by_their_place():
    one, other = training('audience = "leaders"\nstrength = 0.5\n'), training('audience = "coordinators"\ndays = 4\n')
    assert gs.diff(town_with(one + other), town_with(other + one)).same
    # Alike in when and for whom, though not identical: the strength is what differs.
    changed = town_with(other + one.replace("0.5", "0.7"))
    assert rows_of(gs.diff(town_with(one + other), changed)) == [
        "Remedy “training, leaders, February 2008”, strength: 0.5 → 0.7"
    ]
    # Identical twins are numbered and go unnoticed; a third is one more.
    assert rows_of(gs.diff(town_with(one + one), town_with(one + one + one))) == [
        "1 remedy only in B: training, leaders, February 2008 #3"
    ]


def test_an_earlier_shock_moves_no_other():
    def shock(date: str, size: float) -> str:
        return f'[[shocks]]\nkind = "budget"\ndate = "{date}"\ntarget = "fund"\nmonths = 3\nsize = {size}\n'

    two = shock("2008-05", 0.5) + shock("2008-09", 0.2)
    found = gs.diff(town_with(FUND + two), town_with(FUND + shock("2008-02", 0.1) + two))
    assert rows_of(found) == ["1 shock only in B: budget (fund), February 2008"]
    # What is left is told as one shock with another date, whatever its place.
    moved = gs.diff(town_with(FUND + two), town_with(FUND + shock("2008-10", 0.2) + shock("2008-05", 0.5)))
    assert rows_of(moved) == ["Shock “budget (fund)”, date: September 2008 → October 2008"]


def test_many_rows_are_told_column_by_column():
    scenario = gs.Scenario.load(PIRMASENS)
    other = scenario.set({f"population.actors.{number}.hours": 77 for number in range(10)})
    told = rows_of(gs.diff(scenario, other))
    assert len(told) == 1
    assert told[0].startswith("Hours: differs for 10 of 224 actors")


def test_the_verb_compares_files_and_policies(capsys):
    other = str(ROOT / "scenarios" / "refugees" / "scenario.toml")
    assert commands.diff([str(PIRMASENS), other]) == 0
    assert "they differ in" in capsys.readouterr().out.lower()
    assert commands.diff([str(PIRMASENS), "--policies", "participant", "mandated", "--lang", "de"]) == 0
    assert "Form der Steuerung: Selbststeuerung der Mitglieder → Auftrag von oben" in capsys.readouterr().out
    assert commands.diff([str(PIRMASENS), str(PIRMASENS), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["same"] is True
    assert commands.diff([str(TOWN), "--set-b", "time.months=60", "--json"]) == 0
    [group] = json.loads(capsys.readouterr().out)["groups"]
    assert group["lines"] == [
        {"path": "time.months", "label": "Length of the run", "a": "48 months", "b": "60 months", "because": None}
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([str(TOWN)], "there is nothing to compare"),
        ([str(TOWN), "nowhere.toml"], "nowhere.toml: cannot be read"),
        ([str(ROOT), str(TOWN)], "cannot be read"),
        ([str(TOWN), "--policies", "participant", "round_tabel"], "round_table"),
        ([str(TOWN), "--set-b", "time.month=60"], 'did you mean "months"'),
        ([str(TOWN), "--set-b", "60"], "it takes a parameter and its value"),
    ],
)
def test_wrong_usage_of_diff_ends_with_2(capsys, arguments, message):
    assert commands.diff(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
