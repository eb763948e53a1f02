# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the module `command_line`


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with `town.toml` and the module's SWEEP as `sweep.toml`."""
    from command_line import TOWN

    (tmp_path / "town.toml").write_text(TOWN)
    (tmp_path / "sweep.toml").write_text(request.module.SWEEP)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def reference(folder: Path) -> dict[str, str]:
    """The store of a sweep that nothing interrupted."""
    from command_line import content, gemeinsim

    gemeinsim("sweep", "sweep.toml", "-o", "reference", "--threads", 1)
    gemeinsim("sweep", "index", "reference")
    return content(folder / "reference")
