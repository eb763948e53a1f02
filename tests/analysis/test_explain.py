# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import string
from pathlib import Path

import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
from gemeinsim import commands, words, words_de
from gemeinsim.explaining import CAUSES, initiatives
from gemeinsim.plot import timeline
from gemeinsim.results import Tables, attach_tables
from installed import installed_command

TOWN = Path(__file__).parents[1] / "effects" / "town.toml"


@pytest.fixture(scope="module")
def results() -> object:
    """Real runs of a small town under two presets, in memory."""
    return gs.Scenario.load(TOWN).set({"governance.preset": "round_table", "time.months": 60}).run(seed=4, replicates=4)


def made_up(rows: list[dict], *, row: dict, events: list[dict] = (), months: int = 60, titles: tuple = ()) -> object:
    """A SYNTHETIC result with one run and one initiative."""
    titles = titles or ("Jugendamt", "Rathaus", "Sportverein", "Handwerk")
    usual = {"run": 0, "initiative": 0, "phase": "initiation", "constraint": "task", "detail": "know_how"}
    usual |= {"task": "convene", "strand": "involvement", "again": "no", "side": "none", "actor": -1, "about": -1}
    filled = [usual | {"speed": 0.5, "members": 5, "work_hours": 9.0} | one for one in rows]
    one = {"run": 0, "founder": 1, "topic": 0, "founded": 0, "agreement": -1, "action_plan": -1, "ended": -1,
           "phase": "initiation", "cause": "none", "members": 5, "products": 0, "reports": 0} | row  # fmt: skip
    empty = pd.DataFrame({"run": [], "month": [], "kind": [], "actor": [], "initiative": [], "detail": []}, dtype=int)
    frame = pd.DataFrame([{"run": 0, "initiative": 0, "actor": -1, "detail": 0} | event for event in events])
    import xarray as xr

    ds = xr.Dataset(
        coords={
            "run": ("run", [0]),
            "month": ("month", np.arange(months), {"start_date": "2008-01"}),
            "governance_preset": ("run", ["round_table"]),
        },
        attrs={"scenario": '[topics.youth]\ntitle = "Gut aufwachsen"\n'},
    )
    frames = {
        "why": pd.DataFrame(filled),
        "initiatives": pd.DataFrame([one]),
        "events": frame if len(frame) else empty,
        "actors": pd.DataFrame({"title": titles}),
    }
    return attach_tables(ds, Tables(frames))


def dissolved_story() -> object:
    """Seven months at a desk after 20 at work, then the money ends."""
    desk = {
        "constraint": "approval",
        "detail": "leadership_unclear",
        "task": "none",
        "actor": 0,
        "about": 2,
        "speed": 1,
    }
    money = {"constraint": "money", "detail": "line_empty", "actor": 1, "phase": "design", "task": "set_up_office"}
    rows = [{"month": month} for month in range(20)]
    rows += [{"month": month} | desk for month in range(20, 27)]
    rows += [{"month": month, "phase": "design", "detail": "own_pace", "speed": 1} for month in range(27, 31)]
    rows += [{"month": month, "speed": 0} | money for month in range(31, 38)]
    row = {"ended": 38, "agreement": 27, "phase": "dissolved", "cause": "office_unfunded", "products": 1}
    events = [
        {"month": 27, "kind": "product", "detail": 0},
        {"month": 0, "kind": "join", "actor": 2},
        {"month": 30, "kind": "leave", "actor": 2},
    ]
    return made_up(rows, row=row, events=events)


def test_sentences_tell_phases_desks_money_and_the_end():
    story = gs.explain(dissolved_story(), initiative=0)
    assert story.sentences == [
        "Founded in January 2008 by “Rathaus”.",
        "The cooperation agreement took 27 months, until April 2010; the initiative waited 20 months for know-how of "
        "working together (slowed to 50 % of the speed otherwise possible) and 7 months for the approval of "
        "“Jugendamt” (for “Sportverein” to sign; leadership unclear).",
        "11 months were not enough for the action plan; the initiative waited 7 months for money for the office (the "
        "budget line of “Rathaus” was used up) and 4 months for tasks to be finished that nothing in particular slowed "
        "down (find and convene those concerned).",
        "From August 2010 to February 2011 (7 months) the money for the office was lacking: the budget line of "
        "“Rathaus” was used up.",
        "In March 2011, after 38 months, it was dissolved: no money for the office.",
        "It waited longest for know-how of working together: 20 of 38 months.",
        "Most was to be gained from “know-how”: relaxed alone, up to 10 months.",
    ]
    assert "round table" in story.heading
    assert "Gut aufwachsen" in story.heading


