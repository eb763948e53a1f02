# SPDX-License-Identifier: Apache-2.0
"""Sweeps of many runs: designs, executors, rules when to stop."""

from __future__ import annotations

from gemeinsim.sweeps.designs import Design, read_design
from gemeinsim.sweeps.store import Store, sweep

__all__ = ["Design", "Store", "read_design", "sweep"]
