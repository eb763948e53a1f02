# SPDX-License-Identifier: Apache-2.0
"""What a sweep costs beyond its runs: planning, storing, progress; and what a second worker brings.

Usage: sweeps.py [--scenario FILE] [--runs N] [--months N] [--pairs N] [--json FILE]

Overhead is told in processor time (user and system, of the command and its children), which other work on the machine
disturbs least: that of `gemeinsim sweep` into a store against `gemeinsim run`, which keeps the same runs in memory and
writes nothing. The smallest of `--pairs` alternating measurements counts. Workers are told in wall-clock time, the
median over alternating pairs; on a busy machine that says little.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Cost:
    processor: float  # seconds
    wall: float
    megabytes: float  # peak of resident memory of any child so far


def command() -> str:
    found = shutil.which("gemeinsim", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        sys.exit("sweeps.py: the command gemeinsim is not there; run ./dev build")
    return found


def measured(*arguments: object) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([command(), *map(str, arguments), "--quiet"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(spent, time.monotonic() - start, after.ru_maxrss / 1024)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", type=Path, default=ROOT / "scenarios/pirmasens/scenario.toml")
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        result = compare(options, Path(work))
    for name, value in result.items():
        print(f"{name:28} {value:.4g}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


def compare(options: argparse.Namespace, work: Path) -> dict[str, float]:
    scenario = work / "scenario.toml"
    scenario.write_text(f'extends = "{options.scenario.resolve()}"\n[time]\nmonths = {options.months}\n')
    design = work / "sweep.toml"
    design.write_text(
        f'scenario = "scenario.toml"\n[design]\nreplicates = {options.runs}\nmaster_seed = 1\n'
        '[[factors]]\npath = "initiatives.beta"\nvalues = [3.3]\n'
    )
    bare, stored, planned, joined, one, two = [], [], [], [], [], []
    for _ in range(options.pairs):
        bare.append(measured("run", scenario, "--replicates", options.runs, "--seed", 1, "--threads", 1))
        shutil.rmtree(work / "store", ignore_errors=True)
        planned.append(measured("plan", design, "-o", work / "store"))
        stored.append(measured("sweep", work / "store", "--threads", 1))
        joined.append(measured("sweep", "index", work / "store"))
        for workers, costs in ((1, one), (2, two)):
            shutil.rmtree(work / "store")
            costs.append(measured("sweep", design, "-o", work / "store", "--threads", workers).wall)
    least = {name: min(cost.processor for cost in costs) for name, costs in
             (("bare", bare), ("planned", planned), ("stored", stored), ("joined", joined))}  # fmt: skip
    return {
        "runs": options.runs,
        "bare_seconds": least["bare"],
        "plan_seconds": least["planned"],
        "sweep_seconds": least["stored"],
        "index_seconds": least["joined"],
        "overhead_percent": 100 * ((least["planned"] + least["stored"]) / least["bare"] - 1),
        "index_percent": 100 * least["joined"] / least["bare"],
        "peak_megabytes": max(cost.megabytes for cost in [*planned, *stored, *joined]),
        "two_workers_against_one": statistics.median(a / b for a, b in zip(one, two, strict=True)),
    }


if __name__ == "__main__":
    sys.exit(main())
