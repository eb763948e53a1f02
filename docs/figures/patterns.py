# SPDX-License-Identifier: Apache-2.0
"""Runs the studies of scenarios/patterns and writes docs/patterns.md with its figure: does the engine show what the
literature describes?

Usage: python docs/figures/patterns.py [--results FOLDER] [--again]
       python docs/figures/patterns.py --replicates N          a trial: writes into FOLDER only

Runs are kept in FOLDER (out/patterns) and read from there by the next call, if the same commit of the engine made them
with the same replicates; --again runs all anew. A trial's files end in _try. Every claim but
those marked late was written down with its outcome, its arms and its direction before the first run; none of the
scenarios' values was chosen by what came out.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gemeinsim as gs
import matplotlib as mpl
import numpy as np
import pandas as pd
import xarray as xr
from gemeinsim.plot.style import FAINT, INK, PALETTE, QUIET, new_figure, style
from gemeinsim.statistics import bootstrap_interval

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "scenarios" / "patterns"
RESAMPLES, SEED = 9999, 20080101
#: Effects below this share of a standard deviation count as nothing where nothing is expected.
NOTHING = 0.2

Measure = Callable[[xr.Dataset], pd.Series]


# --- outcomes: one number for each run ----------------------------------------------------------------------------


def per_run(ds: xr.Dataset, values: Any) -> pd.Series:
    return pd.Series(np.asarray(values, dtype=float), index=ds["run"].to_numpy())


def mean_of(metric: str, first: int = 0, last: int | None = None) -> Measure:
    """The mean of a monthly metric over months `first` to `last`; a negative `first` counts from the end."""
    return lambda ds: per_run(ds, ds[metric].isel(month=slice(first, last)).mean("month"))


def rise(metric: str, early: slice, late: slice) -> Measure:
    """How much higher a monthly metric is in the early months than in the late ones, on average."""

    def measure(ds: xr.Dataset) -> pd.Series:
        return per_run(ds, ds[metric].isel(month=early).mean("month") - ds[metric].isel(month=late).mean("month"))

    return measure


def of_run(metric: str, missing: float = np.nan) -> Measure:
    """A metric of the whole run; `missing` stands for runs in which it is not defined."""
    return lambda ds: per_run(ds, ds[metric]).fillna(missing)


def work_per_member(ds: xr.Dataset) -> pd.Series:
    return per_run(ds, (ds["work_hours"] / ds["members"]).isel(month=slice(-12, None)).mean("month"))


def share_passed(ds: xr.Dataset) -> pd.Series:
    votes = gs.tables(ds)["events"].query("kind == 'decision'")
    return votes.groupby("run")["detail"].mean().reindex(ds["run"].to_numpy())


def adopted_quality(ds: xr.Dataset) -> pd.Series:
    return gs.tables(ds)["reports"].groupby("run")["quality"].mean().reindex(ds["run"].to_numpy())


def agreed_where_voted(ds: xr.Dataset) -> pd.Series:
    voted = gs.tables(ds)["events"].query("kind == 'decision'")["run"].unique()
    return per_run(ds, ds["agreement_reached"]).where(np.isin(ds["run"].to_numpy(), voted))


def months_to_convene(ds: xr.Dataset) -> pd.Series:
    tasks = gs.tables(ds)["events"].query("kind == 'task' and detail == 0")
    return tasks.groupby("run")["month"].min().reindex(ds["run"].to_numpy()).fillna(ds.sizes["month"])


def lives_on(first: int, last: int) -> Measure:
    """Share of the initiatives alive in month `first` that are alive in month `last`."""

    def measure(ds: xr.Dataset) -> pd.Series:
        one = gs.tables(ds)["initiatives"]
        ended = one["ended"].where(one["ended"] >= 0, np.inf)
        alive = one.assign(lives=ended > last)[(one["founded"] <= first) & (ended > first)]
        return alive.groupby("run")["lives"].mean().reindex(ds["run"].to_numpy())

    return measure


def returned_beyond_chance(ds: xr.Dataset) -> pd.Series:
    return per_run(ds, (ds["reciprocity"] - ds["density"]).isel(month=-1))


# --- claims -------------------------------------------------------------------------------------------------------

Arm = dict[str, Any]


@dataclass(frozen=True)
class Claim:
    """One direction of a pattern: a contrast of arms under common luck.

    `contrast` adds up arms, each with its weight; an arm is what its factors are, for those that matter. `expected` is
    "+", "-" or "0"; `level` is what the contrast is held against, 0 unless an arm alone is.
    """

    pattern: int
    says: str
    sweep: str
    outcome: str
    measure: Measure
    contrast: list[tuple[float, Arm]]
    expected: str
    level: float = 0
    late: bool = False  #: added after the first look at the runs


def difference(one: Arm, other: Arm) -> list[tuple[float, Arm]]:
    return [(1, one), (-1, other)]


def interaction(one: Arm, other: Arm, within: Arm, against: Arm) -> list[tuple[float, Arm]]:
    """(one - other) within, less (one - other) against."""
    return [(1, one | within), (-1, other | within), (-1, one | against), (1, other | against)]


MONEY, NO_MONEY = {"funding_programmes_0_budget": 120000}, {"funding_programmes_0_budget": 0}
STAFF, NO_STAFF = {"initiatives_office_fte": 1.5}, {"initiatives_office_fte": 0.25}
SMALL, LARGE = {"initiatives_core": 2}, {"initiatives_core": 13}
SEEN, UNSEEN = {"initiatives_history_visible": 1}, {"initiatives_history_visible": 0}
RULE = {name: {"governance_decision": name} for name in ("consensus", "supermajority", "majority")}
SILENT, TALKS = {"initiatives_deliberation": 0}, {"initiatives_deliberation": 0.8}
CLOSE, USUAL = {"actors_position_spread": 0.1}, {"actors_position_spread": 0.5}
ORDERED = {"governance_convening": "mandated", "governance_membership": "open"}
ASSIGNED = {"governance_convening": "mandated", "governance_membership": "assigned"}
BOTTOM_UP = {"governance_convening": "bottom_up"}
CHANGE, NO_CHANGE = {"shocks_0_date": "2013-05"}, {"shocks_0_date": "2015-12"}
NOBODY, OFFICE, LEAD = ({"governance_broker": name} for name in ("none", "separate_office", "lead_member"))
GRANT, TOWN, NO_OFFICE = ({"governance_broker_paid_by": name} for name in ("grant", "host_administration", "nobody"))
COMPLEMENTS, ADDITIVE = {"impact_substitution_assets": -2}, {"impact_substitution_assets": 1}
TWICE, ONCE = {"impact_duplication": 0.3}, {"impact_duplication": 0}
MEET, NO_MEET = {"remedies_0_strength": 0.5}, {"remedies_0_strength": 0}
PAID, UNPAID = {"funding_host_line": 132000}, {"funding_host_line": 0}


def size(n: int) -> Arm:
    return {"initiatives_core": n}


output = mean_of("collective_output", -24)
agreement = of_run("months_to_agreement", 72)
plan = of_run("action_plan_reached")
impact = mean_of("impact_index")
peak_of_density = rise("density", slice(24, 36), slice(48, 60))
peak_of_transitivity = rise("transitivity", slice(24, 36), slice(48, 60))

# fmt: off
CLAIMS = [
    Claim(1, "money adds output where the office has hours to spare", "01_bottleneck.toml", "output, h/month", output,
          difference(MONEY | STAFF, NO_MONEY | STAFF), "+"),
    Claim(1, "money does nothing where it has none", "01_bottleneck.toml", "output, h/month", output,
          difference(MONEY | NO_STAFF, NO_MONEY | NO_STAFF), "0"),
    Claim(1, "money is worth more with hours than without", "01_bottleneck.toml", "output, h/month", output,
          interaction(MONEY, NO_MONEY, STAFF, NO_STAFF), "+"),
    Claim(2, "a small start leads to more effort than a large one, history visible", "../weakest_link/sweep.toml",
          "work per member, h/month", work_per_member, difference(SMALL | SEEN, LARGE | SEEN), "+"),
    Claim(2, "newcomers who see the history work more", "../weakest_link/sweep.toml", "work per member, h/month",
          work_per_member, difference(SMALL | SEEN, SMALL | UNSEEN), "+"),
    Claim(3, "majority passes more than supermajority", "03_decisions.toml", "share of votes passed", share_passed,
          difference(RULE["majority"] | SILENT, RULE["supermajority"] | SILENT), "+"),
    Claim(3, "supermajority passes more than consensus", "03_decisions.toml", "share of votes passed", share_passed,
          difference(RULE["supermajority"] | SILENT, RULE["consensus"] | SILENT), "+"),
    Claim(3, "talks narrow the gap between majority and consensus", "03_decisions.toml", "share of votes passed",
          share_passed, interaction(RULE["majority"], RULE["consensus"], TALKS, SILENT), "-"),
    Claim(3, "consensus is slower than majority", "03_decisions.toml", "months to agreement", agreement,
          difference(RULE["consensus"] | SILENT, RULE["majority"] | SILENT), "+"),
    Claim(3, "consensus errs less than majority", "03_decisions.toml", "quality of adopted plans, sd", adopted_quality,
          difference(RULE["consensus"] | SILENT, RULE["majority"] | SILENT), "+"),
    Claim(4, "at least nine in ten agree where positions are close", "04_low_conflict.toml", "share with an agreement",
          of_run("agreement_reached"), [(1, CLOSE)], "+", level=0.9),
    Claim(4, "more agree where positions are close than at the default", "04_low_conflict.toml",
          "share with an agreement", of_run("agreement_reached"), difference(CLOSE, USUAL), "+"),
    Claim(4, "at least nine in ten of those that vote agree where positions are close", "04_low_conflict.toml",
          "share with an agreement", agreed_where_voted, [(1, CLOSE)], "+", level=0.9, late=True),
    Claim(5, "a mandate convenes faster", "05_mandate.toml", "months until convened", months_to_convene,
          difference(ORDERED | NO_CHANGE, BOTTOM_UP | NO_CHANGE), "-"),
    Claim(5, "a mandate holds less through a change of leader", "05_mandate.toml", "share that lives on",
          lives_on(39, 60), interaction(CHANGE, NO_CHANGE, ORDERED, BOTTOM_UP), "-"),
    Claim(5, "a mandate with members by order convenes faster", "05_mandate.toml", "months until convened",
          months_to_convene, difference(ASSIGNED | NO_CHANGE, BOTTOM_UP | NO_CHANGE), "-", late=True),
    Claim(5, "and holds less through a change of leader", "05_mandate.toml", "share that lives on",
          lives_on(39, 60), interaction(CHANGE, NO_CHANGE, ASSIGNED, BOTTOM_UP), "-", late=True),
    Claim(6, "an office cuts time", "06_brokers.toml", "months to agreement", agreement,
          difference(OFFICE, NOBODY), "-"),
    Claim(6, "a lead member cuts time", "06_brokers.toml", "months to agreement", agreement,
          difference(LEAD, NOBODY), "-"),
    Claim(6, "an office leaves bias as it is", "06_brokers.toml", "bias of the common goal", mean_of("goal_bias"),
          difference(OFFICE, NOBODY), "0"),
    Claim(6, "a lead member leaves bias as it is", "06_brokers.toml", "bias of the common goal", mean_of("goal_bias"),
          difference(LEAD, NOBODY), "0"),
    Claim(7, "density falls after the grant", "07_grant_cycle.toml", "fall of density", peak_of_density,
          [(1, GRANT)], "+"),
    Claim(7, "and more than without any office", "07_grant_cycle.toml", "fall of density", peak_of_density,
          difference(GRANT, NO_OFFICE), "+"),
    Claim(7, "transitivity falls after the grant", "07_grant_cycle.toml", "fall of transitivity", peak_of_transitivity,
          [(1, GRANT)], "+"),
    Claim(7, "and more than without any office", "07_grant_cycle.toml", "fall of transitivity", peak_of_transitivity,
          difference(GRANT, NO_OFFICE), "+"),
    Claim(8, "among 36 self-governed groups plan less than among 6", "08_sizes.toml", "share with a plan", plan,
          difference(NOBODY | size(36), NOBODY | size(6)), "-"),
    Claim(8, "among 36 a paid office plans more than nobody", "08_sizes.toml", "share with a plan", plan,
          difference(OFFICE | PAID | size(36), NOBODY | size(36)), "+"),
    Claim(8, "among 6 it does not", "08_sizes.toml", "share with a plan", plan,
          difference(OFFICE | PAID | size(6), NOBODY | size(6)), "0"),
    Claim(8, "the paid office's advantage grows from 6 to 36", "08_sizes.toml", "share with a plan", plan,
          interaction(OFFICE | PAID, NOBODY, size(36), size(6)), "+", late=True),
    Claim(8, "among 36 an office without a payer plans less than a paid one", "08_sizes.toml", "share with a plan",
          plan, difference(OFFICE | UNPAID | size(36), OFFICE | PAID | size(36)), "-"),
    Claim(9, "contacts are returned more than by chance", "09_money_ties.toml", "share returned beyond chance",
          returned_beyond_chance, [(1, {})], "+"),
    Claim(10, "with complements the collective exceeds the isolated", "10_complements.toml", "impact index",
          impact, [(1, COMPLEMENTS | ONCE)], "+"),
    Claim(10, "where assets add up and nothing is done twice it stays below", "10_complements.toml", "impact index",
          impact, [(1, ADDITIVE | ONCE)], "-"),
    Claim(10, "complements are worth more than assets that add up", "10_complements.toml", "impact index", impact,
          difference(COMPLEMENTS | TWICE, ADDITIVE | TWICE), "+"),
    Claim(11, "meetings make no ties where all know of all", "11_placebo.toml", "density", mean_of("density", -1),
          difference(MEET, NO_MEET), "0"),
    Claim(11, "nor impact", "11_placebo.toml", "impact index", impact, difference(MEET, NO_MEET), "0"),
]
# fmt: on


# --- from runs to effects -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Effect:
    claim: Claim
    arms: list[float]  #: mean of each arm of the contrast
    effect: float
    lower: float
    upper: float
    sd: float  #: of the outcome within arms
    replicates: int
    missing: int

    @property
    def verdict(self) -> str:
        """By the interval alone: what is expected, its opposite, or nothing that can be told apart from nothing."""
        apart = self.lower > 0 or self.upper < 0
        small = max(abs(self.lower), abs(self.upper)) <= NOTHING * self.sd
        if self.claim.expected == "0":
            return "as expected" if small or not (apart or self.sd) else "an effect" if apart else "undecided"
        if not apart:
            return "no effect"
        return "as expected" if (self.lower > 0) == (self.claim.expected == "+") else "opposite"

    @property
    def scaled(self) -> tuple[float, float, float]:
        """Effect and interval in standard deviations of the outcome within arms."""
        return tuple(value / self.sd if self.sd > 0 else 0.0 for value in (self.effect, self.lower, self.upper))


def arm_mask(ds: xr.Dataset, arm: Arm) -> np.ndarray:
    mask = np.ones(ds.sizes["run"], dtype=bool)
    for factor, value in arm.items():
        mask &= ds[factor].to_numpy().astype(str if isinstance(value, str) else float) == value
    if not mask.any():
        raise ValueError(f"no run has {arm}")
    return mask


def estimate(claim: Claim, ds: xr.Dataset) -> Effect:
    """The mean over replicates of the contrast, with its interval (BCa bootstrap of the luck)."""
    values = claim.measure(ds)
    columns = []
    for _, arm in claim.contrast:
        mask = arm_mask(ds, arm)
        column = pd.Series(values.to_numpy()[mask], index=ds["replicate"].to_numpy()[mask])
        if column.index.has_duplicates:
            raise ValueError(f"{arm} is more than one arm")
        columns.append(column)
    table = pd.concat(columns, axis=1)
    known = table.dropna()
    weights = np.array([weight for weight, _ in claim.contrast])
    contrast = known.to_numpy() @ weights - claim.level
    lower, upper = bootstrap_interval(contrast, np.ones(len(contrast)), confidence=0.95, resamples=RESAMPLES, seed=SEED)
    sd = float(np.sqrt(known.var(ddof=1).mean()))
    missing = len(table) - len(known)
    return Effect(claim, list(known.mean()), float(contrast.mean()), lower, upper, sd, len(known), missing)


def command() -> str:
    """The gemeinsim command beside this Python, else one on the PATH."""
    found = shutil.which("gemeinsim", path=str(Path(sys.executable).parent)) or shutil.which("gemeinsim")
    if found is None:
        raise SystemExit("patterns: no gemeinsim beside this Python and none on the PATH; run ./dev build")
    return found


def commit_of_engine() -> str:
    """The commit from which the command was built, as results name it."""
    said = subprocess.run([command(), "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"commit ([^,)\s]+)", said)
    if found is None:
        raise SystemExit(f"patterns: no commit in {said.strip()!r}; run ./dev build in a checkout")
    return found[1]


@dataclass
class Runs:
    """The sweeps' results: run once, kept in a folder, run again where commit or replicates differ.

    With `replicates` it is a trial; its files have names of their own.
    """

    folder: Path
    replicates: int | None = None
    again: bool = False
    points: Path | None = None  #: a trial's own table of points
    opened: dict[str, xr.Dataset] = field(default_factory=dict)
    seconds: float = 0

    def of(self, sweep: str) -> xr.Dataset:
        if sweep not in self.opened:
            self.opened[sweep] = gs.open(self.file(sweep))
        return self.opened[sweep]

    def file(self, sweep: str) -> Path:
        design = FOLDER / sweep
        result = self.folder / f"{self.name(design)}.h5"
        if not self.again and result.exists():
            reason = self.outdated(design, result)
            if reason is None:
                return result
            print(f"{result}: {reason}; run again", file=sys.stderr)
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.replicates is not None:
            design = self.shortened(design)
        words = [command(), "sweep", str(design), "-o", str(result), "--quiet"]
        begun = time.monotonic()
        subprocess.run(words, check=True)
        self.seconds += time.monotonic() - begun
        return result

    def name(self, design: Path) -> str:
        return f"{design.parent.name}_{design.stem}" + ("" if self.replicates is None else "_try")

    def outdated(self, design: Path, result: Path) -> str | None:
        """Why a stored result is not what a run would give now, None where it is."""
        wanted = self.replicates
        if wanted is None:
            wanted = tomllib.loads(design.read_text(encoding="utf-8"))["design"]["replicates"]
        try:
            with gs.open(result) as ds:
                commit, replicates = str(ds.attrs["git_commit"]), len(np.unique(ds["replicate"]))
        except (OSError, ValueError, KeyError) as error:
            return f"cannot be read ({error})"
        if replicates != wanted:
            return f"has {replicates} replicates in place of {wanted}"
        if commit != (now := commit_of_engine()):
            return f"was made by commit {commit[:8]} in place of {now[:8]}"
        return None

    def shortened(self, design: Path) -> Path:
        """The same sweep with fewer replicates, in the folder of the results."""
        text = design.read_text(encoding="utf-8")
        content = tomllib.loads(text)
        replicates = content["design"]["replicates"]
        text = text.replace(f"replicates = {replicates}\n", f"replicates = {self.replicates}\n")
        for name in filter(None, (content["scenario"], content["design"].get("points"))):
            own = self.points is not None and self.points.name == name
            place = self.points if own else design.parent / name
            text = text.replace(f'= "{name}"\n', f'= "{place.resolve()}"\n')
        short = self.folder.resolve() / f"{self.name(design)}.toml"
        short.write_text(text, encoding="utf-8")
        return short


def effects(runs: Runs, pattern: int | None = None) -> list[Effect]:
    return [estimate(claim, runs.of(claim.sweep)) for claim in CLAIMS if pattern in (None, claim.pattern)]


# --- the page -----------------------------------------------------------------------------------------------------

COLOURS = {"as expected": PALETTE[2], "opposite": PALETTE[1], "an effect": PALETTE[1]}


def number(value: float) -> str:
    return f"{value:.3g}"


def table(found: list[Effect]) -> str:
    lines = [
        "| | claim | outcome | arms | effect | 95 % interval | in sd | expected | replicates | verdict |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        arms = " / ".join(number(value) for value in one.arms)
        against = f" (less {one.claim.level})" if one.claim.level else ""
        missing = f" ({one.missing} without a value)" if one.missing else ""
        says = one.claim.says + (" †" if one.claim.late else "")
        lines.append(
            f"| {one.claim.pattern} | {says} | {one.claim.outcome} | {arms} | {number(one.effect)}{against} | "
            f"{number(one.lower)} to {number(one.upper)} | {one.scaled[0]:+.2f} | {one.claim.expected} | "
            f"{one.replicates}{missing} | **{one.verdict}** |"
        )
    return "\n".join(lines)


def forest(found: list[Effect]) -> mpl.figure.Figure:
    """Each claim's effect in standard deviations, those that were expected to fall to the left of zero as they are."""
    with style():
        figure = new_figure(9.2, 0.27 * len(found) + 1.1)
        axes = figure.subplots()
        limit = 3.2
        for row, one in enumerate(found):
            effect, lower, upper = (float(np.clip(value, -limit, limit)) for value in one.scaled)
            colour = COLOURS.get(one.verdict, QUIET)
            axes.plot([lower, upper], [row, row], color=colour, linewidth=1.6, solid_capstyle="butt")
            axes.plot(effect, row, "o", color=colour, markersize=4.5, clip_on=False)
            arrow = {"+": "▷", "-": "◁", "0": "|"}[one.claim.expected]
            axes.text(limit + 0.2, row, arrow, va="center", ha="left", color=QUIET, fontsize=8)
            axes.text(limit + 0.42, row, one.verdict, va="center", ha="left", color=colour, fontsize=8)
        axes.axvspan(-NOTHING, NOTHING, color=FAINT, alpha=0.5, linewidth=0)
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_yticks(range(len(found)), [f"{one.claim.pattern}  {one.claim.says}" for one in found])
        axes.set_ylim(len(found) - 0.4, -0.6)
        axes.set_xlim(-limit, limit)
        axes.set_xlabel("effect with its interval of 95 %, in standard deviations of the outcome (cut at 3.2)")
        axes.tick_params(axis="y", length=0)
    return figure


