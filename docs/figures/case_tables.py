# SPDX-License-Identifier: Apache-2.0
"""What is measured of each case: the rows of its table, its columns, the line that its figure draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import gemeinsim as gs
import numpy as np
import pandas as pd
import xarray as xr


@dataclass(frozen=True)
class Level:
    """The runs of one row of a table, with the initiatives that came first in each."""

    ds: xr.Dataset
    first: pd.DataFrame


Column = tuple[str, Callable[[Level], str]]


@dataclass(frozen=True)
class Case:
    """Rows are label cells and the factor values that pick their runs."""

    heads: Sequence[str]
    rows: Sequence[tuple[Sequence[str], Mapping[str, Any]]]
    columns: Sequence[Column]
    metric: str
    label: str
    alt: str
    note: str = ""
    drawn: Sequence[int] | None = None  # rows that the figure draws
    bars: str = "phases"  # what the right panel shows
    bands: bool = False  # its table holds what was measured against what is known
    alone: bool = False  # a scenario that is run, not compared
    replicates: int = 0
    seed: int = 1
    set: Mapping[str, Any] = field(default_factory=dict)


def number(value: float, places: int) -> str:
    """``.174``: no zero before the point."""
    text = f"{value:.{places}f}"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def mean(values: np.ndarray, places: int) -> str:
    """Mean and half its interval over runs; runs without a value are left out."""
    known = values[np.isfinite(values)]
    if known.size == 0:
        return "–"
    if (known == known[0]).all():
        return number(known[0], 0 if known[0] == round(known[0]) else places)
    half = 1.96 * known.std(ddof=1) / np.sqrt(known.size) if known.size > 1 else float("nan")
    return f"{number(known.mean(), places)} ± {number(half, places)}"


def percent(hits: np.ndarray) -> str:
    return f"{100 * np.mean(hits):.0f} %"


def at_end(metric: str, heading: str, places: int = 2, scale: float = 1) -> Column:
    return heading, lambda level: mean(_last(level.ds[metric]) * scale, places)


def at_month(metric: str, month: int, heading: str, places: int = 2) -> Column:
    return heading, lambda level: mean(level.ds[metric].sel(month=month).to_numpy().astype(float), places)


def over_time(metric: str, heading: str, places: int = 3) -> Column:
    return heading, lambda level: mean(level.ds[metric].mean("month").to_numpy().astype(float), places)


def last_year(metric: str, per: str, heading: str, places: int = 1) -> Column:
    """Ratio of two sums over the last twelve months of each run."""

    def ratio(level: Level) -> str:
        end = level.ds.isel(month=slice(-12, None))
        above, below = end[metric].sum("month").to_numpy(), end[per].sum("month").to_numpy()
        return mean(np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0), places)

    return heading, ratio


def _last(values: xr.DataArray) -> np.ndarray:
    return (values.isel(month=-1) if "month" in values.dims else values).to_numpy().astype(float)


def _waits(level: Level, column: str) -> np.ndarray:
    """Months from founding to a product of the first initiative, infinite where it never came."""
    reached = level.first[column].to_numpy(float)
    return np.where(reached >= 0, reached - level.first["founded"].to_numpy(float), np.inf)


def _median(level: Level, column: str) -> str:
    waits = _waits(level, column)
    middle = np.median(waits) if waits.size else np.inf
    return f"{middle:.0f}" if np.isfinite(middle) else "none in half"


AGREEMENT: Column = ("months to the agreement", lambda level: _median(level, "agreement"))
PLAN: Column = ("months to the plan", lambda level: _median(level, "action_plan"))
WITH_AGREEMENT: Column = ("with an agreement", lambda level: percent(np.isfinite(_waits(level, "agreement"))))
WITH_PLAN: Column = ("with a plan", lambda level: percent(np.isfinite(_waits(level, "action_plan"))))
ALIVE: Column = (
    "alive at the end",
    lambda level: percent(~level.first["phase"].astype(str).isin(["completed", "dissolved"]).to_numpy()),
)
NOT_DISSOLVED: Column = (
    "not dissolved by the end",
    lambda level: percent((level.first["phase"].astype(str) != "dissolved").to_numpy()),
)
INDEX: Column = over_time("impact_index", "impact index, mean of all months")
INDEX_END: Column = at_end("impact_index", "impact index at the end", 3)


def waited(*causes: str) -> Column:
    heading = f"months waited for {' / '.join(causes)}"
    return heading, lambda level: " / ".join(mean(_last(level.ds[f"months_lost_{one}"]), 0) for one in causes)


PRESETS = {
    "participant": "participants",
    "lead_organisation": "lead organisation",
    "network_office": "network office",
    "mandated": "mandate",
    "round_table": "round table",
}
MONEY = {"as_financed": "as financed", "equal_money": "equal money"}

CASES: dict[str, Case] = {
    "pirmasens": Case(
        heads=["governance", "money"],
        rows=[
            ([PRESETS[preset], MONEY[arm]], {"governance_preset": preset, "funding_arm": arm})
            for preset in PRESETS
            for arm in MONEY
        ],
        columns=[AGREEMENT, WITH_PLAN, NOT_DISSOLVED, INDEX, INDEX_END, waited("money", "hours")],
        metric="impact_index",
        label="impact index, as financed",
        alt="Impact index over ten years under five forms of governance, and where first initiatives stand at the end.",
        note="Agreement, plan and end are those of the initiative of 2008.",
        drawn=[0, 2, 4, 6, 8],
    ),
    "langenfeld": Case(
        heads=["coordination paid by"],
        rows=[
            (["the town, for good (as it was)"], {"governance_broker_paid_by": "host_administration"}),
            (["a grant, for three years"], {"governance_broker_paid_by": "grant"}),
            (["nobody: no office"], {"governance_broker_paid_by": "nobody"}),
        ],
        columns=[AGREEMENT, WITH_PLAN, ALIVE, INDEX, waited("money", "hours")],
        metric="impact_index",
        label="impact index",
        alt="Impact index over ten years, by who pays the coordination, and where the working group stands at the end.",
        note="All three under the same luck; months are medians of all runs.",
    ),
    "refugees": Case(
        heads=["coordination"],
        rows=[
            (["helpers themselves"], {"governance_preset": "lead_organisation"}),
            (["round table"], {"governance_preset": "participant"}),
            (["office of the town hall"], {"governance_preset": "mandated"}),
            (["all three"], {"governance_preset": "round_table"}),
        ],
        columns=[
            AGREEMENT,
            WITH_PLAN,
            NOT_DISSOLVED,
            INDEX,
            at_end("beneficiaries", "people helped", 0),
            waited("approval", "hours"),
        ],
        metric="impact_index",
        label="impact index",
        alt="Impact index over five years under four ways to coordinate; where the first initiative stands at the end.",
        note="Agreement, plan and end are those of the initiative of October 2015; months are medians of all runs.",
    ),
    "opportunity_chicago": Case(
        heads=["who decides", "rules"],
        rows=[
            ([who, rules], {"governance_preset": preset, "remedies_0_strength": strength})
            for preset, who in (
                ("lead_organisation", "funders and agency, with advisers (as it was)"),
                ("participant", "all, by consensus, no office"),
                ("network_office", "all, two thirds, with an office"),
            )
            for strength, rules in ((0, "strict"), (0.5, "flexible"))
        ],
        columns=[
            AGREEMENT,
            WITH_PLAN,
            INDEX_END,
            at_end("beneficiaries", "people helped", 0),
            at_end("money_spent", "spent, of 27.5 million", 2, 1e-6),
            waited("hours", "approval"),
        ],
        metric="impact_index",
        label="impact index",
        alt="Impact index over five years by who decides and how strict rules are; the initiative at the end.",
        note="Flexible: half of the superiors need not be asked. Months are medians of all runs.",
    ),
    "new_york_juvenile_justice": Case(
        heads=["convened by", "money decided within"],
        rows=[
            ([who, f"{months} months"], {"governance_preset": preset, "funding_programmes_0_months_to_decide": months})
            for preset, who in (
                ("mandated", "order of the governor's office (as it was)"),
                ("network_office", "members themselves, two thirds"),
            )
            for months in (2, 12)
        ],
        columns=[
            AGREEMENT,
            WITH_AGREEMENT,
            WITH_PLAN,
            ALIVE,
            at_month("impact_index", 33, "impact index, month 33", 3),
            INDEX_END,
            waited("money", "approval"),
        ],
        metric="impact_index",
        label="impact index",
        alt="Impact index over four years by who convenes and how slow money is; the committee at the end.",
        note="Months are medians of all runs.",
    ),
    "project_u_turn": Case(
        heads=["office paid by", "crisis"],
        rows=[
            (
                [who, crisis],
                {
                    "governance_preset": preset,
                    "funding_programmes_0_budget": foundations,
                    "funding_programmes_1_budget": district,
                    "shocks_2_size": size,
                },
            )
            for who, preset, foundations, district in (
                ("foundations, three years at a time", "network_office", 300000, 0),
                ("school district, year by year", "network_office", 0, 300000),
                ("nobody: the intermediary's own hours", "lead_organisation", 0, 0),
            )
            for size, crisis in ((0, "no"), (0.05, "yes"))
        ],
        columns=[
            AGREEMENT,
            ALIVE,
            at_end("offices_paid", "posts paid at the end, of 3", 1),
            at_month("impact_index", 81, "impact index, month 81"),
            at_end("impact_index", "at the end"),
            at_end("collective_output", "output at the end, h/month", 0),
        ],
        metric="collective_output",
        label="output of the coalition, h/month",
        alt="Output of the coalition over nine years by who pays the office, without and with the crisis of 2011.",
        note="Months are medians of all runs.",
    ),
    "germany": Case(
        heads=["governance"],
        rows=[
            (["participants"], {"governance_preset": "participant"}),
            (["lead organisation"], {"governance_preset": "lead_organisation"}),
            (["round table with an office"], {"governance_preset": "round_table"}),
        ],
        columns=[
            at_end("mean_degree", "contacts of an actor", 1),
            at_end("initiatives_founded", "initiatives founded", 0),
            at_end("initiatives_dissolved", "dissolved", 0),
            at_end("initiatives_implementation", "with a plan at the end", 1),
            at_end("members", "members of a living one", 1),
            INDEX_END,
        ],
        metric="initiatives_active",
        label="living initiatives of a district",
        alt="Living initiatives of an average district over five years by form of governance; output at the end.",
        note="An average district, after 60 months.",
        bars="output",
    ),
    "local_alliances": Case(
        heads=["arm"],
        rows=[
            (["granted"], {"governance_preset": "network_office"}),
            (["unaided"], {"governance_preset": "participant"}),
        ],
        columns=[],
        metric="members",
        label="members of living alliances",
        alt="Members of alliances with a grant and without over eight years, and where they stand at the end.",
        note="Defaults were fitted to figures like these on other luck (docs/calibration.md); a missed band is missed.",
        bands=True,
    ),
    "from_isolated_to_cooperation": Case(
        heads=["rung"],
        rows=[
            (["alone"], {"relations_contact_rate": 0}),
            (["contacts"], {"relations_contact_rate": 1, "relations_pact_rate": 0}),
            (
                ["contacts and pacts"],
                {"relations_contact_rate": 1, "relations_pact_rate": 1 / 6, "initiatives_founding": "date"},
            ),
            (["contacts, pacts, initiatives"], {"initiatives_founding": "volunteer"}),
        ],
        columns=[
            at_end("density", "density of contacts", 3),
            at_end("pacts", "pairs in pacts", 1),
            at_end("information_coverage", "information held", 2),
            at_end("isolated_output", "output of everybody alone", 1),
            at_end("collective_output", "of initiatives", 1),
            at_end("severity", "severity", 3),
        ],
        metric="severity",
        label="severity",
        alt="Severity over eight years on four rungs, and output alone and in initiatives at the end.",
        note="After 96 months. Output counts effective hours a month; severity starts at .5.",
        bars="output",
    ),
    "silo_trap": Case(
        heads=["silos (dial)", "delegation"],
        rows=[
            ([shown, delegation], {"challenges_hierarchy_silos": silos, "remedies_0_strength": strength})
            for silos, shown in ((0, "0"), (0.5, ".5 (default)"), (1, "1"))
            for strength, delegation in ((0, "none"), (0.5, "half"))
        ],
        columns=[AGREEMENT, PLAN, waited("approval"), INDEX],
        metric="impact_index",
        label="impact index",
        alt="Impact index over eight years by the dial of silos, without and with delegation.",
        note="Months are medians of all runs.",
    ),
    "funding_cliff": Case(
        heads=["office"],
        rows=[
            (["grant for 36 months"], {"governance_broker_paid_by": "grant"}),
            (["the town, for good"], {"governance_broker_paid_by": "host_administration"}),
            (["none"], {"governance_broker_paid_by": "nobody"}),
        ],
        columns=[
            at_month("density", 35, "density of ties, month 35", 3),
            at_month("density", 47, "month 47", 3),
            waited("money"),
            WITH_PLAN,
            ALIVE,
            INDEX_END,
        ],
        metric="density",
        label="density of ties",
        alt="Density of ties over eight years by who pays the office, and where the initiative stands at the end.",
    ),
    "weakest_link": Case(
        heads=["invited at the start", "newcomers see the others' effort"],
        rows=[
            ([str(core), seen], {"initiatives_core": core, "initiatives_history_visible": visible})
            for core in (13, 2)
            for visible, seen in ((0, "no"), (1, "yes"))
        ],
        columns=[
            at_month("members", 12, "members, month 12", 1),
            last_year("work_hours", "members", "work per member, last year, h/month"),
            at_end("collective_output", "output of the initiative at the end", 0),
            at_end("density", "density of ties at the end", 2),
            AGREEMENT,
        ],
        metric="collective_output",
        label="output of the initiative, h/month",
        alt="Output of the initiative with a large and a small start, newcomers seeing the others' effort or not.",
    ),
    "observed_network": Case(
        heads=["ties"],
        rows=[(["as observed, continued"], {})],
        columns=[
            at_end("contacts", "arcs", 1),
            at_end("reciprocity", "reciprocity", 3),
            at_end("transitivity", "transitivity", 3),
            at_end("transitive_triplets", "transitive triplets", 0),
            at_end("changed_ties", "arcs that differ from the start", 1),
        ],
        metric="contacts",
        label="arcs",
        alt="Number of arcs over the twelve steps of the period, mean and forty runs; how they spread at the end.",
        note="The period of the estimation in twelve steps (time.months = 12, relations.contact_rate = 0.4583).",
        bars="arcs",
        alone=True,
        replicates=200,
        seed=1,
        set={"time.months": 12, "relations.contact_rate": 0.458333},
    ),
}


def levels(case: Case, ds: xr.Dataset) -> list[Level]:
    """The runs of each row."""
    initiatives = gs.tables(ds)["initiatives"]
    found = []
    for labels, wanted in case.rows:
        chosen = np.ones(ds.sizes["run"], dtype=bool)
        for factor, value in wanted.items():
            values = ds[factor].to_numpy()
            chosen &= (
                np.isclose(values.astype(float), value) if not isinstance(value, str) else values.astype(str) == value
            )
        if not chosen.any():
            raise SystemExit(f"cases: no run has {dict(wanted)} ({', '.join(labels)}); the sweep and this row differ")
        runs = np.flatnonzero(chosen)
        first = initiatives[initiatives["run"].isin(runs)].groupby("run").first().reset_index()
        found.append(Level(ds.isel(run=runs), first))
    return found


def table(case: Case, ds: xr.Dataset) -> str:
    """The table in Markdown; what a row shares with the one above stands there only."""
    lines = [[*case.heads, *[heading for heading, _ in case.columns]]]
    before: Sequence[str] = []
    for (labels, _), level in zip(case.rows, levels(case, ds), strict=True):
        shared = [len(labels) > 1 and place == 0 and before[:1] == [labels[0]] for place in range(len(labels))]
        cells = ["" if same else label for same, label in zip(shared, labels, strict=True)]
        lines.append([*cells, *[measure(level) for _, measure in case.columns]])
        before = list(labels)
    head, *body = [f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in lines]
    return "\n".join([head, "|" + "---|" * len(lines[0]), *body])
