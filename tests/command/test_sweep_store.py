# SPDX-License-Identifier: Apache-2.0
"""Stores of many shards as a script meets them: planning, running, killing, going on, joining, refusing."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import resource
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

ROOT = Path(__file__).resolve().parents[2]
DONE, FAILED, BAD_INPUT, PARTIAL = 0, 1, 2, 3

TOWN = """
[scenario]
name = "town"
[time]
months = 12
burn_in = 2
[population]
administration = 3
civil_society = 5
business = 2
[topics.youth]
"""

SWEEP = """
scenario = "town.toml"
[design]
method = "grid"
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
THOUSAND = str([i / 1000 for i in range(1000)])


def command() -> str:
    named = os.environ.get("GEMEINSIM_COMMAND")
    built = [Path(named)] if named else list(ROOT.glob("build/*/product/gemeinsim"))
    if not built:
        pytest.fail("the command is not built; build the target gemeinsim or set GEMEINSIM_COMMAND")
    return str(max(built, key=lambda path: path.stat().st_mtime))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "town.toml").write_text(TOWN)
    (tmp_path / "sweep.toml").write_text(SWEEP)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gemeinsim(*arguments: object, code: int | None = DONE, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [command(), *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False, **options
    )
    assert code is None or done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done


def content(store: Path | str) -> dict[str, str]:
    """Digest of every file of a store, by its name inside it."""
    files = sorted(path for path in Path(store).rglob("*") if path.is_file())
    return {str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def reference(folder: Path) -> dict[str, str]:
    """The store of a sweep that nothing interrupted."""
    gemeinsim("sweep", "sweep.toml", "-o", "reference", "--threads", 1)
    gemeinsim("sweep", "index", "reference")
    return content(folder / "reference")


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


# --- faults -------------------------------------------------------------------------------------------------------


def big(folder: Path, replicates: int = 60, months: int = 60) -> int:
    """A sweep of the size that a kill can hit; returns its number of shards."""
    (folder / "sweep.toml").write_text(SWEEP.replace("replicates = 5", f"replicates = {replicates}"))
    (folder / "town.toml").write_text(TOWN.replace("months = 12", f"months = {months}"))
    return json.loads(gemeinsim("plan", "sweep.toml", "-o", "plan", "--json").stdout)["shards"]


def kill_loop(folder: Path, kills: int, replicates: int) -> None:
    shards = big(folder, replicates)
    gemeinsim("sweep", "sweep.toml", "-o", "reference")
    gemeinsim("sweep", "index", "reference")
    gemeinsim("plan", "sweep.toml", "-o", "store")
    chance = random.Random(7)
    hit = 0
    for _ in range(kills):
        process = subprocess.Popen([command(), "sweep", "store", "--quiet"], stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.0, 0.12))
        hit += process.poll() is None
        process.kill()
        process.wait()
        # What has a record is whole, at any moment.
        status = json.loads(gemeinsim("sweep", "status", "store", "--digests", "--json", code=None).stdout)
        assert status["damaged"] == status["foreign"] == []
        if status["complete"]:  # start again from nothing: there is more to kill
            for path in (folder / "store/shards").iterdir():
                path.unlink()
    assert hit > kills / 2, "the sweep was too short to be killed"
    gemeinsim("sweep", "store")
    gemeinsim("sweep", "index", "store")
    assert json.loads(gemeinsim("sweep", "status", "store", "--json").stdout)["shards"] == shards
    assert content("store") == content("reference")


def test_kills_lose_no_finished_shard_and_change_no_byte(folder: Path) -> None:
    kill_loop(folder, kills=5, replicates=20)


@pytest.mark.slow
def test_fifty_kills_lose_no_finished_shard_and_change_no_byte(folder: Path) -> None:
    kill_loop(folder, kills=60, replicates=200)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_finishes_the_shards_in_progress(folder: Path, number: signal.Signals) -> None:
    big(folder, replicates=2000, months=120)
    process = subprocess.Popen([command(), "sweep", "plan"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(600):
        if len(list((folder / "plan/shards").glob("*.json"))) > 2:
            break
        time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == PARTIAL, err
    assert "stopping after the shards in progress" in err
    assert "go on with `gemeinsim sweep plan`" in err
    status = json.loads(gemeinsim("sweep", "status", "plan", "--digests", "--json", code=PARTIAL).stdout)
    assert status["damaged"] == []
    assert f"{status['runs']} of 12000 runs" in out
    files = sorted((folder / "plan/shards").glob("*.*"))
    assert {path.suffix for path in files} <= {".h5", ".json", ""}, files  # nothing half written
    assert len([path for path in files if path.suffix == ".h5"]) == status["shards"]


def test_two_processes_are_not_at_one_shard(folder: Path) -> None:
    import fcntl
    import struct

    gemeinsim("plan", "sweep.toml", "-o", "store")
    with open(folder / "store/shards/.lock", "w") as lock:
        held = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 3, 1, 0)
        fcntl.fcntl(lock, 37, held)  # F_OFD_SETLK, as the command does for shard 3
        done = gemeinsim("sweep", "run-shard", "store", 3, code=FAILED)
        assert "shard 3 is being run by another process" in done.stderr
        assert "other processes are at 1 of the shards" in gemeinsim("sweep", "store", code=PARTIAL).stderr
        assert json.loads(gemeinsim("sweep", "status", "store", "--json", code=PARTIAL).stdout)["running"] == 1
    gemeinsim("sweep", "run-shard", "store", 3)
    gemeinsim("sweep", "status", "store")


def test_a_full_disk_ends_the_sweep_with_what_is_finished(folder: Path, reference: dict[str, str]) -> None:
    """RLIMIT_FSIZE stands for the disk: the command ignores SIGXFSZ, so that write() fails as it does on a full one."""
    gemeinsim("plan", "sweep.toml", "-o", "store")
    gemeinsim("sweep", "run-shard", "store", 0)
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))}
    done = gemeinsim("sweep", "store", code=FAILED, **limit)
    assert "cannot be written (file too large)" in done.stderr
    assert "go on with `gemeinsim sweep store`" in done.stderr
    assert not list((folder / "store/shards").glob(".gemeinsim*"))
    assert "cannot be written" in gemeinsim("sweep", "run-shard", "store", 1, code=FAILED, **limit).stderr
    gemeinsim("sweep", "store")
    gemeinsim("sweep", "index", "store", code=FAILED, **limit)
    assert not (folder / "store/results.h5").exists()
    gemeinsim("sweep", "index", "store")
    assert content("store") == reference


