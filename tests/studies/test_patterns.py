# SPDX-License-Identifier: Apache-2.0
"""The studies of scenarios/patterns at small size: each pattern's direction, as docs/patterns.md reports it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import patterns
import provan_kenis
import pytest
import xarray as xr

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "figures"


# --- what effects and verdicts are, on made-up runs ---------------------------------------------------------------


def made_up(values: dict[str, list[float]]) -> xr.Dataset:
    """One arm for each key, a replicate for each value, not in the order of the luck."""
    arms = [(arm, replicate, value) for arm, row in values.items() for replicate, value in enumerate(row)]
    arms.sort(key=lambda one: one[2])
    runs = len(arms)
    return xr.Dataset(
        {"outcome": ("run", [value for _, _, value in arms])},
        coords={
            "run": range(runs),
            "arm": ("run", [arm for arm, _, _ in arms]),
            "replicate": ("run", [replicate for _, replicate, _ in arms]),
        },
    )


def claim(expected: str, contrast: list, level: float = 0) -> object:
    return patterns.Claim(0, "", "", "", patterns.of_run("outcome"), contrast, expected, level)


ONE, OTHER = {"arm": "one"}, {"arm": "other"}


def test_an_effect_is_the_mean_of_paired_differences():
    ds = made_up({"one": [3, 5, 7, 9], "other": [1, 2, 3, 4]})
    effect = patterns.estimate(claim("+", patterns.difference(ONE, OTHER)), ds)
    assert effect.effect == pytest.approx(np.mean([2, 3, 4, 5]))
    assert effect.arms == [6, 2.5]
    assert effect.sd == pytest.approx(np.sqrt((np.var([3, 5, 7, 9], ddof=1) + np.var([1, 2, 3, 4], ddof=1)) / 2))
    assert effect.verdict == "as expected"
    assert patterns.estimate(claim("-", patterns.difference(ONE, OTHER)), ds).verdict == "opposite"
    assert patterns.estimate(claim("0", patterns.difference(ONE, OTHER)), ds).verdict == "an effect"


def test_what_cannot_be_told_from_nothing_is_no_effect_and_what_is_small_is_nothing():
    ds = made_up({"one": [0, 1, 0, 1, 2, 5], "other": [1, 0, 1, 0, 5, 2]})
    assert patterns.estimate(claim("+", patterns.difference(ONE, OTHER)), ds).verdict == "no effect"
    assert patterns.estimate(claim("0", patterns.difference(ONE, OTHER)), ds).verdict == "undecided"
    same = made_up({"one": [1, 2, 3], "other": [1, 2, 3]})
    assert patterns.estimate(claim("0", patterns.difference(ONE, OTHER)), same).verdict == "as expected"
    assert patterns.estimate(claim("+", patterns.difference(ONE, OTHER)), same).verdict == "no effect"


def test_a_missing_value_takes_its_pair_with_it_and_a_level_is_taken_off():
    ds = made_up({"one": [3, np.nan, 7], "other": [1, 2, 3]})
    effect = patterns.estimate(claim("+", patterns.difference(ONE, OTHER)), ds)
    assert (effect.replicates, effect.missing) == (2, 1)
    assert patterns.estimate(claim("+", [(1, OTHER)], level=0.5), ds).effect == pytest.approx(1.5)


def test_an_interaction_is_a_difference_of_differences():
    inside, outside = {"arm": "in"}, {"arm": "out"}
    terms = patterns.interaction({"x": 1}, {"x": 0}, inside, outside)
    assert [weight for weight, _ in terms] == [1, -1, -1, 1]
    assert terms[2] == (-1, {"x": 1, "arm": "out"})


# --- the design held against Provan & Kenis -----------------------------------------------------------------------


def test_the_propositions_pure_cases_are_predicted_as_they_say():
    assert provan_kenis.Cell(4, "high", "high", "low").predicted == "participant"
    assert provan_kenis.Cell(30, "high", "high", "high").predicted == "network_office"
    assert provan_kenis.Cell(16, "low", "low", "low").predicted == "lead_organisation"
    assert {cell.predicted for cell in provan_kenis.CELLS} == set(provan_kenis.FORMS)


def test_the_points_of_the_sweep_are_those_of_the_script():
    stored = pd.read_csv(patterns.FOLDER / "provan_kenis.csv")
    assert list(stored.columns) == list(provan_kenis.PATHS)
    assert [tuple(row) for row in stored.itertuples(index=False)] == provan_kenis.points()


def test_the_best_form_leads_the_second_by_paired_luck():
    values = np.array([[1.0, 2, 3, 4], [2, 3, 4, 5.5], [0, 0, 0, 0]])
    best = provan_kenis.best_of(values, provan_kenis.resampled(values))
    assert (best.form, best.second) == ("lead_organisation", "participant")
    assert best.margin == pytest.approx(1.125)
    assert best.clear
    assert best.chance == 1


# --- what is run, and what is taken from before -------------------------------------------------------------------

SWEEP = "04_low_conflict.toml"


@pytest.fixture
def engine(monkeypatch):
    """No engine: what would be run is written down, and what is stored says who made it."""
    asked: list[list[str]] = []
    stored = {"commit": "new", "replicates": 3}

    def result(_: Path) -> xr.Dataset:
        coords = {"replicate": ("run", np.arange(stored["replicates"]))}
        return xr.Dataset(coords=coords, attrs={"git_commit": stored["commit"]})

    def run(words, **_):
        asked.append(words)
        Path(words[words.index("-o") + 1]).touch()

    monkeypatch.setattr(patterns, "command", lambda: "gemeinsim")
    monkeypatch.setattr(patterns, "commit_of_engine", lambda: "new")
    monkeypatch.setattr(patterns.subprocess, "run", run)
    monkeypatch.setattr(patterns.gs, "open", result)
    return asked, stored


def test_a_trial_keeps_away_from_the_results_of_a_full_run(tmp_path: Path, engine):
    asked, _ = engine
    full, trial = patterns.Runs(tmp_path).file(SWEEP), patterns.Runs(tmp_path, 3).file(SWEEP)
    assert (full.name, trial.name) == ("patterns_04_low_conflict.h5", "patterns_04_low_conflict_try.h5")
    assert [Path(words[2]).parent for words in asked] == [patterns.FOLDER, tmp_path]
    assert "replicates = 3\n" in Path(asked[1][2]).read_text(encoding="utf-8")
    assert {place.parent for place in patterns.pages("patterns", patterns.Runs(tmp_path, 3))} == {tmp_path}
    assert patterns.pages("patterns", patterns.Runs(tmp_path))[0] == FIGURES.parent / "patterns.md"


def test_stored_results_are_taken_only_from_the_same_commit_and_replicates(tmp_path: Path, engine, capsys):
    asked, stored = engine
    runs = patterns.Runs(tmp_path, 3)
    for _ in range(2):
        runs.file(SWEEP)
    assert len(asked) == 1
    stored["commit"] = "older"
    runs.file(SWEEP)
    assert len(asked) == 2
    assert "was made by commit older in place of new; run again" in capsys.readouterr().err
    stored |= {"commit": "new", "replicates": 2}
    runs.file(SWEEP)
    assert len(asked) == 3
    assert "has 2 replicates in place of 3; run again" in capsys.readouterr().err
    # A full run wants those of its sweep file.
    patterns.Runs(tmp_path).file(SWEEP)
    patterns.Runs(tmp_path).file(SWEEP)
    assert len(asked) == 5


def test_a_trial_of_the_grid_takes_a_table_of_its_own(tmp_path: Path, engine):
    asked, _ = engine
    before = (patterns.FOLDER / "provan_kenis.csv").read_bytes()
    own = provan_kenis.write_points(tmp_path)
    patterns.Runs(tmp_path, 2, points=own).file(provan_kenis.SWEEP)
    assert f'points = "{own.resolve()}"' in Path(asked[0][2]).read_text(encoding="utf-8")
    assert own.read_bytes() == before


# --- the engine ---------------------------------------------------------------------------------------------------

RUNS = 24


@pytest.mark.slow
@pytest.mark.parametrize("pattern", sorted({one.pattern for one in patterns.CLAIMS}))
def test_a_pattern_has_the_direction_that_the_page_reports(pattern: int, tmp_path: Path):
    runs = patterns.Runs(tmp_path, RUNS)
    page = (FIGURES.parent / "patterns.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in page if line.startswith(f"| {pattern} |")]
    found = patterns.effects(runs, pattern)
    assert len(rows) == len(found)
    for row, one in zip(rows, found, strict=True):
        cells = [cell.strip(" *") for cell in row.split("|")]
        assert cells[2].removesuffix(" †") == one.claim.says
        effect, scaled, verdict = float(cells[5].split()[0]), float(cells[7]), cells[10]
        if verdict in ("no effect", "undecided") or (verdict == "as expected" and one.claim.expected == "0"):
            # Half a standard deviation away would be news. So few runs may all end alike, those of the page do not.
            sd = max(one.sd, effect / scaled if scaled else 0)
            assert one.lower <= 0.5 * sd, row
            assert one.upper >= -0.5 * sd, row
            continue
        # A small effect may not show at this size, but never its opposite; one of a standard deviation shows.
        lower, upper = sorted((np.sign(effect) * one.lower, np.sign(effect) * one.upper))
        assert upper >= 0, row
        if abs(scaled) >= 1:
            assert lower > 0, row


@pytest.mark.slow
def test_the_grid_of_forms_runs_and_its_cells_are_read_in_order(tmp_path: Path):
    ds = patterns.Runs(tmp_path, 2).of(provan_kenis.SWEEP)
    sizes = provan_kenis.cube(ds, ds["initiatives_core"])
    assert (sizes == np.array([cell.size for cell in provan_kenis.CELLS])[:, None, None, None]).all()
    need = provan_kenis.cube(ds, ds["initiatives_network_competence"])
    assert (need[:, 0, 0, 0] == [provan_kenis.NEED[cell.need] for cell in provan_kenis.CELLS]).all()
    forms = provan_kenis.cube(
        ds,
        ds["governance_preset"].copy(data=[provan_kenis.FORMS.index(name) for name in ds["governance_preset"].values]),
    )
    assert (forms == np.arange(3)[None, None, :, None]).all()
