# SPDX-License-Identifier: Apache-2.0
"""Holds the engine against Provan & Kenis (2008): writes docs/provan_kenis.md and its figure.

Usage: python docs/figures/provan_kenis.py [--results FOLDER] [--again]
       python docs/figures/provan_kenis.py --replicates N          a trial: writes into FOLDER only

The design, the outcome, what the propositions predict for each cell and all costs were fixed before the first run.
"""

from __future__ import annotations

import csv
import itertools
import sys
from dataclasses import dataclass
from pathlib import Path

import gemeinsim as gs
import matplotlib as mpl
import numpy as np
import xarray as xr
from gemeinsim.plot.style import INK, PALETTE, new_figure, style
from gemeinsim.statistics import bootstrap_interval, generator

sys.path.insert(0, str(Path(__file__).parent))
from patterns import FOLDER, RESAMPLES, SEED, Runs, number, options_of, pages

SWEEP = "provan_kenis.toml"
FORMS = ("participant", "lead_organisation", "network_office")
NAMES = dict(zip(FORMS, ("participants", "lead organisation", "office"), strict=True))
SHORT = dict(zip(FORMS, ("partic.", "lead", "office"), strict=True))
ARMS = ("as_financed", "granted", "equal_money")
#: EUR of the programme that all forms may apply to, once, for 36 months; in the granted arm it pays the office.
GRANT = {"as_financed": 0, "granted": 300000, "equal_money": 0}
SIZES = {4: (1, 2, 1), 8: (2, 4, 2), 16: (4, 8, 4), 30: (8, 14, 8)}
TRUST = {"low": (3, 7), "high": (8, 2)}
CONSENSUS = {"low": (0.6, 0.15), "high": (0.15, 0.03)}
NEED = {"low": 0.15, "high": 0.75}
LEVELS = ("low", "high")
PATHS = (
    "governance.preset", "funding.arm", "population.administration", "population.civil_society", "population.business",
    "initiatives.core", "exchange.prior_kept", "exchange.prior_broken", "actors.position_spread", "actors.position_gap",
    "initiatives.network_competence", "governance.broker_paid_by", "funding.programmes.0.budget",
)  # fmt: skip

#: Table 1 of Provan & Kenis 2008 on scales from 0 (few, low) to 1 (many, high): participants, trust, consensus, need.
#: Our reading: few 0, moderate .5, moderate to many .75; low 0, moderately low 1/3, moderate .5, moderately high 2/3,
#: high 1.
PROPOSED = {
    "participant": (0, 1, 1, 0),
    "lead_organisation": (0.5, 0, 1 / 3, 0.5),
    "network_office": (0.75, 0.5, 2 / 3, 1),
}


@dataclass(frozen=True)
class Cell:
    size: int
    trust: str
    consensus: str
    need: str

    @property
    def predicted(self) -> str:
        """The form whose conditions are nearest: the smallest sum of squared distances on the four scales."""
        here = (list(SIZES).index(self.size) / 3, *(LEVELS.index(x) for x in (self.trust, self.consensus, self.need)))
        return min(FORMS, key=lambda form: sum((a - b) ** 2 for a, b in zip(here, PROPOSED[form], strict=True)))


CELLS = [Cell(*one) for one in itertools.product(SIZES, LEVELS, LEVELS, LEVELS)]


def payer(form: str, arm: str) -> str:
    return {"participant": "nobody", "lead_organisation": "lead"}.get(form, "grant" if arm == "granted" else "members")


def points() -> list[tuple]:
    """The lines of the design: a cell's forms stand side by side, arm by arm."""
    return [
        (form, "equal_money" if arm == "equal_money" else "as_financed", *SIZES[c.size], c.size, *TRUST[c.trust],
         *CONSENSUS[c.consensus], NEED[c.need], payer(form, arm), GRANT[arm])
        for c in CELLS
        for arm in ARMS
        for form in FORMS
    ]  # fmt: skip


def write_points(folder: Path) -> Path:
    place = folder / "provan_kenis.csv"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PATHS)
        writer.writerows(points())
    return place


def cube(ds: xr.Dataset, outcome: xr.DataArray) -> np.ndarray:
    """The outcome by (cell, arm, form, replicate)."""
    replicates = len(np.unique(ds["replicate"]))
    order = np.lexsort((ds["replicate"].to_numpy(), ds["point"].to_numpy()))
    return outcome.to_numpy().astype(float)[order].reshape(len(CELLS), len(ARMS), len(FORMS), replicates)


def interval(values: np.ndarray) -> tuple[float, float]:
    return bootstrap_interval(values, np.ones(len(values)), confidence=0.95, resamples=RESAMPLES, seed=SEED)


