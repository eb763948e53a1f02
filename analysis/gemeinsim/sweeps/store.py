# SPDX-License-Identifier: Apache-2.0
"""`gs.sweep`: from a design to a store, here or on an executor."""

from __future__ import annotations

import json
import math
import os
import subprocess
import tempfile
import warnings
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gemeinsim.progress import progress_bar
from gemeinsim.stores import Shard, StoreFolder, open_store
from gemeinsim.sweeps import designs
from gemeinsim.sweeps.executors import LocalSweep, Progress, find_command, run_on

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Store:
    """A store of many shards; ``store.open()`` gives its Dataset.

    Attributes
    ----------
    path : Path
        The folder.
    failures : list of dict
        Shards that a worker could not finish in the last sweep, each with ``shard`` and ``error``.
    """

    path: Path
    failures: list[dict[str, Any]] = field(default_factory=list)

    def open(self, chunks: Any = None) -> xr.Dataset:
        """The runs that are finished, as :func:`gemeinsim.open` gives them."""
        return open_store(self.path, chunks)

    def status(self) -> dict[str, Any]:
        """How far it is: ``runs`` of ``runs_wanted``, ``missing`` shards, ``complete``."""
        return native(["sweep", "status", str(self.path)], {0, 3})

    def index(self) -> Path:
        """Joins the shards into ``results.h5`` in the folder, an ordinary result file."""
        native(["sweep", "index", str(self.path)], {0, 3})
        return self.path / "results.h5"

    @property
    def complete(self) -> bool:
        """Are all shards there, or all that a rule asked for before it decided?"""
        folder = StoreFolder(self.path)
        return folder.needed() <= {shard.number for shard in folder.whole()}

    def __fspath__(self) -> str:
        return os.fspath(self.path)


def native(arguments: list[str], accepted: set[int], command: str | None = None) -> dict[str, Any]:
    """Runs a verb of the native command and returns its document."""
    done = subprocess.run(
        [find_command(command), *arguments, "--json", "--quiet"], capture_output=True, text=True, check=False
    )
    if done.returncode in accepted:
        return json.loads(done.stdout)
    if done.returncode == 2:
        raise ValueError(done.stderr.strip())
    raise OSError(done.stderr.strip() or f"gemeinsim ended with code {done.returncode}")


def plan(
    design: str | os.PathLike[str] | designs.Design, store: str | os.PathLike[str], command: str | None = None
) -> Path:
    """Plan a design into a folder: table of points, plan, list of shards; nothing is run.

    A grid, list or table is planned by the native command; other methods are sampled here first (see
    :mod:`gemeinsim.sweeps.designs`), and the points on the unit cube are kept beside as ``sample.csv``.

    Raises
    ------
    ValueError
        The design is wrong, or the folder holds another plan; the message names what differs.
    """
    folder = Path(store)
    if not isinstance(design, designs.Design):
        if _is_native(Path(design)):
            native(["plan", os.fspath(design), "-o", str(folder)], {0}, command)
            return folder
        design = designs.read_design(Path(design))
    points, cube = designs.points_of(design)
    with tempfile.TemporaryDirectory() as work:
        table = designs.write_table_design(design, Path(work), points)
        native(["plan", str(table), "-o", str(folder)], {0}, command)
    names = [factor.path for factor in design.uncertain]
    lines = [
        ",".join(["world", *names]),
        *(",".join([str(i), *map(repr, map(float, row))]) for i, row in enumerate(cube)),
    ]
    (folder / "sample.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _is_native(file: Path) -> bool:
    import tomllib

    try:
        text = file.read_text(encoding="utf-8")
        document = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError):
        return True  # the native reader says what is wrong
    method = (
        document.get("design", {}).get("method", "grid") if isinstance(document.get("design", {}), dict) else "grid"
    )
    return "stop" not in document and method not in designs.METHODS


def sweep(
    design: str | os.PathLike[str] | designs.Design,
    executor: Executor | None = None,
    *,
    store: str | os.PathLike[str] | None = None,
    threads: int | None = None,
    window: int | None = None,
    retry_failed: bool = False,
    watch: str | None = None,
    progress: bool | None = None,
    command: str | None = None,
) -> Store:
    """Run a design, or what is left of it, into a store.

    Parameters
    ----------
    design : path or Design
        A sweep file, or the folder of a store.
    executor : concurrent.futures.Executor, optional
        Where to run the shards: processes, Dask's ``client.get_executor()``, ``mpi4py.futures.MPIPoolExecutor``. It
        stays yours and open. None means this machine. The bytes do not depend on it. Workers must see the folder and
        have the command.
    store : path, optional
        The folder; the design's name with the ending ``.store`` where left out. One with the same plan is gone on with.
    threads : int, optional
        Of this machine (all where left out); with an executor of each task (1 where left out).
    window : int, optional
        How many tasks are with the executor at a time; twice its workers where that is known, else twice the cores.
    retry_failed : bool
        Run shards that hold failed runs once more.
    watch : str, optional
        A metric whose running mean and 95 % interval per policy the progress shows.
    progress : bool, optional
        Show a bar on stderr; where left out, on a terminal and in a notebook.

    Returns
    -------
    Store
        Also after Ctrl-C or where workers failed: with a warning, and what is finished is kept. Call again to go on.

    Raises
    ------
    ValueError, OSError
        The design or the folder is wrong; nothing has been run.
    """
    program = find_command(command)
    if isinstance(design, (str, os.PathLike)) and Path(design).is_dir():
        folder = Path(design)
    else:
        source = design.file if isinstance(design, designs.Design) else Path(design)
        folder = Path(store) if store is not None else Path(source.stem + ".store")
        stopping = design.stop if isinstance(design, designs.Design) else _stop_of(source)
        if stopping is not None:
            from gemeinsim.sweeps.stopping import sweep_until

            return sweep_until(
                design, folder, executor, threads=threads, window=window, command=program, progress=progress
            )
        plan(design, folder, program)
    plan_of = StoreFolder(folder)
    return run_store(
        plan_of,
        executor,
        None,
        threads=threads,
        window=window,
        retry_failed=retry_failed,
        watch=watch,
        progress=progress,
        command=program,
    )


