# SPDX-License-Identifier: Apache-2.0
"""`gemeinsim verify`: runs again what a file or a store holds, and finds what was changed in it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from command_line import BAD_INPUT, FAILED, gemeinsim, sweep_of

SWEEP = sweep_of("replicates = 5\nmaster_seed = 5\nshard_runs = 4\n")
pytestmark = pytest.mark.usefixtures("folder")


def test_what_is_run_again_is_the_same_to_the_bit() -> None:
    gemeinsim("sweep", "sweep.toml", "-o", "store")
    gemeinsim("sweep", "index", "store")
    gemeinsim("sweep", "sweep.toml", "-o", "one.h5")
    gemeinsim("run", "town.toml", "-o", "run.h5", "--replicates", 3, "--set", "challenges.opposing_logics=0.7")
    for results in ("store", "store/results.h5", "store/shards/000004.h5", "one.h5", "run.h5"):
        document = json.loads(gemeinsim("verify", results, "--runs", 8, "--json").stdout)
        assert document["identical"] is True, document
        assert document["runs_compared"] in (3, 4, 8)
        assert document["numbers_compared"] > 1000
        assert document["provenance"] == []


@pytest.mark.parametrize(
    ("place", "at", "words"),
    [
        ("contacts", (5, 3), "run 5: contacts[3] is "),
        ("survival_36", (2,), "run 2: survival_36[0] is "),
        ("events/month", (0,), "run 0: events/month[0] is "),
        ("challenges_opposing_logics", (29,), "run 29: "),
        ("replicate", (29,), "run 29: "),
    ],
)
def test_a_changed_number_is_found(place: str, at: tuple[int, ...], words: str) -> None:
    import h5py

    gemeinsim("sweep", "sweep.toml", "-o", "one.h5")
    with h5py.File("one.h5", "r+") as file:
        old = file[place][at]
        file[place][at] = 0 if np.isnan(old) else 0.25 if "challenges" in place else old + 1
    done = gemeinsim("verify", "one.h5", "--runs", 30, code=FAILED)
    assert words in done.stderr
    assert "differences" in done.stdout


def test_a_changed_shard_or_record_is_found(folder: Path) -> None:
    gemeinsim("sweep", "sweep.toml", "-o", "store")
    shard = folder / "store/shards/000002.h5"
    shard.write_bytes(shard.read_bytes()[:-1] + b"x")
    done = gemeinsim("verify", "store", "--runs", 2, code=FAILED)
    assert "000002.h5: is not what its record says" in done.stderr


def test_results_of_another_program_are_noted() -> None:
    import h5py

    gemeinsim("run", "town.toml", "-o", "run.h5", "--replicates", 2)
    with h5py.File("run.h5", "r+") as file:
        file.attrs["engine_version"] = "0.0.1"
    done = gemeinsim("verify", "run.h5")
    assert "note: run.h5: engine_version is 0.0.1 and of this program" in done.stderr


@pytest.mark.parametrize(("name", "code"), [("absent.h5", FAILED), ("town.toml", FAILED), (".", BAD_INPUT)])
def test_what_is_no_result_is_not_verified(name: str, code: int) -> None:
    assert ";" in gemeinsim("verify", name, code=code).stderr
