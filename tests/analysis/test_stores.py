# SPDX-License-Identifier: Apache-2.0
"""Stores of shards opened lazily, and written for other programs."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from pathlib import Path

import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from gemeinsim.stores import StoreFolder
from gemeinsim.sweeps.executors import find_command
from small_town import small_town

SWEEP = """
scenario = "town.toml"
[design]
replicates = 5
master_seed = 5
shard_runs = 4
[[factors]]
path = "governance.preset"
values = ["mandated", "network_office"]
[[factors]]
path = "challenges.opposing_logics"
values = [0, 0.5, 1]
"""


def gemeinsim(*arguments: object) -> None:
    subprocess.run([find_command(), *map(str, arguments), "--quiet"], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete store with its results.h5."""
    folder = tmp_path_factory.mktemp("store")
    (folder / "town.toml").write_text(small_town(8))
    (folder / "sweep.toml").write_text(SWEEP)
    gemeinsim("sweep", folder / "sweep.toml", "-o", folder / "store")
    gemeinsim("sweep", "index", folder / "store")
    return folder / "store"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "store"))


def remove(store: Path, *shards: int) -> None:
    for shard in shards:
        for ending in ("h5", "json"):
            (store / f"shards/{shard:06}.{ending}").unlink()


def test_a_store_is_the_file_of_its_shards(made: Path) -> None:
    with gs.open(made) as lazy, gs.open(made / "results.h5") as file:
        xr.testing.assert_identical(lazy.load(), file.load())
        for name in gs.tables(file):
            pd.testing.assert_frame_equal(gs.tables(lazy)[name], gs.tables(file)[name])


@pytest.mark.parametrize(
    "index",
    [
        {"run": 7},
        {"run": slice(3, 21, 5), "month": slice(2, 5)},
        {"run": [29, 0, 14, 14], "month": -1},
        {"month": [7, 0]},
        {"run": slice(None, None, -1)},
        {"run": slice(0, 0)},
    ],
)
def test_any_index_reads_what_it_names(made: Path, index: dict) -> None:
    with gs.open(made) as lazy, gs.open(made / "results.h5") as file:
        for name in ("contacts", "run_id", "impact_index"):
            some = {key: value for key, value in index.items() if key in lazy[name].dims}
            np.testing.assert_array_equal(lazy[name].isel(some).values, file[name].isel(some).values)


def test_nothing_is_read_before_it_is_used(store: Path) -> None:
    ds = gs.open(store)
    (store / "shards/000005.h5").rename(store / "away.h5")
    assert ds["contacts"].isel(run=slice(0, 8)).shape == (8, 8)  # from shards 0 and 1
    with pytest.raises(OSError, match="000005"):
        ds["contacts"].load()
    runs = gs.tables(ds.isel(run=slice(0, 8)))["events"]["run"]
    assert set(runs) <= set(range(8))


def test_missing_shards_are_said_and_absent(store: Path) -> None:
    remove(store, 1, 4)
    (store / "shards/000006.h5").write_bytes(b"cut off")
    with pytest.warns(UserWarning, match="3 of 8 shards are not there"):
        ds = gs.open(store)
    whole = gs.open(store / "results.h5")
    np.testing.assert_array_equal(ds["run"], [run for run in whole["run"].values if ds["run"].isin(run).any()])
    assert ds.sizes["run"] == whole.sizes["run"] - 3 * 4 + (4 - StoreFolder(store).shards["runs"][4])
    xr.testing.assert_identical(ds.load().drop_attrs(), whole.sel(run=ds["run"]).load().drop_attrs())
    assert ds.attrs["complete"] == "no"


def test_a_store_without_shards_and_a_folder_without_plan_are_refused(store: Path, tmp_path: Path) -> None:
    shutil.rmtree(store / "shards")
    with pytest.raises(ValueError, match="no finished shard yet"):
        gs.open(store)
    (store / "plan.json").write_text('{"format": "something else"}')
    with pytest.raises(ValueError, match="is no plan"):
        gs.open(store)
    (store / "plan.json").write_text("{")
    with pytest.raises(ValueError, match="cannot be understood"):
        gs.open(store)
    with pytest.raises(ValueError, match="is no store"):
        gs.open(tmp_path)


def test_policies_of_a_store_are_compared_like_those_of_a_file(made: Path) -> None:
    with gs.open(made) as lazy, gs.open(made / "results.h5") as file:
        ours, theirs = (gs.compare(ds, metric="contacts", resamples=99) for ds in (lazy, file))
        pd.testing.assert_frame_equal(ours.table, theirs.table)


