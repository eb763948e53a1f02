# SPDX-License-Identifier: Apache-2.0
"""Draws where the money of one run of the case of Pirmasens went: docs/images/money_flows.png.

Usage: python docs/figures/money_flows.py    some seconds
"""

from __future__ import annotations

from pathlib import Path

import gemeinsim as gs

DOCS = Path(__file__).parents[1]
SEED = 2008


def main() -> None:
    scenario = gs.Scenario.load(DOCS.parent / "scenarios" / "pirmasens" / "scenario.toml")
    ds = scenario.run(seed=SEED, replicates=1)
    gs.plot.save(gs.plot.money_flows(ds, run=0), DOCS / "images" / "money_flows.png", dpi=110)


if __name__ == "__main__":
    main()