@dataclass(frozen=True)
class Best:
    """The best form of a cell in an arm, its lead over the second, and how often it is best under luck drawn anew."""

    form: str
    second: str
    margin: float
    lower: float
    upper: float
    chance: float

    @property
    def clear(self) -> bool:
        return self.lower > 0


def resampled(values: np.ndarray, times: int = 2000) -> np.ndarray:
    """Means over replicates drawn anew, the same draws for all cells: (times, ...)."""
    replicates = values.shape[-1]
    draws = generator(SEED, "provan").integers(0, replicates, size=(times, replicates))
    counts = np.stack([np.bincount(row, minlength=replicates) for row in draws]) / replicates
    return np.einsum("...r,tr->t...", values, counts)


def best_of(values: np.ndarray, again: np.ndarray) -> Best:
    """From (form, replicate) and the means of the redrawn luck (times, form)."""
    means = values.mean(axis=1)
    first, second = np.argsort(-means, kind="stable")[:2]
    lead = values[first] - values[second]
    lower, upper = interval(lead)
    chance = float(np.mean(again.argmax(axis=1) == first)) if lead.any() else float("nan")
    return Best(FORMS[first], FORMS[second], float(lead.mean()), lower, upper, chance)


def agreement(values: np.ndarray) -> dict[str, tuple[float, float, float]]:
    """Share of cells whose best form is the predicted one, by arm, with the interval of the redrawn luck."""
    predicted = np.array([FORMS.index(c.predicted) for c in CELLS])
    found = {}
    for a, arm in enumerate(ARMS):
        share = float(np.mean(values[:, a].mean(axis=-1).argmax(axis=-1) == predicted))
        redrawn = (resampled(values[:, a]).argmax(axis=-1) == predicted).mean(axis=-1)
        found[arm] = (share, *np.quantile(redrawn, [0.025, 0.975]))
    return found


#: What each proposition says about two forms when one condition rises: (words, condition, favoured, over, sign).
PROPOSITIONS = (
    ("more participants favour an office over the participants", "size", "network_office", "participant"),
    ("more participants favour a lead over the participants", "size", "lead_organisation", "participant"),
    ("more trust favours the participants over a lead", "trust", "participant", "lead_organisation"),
    ("more trust favours the participants over an office", "trust", "participant", "network_office"),
    ("more consensus favours the participants over a lead", "consensus", "participant", "lead_organisation"),
    ("more consensus favours an office over a lead", "consensus", "network_office", "lead_organisation"),
    ("more need of competence favours an office over the participants", "need", "network_office", "participant"),
    ("more need of competence favours a lead over the participants", "need", "lead_organisation", "participant"),
)


def proposition(values: np.ndarray, condition: str, favoured: str, over: str) -> np.ndarray:
    """By replicate: what (favoured - over) is where the condition is high, less what it is where it is low."""
    lead = values[:, FORMS.index(favoured)] - values[:, FORMS.index(over)]
    high = np.array([c.size >= 16 if condition == "size" else getattr(c, condition) == "high" for c in CELLS])
    return lead[high].mean(axis=0) - lead[~high].mean(axis=0)


def verdict(lower: float, upper: float) -> str:
    return "as proposed" if lower > 0 else "opposite" if upper < 0 else "no effect"


def figure_of(best: dict[tuple[Cell, str], Best]) -> mpl.figure.Figure:
    """A panel for each arm, trust and consensus: participants across, need of competence upwards."""
    colours = dict(zip(FORMS, (PALETTE[2], PALETTE[0], PALETTE[6]), strict=True))
    with style():
        figure = new_figure(10.5, 0.6 + 2 * len(ARMS))
        axes = figure.subplots(len(ARMS), 4, sharex=True, sharey=True)
        for row, arm in enumerate(ARMS):
            for column, (trust, consensus) in enumerate(itertools.product(LEVELS, LEVELS)):
                panel = axes[row, column]
                for x, size in enumerate(SIZES):
                    for y, need in enumerate(LEVELS):
                        cell = Cell(size, trust, consensus, need)
                        one = best[cell, arm]
                        shade = 1.0 if one.clear else 0.35
                        panel.add_patch(
                            mpl.patches.Rectangle((x, y), 0.94, 0.94, color=colours[one.form], alpha=shade, linewidth=0)
                        )
                        right = cell.predicted == one.form
                        said = "✓" if right else f"P&K: {SHORT[cell.predicted]}"
                        look = {"ha": "center", "va": "center", "color": "white" if one.clear else INK}
                        panel.text(x + 0.47, y + 0.62, SHORT[one.form], fontsize=7, **look)
                        panel.text(x + 0.47, y + 0.3, said, fontsize=5.6, **look)
                panel.set_xlim(0, 4)
                panel.set_ylim(0, 2)
                panel.set_xticks([x + 0.47 for x in range(4)], [str(size) for size in SIZES])
                panel.set_yticks([0.47, 1.47], ["low", "high"])
                panel.tick_params(length=0)
                panel.set_title(f"trust {trust}, consensus {consensus}", fontsize=8)
                if column == 0:
                    panel.set_ylabel(f"{arm.replace('_', ' ')}\nneed of competence")
                if row == len(ARMS) - 1:
                    panel.set_xlabel("participants")
    return figure