def test_chunks_make_it_one_of_dask(made: Path) -> None:
    pytest.importorskip("dask.array")
    with gs.open(made, chunks={"run": 10}) as ds, gs.open(made / "results.h5") as file:
        assert ds["contacts"].chunks[0] == (10, 10, 10)
        np.testing.assert_array_equal(ds["contacts"].mean("run").values, file["contacts"].mean("run").values)


def test_two_thousand_shards_are_opened_by_opening_one(made: Path, tmp_path: Path, monkeypatch) -> None:
    """The shards are links to one file: what counts is that opening asks for their records and no more."""
    import json

    import h5py

    store = tmp_path / "many"
    (store / "shards").mkdir(parents=True)
    plan = json.loads((made / "plan.json").read_text())
    replicates = 4000  # of one world of two policies: 2000 shards of four runs
    plan["design"]["replicates"] = replicates
    plan["shards"] = {"count": 2000, "shard_runs": 4, "runs": 8000}
    (store / "plan.json").write_text(json.dumps(plan))
    lines = (made / "points.csv").read_text().splitlines()
    (store / "points.csv").write_text("\n".join(lines[:3]) + "\n")
    (store / "shards.csv").write_text("shard,first_run,runs\n" + "".join(f"{k},{4 * k},4\n" for k in range(2000)))
    record = json.loads((made / "shards/000000.json").read_text())
    for shard in range(2000):
        (store / f"shards/{shard:06}.h5").hardlink_to(made / "shards/000000.h5")
        (store / f"shards/{shard:06}.json").write_text(json.dumps(record | {"shard": shard}))
    opened = []
    original = h5py.File.__init__

    def counting(self, name, *arguments, **options):
        if isinstance(name, (str, Path)):  # else one that is open already
            opened.append(name)
        original(self, name, *arguments, **options)

    monkeypatch.setattr(h5py.File, "__init__", counting)
    ds = gs.open(store)
    assert ds.sizes["run"] == 8000
    assert len(opened) < 5
    assert ds["contacts"].isel(run=slice(4000, 4010), month=-1).shape == (10,)
    assert len(opened) < 10
    np.testing.assert_array_equal(ds["replicate"].values[:6], [0, 0, 1, 1, 2, 2])


# --- for other programs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_runs_and_months_are_tables_elsewhere(made: Path, tmp_path: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    read = pd.read_csv if ending == "csv" else pd.read_parquet
    with gs.open(made) as ds:
        assert gs.export(ds, tmp_path / f"runs.{ending}") == 30
        assert gs.export(ds, tmp_path / f"months.{ending}", table="months") == 240
        events = gs.tables(ds)["events"]
        assert gs.export(ds, tmp_path / f"events.{ending}", table="events") == len(events)
        runs, months = read(tmp_path / f"runs.{ending}"), read(tmp_path / f"months.{ending}")
        np.testing.assert_array_equal(runs["governance_preset"], ds["governance_preset"].values)
        assert ds["status"].values.tolist() == [0] * 30  # a number with meanings; elsewhere the word
        assert runs["status"].tolist() == ["done"] * 30
        np.testing.assert_allclose(runs["impact_index"], ds["impact_index"].isel(month=-1), rtol=1e-6)
        np.testing.assert_allclose(months["contacts"], ds["contacts"].values.ravel(), rtol=1e-6)
        np.testing.assert_array_equal(months["run"].to_numpy().reshape(30, 8)[:, 0], ds["run"].values)
        assert read(tmp_path / f"events.{ending}")["kind"].tolist() == events["kind"].tolist()
    assert {path.suffix for path in tmp_path.iterdir()} == {f".{ending}"}  # nothing left behind


def test_zarr_holds_the_same_dataset(made: Path, tmp_path: Path, monkeypatch) -> None:
    pytest.importorskip("zarr")
    monkeypatch.setattr("gemeinsim.exporting._RUNS_AT_A_TIME", 13)
    with gs.open(made) as ds, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zarr's notes on text
        gs.export(ds, tmp_path / "all.zarr")
        with xr.open_zarr(tmp_path / "all.zarr", consolidated=False) as back:
            for name in ds.variables:
                np.testing.assert_array_equal(back[name].values.astype(ds[name].dtype), ds[name].values, err_msg=name)
        with pytest.raises(FileExistsError):
            gs.export(ds, tmp_path / "all.zarr")


def test_unknown_formats_and_tables_are_refused(made: Path, tmp_path: Path) -> None:
    with gs.open(made) as ds:
        with pytest.raises(ValueError, match="that says the format"):
            gs.export(ds, tmp_path / "all.xlsx")
        with pytest.raises(ValueError, match="did you mean 'events'"):
            gs.export(ds, tmp_path / "all.csv", table="event")
    assert list(tmp_path.iterdir()) == []
