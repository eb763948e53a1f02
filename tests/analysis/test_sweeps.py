# SPDX-License-Identifier: Apache-2.0
"""`gs.sweep` on this machine and on executors: the same bytes, and what breaks loses nothing that is finished."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import gemeinsim as gs
import numpy as np
import pytest
from gemeinsim.stores import StoreFolder
from gemeinsim.sweeps.executors import find_command, run_on, run_shard_task
from gemeinsim.sweeps.store import Meter, plan
from small_town import small_town

ROOT = Path(__file__).resolve().parents[2]
SWEEP = """
scenario = "town.toml"
[design]
replicates = {replicates}
master_seed = 5
shard_runs = 4
[[factors]]
path = "governance.preset"
values = ["mandated", "network_office"]
"""
pytestmark = pytest.mark.usefixtures("folder")


def write(months: int = 8, replicates: int = 8) -> int:
    Path("town.toml").write_text(small_town(months))
    Path("sweep.toml").write_text(SWEEP.format(replicates=replicates))
    return replicates // 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write()
    return tmp_path


def content(store: str | os.PathLike[str]) -> dict[str, str]:
    files = sorted(path for path in Path(store).rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def reference(folder: Path) -> dict[str, str]:  # noqa: ARG001 - the sweep file is there first
    gs.sweep("sweep.toml", store="reference", threads=1)
    return content("reference")


# --- this machine -------------------------------------------------------------------------------------------------


def test_a_sweep_on_this_machine_gives_a_complete_store(reference: dict[str, str]) -> None:
    store = gs.sweep("sweep.toml")
    assert store.path == Path("sweep.store")
    assert store.complete
    assert content(store) == reference
    assert store.status()["runs"] == 16
    ds = store.open()
    assert ds.sizes["run"] == 16
    with gs.open(store.index()) as file:
        assert file.sizes["run"] == 16


def test_a_sweep_goes_on_where_it_stopped(reference: dict[str, str]) -> None:
    plan("sweep.toml", "store")
    run_shard_task(find_command(), "store", 2)
    before = Path("store/shards/000002.h5").stat().st_mtime_ns
    gs.sweep("sweep.toml", store="store")
    assert Path("store/shards/000002.h5").stat().st_mtime_ns == before
    assert content("store") == reference
    gs.sweep("store")  # the folder itself; nothing is left to do
    write(replicates=10)
    with pytest.raises(ValueError, match=r"design\.replicates: differs .*there 8, now 10"):
        gs.sweep("sweep.toml", store="store")
    Path("bad.toml").write_text(SWEEP.format(replicates=2).replace("town", "village"))
    with pytest.raises(ValueError, match="there is no file"):
        gs.sweep("bad.toml")


def test_an_interrupt_leaves_a_store_to_go_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in a notebook: the shards in progress are finished, a warning says so, the rest is for later."""
    shards = write(months=60, replicates=4000)

    def interrupted(_: Meter) -> None:
        if len(list(Path("store/shards").glob("*.json"))) > 2:
            monkeypatch.undo()
            os.chdir(here)
            raise KeyboardInterrupt

    here = Path.cwd()
    monkeypatch.setattr(Meter, "look", interrupted)
    with pytest.warns(UserWarning, match="interrupted; call again to go on"):
        store = gs.sweep("sweep.toml", store="store")
    status = store.status()
    assert 2 < status["shards"] < shards
    assert status["damaged"] == []


def test_the_interpreter_goes_on_meanwhile() -> None:
    write(months=60, replicates=200)
    ticks = []
    ended = threading.Event()

    def tick() -> None:
        while not ended.wait(0.01):
            ticks.append(time.monotonic())

    thread = threading.Thread(target=tick)
    thread.start()
    gs.sweep("sweep.toml", store="store")
    ended.set()
    thread.join()
    # On a machine under load a thread may wait for its turn, but not for the whole of a sweep.
    assert len(ticks) > 10