def mounted(folder: Path, options: str, work: str) -> subprocess.CompletedProcess[str]:
    """Runs a script of sh in a mount namespace of its own, with a file system at ./disk; skips where it must not."""
    (folder / "disk").mkdir(exist_ok=True)
    script = f"mount -t tmpfs -o {options} tmpfs disk || exit 99; export G={command()}; {work}"
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode in (1, 99) and ("unshare" in done.stderr or done.returncode == 99):
        pytest.skip("this machine lets nobody mount: " + done.stderr.strip())
    return done


def test_a_disk_that_fills_up_loses_nothing_finished(folder: Path) -> None:
    shards = big(folder, replicates=40)
    done = mounted(
        folder,
        "size=600k",
        "cp -r plan disk/store; $G sweep disk/store; echo first $?;"
        "$G sweep status disk/store --digests --json > status.json; mkdir kept; cp -r disk/store kept;"
        "$G sweep kept/store; echo second $?",
    )
    assert "no space left on device" in done.stderr
    assert "first 1" in done.stdout
    assert "second 0" in done.stdout
    status = json.loads((folder / "status.json").read_text())
    assert 0 < status["shards"] < shards
    assert status["damaged"] == []


def test_a_read_only_disk_is_said_at_once(folder: Path) -> None:
    done = mounted(
        folder,
        "size=8m",
        "$G plan sweep.toml -o disk/store && mount -o remount,ro disk; $G sweep disk/store; echo code $?;"
        "$G plan sweep.toml -o disk/other; echo code $?",
    )
    assert "read-only" in done.stderr
    assert "code 1" in done.stdout
    assert "code 2" in done.stdout


# --- verify -------------------------------------------------------------------------------------------------------


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
