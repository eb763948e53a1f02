# SPDX-License-Identifier: Apache-2.0
"""What `./dev studies` announces, and which engine it goes on with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import steps
from gemeinsim.sweeps.designs import Design
from gemeinsim.sweeps.store import plan

ROOT = Path(__file__).resolve().parents[2]
FIGURES, SCENARIOS = ROOT / "docs" / "figures", ROOT / "scenarios"
ANNOUNCED = {step.name: step for step in steps.STEPS}


# --- how much is to be run ----------------------------------------------------------------------------------------


class Planner:
    """How many runs the engine itself makes of designs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plans = 0

    def runs(self, *designs: Path | Design) -> int:
        total = 0
        for design in designs:
            self.plans += 1
            store = plan(design, self.folder / str(self.plans))
            held = json.loads((store / "plan.json").read_text(encoding="utf-8"))["design"]
            points = (store / "points.csv").read_text(encoding="utf-8").splitlines()
            total += (len(points) - 1) * held["replicates"]
        return total


@pytest.fixture
def engine(tmp_path: Path) -> Planner:
    return Planner(tmp_path)


@pytest.mark.parametrize("name", ["governance", "challenges", "remedies"])
def test_the_runs_of_one_sweep_are_those_that_the_engine_plans(name: str, engine: Planner):
    assert ANNOUNCED[name].runs == engine.runs(SCENARIOS / "local_alliances" / f"{name}.toml")


def test_the_runs_of_a_ranking_follow_the_assumptions_of_the_registry(engine: Planner):
    sensitivity = import_module("sensitivity")
    every = sensitivity.assumptions()
    screening = sensitivity.design("morris", every, *sensitivity.TRAJECTORIES)
    assert ANNOUNCED["screening"].runs == engine.runs(screening)
    indices = sensitivity.design("saltelli", every[: sensitivity.MOST], *sensitivity.SALTELLI)
    assert ANNOUNCED["indices"].runs == engine.runs(indices)


def test_the_runs_of_a_study_of_several_sweeps_are_those_of_all(engine: Planner):
    alliances, patterns = SCENARIOS / "local_alliances", SCENARIOS / "patterns"
    structure = [alliances / f"{name}.toml" for name in ("structure", "structure_governance", "structure_desks")]
    assert ANNOUNCED["structure"].runs == engine.runs(*structure)
    assert ANNOUNCED["provan_kenis"].runs == engine.runs(patterns / "provan_kenis.toml")
    numbered = sorted(patterns.glob("[0-9]*.toml"))
    sweeps = [file for file in numbered if "[design]" in file.read_text(encoding="utf-8")]
    assert ANNOUNCED["patterns"].runs == engine.runs(*sweeps, SCENARIOS / "weakest_link" / "sweep.toml")


def test_the_runs_of_the_cases_are_those_of_their_sweeps(engine: Planner):
    compared = {place.parent.name: place for place in SCENARIOS.glob("*/sweep.toml")}
    cases = import_module("case_tables").CASES
    alone = sum(cases[name].replicates for name in cases.keys() - compared.keys())
    assert ANNOUNCED["cases"].runs == engine.runs(*(compared[name] for name in cases.keys() & compared.keys())) + alone


def test_of_a_named_case_one_row_runs_and_of_the_refugees_all():
    facts, expected = import_module("case_facts"), 0
    for name in facts.CASES:
        design, points = facts.rows_of(name)
        rows = len(points) if name == "refugees" else 1
        expected += rows * design["replicates"]
    assert ANNOUNCED["named"].runs == expected


def test_the_runs_of_a_fit_are_those_of_its_waves_and_of_both_confirmations():
    fit = steps.read(SCENARIOS / "local_alliances" / "calibration.toml")
    waves = fit["design"]["waves"] * fit["design"]["size"] * fit["design"]["replicates"]
    confirmed = 2 * fit["design"]["confirm"]
    assert ANNOUNCED["calibration"].runs == len(fit["arms"]) * (waves + confirmed)