def test_progress_tells_runs_and_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    store = gs.sweep("sweep.toml", store="store", progress=True, watch="contacts")
    assert "16/16" in capsys.readouterr().err
    meter = Meter(StoreFolder(store.path), "contacts")
    meter.look()
    assert meter.runs == 16
    ds = store.open()
    for policy, (mean, half) in meter.intervals().items():
        values = ds["contacts"].isel(month=-1).values[ds["governance_preset"].values == policy].astype(float)
        assert mean == pytest.approx(values.mean())
        assert half == pytest.approx(1.96 * values.std(ddof=1) / np.sqrt(8))
    assert "mandated" in meter.words()
    with pytest.raises(ValueError, match="no metric 'contract'"):
        gs.sweep("sweep.toml", store="store", watch="contract")


# --- executors ----------------------------------------------------------------------------------------------------


def spawned(workers: int = 2) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


class Counting(ThreadPoolExecutor):
    """Notes how many tasks it holds at a time."""

    held = most = 0

    def submit(self, *arguments, **options) -> Future:
        self.held += 1
        self.most = max(self.most, self.held)
        future = super().submit(*arguments, **options)
        future.add_done_callback(self._one_less)
        return future

    def _one_less(self, _: Future) -> None:
        self.held -= 1

    def shutdown(self, *arguments, **options) -> None:
        self.ended = True
        super().shutdown(*arguments, **options)


def test_processes_give_the_same_bytes(reference: dict[str, str]) -> None:
    with spawned() as pool:
        store = gs.sweep("sweep.toml", pool, store="store")
    assert store.failures == []
    assert content(store) == reference


def test_the_window_is_bounded_and_the_executor_stays_the_callers(reference: dict[str, str]) -> None:
    pool = Counting(2)
    gs.sweep("sweep.toml", pool, store="store", window=3)
    assert 1 <= pool.most <= 3
    assert not hasattr(pool, "ended")
    pool.shutdown()
    assert content("store") == reference


def fragile(how: str, command: str, folder: str, shard: int) -> dict:
    """A worker that breaks at shard 2."""
    if shard == 2:
        if how == "killed":
            os.kill(os.getpid(), 9)
        raise ArithmeticError("the bridge is closed")
    return run_shard_task(command, folder, shard)


def on(pool: Executor, how: str, store: str, window: int):
    plan("sweep.toml", store)
    return run_on(
        pool, range(4), lambda k: (how, find_command(), str(Path(store).resolve()), k), window=window, function=fragile
    )


def test_a_worker_that_raises_is_data_and_the_others_go_on(reference: dict[str, str]) -> None:
    with spawned() as pool:
        done = on(pool, "raises", "store", 2)
    assert sorted(done.finished) == [0, 1, 3]
    assert done.failures == [{"shard": 2, "error": "ArithmeticError: the bridge is closed"}]
    assert gs.sweep("store").complete
    assert content("store") == reference


def test_a_worker_that_is_killed_breaks_the_pool_and_loses_nothing_finished(reference: dict[str, str]) -> None:
    with spawned(1) as pool:
        done = on(pool, "killed", "store", 1)
    assert done.finished == [0, 1]
    assert "BrokenProcessPool" in done.broken
    assert [shard.number for shard in StoreFolder(Path("store")).whole()] == [0, 1]
    assert gs.sweep("store").complete
    assert content("store") == reference


def test_a_shard_out_of_memory_or_killed_is_a_failure_and_the_rest_is_there(
    folder: Path, reference: dict[str, str]
) -> None:
    plan("sweep.toml", "store")
    for fate in ("ulimit -v 20000", "kill -9 $$"):
        program = folder / "gemeinsim-wrapped"
        program.write_text(f'#!/bin/sh\ncase "$4" in 1) {fate};; esac\nexec {find_command()} "$@"\n')
        program.chmod(0o755)
        with ThreadPoolExecutor(2) as pool, pytest.warns(UserWarning, match="1 shards failed, the first, 1"):
            store = gs.sweep("store", pool, command=str(program))
        assert [failure["shard"] for failure in store.failures] == [1]
        assert [shard.number for shard in StoreFolder(store.path).whole()] == [0, 2, 3]
    assert "signal 9" in store.failures[0]["error"]
    assert gs.sweep("store").complete
    assert content("store") == reference


# --- real ones ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_dask_gives_the_same_bytes(reference: dict[str, str]) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        distributed.Client(cluster) as client,
    ):
        store = gs.sweep("sweep.toml", client.get_executor(), store="store")
    assert store.failures == []
    assert content(store) == reference


