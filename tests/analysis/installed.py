# SPDX-License-Identifier: Apache-2.0
"""The command that is installed beside this Python, with which tests try what users type."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path


def installed_command() -> str:
    """Its path; a test without it fails, since it could tell nothing."""
    found = shutil.which("gemeinsim", path=str(Path(sys.executable).parent))
    assert found is not None, "no gemeinsim beside this Python; run ./dev build"
    return found
