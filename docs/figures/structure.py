# SPDX-License-Identifier: Apache-2.0
"""Structural uncertainty: what other forms of the model's equations do, beside what its parameters do.

Usage: python docs/figures/structure.py [--folder out/sensitivity] [--threads N] [--points]

Each switch is turned alone, in the control population with a grant and without aid, under common luck; then under five
forms of governance in both arms, for their ranking. Outcomes, arms, levels and how forms are ranked were fixed before
the first run. Goes on with the stores in the folder; needs that of screening, which it runs where it is not there.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import gemeinsim as gs
import numpy as np
import xarray as xr
from gemeinsim.plot.style import FAINT, INK, PALETTE, QUIET, new_figure, style
from gemeinsim.statistics import Floats, generator, holm, sign_flip_p
from scipy.stats import kendalltau
from sensitivity import CASE, IMAGES, OUTCOMES, ROOT, TRAJECTORIES, assumptions, design, interval, picture, write
from structure_levels import ARMS, FORMS, LEVELS, MISSING, REPLICATES, WORDS, write_points

SEED = 5
IN_DEPARTMENTS = "structure_desks"


# --- outcomes -----------------------------------------------------------------------------------------------------


def last(name: str) -> Any:
    return lambda ds: np.asarray(ds[name].isel(month=-1) if "month" in ds[name].dims else ds[name], dtype=float)


def waiting(ds: xr.Dataset) -> Floats:
    """Months to the agreement; who never has one counts with the months simulated."""
    return ds["months_to_agreement"].fillna(ds.sizes["month"]).to_numpy().astype(float)


def at_36(ds: xr.Dataset) -> Floats:
    return ds["active_share"].sel(month=36).to_numpy().astype(float)


MEASURES = {
    "survival_36": ("not dissolved after 36 months", last("survival_36"), 3),
    "months_to_agreement": ("months to the agreement, 60 if never", waiting, 1),
    "action_plan_reached": ("action plan reached", last("action_plan_reached"), 3),
    "impact_index": ("impact index in the last month", last("impact_index"), 4),
    "active_share": ("active share in month 36", at_36, 3),
}  # fmt: skip


def by_cell(ds: xr.Dataset, values: Floats, *shape: int) -> Floats:
    """Values of runs by cells of the design and replicate."""
    order = np.lexsort((ds["replicate"].to_numpy(), ds["point"].to_numpy()))
    return values[order].reshape(*shape, -1)


@dataclass(frozen=True)
class Effect:
    """What a level does to an outcome, under common luck; `told` where its sign is told from chance.

    `pairs` counts those in which the outcome is defined with and without it.
    """

    mean: float
    lower: float
    upper: float
    told: bool
    pairs: int


def effects(values: Floats) -> list[Effect]:
    """From (level, replicate), the first level being the model as it is; Holm over the other levels."""
    found, chances, pairs = [], [], []
    for each in values[1:]:
        gain = each - values[0]
        gain = gain[np.isfinite(gain)]
        pairs.append(gain.size)
        found.append(interval(gain) if gain.any() else (0.0, 0.0, 0.0))
        chances.append(sign_flip_p(gain, flips=9999, seed=SEED) if gain.any() else 1.0)
    told = holm(np.array(chances)) < 0.05
    return [Effect(*one, bool(t), n) for one, t, n in zip(found, told, pairs, strict=True)]


# --- tables -------------------------------------------------------------------------------------------------------


def cell(one: Effect, places: int) -> str:
    text = f"{one.mean:+.{places}f} [{one.lower:+.{places}f}, {one.upper:+.{places}f}]"
    return f"**{text}**" if one.told else text


def conditional(fewest: int, most: int, replicates: int) -> str:
    return (
        "The active share is that of alliances at work in month 36, and its effects are of the pairs in which both "
        f"are: {fewest} to {most} of {replicates}."
    )


def effect_tables(ds: xr.Dataset, found: dict[str, dict[str, list[Effect]]]) -> list[str]:
    lines = []
    for a, arm in enumerate(ARMS):
        head = " | ".join(words for words, _, _ in MEASURES.values())
        lines += [f"**{arm.capitalize()}**: what each switch changes", "", f"| switch | turned to | {head} |"]
        lines.append(f"|---|---|{'---|' * len(MEASURES)}")
        base = []
        for _, measure, places in MEASURES.values():
            own = by_cell(ds, measure(ds), len(LEVELS), len(ARMS))[0, a]
            base.append(f"{np.nanmean(own):.{places}f}")
        lines.append(f"| as it is | | {' | '.join(base)} |")
        for k, level in enumerate(LEVELS[1:]):
            cells = [cell(found[arm][name][k], places) for name, (_, _, places) in MEASURES.items()]
            lines.append(f"| {level.switch} | {level.words} | {' | '.join(cells)} |")
        defined = [one.pairs for one in found[arm]["active_share"]]
        lines += ["", conditional(min(defined), max(defined), REPLICATES["structure"])]
        silent = [level for k, level in enumerate(LEVELS[1:]) if not any(found[arm][name][k].told for name in MEASURES)]
        if silent:
            told = "; ".join(f"{level.switch}: {level.words}" for level in silent)
            lines += ["", f"Not told from nothing in any of the five ({arm}): {told}."]
        lines.append("")
    return lines


def desks_line(ds: xr.Dataset) -> str:
    """What one stream of business through all desks does where there are departments."""
    told = []
    for words, measure, places in MEASURES.values():
        (one,) = effects(by_cell(ds, measure(ds), 2))
        told.append(f"{words} {cell(one, places)}")
    return (
        f"**Service law in a town with three departments**, granted, one stream through all desks: {'; '.join(told)}."
    )


def against_parameters(found: dict[str, list[Effect]], screened: dict[str, Any]) -> list[str]:
    lines = [
        "| outcome | largest effect of a switch | second | third | parameters: largest mu star | second | third "
        "| chance alone stays below |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for metric, words in OUTCOMES.items():
        places = MEASURES[metric][2]
        order = sorted(range(len(LEVELS) - 1), key=lambda k: -abs(found[metric][k].mean))[:3]
        said = [f"{found[metric][k].mean:+.{places}f} {LEVELS[k + 1].switch}: {LEVELS[k + 1].words}" for k in order]
        top = [f"{row['mu_star']:.{places}f} `{path}`" for path, row in screened[metric].factors.head(3).iterrows()]
        lines.append(f"| {words} | {' | '.join(said)} | {' | '.join(top)} | {screened[metric].noise:.{places}f} |")
    return lines


def resampled(values: Floats, times: int = 2000) -> Floats:
    """Means over replicates drawn anew, the same draws for all cells: (times, ...)."""
    replicates = values.shape[-1]
    draws = generator(SEED, "structur").integers(0, replicates, size=(times, replicates))
    counts = np.stack([np.bincount(row, minlength=replicates) for row in draws]) / replicates
    return np.einsum("...r,tr->t...", values, counts)


def governance_tables(ds: xr.Dataset) -> list[str]:
    """The ranking of forms by the impact index, mean of all months, under each level."""
    shape = (len(LEVELS), len(ARMS), len(FORMS))
    index = by_cell(ds, ds["impact_index"].mean("month").to_numpy().astype(float), *shape)
    again = resampled(index)
    lines = []
    for a, arm in enumerate(ARMS):
        means = index[:, a].mean(axis=-1)
        base = [WORDS[FORMS[k]] for k in np.argsort(-means[0], kind="stable")]
        chance = [kendalltau(again[t, 0, a], means[0]).statistic for t in range(len(again))]
        lines += [
            f"**{arm.capitalize()}**. As it is: {', '.join(base)}, from best to worst. Luck alone, drawn anew, agrees "
            f"with this order by a tau of {np.mean(chance):.2f} on average.",
            "",
            "| switch | turned to | best form (P) | second | tau with the order as it is | P (another best) |",
            "|---|---|---|---|---|---|",
        ]
        for k, level in enumerate(LEVELS):
            order = np.argsort(-means[k], kind="stable")
            best = again[:, k, a].argmax(axis=-1)
            tau = kendalltau(means[k], means[0]).statistic
            other = float(np.mean(best != again[:, 0, a].argmax(axis=-1)))
            first, second = (WORDS[FORMS[order[n]]] for n in (0, 1))
            lines.append(
                f"| {level.switch} | {level.words} | {first} ({np.mean(best == order[0]):.2f}) | {second} | {tau:+.2f} "
                f"| {other:.2f} |"
            )
        lines.append("")
    return lines


def figure(found: dict[str, dict[str, list[Effect]]], screened: dict[str, Any]) -> Any:
    """Effects of switches on the outcomes of screening; grey the range of what chance does to a parameter's mu star."""
    with style():
        drawn = new_figure(10.5, 0.235 * len(LEVELS) + 0.9)
        panels = drawn.subplots(1, len(OUTCOMES), sharey=True)
        for axes, (metric, words) in zip(panels, OUTCOMES.items(), strict=True):
            noise, top = screened[metric].noise, float(screened[metric].factors["mu_star"].iloc[0])
            axes.axvspan(-noise, noise, color=FAINT, alpha=0.6, linewidth=0)
            for end in (-top, top):
                axes.axvline(end, color=QUIET, linewidth=0.9, linestyle=(0, (4, 3)))
            axes.axvline(0, color=INK, linewidth=0.8)
            for (arm, here), colour, shift in zip(found.items(), (PALETTE[0], PALETTE[1]), (-0.15, 0.15), strict=True):
                for k, one in enumerate(here[metric]):
                    label = arm if k == 0 else None
                    axes.plot([one.lower, one.upper], [k + shift] * 2, color=colour, linewidth=1.3, label=label)
                    face = colour if one.told else "white"
                    axes.plot(one.mean, k + shift, "o", color=colour, markerfacecolor=face, markersize=3.6)
            axes.set_title(words, fontsize=8.5)
            axes.set_ylim(len(LEVELS) - 1.4, -0.6)
            axes.tick_params(axis="y", length=0)
        panels[0].set_yticks(
            range(len(LEVELS) - 1), [f"{level.switch}: {level.words}" for level in LEVELS[1:]], fontsize=7.5
        )
        panels[1].set_xlabel(
            "difference with its interval of 95 %; filled: told from nothing\n"
            "dashed: largest effect of a parameter; grey: what chance does to one",
            fontsize=8,
        )
        panels[2].legend(loc="lower left", fontsize=7.5)
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "out/sensitivity")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--points", action="store_true", help="write the tables of points and end")
    options = parser.parse_args()
    for name in REPLICATES:
        write_points(name)
    if options.points:
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    place, threads = options.folder, options.threads
    names = (*REPLICATES, IN_DEPARTMENTS)
    stores = {name: gs.sweep(CASE / f"{name}.toml", store=place / name, threads=threads) for name in names}
    screening = gs.sweep(design("morris", assumptions(), *TRAJECTORIES), store=place / "screening", threads=threads)
    screened = {metric: gs.sensitivity(screening, metric) for metric in OUTCOMES}
    runs = 0
    with stores["structure"].open() as ds:
        runs += ds.sizes["run"]
        values = {name: by_cell(ds, measure(ds), len(LEVELS), len(ARMS)) for name, (_, measure, _) in MEASURES.items()}
        found = {arm: {name: effects(v[:, a]) for name, v in values.items()} for a, arm in enumerate(ARMS)}
        tables = effect_tables(ds, found)
    gs.plot.save(figure(found, screened), IMAGES / "structure.png")
    with stores[IN_DEPARTMENTS].open() as ds:
        runs += ds.sizes["run"]
        tables += [desks_line(ds), ""]
    with stores["structure_governance"].open() as ds:
        runs += ds.sizes["run"]
        ranking = governance_tables(ds)
    lines = [
        f"{runs:,} runs. The engine has one form only of: {MISSING}.",
        "",
        *tables,
        picture("structure"),
        "",
        "**Beside parameters**, granted: a switch turned to another form, a parameter moved across its range",
        "",
        *against_parameters(found["granted"], screened),
        "",
        "**The ranking of forms of governance**, by the impact index, mean of all months",
        "",
        *ranking,
    ]
    write("structure", lines, options.folder)


if __name__ == "__main__":
    main()