@pytest.mark.slow
def test_mpi_gives_the_same_bytes(folder: Path, reference: dict[str, str]) -> None:
    pytest.importorskip("mpi4py")
    if shutil.which("mpirun") is None:
        pytest.skip("there is no mpirun; install openmpi-bin")
    (folder / "job.py").write_text(
        textwrap.dedent("""
        from mpi4py.futures import MPIPoolExecutor
        import gemeinsim as gs

        if __name__ == "__main__":
            with MPIPoolExecutor() as pool:
                store = gs.sweep("sweep.toml", pool, store="store")
            assert store.failures == [], store.failures
        """)
    )
    environment = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    done = subprocess.run(
        ["mpirun", "--oversubscribe", "-n", "3", sys.executable, "-m", "mpi4py.futures", "job.py"],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert content("store") == reference


def script(name: str) -> Path:
    return ROOT / "docs" / "sweeps" / name


def with_command() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(find_command()).parent}{os.pathsep}{os.environ['PATH']}"}


def test_the_slurm_script_runs_each_shard_of_its_array(reference: dict[str, str]) -> None:
    plan("sweep.toml", "store")
    for task in ("0", "1"):  # two tasks of an array of two take every second shard
        environment = with_command() | {
            "SLURM_ARRAY_TASK_ID": task, "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_COUNT": "2",
            "SLURM_CPUS_PER_TASK": "1", "STORE": "store",
        }  # fmt: skip
        subprocess.run(["sh", str(script("slurm_array.sh"))], env=environment, check=True, capture_output=True)
    assert gs.sweep("store").complete
    assert content("store") == reference


@pytest.mark.slow
def test_snakemake_runs_the_shards(reference: dict[str, str]) -> None:
    snakemake = shutil.which("snakemake", path=os.environ.get("SNAKEMAKE_PATH", os.environ["PATH"]))
    if snakemake is None:
        pytest.skip("snakemake is not there; pip install snakemake")
    plan("sweep.toml", "store")
    done = subprocess.run(
        [snakemake, "--snakefile", str(script("Snakefile")), "--cores", "2", "--config", "store=store"],
        env=with_command(), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kept = {name: digest for name, digest in content("store").items() if not name.startswith("results")}
    assert kept == reference
    assert Path("store/results.h5").exists()


# --- the commands -------------------------------------------------------------------------------------------------


def gemeinsim(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [find_command(), *arguments], capture_output=True, text=True, timeout=120, check=False, env=with_command()
    )
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done


def test_the_native_command_hands_sampled_designs_on() -> None:
    Path("lhs.toml").write_text(
        SWEEP.format(replicates=2).replace("[design]", '[design]\nmethod = "lhs"\nsize = 3')
        + '[[factors]]\npath = "challenges.opposing_logics"\nrange = [0, 1]\n'
    )
    document = json.loads(gemeinsim("plan", "lhs.toml", "-o", "store", "--json").stdout)
    assert (document["points"], document["runs"]) == (6, 12)
    done = gemeinsim("sweep", "lhs.toml", "-o", "store", "--resume")
    assert "12 of 12 runs" in done.stdout
    assert "add --resume" in gemeinsim("sweep", "lhs.toml", "-o", "store", code=2).stderr
    assert "identical" in gemeinsim("verify", "store").stdout
    Path("bad.toml").write_text(Path("lhs.toml").read_text().replace("size = 3", "size = 0"))
    assert "design.size: found 0" in gemeinsim("plan", "bad.toml", "-o", "other", code=2).stderr
    assert gemeinsim("export", "store", "-o", "runs.csv").stdout == "runs.csv: 12 rows of runs\n"


def test_a_rule_when_to_stop_is_obeyed_by_the_command() -> None:
    Path("stop.toml").write_text(
        SWEEP.format(replicates=2).replace("replicates = 2\n", "")
        + '[stop]\nmetric = "contacts"\nhalf_width = 100\nmax_replicates = 40\nfirst = 10\n'
    )
    done = gemeinsim("sweep", "stop.toml", "-o", "store")
    assert "against mandated: network_office" in done.stdout
    assert "20 of 80 runs" in done.stdout
