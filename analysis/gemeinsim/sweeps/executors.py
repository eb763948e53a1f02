# SPDX-License-Identifier: Apache-2.0
"""Shards on any executor: only `submit`, `wait` and `cancel`, a bounded window, errors as data.

Each task starts `gemeinsim sweep run-shard DIR K` in a process of its own, so that what breaks there breaks alone: the
memory of a shard, a crash, a kill. What a task returns is a dict of plain values and needs no class on the other side.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_REFRESH = 0.2  # seconds between two looks at what is going on


def find_command(command: str | None = None) -> str:
    """The native command: the one named, that of GEMEINSIM_COMMAND, the one beside this Python, or one on the PATH."""
    named = command or os.environ.get("GEMEINSIM_COMMAND")
    if named:
        return named
    beside = Path(sys.executable).parent
    found = shutil.which("gemeinsim", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        raise FileNotFoundError("the command gemeinsim is not there (it runs the shards); install it or set the PATH")
    return found


def run_shard_task(
    command: str, folder: str, shard: int, threads: int = 1, retry_failed: bool = False
) -> dict[str, Any]:
    """One shard in a process of its own; what a worker calls. Returns ``shard``, ``ok`` and, if not ok, ``error``."""
    arguments = [command, "sweep", "run-shard", folder, str(shard), "--threads", str(threads), "--json", "--quiet"]
    if retry_failed:
        arguments.append("--retry-failed")
    # A signal for the notebook or the terminal is not for the shard: what has begun is finished.
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, start_new_session=True)
    result: dict[str, Any] = {"shard": shard, "ok": done.returncode == 0, "code": done.returncode}
    if done.returncode == 0:
        with contextlib.suppress(ValueError):
            document = json.loads(done.stdout)
            result |= {"runs": document["runs"], "failed": document["runs_failed"]}
    elif done.returncode < 0:
        result["error"] = f"ended by signal {-done.returncode} (9 is also what a machine out of memory sends)"
    else:
        result["error"] = done.stderr.strip() or f"exit code {done.returncode}"
    return result


@dataclass
class Progress:
    """What a run over shards has come to; handed to `report` after every change."""

    wanted: int
    finished: list[int] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    broken: str = ""  #: why the executor gave up, empty where it did not
    interrupted: bool = False


def run_on(
    executor: Executor,
    shards: Iterable[int],
    task: Callable[[int], tuple[Any, ...]],
    *,
    window: int,
    report: Callable[[Progress], None] = lambda _: None,
    function: Callable[..., dict[str, Any]] = run_shard_task,
) -> Progress:
    """Run shards on an executor that the caller owns, at most `window` at a time.

    Parameters
    ----------
    task : callable
        The arguments of `function` for a shard.

    Returns
    -------
    Progress
        A task that raises or fails is a failure with its words; a pool that breaks ends the loop with what is finished;
        Ctrl-C cancels what waits and lets go of what runs.
    """
    todo = list(shards)
    progress = Progress(len(todo))
    waiting: Iterator[int] = iter(todo)
    pending: dict[Future[dict[str, Any]], int] = {}

    def top_up() -> None:
        while len(pending) < window and not progress.broken:
            shard = next(waiting, None)
            if shard is None:
                return
            try:
                pending[executor.submit(function, *task(shard))] = shard
            except (BrokenExecutor, RuntimeError) as error:  # the pool is gone
                progress.broken = f"{type(error).__name__}: {error}"

    def settle(future: Future[dict[str, Any]]) -> None:
        shard = pending.pop(future)
        try:
            result = future.result()
        except (BrokenExecutor, CancelledError) as error:
            progress.broken = progress.broken or f"{type(error).__name__}: {error}"
            return
        except Exception as error:
            progress.failures.append({"shard": shard, "error": f"{type(error).__name__}: {error}"})
            return
        if result.get("ok"):
            progress.finished.append(shard)
        else:
            progress.failures.append(result)

    try:
        top_up()
        while pending:
            done, _ = wait(pending, timeout=_REFRESH, return_when=FIRST_COMPLETED)
            for future in done:
                settle(future)
            top_up()
            report(progress)
    except KeyboardInterrupt:
        progress.interrupted = True
        for future in pending:
            future.cancel()
    return progress


class LocalSweep:
    """The shards of a store on this machine: one process of the native command, threads over runs."""

    def __init__(self, command: str, folder: Path, threads: int | None, retry_failed: bool) -> None:
        arguments = [command, "sweep", str(folder), "--json", "--quiet"]
        if threads is not None:
            arguments += ["--threads", str(threads)]
        if retry_failed:
            arguments.append("--retry-failed")
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self.output: list[str] = ["", ""]
        self.ended = threading.Event()
        threading.Thread(target=self._listen, daemon=True, name="gemeinsim sweep").start()

    def _listen(self) -> None:
        self.output = list(self.process.communicate())
        self.ended.set()

    def wait(self, report: Callable[[], None]) -> bool:
        """Waits for the end, reporting now and then; on Ctrl-C lets the shards in progress end. True if interrupted."""
        try:
            while not self.ended.wait(_REFRESH):
                report()
        except KeyboardInterrupt:
            self.process.terminate()
            try:
                self.ended.wait()
            except KeyboardInterrupt:
                self.process.kill()
                self.ended.wait()
            return True
        return False