def pages(name: str, runs: Runs) -> tuple[Path, Path]:
    """Where the page and its figure go: into the documentation, a trial's beside its results."""
    if runs.replicates is not None:
        return runs.folder / f"{name}_try.md", runs.folder / f"{name}_try.png"
    return ROOT / "docs" / f"{name}.md", ROOT / "docs" / "images" / f"{name}.png"


def options_of(about: str) -> argparse.Namespace:
    """What the command line of a study says: replicates of a trial, the folder of results, whether to run anew."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--replicates", type=int, help="a trial with so many; writes into the results' folder only")
    parser.add_argument("--results", type=Path, default=ROOT / "out" / "patterns")
    parser.add_argument("--again", action="store_true", help="run all anew")
    return parser.parse_args()


def main() -> None:
    options = options_of(__doc__.splitlines()[0])
    runs = Runs(options.results, options.replicates, options.again)
    found = effects(runs)
    head = (Path(__file__).parent / "patterns.md").read_text(encoding="utf-8")
    first = next(iter(runs.opened.values()))
    counts = pd.Series([one.verdict for one in found]).value_counts()
    total = sum(ds.sizes["run"] for ds in runs.opened.values())
    made = (
        f"{total} runs, engine commit {first.attrs['git_commit'][:8]}. "
        + "Verdicts: "
        + ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
        + "."
    )
    page, picture = pages("patterns", runs)
    page.write_text(head.replace("<!-- table -->", made + "\n\n" + table(found)), encoding="utf-8")
    gs.plot.save(forest(found), picture, dpi=110)
    print(table(found))
    print(made, f"{runs.seconds:.0f} s of running.")


if __name__ == "__main__":
    main()
