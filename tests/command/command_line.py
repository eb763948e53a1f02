# SPDX-License-Identifier: Apache-2.0
"""The command `gemeinsim` for tests: where it is, a call of it, a small town to call it with."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DONE, FAILED, BAD_INPUT, PARTIAL = 0, 1, 2, 3

TOWN = """
[scenario]
name = "town"
[time]
months = 12
burn_in = 2
[population]
administration = 3
civil_society = 5
business = 2
[topics.youth]
"""

FACTORS = """
[[factors]]
path = "governance.preset"
values = ["mandated", "network_office"]
[[factors]]
path = "challenges.opposing_logics"
values = [0, 0.5, 1]
"""


def sweep_of(design: str) -> str:
    """A sweep over the town: six points, [design] as given."""
    return f'\nscenario = "town.toml"\n[design]\nmethod = "grid"\n{design}{FACTORS}'


def command() -> str:
    """The executable: the one named, or the one built last."""
    named = os.environ.get("GEMEINSIM_COMMAND")
    built = [Path(named)] if named else list(ROOT.glob("build/*/product/gemeinsim"))
    if not built:
        pytest.fail("the command is not built; build the target gemeinsim or set GEMEINSIM_COMMAND")
    return str(max(built, key=lambda path: path.stat().st_mtime))


def gemeinsim(*arguments: object, code: int | None = DONE, **options: object) -> subprocess.CompletedProcess[str]:
    """A call that must end with `code`; None lets any pass."""
    done = subprocess.run(
        [command(), *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False, **options
    )
    assert code is None or done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done


def content(store: Path | str) -> dict[str, str]:
    """Digest of every file of a store, by its name inside it."""
    files = sorted(path for path in Path(store).rglob("*") if path.is_file())
    return {str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
