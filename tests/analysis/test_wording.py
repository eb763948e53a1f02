# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from string import Formatter

import gemeinsim as gs
import pytest
from gemeinsim.sweeps import designs
from gemeinsim.wording import commands, english, german, page
from gemeinsim.wording.compared import worlds
from gemeinsim.wording.labels import COLUMNS, PARAMETERS
from installed import installed_command
from worded_town import FUND, PIRMASENS, ROOT, TOWN, town_with, training

# The country is told by its district: 1.2 million actors take too long for a test.
CASES = [
    file.with_name("district.toml") if file.parent.name == "germany" else file
    for file in sorted((ROOT / "scenarios").glob("*/scenario.toml"))
]


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
    assert set(COLUMNS) <= columns
    assert set(gs.parameters("remedies").index) <= set(COLUMNS)
    units = set(gs.parameters("remedies")["unit"])
    assert units <= set(english.UNITS)
    assert units <= set(german.UNITS)


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


CHOSEN = 'sectors = ["civil_society"]\nlegal_forms = ["association", "foundation", "church"]\n'


def money_of(scenario: gs.Scenario, lang: str) -> str:
    return " ".join(gs.in_words(scenario, lang=lang).sections["money"])


def test_a_programme_with_what_it_must_have_takes_the_usual_share_of_success():
    scenario = town_with("[funding]\nsuccess = 0.37\n" + FUND)
    assert "37 % of average applications pass (the usual share)." in money_of(scenario, "en")
    assert "37 % der durchschnittlichen Anträge kommen durch (der übliche Anteil)." in money_of(scenario, "de")
    assert "12 % of average applications pass." in money_of(town_with(FUND + "success = 0.12\n"), "en")


def test_who_may_apply_must_meet_each_condition():
    told = money_of(town_with(FUND + CHOSEN), "en")
    assert (
        "Only whoever belongs to the sector civil society and has the legal form association, foundation or church "
        "may apply." in told
    )
    told = money_of(town_with(FUND + CHOSEN + 'levels = ["none", "municipal"]\n'), "de")
    assert (
        "Beantragen darf nur, wer zum Sektor Zivilgesellschaft gehört, auf der Ebene keine oder Kommune steht und die "
        "Rechtsform Verein, Stiftung oder Kirche hat." in told
    )


def test_every_level_and_legal_form_has_a_name():
    for t in (english, german):
        assert set(gs.parameters("population.actors").loc["level", "choices"]) == set(t.LEVEL_NAME)
        assert set(gs.parameters("population.actors").loc["legal_form", "choices"]) - {"drawn"} == set(t.LEGAL_FORM)
        assert set(gs.parameters("remedies").loc["audience", "choices"]) == set(t.AUDIENCES) == set(page.COURSE_DAYS)


def test_trainings_are_told_with_their_audience_and_course():
    scenario = town_with(
        training("")
        + training('audience = "leaders"\ncoaching_days = 1\n')
        + training('audience = "coordinators"\ndays = 1\n')
    )
    at_work, leaders, coordinators = gs.in_words(scenario).sections["remedies"]
    assert at_work.startswith("Training for all who take part in an initiative, learning at work: from February 2008")
    assert "for the heads of organisations that take part, in a course of 2 days and then coaching of 1 day:" in leaders
    assert "for those who carry the relations of an initiative, in a course of 1 day:" in coordinators
    told = gs.in_words(scenario, lang="de").sections["remedies"][1]
    assert "in einem Kurs von 2 Tagen und danach Begleitung von 1 Tag:" in told
    # A course by default has the days that the registry's source names.
    [usual] = gs.in_words(town_with(training('audience = "coordinators"\n'))).sections["remedies"]
    assert "in a course of 6 days:" in usual


REGION = "[population]\ninhabitants = 200000\nmunicipalities = 20\n[topics.youth]\n"


def test_people_spread_over_municipalities_are_no_town():
    scenario = gs.Scenario.parse(REGION)
    subject = gs.in_words(scenario).sections["subject"]
    assert subject[0].startswith("20 municipalities, from January 2008")
    assert subject[1] == "200,000 people live there, spread over 20 municipalities of unlike sizes."
    assert gs.in_words(scenario, lang="de").sections["subject"][0].startswith("20 Gemeinden, von Januar 2008")
    one = gs.in_words(scenario.set("population.municipalities", 0)).sections["subject"]
    assert one[1] == "200,000 people live there."


def test_places_that_list_inhabitants_give_people_and_actors():
    places = "".join(f'[[population.places]]\nid = "{name}"\ninhabitants = 40000\n' for name in ("a", "b"))
    page_of = gs.in_words(gs.Scenario.parse("[topics.youth]\n" + places)).sections
    assert page_of["subject"][1] == "80,000 people live there."
    assert not page_of["who"][0].startswith("About 0 actors")


