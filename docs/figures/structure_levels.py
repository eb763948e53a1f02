# SPDX-License-Identifier: Apache-2.0
"""Other forms of the model's equations, and the arms and forms of governance under which each is tried."""

from __future__ import annotations

import csv
import math
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import gemeinsim as gs
from sensitivity import CASE


@dataclass(frozen=True)
class Level:
    """One other form of an equation; `set` is all that it changes."""

    switch: str
    words: str
    set: dict[str, Any] = field(default_factory=dict)


INF = math.inf
DEFAULT = gs.parameters()["default"]


def times(factor: float, *paths: str) -> dict[str, Any]:
    return {path: DEFAULT[path] * factor for path in paths}


HAZARDS = ("initiatives.end_hazard", "initiatives.unfunded_hazard")
LEVELS = (
    Level("as it is", "the defaults"),
    Level("motives", "none: ties are made by cost and structure alone", {"relations.motive_scale": 0}),
    Level("motives", "weighed twice", {"relations.motive_scale": 2}),
    Level("reach", "partners of partners count, delta^d to three steps",
          {"relations.reach_weight": 0.2, "relations.reach_delta": 0.5, "relations.reach_max": 3}),
    Level("reach", "the same without end",
          {"relations.reach_weight": 0.2, "relations.reach_delta": 0.5, "relations.reach_max": INF}),
    Level("reach", "cut-off: all within two steps count alike",
          {"relations.reach_weight": 0.1, "relations.reach_delta": 1, "relations.reach_max": 2}),
    Level("trust gate", "none: pacts need no trust", {"relations.pact_trust": 0, "relations.pact_end_trust": 0}),
    Level("trust gate", "high: .8", {"relations.pact_trust": 0.8}),
    Level("trust gate", "trust makes no tie cheaper", {"relations.h_trust": 0}),
    Level("trust gate", "information passes whatever the trust", {"exchange.information_trust": 0}),
    Level("consent", "unilateral", {"relations.consent": "unilateral"}),
    Level("consent", "joint: the sum of both sides counts", {"relations.consent": "joint"}),
    Level("consent", "pairs meet by chance, both must agree", {"relations.kernel": "pair"}),
    Level("consent", "pairs meet by chance, one forces", {"relations.kernel": "pair", "relations.consent": "forcing"}),
    Level("exponents", "members: geometric mean", {"impact.substitution_members": 0}),
    Level("exponents", "members: near the weakest", {"impact.substitution_members": -2}),
    Level("exponents", "assets: geometric mean", {"impact.substitution_assets": 0}),
    Level("exponents", "assets add up", {"impact.substitution_assets": 1}),
    Level("exponents", "assets: the weakest rules", {"impact.substitution_assets": -INF}),
    Level("exponents", "conditions add up", {"impact.condition_exponent": 1}),
    Level("exponents", "conditions: near the weakest", {"impact.condition_exponent": -2}),
    Level("exponents", "tasks go as fast as hours", {"initiatives.work_exponent": 1}),
    Level("exponents", "tasks go as fast, whatever the hours", {"initiatives.work_exponent": 0}),
    Level("prevention", "none: nobody brakes", {"initiatives.prevention_control": 1}),
    Level("prevention", "who wants any control and stands apart may brake",
          {"initiatives.prevention_control": 0, "initiatives.prevention_distance": 0.2}),
    Level("service law", "one stream passes all desks", {"hierarchy.background": "chain"}),
    Level("mandate", "no loss of effort without a voice", {"initiatives.autonomy": 0}),
    Level("mandate", "twice the loss", {"initiatives.autonomy": 0.6}),
    Level("transfer", "hazards half of those abroad",
          times(0.5, *HAZARDS)),
    Level("transfer", "hazards twice those abroad",
          times(2, *HAZARDS)),
    Level("transfer", "no further hazard for a lost office", {"initiatives.lost_office_factor": 1}),
    Level("transfer", "agreements two thirds as fast", times(2 / 3, "initiatives.rate_initiation")),
    Level("transfer", "ties change half as fast", times(0.5, "relations.contact_rate")),
    Level("transfer", "strangers trust each other by .5, not .6",
          {"exchange.prior_kept": 5, "exchange.prior_broken": 5}),
)  # fmt: skip
#: Choices of section "switches" that the engine has in one form only.
MISSING = "motives add up; a node is an organisation; desks serve by an exponential law"

#: Who pays: with a grant offices live on it, without aid on members' fees; a lead gives hours of its own in both.
ARMS = {
    "granted": {"funding.programmes.0.budget": 300000, "funding.programmes.3.budget": 15000},
    "unaided": {"funding.programmes.0.budget": 0, "funding.programmes.3.budget": 0},
}
FORMS = ("participant", "lead_organisation", "network_office", "mandated", "round_table")
WORDS = dict(zip(FORMS, ("participants", "lead organisation", "network office", "mandate", "round table"), strict=True))
CONTROL = {"granted": "network_office", "unaided": "participant"}
OFFICE_PAID_BY = {"granted": "grant", "unaided": "members"}
REPLICATES = {"structure": 400, "structure_governance": 60}


def payer(form: str, arm: str) -> str:
    return {"participant": "nobody", "lead_organisation": "lead"}.get(form, OFFICE_PAID_BY[arm])


def points(name: str) -> list[dict[str, Any]]:
    """The lines of a design: level by level, arm by arm, form by form."""
    scenario = gs.Scenario.load(CASE / "five_years.toml")
    paths = dict.fromkeys(path for level in LEVELS for path in level.set)
    own = {path: scenario[path] for path in paths}
    return [
        {"governance.preset": form, "governance.broker_paid_by": payer(form, arm), **settings, **own, **level.set}
        for level in LEVELS
        for arm, settings in ARMS.items()
        for form in (FORMS if name == "structure_governance" else (CONTROL[arm],))
    ]


def write_points(name: str) -> None:
    """The table beside the sweep file, as `gemeinsim sweep` reads it."""
    lines = points(name)
    with (CASE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
