# SPDX-License-Identifier: Apache-2.0
"""Holds the named cases against their own figures, which no fit has seen; writes a table of docs/calibration.md.

Usage: python docs/figures/case_facts.py

Each case is run as it was, with the replicates and the luck of its own comparison. Where a source gives a figure
without a band, a quarter of it on either side is ours; of what happened once, at least half of the runs must do the
same.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import gemeinsim as gs
import numpy as np
from calibration import write_block
from case_tables import Level, number
from cases import OUT, ROOT, command

#: Value and half of its interval of 95 % (NaN: none).
Measure = Callable[[Level], tuple[float, float]]


@dataclass(frozen=True)
class Fact:
    """What is known of a case, as a band, and what the case gives."""

    what: str
    known: str
    lower: float
    upper: float
    measure: Measure
    places: int = 2


def mean(values: Any) -> tuple[float, float]:
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    return float(known.mean()), 1.96 * float(known.std(ddof=1) / np.sqrt(known.size))


def at(metric: str, month: int, scale: float = 1) -> Measure:
    return lambda level: mean(level.ds[metric].isel(month=month) * scale)


def months_to(product: str) -> Measure:
    """The median over all runs, and half of its interval by order statistics."""

    def measure(level: Level) -> tuple[float, float]:
        reached = level.first[product].to_numpy(float)
        waits = np.sort(np.where(reached >= 0, reached - level.first["founded"].to_numpy(float), np.inf))
        n, half = len(waits), 0.98 * np.sqrt(len(waits))
        ends = waits[[max(0, int(n / 2 - half)), min(n - 1, int(n / 2 + half))]]
        return float(np.median(waits)), float(ends[1] - ends[0]) / 2 if np.isfinite(ends).all() else np.nan

    return measure


def works_in(month: int) -> Measure:
    """The initiative is there in that month, and has neither dissolved by then nor reached its goal."""

    def measure(level: Level) -> tuple[float, float]:
        founded, ended = (level.first[name].fillna(-1) for name in ("founded", "ended"))
        return mean((founded >= 0) & (founded <= month) & ~ended.between(0, month))

    return measure


def works(level: Level) -> tuple[float, float]:
    """The same in the last month of the run."""
    return works_in(level.ds.sizes["month"] - 1)(level)


def lives(level: Level) -> tuple[float, float]:
    """At the end of the run it is there or has reached its goal; a run without an initiative has none that lives."""
    return mean(level.first["phase"].notna() & (level.first["phase"].astype(str) != "dissolved"))


def partners(level: Level) -> tuple[float, float]:
    return mean(level.first["members"])


def partners_per_post(month: int) -> Measure:
    """Members of all initiatives for each post that is paid, where one is."""

    def measure(level: Level) -> tuple[float, float]:
        then = level.ds.isel(month=month)
        posts = then["offices_paid"].to_numpy().astype(float)
        members = (then["members"] * then["initiatives_active"]).to_numpy().astype(float)
        return mean(np.divide(members, posts, out=np.full(len(posts), np.nan), where=posts > 0))

    return measure


INF = np.inf
#: The row of the case's sweep that is the case as it was, and what is known of it (SOURCES.md of each case).
CASES: Mapping[str, tuple[dict[str, Any], list[Fact]]] = {
    "pirmasens": ({"governance.preset": "round_table", "funding.arm": "as_financed"}, [
        Fact("the pact is at work in month 119", "yes", 0.5, 1, works),
        Fact("or has reached its goal", "yes", 0.5, 1, lives),
        Fact("partners", "172", 129, 215, partners, 0),
        Fact("posts of the office in 2017", "3 to 4", 3, 4, at("offices_paid", 114), 1),
        Fact("partners per post in 2017", "43 to 57", 43, 57, partners_per_post(114), 0),
    ]),
    "langenfeld": ({"governance.broker_paid_by": "host_administration"}, [
        Fact("months from the quarters to the signed agreement", "96 ± 24", 72, 120, months_to("agreement"), 0),
        Fact("the working group is at work at the end of 2020", "yes", 0.5, 1, works),
    ]),
    "new_york_juvenile_justice": ({"governance.preset": "mandated", "funding.programmes.0.months_to_decide": 2}, [
        Fact("months to the plan", "10", 7.5, 12.5, months_to("action_plan"), 0),
        Fact("the reform's own share in less custody, June 2013", ".28 to .38", 0.28, 0.38, at("impact_index", 33), 3),
        Fact("the committee is at work in June 2013", "yes", 0.5, 1, works_in(33)),
    ]),
    "opportunity_chicago": ({"governance.preset": "lead_organisation", "remedies.0.strength": 0.5}, [
        Fact("people in work after five years", "5,185", 3889, 6481, at("beneficiaries", -1), 0),
        Fact("money spent, million", "27.5", 20.6, 34.4, at("money_spent", -1, 1e-6), 2),
        Fact("it is at work after five years", "yes", 0.5, 1, works),
    ]),
    "project_u_turn": ({"funding.programmes.0.budget": 300000, "shocks.0.size": 0.8}, [
        Fact("months from the seed grant to the launch", "12 to 24", 12, 24, months_to("agreement"), 0),
        Fact("taken away of those without a certificate by 2011", ".12", 0.09, 0.15, at("impact_index", 81)),
        Fact("by 2013", ".31", 0.23, 0.39, at("impact_index", -1)),
        Fact("it is at work after the crisis", "yes", 0.5, 1, works),
    ]),
    "refugees": ({"governance.preset": "round_table"}, []),
}  # fmt: skip


def rows_of(name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The [design] of a case's sweep, and its points."""
    with (ROOT / "scenarios" / name / "sweep.toml").open("rb") as file:
        sweep = tomllib.load(file)
    paths = [factor["path"] for factor in sweep["factors"]]
    values = [factor["values"] for factor in sweep["factors"]]
    points = itertools.product(*values) if sweep["design"]["method"] == "grid" else zip(*values, strict=True)
    return sweep["design"], [dict(zip(paths, point, strict=True)) for point in points]


