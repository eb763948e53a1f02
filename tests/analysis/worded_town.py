# SPDX-License-Identifier: Apache-2.0
"""The town whose words are tested, with more tables."""

from __future__ import annotations

from pathlib import Path

import gemeinsim as gs

ROOT = Path(__file__).resolve().parents[2]
TOWN = ROOT / "tests" / "effects" / "town.toml"
PIRMASENS = ROOT / "scenarios" / "pirmasens" / "scenario.toml"
FUND = '[[funding.programmes]]\nname = "fund"\nbudget = 1000\ngrant_max = 500\n'


def town_with(more: str) -> gs.Scenario:
    return gs.Scenario.parse(TOWN.read_text(encoding="utf-8") + more)


def training(more: str) -> str:
    return f'[[remedies]]\nkind = "training"\nstart = "2008-02"\n{more}'