def test_german_says_the_same():
    story = gs.explain(dissolved_story(), initiative=0, lang="de")
    assert story.sentences == [
        "Gegründet im Januar 2008 von „Rathaus“.",
        "Die Kooperationsvereinbarung brauchte 27 Monate, bis April 2010; die Initiative wartete 20 Monate auf "
        "Kenntnisse in der Zusammenarbeit (auf 50 % des sonst möglichen Tempos gebremst) und 7 Monate auf die "
        "Zustimmung von „Jugendamt“ (für die Unterschrift von „Sportverein“; Leitung ungeklärt).",
        "Für den Aktionsplan reichten 11 Monate nicht; die Initiative wartete 7 Monate auf Geld für die "
        "Koordinationsstelle (die Haushaltsmittel von „Rathaus“ waren verbraucht) und 4 Monate auf den Abschluss der "
        "Aufgaben, die nichts Besonderes bremste (Beteiligte finden und einladen).",
        "Von August 2010 bis Februar 2011 (7 Monate) fehlte das Geld für die Koordinationsstelle: die Haushaltsmittel "
        "von „Rathaus“ waren verbraucht.",
        "Im März 2011, nach 38 Monaten, löste sie sich auf: kein Geld für die Koordinationsstelle.",
        "Am längsten wartete sie auf Kenntnisse in der Zusammenarbeit: 20 von 38 Monaten.",
        "Am meisten zu gewinnen war bei „Kenntnisse“: für sich allein behoben bis zu 10 Monate.",
    ]


@pytest.mark.parametrize(
    ("convened", "lang", "sentence"),
    [
        ("by_owner", "en", "Founded in January 2008 by “Rathaus”."),
        ("prescribed", "en", "Founded in January 2008 by “Rathaus”, as the scenario prescribes."),
        ("by_mandate", "en", "Convened in January 2008 by order of “Rathaus”."),
        ("by_owner", "de", "Gegründet im Januar 2008 von „Rathaus“."),
        ("prescribed", "de", "Gegründet im Januar 2008 von „Rathaus“, wie es das Szenario vorgibt."),
        ("by_mandate", "de", "Einberufen im Januar 2008 auf Anordnung von „Rathaus“."),
    ],
)
def test_how_it_came_about_is_said(convened, lang, sentence):
    ds = made_up([{"month": 0}], row={"convened": convened})
    assert gs.explain(ds, initiative=0, lang=lang).sentences[0] == sentence


def test_an_initiative_that_nobody_joins_waits_for_members():
    alone = {"constraint": "members", "detail": "nobody_joins", "task": "none", "speed": 0, "members": 1}
    rows = [{"month": month} | alone for month in range(9)]
    ds = made_up(rows, row={"ended": 9, "phase": "dissolved", "cause": "members"})
    story = gs.explain(ds, initiative=0)
    assert story.sentences[1] == (
        "9 months were not enough for the cooperation agreement; the initiative waited 9 months for further members "
        "(nobody else was asked)."
    )
    assert "It waited longest for further members: 9 of 9 months." in story.sentences
    german = gs.explain(ds, initiative=0, lang="de")
    assert "9 Monate auf weitere Mitglieder (niemand sonst war gefragt)" in german.sentences[1]
    assert story.figure().axes


def test_a_real_initiative_of_one_says_members_and_not_work_hours():
    town = gs.Scenario.load(TOWN).set(
        {
            "time.months": 12,
            "initiatives.founding": "date",
            "initiatives.core": 1,
            "initiatives.invitation_rate": 0,
            "initiatives.minimum_members": 0,
            "initiatives.minimum_sectors": 1,
        }
    )
    prescribed = '\n[[initiatives.prescribed]]\nfounder = "civil_society_0001"\ntopic = "youth"\n'
    ds = gs.Scenario.parse(town.to_toml() + prescribed).run(seed=2)
    story = gs.explain(ds, initiative=0)
    assert set(story.months["cause"]) == {"members"}
    assert "as the scenario prescribes" in story.sentences[0]
    assert not any("work hours" in sentence or "members’ work" in sentence for sentence in story.sentences[1:])


