# SPDX-License-Identifier: Apache-2.0
"""Stores of many shards as a script meets them: planning, running, going on, joining, refusing."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from command_line import BAD_INPUT, DONE, PARTIAL, TOWN, command, content, gemeinsim, sweep_of

SWEEP = sweep_of("replicates = 5\nmaster_seed = 5\nshard_runs = 4\n")
pytestmark = pytest.mark.usefixtures("folder")
THOUSAND = str([i / 1000 for i in range(1000)])


# --- plan ---------------------------------------------------------------------------------------------------------


def test_a_plan_holds_points_shards_and_its_own_digest(folder: Path) -> None:
    document = json.loads(gemeinsim("plan", "sweep.toml", "-o", "store", "--json").stdout)
    assert (document["points"], document["runs"]) == (6, 30)
    plan = json.loads((folder / "store/plan.json").read_text())
    assert plan["plan_hash"] == document["plan_hash"]
    assert [(factor["path"], factor["policy"]) for factor in plan["design"]["factors"]] == [
        ("governance.preset", True),
        ("challenges.opposing_logics", False),
    ]
    lines = (folder / "store/points.csv").read_text().splitlines()
    assert lines[0] == "point,world,governance.preset,challenges.opposing_logics"
    assert lines[1:3] == ["0,0,mandated,0.0", "1,0,network_office,0.0"]
    assert plan["points"]["sha256"] == hashlib.sha256((folder / "store/points.csv").read_bytes()).hexdigest()
    shards = [line.split(",") for line in (folder / "store/shards.csv").read_text().splitlines()[1:]]
    assert len(shards) == plan["shards"]["count"] == document["shards"]
    assert sum(int(runs) for _, _, runs in shards) == 30


def test_a_plan_estimates_its_size_before_it_starts() -> None:
    assert re.search(
        r"30 runs in 8 shards; about [0-9.]+ MB of metrics", gemeinsim("plan", "sweep.toml", "-o", "s").stderr
    )


def test_planning_the_same_twice_changes_nothing() -> None:
    gemeinsim("plan", "sweep.toml", "-o", "store")
    before = content("store")
    gemeinsim("plan", "sweep.toml", "-o", "store")
    gemeinsim("sweep", "store")
    gemeinsim("plan", "sweep.toml", "-o", "store")
    assert {name: digest for name, digest in content("store").items() if name in before} == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda s, t: (s.replace("replicates = 5", "replicates = 6"), t), "design.replicates"),
        (lambda s, t: (s.replace("master_seed = 5", "master_seed = 6"), t), "design.master_seed"),
        (lambda s, t: (s.replace("shard_runs = 4", "shard_runs = 6"), t), "design.shard_runs"),
        (lambda s, t: (s.replace("[0, 0.5, 1]", "[0, 0.25, 1]"), t), "points: differs"),
        (lambda s, t: (s.replace("opposing_logics", "funding_logics"), t), "factors"),
        (lambda s, t: (s.replace("[0, 0.5, 1]", "[0, 0.5, 1]\npolicy = true"), t), "factors"),
        (lambda s, t: (s, t.replace("months = 12", "months = 13")), "there months = 12, now months = 13"),
        (lambda s, t: (s + "[outputs]\nevents = false\n", t), "scenario"),
    ],
)
def test_a_changed_plan_is_refused_and_the_field_named(folder: Path, change, field: str) -> None:
    gemeinsim("sweep", "sweep.toml", "-o", "store")
    before = content("store")
    sweep, town = change(SWEEP, TOWN)
    (folder / "sweep.toml").write_text(sweep)
    (folder / "town.toml").write_text(town)
    assert field in gemeinsim("sweep", "sweep.toml", "-o", "store", "--resume", code=BAD_INPUT).stderr
    assert content("store") == before


def test_a_store_of_another_program_is_refused(folder: Path) -> None:
    gemeinsim("plan", "sweep.toml", "-o", "store")
    plan = json.loads((folder / "store/plan.json").read_text())
    plan["engine"]["engine_version"] = "0.0.1"
    (folder / "store/plan.json").write_text(json.dumps(plan))
    assert "does not fit the plan" in gemeinsim("sweep", "store", code=BAD_INPUT).stderr  # changed by hand
    del plan["plan_hash"]
    text = json.dumps(plan, separators=(",", ":"), ensure_ascii=False)
    plan = {"plan_hash": hashlib.sha256(text.encode()).hexdigest(), **plan}
    (folder / "store/plan.json").write_text(json.dumps(plan))
    for arguments in (["sweep", "store"], ["sweep", "run-shard", "store", "0"]):
        error = gemeinsim(*arguments, code=BAD_INPUT).stderr
        assert "engine.engine_version: is of another program (there 0.0.1, now " in error
    plan["format_version"] = "9.0"
    (folder / "store/plan.json").write_text(json.dumps(plan))
    assert 'this program reads "1.0"' in gemeinsim("sweep", "status", "store", code=BAD_INPUT).stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SWEEP.split("[[factors]]")[0], "there is no factor"),
        (SWEEP.replace("governance.preset", "governance.prest"), "did you mean"),
        (SWEEP.replace("[0, 0.5, 1]", "[0, 0.5, 2]"), "2 is out of range"),
        (SWEEP.replace("[0, 0.5, 1]", "[]"), "the list of values is empty"),
        (SWEEP.replace("shard_runs = 4", "shard_runs = 0"), "design.shard_runs"),
        (SWEEP.replace('"grid"', '"table"'), "design.points: the key is missing"),
        (SWEEP.replace('"grid"', '"grid"\npoints = "a.csv"'), "write it where method"),
        (SWEEP.replace("replicates = 5", "replicates = 1000000").replace("[0, 0.5, 1]", THOUSAND), "at most 100000000"),
    ],
)  # fmt: skip
def test_a_bad_design_is_explained_and_nothing_is_written(folder: Path, text: str, message: str) -> None:
    (folder / "bad.toml").write_text(text)
    for verb in ("plan", "sweep"):
        assert message in gemeinsim(verb, "bad.toml", "-o", "store", code=BAD_INPUT).stderr
    assert not (folder / "store").exists()


def test_a_contradiction_at_one_point_is_found_before_anything_runs(folder: Path) -> None:
    text = SWEEP.replace("governance.preset", "relations.kernel").replace("mandated", "actor")
    (folder / "bad.toml").write_text(text.replace("network_office", "improving"))
    (folder / "town.toml").write_text(TOWN + '[relations]\nconsent = "joint"\n')
    assert "relations.consent" in gemeinsim("plan", "bad.toml", "-o", "store", code=BAD_INPUT).stderr
    assert not (folder / "store").exists()


def test_more_than_the_disk_holds_is_refused(folder: Path) -> None:
    text = SWEEP.replace("replicates = 5", "replicates = 1000000") + '[outputs]\nmetrics = ["all"]\n'
    (folder / "huge.toml").write_text(text)
    (folder / "town.toml").write_text(TOWN.replace("months = 12", "months = 1200"))
    done = gemeinsim("plan", "huge.toml", "-o", "store", code=BAD_INPUT)
    assert re.search(r"there are \d+ MB free \(the metrics of 6000000 runs may take \d+ MB\)", done.stderr)
    assert not (folder / "store").exists()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("town.toml", "is no folder"),
        ("busy", "is in use (the folder holds letter.txt"),
        ("/proc/store", "cannot be written"),
        ("/dev/full", "is no folder"),
        (".", "is in use"),
        ("n" * 300, "cannot be written"),
    ],
)
def test_a_place_that_takes_no_store_is_refused(folder: Path, place: str, reason: str) -> None:
    (folder / "busy").mkdir()
    (folder / "busy/letter.txt").write_text("dear")
    assert reason in gemeinsim("plan", "sweep.toml", "-o", place, code=BAD_INPUT).stderr
    assert [path.name for path in (folder / "busy").iterdir()] == ["letter.txt"]


def test_an_interrupted_planning_may_be_repeated(folder: Path, reference: dict[str, str]) -> None:
    (folder / "store/shards").mkdir(parents=True)
    (folder / "store/points.csv").write_text("point,wor")
    gemeinsim("sweep", "sweep.toml", "-o", "store")
    gemeinsim("sweep", "index", "store")
    assert content("store") == reference


# --- run ----------------------------------------------------------------------------------------------------------


def test_a_store_holds_the_runs_of_the_single_file() -> None:
    gemeinsim("sweep", "sweep.toml", "-o", "store")
    gemeinsim("sweep", "index", "store")
    gemeinsim("sweep", "sweep.toml", "-o", "one.h5")
    key = ["governance_preset", "challenges_opposing_logics", "replicate"]
    with (
        xr.open_dataset("store/results.h5", engine="h5netcdf") as store,
        xr.open_dataset("one.h5", engine="netcdf4") as one,
    ):
        assert set(store.data_vars) == set(one.data_vars)
        rows = {
            tuple(values): place
            for place, values in enumerate(zip(*(one[k].values.tolist() for k in key), strict=True))
        }
        order = [rows[values] for values in zip(*(store[k].values.tolist() for k in key), strict=True)]
        assert sorted(order) == list(range(30))
        for name in one.data_vars:
            np.testing.assert_array_equal(store[name].values, one[name].values[order], err_msg=str(name))
        assert store["status"].values.tolist() == [0] * 30
        assert len(set(store["run_id"].values.tolist())) == 30
        assert "complete" not in store.attrs
    with (
        xr.open_dataset("store/results.h5", engine="h5netcdf", group="events") as store,
        xr.open_dataset("one.h5", engine="netcdf4", group="events") as one,
    ):
        np.testing.assert_array_equal(store["row_size"].values, one["row_size"].values[order])


@pytest.mark.parametrize("way", ["threads", "workers", "reversed", "shuffled", "retried"])
def test_no_way_of_running_changes_a_byte(reference: dict[str, str], way: str) -> None:
    gemeinsim("plan", "sweep.toml", "-o", "store")
    shards = list(range(8))
    if way == "threads":
        gemeinsim("sweep", "store", "--threads", 5)
    elif way == "workers":  # two sweeps at once share the work; whoever finds nothing left says so
        both = [subprocess.Popen([command(), "sweep", "store", "--quiet"], stdout=subprocess.DEVNULL) for _ in range(2)]
        assert {process.wait(timeout=120) for process in both} <= {DONE, PARTIAL}
        gemeinsim("sweep", "store")
    else:
        if way == "reversed":
            shards.reverse()
        else:
            random.Random(way).shuffle(shards)
        for shard in shards:
            gemeinsim("sweep", "run-shard", "store", shard)
        if way == "retried":
            gemeinsim("sweep", "store", "--retry-failed")
    gemeinsim("sweep", "store")
    gemeinsim("sweep", "index", "store")
    assert {name: digest for name, digest in content("store").items() if name != "shards/.lock"} == reference


def test_what_is_whole_is_not_run_again(folder: Path) -> None:
    gemeinsim("sweep", "sweep.toml", "-o", "store")
    before = {path: path.stat().st_mtime_ns for path in (folder / "store/shards").iterdir()}
    assert "0 shards to run" in gemeinsim("sweep", "store").stderr
    assert "whole already" in gemeinsim("sweep", "run-shard", "store", 2).stdout
    assert {path: path.stat().st_mtime_ns for path in (folder / "store/shards").iterdir()} == before
    error = gemeinsim("sweep", "sweep.toml", "-o", "store", code=BAD_INPUT).stderr
    assert "add --resume" in error


def test_a_damaged_shard_is_left_out_and_run_again(folder: Path, reference: dict[str, str]) -> None:
    store = folder / "reference"
    whole = (store / "shards/000001.h5").read_bytes()
    for damage in (whole[:-10], whole[:100] + b"x" + whole[101:], b"", b"foreign"):
        (store / "shards/000001.h5").write_bytes(damage)
        done = gemeinsim("sweep", "index", "reference", "-o", "part.h5", code=PARTIAL)
        assert "shards 1 are not what their records say" in done.stderr
        with xr.open_dataset("part.h5", engine="h5netcdf") as ds:
            assert ds.attrs["missing_shards"] == "1"
            assert ds.attrs["complete"] == "no"
            assert not set(ds["run"].values) & {4, 5, 6, 7}
            assert not np.isnan(ds["impact_index"].values).any()
        assert json.loads(gemeinsim("sweep", "status", "reference", "--digests", "--json", code=PARTIAL).stdout)[
            "damaged"
        ] == [1]
        gemeinsim("sweep", "reference")
        assert {n: d for n, d in content(store).items() if n != "shards/.lock"} == reference


def test_missing_shards_are_said_and_never_shown_as_data(folder: Path) -> None:
    gemeinsim("plan", "sweep.toml", "-o", "store")
    done = gemeinsim("sweep", "index", "store", code=PARTIAL)
    assert "shards 0-7 are missing" in done.stderr
    assert not (folder / "store/results.h5").exists()
    gemeinsim("sweep", "run-shard", "store", 5)
    assert "shards 0-4, 6-7 are missing" in gemeinsim("sweep", "index", "store", code=PARTIAL).stderr
    with xr.open_dataset("store/results.h5", engine="h5netcdf") as ds:
        assert ds.sizes["run"] == 4
        policies = ds["governance_preset"].values.tolist()  # complete pairs
        assert policies == ["mandated", "network_office"] * 2
        assert ds["replicate"].values.tolist() == [0, 0, 1, 1]
    status = json.loads(gemeinsim("sweep", "status", "store", "--json", code=PARTIAL).stdout)
    assert (status["runs"], status["shards"], status["complete"]) == (4, 1, False)


def test_a_shard_of_another_plan_is_refused(folder: Path) -> None:
    (folder / "other.toml").write_text(SWEEP.replace("master_seed = 5", "master_seed = 6"))
    gemeinsim("sweep", "other.toml", "-o", "other")
    gemeinsim("plan", "sweep.toml", "-o", "store")
    for ending in ("h5", "json"):
        os.replace(f"other/shards/000002.{ending}", f"store/shards/000002.{ending}")
    for arguments in (["sweep", "store"], ["sweep", "run-shard", "store", 2], ["sweep", "index", "store"]):
        assert "is a shard of another plan" in gemeinsim(*arguments, code=BAD_INPUT).stderr
    assert "of another plan: shards 2" in gemeinsim("sweep", "status", "store", code=PARTIAL).stdout


@pytest.mark.parametrize("name", ["plan.json", "points.csv"])
def test_a_changed_plan_or_table_is_refused(folder: Path, name: str) -> None:
    gemeinsim("plan", "sweep.toml", "-o", "store")
    path = folder / "store" / name
    path.write_text(path.read_text().replace("mandated", "round_table").replace('"runs": 30', '"runs": 31'))
    gemeinsim("sweep", "store", code=BAD_INPUT)
    path.write_text("{")
    gemeinsim("sweep", "run-shard", "store", 0, code=BAD_INPUT)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sweep"], "DESIGN is required"),
        (["sweep", "run-shard", "store"], "K is required"),
        (["sweep", "run-shard", "store", "8"], "there is no shard 8 (the plan has 0 to 7)"),
        (["sweep", "run-shard", "store", "-1"], "run-shard"),
        (["sweep", "status", "nowhere"], "nowhere: does not exist"),
        (["sweep", "status", "."], "is no store"),
        (["sweep", "store", "-o", "there"], "--output does not go with a folder"),
        (["sweep", "sweep.toml", "-o", "a.h5", "--resume"], "cannot be gone on with"),
        (["sweep", "index", "store", "-o", "none/a.h5"], "there is no folder none"),
        (["plan", "sweep.toml"], "--output is required"),
    ],
)
def test_bad_usage_is_explained(arguments: list[str], message: str) -> None:
    gemeinsim("plan", "sweep.toml", "-o", "store")
    done = gemeinsim(*arguments, code=BAD_INPUT)
    assert message in done.stderr
    assert ";" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["plan", "sweep.toml", "-o", "other"], DONE),
        (["sweep", "sweep.toml", "-o", "other"], DONE),
        (["sweep", "store"], DONE),
        (["sweep", "run-shard", "store", "1"], DONE),
        (["sweep", "status", "store"], PARTIAL),
        (["sweep", "index", "store"], PARTIAL),
        (["sweep", "run-shard", "store", "99"], BAD_INPUT),
    ],
)
def test_json_is_one_document(arguments: list[str], code: int) -> None:
    gemeinsim("plan", "sweep.toml", "-o", "store")
    document = json.loads(gemeinsim(*arguments, "--json", code=code).stdout)
    assert ("error" in document) == (code == BAD_INPUT)
