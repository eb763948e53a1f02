# SPDX-License-Identifier: Apache-2.0
"""Lets the tests of studies import the scripts of docs/figures, which stand in no package."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "docs" / "figures"))
