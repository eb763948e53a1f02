# SPDX-License-Identifier: Apache-2.0
"""Writes docs/why.md and its pictures: two initiatives of the case of Pirmasens told and drawn in both languages.

Usage: python docs/figures/why.py    about half a minute on two cores

The runs are those of scenarios/pirmasens under two models of governance and one seed; shown is the first initiative
that came to the end in question after two years or more.
"""

from __future__ import annotations

from pathlib import Path

import gemeinsim as gs
import xarray as xr

DOCS = Path(__file__).parents[1]
CASE = DOCS.parent / "scenarios" / "pirmasens" / "scenario.toml"
SEED = 2008
REPLICATES = 8
#: How it ended, governance model, language of the picture.
SHOWN = (("completed", "round_table", "en"), ("dissolved", "participant", "de"))
HEADINGS = {"completed": "One that reached its goal", "dissolved": "One that was dissolved"}


def first_that_ended(ds: xr.Dataset, how: str) -> tuple[int, int]:
    """Run and number of the first initiative that ended so after two years or more."""
    table = gs.tables(ds)["initiatives"]
    number = table.groupby("run").cumcount()
    fits = (table["phase"].astype(str) == how) & (table["ended"] - table["founded"] >= 24)
    row = fits.idxmax()
    assert fits[row], f"no initiative was {how}: look at more replicates"
    return int(table["run"][row]), int(number[row])


def main() -> None:
    page = [(Path(__file__).parent / "why.md").read_text(encoding="utf-8")]
    scenario = gs.Scenario.load(CASE)
    for name, preset, lang in SHOWN:
        ds = scenario.set("governance.preset", preset).run(seed=SEED, replicates=REPLICATES)
        run, number = first_that_ended(ds, name)
        told = {one: gs.explain(ds, number, run, lang=one) for one in ("en", "de")}
        gs.plot.save(told[lang].figure(), DOCS / "images" / f"why_{name}.png", dpi=130)
        page += [
            f"## {HEADINGS[name]}\n",
            f'`governance.preset = "{preset}"`, seed {SEED}, run {run}, initiative {number}.\n',
            f"![Timeline of the initiative](images/why_{name}.png)\n",
            "\n".join(f"- {sentence}" for sentence in told["en"].sentences) + "\n",
            "The same with `--lang de`:\n",
            "\n".join(f"- {sentence}" for sentence in told["de"].sentences) + "\n",
        ]
    (DOCS / "why.md").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