def compared(tmp_path: Path, design: str, factors: str, lang: str = "en") -> str:
    shutil.copy(TOWN, tmp_path / "town.toml")
    (tmp_path / "sweep.toml").write_text(
        f'scenario = "town.toml"\n{factors if factors.startswith("[[targets") else ""}[design]\nreplicates = 3\n'
        f"master_seed = 1\n{design}\n{factors if not factors.startswith('[[targets') else ''}",
        encoding="utf-8",
    )
    file = tmp_path / "town.toml"
    return " ".join(gs.in_words(gs.Scenario.load(file), lang=lang, file=file).sections["comparison"])


RANGED = (
    '[[factors]]\npath = "relations.pact_overlap"\nrange = [0.08, 0.4]\n'
    '[[factors]]\npath = "initiatives.core"\nrange = [2, 6]\n'
)
POLICY = '[[factors]]\npath = "governance.preset"\nvalues = ["participant", "round_table"]\n'
SWITCHES = "".join(f'[[factors]]\npath = "challenges.{dial}"\nvalues = [0.3, 0.7]\n' for dial in (
    "opposing_logics", "funding_logics", "hierarchy_silos"))  # fmt: skip


@pytest.mark.parametrize(
    ("design", "factors", "points"),
    [
        ('method = "lhs"\nsize = 10', RANGED, 10),
        ('method = "lhs"\nsize = 10', RANGED + POLICY, 20),
        ('method = "sobol"\nsize = 8', RANGED, 8),
        ('method = "morris"\nsize = 4', RANGED, 12),
        ('method = "saltelli"\nsize = 4', RANGED, 24),
        ('method = "saltelli"\nsize = 4\nsecond_order = false', RANGED, 16),
        ('method = "factorial"', SWITCHES, 8),
        ('method = "factorial"\nfraction = 1', SWITCHES, 4),
    ],
)
def test_a_sampled_design_is_told_with_the_points_that_it_has(tmp_path, design, factors, points):
    assert f"in {points} points, 3 runs of each" in compared(tmp_path, design, factors)
    plan = designs.read_design(tmp_path / "sweep.toml")
    assert worlds(plan) == len(designs.points_of(plan)[0]) == points


def test_a_range_is_told_as_a_range(tmp_path):
    told = compared(tmp_path, 'method = "lhs"\nsize = 10', RANGED)
    assert "(0.08 to 0.4)" in told
    assert "actors at the table at founding (2 to 6)" in told
    assert "(0,08 bis 0,4)" in compared(tmp_path, 'method = "lhs"\nsize = 10', RANGED, "de")


def test_a_table_of_points_is_counted_and_its_columns_are_told(tmp_path):
    (tmp_path / "points.csv").write_text(
        "governance.preset,initiatives.core\nparticipant,4\nround_table,4\nparticipant,8\n", encoding="utf-8"
    )
    told = compared(tmp_path, 'method = "table"\npoints = "points.csv"', '[[factors]]\npath = "initiatives.core"\n')
    assert "actors at the table at founding (4 and 8), in 3 points" in told
    assert "round table" in told


def test_grids_and_lists_count_as_the_native_command_does(tmp_path):
    assert "in 4 points" in compared(tmp_path, 'method = "grid"', POLICY + POLICY.replace("preset", "decision").replace(
        '"participant", "round_table"', '"consensus", "majority"'))  # fmt: skip
    assert "in 2 points" in compared(tmp_path, 'method = "list"', POLICY)
    assert "at most 60 runs of each" in compared(
        tmp_path, 'method = "grid"', POLICY + '[stop]\nmetric = "impact_index"\nmax_replicates = 60\n'
    )


def test_the_shipped_designs_are_told_with_their_points():
    town = ROOT / "scenarios" / "patterns" / "provan_kenis_town.toml"
    assert "in 288 points" in " ".join(gs.in_words(gs.Scenario.load(town), file=town).sections["comparison"])
    town = ROOT / "scenarios" / "local_alliances" / "five_years.toml"
    assert "in 1,024 points" in " ".join(gs.in_words(gs.Scenario.load(town), file=town).sections["comparison"])
    town = town.with_name("scenario.toml")
    assert "calibration.toml" not in " ".join(gs.in_words(gs.Scenario.load(town), file=town).sections["comparison"])


def test_a_calibration_compares_nothing(tmp_path):
    told = compared(tmp_path, "size = 4", RANGED + '[[targets]]\nname = "d"\nmetric = "density"\nband = [0, 1]\n')
    assert told == english.PAGE["not_compared"]