def test_topics_have_their_german_title_in_german_stories():
    ds = made_up([{"month": 0}], row={})
    ds.attrs["scenario"] = '[topics.youth]\ntitle = "Growing up well"\ntitle_de = "Gut aufwachsen"\n'
    assert gs.explain(ds, initiative=0).topic == "Growing up well"
    assert gs.explain(ds, initiative=0, lang="de").topic == "Gut aufwachsen"


@pytest.mark.parametrize(
    ("again", "actor", "about", "side", "expected"),
    [
        ("by_vote", 2, 1, "dependents", "was voted down: “Sportverein” said no, following “Rathaus”; most noes came "
         "from those who follow others."),
        ("by_vote", 3, -1, "business", "was voted down: “Handwerk” said no; most noes came from business."),
        ("by_superiors", 0, 2, "administration", "too few signed the cooperation agreement: “Jugendamt” did not let "
         "“Sportverein” sign."),
        ("by_signers", 2, -1, "civil_society", "“Sportverein” did not want to."),
        ("too_few", -1, -1, "none", "the cooperation agreement found too few signatures."),
    ],
)  # fmt: skip
def test_refusals_name_who_and_which_side(again, actor, about, side, expected):
    ds = made_up(
        [{"month": 0}, {"month": 1, "again": again, "actor": actor, "about": about, "side": side}],
        row={},
        events=[{"month": 1, "kind": "refusal", "detail": 0, "actor": actor}],
        months=2,
    )
    sentences = gs.explain(ds, 0).sentences
    assert any(sentence.startswith("In February 2008") and sentence.endswith(expected) for sentence in sentences)


def test_one_month_is_singular_in_both_languages():
    ds = made_up([{"month": 0}], row={"ended": 1, "phase": "dissolved", "cause": "members"})
    assert gs.explain(ds, 0).sentences[1].startswith("1 month was not enough")
    assert (
        gs.explain(ds, 0, lang="de").sentences[1].startswith("Für die Kooperationsvereinbarung reichte 1 Monat nicht")
    )
    assert "nach 1 Monat," in gs.explain(ds, 0, lang="de").sentences[2]


