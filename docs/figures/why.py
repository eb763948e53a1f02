# SPDX-License-Identifier: Apache-2.0
"""Writes docs/why.md and its pictures: two initiatives of the case of Pirmasens told and drawn in both languages.

Usage: python docs/figures/why.py    about half a minute on two cores

The runs are those of scenarios/pirmasens under two models of governance and one seed; nothing is chosen by hand but
which of them to show.
"""

from __future__ import annotations

from pathlib import Path

import gemeinsim as gs

DOCS = Path(__file__).parents[1]
CASE = DOCS.parent / "scenarios" / "pirmasens" / "scenario.toml"
SEED = 2008
#: Name of the picture, governance model, replicate, initiative, language of the picture.
SHOWN = (("completed", "round_table", 0, 0, "en"), ("dissolved", "participant", 6, 3, "de"))
HEADINGS = {"completed": "One that reached its goal", "dissolved": "One that was dissolved"}


def main() -> None:
    page = [(Path(__file__).parent / "why.md").read_text(encoding="utf-8")]
    scenario = gs.Scenario.load(CASE)
    for name, preset, run, number, lang in SHOWN:
        ds = scenario.set("governance.preset", preset).run(seed=SEED, replicates=run + 1)
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