def test_actors_go_by_their_titles_in_what_is_compared():
    file = ROOT / "scenarios" / "refugees" / "scenario.toml"
    told = " ".join(gs.in_words(gs.Scenario.load(file), file=file).sections["comparison"])
    assert "(Helferkreis 1 and Integrationsstelle)" in told
    file = ROOT / "scenarios" / "funding_cliff" / "scenario.toml"
    told = " ".join(gs.in_words(gs.Scenario.load(file), file=file).sections["comparison"])
    assert "who carries the relations (an office and nobody in particular)" in told


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
    assert "No organisation ends by chance." in page["who"]
    assert any("2 on average" in one for one in page["institutions"])
    counted = page["assumptions"][0]
    assert "6 come from a named choice, 3 from a challenge" in counted
    assert base["assumptions"][0].endswith("keep their default.")
    assert (
        gs.in_words(town.set("hierarchy.approval_depth", 0)).sections["institutions"][0] == "No superior need be asked."
    )
    beaten = gs.in_words(town.set("relations.g_silo", 0.1)).sections["challenges"]
    assert any("extra cost between departments" in one for one in beaten)


DATED = """
[time]
start = "2010-01"
[topics.youth]
[[population.actors]]
id = "office"
title = "Youth office"
sector = "administration"
appears = "2012-01"
[[population.actors]]
id = "bank"
title = "Savings bank"
sector = "business"
ends = "2015-01"
[[population.actors]]
id = "club"
sector = "civil_society"
ends = "2015-01"
"""


def test_who_appears_and_ends_on_a_date_is_told():
    scenario = gs.Scenario.parse(DATED)
    who = gs.in_words(scenario).sections["who"]
    assert "Youth office appears in January 2012." in who
    assert "At the beginning of January 2015 end: Savings bank and club; nobody takes their place." in who
    wer = gs.in_words(scenario, lang="de").sections["who"]
    assert "Youth office kommt im Januar 2012 hinzu." in wer
    assert "Zu Beginn des Monats Januar 2015 enden: Savings bank und club; niemand folgt nach." in wer
    later = scenario.set("population.actors.0.appears", "2013-05")
    assert "Actor “office”, first month: January 2012 → May 2013" in str(gs.diff(scenario, later))
    never = gs.Scenario.parse(DATED.replace('appears = "2012-01"', ""))
    assert "Akteur „office“, erster Monat: Januar 2012 → nicht angegeben" in str(gs.diff(scenario, never, lang="de"))


def test_the_places_of_a_portal_are_told():
    portal = '[[remedies]]\nkind = "portal"\nstart = "2010-01"\n'
    of_places = gs.Scenario.parse(DATED + portal + 'places = ["town"]\n')
    [told] = gs.in_words(of_places).sections["remedies"]
    assert told.startswith("Portal for Town, each place with its own entries: from January 2010")
    across = of_places.set("remedies.0.across_places", True)
    [told] = gs.in_words(across, lang="de").sections["remedies"]
    assert told.startswith("Portal für Town, mit den Einträgen aller dieser Orte: ab Januar 2010")
    assert "finds entries of other places: no → yes" in str(gs.diff(of_places, across))


def test_a_topic_has_its_german_title_in_german():
    town = gs.Scenario.load(TOWN).set({"topics.youth.title": "Youth", "topics.youth.title_de": "Jugend"})
    assert "„Jugend“" in gs.in_words(town, lang="de").sections["subject"][1]
    assert "“Youth”" in gs.in_words(town, lang="en").sections["subject"][1]


def test_a_language_that_is_not_there_is_refused(capsys):
    with pytest.raises(ValueError, match="no language 'fr'"):
        gs.in_words(gs.Scenario.load(TOWN), lang="fr")
    with pytest.raises(SystemExit) as ended:
        commands.describe([str(TOWN), "--words", "--lang", "fr"])
    assert ended.value.code == 2
    assert "invalid choice: 'fr'" in capsys.readouterr().err


def native(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([installed_command(), *arguments], capture_output=True, text=True, timeout=300, check=False)


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


def test_a_topic_without_levels_is_told_in_whole_sentences():
    scenario = gs.Scenario.parse(
        "[population]\nadministration = 2\ncivil_society = 3\n[topics.youth]\n"
        "title = 'Youth'\n[jurisdiction.topics.youth]\nlevels = []\n"
    )
    told = " ".join(str(gs.in_words(scenario, lang="en")).split())
    assert "On “Youth” no level has to sign what the administration signs, and none makes rules." in told
    told = " ".join(str(gs.in_words(scenario, lang="de")).split())
    assert "Bei „Youth“ muss keine Ebene zustimmen, wenn die Verwaltung unterschreibt" in told
    assert "für ," not in told