def cells_table(best: dict[tuple[Cell, str], Best]) -> str:
    heads = " | ".join(f"{arm.replace('_', ' ')}: best | margin over second | P" for arm in ARMS)
    lines = [
        f"| participants | trust | consensus | need | proposed | {heads} |",
        f"|{'---|' * (5 + 3 * len(ARMS))}",
    ]
    for cell in CELLS:
        row = [str(cell.size), cell.trust, cell.consensus, cell.need, NAMES[cell.predicted]]
        for arm in ARMS:
            one = best[cell, arm]
            name = NAMES[one.form] if one.margin else "none: all alike"
            row += [
                f"**{name}**" if one.form == cell.predicted and one.margin else name,
                f"{one.margin:.3f} ({one.lower:.3f} to {one.upper:.3f}), {NAMES[one.second]}",
                f"{one.chance:.2f}",
            ]
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def report(ds: xr.Dataset, seconds: float) -> tuple[str, dict[tuple[Cell, str], Best]]:
    impact = cube(ds, ds["impact_index"].mean("month"))
    plan = cube(ds, ds["action_plan_reached"])
    again = resampled(impact)
    best = {
        (cell, arm): best_of(impact[c, a], again[:, c, a]) for c, cell in enumerate(CELLS) for a, arm in enumerate(ARMS)
    }
    parts = [
        f"{ds.sizes['run']} runs ({len(points())} points, {impact.shape[-1]} replicates), engine commit "
        f"{ds.attrs['git_commit'][:8]}" + (f"; {seconds:.0f} s on this occasion." if seconds else ".")
    ]
    lines = [
        "| outcome | arm | cells as proposed | 95 % interval | of the clear cells | one form everywhere, at best |",
        "|---|---|---|---|---|---|",
    ]
    for name, values in (("impact index", impact), ("share with an action plan", plan)):
        for arm, (share, lower, upper) in agreement(values).items():
            a = ARMS.index(arm)
            redrawn = resampled(values[:, a])
            one = [best_of(values[c, a], redrawn[:, c]) for c in range(len(CELLS))]
            clear = [(x, cell) for x, cell in zip(one, CELLS, strict=True) if x.clear]
            hits = sum(x.form == cell.predicted for x, cell in clear)
            constant = max(sum(cell.predicted == form for cell in CELLS) for form in FORMS) / len(CELLS)
            lines.append(
                f"| {name} | {arm.replace('_', ' ')} | {share:.0%} of {len(CELLS)} | {lower:.0%} to {upper:.0%} | "
                f"{hits} of {len(clear)} | {constant:.0%} |"
            )
    parts.append("\n".join(lines))
    lines = ["| proposition | arm | effect on the impact index | 95 % interval | verdict |", "|---|---|---|---|---|"]
    for says, condition, favoured, over in PROPOSITIONS:
        for a, arm in enumerate(ARMS):
            effect = proposition(impact[:, a], condition, favoured, over)
            lower, upper = interval(effect)
            lines.append(
                f"| {says} | {arm.replace('_', ' ')} | {effect.mean():+.3f} | {lower:+.3f} to {upper:+.3f} | "
                f"**{verdict(lower, upper)}** |"
            )
    parts.append("\n".join(lines))
    means = impact.mean(axis=(0, 3))
    lines = ["| arm | " + " | ".join(NAMES[form] for form in FORMS) + " |", "|---|---|---|---|"]
    for arm, row in zip(ARMS, means, strict=True):
        lines.append(f"| {arm.replace('_', ' ')} | " + " | ".join(f"{x:.3f}" for x in row) + " |")
    parts.append("Impact index, mean over all cells:\n\n" + "\n".join(lines))
    parts.append("### Cell by cell\n\n" + cells_table(best))
    return "\n\n".join(parts), best


def main() -> None:
    options = options_of(__doc__.splitlines()[0])
    trial = options.replicates is not None
    place = write_points(options.results if trial else FOLDER)
    runs = Runs(options.results, options.replicates, options.again, place if trial else None)
    text, best = report(runs.of(SWEEP), runs.seconds)
    head = (Path(__file__).parent / "provan_kenis.md").read_text(encoding="utf-8")
    page, picture = pages("provan_kenis", runs)
    page.write_text(head.replace("<!-- results -->", text), encoding="utf-8")
    gs.plot.save(figure_of(best), picture, dpi=120)
    print(number(runs.seconds), "s of running")
    print(text)


if __name__ == "__main__":
    main()
