# SPDX-License-Identifier: Apache-2.0
"""Fits the free assumptions to the control population, and writes the tables and the figure of docs/calibration.md.

Usage: python docs/figures/calibration.py [--folder out/alliances.fit] [--threads N]

A fit that was interrupted goes on in its folder. Runs: waves * size * arms * replicates + 2 * arms * confirm.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import gemeinsim as gs
import pandas as pd

ROOT = Path(__file__).parents[2]
FILE = ROOT / "scenarios/local_alliances/calibration.toml"
PAGE = ROOT / "docs/calibration.md"


def figures(table: pd.DataFrame) -> list[str]:
    lines = ["| figure | arm | band | defaults | | deepest in the bands | |", "|---|---|---|---|---|---|---|"]
    for name, row in table.iterrows():
        cells = [str(name), row["arm"], row["band"]]
        for column in ("before", "fitted"):
            cells += [f"{row[column]:.3g} ± {row[f'{column}_error']:.2g}", verdict(row, row[column])]
        lines.append(f"| {' | '.join(cells)} |".replace("|  |", "| |"))
    return lines


def verdict(row: pd.Series, value: float) -> str:
    if math.isinf(row["lower"]) and math.isinf(row["upper"]):
        return ""
    return "holds" if row["lower"] <= value <= row["upper"] else "misses"


def parameters(table: pd.DataFrame) -> list[str]:
    lines = [
        "| parameter | searched | default | deepest in the bands | what is left, 90 % | width |",
        "|---|---|---|---|---|---|",
    ]
    for name, row in table.iterrows():
        lines.append(
            f"| `{name}` | {row['lower']:g} to {row['upper']:g} | {row['before']:.3g} | {row['best']:.3g} | "
            f"{row['left_lower']:.3g} to {row['left_upper']:.3g} | {row['width']:.2f} |"
        )
    return lines


def together(correlations: pd.DataFrame) -> str:
    """Pairs of parameters that make up for each other, the strongest first."""
    names = list(correlations.columns)
    pairs = [(abs(c := correlations.iloc[i, j]), c, names[i], names[j]) for i in range(len(names)) for j in range(i)]
    strong = [f"`{one}` and `{other}` ({c:+.2f})" for size, c, one, other in sorted(pairs, reverse=True) if size > 0.3]
    return "; ".join(strong[:6]) or "none above .3"


def write_block(name: str, lines: list[str]) -> None:
    """Puts lines between the marks of a block in the page."""
    start, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    head, rest = PAGE.read_text(encoding="utf-8").split(start)
    PAGE.write_text("\n".join([head + start, "", *lines, "", end]) + rest.split(end)[1], encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "out/alliances.fit")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    found = gs.fit(FILE, folder=options.folder, threads=options.threads)
    gs.plot.save(gs.plot.fit(found), ROOT / "docs/images/calibration.png")
    with gs.open(options.folder / "confirm.store") as confirm:
        commit = confirm.attrs["git_commit"][:8]
    waves = ", ".join(f"wave {wave} {row['left']:.2%}" for wave, row in found.waves.iterrows())
    lines = [
        f"Engine {gs.__version__}, commit {commit}; {found.runs:,} runs. Share of the search that is left: {waves}.",
        "",
        "**Targets**, fitted; ± one standard error",
        "",
        *figures(found.targets),
        "",
        "**Checks**, not fitted",
        "",
        *figures(found.checks),
        "",
        "**What the targets say of each parameter**",
        "",
        *parameters(found.parameters),
        "",
        f"Make up for each other (rank correlation among what is left): {together(found.correlations)}.",
    ]
    write_block("fit", lines)


if __name__ == "__main__":
    main()
