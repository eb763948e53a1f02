# SPDX-License-Identifier: Apache-2.0
"""How long a micro-step takes against actors and degree: `.venv/bin/python benchmarks/scaling.py`.

A micro-step is one ring of one actor's clock: it weighs no change and every toggle of a tie (density, reciprocity,
transitive triplets) and draws one. Two runs that differ only in the number of rings are timed; their difference leaves
set-up out.
Writes docs/images/microstep_scaling.svg and prints the figures.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
from pathlib import Path

from gemeinsim.plot.style import INK, PALETTE, QUIET, style
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(Path(__file__).parent / "peers"))
import ours  # noqa: E402
import workloads  # noqa: E402


def microstep(actors: int, degree: float, *, rate: float, runs: int, repeat: int) -> tuple[float, float]:
    """Seconds per micro-step, and the mean outdegree at the end."""
    work = workloads.choice(actors, 1) | {"arcs": workloads.random_arcs(actors, degree, seed=3)}
    if degree != 2:  # about where arcs of this degree balance, so that it stays near its start for a while
        work["density"] = -0.5 * math.log(max(actors / degree - 1, 1)) - 0.6
    with tempfile.TemporaryDirectory() as folder:
        scenario = ours.scenario_of(work, Path(folder))
        few, many = (scenario.set("relations.contact_rate", each) for each in (0.0, rate))
        times = []
        for seed in range(repeat):
            seconds = []
            for each in (few, many):
                started = workloads.clock(1)
                result = each.run(seed=seed, replicates=runs, threads=1, progress=False)
                seconds.append(workloads.clock(1) - started)
            times.append((seconds[1] - seconds[0]) / (actors * rate * runs))
    return statistics.median(times), float(result["mean_degree"][:, -1].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=400_000, help="micro-steps per measurement [%(default)s]")
    parser.add_argument("--repeat", type=int, default=3, help="measurements, of which the median counts [%(default)s]")
    parser.add_argument("--largest", type=int, default=10_000, help="most actors [%(default)s]")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    options = parser.parse_args()
    sizes = [n for n in (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000) if n <= options.largest]
    degrees = [1, 2, 5, 10, 20, 40]
    by_size, by_degree = {}, {}
    print("| actors | degree at the end | us per micro-step |\n|---|---|---|")
    for n in sizes:
        rate = min(100.0, max(20.0, options.steps / n))
        runs = max(1, round(options.steps / (n * rate)))
        by_size[n], degree = microstep(n, 2, rate=rate, runs=runs, repeat=options.repeat)
        print(f"| {n} | {degree:.1f} | {1e6 * by_size[n]:.2f} |", flush=True)
    for d in degrees:
        seconds, degree = microstep(1000, d, rate=5, runs=max(1, options.steps // 50_000), repeat=options.repeat)
        by_degree[(d + degree) / 2] = seconds
        print(f"| 1000 | {degree:.1f}, from {d} | {1e6 * seconds:.2f} |", flush=True)
    if options.json:
        Path(options.json).write_text(json.dumps({"by_size": by_size, "by_degree": by_degree}) + "\n", encoding="utf-8")
    draw(by_size, by_degree, ROOT / "docs" / "images" / "microstep_scaling.svg")


def draw(by_size: dict[int, float], by_degree: dict[int, float], path: Path) -> None:
    with style():
        figure = Figure(figsize=(7.2, 2.9), layout="constrained")
        axes = figure.subplots(1, 2, sharey=True)
        for panel, rows, label in zip(axes, (by_size, by_degree), ("actors", "mean outdegree"), strict=True):
            panel.set_xscale("log")
            panel.set_yscale("log")
            panel.plot(list(rows), [1e6 * seconds for seconds in rows.values()], marker="o", color=PALETTE[0])
            panel.set_xlabel(label)
            panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            panel.grid(axis="y", color="#e4e4e4", linewidth=0.6)
            panel.set_axisbelow(True)
        axes[0].set_ylabel("µs per micro-step")
        axes[0].set_title("degree 2", color=INK)
        axes[1].set_title("1,000 actors", color=INK)
        axes[0].tick_params(colors=QUIET)
        figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
