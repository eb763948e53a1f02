# SPDX-License-Identifier: Apache-2.0
"""What befalls a sweep: kills, signals, two at once, full disks. Nothing that is finished is lost."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from command_line import FAILED, PARTIAL, TOWN, command, content, gemeinsim, sweep_of

SWEEP = sweep_of("replicates = 5\nmaster_seed = 5\nshard_runs = 4\n")
pytestmark = pytest.mark.usefixtures("folder")


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