def shape(value: object) -> object:
    """Keys and placeholders of a table of words."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(shape(one) for one in value)
    return sorted(name for _, name, _, _ in string.Formatter().parse(value) if name)


@pytest.mark.parametrize("name", [name for name in vars(words_de) if name.isupper()])
def test_every_sentence_exists_in_both_languages(name):
    german, english = shape(getattr(words_de, name)), shape(getattr(words, name))
    # A placeholder may stand in one language only where the other says it without.
    assert german == english


def test_every_word_of_the_table_has_a_sentence(results):
    why = gs.tables(results)["why"]
    assert set(why["task"].cat.categories) - {"none"} == set(words.TASKS)
    causes = (set(why["constraint"].cat.categories) - {"task", "hours", "none"}) | {
        "own_pace", "know_how", "common_goal", "impact_orientation", "no_host", "work", "coordination",
    }  # fmt: skip
    assert causes == set(CAUSES) == set(timeline.COLOURS)
    spoken = set(words.DETAILS) | set(CAUSES) | {"none", "reply_awaited", "decider_awaited", "nobody_votes"}
    assert set(why["detail"].cat.categories) <= spoken
    assert set(why["side"].cat.categories) - {"none"} == set(words.SIDES)
    assert {f"refused_{how}" for how in why["again"].cat.categories if how != "no"} <= set(words.EXPLAIN)
    causes_of_end = set(gs.tables(results)["initiatives"]["cause"].cat.categories) - {"none"}
    assert causes_of_end == set(words.ENDS)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_initiative_of_real_runs_can_be_told(results, lang):
    told = 0
    for run in results["run"].to_numpy():
        for number in initiatives(results, int(run))["initiative"]:
            story = gs.explain(results, int(number), int(run), lang=lang)
            text = str(story)
            assert "{" not in text
            assert "?" not in text
            assert " 1 months" not in text
            assert len(story.months) == (story.ended if story.ended >= 0 else 60) - story.founded
            json.dumps(story.to_dict(), allow_nan=False)
            told += 1
    assert told > 5


def test_the_timeline_is_drawn_alike_and_stands_in_notebooks():
    story = gs.explain(dissolved_story(), 0, lang="de")
    drawn = gs.plot.svg(story.figure())
    html = story._repr_html_()
    assert drawn[drawn.index("<svg") :] in html
    assert "löste sie sich auf" in html


def test_shares_of_time_are_those_of_the_table(results):
    lost = gs.explain(results)
    assert lost.frame["share"].sum() == pytest.approx(1)
    why = gs.tables(results)["why"]
    frame = lost.frame.set_index("cause")
    for name in ("approval", "money", "vote"):
        assert frame.loc[name, "months"] == (why["constraint"] == name).sum()
        assert frame.loc[name, "months"] == results[f"months_lost_{name}"].sum()
    hours = frame.loc["work", "months"] + frame.loc["coordination", "months"]
    assert hours == results["months_lost_hours"].sum()
    json.dumps(lost.to_dict(), allow_nan=False)
    assert "<svg" in lost._repr_html_()


def test_levels_of_a_factor_are_told_apart():
    ds = dissolved_story()
    assert gs.explain(ds).by == "governance_preset"
    assert gs.explain(ds, lang="de").sentences[0].startswith("Runder Tisch: 1 Initiative; sie warteten auf")
    with pytest.raises(ValueError, match="did you mean 'governance_preset'"):
        gs.explain(ds, by="governance_prest")


def test_wrong_numbers_and_files_say_what_to_do(results):
    with pytest.raises(ValueError, match=r"no initiative 99 in run 0 .*leave the number out"):
        gs.explain(results, 99)
    with pytest.raises(ValueError, match=r"no run 99 \(the results hold runs 0 to 3\)"):
        gs.explain(results, 0, 99)
    with pytest.raises(ValueError, match="no language 'fr'"):
        gs.explain(results, 0, lang="fr")
    silent = gs.Scenario.load(TOWN).set({"outputs.why": False, "time.months": 24}).run(seed=4, replicates=2)
    with pytest.raises(ValueError, match=r"outputs\.why was false.*run the scenario again"):
        gs.explain(silent, 0)


def test_a_file_without_the_table_is_refused(synthetic_file):
    with pytest.raises(ValueError, match="no month-by-month table 'why'"):
        gs.explain(gs.open(synthetic_file), 0)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import subprocess

    path = tmp_path_factory.mktemp("why") / "results.h5"
    arguments = ["run", str(TOWN), "-o", str(path), "--replicates", "2", "--seed", "4", "--quiet"]
    subprocess.run([installed_command(), *arguments], check=True)
    return path


def test_the_verb_lists_tells_and_draws(capsys, tmp_path, file):
    assert commands.explain([str(file)]) == 0
    listed = capsys.readouterr().out
    assert "founded by" in listed
    assert "--initiative NUMBER" in listed
    assert commands.explain([str(file), "--initiative", "0", "--lang", "de", "-o", str(tmp_path / "why.png")]) == 0
    assert "Gegründet im" in capsys.readouterr().out
    assert (tmp_path / "why.png").read_bytes().startswith(b"\x89PNG")
    assert commands.explain([str(file), "--initiative", "0", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == gs.explain(gs.open(file), 0).to_dict()
    assert commands.explain([str(file), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"run", "initiatives", "time_lost"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--initiative", "99"], "no initiative 99"),
        (["--initiative", "0", "--run", "9"], "no run 9"),
        (["--initiative", "0", "--by", "governance_preset"], "do not go together"),
        (["--initiative", "0", "-o", "picture.bmp"], "take .svg, .png or .pdf"),
    ],
)
def test_wrong_usage_ends_with_2(capsys, file, arguments, message):
    assert commands.explain([str(file), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
