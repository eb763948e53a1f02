# SPDX-License-Identifier: Apache-2.0
"""Ranks parameters and challenges on the control population; writes the tables and figures of docs/sensitivity.md.

Usage: python docs/figures/sensitivity.py [STEP ...] [--folder out/sensitivity] [--threads N]

Steps, each a store in the folder that goes on where it was:

screening   Morris's trajectories over every assumption of the registry and the ten dials
challenges  all 2^10 settings of the ten dials (scenarios/local_alliances/challenges.toml), 102,400 runs
indices     Sobol' indices of the parameters that screening puts first; needs it
remedies    each remedy for the same money (scenarios/local_alliances/remedies.toml), 4,800 runs

Without a step all run. The rule of the screening, fixed before looking: a parameter moves from 2/3 to 3/2 of its
default, one that is a share from 2/3 to 3/2 of its odds, a dial from 1/4 to 3/4; what a dial moves is left to the dial.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

import gemeinsim as gs
import numpy as np
import pandas as pd
import xarray as xr
from gemeinsim.statistics import Floats, bootstrap_interval
from gemeinsim.sweeps.designs import Design, FactorPlan, read_design
from scipy.stats import kendalltau

ROOT = Path(__file__).parents[2]
CASE = ROOT / "scenarios/local_alliances"
PAGE = ROOT / "docs/sensitivity.md"
IMAGES = ROOT / "docs/images"
OUTCOMES = {
    "action_plan_reached": "the action plan is reached",
    "survival_36": "not dissolved after 36 months",
    "impact_index": "impact index in the last month",
}
GROUPS = ("actors", "relations", "exchange", "hierarchy", "leadership", "funding", "initiatives", "impact")
# From the most to the least named by practitioners.
POLL = (
    "opposing_logics",
    "funding_logics",
    "dependence_competition",
    "federal_jurisdiction",
    "little_impact_orientation",
    "personal_differences",
    "hierarchy_silos",
    "missing_overview",
    "changing_priorities",
    "missing_know_how",
)
EUR = 10_000  # gains are told for so many
MOST = 12  # parameters that get Sobol' indices
TRAJECTORIES = (10, 10)  # of Morris, and replicates
SALTELLI = (64, 20)  # worlds of the base sample, and replicates


def around(row: pd.Series) -> tuple[float, float] | None:
    """The range in which a parameter is moved, None for one that has no scale."""
    default, lower, upper = float(row["default"]), float(row["lower"]), float(row["upper"])
    if default == 0 or not math.isfinite(default):
        return None
    if lower >= 0 and upper == 1:
        if default == 1:
            return None
        odds = default / (1 - default)
        ends = [odds * factor / (1 + odds * factor) for factor in (2 / 3, 3 / 2)]
    else:
        ends = sorted((default * 2 / 3, default * 3 / 2))
    low, high = max(ends[0], lower), min(ends[1], upper)
    if row["kind"] == "integer":
        low, high = math.floor(low), math.ceil(high)
    return (low, high) if low < high else None


def assumptions() -> list[FactorPlan]:
    table = gs.parameters()
    found = []
    for path, row in table.iterrows():
        ranged = row["kind"] in ("real", "integer") and row["role"] == "uncertainty" and row["default"] is not None
        group = str(path).split(".")[0]
        if group == "challenges":
            found.append(FactorPlan(str(path), None, (0.25, 0.75)))
        elif group in GROUPS and ranged and str(row["source"]).startswith("assumption"):
            limits = around(row) if not isinstance(row["challenge"], str) else None
            if limits is not None:
                found.append(FactorPlan(str(path), None, limits, integer=row["kind"] == "integer"))
    return found


def design(method: str, factors: list[FactorPlan], size: int, replicates: int) -> Design:
    return Design(
        file=CASE / "sensitivity",
        scenario=CASE / "five_years.toml",
        method=method,
        size=size,
        replicates=replicates,
        master_seed=5,
        factors=tuple(factors),
        outputs={"standard_metrics": False, "metrics": list(OUTCOMES), "events": False, "why": False},
        shard_runs=500,
        sample_seed=5,
        second_order=False,
    )


def screening(folder: Path, threads: int | None) -> list[str]:
    made = gs.sweep(design("morris", assumptions(), *TRAJECTORIES), store=folder / "screening", threads=threads)
    lines = []
    for metric, words in OUTCOMES.items():
        found = gs.sensitivity(made, metric)
        gs.plot.save(gs.plot.sensitivity(found, most=20), IMAGES / f"screening_{metric}.png")
        runs = f"{found.worlds:,} worlds of {len(found.factors)} factors, {found.replicates} replicates each"
        table = rows(found, ("mu_star", "mu", "sigma"), 12)
        lines += [
            f"**{words.capitalize()}**: {runs}.",
            "",
            *table,
            "",
            chance(found),
            "",
            picture(f"screening_{metric}"),
            "",
        ]
    return lines


def challenges(folder: Path, threads: int | None) -> list[str]:
    made = gs.sweep(read_design(CASE / "challenges.toml"), store=folder / "challenges", threads=threads)
    lines = []
    for metric, words in OUTCOMES.items():
        found = gs.sensitivity(made, metric)
        gs.plot.save(gs.plot.sensitivity(found), IMAGES / f"challenges_{metric}.png")
        lines += [f"**{words.capitalize()}**", "", *rows(found, ("shapley", "main_effect"), 10), "", chance(found)]
        lines += [against_the_poll(found.factors["shapley"]), "", picture(f"challenges_{metric}"), ""]
    return lines


def against_the_poll(shares: pd.Series) -> str:
    """Kendall's tau of the harm that each challenge does with its place in the practitioners' poll."""
    harm = -shares.rename(lambda path: path.removeprefix("challenges."))[list(POLL)]
    found = kendalltau(harm, range(len(POLL), 0, -1))
    return f"Kendall's tau with the practitioners' order: {found.statistic:+.2f} (p = {found.pvalue:.2f})."


def indices(folder: Path, threads: int | None) -> list[str]:
    ranked = [gs.sensitivity(folder / "screening", metric).factors["mu_star"] for metric in OUTCOMES]
    place = pd.concat([one.rank(ascending=False) for one in ranked], axis=1).min(axis=1)
    chosen = set(place.nsmallest(MOST).index)
    factors = [factor for factor in assumptions() if factor.path in chosen]
    made = gs.sweep(design("saltelli", factors, *SALTELLI), store=folder / "indices", threads=threads)
    lines = []
    for metric, words in OUTCOMES.items():
        found = gs.sensitivity(made, metric)
        gs.plot.save(gs.plot.sensitivity(found), IMAGES / f"indices_{metric}.png")
        lines += [f"**{words.capitalize()}**", "", *rows(found, ("total", "first"), MOST), "", chance(found)]
        lines += ["", picture(f"indices_{metric}"), ""]
    return lines


def remedies(folder: Path, threads: int | None) -> list[str]:
    made = gs.sweep(CASE / "remedies.toml", store=folder / "remedies", threads=threads)
    results = gs.open(made)
    kinds = results["remedies_0_kind"].to_numpy()
    points = results["point"].to_numpy()
    values = {name: final(results[name]) for name in (*OUTCOMES, "remedies_cost", "remedy_hours")}
    without = {name: column[points == 0] for name, column in values.items()}
    lines = []
    for metric, words in OUTCOMES.items():
        table = []
        for point in range(1, points.max() + 1):
            here = points == point
            gain = values[metric][here] - without[metric]
            spent = values["remedies_cost"][here] / EUR
            table.append((kinds[here][0], *interval(gain), *interval(gain, spent), values["remedy_hours"][here].mean()))
        table.sort(key=lambda row: -row[1])
        lines += [
            f"**{words.capitalize()}**: {without[metric].mean():.3f} without any remedy, {len(gain)} pairs of runs.",
            "",
            f"| remedy | gain | gain per {EUR:,} € | hours |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| `{kind}` | {gain:+.3f} [{low:+.3f}, {high:+.3f}] | "
            f"{f'{each:+.3f} [{less:+.3f}, {more:+.3f}]' if math.isfinite(each) else 'nothing spent'} | {hours:,.0f} |"
            for kind, gain, low, high, each, less, more, hours in table
        ]
        lines.append("")
    return lines


def final(values: xr.DataArray) -> Floats:
    """The last month's value, of hours their sum over all months."""
    if values.name == "remedy_hours":
        values = values.sum("month")
    return np.asarray(values.isel(month=-1) if "month" in values.dims else values, dtype=float)


