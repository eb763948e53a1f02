# SPDX-License-Identifier: Apache-2.0
"""Fits by simulation: a world whose answer is known, and what is wrong with a file."""

from __future__ import annotations

import json
from pathlib import Path

import gemeinsim as gs
import pytest
from bare_world import bare_world, ended, tied
from gemeinsim.calibration.file import read_calibration

ACTORS = 12
FILE = """
scenario = "bare.toml"
[design]
waves = 2
size = 30
replicates = 12
confirm = 100
master_seed = 5
[[factors]]
path = "relations.effects.0.weight"
range = [-3, 1]
[[factors]]
path = "relations.contact_rate"
range = [0.1, 1.0]
scale = "log"
[[factors]]
path = "relations.pact_overlap"
range = [0, 1]
[[targets]]
name = "density"
metric = "density"
band = [0.25, 0.29]
[[targets]]
name = "ties ended per year"
statistic = "tie_ending"
months = [48, 60]
band = [0.35, 0.45]
[[checks]]
name = "components"
metric = "components"
band = [1, 1.5]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "bare.toml").write_text(bare_world(ACTORS, 61))
    (tmp_path / "calibration.toml").write_text(FILE)
    return tmp_path / "calibration.toml"


def test_a_fit_finds_the_values_that_theory_gives(file: Path, tmp_path: Path) -> None:
    found = gs.fit(file, folder=tmp_path / "fit", progress=False)
    table = found.parameters

    weight = table.loc["relations.effects.0.weight"]
    assert tied(weight["best"]) == pytest.approx(0.27, abs=0.03)
    assert 0.22 < tied(weight["left_lower"]) < tied(weight["left_upper"]) < 0.32

    rate = table.loc["relations.contact_rate", "best"]
    assert ended(weight["best"], rate, ACTORS, 12) == pytest.approx(0.40, abs=0.06)

    # What the targets say nothing about stays free.
    assert table.loc["relations.pact_overlap", "width"] > 0.8
    assert weight["width"] < 0.2

    assert found.targets["holds"].all()
    assert list(found.checks.index) == ["components"]
    assert found.runs == 2 * 30 * 12 + 2 * 100
    assert "ties ended per year" in str(found)

    # The same file gives the same bytes, and what is there is not run again.
    first = (tmp_path / "fit/fit.json").read_bytes()
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "fit").rglob("*.h5")}
    gs.fit(file, folder=tmp_path / "fit", progress=False)
    assert (tmp_path / "fit/fit.json").read_bytes() == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "fit").rglob("*.h5")} == stamps
    assert json.loads(first)["best"].keys() == {
        "relations.effects.0.weight",
        "relations.contact_rate",
        "relations.pact_overlap",
    }


def test_what_cannot_be_met_is_said_and_which_target(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(FILE.replace("band = [0.25, 0.29]", "band = [0.9, 0.95]"))
    with pytest.raises(RuntimeError, match=r"no values of the parameters agree.*density"):
        gs.fit(file, folder=tmp_path / "fit", progress=False)
    from gemeinsim.calibration.commands import fit

    assert fit([str(file), "-o", str(tmp_path / "fit"), "--quiet"]) == 1
    said = capsys.readouterr().err
    assert "no values of the parameters agree" in said
    assert "Error" not in said


def test_all_that_is_wrong_with_a_file_is_told_at_once(file: Path) -> None:
    wrong = (
        FILE.replace("waves = 2", "wave = 2\ncutoff = 0")
        .replace("size = 30\n", "")
        .replace('scale = "log"', 'scale = "log"\nvalue = 3')
        .replace("range = [0, 1]", "range = [0, 7]")
        .replace("band = [0.25, 0.29]", "band = [0.29, 0.25]")
        .replace('"tie_ending"', '"tie_endings"')
    )
    file.write_text(wrong)
    with pytest.raises(ValueError, match=r"calibration\.toml") as caught:
        read_calibration(file)
    for text in (
        "design.wave: ",
        "design.cutoff",
        "design.size",
        "relations.contact_rate: unknown key 'value'",
        "relations.pact_overlap: range 0 to 7",
        "targets.0.band",
        "tie_ending",
    ):
        assert text in str(caught.value)
    assert str(caught.value).count("\n") == 6


def test_what_only_the_runs_would_tell_is_told_before_them(file: Path, tmp_path: Path) -> None:
    wrong = (
        FILE.replace("effects.0.weight", "effects.7.weight")
        .replace('metric = "components"', 'metric = "componets"')
        .replace("months = [48, 60]", "months = [48, 61]")
        + '[[checks]]\nname = "pace"\nstatistic = "rate"\nmetric = "months_to_agreement"\n'
        + 'per = "initiatives_active"\nmonths = [3, 6]\nband = [0, 1]\n'
    )
    file.write_text(wrong)
    with pytest.raises(ValueError, match="has no such row") as caught:
        gs.fit(file, folder=tmp_path / "fit", progress=False)
    for text in (
        "checks.0: no metric 'componets'",
        "targets.1: month 61 is not simulated",
        "checks.1: months_to_agreement is one",
    ):
        assert text in str(caught.value)
    assert not (tmp_path / "fit").exists()


def test_levels_and_causes_are_asked_for(file: Path) -> None:
    wrong = (
        '[[checks]]\nname = "one"\nstatistic = "until"\nmetric = "impact_index"\n'
        '[[checks]]\nname = "two"\nstatistic = "reached"\nmetric = "survival_36"\nlevel = 1\n'
        '[[checks]]\nname = "three"\nstatistic = "ended_by"\ncause = "office_unfundet"\n'
        '[[checks]]\nname = "four"\nmetric = "density"\nlevel = 0.5\n'
    )
    file.write_text(FILE + wrong)
    with pytest.raises(ValueError, match=r"calibration\.toml") as caught:
        read_calibration(file)
    assert "checks.1.level: found None" in str(caught.value)
    assert "checks.4.level: a mean has no use for it" in str(caught.value)
    file.write_text((FILE + wrong).replace('"until"\n', '"until"\nlevel = 1\n').replace("level = 0.5\n", ""))
    with pytest.raises(ValueError, match=r"calibration\.toml") as caught:
        read_calibration(file)
    assert "checks.2: survival_36 is one number per run" in str(caught.value)
    assert "checks.3: no cause 'office_unfundet'" in str(caught.value)
    assert "office_unfunded" in str(caught.value)


def test_a_check_needs_no_band_and_a_target_does(file: Path, tmp_path: Path) -> None:
    file.write_text(FILE.replace("band = [0.25, 0.29]\n", ""))
    with pytest.raises(ValueError, match=r"targets\.0\.band: found None"):
        read_calibration(file)
    file.write_text(FILE.replace("band = [1, 1.5]\n", ""))
    found = gs.fit(file, folder=tmp_path / "fit", progress=False)
    row = found.checks.loc["components"]
    assert row["holds"] is None
    assert row["band"] == "not known"
    assert row["fitted"] > 0
    shown = gs.plot.fit(found)
    assert not any("components" in text.get_text() for text in shown.axes[0].texts)


def test_one_sided_targets_do_not_drown_the_others(file: Path, tmp_path: Path) -> None:
    open_band = '[[targets]]\nname = "few"\nmetric = "components"\nband = [-inf, -1]\ndiscrepancy = 5\n'
    file.write_text(FILE.replace("[[checks]]", open_band + "[[checks]]", 1))
    found = gs.fit(file, folder=tmp_path / "fit", progress=False)
    assert found.targets.loc["density", "holds"]
    assert not found.targets.loc["few", "holds"]
    figure = gs.plot.fit(found)
    assert figure.axes[0].get_xlim() == (-1, 2)


def test_terms_are_about_networks(file: Path) -> None:
    with pytest.raises(TypeError, match="about networks"):
        gs.fit(file, ["density"], dyadic={})


def test_arms_say_the_same_things(file: Path) -> None:
    arms = """
[[arms]]
name = "one"
set = { "governance.preset" = "round_table" }
[[arms]]
name = "two"
set = { "governance.brokers" = "lead" }
"""
    file.write_text(FILE.replace('metric = "density"', 'metric = "density"\narm = "one"') + arms)
    with pytest.raises(ValueError, match=r"lacks 'governance\.preset'") as caught:
        read_calibration(file)
    assert "governance.broker" in str(caught.value)
    assert "targets.1.arm" in str(caught.value)  # with several arms a target says which it is about


def test_the_command_prints_tables(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from gemeinsim.calibration.commands import fit

    assert fit([str(file), "-o", str(tmp_path / "fit"), "--quiet"]) == 0
    assert "Targets, fitted" in capsys.readouterr().out
    assert fit([str(tmp_path / "none.toml"), "-o", str(tmp_path / "other")]) == 2
    assert not (tmp_path / "other").exists()
