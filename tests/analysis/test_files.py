# SPDX-License-Identifier: Apache-2.0
"""The command and the module say the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from gemeinsim.demo import find_command

TOWN = """
[scenario]
name = "small"
title = "Kleine Stadt"
[time]
months = 24
burn_in = 2
[population]
administration = 4
civil_society = 8
business = 5
[topics.youth]
[outputs]
snapshots = [0, 23]
"""

SWEEP = """
scenario = "town.toml"
[design]
method = "grid"
replicates = 5
master_seed = 7
[[factors]]
path = "governance.preset"
values = ["participant", "network_office", "mandated"]
"""


def gemeinsim(*arguments: str, folder: Path) -> None:
    program = find_command()
    assert program is not None, "the command is not installed; run ./dev build"
    subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("files")
    (place / "town.toml").write_text(TOWN, encoding="utf-8")
    (place / "sweep.toml").write_text(SWEEP, encoding="utf-8")
    gemeinsim("run", "town.toml", "--seed", "7", "--replicates", "4", "-o", "run.h5", folder=place)
    gemeinsim("sweep", "sweep.toml", "-o", "sweep.h5", folder=place)
    return place


def same_data(one: xr.Dataset, two: xr.Dataset) -> None:
    xr.testing.assert_identical(one.drop_attrs(deep=False), two.drop_attrs(deep=False))
    first, second = gs.tables(one), gs.tables(two)
    assert list(first) == list(second)
    for name in first:
        pd.testing.assert_frame_equal(first[name], second[name])
        assert first[name].attrs == second[name].attrs


def test_a_run_in_python_is_identical_to_the_file_of_the_command(folder):
    with gs.open(folder / "run.h5") as stored:
        result = gs.Scenario.load(folder / "town.toml").run(seed=7, replicates=4)
        same_data(result, stored)
        assert len(stored.data_vars) > 0
        assert result.attrs.items() <= stored.attrs.items()


def test_xarray_alone_reads_the_same(folder):
    with gs.open(folder / "run.h5") as ours, xr.open_dataset(folder / "run.h5", engine="h5netcdf") as plain:
        xr.testing.assert_identical(ours, plain)


def test_a_point_of_a_sweep_is_the_run_of_its_scenario(folder):
    town = gs.Scenario.load(folder / "town.toml")
    with gs.open(folder / "sweep.h5") as stored:
        for number, preset in enumerate(["participant", "network_office", "mandated"]):
            result = town.set("governance.preset", preset).run(seed=7, replicates=5)
            point = stored.isel(run=stored["governance_preset"].to_numpy() == preset)
            assert (point["point"] == number).all()
            for name in stored.data_vars:
                np.testing.assert_array_equal(point[name], result[name], err_msg=str(name))


def test_stored_scenarios_run_again(folder):
    with gs.open(folder / "run.h5") as stored:
        again = gs.Scenario.parse(stored.attrs["scenario"]).run(seed=int(stored.attrs["master_seed"]), replicates=4)
        same_data(again, stored)
