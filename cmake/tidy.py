# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy-16 over the engine and the bindings, in parallel, and only where something changed.

Usage: tidy.py BUILD_FOLDER   (one that has compile_commands.json)

A file is skipped where it passed before with the same text, the same headers of ours, the same command and the same
checks; the stamps lie in BUILD_FOLDER/tidy. Most of the time goes into headers, ours and of the system, so files that
are compiled alike are looked at several at a time, as one that includes them all. Where that fails, be it for a
finding or for a name that two of them have, the files that it names are looked at one by one and the others together
again; where it names none of them, its halves are. So findings are always those of a file alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "architecture"))
import layers  # noqa: E402

TIDY = "clang-tidy-16"
TOGETHER = 32  # files looked at as one
# A finding is its first line (file:line:column: error: ...) and the lines of explanation that follow.
FINDING = re.compile(r"^[^\s:][^\n]*: (?:error|warning): .*\n(?:(?!\S+: (?:error|warning): ).*\n?)*", re.MULTILINE)


def closure(graph: dict[Path, list[Path]], source: Path) -> list[Path]:
    """The file and all of ours that it includes, directly or not, in a fixed order."""
    seen: set[Path] = set()
    waiting = [source]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(graph.get(current, []))
    return sorted(seen)


def digest(paths: list[Path], command: str) -> str:
    state = hashlib.sha256(command.encode())
    for path in [ROOT / ".clang-tidy", *paths]:
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


@dataclass(frozen=True)
class Job:
    """A file to look at, how the compiler was called for it, and the stamp it gets where nothing is found."""

    source: Path
    entry: dict[str, str]
    stamp: Path
    wanted: str

    @property
    def kind(self) -> tuple[str, ...]:
        """The same for files that are compiled alike: the command without what names the file."""
        words = self.entry["command"].split()
        return tuple(word for word in words if self.source.stem not in Path(word).name)


def tidy(folder: Path, source: Path) -> str | None:
    """What clang-tidy says, or None where it found nothing."""
    done = subprocess.run(
        # The command is that of the compiler in use, which may know warnings that clang does not.
        [
            TIDY,
            "--quiet",
            f"--config-file={ROOT / '.clang-tidy'}",
            "--extra-arg=-Wno-unknown-warning-option",
            "-p",
            str(folder),
            str(source),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    # stderr counts suppressed warnings of system headers; it is news only where nothing else was said.
    return None if done.returncode == 0 else done.stdout or done.stderr


def found_together(build: Path, jobs: Sequence[Job]) -> str | None:
    """As `tidy`, for a file that includes those of the jobs."""
    entry = jobs[0].entry
    with tempfile.TemporaryDirectory(dir=build, prefix="tidy-") as name:
        folder = Path(name)
        joined = folder / "joined.cpp"
        joined.write_text("".join(f'#include "{job.source}"  // NOLINT\n' for job in jobs))
        # A name of one file hides none of another; what hides one within a file, the compiler of the build tells.
        command = entry["command"].replace(str(jobs[0].source), str(joined)) + " -Wno-shadow"
        commands = [{"directory": entry["directory"], "file": str(joined), "command": command}]
        (folder / "compile_commands.json").write_text(json.dumps(commands))
        return tidy(folder, joined)


def check(build: Path, jobs: Sequence[Job]) -> list[str]:
    """What was found in each file where something was; the others get their stamps."""
    said = tidy(build, jobs[0].source) if len(jobs) == 1 else found_together(build, jobs)
    if said is None:
        for job in jobs:
            job.stamp.parent.mkdir(parents=True, exist_ok=True)
            job.stamp.write_text(job.wanted)
        return []
    if len(jobs) == 1:
        return [said]
    named = [job for job in jobs if f"{job.source}:" in said]
    others = [job for job in jobs if job not in named]
    half = len(jobs) // 2
    parts = [[job] for job in named] + [others] if named and others else [jobs[:half], jobs[half:]]
    return [text for part in parts for text in check(build, part)]


def together(jobs: Sequence[Job]) -> list[list[Job]]:
    """Jobs of one kind in groups of at most TOGETHER, neighbours first, the largest group first."""
    kinds: dict[tuple[str, ...], list[Job]] = {}
    for job in jobs:
        kinds.setdefault(job.kind, []).append(job)
    groups = [kind[at : at + TOGETHER] for kind in kinds.values() for at in range(0, len(kind), TOGETHER)]
    return sorted(groups, key=len, reverse=True)


def main(build: Path) -> int:
    build = build.resolve()
    commands = {Path(entry["file"]): entry for entry in json.loads((build / "compile_commands.json").read_text())}
    graph = layers.include_graph(ROOT)
    todo: list[Job] = []
    skipped = 0
    for source in sorted(commands):
        if not source.is_relative_to(ROOT / "engine") and not source.is_relative_to(ROOT / "bindings"):
            continue
        wanted = digest(closure(graph, source), commands[source]["command"])
        stamp = build / "tidy" / source.relative_to(ROOT).with_suffix(".stamp")
        if stamp.is_file() and stamp.read_text() == wanted:
            skipped += 1
        else:
            todo.append(Job(source, commands[source], stamp, wanted))
    if not todo and not skipped:
        print(f"no sources of ours in {build}/compile_commands.json; configure first", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [text for texts in pool.map(lambda jobs: check(build, jobs), together(todo)) for text in texts]
    # What is wrong in a header is found again in every file that includes it; it is told once.
    told: set[str] = set()
    for text in found:
        for finding in FINDING.findall(text) or [text]:
            if finding not in told:
                told.add(finding)
                print(finding.rstrip())
    print(f"{len(todo)} files checked, {skipped} unchanged, {len(found)} with findings", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