def interval(gains: Floats, sizes: Floats | None = None) -> tuple[float, float, float]:
    """sum(gains) / sum(sizes), the mean where there are none, with its interval over pieces of luck."""
    if sizes is None:
        sizes = np.ones_like(gains)
    if sizes.sum() == 0:
        return math.nan, math.nan, math.nan
    with np.errstate(invalid="ignore", divide="ignore"):  # in some runs nothing was spent
        ends = bootstrap_interval(gains, sizes, confidence=0.95, resamples=9999, seed=5)
    return float(gains.sum() / sizes.sum()), *ends


def rows(found: Any, columns: tuple[str, ...], most: int) -> list[str]:
    head = " | ".join(name.replace("_", " ") for name in columns)
    lines = [f"| | {head} |", f"|---|{'---|' * len(columns)}"]
    for name, row in found.factors.head(most).iterrows():
        cells = [f"{row[c]:.3f} [{row[f'{c}_lower']:.3f}, {row[f'{c}_upper']:.3f}]" for c in columns]
        lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return lines


def picture(name: str) -> str:
    return f"![{name.replace('_', ' ').capitalize()}](images/{name}.png)"


def chance(found: Any) -> str:
    shares = ", ".join(f"{name} {share:.0%}" for name, share in found.variance["share"].items())
    below = f" By chance alone the first column stays below {found.noise:.3f}." if found.noise else ""
    return f"Variance of a run: {shares}.{below}"


def write(step: str, lines: list[str], folder: Path) -> None:
    """Puts lines between the marks of a step in the page."""
    text = PAGE.read_text(encoding="utf-8")
    start, end = f"<!-- {step}: begin -->", f"<!-- {step}: end -->"
    head, rest = text.split(start)
    commit = gs.open(next((folder / step / "shards").glob("*.h5"))).attrs["git_commit"][:8]
    block = "\n".join([start, "", f"Engine {gs.__version__}, commit {commit}.", "", *lines, end])
    PAGE.write_text(head + block + rest.split(end)[1], encoding="utf-8")


STEPS = {"screening": screening, "challenges": challenges, "indices": indices, "remedies": remedies}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)} [all]")
    parser.add_argument("--folder", type=Path, default=ROOT / "out/sensitivity")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    steps = options.steps or list(STEPS)
    if wrong := [step for step in steps if step not in STEPS]:
        parser.error(f"there is no step {wrong[0]!r}; take {', '.join(STEPS)}")
    options.folder.mkdir(parents=True, exist_ok=True)
    for step in steps:
        write(step, STEPS[step](options.folder, options.threads), options.folder)
        print(f"{step}: done")


if __name__ == "__main__":
    main()
