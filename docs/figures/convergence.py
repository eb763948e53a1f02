# SPDX-License-Identifier: Apache-2.0
"""Draws docs/images/convergence.png: how the parallel schedule comes to the sequential one as its parts shrink.

Usage: python docs/figures/convergence.py [OUTPUT]    about a minute on two cores

Twelve actors revise arcs once a month each and like to return arcs and to close triplets, from an empty network. Both
schedules meet the same luck, so that the difference of a pair of runs is the schedule's doing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gemeinsim as gs
import numpy as np
from gemeinsim.plot.style import INK, PALETTE, QUIET, style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

REPLICATES = 2000
PARTS = (1, 2, 4, 8, 16, 32, 64)
STATISTICS = {"contacts": "arcs", "transitivity": "transitivity", "reciprocity": "reciprocity"}
WORLD = """
[time]
months = 30
burn_in = 0
[population]
civil_society = 12
[topics.youth]
[outputs]
metrics = ["reciprocity"]
[relations]
directed = true
consent = "unilateral"
consideration = "complete"
rationality = 1
pact_rate = 0
motive_scale = 0
joint_benefit = 0
contact_cost = 0
contact_hours = 0
crowding = 0
effects = [
    {name = "density", weight = -1.5},
    {name = "reciprocity", weight = 2},
    {name = "transitive_triplets", weight = 0.15},
]
"""


def last_month(scenario: gs.Scenario) -> dict[str, np.ndarray]:
    result = scenario.run(seed=1, replicates=REPLICATES, progress=False)
    return {name: result[name].isel(month=-1).to_numpy().astype(float) for name in STATISTICS}


def main() -> None:
    output = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "images" / "convergence.png")
    sequential = gs.Scenario.parse(WORLD)
    exact = last_month(sequential)
    bias = {name: [] for name in STATISTICS}
    error = {name: [] for name in STATISTICS}
    for parts in PARTS:
        parallel = last_month(sequential.set({"schedule.mode": "parallel", "schedule.substeps": parts}))
        for name in STATISTICS:
            difference = parallel[name] - exact[name]
            defined = ~np.isnan(difference)
            share = difference[defined] / np.nanmean(exact[name])
            bias[name].append(100 * share.mean())
            error[name].append(100 * share.std(ddof=1) / np.sqrt(defined.sum()))
        print(parts, {name: f"{bias[name][-1]:.2f} +- {error[name][-1]:.2f}" for name in STATISTICS})
    with style():
        figure = Figure(figsize=(6.4, 3.6), layout=ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06))
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        axes.axhline(0, color=QUIET, linewidth=0.8)
        for shift, (name, label), colour in zip((0.94, 1, 1.06), STATISTICS.items(), PALETTE, strict=False):
            places = np.array(PARTS) * shift
            axes.errorbar(places, bias[name], yerr=2 * np.array(error[name]), color=colour, linewidth=1.4, capsize=2)
            axes.plot(places, bias[name], "o", color=colour, markersize=4, label=label)
        axes.set_xscale("log", base=2)
        axes.set_xticks(PARTS, [str(parts) for parts in PARTS])
        axes.set_xlabel("parts of a month (schedule.substeps)")
        axes.set_ylabel("difference to sequential [%]")
        axes.set_title("The parallel schedule comes to the sequential one as its parts shrink", color=INK)
        axes.legend(loc="lower right")
        figure.savefig(output)


if __name__ == "__main__":
    main()
