# SPDX-License-Identifier: Apache-2.0
"""Every further design of a case (replicates until decided, factorials, fits) is understood as it stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from gemeinsim.calibration.file import read_calibration
from gemeinsim.sweeps.designs import points_of, read_design
from gemeinsim.sweeps.stopping import read_stop

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def of(key: str) -> list[Path]:
    """Files of cases with a table of that name, the ordinary comparison left out."""
    files = sorted(path for path in SCENARIOS.glob("*/*.toml") if path.name not in ("scenario.toml", "sweep.toml"))
    return [path for path in files if key in tomllib.loads(path.read_text(encoding="utf-8"))]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("file", of("targets"), ids=name)
def test_a_calibration_is_understood(file: Path) -> None:
    plan = read_calibration(file)
    assert plan.targets
    bands = [target for target in (*plan.targets, *plan.checks) if target.known]
    assert all(target.source for target in bands), "a band without a source"


@pytest.mark.parametrize("file", of("stop"), ids=name)
def test_a_rule_when_to_stop_is_understood(file: Path) -> None:
    read_stop(read_design(file))


def test_the_challenges_are_all_ten_at_comparable_doses() -> None:
    design = read_design(SCENARIOS / "local_alliances/challenges.toml")
    points, cube = points_of(design)
    assert len(points) == 1024
    assert cube.shape == (1024, 10)
    assert len(points) * design.replicates >= 100_000
    assert len({tuple(factor.values or ()) for factor in design.factors}) == 1