def _stop_of(file: Path) -> Any:
    if _is_native(file):
        return None
    return designs.read_design(file).stop


def run_store(
    folder: StoreFolder,
    executor: Executor | None,
    shards: list[int] | None,
    *,
    threads: int | None,
    window: int | None,
    command: str,
    retry_failed: bool = False,
    watch: str | None = None,
    progress: bool | None = None,
    note: str = "",
) -> Store:
    """Run shards of a store (all where None) that are not whole. `note` stands beside the bar."""
    meter = Meter(folder, watch)
    with progress_bar(folder.runs, progress) as bar:

        def look(_: Progress | None = None) -> None:
            meter.look()
            bar.update(meter.runs - bar.n)
            if text := meter.words() or note:
                bar.set_postfix_str(text)

        look()
        if executor is None and shards is None:
            local = LocalSweep(command, folder.path, threads, retry_failed)
            interrupted = local.wait(look)
            look()
            _raise_for(local)
            if interrupted:
                _warn(f"{folder.path}: interrupted; call again to go on")
            return Store(folder.path)
        whole = {shard.number for shard in folder.whole() if not (retry_failed and shard.failed)}
        wanted = range(len(folder.shards)) if shards is None else shards
        todo = [number for number in wanted if number not in whole]
        arguments = (threads or 1, retry_failed)
        if executor is None:
            from concurrent.futures import ThreadPoolExecutor

            workers = threads or os.cpu_count() or 1
            with ThreadPoolExecutor(workers) as pool:
                done = run_on(
                    pool,
                    todo,
                    lambda k: (command, str(folder.path), k, 1, retry_failed),
                    window=2 * workers,
                    report=look,
                )
        else:
            done = run_on(
                executor,
                todo,
                lambda k: (command, str(folder.path.resolve()), k, *arguments),
                window=window or _window_of(executor),
                report=look,
            )
        look()
    left = len(todo) - len(done.finished)
    if done.interrupted:
        _warn(f"{folder.path}: interrupted with {left} shards to run; call again to go on")
    elif done.broken:
        _warn(f"{folder.path}: the executor broke ({done.broken}) with {left} shards to run; call again with another")
    elif done.failures:
        first = done.failures[0]
        _warn(f"{folder.path}: {len(done.failures)} shards failed, the first, {first['shard']}, with: {first['error']}")
    return Store(folder.path, done.failures)


def _raise_for(local: LocalSweep) -> None:
    code, error = local.process.returncode, local.output[1].strip()
    if code == 2:
        raise ValueError(error)
    if code == 1 or code < 0:
        raise OSError(error or f"gemeinsim ended by signal {-code}; what is finished is kept, call again to go on")


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=5)


def _window_of(executor: Executor) -> int:
    workers = getattr(executor, "_max_workers", None)
    return 2 * (workers if isinstance(workers, int) and workers > 0 else os.cpu_count() or 1)


class Meter:
    """Follows a store that grows: how many runs are finished, and a metric's running mean per policy.

    Cost of a look: one listing of the folder, and one small read for each shard that is new.
    """

    def __init__(self, folder: StoreFolder, metric: str | None = None) -> None:
        self.folder, self.metric = folder, metric
        self.runs = 0
        self._seen: set[int] = set()
        self._sums: dict[str, np.ndarray] = {}  # count, sum, sum of squares

    def look(self) -> None:
        try:
            names = os.listdir(self.folder.path / "shards")
        except OSError:
            return
        there = {int(name[:-5]) for name in names if name.endswith(".json") and not name.startswith(".")}
        for shard in self.folder.whole(there - self._seen):
            self._seen.add(shard.number)
            self.runs += shard.runs
            if self.metric is not None:
                self._read(shard)

    def _read(self, shard: Shard) -> None:
        import h5py

        with h5py.File(shard.path, "r", locking=False) as file:
            if self.metric not in file:
                known = [name for name, item in file.items() if isinstance(item, h5py.Dataset)]
                from gemeinsim.names import unknown

                raise ValueError(unknown("metric", str(self.metric), known))
            values = file[self.metric][()].astype(float)
            if values.ndim > 1:
                values = values[:, -1]
            labels = np.full(len(values), "all", dtype=object)
            names = [path.replace(".", "_") for path in self.folder.policies]
            if names:
                columns = [
                    file[n].asstr()[()] if h5py.check_string_dtype(file[n].dtype) else file[n][()] for n in names
                ]
                labels = np.array(["/".join(map(str, row)) for row in zip(*columns, strict=True)], dtype=object)
        for label in np.unique(labels):
            one = values[(labels == label) & np.isfinite(values)]
            self._sums[label] = self._sums.get(label, np.zeros(3)) + np.array([len(one), one.sum(), (one**2).sum()])

    def intervals(self) -> Mapping[str, tuple[float, float]]:
        """Mean and half width of the 95 % interval (normal) per policy."""
        found = {}
        for label, (count, total, squares) in self._sums.items():
            if count < 2:
                continue
            mean = total / count
            variance = max(0.0, (squares - count * mean**2) / (count - 1))
            found[label] = (mean, 1.96 * math.sqrt(variance / count))
        return found

    def words(self) -> str:
        return ", ".join(f"{label} {mean:.3g}±{half:.1g}" for label, (mean, half) in list(self.intervals().items())[:6])