def chosen(points: list[dict[str, Any]], wanted: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The points that have what is wanted, all where nothing is."""
    return [point for point in points if wanted is None or wanted.items() <= point.items()]


def run(name: str, wanted: Mapping[str, Any] | None) -> list[Level]:
    """Runs the points of a case that have what is wanted, all where nothing is; one level for each."""
    design, points = rows_of(name)
    rows = chosen(points, wanted)
    if not rows:
        raise SystemExit(f"case_facts: no row of {name} has {dict(wanted or {})}; its sweep and this table differ")
    OUT.mkdir(parents=True, exist_ok=True)
    document = {
        "scenario": str(ROOT / "scenarios" / name / "scenario.toml"),
        "design": {"method": "list", "replicates": design["replicates"], "master_seed": design["master_seed"]},
        "factors": [{"path": path, "values": [point[path] for point in rows]} for path in rows[0]],
    }
    sweep, results = OUT / f"{name}_facts.json", OUT / f"{name}_facts.h5"
    sweep.write_text(json.dumps(document), encoding="utf-8")
    subprocess.run(
        [command(), "sweep", str(sweep), "-o", str(results), "--quiet"], stdout=subprocess.DEVNULL, check=True
    )
    ds = gs.open(results).load()
    first = gs.tables(ds)["initiatives"].groupby("run").first()
    found = []
    for point in range(len(rows)):
        runs = np.flatnonzero(ds["point"].to_numpy() == point)
        found.append(Level(ds.isel(run=runs), first.reindex(ds["run"].to_numpy()[runs]).reset_index()))
    return found


def verdict(fact: Fact, value: float, half: float) -> str:
    if fact.lower <= value <= fact.upper:
        return "holds"
    near = np.isfinite(half) and value + half >= fact.lower and value - half <= fact.upper
    return "misses; the interval reaches into the band" if near else "misses"


def best_way(levels: list[Level], points: list[dict[str, Any]]) -> str:
    """Of the ways to coordinate that with the highest impact index, mean of all months, under luck drawn anew."""
    from structure import resampled

    index = np.stack([level.ds["impact_index"].mean("month").to_numpy().astype(float) for level in levels])
    wanted = [point["governance.preset"] for point in points].index("round_table")
    chance = float(np.mean(resampled(index).argmax(axis=-1) == wanted))
    holds = index.mean(axis=1).argmax() == wanted
    return (
        f"| refugees | best of four ways to coordinate, by the impact index | all three at once | "
        f"{'all three' if holds else 'another'} (P {number(chance if holds else 1 - chance, 2)}) | "
        f"{'holds' if holds else 'misses'} |"
    )


def main() -> None:
    lines = ["| case | figure | known | the case gives | |", "|---|---|---|---|---|"]
    total, commit = 0, ""
    for name, (wanted, facts) in CASES.items():
        levels = run(name, wanted if facts else None)
        total += sum(level.ds.sizes["run"] for level in levels)
        commit = str(levels[0].ds.attrs["git_commit"])[:8]
        for k, fact in enumerate(facts):
            value, half = fact.measure(levels[0])
            told = number(value, fact.places) if np.isfinite(value) else "never in half of the runs"
            told += f" ± {number(half, fact.places)}" if np.isfinite(half) else ""
            title = name.replace("_", " ") if k == 0 else ""
            line = f"| {title} | {fact.what} | {fact.known} | {told} | {verdict(fact, value, half)} |"
            lines.append(line.replace("|  |", "| |"))
        if not facts:
            lines.append(best_way(levels, rows_of(name)[1]))
        print(f"{name}: done", flush=True)
    write_block("named", [f"Engine {gs.__version__}, commit {commit}; {total:,} runs.", "", *lines])


if __name__ == "__main__":
    main()
