# SPDX-License-Identifier: Apache-2.0
"""Runs every study of the documentation in order and writes its pages: what `./dev studies` calls.

Usage: python docs/figures/all.py [STEP ...] [--list] [--again] [--results FOLDER]

Goes on where it was interrupted: a step that is done is skipped as long as the engine is the same commit, and a step
that is not goes on with its finished parts. Results lie in out/studies/COMMIT. The commit is kept in
out/studies/engine: `./dev studies` builds nothing as long as engine and scenarios are those of that commit, since the
pages that were written would make the engine's stamp another one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from patterns import commit_of_engine
from steps import STEPS, Step

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


def plan(steps: Sequence[Step], done: set[str]) -> str:
    lines = [f"{'step':<14}{'runs':>9}{'minutes of one core':>22}  page"]
    for step in steps:
        told = "done" if step.name in done else f"{step.minutes:.0f}"
        lines.append(f"{step.name:<14}{step.runs:>9,}{told:>22}  {step.page}")
    left = [step for step in steps if step.name not in done]
    total = sum(step.minutes for step in left)
    lines.append(f"{'to do':<14}{sum(step.runs for step in left):>9,}{total:>22.0f}")
    return "\n".join(lines)


def keep(commit: str, place: Path) -> None:
    """Tells `./dev studies` which engine to go on with: none where changes that no commit has are in it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if commit.endswith("+changes"):
        place.unlink(missing_ok=True)
        print("studies: the engine was built with changes that are not committed; each build of it counts as the same")
    else:
        place.write_text(f"{commit}\n", encoding="utf-8")


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
    keep(commit, ROOT / "out/studies/engine")
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


if __name__ == "__main__":
    main()
