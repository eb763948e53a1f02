# SPDX-License-Identifier: Apache-2.0
"""The workloads as scenarios of gemeinsim.

Whole runs are timed: set-up of the state, every step of the month, recording of the two metrics that are compared.
Where the workload says `alone`, the time of the same runs with the work in question switched off is taken away.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import gemeinsim as gs
import workloads
import xarray as xr

COMMON = """
[scenario]
name = "peers"
title = "The work of a benchmark"
[time]
months = {months}
burn_in = 0
[population]
business = {actors}
ties = "ties.csv"
[topics.any]
[actors]
birth_rate = 0
end_rate = 0
[initiatives]
founding = "date"
[hierarchy]
utilisation = 0
[outputs]
events = false
standard_metrics = false
metrics = ["mean_degree", "information_coverage"]
"""

CHOICE = """
[relations]
directed = true
consent = "unilateral"
consideration = "complete"
rationality = 1
contact_rate = {rate}
motive_scale = 0
contact_cost = 0
pact_cost = 0
crowding = 0
contact_hours = 0
pact_hours = 0
joint_benefit = 0
pact_rate = 0
awareness_within = 0
awareness_across = 0
hearsay_rate = 0
effects = [
  {{name = "density", weight = {density}}},
  {{name = "reciprocity", weight = {reciprocity}}},
  {{name = "transitive_triplets", weight = {transitive_triplets}}},
]
[exchange]
information_rate = 0
forgetting_rate = 0
joint_content = 0
position_rate = 0
"""

SPREAD = """
[relations]
contact_rate = 0
pact_rate = 0
awareness_within = 0
awareness_across = 0
hearsay_rate = 0
[exchange]
items = 1
initial_items = 1
information_rate = {passing}
information_trust = 0
forgetting_rate = {forgetting}
joint_content = 0
position_rate = 0
"""


def scenario_of(work: dict, folder: Path) -> gs.Scenario:
    """The workload as a scenario; its ties are written into the folder."""
    choice = work["name"] == "choice"
    width = max(4, len(str(work["actors"])))
    ends = work["arcs"] if choice else work["ties"]
    lines = [f"business_{one + 1:0{width}},business_{other + 1:0{width}}\n" for one, other in ends]
    (folder / "ties.csv").write_text("from,to\n" + "".join(lines), encoding="utf-8")
    return gs.Scenario.parse((COMMON + (CHOICE if choice else SPREAD)).format(**{"months": 1} | work), folder=folder)


def timed(scenario: gs.Scenario, work: dict, runs: int) -> tuple[xr.Dataset, float]:
    started = workloads.clock(work["threads"])
    result = scenario.run(seed=work["seed"], replicates=runs, threads=work["threads"], progress=False)
    return result, workloads.clock(work["threads"]) - started


def main() -> None:
    work = json.load(sys.stdin)
    choice = work["name"] == "choice"
    with tempfile.TemporaryDirectory() as folder:
        scenario = scenario_of(work, Path(folder))
        scenario.check()
        runs = work.get("runs", 1)
        timed(scenario, work, 1)  # what the first run imports is no part of the work
        result, seconds = timed(scenario, work, runs)
        if work.get("alone"):
            idle = {"relations.contact_rate": 0.0, "exchange.information_rate": 0.0, "exchange.forgetting_rate": 0.0}
            seconds -= timed(scenario.set(idle), work, runs)[1]
    last = result.isel(month=-1)
    if choice:
        steps = runs * work["actors"] * work["rate"]
        check = float(last["mean_degree"].mean())
    else:
        steps = runs * 2 * len(work["ties"]) * work["months"]
        check = float(last["information_coverage"].mean())
    json.dump({"work": steps, "check": check, "seconds": seconds, "version": f"gemeinsim {gs.__version__}"}, sys.stdout)


if __name__ == "__main__":
    main()
