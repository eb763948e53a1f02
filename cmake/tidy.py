# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy-16 over the engine and the bindings, in parallel, and only where something changed.

Usage: tidy.py BUILD_FOLDER   (one that has compile_commands.json)

A file is skipped where it passed before with the same text, the same headers of ours, the same command and the same
checks; the stamps lie in BUILD_FOLDER/tidy.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "architecture"))
import layers  # noqa: E402

TIDY = "clang-tidy-16"
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


def check(build: Path, source: Path, stamp: Path, wanted: str) -> str | None:
    """What clang-tidy found, or None where it found nothing."""
    done = subprocess.run(
        # The command is that of the compiler in use, which may know warnings that clang does not.
        [TIDY, "--quiet", "--extra-arg=-Wno-unknown-warning-option", "-p", str(build), str(source)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    if done.returncode == 0:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(wanted)
        return None
    # stderr counts suppressed warnings of system headers; it is news only where nothing else was said.
    return done.stdout or done.stderr


def main(build: Path) -> int:
    build = build.resolve()
    commands = {
        Path(entry["file"]): entry["command"] for entry in json.loads((build / "compile_commands.json").read_text())
    }
    graph = layers.include_graph(ROOT)
    todo = []
    skipped = 0
    for source in sorted(commands):
        if not source.is_relative_to(ROOT / "engine") and not source.is_relative_to(ROOT / "bindings"):
            continue
        wanted = digest(closure(graph, source), commands[source])
        stamp = build / "tidy" / source.relative_to(ROOT).with_suffix(".stamp")
        if stamp.is_file() and stamp.read_text() == wanted:
            skipped += 1
        else:
            todo.append((source, stamp, wanted))
    if not todo and not skipped:
        print(f"no sources of ours in {build}/compile_commands.json; configure first", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [text for text in pool.map(lambda job: check(build, *job), todo) if text]
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
