# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter

import gemeinsim as gs
import pytest
from gemeinsim.wording import commands, english, german
from gemeinsim.wording.labels import COLUMNS, PARAMETERS

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "scenarios").glob("*/scenario.toml"))
TOWN = ROOT / "tests" / "effects" / "town.toml"
PIRMASENS = ROOT / "scenarios" / "pirmasens" / "scenario.toml"


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("name", [name for name, table in vars(english).items() if name.isupper() and name != "LANG"])
def test_both_languages_say_the_same_with_the_same_values(name):
    ours, theirs = getattr(english, name), getattr(german, name)
    assert ours.keys() == theirs.keys()
    for key, sentence in ours.items():
        if isinstance(sentence, str):
            assert fields(sentence) == fields(theirs[key]), key
        else:
            assert len(sentence) == len(theirs[key]), key


def test_labels_belong_to_parameters_that_exist():
    known = set(gs.parameters().index)
    assert set(PARAMETERS) <= known
    columns = {column for table in ("population.actors", "population.places", "topics", "funding.programmes", "shocks",
                                    "remedies", "initiatives.prescribed", "jurisdiction.signatories",
                                    "jurisdiction.topics") for column in gs.parameters(table).index}  # fmt: skip
    assert set(COLUMNS) - columns <= {"payer"}  # who pays a remedy


def test_every_choice_of_governance_and_every_dial_has_words():
    frame = gs.parameters()
    for path, row in frame[frame.index.str.startswith("governance.")].iterrows():
        for choice in row["choices"]:
            assert choice in (german.CHOICES if path == "governance.preset" else german.GOVERNANCE), (path, choice)
    assert set(frame.index[frame.index.str.startswith("challenges.")]) <= set(PARAMETERS)
    assert set(frame.index[frame["challenge"].notna()]) <= set(PARAMETERS)


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("file", CASES, ids=lambda path: path.parent.name)
def test_every_case_can_be_told(file: Path, lang: str):
    page = gs.in_words(gs.Scenario.load(file), lang=lang, file=file)
    assert list(page.sections) == list(english.HEADINGS)
    assert all(page.sections.values())
    text = str(page)
    assert "{" not in text
    assert "None" not in text
    assert max(map(len, text.splitlines())) <= 100 or max(map(len, text.split())) > 90
    # What the case compares is told, wherever it has a sweep file.
    has_sweep = (file.parent / "sweep.toml").exists()
    assert ("sweep.toml" in " ".join(page.sections["comparison"])) == has_sweep


def test_a_page_says_what_the_scenario_says():
    page = gs.in_words(gs.Scenario.load(PIRMASENS), file=PIRMASENS)
    told = {name: " ".join(sentences) for name, sentences in page.sections.items()}
    with PIRMASENS.open("rb") as file:
        document = tomllib.load(file)
    assert "from January 2008 to December 2017 (120 months)" in told["subject"]
    assert "50 % of 7,600 people" in told["subject"]
    assert "224 actors are listed" in told["who"]
    assert "the state must sign" in told["institutions"]
    assert "first in June 2009" in told["institutions"]
    assert "“donation fund”: 70,000 EUR a year" in told["money"]
    assert "210,000 EUR a year for offices" in told["money"]
    assert f"A committee of {document['governance']['committee_size']}" in told["initiatives"]
    assert "In January 2008 " in told["initiatives"]
    assert "All ten challenges stand at 0.5" in told["challenges"]
    assert (
        "Round-table meetings: from January 2008, for 120 months, strength 0.05; it costs nothing." in told["remedies"]
    )
    assert "equal money" in told["comparison"]
    assert "cost of a full-time post 5,000 EUR a month instead of 5,500 EUR a month" in told["assumptions"]


def test_the_page_follows_the_scenario():
    town = gs.Scenario.load(TOWN)
    base = gs.in_words(town).sections
    assert (
        base["who"][0] == "About 40 actors are drawn: 12 of the administration, 20 of civil society and 8 of business."
    )
    assert base["remedies"] == ["There is no remedy."]
    changed = town.set({"challenges.hierarchy_silos": 1, "governance.preset": "network_office", "actors.end_rate": 0})
    page = gs.in_words(changed).sections
    assert any("hierarchies and silos stands at 1" in one for one in page["challenges"])
    assert "Form of governance: network office." in page["initiatives"]
    assert "No organisation ends." in page["who"]
    assert any("2 on average" in one for one in page["institutions"])
    counted = page["assumptions"][0]
    assert "6 come from a named choice, 3 from a challenge" in counted
    assert base["assumptions"][0].endswith("keep their default.")
    assert (
        gs.in_words(town.set("hierarchy.approval_depth", 0)).sections["institutions"][0] == "No superior need be asked."
    )
    beaten = gs.in_words(town.set("relations.g_silo", 0.1)).sections["challenges"]
    assert any("extra cost between departments" in one for one in beaten)


def test_a_topic_has_its_german_title_in_german():
    town = gs.Scenario.load(TOWN).set({"topics.youth.title": "Youth", "topics.youth.title_de": "Jugend"})
    assert "„Jugend“" in gs.in_words(town, lang="de").sections["subject"][1]
    assert "“Youth”" in gs.in_words(town, lang="en").sections["subject"][1]


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


def test_a_language_that_is_not_there_is_refused(capsys):
    with pytest.raises(ValueError, match="no language 'fr'"):
        gs.in_words(gs.Scenario.load(TOWN), lang="fr")
    with pytest.raises(SystemExit) as ended:
        commands.describe([str(TOWN), "--words", "--lang", "fr"])
    assert ended.value.code == 2
    assert "invalid choice: 'fr'" in capsys.readouterr().err


def native(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("gemeinsim", path=str(Path(sys.executable).parent)) or pytest.skip("no command")
    return subprocess.run([command, *arguments], capture_output=True, text=True, timeout=300, check=False)


def test_the_native_command_leaves_the_words_to_python():
    done = native("describe", str(TOWN), "--words", "--lang", "de", "--set", "governance.preset=mandated")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Eine vorgesetzte Stelle beruft ein." in done.stdout
    document = json.loads(native("describe", "--words", "--json", str(TOWN)).stdout)
    assert [section["name"] for section in document["sections"]] == list(english.HEADINGS)
    wrong = native("describe", str(TOWN), "--words", "--set", "time.months=0")
    assert wrong.returncode == 2
    assert "time.months" in wrong.stderr
    assert native("describe", "--words").returncode == 2
    assert native("diff", str(TOWN), "--policies", "participant", "mandated").returncode == 0


def test_warnings_go_to_stderr_and_leave_the_page_alone(tmp_path: Path):
    file = tmp_path / "few.toml"
    file.write_text("[population]\nadministration = 1\ncivil_society = 1\n[topics.youth]\n", encoding="utf-8")
    done = native("describe", "--words", str(file))
    assert done.returncode == 0
    assert "warning: " in done.stderr
    assert "no agreement on it can be signed" in done.stderr
    assert native("describe", "--words", "--quiet", str(file)).stderr == ""
