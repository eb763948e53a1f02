# SPDX-License-Identifier: Apache-2.0
"""Runs every study of the documentation in order and writes its pages: what `./dev studies` calls.

Usage: python docs/figures/all.py [STEP ...] [--list] [--again] [--results FOLDER]

Goes on where it was interrupted: a step that is done is skipped as long as the engine is the same commit, and a step
that is not goes on with its finished parts. Results lie in out/studies/COMMIT. While out/studies/unfinished is there,
`./dev studies` builds nothing: the pages that were written would else make the engine's stamp another one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from patterns import commit_of_engine

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Step:
    """One script with its arguments; `{out}` is the folder of results. Milliseconds are of one core, for a run."""

    name: str
    script: str
    arguments: Sequence[str]
    runs: int
    milliseconds: float
    page: str


FOLDER = ("--folder", "{out}/sensitivity")
STEPS = (
    Step("calibration", "calibration.py", ("--folder", "{out}/alliances.fit"), 23200, 40, "docs/calibration.md"),
    Step("named", "case_facts.py", (), 410, 150, "docs/calibration.md"),
    Step("governance", "governance.py", ("--folder", "{out}/governance"), 3000, 17, "docs/calibration.md"),
    Step("screening", "sensitivity.py", ("screening", *FOLDER), 19700, 12, "docs/sensitivity.md"),
    Step("challenges", "sensitivity.py", ("challenges", *FOLDER), 102400, 12, "docs/sensitivity.md"),
    Step("indices", "sensitivity.py", ("indices", *FOLDER), 17920, 12, "docs/sensitivity.md"),
    Step("remedies", "sensitivity.py", ("remedies", *FOLDER), 4800, 12, "docs/sensitivity.md"),
    Step("structure", "structure.py", FOLDER, 48400, 12, "docs/sensitivity.md"),
    Step("patterns", "patterns.py", ("--results", "{out}/patterns"), 6690, 15, "docs/patterns.md"),
    Step("provan_kenis", "provan_kenis.py", ("--results", "{out}/patterns"), 8640, 12, "docs/provan_kenis.md"),
    Step("cases", "cases.py", (), 2772, 500, "scenarios/*/README.md"),
)


def minutes(step: Step) -> float:
    return step.runs * step.milliseconds / 60_000


def plan(steps: Sequence[Step], done: set[str]) -> str:
    lines = [f"{'step':<14}{'runs':>9}{'minutes of one core':>22}  page"]
    for step in steps:
        told = "done" if step.name in done else f"{minutes(step):.0f}"
        lines.append(f"{step.name:<14}{step.runs:>9,}{told:>22}  {step.page}")
    left = [step for step in steps if step.name not in done]
    total = sum(minutes(step) for step in left)
    lines.append(f"{'to do':<14}{sum(step.runs for step in left):>9,}{total:>22.0f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [step.name for step in STEPS]
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(names)} [all]")
    parser.add_argument("--list", action="store_true", help="tell the steps, their runs and about how long each takes")
    parser.add_argument("--again", action="store_true", help="also what is done")
    parser.add_argument("--results", type=Path, help="where results lie [out/studies/COMMIT]")
    options = parser.parse_args()
    if wrong := [name for name in options.steps if name not in names]:
        parser.error(f"there is no step {wrong[0]!r}; take {', '.join(names)}")
    steps = [step for step in STEPS if step.name in (options.steps or names)]
    commit = commit_of_engine()
    name = commit[:8] + ("_changed" if commit.endswith("+changes") else "")
    out = (options.results or ROOT / "out/studies" / name).resolve()
    done = set() if options.again else {step.name for step in steps if (out / f"{step.name}.done").exists()}
    print(plan(steps, done), flush=True)
    if options.list:
        return
    out.mkdir(parents=True, exist_ok=True)
    unfinished = ROOT / "out/studies/unfinished"
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    for step in steps:
        if step.name in done:
            continue
        print(f"==> {step.name}", flush=True)
        started = time.monotonic()
        words = [sys.executable, str(HERE / step.script), *(word.format(out=out) for word in step.arguments)]
        if subprocess.run(words, cwd=ROOT, check=False).returncode != 0:
            raise SystemExit(f"studies: {step.name} failed; the same command goes on from there")
        (out / f"{step.name}.done").write_text(f"{time.monotonic() - started:.0f} s\n", encoding="utf-8")
        print(f"==> {step.name}: {time.monotonic() - started:.0f} s", flush=True)
    unfinished.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