def test_a_design_that_cannot_be_counted_is_refused(tmp_path: Path):
    file = tmp_path / "sweep.toml"
    file.write_text('[design]\nmethod = "sobol"\nreplicates = 2\n[[factors]]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="cannot count the points of method 'sobol'"):
        steps.of_sweep(file)


def test_the_studies_can_be_listed_before_they_run(tmp_path: Path):
    words = [sys.executable, str(FIGURES / "all.py"), "--list", "governance", "--results", str(tmp_path)]
    (tmp_path / "governance.done").write_text("")
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert "done" in said
    assert "0" in said.splitlines()[-1].split()
    wrong = subprocess.run([*words[:2], "governence"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "there is no step 'governence'" in wrong.stderr


# --- which engine goes on -----------------------------------------------------------------------------------------


def test_only_an_engine_of_a_commit_is_kept(tmp_path: Path):
    place, commit = tmp_path / "studies" / "engine", "0123456789abcdef" * 2 + "01234567"
    import_module("all").keep(commit, place)
    assert place.read_text(encoding="utf-8").strip() == commit
    import_module("all").keep(f"{commit}+changes", place)
    assert not place.exists()


class Checkout:
    """A checkout with little in it: `./dev studies` runs a Python that says so, or wants to build and cannot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(ROOT / "dev", folder / "dev")
        for place in ("engine/model.cpp", "scenarios/town/scenario.toml", "scenarios/town/README.md", "docs/page.md"):
            self.write(place, "as it was\n")
        self.write(".gitignore", ".cache/\n.venv/\nout/\n")
        self.git("init", "--quiet")
        self.commit()
        self.stub("python", "echo studies run")

    def write(self, place: str, text: str) -> Path:
        (self.folder / place).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / place).write_text(text, encoding="utf-8")
        return self.folder / place

    def stub(self, name: str, line: str) -> None:
        self.write(f".venv/bin/{name}", f"#!/bin/sh\n{line}\n").chmod(0o755)

    def git(self, *words: str) -> str:
        own = ("-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *own, *words], cwd=self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a state")
        return self.git("rev-parse", "HEAD")

    def built_from(self, stamp: str) -> None:
        self.stub("gemeinsim", f"echo 'gemeinsim 0.1.0 (commit {stamp}, GNU 12.2.0, Release)'")

    def goes_on(self) -> bool:
        """Whether the studies run with what is built; a Python that is nowhere stops the build they want else."""
        done = subprocess.run(
            ["./dev", "studies"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHON": "/nowhere/python", "GEMEINSIM_PACKAGES": "ready"},
        )
        assert ("studies run" in done.stdout) == (done.returncode == 0)
        assert done.returncode == 0 or "is not usable" in done.stderr
        return done.returncode == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_studies_go_on_with_what_is_built_until_the_engine_changes(tmp_path: Path):
    checkout = Checkout(tmp_path)
    commit = checkout.git("rev-parse", "HEAD")
    checkout.built_from(commit)
    assert not checkout.goes_on()  # nothing was begun: what is built may be of any age
    checkout.write("out/studies/engine", f"{commit}\n")
    assert checkout.goes_on()

    checkout.write("docs/page.md", "what a study wrote\n")
    checkout.write("scenarios/town/README.md", "what a study wrote\n")
    assert checkout.goes_on()
    checkout.commit()
    assert checkout.goes_on()

    for place in ("engine/model.cpp", "scenarios/town/scenario.toml", "engine/new.cpp"):
        changed = checkout.write(place, "another one\n")
        assert not checkout.goes_on(), place
        if place == "engine/new.cpp":
            changed.unlink()
        else:
            checkout.write(place, "as it was\n")
        assert checkout.goes_on(), place

    checkout.built_from(f"{commit}+changes")
    assert not checkout.goes_on()
    checkout.built_from(commit)
    checkout.write("engine/model.cpp", "another one\n")
    checkout.commit()
    assert not checkout.goes_on()
