# SPDX-License-Identifier: Apache-2.0
"""The result file as analysts meet it: opened by xarray with both engines, without the engine's help."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

ROOT = Path(__file__).resolve().parents[2]


def store_example() -> Path:
    """The program that writes tests/store/example.h to a file: the one named, or the one built last."""
    named = os.environ.get("GEMEINSIM_STORE_EXAMPLE")
    built = [Path(named)] if named else list(ROOT.glob("build/*/tests/store/store_example"))
    if not built:
        pytest.fail("store_example is not built; build the target store_example or set GEMEINSIM_STORE_EXAMPLE")
    return max(built, key=lambda path: path.stat().st_mtime)


def write(path: Path, *size: int) -> Path:
    subprocess.run([store_example(), path, *map(str, size)], check=True)
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("store") / "results.h5")


@pytest.fixture(params=["h5netcdf", "netcdf4"])
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


def test_metrics_have_the_values_written(path: Path, engine: str) -> None:
    with xr.open_dataset(path, engine=engine) as ds:
        run, month = np.meshgrid(np.arange(4), np.arange(6), indexing="ij")
        expected = (100 * run + month).astype("float32")
        expected[0, 0] = np.nan
        assert ds["ties"].dims == ("run", "month")
        assert ds["ties"].dtype == np.float32
        np.testing.assert_array_equal(ds["ties"], expected)
        np.testing.assert_array_equal(ds["coordination"], (1000 + 100 * run + month).astype("float32"))
        assert ds["impact_index"].dims == ("run",)
        assert ds["impact_index"].dtype == np.float64
        np.testing.assert_array_equal(ds["impact_index"], [0.0, np.nan, 0.1 * 2, 0.1 * 3])


def test_every_variable_has_a_unit_and_a_name(path: Path, engine: str) -> None:
    for group in (None, "events", "why", "actors"):
        with xr.open_dataset(path, engine=engine, group=group) as ds:
            for name, variable in ds.variables.items():
                assert variable.attrs.get("units"), name
                assert variable.attrs.get("long_name"), name


def test_points_replicates_seeds_and_factors_are_coordinates(path: Path, engine: str) -> None:
    with xr.open_dataset(path, engine=engine) as ds:
        assert set(ds.coords) == {
            "run", "month", "point", "replicate", "seed", "governance_preset", "relations_weight", "open"
        }  # fmt: skip
        np.testing.assert_array_equal(ds["point"], [0, 0, 1, 1])
        np.testing.assert_array_equal(ds["replicate"], [0, 1, 0, 1])
        assert ds["seed"].values.tolist() == [2**64 - 1 - r for r in range(4)]
        assert ds["governance_preset"].values.tolist() == ["network_office"] * 2 + ["round_table"] * 2
        np.testing.assert_array_equal(ds["relations_weight"], [0, 0, 0.25, 0.25])
        assert ds["open"].dtype == bool
        assert ds["open"].values.tolist() == [False, False, True, True]
        assert ds.groupby("governance_preset").mean()["ties"].sizes["governance_preset"] == 2


def test_durations_stay_numbers_and_months_stay_counts(path: Path, engine: str) -> None:
    with xr.open_dataset(path, engine=engine) as ds:
        assert ds["coordination"].dtype == np.float32
        assert ds["month"].dtype == np.int32
        assert ds["month"].attrs["start_date"] == "2008-01"


def test_ragged_groups_split_by_row_size(path: Path, engine: str) -> None:
    with xr.open_dataset(path, engine=engine, group="events") as ds:
        np.testing.assert_array_equal(ds["row_size"], [0, 1, 2, 3])
        assert ds["row_size"].dims == ("run",)
        assert ds["month"].dims == ("row",)
        np.testing.assert_array_equal(ds["month"], [10, 20, 21, 30, 31, 32])
        np.testing.assert_array_equal(ds["kind"], [0, 0, 1, 0, 1, 0])
        assert ds["kind"].dtype == np.int8
        assert ds["kind"].attrs["flag_meanings"].split() == ["founding", "award"]
        np.testing.assert_array_equal(ds["kind"].attrs["flag_values"], [0, 1])
        np.testing.assert_array_equal(ds["amount"], np.float32([np.nan, np.nan, 0.5, np.nan, 0.5, 1]))
        assert ds["who"].values.tolist() == ["Bürgerhaus", "Bürgerhaus", "", "Bürgerhaus", "", ""]
    with xr.open_dataset(path, engine=engine, group="why") as ds:
        assert ds["margin"].size == 0
        np.testing.assert_array_equal(ds["row_size"], [0, 0, 0, 0])


def test_shared_tables_have_one_row_per_thing(path: Path, engine: str) -> None:
    with xr.open_dataset(path, engine=engine, group="actors") as ds:
        assert ds["id"].values.tolist() == ["amt", "verein"]
        np.testing.assert_array_equal(ds["sector"], [0, 1])


def test_all_groups_open_as_one_tree(path: Path, engine: str) -> None:
    with xr.open_datatree(path, engine=engine) as tree:
        assert set(tree.children) == {"events", "why", "actors"}


def test_provenance_is_on_the_root(path: Path, engine: str) -> None:
    with xr.open_dataset(path, engine=engine) as ds:
        assert ds.attrs["format"] == "gemeinsim-results"
        assert ds.attrs["format_version"] == "1.0"
        assert ds.attrs["scenario"] == '[scenario]\nname = "Prüfstand"\n'
        for name in ("engine_version", "git_commit", "compiler", "compiler_flags", "hdf5_version"):
            assert ds.attrs[name], name


def test_both_engines_read_the_same(path: Path) -> None:
    for group in (None, "events", "why", "actors"):
        with (
            xr.open_dataset(path, engine="h5netcdf", group=group) as a,
            xr.open_dataset(path, engine="netcdf4", group=group) as b,
        ):
            assert list(a.variables) == list(b.variables)
            assert a.drop_attrs().identical(b.drop_attrs())


@pytest.mark.parametrize("size", [(0, 0), (0, 12), (1, 0), (1, 1), (300, 120)])
def test_any_size_opens(tmp_path: Path, engine: str, size: tuple[int, int]) -> None:
    with xr.open_dataset(write(tmp_path / "a.h5", *size), engine=engine) as ds:
        assert ds["ties"].shape == size
        if min(size) > 1:
            assert float(ds["ties"][-1, -1]) == 100 * (size[0] - 1) + size[1] - 1
            with xr.open_dataset(tmp_path / "a.h5", engine=engine, group="events") as events:
                assert events.sizes["row"] == int(events["row_size"].sum()) == size[0] * (size[0] - 1) // 2
                assert int(events["month"][-1]) == 10 * (size[0] - 1) + size[0] - 2


def test_other_programs_may_append(path: Path, tmp_path: Path, engine: str) -> None:
    copy = tmp_path / "copy.h5"
    copy.write_bytes(path.read_bytes())
    more = xr.Dataset({"rank": ("run", np.arange(4.0))})
    more.to_netcdf(copy, mode="a", engine=engine)
    with xr.open_dataset(copy, engine=engine) as ds:
        np.testing.assert_array_equal(ds["rank"], np.arange(4.0))


def test_kills_leave_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "a.h5"
    new = write(tmp_path / "new.h5", 400, 240).read_bytes()
    old = write(target, 3, 3).read_bytes()
    began = time.monotonic()
    write(tmp_path / "timing.h5", 400, 240)
    whole = time.monotonic() - began
    for attempt in range(30):
        with subprocess.Popen([store_example(), target, "400", "240"]) as process:
            time.sleep(whole * attempt / 32)
            process.kill()
        assert target.read_bytes() in (old, new)
        target.write_bytes(old)


def test_two_writes_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "again.h5")
    digests = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (path, again)}
    assert len(digests) == 1
