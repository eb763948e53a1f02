# SPDX-License-Identifier: Apache-2.0
"""Instructions per micro-step, counted by callgrind: `.venv/bin/python benchmarks/instructions.py`.

Counts do not hang on what else the machine does and repeat to a few in ten thousand, so that versions can be compared
where times cannot. Counted is the step "relations" as a whole: clocks, choices, changes, and what is made once a month.
Needs valgrind and a build of gemeinsim_benchmarks.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CASES = [(50, 2), (200, 2), (1000, 2), (1000, 5)]


def instructions(program: Path, case: str) -> float:
    """Of one micro-step of a benchmark that counts all of them."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        counted = subprocess.run(
            [
                *("valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={profile}"),
                "--toggle-collect=gemeinsim::relations_step*",
                *(program, f"--benchmark_filter=^{case}$", "--benchmark_min_time=1e-9", "--benchmark_format=json"),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        total = re.search(r"^(?:totals|summary): (\d+)", profile.read_text(encoding="utf-8"), re.MULTILINE)
    if total is None:
        raise SystemExit(f"callgrind counted nothing in {case}; is it a release build with symbols?")
    return int(total[1]) / json.loads(counted.stdout)["benchmarks"][0]["all_micro_steps"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    program = ROOT / "build" / "release" / "benchmarks" / "gemeinsim_benchmarks"
    parser.add_argument("--program", type=Path, default=program, help="benchmarks to count [build/release]")
    options = parser.parse_args()
    print("| actors | degree at the start | instructions per micro-step |\n|---|---|---|")
    for n, degree in CASES:
        count = instructions(options.program, f"micro_steps/n:{n}/degree:{degree}")
        print(f"| {n:,} | {degree} | {count:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
